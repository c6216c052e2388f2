"""Copies for Sent folders that are late, as the page of what goes out shows them."""

from dataclasses import dataclass
from datetime import datetime

from ashore.core.kernel import Reason
from ashore.store.models import SentCopy, Workspace
from ashore.usecases.records import read_reason

MOST = 200


@dataclass(frozen=True, slots=True)
class CopyRow:
    """A message that was sent and is not in the Sent folder yet. ``id``: of the message; ``retry_at``: when it is tried
    again, None for as soon as ``account`` is resumed."""

    id: int
    account: str
    subject: str
    conversation: int
    sent_at: datetime
    reason: Reason
    retry_at: datetime | None


def late_copies(*, workspace: Workspace) -> tuple[CopyRow, ...]:
    """Those that were tried in vain, or wait for a paused account, the oldest first."""
    rows = SentCopy.objects.filter(outgoing__workspace=workspace, state__in=("waiting", "filing"))
    found = [_row(each) for each in rows.select_related("outgoing", "account").order_by("at", "pk")[:MOST]]
    return tuple(each for each in found if each is not None)


def _row(copy: SentCopy) -> CopyRow | None:
    paused = copy.account.state == "paused"
    told = Reason("outbox.account_paused", params={"account": copy.account.address}) if paused else None
    reason = told or (read_reason(copy.reason) if copy.reason else None)
    if reason is None:
        return None
    message = copy.outgoing
    return CopyRow(
        message.pk, copy.account.address, message.subject, message.conversation_id or 0, copy.at, reason,
        None if paused or copy.state == "filing" else copy.not_before,
    )  # fmt: skip
