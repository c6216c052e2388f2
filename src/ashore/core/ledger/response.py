"""Which answering time holds for a message: by its side, channel and priority (A9)."""

from collections.abc import Iterable

from ashore.core.agreement import Within
from ashore.core.agreement.channels import is_same_channel
from ashore.core.agreement.clauses import ResponseRule
from ashore.core.kernel import CLIENT, Side
from ashore.core.ledger.events import MessageEvent


def response_within(rules: Iterable[ResponseRule], term: str, side: Side, message: MessageEvent) -> Within | None:
    """The length of the rule that fits best, None where none does: a named priority before a named channel, and either
    before "any". What the client owes us is an answer, too."""
    name = "answer_within" if side == CLIENT and term == "information_within" else term
    if name not in ("answer_within", "acknowledge_within"):
        return None
    fitting = [
        rule
        for rule in rules
        if rule.side == side
        and (not rule.channel or is_same_channel(rule.channel, message.channel))
        and rule.priority in ("", message.priority)
        and getattr(rule, name) is not None
    ]
    best = max(fitting, key=lambda rule: (bool(rule.priority), bool(rule.channel)), default=None)
    found = getattr(best, name) if best is not None else None
    return found if isinstance(found, Within) else None
