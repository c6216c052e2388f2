"""Call summary: after each call or meeting, what was agreed goes to the client in writing (W6)."""

from collections.abc import Sequence
from datetime import timedelta

from ashore.core.kernel import US, Reason, Value
from ashore.core.ledger.claim import Claim, obligation_id
from ashore.core.ledger.dealings import CallMinuted
from ashore.core.ledger.events import CallEvent, MessageEvent
from ashore.core.ledger.log import Log, is_substantive
from ashore.core.ledger.matching import overlaps
from ashore.core.ledger.terms import Terms


def call_summaries(log: Log, terms: Terms) -> list[Claim]:
    """A debt of ours for each call, met by its minutes, or by our next message in its conversation
    or about its topics."""
    if not terms.has("call_summary_within"):
        return []
    ours = [word for word in log.words if isinstance(word, MessageEvent) and word.side == US] if log.calls else []
    minuted = _minuted(log)
    return [_summary(call, ours, minuted.get(call.id), log, terms) for call in log.calls]


def _minuted(log: Log) -> dict[str, CallMinuted]:
    """The minutes of each call; those that name none belong to the last call before them."""
    found: dict[str, CallMinuted] = {}
    for each in log.of(CallMinuted):
        found.setdefault(each.call or _last_before(log, each), each)
    return found


def _last_before(log: Log, each: CallMinuted) -> str:
    return next((call.id for call in reversed(log.calls) if call.at <= each.at), "")


def _summary(
    call: CallEvent, ours: Sequence[MessageEvent], minuted: CallMinuted | None, log: Log, terms: Terms
) -> Claim:
    over = call.at + timedelta(minutes=max(0, call.minutes))
    due, arithmetic = terms.due_after("call_summary_within", US, over)
    claim = Claim(
        id=obligation_id("call_summary", call.id),
        kind="call_summary",
        owed_by=US,
        conversation=call.conversation,
        anchor=call.id,
        created_at=over,
        due=due,
        root="ledger.call_summary",
        rule="W6",
        quote=call.topic,
        person=call.author,
    )
    params: dict[str, Value] = {
        "call_at": call.at,
        "author": call.author,
        "topic": call.topic,
        "call_minutes": call.minutes,
    }
    claim.steps = [Reason("ledger.call_summary.call", "W6", params, (call.id,)), arithmetic]
    letter = next((m for m in ours if m.at > call.at and is_substantive(m) and _about(call, m)), None)
    written = min((each for each in (letter, minuted) if each is not None), key=lambda each: each.at, default=None)
    release = log.released(claim.id)
    if release and (written is None or release.at < written.at):
        claim.release = release
    elif written:
        claim.met_at, claim.met_by = written.at, written.id
    return claim


def _about(call: CallEvent, message: MessageEvent) -> bool:
    here = bool(call.conversation) and message.conversation == call.conversation
    return here or overlaps(call.topics, message.said.topics)
