"""What the outbox knows of deliveries besides the mail itself: who was refused at the door, whom a person reached by
other means. The ledger hears of it as of a bounce, or hears that a bounce no longer matters."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from ashore.core.kernel import CLIENT
from ashore.core.ledger.events import Event, MessageEvent
from ashore.store.models import Outbox, Workspace

REFUSED, OTHERWISE = "refused:", "otherwise"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One message that went out unevenly. ``key``: of the message; ``refused``: by the server at once; ``otherwise``:
    who got it by other means; ``others``: the rest."""

    id: int
    key: str
    conversation: str
    at: datetime
    refused: frozenset[str]
    otherwise: frozenset[str]
    others: frozenset[str]


def told_by_outbox(workspace: Workspace, engagements: Iterable[int]) -> dict[int, list[Delivery]]:
    """By engagement, what went out unevenly."""
    rows = Outbox.objects.filter(workspace=workspace, uneven=True, conversation__engagement__in=list(engagements))
    found: dict[int, list[Delivery]] = {}
    for row in rows.exclude(sent_at=None).select_related("conversation").order_by("pk"):
        if row.conversation is not None and row.sent_at is not None:
            by = {email: how.partition(" ")[0] for email, how in row.recipients.items()}
            refused = frozenset(email for email, how in by.items() if how == REFUSED)
            otherwise = frozenset(email for email, how in by.items() if how == OTHERWISE)
            others = frozenset(by) - refused
            each = Delivery(
                row.pk,
                sha256(bytes(row.raw)).hexdigest(),
                row.conversation.key,
                row.sent_at,
                refused,
                otherwise,
                others,
            )
            found.setdefault(row.conversation.engagement_id or 0, []).append(each)
    return found


def delivered(events: Sequence[Event], told: Sequence[Delivery]) -> tuple[Event, ...]:
    """The events, bounces without those who got the message otherwise, and a bounce more for each refusal."""
    reached = {each.key: each.otherwise for each in told if each.otherwise}
    kept = tuple(
        _but(event, reached) if isinstance(event, MessageEvent) and event.returns else event for event in events
    )
    return (*kept, *(_refusal(each) for each in told if each.refused))


def _but(event: MessageEvent, reached: dict[str, frozenset[str]]) -> MessageEvent:
    got = reached.get(event.returns)
    if not got or event.unreached.isdisjoint(got):
        return event
    left = event.unreached - got
    if not left:
        return replace(event, returns="", unreached=frozenset(), reached=frozenset())
    return replace(event, unreached=left, reached=event.reached | (event.unreached & got))


def _refusal(each: Delivery) -> MessageEvent:
    return MessageEvent(
        id=f"outbox:{each.id}",
        at=each.at,
        conversation=each.conversation,
        side=CLIENT,
        author="",
        kind="bounce",
        returns=each.key,
        unreached=each.refused,
        reached=each.others,
    )
