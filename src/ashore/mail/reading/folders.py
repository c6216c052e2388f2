"""Folders: Maildirs with their subfolders, trees of .eml files; files may vanish while they are read (H17)."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ashore.core.kernel import Reason
from ashore.mail.reading.sources import Unreadable, failed

_NO_MAIL = (
    ".msf",
    ".lock",
    ".json",
    ".js",
    ".css",
    ".dat",
    ".idx",
    ".db",
    ".sqlite",
    ".log",
    ".ini",
    ".plist",
    ".html",
    ".htm",
    ".pub",
)
_BOOKKEEPING = (
    "dovecot",
    "maildirfolder",
    "maildirsize",
    "courier",
    "subscriptions",
    "cyrus.",
    "popstate",
    "thumbs.db",
    "desktop.ini",
)


@dataclass(frozen=True, slots=True)
class Item:
    """A file to read. ``is_message``: it lies in a Maildir and needs no sniffing."""

    path: str
    size: int
    is_message: bool = False


def items(folder: str) -> Iterator[Item | Unreadable]:
    """All files of a folder that may hold mail, in the order of their names; each real folder once (symlink loops)."""
    seen: set[tuple[int, int]] = set()
    todo = [folder]
    while todo:
        here = todo.pop()
        try:
            info = Path(here).stat()
            if (info.st_dev, info.st_ino) in seen:
                continue
            seen.add((info.st_dev, info.st_ino))
            with os.scandir(here) as entries:
                listed = sorted(entries, key=lambda e: e.name)
        except OSError as e:
            yield failed(here, e)
            continue
        is_maildir = {"cur", "new"} <= {e.name for e in listed}
        inside = Path(here).name in ("cur", "new") and _is_maildir_part(here)
        deeper: list[str] = []
        for entry in listed:
            if _is_folder(entry):
                if not (is_maildir and entry.name == "tmp"):
                    deeper.append(entry.path)
            elif inside:
                if not entry.name.startswith("."):
                    yield Item(entry.path, _size(entry), True)
            elif not is_bookkeeping(entry.name, is_maildir):
                yield Item(entry.path, _size(entry))
        todo.extend(reversed(deeper))


def _is_maildir_part(here: str) -> bool:
    parent = Path(here).parent
    return (parent / "cur").is_dir() and (parent / "new").is_dir()


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _size(entry: os.DirEntry[str]) -> int:
    try:
        return entry.stat().st_size
    except OSError:
        return 0


def is_bookkeeping(name: str, in_maildir: bool) -> bool:
    """Whether a file beside the mail is a program's own: an index, a lock, a setting."""
    low = name.lower()
    return low.startswith((".", *_BOOKKEEPING)) or low.endswith(_NO_MAIL) or (in_maildir and low.startswith("dovecot"))


def renamed(path: str) -> str | None:
    """Where a Maildir file went when its flags changed or it was moved from new to cur; None if it is gone."""
    old = Path(path)
    unique = old.name.partition(":")[0].partition(";")[0]
    for folder in (old.parent.parent / "cur", old.parent.parent / "new"):
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if entry.name.partition(":")[0].partition(";")[0] == unique:
                        return entry.path
        except OSError:
            continue
    return None


def nothing_in(folder: str) -> Unreadable:
    """A folder without any mail."""
    return Unreadable(folder, Reason("mail.source.empty_folder"))
