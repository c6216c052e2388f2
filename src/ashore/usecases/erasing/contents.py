"""Stored bytes without a person, whether they are mail or the envelope of a channel's message."""

from ashore.channels.redacting import Without, emptied_envelope, redacted_envelope
from ashore.mail.redacting import GONE, Redaction, emptied, redacted


def redacted_bytes(raw: bytes, who: Redaction, form: str) -> bytes | None:
    """A message of somebody else without them; None where nothing of them is in it."""
    return redacted_envelope(raw, _without(who)) if form == "channel" else redacted(raw, who)


def emptied_bytes(raw: bytes, who: Redaction, form: str) -> bytes:
    """Their own message without its words and files."""
    return emptied_envelope(raw, _without(who)) if form == "channel" else emptied(raw, who)


def _without(who: Redaction) -> Without:
    return Without(who.aliases, who.text, who.letter, GONE)
