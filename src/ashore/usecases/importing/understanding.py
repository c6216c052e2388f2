"""One message made ready for its rows. Runs in child processes: no Django, no database, never raises for a bad
message."""

import json
import marshal
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from hashlib import blake2b, sha256
from pathlib import Path
from typing import Any, NamedTuple

import zstandard

from ashore.core.correspondence.message import Message
from ashore.core.correspondence.orphans import fallback_keys
from ashore.core.correspondence.ours import ours
from ashore.core.correspondence.pointers import bounded
from ashore.core.kernel import Reason
from ashore.intake import Trust, Whole, doubt, take_whole
from ashore.mail.reading import Piece, Source, Unreadable, read
from ashore.usecases.plainvalues import write_value
from ashore.usecases.records import text_for_database, write_reason


class Ours(NamedTuple):
    """``me``: whose addresses are ours; ``server``: the mail server that confirms our mail, or empty."""

    me: tuple[str, ...]
    server: str = ""


Unit = tuple[Piece, Ours]
KNOWN: frozenset[bytes] = frozenset()
"""SHA-256 of contents that are stored already; set before children are forked. Elsewhere empty, which only costs
time."""
ZSTD_LEVEL = 1
INDEXED_ADDRESSES = 500
INDEXED_CHARACTERS = 200_000


class Place(NamedTuple):
    """Where a content lies. ``path``: the file that was opened; ``source``: that or what is inside it
    (``a.zip!b.eml``);
    ``place``: byte offset in an mbox; ``end``: the byte behind it."""

    path: str
    source: str
    place: str
    end: int = 0


class Original(NamedTuple):
    """The bytes as they will be stored."""

    sha256: str
    size: int
    body: bytes


class Ready(NamedTuple):
    """The columns of a message, texts fit for any database; ``at``: seconds since 1970, UTC.

    ``files``: (name, type, size, sha256) in order; ``words``: closure keys as 64-bit numbers.
    """

    message_id: str
    at: float
    sender_name: str
    sender_email: str
    side: str
    kind: str
    language: str
    subject: str
    has_html: bool
    head: str
    said: str
    notes: str
    new_text: str
    text: str
    people: str
    files: tuple[tuple[str, str, int, str], ...]
    words: tuple[int, ...]


class Item(NamedTuple):
    """One thing read from an archive: stored bytes (None where there were none), and either columns or a reason
    why not."""

    place: Place
    original: Original | None
    ready: Ready | None
    reason: str
    size: int
    lost: bool = False


def read_unit(unit: Unit) -> Iterator[tuple[Source | Unreadable, Ours]]:
    """What stands in a piece of an archive, each with whose addresses are ours."""
    piece, we = unit
    return ((found, we) for found in read(piece))


def make(found: tuple[Source | Unreadable, Ours]) -> bytes:
    """One message understood and packed; what our own code cannot take is kept with its reason, never raised."""
    source, we = found
    if isinstance(source, Unreadable):
        return pack(unreadable(source, _opened(source.where)))
    return pack(understood(source, we))


def bury(found: tuple[Source | Unreadable, Ours], why: str) -> bytes:
    """A message that killed a child or kept it too long: its bytes are stored, it is not understood."""
    source, _ = found
    if isinstance(source, Unreadable):
        return pack(unreadable(source, _opened(source.where)))
    return pack(Item(_place(source), original(source.raw), None, reason_text(Reason(f"intake.{why}")), source.length))


def understood(source: Source, we: Ours) -> Item:
    """A message with its bytes and columns; known contents come without either."""
    digest = sha256(source.raw).digest()
    if digest in KNOWN:
        known = Original(digest.hex(), len(source.raw), b"")
        return Item(_place(source), known, None, "", source.length)
    kept = original(source.raw, digest)
    try:
        whole = take_whole(source.raw, source=source.place, order=0, arrived_at=source.arrived_at)
        columns = ready(whole, we)
    except Exception as fault:
        reason = Reason("intake.failed", params={"error": f"{type(fault).__name__}: {fault}"[:300], "place": ""})
        return Item(_place(source), kept, None, reason_text(reason), source.length)
    return Item(_place(source), kept, columns, reason_text(source.note) if source.note else "", source.length)


def unreadable(found: Unreadable, path: str) -> Item:
    """A place that gave no message; its first bytes are kept where there were any."""
    kept = original(found.raw) if found.raw else None
    return Item(Place(path, found.where, "", 0), kept, None, reason_text(found.reason), len(found.raw))


def lost(piece: Piece, why: str) -> Item:
    """The rest of a piece that could not even be read."""
    path = piece.stretches[0].path if piece.stretches else ""
    start = piece.stretches[0].start if piece.stretches else 0
    return Item(Place(path, path, str(start)), None, None, reason_text(Reason(f"intake.lost.{why}")), 0, True)


def reason_text(reason: Reason) -> str:
    """A reason as the tray keeps it."""
    return _json(write_reason(reason))


def _place(source: Source) -> Place:
    return Place(_opened(source.where), source.where, str(source.offset), source.offset + source.length)


def _opened(where: str) -> str:
    """The file behind ``archive.zip!member``."""
    return where.partition("!")[0] if "!" in where and not Path(where).exists() else where


def original(raw: bytes, digest: bytes = b"") -> Original:
    """Hashed (unless the SHA-256 is known) and compressed."""
    return Original((digest or sha256(raw).digest()).hex(), len(raw), _compressor().compress(raw))


@lru_cache(maxsize=1)
def _compressor() -> zstandard.ZstdCompressor:
    return zstandard.ZstdCompressor(level=ZSTD_LEVEL)


def ready(whole: Whole, we: Ours) -> Ready:
    """The columns of an understood message."""
    parsed, me = whole.parsed, frozenset(we.me)
    is_ours = ours(me)
    doubted = doubt(whole.taken.message, whole.raw, Trust(we.server, is_ours))
    message = replace(whole.taken.message, doubtful=True) if doubted else whole.taken.message
    sender = message.sender
    return Ready(
        message_id=text_for_database(message.message_id),
        at=message.at.timestamp(),
        sender_name=text_for_database(sender.name),
        sender_email=text_for_database(sender.email),
        side="us" if is_ours(sender.email) and not doubted else "client",
        kind=message.kind,
        language=whole.facts.language,
        subject=text_for_database(message.subject),
        has_html=bool(parsed.html),
        head=_json(write_value(message)),
        said=_json(write_value(whole.taken.said)),
        notes=_json(_notes(parsed.defects, doubted)),
        new_text=text_for_database(whole.parts.own_text),
        text=text_for_database(parsed.text),
        people=_people(message),
        files=tuple(
            (text_for_database(f.name), text_for_database(f.type), f.size, f.sha256) for f in parsed.attachments
        ),
        words=closure_words(message, me),
    )


def _notes(defects: Sequence[Reason], doubted: Reason | None) -> dict[str, object]:
    """What was wrong with a message, and why it is not taken for ours although it says so (H38)."""
    notes: dict[str, object] = {"defects": sorted({defect.code for defect in defects})} if defects else {}
    return notes | ({"doubted": write_reason(doubted)} if doubted else {})


def closure_words(message: Message, me: frozenset[str]) -> tuple[int, ...]:
    """By what a message can find others and be found, hashed: whoever could share its conversation shares a word."""
    names = {message.message_id, *bounded(message.in_reply_to), *bounded(message.references), *message.quoted_ids[:20]}
    keys = [f"id:{name}" for name in names if name] + list(fallback_keys(message, ours(me)))
    return tuple(sorted({_hash(key) for key in keys}))


def pack(item: Item) -> bytes:
    """For the pipe between processes."""
    return marshal.dumps(item_as_tuple(item))


def item_as_tuple(item: Item) -> tuple[Any, ...]:
    """Named tuples as plain ones, which is what marshal takes."""
    place, kept, columns, *rest = item
    return (tuple(place), tuple(kept) if kept else None, tuple(columns) if columns else None, *rest)


def unpack(packed: bytes) -> Item:
    """The item that was packed."""
    place, kept, columns, *rest = marshal.loads(packed)  # noqa: S302 - written by our own child process
    return Item(Place(*place), Original(*kept) if kept else None, Ready(*columns) if columns else None, *rest)


def _people(message: Message) -> str:
    everyone = (message.sender, *message.to[:INDEXED_ADDRESSES], *message.cc[:INDEXED_ADDRESSES])
    return text_for_database(" ".join(f"{name} {email}" for name, email in everyone))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _hash(key: str) -> int:
    digest = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
