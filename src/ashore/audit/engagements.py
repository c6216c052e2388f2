"""Which conversation belongs to which client, and which of it concerns us at all."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ashore.audit.people import Us
from ashore.core.correspondence.domains import is_list_address, organisation
from ashore.core.correspondence.message import Conversation, Message, Placement, Threads
from ashore.core.kernel import CLIENT, US, Side
from ashore.core.ledger.events import Event, MessageEvent, NoAnswerNeededEvent, Said
from ashore.intake import Taken

ON_THE_LIST = "answered on the list"


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
    """The archive in order: messages and placements by key, engagements, and the conversations outside of them."""

    taken: Mapping[str, Taken]
    placements: Mapping[str, Placement]
    engagements: tuple[Engagement, ...]
    others: tuple[Matter, ...]
    us: Us


def correspondence(taken: Sequence[Taken], threads: Threads, us: Us) -> Correspondence:
    """Sort the conversations by client. The order of clients is that of their first message."""
    by_key = {each.message.key: each for each in taken}
    placed = {each.message: each for each in threads.placements}
    groups: dict[str, list[Matter]] = {}
    others: list[Matter] = []
    whole = Correspondence(by_key, placed, (), (), us)
    for conversation in threads.conversations:
        matter = _matter(whole, conversation)
        if matter.client:
            groups.setdefault(matter.client, []).append(matter)
        else:
            others.append(matter)
    engagements = tuple(Engagement(client, tuple(matters)) for client, matters in groups.items())
    return Correspondence(by_key, placed, engagements, tuple(others), us)


def with_texts(whole: Correspondence, read: Iterable[Taken]) -> Correspondence:
    """The same with messages whose texts have been read meanwhile."""
    return replace(whole, taken={**whole.taken, **{each.message.key: each for each in read}})


def concerned(whole: Correspondence) -> list[Taken]:
    """The messages of all engagements: those whose texts have to be read."""
    return [
        whole.taken[key]
        for engagement in whole.engagements
        for matter in engagement.matters
        for key in matter.conversation.messages
    ]


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
    yield NoAnswerNeededEvent(f"{answer.id}:answers", answer.at, answer.replies_to, answer.author, ON_THE_LIST)


def is_for_us(whole: Correspondence, message: Message, parent: str) -> bool:
    """Addressed to us: we are among the recipients, or it answers a message of ours, or nobody else is named.

    A list's own address is ours only where it was named as an address, not by its domain.
    """
    recipients = [a.email for a in (*message.to, *message.cc) if a.email]
    if any(_is_us(whole.us, email, message.list_id) for email in recipients):
        return True
    above = whole.taken.get(parent)
    if above is not None and above.message.sender.email in whole.us:
        return True
    return not recipients and not message.list_id


def _event(whole: Correspondence, matter: Matter, key: str) -> MessageEvent | None:
    each, placement = whole.taken[key], whole.placements[key]
    message = each.message
    ours = message.sender.email in whole.us
    if ours and is_internal(message, whole.us):
        return None
    side: Side = US if ours else CLIENT
    for_us = ours or is_for_us(whole, message, placement.parent)
    said = each.said
    if not for_us or (ours and _is_to_all(message, placement.parent)):
        said = _unbinding(said, asks_only=ours)
    return MessageEvent(
        id=key,
        at=message.at,
        conversation=matter.conversation.key,
        side=side,
        author=message.sender.email,
        subject=message.subject,
        people=message.people(),
        kind=message.kind,
        said=said,
        replies_to=placement.parent,
        starts=key == matter.conversation.key and not (message.in_reply_to or message.references),
        for_us=for_us,
        outsider=placement.outsider and not ours,
    )


def _is_to_all(message: Message, parent: str) -> bool:
    """A new matter sent to a list and to nobody else."""
    recipients = [a.email for a in (*message.to, *message.cc) if a.email]
    return bool(message.list_id) and not parent and all(is_of_list(email, message.list_id) for email in recipients)


def _unbinding(said: Said, *, asks_only: bool) -> Said:
    """What is asked of everybody binds nobody; what others ask and promise each other does not concern us."""
    return replace(said, asks=()) if asks_only else replace(said, asks=(), pledges=())


def is_internal(message: Message, us: Us) -> bool:
    """From us, and to nobody but us."""
    recipients = [a.email for a in (*message.to, *message.cc) if a.email]
    return (
        message.sender.email in us
        and bool(recipients)
        and all(_is_us(us, email, message.list_id) for email in recipients)
    )


def _is_us(us: Us, email: str, list_id: str) -> bool:
    if email not in us:
        return False
    return not (list_id and is_of_list(email, list_id)) or email in us.addresses


def is_of_list(email: str, list_id: str) -> bool:
    """True for a list's own address: ``users@lists.example.org`` of the list ``users.lists.example.org``."""
    return email.replace("@", ".") == list_id.lower() or is_list_address(email)


def _matter(whole: Correspondence, conversation: Conversation) -> Matter:
    messages = [whole.taken[key].message for key in conversation.messages]
    listed = any(message.list_id for message in messages)
    if not _concerns_us(whole, messages):
        return Matter(conversation, "", listed)
    return Matter(conversation, _client(whole, messages, listed), listed)


def _concerns_us(whole: Correspondence, messages: Sequence[Message]) -> bool:
    return any(
        message.sender.email in whole.us or is_for_us(whole, message, whole.placements[message.key].parent)
        for message in messages
    )


def _client(whole: Correspondence, messages: Iterable[Message], listed: bool) -> str:
    """The first outsider who wrote; where only we did, the first outsider we wrote to. Lists themselves are nobody."""
    written_to = ""
    for message in messages:
        sender = message.sender.email
        if sender in whole.us:
            written_to = written_to or _first_outside(whole.us, message, listed)
        elif sender and message.kind == "message" and not whole.placements[message.key].outsider:
            return client_of(sender, listed)
    return written_to


def _first_outside(us: Us, message: Message, listed: bool) -> str:
    for address in (*message.to, *message.cc):
        email = address.email
        if email and email not in us and not is_of_list(email, message.list_id):
            return client_of(email, listed)
    return ""


def client_of(email: str, listed: bool) -> str:
    """An organisation's domain; the address itself for free mail and for authors on a list."""
    return email if listed else organisation(email) or email
