"""Promises of both sides, tracked until they are reported, thanked for, or moved before they are late (W4, W5)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Literal

from ashore.core.kernel import Reason, Side, Value, other
from ashore.core.ledger.claim import Claim, obligation_id
from ashore.core.ledger.events import MessageEvent
from ashore.core.ledger.heard import Pledge
from ashore.core.ledger.keeping import how_kept, is_again
from ashore.core.ledger.log import Log, is_acknowledgement, is_substantive
from ashore.core.ledger.standing import OpenPromises, Standing
from ashore.core.ledger.telling import Step, tell
from ashore.core.ledger.terms import Terms

_Asked = Literal["", "request", "question"]


def promises(messages: Iterable[MessageEvent], terms: Terms, log: Log) -> list[Claim]:
    """A debt for each promise in the engagement's real messages; an announced answer belongs to the reply's clock."""
    run = PromiseRun(terms, log)
    for message in messages:
        run.hear(message)
    if log.waivers:
        for claim in run.claims:
            if claim.met_at is None and claim.release is None:
                claim.release = log.waivers.get(claim.id)
    return run.claims


class PromiseRun:
    """The promises of an engagement while its messages are heard one by one. ``claims``: in the order of making."""

    def __init__(self, terms: Terms, log: Log) -> None:
        self.terms, self.log = terms, log
        self.claims: list[Claim] = []
        self._waiting = OpenPromises()
        self._asked: dict[tuple[str, Side], _Asked] = {}

    def hear(self, message: MessageEvent) -> None:
        """Take in the next message."""
        said, waiting, asked = message.said, self._waiting, self._asked
        if self.log.returns.of and self.log.returns.reached_nobody(message):
            _note_lost(waiting, message, self.log)
            return
        if said.reports or said.attachments or said.thanks or waiting.eager or self.log.waivers:
            _keep(waiting, message, self.log)
        if said.pledges:
            answers = asked.get((message.conversation, message.side), "")
            for position, pledge in _pledges(message, answers):
                if not _moves(waiting, message, pledge, self.terms):
                    made = _claim(message, position, pledge, self.terms)
                    self.claims.append(made)
                    waiting.add(_standing(made, message, pledge, answers))
        if said.asks or said.complaint or asked:
            _note_asks(asked, message)

    def part(self) -> None:
        """Go on with copies of what may still change, so that what was told of it so far stays as it was told."""
        standing = {id(each.claim): each for each in self._waiting}
        for position, claim in enumerate(self.claims):
            each = standing.get(id(claim))
            if each is not None:
                each.claim = self.claims[position] = replace(claim, steps=list(claim.steps))


def _note_asks(asked: dict[tuple[str, Side], _Asked], message: MessageEvent) -> None:
    """What each side waits for in each conversation."""
    said = message.said
    if said.asks or said.complaint:
        questions = said.complaint or any(ask.question for ask in said.asks)
        asked[message.conversation, other(message.side)] = "question" if questions else "request"
    waits = message.conversation, message.side
    if waits in asked and is_substantive(message):
        del asked[waits]


def _pledges(message: MessageEvent, answers: _Asked) -> list[tuple[int, Pledge]]:
    """Promises of a message; "I will get back to you" counts only where it is not the acknowledgement of a reply."""
    pledges = message.said.pledges
    if message.said.closing and not any(p.due_at for p in pledges):
        return []
    if answers and is_acknowledgement(message):
        return [(i, p) for i, p in enumerate(pledges) if not p.answer]
    return [(i, p) for i, p in enumerate(pledges) if not p.answer or p.due_at]


def _standing(claim: Claim, message: MessageEvent, pledge: Pledge, answers: _Asked) -> Standing:
    """``answers``: what of the other side stood open when it was made."""
    said = message.said
    receipt = answers == "question" and said.acknowledges and not said.reports and not said.attachments
    begins: datetime | None = None
    if pledge.start:
        begins = message.at if pledge.due_at is None else max(pledge.due_at, message.at)
    return Standing(claim, claim.conversation, pledge.topics, begins, pledge.answer or receipt)


def _claim(message: MessageEvent, position: int, pledge: Pledge, terms: Terms) -> Claim:
    claim = Claim(
        obligation_id("promise", message.id, position),
        "promise",
        message.side,
        message.conversation,
        message.id,
        message.at,
        None,
        "ledger.promise_without_date",
        "W5",
        pledge.text,
        message.author,
    )
    claim.steps = [(_made, message)]
    dated = _date(message, pledge, terms)
    if dated:
        claim.root, claim.due = "ledger.promise", dated[0]
        claim.steps.append(dated[1])
    return claim


def _made(message: MessageEvent) -> Reason:
    params: dict[str, Value] = {"message_at": message.at, "author": message.author, "owed_side": message.side}
    return Reason("ledger.promise.made", "W5", params, (message.id,))


def _date(message: MessageEvent, pledge: Pledge, terms: Terms) -> tuple[datetime, Step] | None:
    if pledge.due_at is None:
        return None
    due, why = terms.named(message.side, pledge.due_at, pledge.due_is_day, message.at)
    return due, (_dated, due, why, message, pledge)


def _dated(due: datetime, why: Reason, message: MessageEvent, pledge: Pledge) -> Reason:
    code = "ledger.promise.dated" if pledge.certain else "ledger.promise.later_reading"
    return Reason(code, "W5", {"due_at": due}, (message.id,), (why,))


def _keep(waiting: OpenPromises, message: MessageEvent, log: Log) -> None:
    """Let go of what was waived before ``message``, and of what it reports or thanks for."""
    if log.waivers:
        waiting.remove([each for each in waiting if _is_waived(each, message, log)])
    kept = how_kept(waiting, message)
    for each, how in kept:
        each.claim.met_at, each.claim.met_by = message.at, message.id
        each.claim.steps.append((_ending, how, message))
    if kept:
        waiting.remove(each for each, _ in kept)


def _note_lost(waiting: OpenPromises, message: MessageEvent, log: Log) -> None:
    """What it reports reached nobody: the promises that it would have kept stay open, and say so."""
    for each, _ in how_kept(waiting, message):
        each.claim.steps.append(log.returns.why(message))


def _ending(how: str, message: MessageEvent) -> Reason:
    return Reason(f"ledger.promise.{how}", "W4", {"met_at": message.at}, (message.id,))


def _is_waived(each: Standing, message: MessageEvent, log: Log) -> bool:
    release = log.waivers.get(each.claim.id)
    if release is None or (release.at, release.event) > (message.at, message.id):
        return False
    each.claim.release = release
    return True


def _moves(waiting: OpenPromises, message: MessageEvent, pledge: Pledge, terms: Terms) -> bool:
    """True where the pledge speaks of an open promise of the same side: a new day moves it while it is not late."""
    for each in reversed(waiting.touched(message.conversation, pledge.topics)):
        claim = each.claim
        if claim.owed_by != message.side or claim.anchor == message.id or not is_again(each, message, pledge):
            continue
        dated = _date(message, pledge, terms)
        if dated is None:
            claim.steps.append(_step("ledger.promise.repeated", message))
            return True
        if claim.due is not None and message.at > terms.moved(claim.owed_by, claim.created_at, claim.due, message.at):
            claim.steps.append(_step("ledger.promise.renewed_late", message))
            claim.given_up_at, claim.met_by = message.at, message.id
            waiting.remove((each,))
            return False
        params: dict[str, Value] = {"message_at": message.at, "from_at": claim.due, "due_at": dated[0]}
        claim.root = "ledger.promise"
        claim.move(dated[0], message.at)
        claim.steps.append(Reason("ledger.promise.moved", "W5", params, (message.id,), (tell(dated[1]),)))
        return True
    return False


def _step(code: str, message: MessageEvent) -> Reason:
    return Reason(code, "W5", {"message_at": message.at}, (message.id,))
