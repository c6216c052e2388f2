"""Promises of both sides, tracked until they are reported, thanked for, or moved before they are late (W4, W5)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from ashore.core.kernel import Reason, Value
from ashore.core.ledger.claim import Claim, obligation_id
from ashore.core.ledger.events import MessageEvent, Pledge
from ashore.core.ledger.log import Log, is_acknowledgement
from ashore.core.ledger.matching import overlaps
from ashore.core.ledger.terms import Terms

WINDOW = 40
"""So many open promises of an engagement are held against each later message; older ones stay as they are."""


@dataclass(slots=True)
class _Open:
    claim: Claim
    topics: frozenset[str]


def promises(messages: Iterable[MessageEvent], terms: Terms, log: Log) -> list[Claim]:
    """A debt for each promise in the engagement's real messages; an announced answer belongs to the reply's clock."""
    claims: list[Claim] = []
    waiting: list[_Open] = []
    for message in messages:
        if waiting:
            waiting = _kept(waiting, message, log)
        for position, pledge in _pledges(message):
            if not _moves(waiting, message, pledge, terms):
                made = _claim(message, position, pledge, terms)
                claims.append(made)
                waiting = [*waiting, _Open(made, pledge.topics)][-WINDOW:]
    if log.waivers:
        for claim in claims:
            if claim.met_at is None and claim.release is None:
                claim.release = log.waivers.get(claim.id)
    return claims


def _pledges(message: MessageEvent) -> list[tuple[int, Pledge]]:
    """Promises of a message; "I will get back to you" counts only where it is not the acknowledgement of a reply."""
    pledges = message.said.pledges
    if not pledges or (message.said.closing and not any(p.due_at for p in pledges)):
        return []
    if is_acknowledgement(message):
        return [(i, p) for i, p in enumerate(pledges) if not p.answer]
    return [(i, p) for i, p in enumerate(pledges) if not p.answer or p.due_at]


def _claim(message: MessageEvent, position: int, pledge: Pledge, terms: Terms) -> Claim:
    claim = Claim(
        id=obligation_id("promise", message.id, position),
        kind="promise",
        owed_by=message.side,
        conversation=message.conversation,
        anchor=message.id,
        created_at=message.at,
        due=None,
        root="ledger.promise_without_date",
        rule="W5",
        quote=pledge.text,
        person=message.author,
    )
    params: dict[str, Value] = {"message_at": message.at, "author": message.author, "owed_side": message.side}
    claim.steps.append(Reason("ledger.promise.made", "W5", params, (message.id,)))
    dated = _date(message, pledge, terms)
    if dated:
        claim.root, claim.due = "ledger.promise", dated[0]
        claim.steps.append(dated[1])
    return claim


def _date(message: MessageEvent, pledge: Pledge, terms: Terms) -> tuple[datetime, Reason] | None:
    if pledge.due_at is None:
        return None
    due, why = terms.named(message.side, pledge.due_at, pledge.due_is_day, message.at)
    code = "ledger.promise.dated" if pledge.certain else "ledger.promise.later_reading"
    return due, Reason(code, "W5", {"due_at": due}, (message.id,), (why,))


def _kept(waiting: list[_Open], message: MessageEvent, log: Log) -> list[_Open]:
    """The promises still open after ``message``, which may report them or thank for them."""
    said = message.said
    if not (said.reports or said.attachments or said.thanks or log.waivers):
        return waiting
    newest = _newest_topicless(waiting, message)
    spoken = said.topics.union(*said.reports)
    near = {id(each) for each in waiting if each is newest or log.waivers or not each.topics.isdisjoint(spoken)}
    if not near:
        return waiting
    return [each for each in waiting if id(each) not in near or not _ended(each, message, each is newest, log)]


def _ended(each: _Open, message: MessageEvent, bare: bool, log: Log) -> bool:
    """Whether ``message`` keeps the promise, or somebody waived it before."""
    if _waived(each, message, log):
        return True
    how = _how(each, message, bare)
    if how is None:
        return False
    each.claim.met_at, each.claim.met_by = message.at, message.id
    each.claim.steps.append(Reason(f"ledger.promise.{how}", "W4", {"met_at": message.at}, (message.id,)))
    return True


def _waived(each: _Open, message: MessageEvent, log: Log) -> bool:
    release = log.waivers.get(each.claim.id) if log.waivers else None
    if release is None or (release.at, release.event) > (message.at, message.id):
        return False
    each.claim.release = release
    return True


def _newest_topicless(waiting: list[_Open], message: MessageEvent) -> _Open | None:
    """A bare "done" is about the side's newest promise in that conversation."""
    if not any(not report for report in message.said.reports):
        return None
    here = (e for e in reversed(waiting) if e.claim.conversation == message.conversation)
    return next((e for e in here if e.claim.owed_by == message.side), None)


def _how(each: _Open, message: MessageEvent, bare: bool) -> str | None:
    said, claim = message.said, each.claim
    if message.side != claim.owed_by:
        thanked = said.thanks and not said.asks and overlaps(each.topics, said.topics)
        return "thanked" if thanked else None
    if bare or any(overlaps(each.topics, report) for report in said.reports):
        return "reported"
    if said.attachments and overlaps(each.topics, said.topics) and not _promises_again(each, message):
        return "attached"
    return None


def _promises_again(each: _Open, message: MessageEvent) -> bool:
    return any(overlaps(each.topics, pledge.topics) for pledge in message.said.pledges)


def _moves(waiting: list[_Open], message: MessageEvent, pledge: Pledge, terms: Terms) -> bool:
    """True where the pledge speaks of an open promise of the same side: a new day moves it while it is not late."""
    near = [each for each in waiting if not each.topics.isdisjoint(pledge.topics)]
    for each in reversed(near):
        claim = each.claim
        if claim.owed_by != message.side or claim.anchor == message.id or not overlaps(each.topics, pledge.topics):
            continue
        dated = _date(message, pledge, terms)
        if dated is None:
            claim.steps.append(_step("ledger.promise.repeated", message))
            return True
        if claim.due is not None and message.at > terms.moved(claim.owed_by, claim.created_at, claim.due, message.at):
            claim.steps.append(_step("ledger.promise.renewed_late", message))
            claim.given_up_at, claim.met_by = message.at, message.id
            waiting.remove(each)
            return False
        params: dict[str, Value] = {"message_at": message.at, "from_at": claim.due, "due_at": dated[0]}
        claim.root, claim.due = "ledger.promise", dated[0]
        claim.steps.append(Reason("ledger.promise.moved", "W5", params, (message.id,), (dated[1],)))
        return True
    return False


def _step(code: str, message: MessageEvent) -> Reason:
    return Reason(code, "W5", {"message_at": message.at}, (message.id,))
