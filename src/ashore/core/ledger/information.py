"""Information: what we asked the client for, due in the agreed days or on the day we named (A11, W11)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter

from ashore.core.kernel import CLIENT, US, Reason, Value
from ashore.core.ledger.claim import Claim, obligation_id
from ashore.core.ledger.deeds import essence
from ashore.core.ledger.events import MessageEvent
from ashore.core.ledger.heard import Ask
from ashore.core.ledger.log import Log, is_acknowledgement, is_substantive
from ashore.core.ledger.matching import answers, mentions
from ashore.core.ledger.telling import Step
from ashore.core.ledger.terms import Terms

WINDOW = 20
"""So many open requests of a conversation are held against each answer of the client; older ones stay open."""


_RECEIPT_WORDS = 60
"""A receipt of ours is no longer than this; a longer message has other things to say."""


@dataclass(slots=True)
class _Open:
    """``words``: all that the message spoke of which asked; ``heard``: the client's newest word since then."""

    claim: Claim
    missing: list[Ask]
    words: frozenset[str]
    heard: MessageEvent | None = None


def information(messages: Sequence[MessageEvent], terms: Terms, log: Log) -> list[Claim]:
    """A debt of the client for each message of ours that asks; partly answered it stays open for what is missing."""
    claims: list[Claim] = []
    waiting: list[_Open] = []
    releases = bool(log.waivers or log.unneeded)
    for message in messages:
        waiting = [each for each in waiting if not _released(each, log, message)] if releases else waiting
        if message.side == CLIENT:
            for each in waiting:
                each.heard = message
            waiting = _hear(waiting, message, terms)
        elif message.side == US:
            waiting = _receive(waiting, message) if waiting else waiting
            waiting = _missed(waiting, message) if message.unseen and waiting else waiting
            asked = _ask(waiting, message, terms) if message.said.asks and not message.said.closing else None
            if asked:
                claims.append(asked.claim)
                waiting = [*waiting, asked][-WINDOW:]
    if releases:
        for claim in claims:
            if claim.met_at is None:
                claim.release = claim.release or log.released(claim.id, log.unneeded.get(claim.anchor))
    return claims


def _released(each: _Open, log: Log, message: MessageEvent) -> bool:
    release = log.released(each.claim.id, log.unneeded.get(each.claim.anchor))
    if release is None or (release.at, release.event) > (message.at, message.id):
        return False
    each.claim.release = release
    return True


def _ask(waiting: list[_Open], message: MessageEvent, terms: Terms) -> _Open | None:
    """What is new in our message's asks; what repeats an open request is a reminder of it, and what says nothing of
    its own beside it ("do we need another one?") belongs to that reminder."""
    new = [ask for ask in message.said.asks if not _reminds(waiting, ask, message)]
    reminding = len(new) < len(message.said.asks)
    if not new or (reminding and not any(essence(ask.topics, message.said.language) for ask in new)):
        return None
    named = sorted(_dates(new, message, terms), key=itemgetter(0)) if any(ask.due_at for ask in new) else []
    agreed: tuple[datetime | None, Step] = (
        named[0] if named else terms.due_after("information_within", CLIENT, message.at, message)
    )
    due, why = agreed
    claim = Claim(
        obligation_id("information", message.id),
        "information",
        CLIENT,
        message.conversation,
        message.id,
        message.at,
        due,
        "ledger.information",
        "A11",
        _quote(new),
        message.author,
    )
    claim.steps = [(_asked, message, len(new)), _named(*named[0], message) if named else why]
    claim.remind_from = message.at
    return _Open(claim, new, message.said.topics)


def _asked(message: MessageEvent, count: int) -> Reason:
    params: dict[str, Value] = {"message_at": message.at, "count": count}
    return Reason("ledger.information.asked", "W11", params, (message.id,))


def _dates(asks: Sequence[Ask], message: MessageEvent, terms: Terms) -> Iterator[tuple[datetime, Reason]]:
    """The days we named ourselves; a time that was over when we asked is no deadline."""
    for ask in asks:
        if ask.due_at:
            at, why = terms.named(CLIENT, ask.due_at, ask.due_is_day, message.at)
            if at > message.at:
                yield at, why


def _named(due: datetime | None, why: Reason, message: MessageEvent) -> Reason:
    return Reason("ledger.information.named", "W11", {"due_at": due}, (message.id,), (why,))


def _reminds(waiting: list[_Open], ask: Ask, message: MessageEvent) -> bool:
    for each in reversed(waiting):
        if _goes_on(ask, each):
            last = each.claim.steps[-1]
            if not (
                isinstance(last, Reason) and last.code == "ledger.information.reminded" and message.id in last.sources
            ):
                params: dict[str, Value] = {"reminded_at": message.at}
                each.claim.steps.append(Reason("ledger.information.reminded", "W11", params, (message.id,)))
            return True
    return False


def _goes_on(ask: Ask, each: _Open) -> bool:
    """Whether our ask is an open one again, or goes on about it: "can you send them today?" without any word of its
    own, "I am still waiting for the login" in words of the message that asked for it."""
    topics = ask.topics
    sends = ask.request and any(known.request for known in each.missing)
    if sends and len(topics & each.words) * 3 >= len(topics) * 2:
        return True
    for known in each.missing:
        if not topics or not known.topics:
            if ask.text.casefold() == known.text.casefold():
                return True
        elif not topics.isdisjoint(known.topics):
            shared, one, two = len(topics & known.topics), len(topics), len(known.topics)
            if shared * 5 >= 3 * (one + two - shared) or (not sends and shared * 3 >= max(one, two) * 2):
                return True
    return False


def _receive(waiting: list[_Open], message: MessageEvent) -> list[_Open]:
    """Our thanks for what came, with nothing more asked, settles what was asked for ("Got both, thank you").

    Where nothing came that we know of, they do so for what they name ("Thanks for the logo"), or all where they answer
    a message that is not here.
    """
    said = message.said
    heard = [each.heard for each in waiting]
    for each in waiting:
        each.heard = None
    if said.asks or not (said.thanks or said.acknowledges) or said.words > _RECEIPT_WORDS or _only_confirms(message):
        return waiting
    for each, came in zip(waiting, heard, strict=True):
        if came is None and said.thanks:
            _thank(each, message)
        elif came and not came.said.asks and not came.said.pledges and is_substantive(came):
            settled, each.missing = len(each.missing), []
            _note(each, came, settled, message)
    return [each for each in waiting if each.missing]


def _thank(each: _Open, message: MessageEvent) -> None:
    """Our thanks are all that is known of an answer (it came by telephone, or its message is not here)."""
    left = [] if message.unseen else [ask for ask in each.missing if not mentions(ask, message.said.thanked)]
    _came(each, left, message, "ledger.information.thanked")


def _missed(waiting: list[_Open], message: MessageEvent) -> list[_Open]:
    """Our answer quotes a message that is not here: what that one spoke of was answered."""
    if not message.said.under_quotes:
        return waiting
    quoted = frozenset[str]().union(*(passage for passage, _ in message.said.under_quotes))
    for each in waiting:
        _came(each, [ask for ask in each.missing if not mentions(ask, quoted)], message, "ledger.information.unseen")
    return [each for each in waiting if each.missing]


def _came(each: _Open, left: list[Ask], message: MessageEvent, code: str) -> None:
    answered = len(each.missing) - len(left)
    if answered:
        each.missing = left
        each.claim.steps.append(Reason(code, "A11", {"met_at": message.at}, (message.id,)))
        _note(each, message, answered)


def _only_confirms(message: MessageEvent) -> bool:
    """We only confirm a message that asks us something: that is no thanks for anything that came."""
    return is_acknowledgement(message) and any(pledge.answer for pledge in message.said.pledges)


def _hear(waiting: list[_Open], message: MessageEvent, terms: Terms) -> list[_Open]:
    if not waiting:
        return waiting
    said = message.said
    if said.closing and not said.attachments and not said.pledges:
        return _close(waiting, message)
    asks = [(each, ask) for each in waiting for ask in each.missing]
    if is_acknowledgement(message):
        found = {i for i, (_, ask) in enumerate(asks) if not ask.request and mentions(ask, said.topics)}
        if said.pledges or not found:
            for each in waiting:
                _announce(each.claim, message, terms)
            return waiting
    else:
        found = {i for i in answers([ask for _, ask in asks], said) if not _only_promised(asks[i][1], message)}
    if said.attachments and not any(asks[position][1].request for position in found):
        newest = waiting[-1]
        found |= {i for i, (each, ask) in enumerate(asks) if each is newest and ask.request}
    for position in found:
        each, ask = asks[position]
        each.missing = [known for known in each.missing if known is not ask]
    for each in waiting:
        answered = sum(1 for position in found if asks[position][0] is each)
        if answered:
            _note(each, message, answered)
    return [each for each in waiting if each.missing]


def _only_promised(ask: Ask, message: MessageEvent) -> bool:
    """A thing that we asked for is promised, which is not yet the thing."""
    said = message.said
    if ask.expects != "send" or not said.pledges or said.attachments or said.reports:
        return False
    return any(ask.topics & pledge.topics or not pledge.topics for pledge in said.pledges)


def _note(each: _Open, message: MessageEvent, answered: int, thanks: MessageEvent | None = None) -> None:
    claim = each.claim
    if thanks is not None:
        settled: dict[str, Value] = {"met_at": message.at, "thanks_at": thanks.at}
        claim.steps.append(Reason("ledger.information.received", "A11", settled, (message.id, thanks.id)))
    if not each.missing:
        claim.met_at, claim.met_by = message.at, message.id
        return
    claim.quote = _quote(each.missing)
    params: dict[str, Value] = {
        "answered_at": message.at,
        "answered": answered,
        "missing": len(each.missing),
        "quote": claim.quote,
    }
    claim.steps.append(Reason("ledger.information.partly", "R1", params, (message.id,)))


def _close(waiting: list[_Open], message: MessageEvent) -> list[_Open]:
    """Thanks and a goodbye settle our questions ("is there anything else?") and tell that they have had a look where we
    asked for one, but bring nothing else that we requested."""
    for each in waiting:
        left = [ask for ask in each.missing if ask.request and (ask.due_at or ask.expects != "look")]
        if len(left) < len(each.missing):
            answered = len(each.missing) - len(left)
            each.missing = left
            _note(each, message, answered)
    return [each for each in waiting if each.missing]


def _announce(claim: Claim, message: MessageEvent, terms: Terms) -> None:
    """The client names a day for it before it is late: that is the new due (W5)."""
    named = (terms.named(CLIENT, p.due_at, p.due_is_day, message.at)[0] for p in message.said.pledges if p.due_at)
    at = max(named, default=None)
    if at is None or at <= message.at or claim.due is None or message.at > claim.due:
        return
    claim.due = at
    claim.remind_from = message.at
    params: dict[str, Value] = {"ack_at": message.at, "named_at": at}
    claim.steps.append(Reason("ledger.information.announced", "W5", params, (message.id,)))


def _quote(asks: Sequence[Ask]) -> str:
    return "\n".join(ask.text for ask in asks)
