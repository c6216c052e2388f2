"""Answer each question: which of our next messages answered it, which stand open (R1)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from ashore.core.kernel import CLIENT, US, Reason, Value
from ashore.core.ledger.claim import Claim, obligation_id
from ashore.core.ledger.events import MessageEvent
from ashore.core.ledger.heard import Ask
from ashore.core.ledger.log import Log, Release, is_substantive
from ashore.core.ledger.matching import How, answers
from ashore.core.ledger.returning import NOBODY
from ashore.core.ledger.rounds import Round
from ashore.core.ledger.telling import Step
from ashore.core.ledger.terms import Terms

WINDOW = 40
"""So many open questions of a conversation are held against each answer; older ones stay open."""


@dataclass(slots=True)
class _Open:
    claim: Claim
    ask: Ask
    release: Release | None


def questions(
    messages: Sequence[MessageEvent], rounds: Sequence[Round], replies: Iterable[Claim], terms: Terms, log: Log
) -> list[Claim]:
    """A debt for each question of the client's messages that wait for us, due when their reply is.

    One that was asked when the reply was late already has its own time, as long as any answer.
    """
    if not any(each.said.asks for pair in rounds for each in pair.asked):
        return []
    asked = {each.id: (pair, reply) for pair, reply in zip(rounds, replies, strict=True) for each in pair.asked}
    opened: list[_Open] = []
    waiting: list[_Open] = []
    last_answer: MessageEvent | None = None
    for message in messages:
        if message.side == CLIENT:
            if message.id in asked:
                new = list(_asked_in(message, *asked[message.id], terms, log))
                opened += new
                waiting = (waiting + new)[-WINDOW:]
            elif last_answer and message.said.closing:
                waiting = _settle(waiting, message, last_answer)
        elif waiting and is_substantive(message):
            waiting = _answer(waiting, message, terms, log)
            last_answer = message
    for each in opened:
        if each.claim.met_at is None:
            each.claim.release = each.release
    return [each.claim for each in opened]


def _asked_in(message: MessageEvent, pair: Round, reply: Claim, terms: Terms, log: Log) -> Iterable[_Open]:
    releases = bool(log.waivers or log.unneeded)
    for position, ask in enumerate(message.said.asks):
        if ask.request and not (ask.question and ask.text.rstrip().endswith("?")):
            continue
        name = obligation_id("question", message.id, position)
        release = log.released(name, log.unneeded.get(message.id), pair.release) if releases else None
        due = reply.due_as_of(release.at) if release else reply.due
        why: list[Step] = [(_timed, "ledger.question.due_with_reply", message, pair, due)]
        if due is not None and due <= message.at:
            why = [(_timed, "ledger.question.own_clock", message, pair, due)]
            due, arithmetic = terms.due_after("answer_within", US, message.at, message)
            why.append(arithmetic)
        claim = Claim(
            name,
            "question",
            US,
            message.conversation,
            message.id,
            message.at,
            due,
            "ledger.question",
            "R1",
            ask.text,
            message.author,
        )
        claim.steps = why
        yield _Open(claim, ask, release)


def _timed(code: str, message: MessageEvent, pair: Round, due: datetime | None) -> Reason:
    params: dict[str, Value] = {"message_at": message.at, "reply_due_at": due}
    return Reason(code, "R1", params, (message.id, pair.anchor.id))


def _answer(waiting: list[_Open], message: MessageEvent, terms: Terms, log: Log) -> list[_Open]:
    """What is still open after ``message``; where it announces the rest for a time, that is the rest's new due."""
    live = [each for each in waiting if not _over(each, message)]
    unreached = log.returns.unreached(message) if log.returns.of else NOBODY
    apart = [each for each in live if each.claim.person in unreached] if unreached else []
    for each in apart:
        each.claim.steps.append(log.returns.why(message))
    live = [each for each in live if each not in apart]
    announced = announced_time(message, terms)
    found = answers([each.ask for each in live], message.said, more_to_come=announced is not None)
    for position, how in found.items():
        _meet(live[position].claim, message, how)
    left = [each for position, each in enumerate(live) if position not in found]
    if announced is not None:
        for each in left:
            _announce(each.claim, message, announced)
    return apart + left


def announced_time(message: MessageEvent, terms: Terms) -> datetime | None:
    """The time for which an answer announces (the rest of) itself: "we fixed the mail; the rest comes tomorrow"."""
    said = message.said
    found = (
        terms.named(message.side, pledge.due_at, pledge.due_is_day, message.at)[0]
        for pledge in said.pledges
        if pledge.due_at and not pledge.start and (pledge.answer or (said.acknowledges and not said.attachments))
    )
    return max((at for at in found if at > message.at), default=None)


def _announce(claim: Claim, message: MessageEvent, named: datetime) -> None:
    if claim.due is None or message.at > claim.due:
        return
    claim.due = max(claim.due, named)
    params: dict[str, Value] = {"ack_at": message.at, "named_at": named}
    claim.steps.append(Reason("ledger.question.announced", "W2", params, (message.id,)))


def _over(each: _Open, message: MessageEvent) -> bool:
    if each.release is None or (each.release.at, each.release.event) > (message.at, message.id):
        return False
    each.claim.release = each.release
    return True


def _meet(claim: Claim, message: MessageEvent, how: How) -> None:
    claim.met_at, claim.met_by = message.at, message.id
    claim.steps.append((_answered, message, how))


def _answered(message: MessageEvent, how: How) -> Reason:
    return Reason(f"ledger.question.by_{how}", "R1", {"met_at": message.at}, (message.id,))


def _settle(waiting: list[_Open], closing: MessageEvent, answer: MessageEvent) -> list[_Open]:
    """A client who says thanks after our answer took it as one: what was asked before it is settled."""
    left: list[_Open] = []
    for each in waiting:
        if each.claim.created_at > answer.at:
            left.append(each)
        elif not _over(each, closing):
            each.claim.met_at, each.claim.met_by = answer.at, answer.id
            params = {"met_at": answer.at, "thanks_at": closing.at}
            each.claim.steps.append(Reason("ledger.question.by_thanks", "R1", params, (answer.id, closing.id)))
    return left
