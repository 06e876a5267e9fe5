"""The few types that records share."""

from datetime import datetime
from typing import Annotated

from msgspec import Meta

__all__ = ["Instant", "Uuid"]

Instant = Annotated[datetime, Meta(tz=True)]
Uuid = Annotated[str, Meta(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
