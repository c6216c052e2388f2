"""One message, from its bytes to what clocks need: parse, new text, language, said."""

from datetime import datetime

from ashore.core.correspondence.newtext import Parts, split
from ashore.core.language import Facts, read
from ashore.core.ledger import Said, said
from ashore.intake.messages import message_of, weighty
from ashore.intake.sayings import pack_said
from ashore.intake.taken import Taken, Whole
from ashore.mail import ParsedMessage, parse


def take(raw: bytes, *, source: str, order: int, arrived_at: datetime | None = None) -> Taken:
    """A message in compact form. ``source``: where it was read, for people; ``order``: its arrival number;
    ``arrived_at``: aware, where the mailbox tells. Auto replies and bounces are not read for what they say (H71)."""
    parsed = parse(raw, arrived_at=arrived_at)
    parts = split(parsed.text)
    if parsed.kind != "message":
        return Taken(message_of(parsed, parts, order, arrived_at), source, len(raw), b"")
    facts = facts_of(parsed, parts)
    packed = pack_said(said(facts, parts, attachments=weighty(parsed)))
    return Taken(message_of(parsed, parts, order, arrived_at), source, len(raw), packed)


def take_whole(raw: bytes, *, source: str, order: int, arrived_at: datetime | None = None) -> Whole:
    """A message with all that was understood on the way, for the desk to store. The same decisions as ``take``."""
    parsed = parse(raw, arrived_at=arrived_at)
    parts = split(parsed.text)
    facts = facts_of(parsed, parts)
    understood = said(facts, parts, attachments=weighty(parsed)) if parsed.kind == "message" else Said()
    taken = Taken(message_of(parsed, parts, order, arrived_at), source, len(raw), pack_said(understood))
    return Whole(taken, raw, parsed, parts, facts)


def facts_of(parsed: ParsedMessage, parts: Parts) -> Facts:
    """What the new text says by the rules alone; days are counted on the sender's own clock."""
    return read(parts.new_text, at=parsed.sent_local or parsed.received_at, learned=False)
