"""The JSON of one message of a channel, as it is posted to the message API: read with the place of every fault."""

import base64
import binascii
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from difflib import get_close_matches
from typing import Any

MOST_BYTES = 35_000_000
"""Of the JSON as posted; base64 makes a file a third larger."""
MOST_FILE_BYTES = 25_000_000
"""Of all files of a message together."""
MOST_FILES = 20
MOST_TEXT = 100_000
MOST_ID = 200
MOST_NAME = 300
MOST_VOICE = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a body: ``place`` as in JavaScript (``attachments[1].content``), what, and what to write."""

    place: str
    problem: str
    advice: str


@dataclass(frozen=True, slots=True)
class File:
    """A file on a message. ``missing``: why its bytes are not here, empty where they are."""

    name: str
    type: str
    content: bytes = field(repr=False)
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """One message. ``id``: the sender's own, which makes taking it in happen once; ``edits``: the message that it
    replaces; ``voice``: seconds that were spoken; ``from_us``: written by us elsewhere; ``subject``: of a letter.
    """

    id: str
    chat: str
    chat_title: str
    sender: str
    sender_name: str
    text: str
    at: datetime | None
    from_us: bool = False
    reply_to: str = ""
    edits: str = ""
    voice: int = 0
    files: tuple[File, ...] = ()
    subject: str = ""


class BadBody(Exception):
    """The body cannot be used; ``faults`` say where and why."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(f"{each.place}: {each.problem}" for each in faults))
        self.faults = faults


def read_body(raw: bytes) -> Body:
    """The message in the bytes. Raises `BadBody` with everything that is wrong."""
    reader = _Reader(_object(raw))
    body = reader.body()
    if reader.faults:
        raise BadBody(tuple(reader.faults))
    return body


def _object(raw: bytes) -> Mapping[str, Any]:
    try:
        found = json.loads(raw)
    except UnicodeDecodeError:
        raise BadBody((Fault("", "This is no UTF-8.", "Send JSON in UTF-8."),)) from None
    except RecursionError:
        raise BadBody((Fault("", "It is nested too deeply.", "Send one flat object."),)) from None
    except ValueError as error:
        raise BadBody((Fault("", f"This is no JSON: {error}.", 'Send one object: {"id": "m-1", ...}.'),)) from None
    if not isinstance(found, dict):
        raise BadBody((Fault("", "This is no object.", 'Send one object: {"id": "m-1", ...}.'),))
    return found


KEYS: Mapping[str, str] = {
    "id": "the message's own id at the sender",
    "chat": 'where it was written: {"id": "c-7", "title": "Kaviareň Luna"}',
    "sender": 'who wrote it: {"id": "u-3", "name": "Anna Nováková"}',
    "text": "what was written",
    "at": "when it was written, ISO 8601 with offset",
    "from_us": "true where somebody of ours wrote it in the messenger itself",
    "reply_to": "the id of the message that it answers",
    "edits": "the id of the message that it replaces",
    "voice_seconds": "how long a voice message is",
    "attachments": 'files: {"name": "plan.pdf", "type": "application/pdf", "content": "<base64>"}',
    "subject": "of a letter",
    "original": "the message as the messenger gave it, kept and not looked at",
}
"""Every key with what it holds; the reference page and the advice are made of it."""


def storable(text: str) -> str:
    """The text without what databases refuse: NUL and halves of characters become U+FFFD (H27, H28)."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\x00", "\ufffd")


class _Reader:
    """Reads member by member and notes each fault with its place."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = data
        self.faults: list[Fault] = []

    def body(self) -> Body:
        self._unknown(self._data, KEYS, "")
        chat, sender = self._part("chat", ("id", "title")), self._part("sender", ("id", "name"))
        files = tuple(self._files())
        body = Body(
            id=self._text(self._data, "id", "", MOST_ID, needed=True),
            chat=self._text(chat, "id", "chat.", MOST_ID, needed=True),
            chat_title=self._text(chat, "title", "chat.", MOST_NAME),
            sender=self._text(sender, "id", "sender.", MOST_ID, needed=True),
            sender_name=self._text(sender, "name", "sender.", MOST_NAME),
            text=self._text(self._data, "text", "", MOST_TEXT),
            at=self._moment(),
            from_us=self._flag("from_us"),
            reply_to=self._text(self._data, "reply_to", "", MOST_ID),
            edits=self._text(self._data, "edits", "", MOST_ID),
            voice=self._seconds(),
            files=files,
            subject=self._text(self._data, "subject", "", MOST_NAME),
        )
        if not (body.text.strip() or body.files or body.voice or self.faults):
            self._say("text", "There is nothing in it.", "Give a text, a file or the length of a voice message.")
        return body

    def _say(self, place: str, problem: str, advice: str) -> None:
        self.faults.append(Fault(place, problem, advice))

    def _unknown(self, data: Mapping[str, Any], known: Mapping[str, str] | tuple[str, ...], where: str) -> None:
        for key in data:
            if key not in known:
                near = get_close_matches(str(key), list(known), n=1)
                advice = f"Did you mean {near[0]}?" if near else f"Known here are {', '.join(known)}."
                self._say(f"{where}{str(key)[:60]}", "This key is not known.", advice)

    def _part(self, name: str, keys: tuple[str, ...]) -> Mapping[str, Any]:
        found = self._data.get(name)
        if isinstance(found, str | int) and not isinstance(found, bool):
            return {"id": found}
        if isinstance(found, dict):
            self._unknown(found, keys, f"{name}.")
            return found
        self._say(name, "It is missing." if found is None else "This is no object.", f"Write {KEYS[name]}.")
        return {"id": "?"}

    def _text(self, data: Mapping[str, Any], key: str, where: str, most: int, *, needed: bool = False) -> str:
        found = data.get(key)
        if isinstance(found, int) and not isinstance(found, bool) and key in ("id", "reply_to", "edits"):
            found = str(found)
        if found is None or found == "":
            if needed:
                self._say(f"{where}{key}", "It is missing.", f"Write {KEYS.get(where + key, 'a text')}.")
            return ""
        if not isinstance(found, str):
            self._say(f"{where}{key}", "This is no text.", "Write a string.")
            return ""
        if len(found) > most:
            self._say(f"{where}{key}", f"It has {len(found)} characters.", f"{most} are the most.")
            return ""
        return storable(found)

    def _flag(self, key: str) -> bool:
        found = self._data.get(key, False)
        if not isinstance(found, bool):
            self._say(key, "This is neither true nor false.", "Write true or false.")
        return found is True

    def _moment(self) -> datetime | None:
        found = self._data.get("at")
        if found is None:
            return None
        try:
            at = datetime.fromisoformat(found) if isinstance(found, str) else None
        except ValueError:
            at = None
        if at is None or at.tzinfo is None or not 1990 <= at.year <= 9000:
            self._say("at", "This is no moment with an offset.", "Write it as 2026-01-16T17:40:00+01:00.")
            return None
        return at

    def _seconds(self) -> int:
        found = self._data.get("voice_seconds", 0)
        if isinstance(found, bool) or not isinstance(found, int | float) or not 0 <= found <= MOST_VOICE:
            self._say("voice_seconds", "This is no length in seconds.", f"Write a number from 0 to {MOST_VOICE}.")
            return 0
        return max(1, round(found)) if found else 0

    def _files(self) -> Iterator[File]:
        found = self._data.get("attachments", [])
        if not isinstance(found, list) or len(found) > MOST_FILES:
            self._say("attachments", "This is no list of files.", f"Write a list of at most {MOST_FILES} objects.")
            return
        left = MOST_FILE_BYTES
        for number, each in enumerate(found):
            place = f"attachments[{number}]"
            if not isinstance(each, dict):
                self._say(place, "This is no object.", f"Write {KEYS['attachments']}.")
                continue
            self._unknown(each, ("name", "type", "content", "missing"), f"{place}.")
            content = self._content(each, place)
            left -= len(content)
            if left < 0:
                self._say(place, "The files are too large.", f"Together they may have {MOST_FILE_BYTES} bytes.")
                return
            name = self._text(each, "name", f"{place}.", MOST_NAME)
            kind = self._text(each, "type", f"{place}.", 100) or "application/octet-stream"
            yield File(name, kind, content, self._text(each, "missing", f"{place}.", MOST_NAME))

    def _content(self, each: Mapping[str, Any], place: str) -> bytes:
        found = each.get("content", "")
        decode: Callable[..., bytes] = base64.b64decode
        try:
            return decode(found, validate=True) if isinstance(found, str) else decode("?", validate=True)
        except (binascii.Error, ValueError):
            self._say(f"{place}.content", "This is no base64.", "Write the file's bytes in base64, without line ends.")
            return b""
