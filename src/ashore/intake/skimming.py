"""An archive in two steps, for those who need only part of what it says: headers first, texts later.

Most of a mailing list passes its reader by; what nobody asks about need not be read sentence by sentence. Texts wait
in a nameless file (gone with the process, however it ends). The outcome is the same as that of ``stream``.
"""

import marshal
import pickle
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import IO, NamedTuple

from ashore import mail
from ashore.core.correspondence.fingerprint import mark
from ashore.core.correspondence.newtext import split
from ashore.core.correspondence.subjects import parse_subject
from ashore.core.language import language_of, read
from ashore.core.ledger import said
from ashore.intake.packing import Intern, pack_message, pack_said, unpack_message
from ashore.intake.pool import PATIENCE_SECONDS, Lost, run
from ashore.intake.streaming import Progress, bury, failed, opened_other, packed_unread, results
from ashore.intake.taken import Taken, Unread
from ashore.intake.taking import NOTHING_SAID, message_of, names_nobody, weighty
from ashore.intake.worker import Craft
from ashore.mail import ParsedMessage, Source, Unreadable, parse

CHUNK = 100
_SKIMMED = b"s"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Text(NamedTuple):
    """A text that waits: the words, when they were written (seconds since 1970, author's offset), its attachments."""

    text: str
    written: float | None
    offset: float
    attachments: int


class Shelf:
    """Texts in a nameless temporary file, by the position that ``put`` gave."""

    def __init__(self) -> None:
        self._file: IO[bytes] = tempfile.TemporaryFile(buffering=1024 * 1024)  # noqa: SIM115 - lives as long as this
        self._end = 0
        self._reading = False

    def put(self, record: bytes) -> int:
        """Keep a record; its position."""
        if self._reading:
            self._file.seek(self._end)
            self._reading = False
        at = self._end
        self._file.write(len(record).to_bytes(4, "big") + record)
        self._end += 4 + len(record)
        return at

    def get(self, at: int) -> bytes:
        """The record at a position."""
        self._reading = True
        self._file.seek(at)
        return self._file.read(int.from_bytes(self._file.read(4), "big"))


def skim(
    paths: Iterable[str | Path],
    shelf: Shelf,
    *,
    processes: int = 2,
    progress: Progress | None = None,
    patience: float = PATIENCE_SECONDS,
) -> Iterator[Taken | Unread]:
    """As ``stream``, but texts are laid on the shelf instead of being read; see ``marked`` and ``understood``."""
    strings: dict[str, str] = {}

    def intern(text: str) -> str:
        return strings.setdefault(text, text)

    order = size = 0
    for result in results(paths, Craft(mail.read, _make, bury), processes, patience):
        for each in _opened(result, order, intern, shelf):
            order += isinstance(each, Taken)
            size += each.size
            if progress:
                progress(size, order)
            yield each


def marked(taken: Iterable[Taken], shelf: Shelf) -> list[Taken]:
    """The messages with the marks of their own text where a reply without references might quote it."""
    messages = list(taken)
    wanted: set[str] = set()
    for each in messages:
        if each.message.quoted_text and names_nobody(each.message):
            wanted.update(_bases(each))
    if not wanted:
        return messages
    return [_marked(each, shelf) if _lacks_marks(each) and wanted & _bases(each) else each for each in messages]


def understood(
    taken: Sequence[Taken],
    shelf: Shelf,
    *,
    processes: int = 2,
    progress: Progress | None = None,
    patience: float = PATIENCE_SECONDS,
) -> Iterator[tuple[Taken, Unread | None]]:
    """The messages with what they said; beside it the reason where a text could not be understood."""
    waiting = [each for each in taken if each.shelved >= 0]
    language_of("The languages are loaded here, once, and not in each worker.")
    units = _Chunks(waiting, shelf)
    found = run(units, Craft(_records, _understand, _give_up), processes=min(processes, len(units)), patience=patience)
    done = 0
    for each in taken:
        if each.shelved < 0:
            yield each, None
            continue
        result = next(found)
        done += 1
        if progress:
            progress(done, done)
        if isinstance(result, Lost):
            raise RuntimeError("texts that were written by this process cannot be read back")
        if result[:1] == _SKIMMED:
            yield replace(each, packed=result[1:], shelved=-1), None
        else:
            told: Unread = pickle.loads(result[1:])  # noqa: S301 - from our own worker
            yield replace(each, packed=NOTHING_SAID, shelved=-1), replace(told, source=each.source)


class _Chunks(Sequence[tuple[bytes, ...]]):
    """The waiting texts in portions, fetched from the shelf only when a worker takes them."""

    def __init__(self, waiting: Sequence[Taken], shelf: Shelf) -> None:
        self._waiting, self._shelf = waiting, shelf

    def __len__(self) -> int:
        return -(-len(self._waiting) // CHUNK)

    def __getitem__(self, number: int) -> tuple[bytes, ...]:  # type: ignore[override]
        part = self._waiting[number * CHUNK : (number + 1) * CHUNK]
        return tuple(self._shelf.get(each.shelved) for each in part)


def _make(item: Source | Unreadable) -> bytes:
    if isinstance(item, Unreadable):
        return packed_unread(Unread(item.where, item.reason))
    try:
        parsed = parse(item.raw, arrived_at=item.arrived_at)
        parts = split(parsed.text) if names_nobody(parsed) else None
        message = pack_message(message_of(parsed, parts, 0, item.arrived_at))
        record = marshal.dumps(tuple(_text(parsed))) if parsed.kind == "message" else b""
    except Exception as fault:
        return failed(item, fault)
    note = pickle.dumps(item.note) if item.note else None
    return _SKIMMED + marshal.dumps((message, item.place, len(item.raw), record, note))


def _text(parsed: ParsedMessage) -> Text:
    written = parsed.sent_local or parsed.received_at
    if written is None:
        return Text(parsed.text, None, 0.0, weighty(parsed))
    offset = written.utcoffset()
    seconds = (written - _EPOCH).total_seconds()
    return Text(parsed.text, seconds, offset.total_seconds() if offset else 0.0, weighty(parsed))


def _opened(result: bytes | Lost, order: int, intern: Intern, shelf: Shelf) -> Iterator[Taken | Unread]:
    if isinstance(result, Lost) or result[:1] != _SKIMMED:
        yield opened_other(result)
        return
    plain, source, size, record, note = marshal.loads(result[1:])  # noqa: S302 - from our own worker
    at = shelf.put(record) if record else -1
    yield Taken(unpack_message(plain, order, intern), source, size, NOTHING_SAID, at)
    if note:
        yield Unread(source, pickle.loads(note))  # noqa: S301


def _records(unit: tuple[bytes, ...]) -> Iterable[bytes]:
    return unit


def _understand(record: bytes) -> bytes:
    """What a text said, packed. A defect of ours costs this text only."""
    try:
        waiting = Text(*marshal.loads(record))  # noqa: S302 - from our own process
        parts = split(waiting.text)
        facts = read(parts.new_text, at=_written(waiting))
        return _SKIMMED + pack_said(said(facts, parts, attachments=waiting.attachments))
    except Exception as fault:
        return failed(Source(b"", ""), fault)


def _give_up(_record: bytes, why: str) -> bytes:
    return bury(Source(b"", ""), why)


def _written(waiting: Text) -> datetime | None:
    if waiting.written is None:
        return None
    zone = timezone(timedelta(seconds=waiting.offset)) if waiting.offset else UTC
    return (_EPOCH + timedelta(seconds=waiting.written)).astimezone(zone)


def _bases(each: Taken) -> set[str]:
    subject = parse_subject(each.message.subject)
    return {subject.base, subject.was} - {""}


def _lacks_marks(each: Taken) -> bool:
    return each.shelved >= 0 and not each.message.own_text


def _marked(each: Taken, shelf: Shelf) -> Taken:
    text = Text(*marshal.loads(shelf.get(each.shelved))).text  # noqa: S302 - from our own process
    return replace(each, message=replace(each.message, own_text=mark(split(text).new_text)))
