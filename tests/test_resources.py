"""Specs and fixtures lie inside an installed package, or beside it in a checkout."""

from pathlib import Path

import pytest

from simulator import resources


def test_in_a_checkout_they_lie_beside_the_package() -> None:
    assert (resources.folder("specs") / "claims.yaml").is_file()
    assert (resources.folder("fixtures") / "clients.yaml").is_file()


def test_in_a_wheel_they_lie_inside_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "PACKAGE", tmp_path / "simulator")
    (tmp_path / "simulator" / "_bundled" / "specs").mkdir(parents=True)
    assert resources.folder("specs") == tmp_path / "simulator" / "_bundled" / "specs"
    assert resources.folder("fixtures") == tmp_path / "fixtures"
