"""The events of one engagement, ordered and indexed once; every kind of obligation reads from here."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import NamedTuple, TypeVar

from ashore.core.kernel import CLIENT, US
from ashore.core.ledger.dealings import Dealing, ForceMajeure, Resumption
from ashore.core.ledger.events import CallEvent, Event, MessageEvent, NoAnswerNeededEvent, SuspensionEvent, WaiverEvent
from ashore.core.ledger.returning import Returns, returns_in

_Deal = TypeVar("_Deal", bound=Dealing)
_ACKNOWLEDGEMENT_WORDS = 40
_ANNOUNCEMENT_WORDS = 70


class Release(NamedTuple):
    """Somebody let the other side off: who, when, in which words, and the event that says so."""

    at: datetime
    event: str
    author: str
    why: str


@dataclass(slots=True)
class Log:
    """What happened, in order of time and id; auto replies, bounces and outsiders are in ``all_messages`` only.

    ``conversations``: real messages by conversation. ``words``: those of all conversations, and the calls.
    ``waivers`` by obligation id, ``unneeded`` by message id: the first of each. ``suspensions``: with their ends where
    the clocks were resumed; a force majeure is one, too. ``dealings`` by their kind. ``returns``: our
    mail that came back.
    """

    all_messages: list[MessageEvent] = field(default_factory=list)
    conversations: dict[str, list[MessageEvent]] = field(default_factory=dict)
    words: list[MessageEvent | CallEvent] = field(default_factory=list)
    calls: list[CallEvent] = field(default_factory=list)
    waivers: dict[str, Release] = field(default_factory=dict)
    unneeded: dict[str, Release] = field(default_factory=dict)
    suspensions: list[SuspensionEvent] = field(default_factory=list)
    dealings: dict[type[Dealing], list[Dealing]] = field(default_factory=dict)
    returns: Returns = field(default_factory=Returns)

    def of(self, kind: type[_Deal]) -> list[_Deal]:
        """The dealings of one kind."""
        return self.dealings.get(kind, [])  # type: ignore[return-value]  # entered under their own type

    def released(self, obligation: str, *others: Release | None) -> Release | None:
        """The first of an obligation's own waiver and of ``others``."""
        if not self.waivers and not any(others):
            return None
        found = [each for each in (self.waivers.get(obligation), *others) if each]
        return min(found, default=None)


def ordered(events: Iterable[Event], now: datetime) -> list[Event]:
    """Events up to ``now`` by time and id; arrival order and repeats of the same event do not matter."""
    past = {(event.at, event.id): event for event in events if event.at <= now}
    return [in_utc(past[key]) for key in sorted(past)]


def in_utc(event: Event) -> Event:
    """The event with its time in UTC."""
    return event if event.at.tzinfo is UTC else replace(event, at=event.at.astimezone(UTC))


def read_log(events: Iterable[Event], now: datetime) -> Log:
    """The log as known at ``now``; what happens later is not known yet."""
    past = ordered(events, now)
    log = Log(returns=returns_in(past))
    for event in past:
        enter(log, event)
    if log.dealings:
        log.suspensions = _resumed(log)
    return log


def _resumed(log: Log) -> list[SuspensionEvent]:
    """The suspensions up to their ends, and each force majeure as one of both sides."""
    forces = [
        SuspensionEvent(
            each.id,
            _utc(each.begins or each.at),
            "both",
            each.actor,
            each.why,
            each.until,
            each.source,
            "force_majeure",
        )
        for each in log.of(ForceMajeure)
    ]
    resumptions = [each.at for each in log.of(Resumption)]
    ended = [_ended(each, resumptions) for each in log.suspensions]
    return sorted([*ended, *forces], key=lambda each: (each.at, each.id))


def _ended(suspension: SuspensionEvent, resumptions: list[datetime]) -> SuspensionEvent:
    at = next((at for at in resumptions if at > suspension.at), None)
    if at is None or (suspension.until is not None and suspension.until <= at):
        return suspension
    return replace(suspension, until=at)


def _utc(at: datetime) -> datetime:
    return at.astimezone(UTC)


def enter(log: Log, event: Event) -> None:
    """Write the next event into the log."""
    if isinstance(event, MessageEvent):
        log.all_messages.append(event)
        if log.returns.of and log.returns.reached_nobody(event):
            log.returns.lost.setdefault(event.conversation, []).append(event)
        elif is_real(event):
            log.conversations.setdefault(event.conversation, []).append(event)
            log.words.append(event)
    elif isinstance(event, CallEvent):
        log.calls.append(event)
        log.words.append(event)
    elif isinstance(event, WaiverEvent):
        log.waivers.setdefault(event.obligation, Release(event.at, event.id, event.author, event.why))
    elif isinstance(event, NoAnswerNeededEvent):
        log.unneeded.setdefault(event.message, Release(event.at, event.id, event.author, event.why))
    elif isinstance(event, SuspensionEvent):
        log.suspensions.append(event)
    else:
        log.dealings.setdefault(type(event), []).append(event)


def is_real(message: MessageEvent) -> bool:
    """Written by a person who belongs here: neither auto reply nor bounce (H71) nor unconfirmed outsider (H39)."""
    return message.kind == "message" and not message.outsider


def needs_answer(message: MessageEvent, log: Log) -> bool:
    """A client's question, request, complaint or new matter, addressed to us; thanks and goodbyes are none (W1)."""
    if message.side != CLIENT or not message.for_us or not is_real(message):
        return False
    said = message.said
    if said.closing:
        return said.complaint and complains_to_us(message, log)
    return bool(said.asks) or message.starts or (said.complaint and complains_to_us(message, log))


def complains_to_us(message: MessageEvent, log: Log) -> bool:
    """A complaint that nothing is asked with is ours to answer where it opens the matter, speaks to its reader, or is
    about what we have written of before; never on a list, where people tell each other of their troubles."""
    said = message.said
    if message.listed:
        return False
    if message.starts or said.blames:
        return True
    talk = log.conversations.get(message.conversation, ())
    ours = (each for each in talk if each.side == US and (each.at, each.id) < (message.at, message.id))
    return any(not said.troubles.isdisjoint(each.said.topics) for each in ours)


def gives_answer(message: MessageEvent, before: MessageEvent | None) -> bool:
    """The client answers a question of ours in the form of a request ("Which header?" "Take the second header"):
    nothing more than a kind word is owed for it."""
    if before is None or before.side != US or message.said.complaint or message.starts:
        return False
    asked = [ask.topics or before.said.topics for ask in before.said.asks if ask.question]
    return bool(asked and message.said.asks) and all(
        not ask.question and any(ask.topics & topics for topics in asked) for ask in message.said.asks
    )


def is_acknowledgement(message: MessageEvent) -> bool:
    """Says no more than "received, we are looking, you will hear from us" (W2)."""
    said = message.said
    if not (said.acknowledges or said.pledges):
        return False
    announces = any(pledge.answer for pledge in said.pledges)
    if not (said.acknowledges or announces):
        return False
    if said.reports or said.under_quotes or said.attachments or said.polar or said.points:
        return False
    if any(not pledge.answer for pledge in said.pledges) or any(not ask.request for ask in said.asks):
        return False
    return said.words <= (_ANNOUNCEMENT_WORDS if announces else _ACKNOWLEDGEMENT_WORDS)


def is_mere_courtesy(message: MessageEvent) -> bool:
    """Thanks or a goodbye without a yes or a no in it: answers nothing that was asked."""
    said = message.said
    return said.closing and not (said.polar or said.under_quotes or said.attachments)


def is_substantive(message: MessageEvent) -> bool:
    """More than an acknowledgement and more than a courtesy: it can answer something."""
    return is_real(message) and not is_acknowledgement(message) and not is_mere_courtesy(message)


def is_touch(word: MessageEvent | CallEvent) -> bool:
    """A sign of life of ours, on any channel (W3)."""
    return isinstance(word, CallEvent) or word.side == US
