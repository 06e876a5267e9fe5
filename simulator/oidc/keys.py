"""The signing key. The bundled one is public knowledge: it proves nothing to anyone but this simulator."""

from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from joserfc.jwk import RSAKey

__all__ = ["read"]


def read(path: Path) -> RSAKey:
    """The RSA private key of a PEM file, known in tokens by its RFC 7638 thumbprint.

    Its primes are not checked, which would take longer than all other reading at boot.
    """
    raw = load_pem_private_key(path.read_bytes(), password=None, unsafe_skip_rsa_key_validation=True)
    if not isinstance(raw, RSAPrivateKey):
        raise TypeError(f"{path}: expected an RSA private key")
    key = RSAKey(raw, raw, {"use": "sig", "alg": "RS256"})
    key.ensure_kid()
    return key
