"""When a letter is best read: at the beginning of the client's own working hours."""

from datetime import datetime, timedelta

from ashore.core.kernel import CLIENT
from ashore.core.worktime import NeverOpen
from ashore.store.models import Conversation, Workspace
from ashore.usecases.deriving import agreement_for

A_LITTLE_LATER = timedelta(minutes=10)
"""Not on the very stroke of the hour."""


def proposed_moment(*, workspace: Workspace, conversation: int, now: datetime) -> datetime | None:
    """The next moment at which the client's working time begins, by the agreement's hours for them; None where no
    client is known or their hours never come."""
    row = Conversation.objects.filter(workspace=workspace, pk=conversation).first()
    if row is None or row.engagement_id is None:
        return None
    clock = agreement_for(workspace, row.engagement_id).clock(CLIENT)
    try:
        begins = clock.next_open(clock.midnight_after(clock.local_date(now)) if clock.is_open(now) else now)
    except NeverOpen:
        return None
    return begins + A_LITTLE_LATER
