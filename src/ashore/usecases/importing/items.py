"""One message made ready for its rows: read, its new text found, but not yet understood (`saying` does that). Runs in
child processes: no Django, no database, never raises for a bad message."""

import json
import marshal
import struct
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from hashlib import blake2b, sha256
from pathlib import Path
from typing import Any, NamedTuple

import zstandard

from ashore.channels import open_envelope
from ashore.channels.people import desk_address, without_chats
from ashore.channels.understanding import message_of_channel, notes_of, weighty_files, what_is_new
from ashore.core.correspondence.chats import chat_keys
from ashore.core.correspondence.fingerprint import mark
from ashore.core.correspondence.message import Message
from ashore.core.correspondence.newtext import split
from ashore.core.correspondence.orphans import fallback_keys
from ashore.core.correspondence.ours import ours
from ashore.core.correspondence.pointers import bounded
from ashore.core.kernel import Reason
from ashore.core.language.search import document, lexemes
from ashore.intake import Trust, doubt
from ashore.intake.messages import message_of, names_nobody, weighty
from ashore.mail import ParsedMessage, parse
from ashore.mail.kinds import MARK_HEADER, forbids_answers
from ashore.mail.reading import Piece, Source, Unreadable, read
from ashore.usecases.importing.saying import NOTHING, write_segments
from ashore.usecases.plainvalues import write_value
from ashore.usecases.records import text_for_database, write_reason, write_reason_text


class Ours(NamedTuple):
    """``me``: whose addresses are ours; ``servers``: the mail servers that confirm our mail."""

    me: tuple[str, ...]
    servers: tuple[str, ...] = ()


Unit = tuple[Piece, Ours]
KNOWN: frozenset[bytes] = frozenset()
"""SHA-256 of contents that are stored already; set before children are forked. Elsewhere empty, which only costs
time."""
ZSTD_LEVEL = 1
SHOWN_ADDRESSES = 10
SHOWN_ODDITIES = 12


class Place(NamedTuple):
    """Where a content lies. ``path``: the file that was opened; ``source``: that or what is inside it
    (``a.zip!b.eml``);
    ``place``: byte offset in an mbox; ``end``: the byte behind it."""

    path: str
    source: str
    place: str
    end: int = 0


class Original(NamedTuple):
    """The bytes as they will be stored; ``form``: as `RawMessage` has it."""

    sha256: str
    size: int
    body: bytes
    form: str = "mail"


class Ready(NamedTuple):
    """The columns of a message, texts fit for any database; ``at``: seconds since 1970, UTC.

    ``lexemes``: what it is found by; ``words``: closure keys, eight bytes each; ``files``: (name, type, size,
    sha256) in order; ``reading``: said, written, attachments and parts, as `Reading` has them.
    """

    message_id: str
    at: float
    sender_name: str
    sender_email: str
    side: str
    kind: str
    subject: str
    has_html: bool
    head: str
    notes: str
    new_text: str
    text: str
    lexemes: str
    files: tuple[tuple[str, str, int, str], ...]
    words: bytes
    reading: tuple[str | None, str, int, str | None]
    channel: str = ""


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
    reason = write_reason_text(Reason(f"intake.{why}"))
    return pack(Item(_place(source), original(source.raw, form=source.form), None, reason, source.length))


def understood(source: Source, we: Ours) -> Item:
    """A message with its bytes and columns; known contents come without either."""
    digest = sha256(source.raw).digest()
    if digest in KNOWN:
        known = Original(digest.hex(), len(source.raw), b"")
        return Item(_place(source), known, None, "", source.length)
    kept = original(source.raw, digest, source.form)
    try:
        columns = ready(source, we) if source.form == "mail" else said_in_chat(source, we)
    except Exception as fault:
        reason = Reason("intake.failed", params={"error": f"{type(fault).__name__}: {fault}"[:300], "place": ""})
        return Item(_place(source), kept, None, write_reason_text(reason), source.length)
    return Item(_place(source), kept, columns, write_reason_text(source.note) if source.note else "", source.length)


def renamed(item: Item, key: str) -> Item:
    """An item whose bytes are not those that came any more, under the SHA-256 of those that did."""
    kept, columns = item.original, item.ready
    if kept is None or kept.sha256 == key:
        return item
    told = columns._replace(head=columns.head.replace(kept.sha256, key)) if columns else None
    return item._replace(original=kept._replace(sha256=key), ready=told)


def unreadable(found: Unreadable, path: str) -> Item:
    """A place that gave no message; its first bytes are kept where there were any."""
    kept = original(found.raw) if found.raw else None
    return Item(Place(path, found.where, "", 0), kept, None, write_reason_text(found.reason), len(found.raw))


def lost(piece: Piece, why: str) -> Item:
    """The rest of a piece that could not even be read."""
    path = piece.stretches[0].path if piece.stretches else ""
    start = piece.stretches[0].start if piece.stretches else 0
    return Item(Place(path, path, str(start)), None, None, write_reason_text(Reason(f"intake.lost.{why}")), 0, True)


def _place(source: Source) -> Place:
    return Place(_opened(source.where), source.where, str(source.offset), source.offset + source.length)


def _opened(where: str) -> str:
    """The file behind ``archive.zip!member``."""
    return where.partition("!")[0] if "!" in where and not Path(where).exists() else where


def original(raw: bytes, digest: bytes = b"", form: str = "mail") -> Original:
    """Hashed (unless the SHA-256 is known) and compressed."""
    return Original((digest or sha256(raw).digest()).hex(), len(raw), compressed(raw), form)


def compressed(raw: bytes) -> bytes:
    """Bytes as they are stored."""
    return _compressor().compress(raw)


def uncompressed(body: bytes, size: int) -> bytes:
    """The bytes that `compressed` made so; ``size``: how many at most."""
    return zstandard.ZstdDecompressor().decompress(body, max_output_size=size)


@lru_cache(maxsize=1)
def _compressor() -> zstandard.ZstdCompressor:
    return zstandard.ZstdCompressor(level=ZSTD_LEVEL)


def ready(source: Source, we: Ours) -> Ready:
    """The columns of a message."""
    parsed, me = parse(source.raw, arrived_at=source.arrived_at), frozenset(we.me)
    parts = split(parsed.text)
    found = without_chats(message_of(parsed, None, 0, source.arrived_at))
    if names_nobody(found):
        found = replace(found, quoted_text=mark(parts.quoted_text))
    is_ours = ours(me)
    doubted = doubt(found, source.raw, Trust(we.servers, is_ours))
    message = replace(found, doubtful=True) if doubted else found
    sender = message.sender
    text = text_for_database(parsed.text)
    is_as_split = text == parsed.text
    who = (text_for_database(sender.name), text_for_database(sender.email))
    files = tuple((text_for_database(f.name), text_for_database(f.type), f.size, f.sha256) for f in parsed.attachments)
    return Ready(
        message_id=text_for_database(message.message_id),
        at=message.at.timestamp(),
        sender_name=who[0],
        sender_email=who[1],
        side="us" if is_ours(sender.email) and not doubted else "client",
        kind=message.kind,
        subject=text_for_database(message.subject),
        has_html=any(part.type == "text/html" for group in parsed.body.shown for part in group),
        head=_json(write_value(message)),
        notes=_notes(parsed, doubted),
        new_text=text_for_database(parts.own_text),
        text=text,
        lexemes=_lexemes(message, who, [file[0] for file in files], text),
        files=files,
        words=pack_words(closure_words(message, me)),
        reading=_reading(parsed, _json(write_segments(parts.segments)) if is_as_split else None),
    )


def _notes(parsed: ParsedMessage, doubted: Reason | None) -> str:
    """What is kept of a message beside its columns: why it is not taken for ours, where answers are wanted, who really
    sent it, what came back with it, what is odd about it, why it is taken for a machine's, and whether its sender wants
    no automatic answer."""
    answers = [a.email for a in parsed.reply_to[:SHOWN_ADDRESSES] if a.email and a.email != parsed.author.email]
    shown = (parsed.from_.email, parsed.author.email)
    found: dict[str, object] = {
        "doubted": write_reason(doubted) if doubted else None,
        "reply_to": answers,
        "sent_by": parsed.sender.email if parsed.sender.email not in ("", *shown) else "",
        "returned": {"id": parsed.returned, "to": [list(each) for each in parsed.failures]}
        if _came_back(parsed)
        else None,
        "odd": [write_reason(each) for each in parsed.defects[:SHOWN_ODDITIES]],
        "machine": write_reason(parsed.kind_reason) if parsed.kind_reason else None,
        "quiet": forbids_answers(parsed.headers),
        "mark": parsed.headers.text(MARK_HEADER.lower()).strip()[:80] if MARK_HEADER.lower() in parsed.headers else "",
    }
    return text_for_database(_json({name: value for name, value in found.items() if value}))


def _came_back(parsed: ParsedMessage) -> bool:
    return parsed.kind == "bounce" and bool(parsed.bounced)


def said_in_chat(source: Source, we: Ours) -> Ready:
    """The columns of a channel's message (`ashore.channels`). Raises `BadBody` where its JSON cannot be used."""
    envelope, body = open_envelope(source.raw)
    me = frozenset(we.me)
    key = sha256(source.raw).hexdigest()
    message = message_of_channel(envelope, body, key, desk_address(we.me))
    text = text_for_database(body.text)
    parts = what_is_new(text, envelope.before)
    who = (text_for_database(message.sender.name), message.sender.email)
    files = tuple(
        (text_for_database(f.name), text_for_database(f.type), len(f.content), sha256(f.content).hexdigest())
        for f in body.files
    )
    return Ready(
        message_id=text_for_database(message.message_id),
        at=message.at.timestamp(),
        sender_name=text_for_database(message.sender.name),
        sender_email=message.sender.email,
        side="us" if envelope.is_ours(body) else "client",
        kind="message",
        subject=text_for_database(message.subject),
        has_html=False,
        head=_json(write_value(message)),
        notes=_json(notes_of(envelope, body)),
        new_text=text_for_database(parts.own_text),
        text=text,
        lexemes=_lexemes(message, who, [file[0] for file in files], text),
        files=files,
        words=pack_words(closure_words(message, me)),
        reading=(None, message.at.isoformat(), weighty_files(body), _json(write_segments(parts.segments))),
        channel=envelope.channel,
    )


def _reading(parsed: ParsedMessage, segments: str | None) -> tuple[str | None, str, int, str | None]:
    """Auto replies and bounces are not read for what they say (H71)."""
    written = parsed.sent_local or parsed.received_at
    said = None if parsed.kind == "message" else NOTHING
    return said, written.isoformat() if written else "", weighty(parsed), segments


def closure_words(message: Message, me: frozenset[str]) -> Sequence[int]:
    """By what a message can find others and be found, hashed: whoever could share its conversation shares a word."""
    if message.chat:
        return sorted({_hash(key) for key in chat_keys(message)})
    names = {message.message_id, *bounded(message.in_reply_to), *bounded(message.references), *message.quoted_ids[:20]}
    keys = [f"id:{name}" for name in names if name] + list(fallback_keys(message, ours(me)))
    return sorted({_hash(key) for key in keys})


def pack_words(words: Sequence[int]) -> bytes:
    """Closure words as a column has them."""
    return struct.pack(f">{len(words)}q", *words)


def unpack_words(packed: bytes) -> Sequence[int]:
    """The closure words that were packed."""
    return struct.unpack(f">{len(packed) // 8}q", packed)


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


def _lexemes(message: Message, sender: tuple[str, str], files: Sequence[str], text: str) -> str:
    """What the message is found by."""
    to, cc = (
        [(text_for_database(name), text_for_database(email)) for name, email in group]
        for group in (message.to, message.cc)
    )
    found = document(
        subject=text_for_database(message.subject), sender=sender, to=to, cc=cc, files=files, text=text, at=message.at
    )
    return lexemes(found)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _hash(key: str) -> int:
    digest = blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
