"""The messages of a pack: what each says of itself, and which of them the log refers to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from ashore.evidence.hashing import sha256
from ashore.mail import dates
from ashore.mail.headers import Headers, read_fields
from ashore.mail.identity import own_id

_PREFIXES = ("mid:", "message-id:", "message:", "sha256:", "file:")
_NAMED_BY = ("source", "sources", "message", "message_id")
LONGEST_SHOWN = 300


@dataclass(frozen=True, slots=True)
class Letter:
    """What a message says of itself. ``found_in``: the name of the file it was in, without its folders."""

    sha256: str
    size: int
    message_id: str
    sender: str
    subject: str
    date: datetime | None
    found_in: str

    def data(self, path: str, referenced_by: Iterable[str]) -> dict[str, object]:
        """One line of the list of messages."""
        return {
            "path": path,
            "sha256": self.sha256,
            "size": self.size,
            "message_id": self.message_id,
            "from": self.sender,
            "subject": self.subject,
            "date": self.date.isoformat() if self.date else None,
            "found_in": self.found_in,
            "referenced_by": sorted(referenced_by),
        }


def letter(raw: bytes, where: str) -> Letter:
    """The facts of a message from its header alone. ``where``: path, with ``!member`` behind a zip. Never raises."""
    fields, _, _ = read_fields(raw, 0, len(raw))
    headers = Headers(fields)
    return Letter(
        sha256(raw),
        len(raw),
        own_id(headers.raw("message-id")),
        shown(headers.text("from")),
        shown(headers.text("subject")),
        dates.read(headers.raw("date")),
        name_of(where),
    )


def name_of(where: str) -> str:
    """The last part of a place: folders of the person's own machine do not belong in a pack."""
    return shown(PurePath(where.replace("!", "/").replace("\\", "/")).name)


def shown(text: str) -> str:
    """What a stranger wrote, as one line that any file takes."""
    return " ".join(text.encode("utf-8", "replace").decode("utf-8").split())[:LONGEST_SHOWN]


class References:
    """What the events of a log name as their sources, and what of that was found.

    A source is a Message-ID (with or without angle brackets or ``mid:``), a SHA-256, or the name of a file, with or
    without its ending; a message whose event names none is looked for by the event's id.
    """

    def __init__(self, events: Iterable[object]) -> None:
        self._by: dict[str, list[str]] = {}
        self._found: set[str] = set()
        for event in events:
            if isinstance(event, Mapping):
                for name in _sources(event):
                    self._by.setdefault(name, []).append(str(event.get("id", "")))

    def referring(self, found: Letter) -> list[str]:
        """The ids of the events that refer to a message, which counts as found from now on."""
        ids: list[str] = []
        stem = PurePath(found.found_in).stem
        for name in dict.fromkeys((found.message_id, found.sha256, found.found_in, stem)):
            if name in self._by:
                self._found.add(name)
                ids += self._by[name]
        return list(dict.fromkeys(ids))

    def missing(self) -> list[dict[str, object]]:
        """What is referred to and was not found, with the events that do so; in the order of the names."""
        left = sorted(set(self._by) - self._found)
        return [{"source": name, "referenced_by": sorted(set(self._by[name]))} for name in left]


def _sources(event: Mapping[object, object]) -> list[str]:
    values: list[object] = []
    for key in _NAMED_BY:
        value = event.get(key)
        values += value if isinstance(value, list) else [value]
    named = [name for name in (_normal(value) for value in values if isinstance(value, str)) if name]
    if not named and event.get("type") == "message":
        named = [_normal(str(event.get("id", "")))]
    return named


def _normal(source: str) -> str:
    text = source.strip()
    for prefix in _PREFIXES:
        if text.lower().startswith(prefix):
            text = text[len(prefix) :].strip()
            break
    return text.removeprefix("<").removesuffix(">").strip()
