"""Two readings of obligations that pages need: whom a conversation waits for, and when something changes by itself."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Literal

from ashore.core.kernel import CLIENT, US
from ashore.core.ledger.obligations import Obligation

Waiting = Literal["us", "client", "nobody"]
_STANDING = ("open", "late", "suspended")
_OUR_TURN = ("reply", "acknowledge", "question", "call_summary")

_BEHIND = timedelta(seconds=1)


def waiting_for(conversation: str, obligations: Iterable[Obligation]) -> Waiting:
    """Whose turn it is in a conversation.

    Ours where something of theirs stands unanswered, theirs where they owe us an answer, else whoever has a dated
    promise open; "nobody" where nothing is owed. Last words and signs of life are no turn.
    """
    standing = [each for each in obligations if each.conversation == conversation and each.state in _STANDING]
    if any(each.owed_by == US and each.kind in _OUR_TURN for each in standing):
        return "us"
    if any(each.owed_by == CLIENT and each.kind == "information" for each in standing):
        return "client"
    promised = min((each for each in standing if each.kind == "promise" and each.due), key=_due, default=None)
    if promised is None:
        return "nobody"
    return "us" if promised.owed_by == US else "client"


def _due(each: Obligation) -> tuple[datetime, str]:
    return each.due or datetime.max.replace(tzinfo=each.created_at.tzinfo), each.id


def next_change(obligations: Iterable[Obligation], now: datetime) -> datetime | None:
    """When, after ``now``, the next state changes or reminder falls due if nothing happens; None if never.

    What is due at ``now`` itself is late only behind it: then it is a second later.
    """
    found: list[datetime] = []
    for each in obligations:
        found += (at for at in (each.next_at, each.remind_at) if at is not None and at > now)
        if each.next_at == now:
            found.append(now + _BEHIND)
    return min(found, default=None)
