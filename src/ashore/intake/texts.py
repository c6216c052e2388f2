"""Texts that wait on the shelf: laid there by who reads the headers, taken from it by who asks what they say."""

import marshal
from datetime import UTC, datetime, timedelta, timezone
from typing import NamedTuple

from ashore.intake.messages import weighty
from ashore.intake.shelf import Shelf
from ashore.mail import ParsedMessage

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Text(NamedTuple):
    """A text that waits: the words, when they were written (seconds since 1970, author's offset), its attachments."""

    text: str
    written: float | None
    offset: float
    attachments: int

    @property
    def at(self) -> datetime | None:
        """When it was written, on the author's own clock; None where nobody knows."""
        if self.written is None:
            return None
        zone = timezone(timedelta(seconds=self.offset)) if self.offset else UTC
        return (_EPOCH + timedelta(seconds=self.written)).astimezone(zone)


def lay(shelf: Shelf, parsed: ParsedMessage, file: int) -> int:
    """Lay a message's text into one of the shelf's files; its place there."""
    return shelf.put(marshal.dumps(tuple(_text(parsed))), file)


def text_at(shelf: Shelf, place: int) -> Text:
    """The text that waits at a place."""
    return Text(*marshal.loads(shelf.get(place)))  # noqa: S302 - written by this very run


def _text(parsed: ParsedMessage) -> Text:
    written = parsed.sent_local or parsed.received_at
    if written is None:
        return Text(parsed.text, None, 0.0, weighty(parsed))
    offset = written.utcoffset()
    seconds = (written - _EPOCH).total_seconds()
    return Text(parsed.text, seconds, offset.total_seconds() if offset else 0.0, weighty(parsed))
