"""The bundled key is a whole RSA key, and tokens name it by its thumbprint."""

from pathlib import Path

import pytest
from joserfc.jwk import ECKey, RSAKey

from simulator.oidc import keys
from tests.oidc.signed import KEY


def test_the_key_is_known_by_its_thumbprint() -> None:
    assert KEY.kid == RSAKey.import_key(KEY.as_dict(private=False)).thumbprint()


def test_the_bundled_key_is_sound() -> None:
    """Reading skips this check, so it is made here."""
    KEY.raw_value.private_numbers().private_key()  # type: ignore[union-attr]
    assert KEY.raw_value.key_size >= 2048


def test_two_keys_have_two_names(tmp_path: Path) -> None:
    file = tmp_path / "other.pem"
    file.write_bytes(RSAKey.generate_key(2048).as_pem(private=True))
    assert keys.read(file).kid != KEY.kid


def test_a_key_of_another_kind_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "curve.pem"
    file.write_bytes(ECKey.generate_key("P-256").as_pem(private=True))
    with pytest.raises(TypeError, match="expected an RSA private key"):
        keys.read(file)
