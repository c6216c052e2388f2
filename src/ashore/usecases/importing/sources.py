"""Which files still have something to say: those read before are passed over by size, time and head."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from ashore.mail.reading.folders import Item, items, nothing_in
from ashore.mail.reading.sources import Unreadable
from ashore.mail.reading.work import Piece, Stretch
from ashore.store.models import SourceMark, Workspace

HEAD = 4096
PIECE_BYTES = 4 * 1024 * 1024
FILES_AT_ONCE = 256


@dataclass(slots=True)
class File:
    """A file to be read from ``start`` on, with what it looked like when it was listed."""

    path: str
    size: int
    fingerprint: str
    is_message: bool = False
    start: int = 0


@dataclass(slots=True)
class Plan:
    """``files`` to read, ``skipped`` ones that are known to their end, ``lost`` ones that cannot even be listed."""

    files: list[File] = field(default_factory=list)
    skipped: int = 0
    lost: list[Unreadable] = field(default_factory=list)

    @property
    def size(self) -> int:
        """Bytes to read."""
        return sum(file.size - file.start for file in self.files)


def plan(workspace: Workspace, paths: Iterable[str | Path]) -> Plan:
    """Look at every file below the paths; nothing is read but the heads of files that changed."""
    marks = {row.source: row for row in SourceMark.objects.filter(workspace=workspace)}
    found = Plan()
    seen: set[str] = set()
    for each in _listed(paths):
        if isinstance(each, Unreadable):
            found.lost.append(each)
        elif each.path not in seen:
            seen.add(each.path)
            _enter(found, each, marks.get(_name(each.path)))
    return found


def pieces(files: Sequence[File]) -> Iterator[Piece]:
    """The files in stretches of about four megabytes; a large mbox is cut in place (readers find the next message)."""
    held: list[Stretch] = []
    weight = 0
    for file in files:
        for start, end in _cuts(file):
            held.append(Stretch(file.path, start, end, (end or file.size) - start, file.is_message))
            weight += held[-1].size
            if weight >= PIECE_BYTES or len(held) >= FILES_AT_ONCE:
                yield Piece(tuple(held))
                held, weight = [], 0
    if held:
        yield Piece(tuple(held))


def _listed(paths: Iterable[str | Path]) -> Iterator[File | Unreadable]:
    for path in paths:
        whole = Path(path).absolute()
        if not whole.is_dir():
            yield from _file(Item(str(whole), 0))
            continue
        empty = True
        for item in items(str(whole)):
            empty = False
            if isinstance(item, Item):
                yield from _file(item)
            else:
                yield item
        if empty:
            yield nothing_in(str(whole))


def _file(item: Item) -> Iterator[File | Unreadable]:
    """What cannot be examined is handed on to the reader, which knows how to say why."""
    try:
        info = os.stat(item.path)  # noqa: PTH116 - ten thousand times
    except OSError:
        yield File(item.path, 0, "", item.is_message)
        return
    yield File(item.path, info.st_size, f"{info.st_size}:{info.st_mtime_ns}", item.is_message)


def _enter(found: Plan, file: File, mark: SourceMark | None) -> None:
    """Skip what is known, go on where a run broke off or where an mbox has grown since."""
    if mark is not None and file.fingerprint:
        same, _, head = mark.fingerprint.rpartition(":")
        if mark.done and same == file.fingerprint:
            found.skipped += 1
            return
        old_size = int(same.partition(":")[0] or 0)
        if mark.offset and file.size >= old_size and head == head_of(file.path, old_size):
            file.start = mark.offset
    found.files.append(file)


def fingerprint(file: File) -> str:
    """What the file is known by next time: size, time, and a hash of its first bytes for files that may grow."""
    return f"{file.fingerprint}:{'' if file.is_message else head_of(file.path, file.size)}"


def head_of(path: str, size: int) -> str:
    """A short hash of the first bytes of what the file was at ``size``; empty for what is no growing file."""
    if size < HEAD:
        return ""
    try:
        with Path(path).open("rb") as file:
            return blake2b(file.read(HEAD), digest_size=8).hexdigest()
    except OSError:
        return ""


def _cuts(file: File) -> Iterator[tuple[int, int | None]]:
    """Byte ranges of a file; only an mbox is ever cut: ranges that meet share no message and miss none."""
    if file.is_message or file.size - file.start < 2 * PIECE_BYTES or not _can_be_cut(file):
        yield file.start, None
        return
    start = file.start
    while file.size - start >= 2 * PIECE_BYTES:
        yield start, start + PIECE_BYTES
        start += PIECE_BYTES
    yield start, None


def _can_be_cut(file: File) -> bool:
    """An mbox whose messages are told apart without Content-Length, which only a walk from the start can follow."""
    try:
        with Path(file.path).open("rb") as stream:
            head = stream.read(1024 * 1024)
    except OSError:
        return False
    return head.lstrip(b"\r\n").startswith(b"From ") and b"\ncontent-length:" not in head.lower()


def mark_rows(workspace: Workspace, files: Iterable[tuple[File, int, bool]]) -> list[tuple[int, str, str, int, bool]]:
    """The marks of files: (file, bytes stored, read to the end) as rows: workspace, source, fingerprint,
    offset, done."""
    return [(workspace.pk, _name(f.path), fingerprint(f), offset, done) for f, offset, done in files]


def _name(path: str) -> str:
    return path.encode("utf-8", "backslashreplace").decode("utf-8")
