"""Reply and acknowledgement: two linked clocks over one round (W1, W2)."""

from datetime import datetime
from typing import Literal

from ashore.core.kernel import US, Reason, Value
from ashore.core.ledger.claim import Claim, obligation_id
from ashore.core.ledger.events import MessageEvent
from ashore.core.ledger.log import Log
from ashore.core.ledger.rounds import Round
from ashore.core.ledger.terms import Terms


def reply(each: Round, terms: Terms, log: Log) -> Claim:
    """The reply of a round, due from its oldest message; an acknowledgement that names a time moves it (W2)."""
    claim = _reply(each, terms)
    for ack in each.acks:
        _shift(claim, ack, terms)
    claim.steps += returned_to(each, log)
    if each.release:
        claim.release = each.release
    elif each.answer:
        claim.met_at, claim.met_by = each.answer.at, each.answer.id
    return claim


def _reply(each: Round, terms: Terms) -> Claim:
    anchor = each.anchor
    due, arithmetic = terms.due_after("answer_within", US, anchor.at, anchor)
    claim = _claim("reply", "ledger.reply", "W1", anchor, due)
    claim.steps = [(_oldest, anchor), arithmetic]
    if len(each.asked) > 1:
        claim.steps.append((_later, each.asked[1:]))
    return claim


def acknowledgement(each: Round, terms: Terms, log: Log) -> Claim:
    """The receipt owed at once where the answer takes longer; a full answer in that time meets it as well (W2)."""
    anchor = each.anchor
    due, arithmetic = terms.due_after("acknowledge_within", US, anchor.at, anchor)
    claim = _claim("acknowledge", "ledger.acknowledge", "W2", anchor, due)
    claim.steps = [(_oldest, anchor), arithmetic, *returned_to(each, log)]
    first = each.acks[0] if each.acks else each.answer
    release = log.released(claim.id, each.release)
    if release and (first is None or release.at < first.at):
        claim.release = release
    elif first:
        claim.met_at, claim.met_by = first.at, first.id
    return claim


def returned_to(each: Round, log: Log) -> list[Reason]:
    """Words of ours that came back while the round stood: they answered nobody."""
    lost = log.returns.lost.get(each.anchor.conversation, []) if log.returns.of else []
    end = each.answer.at if each.answer else None
    found = [*each.came_back, *(one for one in lost if one.at >= each.anchor.at and (end is None or one.at <= end))]
    return [log.returns.why(one) for one in found]


def _claim(
    kind: Literal["reply", "acknowledge"], root: str, rule: str, anchor: MessageEvent, due: datetime | None
) -> Claim:
    return Claim(
        obligation_id(kind, anchor.id),
        kind,
        US,
        anchor.conversation,
        anchor.id,
        anchor.at,
        due,
        root,
        rule,
        "",
        anchor.author,
    )


def _oldest(anchor: MessageEvent) -> Reason:
    params: dict[str, Value] = {"message_at": anchor.at, "author": anchor.author}
    return Reason("ledger.reply.oldest_unanswered", "W1", params, (anchor.id,))


def _later(messages: list[MessageEvent]) -> Reason:
    params: dict[str, Value] = {"count": len(messages), "last_at": messages[-1].at}
    return Reason("ledger.reply.later_messages", "W1", params, tuple(each.id for each in messages))


def _shift(claim: Claim, ack: MessageEvent, terms: Terms) -> None:
    """An announced time before the due moves it; one that comes too late moves nothing any more."""
    named = _announced(ack, terms)
    params: dict[str, Value] = {"ack_at": ack.at, "named_at": named, "due_at": claim.due}
    if named is None or named <= ack.at:
        claim.steps.append(Reason("ledger.reply.acknowledged", "W2", params, (ack.id,)))
        return
    late = claim.due is not None and ack.at > terms.moved(claim.owed_by, claim.created_at, claim.due, ack.at)
    if late:
        claim.steps.append(Reason("ledger.reply.acknowledged_too_late", "W2", params, (ack.id,)))
        return
    claim.move(named, ack.at)
    claim.steps.append(Reason("ledger.reply.acknowledged_until", "W2", params, (ack.id,)))


def _announced(ack: MessageEvent, terms: Terms) -> datetime | None:
    pledges = (p for p in ack.said.pledges if p.answer and p.due_at)
    return max((terms.named(US, p.due_at, p.due_is_day, ack.at)[0] for p in pledges if p.due_at), default=None)
