"""Files between being looked at and being taken in: kept for some hours under a name by chance."""

import re
import secrets
import time
from pathlib import Path

from django.conf import settings

from ashore.usecases.errors import NotThere

KEPT_SECONDS = 6 * 60 * 60
_NAME = re.compile(r"[0-9a-f]{32}")


def lay_aside(data: bytes, *, user: int) -> str:
    """Keep a file for this user; the name by which `taken_up` gives it back."""
    _forget_old()
    name = secrets.token_hex(16)
    path = _path(name, user)
    part = path.with_suffix(".part")
    part.touch(mode=0o600)
    part.write_bytes(data)
    part.replace(path)
    return name


def taken_up(name: str, *, user: int) -> bytes:
    """The file that this user laid aside. Raises `NotThere`."""
    path = _path(name, user) if _NAME.fullmatch(name) else None
    if path is None or not path.is_file():
        raise NotThere(f"upload {name[:40]}")
    return path.read_bytes()


def forget(name: str, *, user: int) -> None:
    """It is not needed any more."""
    if _NAME.fullmatch(name):
        _path(name, user).unlink(missing_ok=True)


def _path(name: str, user: int) -> Path:
    folder = Path(settings.HOME) / "uploads"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder / f"{user}-{name}"


def _forget_old() -> None:
    """What nobody came back for."""
    folder = Path(settings.HOME) / "uploads"
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.stat().st_mtime < time.time() - KEPT_SECONDS:
            path.unlink(missing_ok=True)
