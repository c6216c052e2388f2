"""Which conversation belongs to which client, and which of it concerns us at all."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from ashore.audit.addressing import MANY, client_of, is_for_us, is_internal, is_listed, is_to_all, outsiders, written_to
from ashore.audit.people import Us
from ashore.core.correspondence.message import Conversation, Message, Placement, Threads
from ashore.core.kernel import CLIENT, US, Side
from ashore.core.ledger.events import EMAIL, Event, MessageEvent, NoAnswerNeededEvent
from ashore.core.ledger.heard import Said
from ashore.intake import Taken

ANSWERED_ON_LIST = "audit.answered_on_list"
"""The reason of a release that nobody spoke: its code, which ``examine`` makes a step of its own."""


@dataclass(frozen=True, slots=True)
class Matter:
    """A conversation with the client it belongs to; ``client`` is empty where it is internal or passes us by."""

    conversation: Conversation
    client: str
    listed: bool


@dataclass(frozen=True, slots=True)
class Engagement:
    """All conversations with one client, which is an organisation's domain or a single address."""

    client: str
    matters: tuple[Matter, ...]


@dataclass(frozen=True, slots=True)
class Correspondence:
    """The archive in order: messages and placements by key, engagements, and the conversations outside of them.

    ``heard``: what texts said that were read just now and are not kept.
    """

    taken: Mapping[str, Taken]
    placements: Mapping[str, Placement]
    engagements: tuple[Engagement, ...]
    others: tuple[Matter, ...]
    us: Us
    writers: frozenset[str] = frozenset()
    heard: Mapping[str, Said] = field(default_factory=dict)

    def said(self, key: str) -> Said:
        """What a message of the archive said, as far as its text was read."""
        return self.heard.get(key) or self.taken[key].said


def correspondence(taken: Sequence[Taken], threads: Threads, us: Us) -> Correspondence:
    """Sort the conversations by client. The order of clients is that of their first message."""
    by_key = {each.message.key: each for each in taken}
    placed = {each.message: each for each in threads.placements}
    groups: dict[str, list[Matter]] = {}
    others: list[Matter] = []
    writers = frozenset(each.message.sender.email for each in taken if each.message.kind == "message")
    whole = Correspondence(by_key, placed, (), (), us, writers)
    for conversation in threads.conversations:
        matter = _matter(whole, conversation)
        if matter.client:
            groups.setdefault(matter.client, []).append(matter)
        else:
            others.append(matter)
    engagements = tuple(Engagement(client, tuple(matters)) for client, matters in groups.items())
    return Correspondence(by_key, placed, engagements, tuple(others), us, writers)


def with_texts(whole: Correspondence, read: Iterable[Taken]) -> Correspondence:
    """The same with messages whose texts have been read meanwhile."""
    return replace(whole, taken={**whole.taken, **{each.message.key: each for each in read}})


def keys_of(engagement: Engagement) -> Iterator[str]:
    """The messages of all its conversations: those whose texts have to be read."""
    return (key for matter in engagement.matters for key in matter.conversation.messages)


def events_of(whole: Correspondence, engagement: Engagement, *, listed: bool) -> list[Event]:
    """What happened in an engagement, on mailing lists or directly. Mail among ourselves is left out: it starts and
    answers nothing. On a list, what somebody else answered needs no answer of ours."""
    events: list[Event] = []
    for matter in engagement.matters:
        if matter.listed != listed:
            continue
        for key in matter.conversation.messages:
            event = _event(whole, matter, key)
            if event is not None:
                events.append(event)
                if listed and event.side == CLIENT:
                    events += _answered_by(whole, event)
    return events


def _answered_by(whole: Correspondence, answer: MessageEvent) -> Iterator[NoAnswerNeededEvent]:
    """A list member's reply to another one's message takes that message off our hands."""
    asked = whole.taken.get(answer.replies_to)
    if asked is None or answer.kind != "message" or not answer.author:
        return
    asker = asked.message.sender.email
    if asker in whole.us or asker == answer.author:
        return
    yield NoAnswerNeededEvent(f"{answer.id}:answers", answer.at, answer.replies_to, answer.author, ANSWERED_ON_LIST)


def _event(whole: Correspondence, matter: Matter, key: str) -> MessageEvent | None:
    each, placement = whole.taken[key], whole.placements[key]
    message = each.message
    ours = message.sender.email in whole.us and not message.doubtful
    if ours and is_internal(message, whole.us):
        return None
    side: Side = US if ours else CLIENT
    for_us = ours or is_for_us(message, _above(whole, message), whole.us)
    said = whole.said(key)
    if not for_us or (ours and is_to_all(message, placement.parent)):
        said = _unbinding(said, asks_only=ours)
    return MessageEvent(
        id=key,
        at=message.at,
        conversation=matter.conversation.key,
        side=side,
        author=_author(message),
        subject=message.subject,
        people=message.people(),
        kind=message.kind,
        said=said,
        replies_to=placement.parent,
        channel=message.channel or EMAIL,
        starts=_starts(whole, message, said, is_new=key == matter.conversation.key),
        for_us=for_us,
        outsider=(placement.outsider or message.doubtful) and not ours,
        listed=matter.listed,
        unseen=bool(message.in_reply_to) and not _is_here(whole, message, placement.parent),
        **_returned(whole, message, placement.parent),
    )


def _returned(whole: Correspondence, bounce: Message, parent: str) -> dict[str, Any]:
    """Which message of ours a bounce tells of, who did not get it, and who else was to."""
    sent = whole.taken.get(parent) if bounce.kind == "bounce" and bounce.bounced else None
    if sent is None or sent.message.sender.email not in whole.us or sent.message.doubtful:
        return {}
    unreached = frozenset(bounce.bounced)
    others = frozenset(each.email for each in outsiders(sent.message, whole.us)) - unreached
    return {"returns": parent, "unreached": unreached, "reached": others}


def _author(message: Message) -> str:
    """By what the writer is told apart; in a chat by name, since its addresses say nothing to anybody."""
    return (message.chat and message.sender.name) or message.sender.email


def _starts(whole: Correspondence, message: Message, said: Said, *, is_new: bool) -> bool:
    """Whether it opens a matter. What was spoken may ask anything: somebody has to hear it (A8)."""
    if message.voice:
        return True
    fresh = is_new and not (message.in_reply_to or message.references)
    return fresh and (bool(said.asks) or not _is_broadcast(message, whole.us))


def _is_here(whole: Correspondence, message: Message, parent: str) -> bool:
    """Whether the message that it hangs under is the one that it answers, and no older one of the same talk."""
    above = whole.taken.get(parent)
    return above is not None and above.message.message_id in message.in_reply_to


def _is_broadcast(message: Message, us: Us) -> bool:
    """To a list or a crowd: what asks nothing there needs no answer of ours."""
    return is_listed(message) or len(outsiders(message, us)) > MANY


def _unbinding(said: Said, *, asks_only: bool) -> Said:
    """What is asked of everybody binds nobody; what others ask and promise each other does not concern us."""
    return replace(said, asks=()) if asks_only else replace(said, asks=(), pledges=())


def _matter(whole: Correspondence, conversation: Conversation) -> Matter:
    messages = [whole.taken[key].message for key in conversation.messages]
    listed = any(map(is_listed, messages))
    if not _concerns_us(whole, messages):
        return Matter(conversation, "", listed)
    return Matter(conversation, _client(whole, messages, listed), listed)


def _concerns_us(whole: Correspondence, messages: Sequence[Message]) -> bool:
    return any(
        message.sender.email in whole.us or is_for_us(message, _above(whole, message), whole.us) for message in messages
    )


def _above(whole: Correspondence, message: Message) -> Message | None:
    """The message that it hangs under."""
    above = whole.taken.get(whole.placements[message.key].parent)
    return above.message if above else None


def _client(whole: Correspondence, messages: Sequence[Message], listed: bool) -> str:
    """The first outsider who wrote; where only we did, an outsider we wrote to. Lists themselves are nobody."""
    for message in messages:
        sender = message.sender.email
        outsider = sender and sender not in whole.us and not whole.placements[message.key].outsider
        if outsider and message.kind == "message":
            return client_of(sender, listed)
    address = written_to(messages, whole.writers, whole.us)
    return client_of(address.email, listed) if address else ""
