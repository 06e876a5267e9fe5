"""The documentation page: Swagger UI, bundled, fetching nothing from outside. A fixed table finds files."""

from functools import cache
from importlib.resources import files

__all__ = ["CONTENT_SECURITY_POLICY", "asset"]

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'"
)

_HTML = "text/html; charset=utf-8"
_SCRIPT = "text/javascript; charset=utf-8"
_STYLE = "text/css; charset=utf-8"

_ASSETS = {
    "": ("index.html", _HTML),
    "index.html": ("index.html", _HTML),
    "page.css": ("page.css", _STYLE),
    "page.js": ("page.js", _SCRIPT),
    "favicon.png": ("assets/favicon-32x32.png", "image/png"),
    "swagger-ui.css": ("assets/swagger-ui.css", _STYLE),
    "swagger-ui-bundle.js": ("assets/swagger-ui-bundle.js", _SCRIPT),
}


def asset(name: str) -> tuple[bytes, str] | None:
    """Bytes and media type of a file of the page, by its name below the page's address; None for any other name."""
    known = _ASSETS.get(name)
    return None if known is None else (_content(known[0]), known[1])


@cache
def _content(path: str) -> bytes:
    return files(__name__).joinpath(path).read_bytes()
