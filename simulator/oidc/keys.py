"""The signing key. The bundled one is public knowledge: it proves nothing to anyone but this simulator."""

from pathlib import Path

from joserfc.jwk import RSAKey

__all__ = ["read"]


def read(path: Path) -> RSAKey:
    """The RSA private key of a PEM file, known in tokens by its RFC 7638 thumbprint."""
    key = RSAKey.import_key(path.read_bytes(), {"use": "sig", "alg": "RS256"})
    key.ensure_kid()
    return key
