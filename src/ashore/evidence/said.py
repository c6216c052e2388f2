"""What came by other channels than mail (messengers, voice, paper), in a pack: read, described, put into words.

A desk's export has two files a message: the JSON as it came, and ``.how``, the line of the desk over it (by which
channel, when it was taken in). Together they are the very bytes that the desk stored, whose hash is the message's name.
"""

import json
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ashore.channels import Body, Envelope, open_envelope
from ashore.channels.body import MOST_BYTES, BadBody
from ashore.channels.envelope import whole
from ashore.channels.understanding import LETTER, named
from ashore.core.kernel import Reason, Value
from ashore.evidence.hashing import sha256
from ashore.evidence.letters import LONGEST_SHOWN, Letter, name_of, shown
from ashore.mail import Source, Unreadable
from ashore.mail.neutral import one_line
from ashore.words import Speech, say

HOW, JSON = ".how", ".json"
LONGEST_LINE = 100_000
CALLS = ("call_planned", "call_held", "call_missed", "call_minuted")
_WORDS = ("topic", "text", "notes", "why")


@dataclass(frozen=True, slots=True)
class Said(Letter):
    """A message of a channel. ``kind``: chat, edit, voice or letter; ``how``: the rest of what the list says of it."""

    kind: str
    text: str
    how: Mapping[str, object]

    def data(self, path: str, referenced_by: Iterable[str]) -> dict[str, object]:
        """One line of the list of messages: what mail has, and the kind, the text, and how it came."""
        told: dict[str, object] = {"kind": self.kind, "text": self.text, "how": dict(self.how)}
        return Letter.data(self, path, referenced_by) | told


def read_said(path: str) -> Iterator[Source | Unreadable]:
    """The messages of channels in a folder or zip that ``ashore export`` made, in the order in which they came.

    Raises OSError where it cannot be opened."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as opened:
            sizes = {each.filename: each.file_size for each in opened.infolist()}
            yield from _pairs(sizes, opened.read, path + "!")
        return
    root = Path(path)
    if not root.is_dir():
        raise NotADirectoryError(f"{path}: name a folder or a zip that ashore export made")
    found = {each.relative_to(root).as_posix(): each.stat().st_size for each in root.rglob("*") if each.is_file()}
    yield from _pairs(found, lambda name: (root / name).read_bytes(), f"{path}/")


def said(raw: bytes, where: str) -> Said | None:
    """What stored bytes of a channel say; None where they are none. Never raises."""
    try:
        envelope, body = open_envelope(raw)
        return _said(raw, where, envelope, body) if envelope.received_at.tzinfo else None
    except (BadBody, ValueError, LookupError, TypeError, RecursionError, OverflowError):
        return None


def kind_words(each: Said, reader: Speech) -> str:
    """What it is and by what it came."""
    seconds = int(str(each.how.get("voice_seconds", 0)))
    params: dict[str, Value] = {"channel": str(each.how["channel"]), "seconds": seconds}
    return say(Reason(f"evidence.said.{each.kind}", params=params), reader)


def said_words(path: str, each: Said, reader: Speech) -> Iterator[str]:
    """The same for people: what it is, when, from whom, how it came, and the text line by line."""
    kind = kind_words(each, reader)
    when = reader.moment(each.date) if each.date else "–"
    yield f"{path}  {' · '.join(filter(None, (kind, when, each.sender, each.subject)))}"
    taken = datetime.fromisoformat(str(each.how["received_at"]))
    yield f"  {say(Reason('evidence.said.taken_in', params={'received_at': taken}), reader)}"
    days = {name: str(each.how[name]) for name in ("sent", "received") if each.how.get(name)}
    for name, day in days.items():
        yield f"  {say(Reason(f'evidence.said.{name}', params={'day': day}), reader)}"
    yield from _quoted(each.text)


def call_words(event: Mapping[object, object], reader: Speech) -> Iterator[str]:
    """A call of the log for people; nothing for other events."""
    kind = event.get("type")
    if kind not in CALLS:
        return
    who = one_line(str(event.get("actor") or event.get("author") or event.get("by") or ""), LONGEST_SHOWN)
    about = say(Reason(f"evidence.said.{kind}"), reader)
    id = one_line(str(event.get("id", "")), LONGEST_SHOWN)
    yield f"{id}  {' · '.join(filter(None, (about, _when(event.get('at'), reader), who)))}"
    for name in _WORDS:
        if isinstance(found := event.get(name), str):
            yield from _quoted(found)


def _said(raw: bytes, where: str, envelope: Envelope, body: Body) -> Said:
    ours = envelope.is_ours(body)
    on_paper = envelope.channel == LETTER
    kind = "letter" if on_paper else "voice" if body.voice else "edit" if body.edits else "chat"
    chat = f"{envelope.channel}/{body.chat}"
    members = {
        "channel": envelope.channel,
        "received_at": envelope.received_at.astimezone(UTC).isoformat(),
        "side": "us" if ours else "client",
        "chat": body.chat,
        "edits": body.edits,
        "reply_to": body.reply_to,
        "voice_seconds": body.voice,
        "files": [{"name": each.name, "size": len(each.content), "missing": each.missing} for each in body.files],
        "sent": envelope.sent,
        "received": envelope.received,
    }
    return Said(
        sha256(raw),
        len(raw),
        "" if on_paper else named(chat, body.id),
        shown(f"{body.sender_name} <{envelope.sender or body.sender}>".strip()),
        shown(body.subject or body.chat_title),
        envelope.at(body),
        name_of(where),
        kind,
        body.text,
        {name: value for name, value in members.items() if value},
    )


def _pairs(sizes: Mapping[str, int], read: Callable[[str], bytes], where: str) -> Iterator[Source | Unreadable]:
    names = sorted((each for each in sizes if each.endswith(HOW)), key=_order)
    if not names:
        yield Unreadable(where.rstrip("/!"), Reason("evidence.said.none"))
    for name in names:
        body = name.removesuffix(HOW) + JSON
        if body not in sizes:
            yield Unreadable(where + name, Reason("evidence.said.half", params={"name": name_of(body)}))
        elif sizes[name] + sizes[body] > 2 * MOST_BYTES:
            yield Unreadable(where + body, Reason("evidence.said.unreadable"))
        else:
            try:
                raw = whole(read(name).rstrip(b"\r\n"), read(body))
            except (zipfile.BadZipFile, RuntimeError, zlib.error):
                yield Unreadable(where + body, Reason("evidence.said.unreadable"))
            else:
                yield Source(raw, where + body, form="channel")


def _order(name: str) -> tuple[str, int, str]:
    """By folder, then by the number with which the desk's names begin."""
    folder, _, file = name.rpartition("/")
    number = file.partition(".")[0]
    return folder, int(number) if number.isdecimal() and len(number) < 19 else 0, file


def _quoted(text: str) -> Iterator[str]:
    for line in text.splitlines():
        yield f"  | {one_line(line, LONGEST_LINE)}"


def _when(found: object, reader: Speech) -> str:
    try:
        return reader.moment(datetime.fromisoformat(str(found)).astimezone(UTC))
    except (ValueError, OverflowError):
        return json.dumps(found)[:40]
