"""JSON merge patch, RFC 7396."""

from typing import Any

__all__ = ["merged"]


def merged(target: Any, patch: Any) -> Any:
    """The target after the patch: members present change, null removes, anything but an object replaces. Neither is
    altered.
    """
    if not isinstance(patch, dict):
        return patch
    result = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        if value is None:
            result.pop(name, None)
        else:
            result[name] = merged(result.get(name), value)
    return result
