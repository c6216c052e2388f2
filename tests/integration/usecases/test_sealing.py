"""Mail passwords at rest."""

from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet

from ashore.conf.home import seal_key
from ashore.usecases.sealing import SealBroken, seal, unseal

KEPT = {"password": "лето-2026 😀", "expires_at": 12}


def test_what_is_sealed_comes_back_and_says_nothing_without_the_key(settings: Any) -> None:
    sealed = seal(KEPT)
    assert unseal(sealed) == KEPT
    assert b"2026" not in sealed
    settings.SEAL_KEY = Fernet.generate_key().decode()
    with pytest.raises(SealBroken):
        unseal(sealed)


def test_an_old_key_behind_a_new_one_still_opens(settings: Any) -> None:
    sealed = seal(KEPT)
    settings.SEAL_KEY = f"{Fernet.generate_key().decode()},{settings.SEAL_KEY}"
    assert unseal(sealed) == KEPT
    assert unseal(seal(KEPT)) == KEPT


def test_the_key_is_made_once_and_only_for_the_owner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ASHORE_SEAL_KEY")
    key = seal_key(tmp_path / "home")
    assert seal_key(tmp_path / "home") == key
    assert Fernet(key)
    assert (tmp_path / "home" / "seal-key").stat().st_mode & 0o777 == 0o600


def test_nothing_is_sealed_in_an_account_without_a_secret() -> None:
    assert unseal(b"") == {}
