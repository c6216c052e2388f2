"""Where an export goes: a new folder or a new zip, member by member, each with its size and SHA-256."""

import os
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO, NamedTuple, Protocol

from ashore.usecases.transactions import is_full, no_room

_FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)
_PRIVATE = 0o100600 << 16


class BadTarget(Exception):
    """The export cannot be written there; the message says why."""


class Member(NamedTuple):
    """One file of an export. ``size``: in bytes."""

    name: str
    size: int
    sha256: str


class Sink(Protocol):
    """Takes files one after the other."""

    members: list[Member]

    def add(self, name: str, pieces: Iterable[bytes]) -> None:
        """Write a file; nothing of it is held in memory but a piece at a time."""


class Folder:
    """A folder with files of its own (0600)."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self.members: list[Member] = []

    def add(self, name: str, pieces: Iterable[bytes]) -> None:
        """As `Sink.add`."""
        path = self._root / name
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            self.members.append(_written(name, file, pieces))


class Zip:
    """A zip; every member bears the first moment that a zip can name, so that the same desk gives the same file."""

    def __init__(self, file: zipfile.ZipFile) -> None:
        self._zip = file
        self.members: list[Member] = []

    def add(self, name: str, pieces: Iterable[bytes]) -> None:
        """As `Sink.add`."""
        info = zipfile.ZipInfo(name, _FIRST_MOMENT)
        info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, _PRIVATE
        with self._zip.open(info, "w", force_zip64=True) as file:
            self.members.append(_written(name, file, pieces))


@contextmanager
def opened(to: Path) -> Iterator[Sink]:
    """A sink under a passing name, which becomes ``to`` if all goes well and is gone otherwise: a zip where the name
    ends in ``.zip``, else a folder. Raises `BadTarget`, also where the disk has no room for it."""
    if to.exists():
        raise BadTarget(f"{to} exists already; give another name, nothing was overwritten")
    if not to.parent.is_dir():
        raise BadTarget(f"{to.parent} is no folder; make it first, or give another one")
    part = to.with_name(f".{to.name}.part")
    _forget(part)
    try:
        if to.suffix.lower() == ".zip":
            handle = os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "wb")
            with handle, zipfile.ZipFile(handle, "w", allowZip64=True) as file:
                yield Zip(file)
        else:
            part.mkdir(mode=0o700)
            yield Folder(part)
        part.rename(to)
    except OSError as error:
        if not is_full(error):
            raise
        raise BadTarget(no_room(to)) from error
    finally:
        _forget(part)


def _forget(part: Path) -> None:
    if part.is_dir():
        shutil.rmtree(part)
    else:
        part.unlink(missing_ok=True)


def _written(name: str, file: IO[bytes], pieces: Iterable[bytes]) -> Member:
    digest, size = sha256(), 0
    for piece in pieces:
        file.write(piece)
        digest.update(piece)
        size += len(piece)
    return Member(name, size, digest.hexdigest())
