"""A channel's message as the core sees it, and what of its text is new. Runs in child processes; never guesses."""

from difflib import SequenceMatcher
from typing import Any

from ashore.channels.body import Body
from ashore.channels.envelope import Envelope
from ashore.channels.people import address_of
from ashore.core.correspondence.message import Address, Message
from ashore.core.correspondence.newtext.parts import Parts, Segment, SegmentKind
from ashore.core.kernel import Span

LETTER = "letter"


def message_of_channel(envelope: Envelope, body: Body, key: str, our_address: str) -> Message:
    """As threading and clocks see it. ``our_address``: whom of us the client writes to where the channel names nobody.

    Of a letter both sides are known by their mail addresses, and it may answer mail; in a chat all are known by the
    messenger's own ids.
    """
    ours = envelope.is_ours(body)
    person = envelope.sender or ("" if ours else address_of(body.sender, envelope.channel))
    sender = Address(body.sender_name, person or our_address)
    chat = f"{envelope.channel}/{body.chat}"
    other = envelope.to or (address_of(body.chat, envelope.channel) if ours else our_address)
    is_letter = envelope.channel == LETTER
    return Message(
        key=key,
        message_id="" if is_letter or body.edits else named(chat, body.id),
        at=envelope.at(body),
        order=0,
        sender=sender,
        to=(Address("", other),) if other else (),
        subject=body.subject or ("" if is_letter else body.chat_title),
        in_reply_to=(envelope.answers,) if envelope.answers else _answered(chat, body),
        channel=envelope.channel,
        chat=envelope.chat if is_letter else chat,
        voice=body.voice,
    )


def _answered(chat: str, body: Body) -> tuple[str, ...]:
    return tuple(named(chat, each) for each in (body.edits, body.reply_to) if each)


def named(chat: str, id: str) -> str:
    """The identity of a message within all channels; no Message-ID of mail looks like it."""
    return f"chat:{chat}/{id}"


def notes_of(envelope: Envelope, body: Body) -> dict[str, Any]:
    """What a page tells beside the text: ``edits``, ``voice`` in seconds, days of a letter, files that did not come."""
    found: dict[str, Any] = {"chat": body.chat} if envelope.channel != LETTER else {}
    if body.edits:
        found["edits"] = True
    if body.voice:
        found["voice"] = body.voice
    found |= {name: value for name in ("sent", "received") if (value := getattr(envelope, name))}
    missing = [f"{each.name}: {each.missing}" for each in body.files if each.missing]
    return found | ({"missing": missing} if missing else {})


def weighty_files(body: Body) -> int:
    """Files that somebody sent on purpose; a voice message is none of them."""
    return sum(1 for each in body.files if not (body.voice and each.type.startswith("audio/")))


def what_is_new(text: str, before: str) -> Parts:
    """The text taken apart: where it replaces another one, what stood there ``before`` is no news. Whole lines only.

    Chats have no signatures and no quotes; nothing else is looked for.
    """
    if not before or not text:
        return Parts(text, (Segment("new", Span(0, len(text))),) if text else ())
    lines = text.splitlines(keepends=True)
    matcher = SequenceMatcher(None, [each.strip() for each in before.splitlines()], [each.strip() for each in lines])
    known = {n for block in matcher.get_matching_blocks() for n in range(block.b, block.b + block.size)}
    segments: list[Segment] = []
    start = 0
    for number, line in enumerate(lines):
        kind: SegmentKind = "quote" if number in known else "new"
        end = start + len(line)
        if segments and segments[-1].kind == kind:
            segments[-1] = segments[-1]._replace(span=Span(segments[-1].span.start, end))
        else:
            segments.append(Segment(kind, Span(start, end), 1 if kind == "quote" else 0))
        start = end
    return Parts(text, tuple(segments))
