"""What is left to do without anybody asking: clocks that ran out, messages that an interrupted import left unplaced,
mail that was taken in and is not understood yet."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from ashore.store.models import Engagement, Message, RawMessage, Workspace
from ashore.usecases.deriving import refresh
from ashore.usecases.importing.placing import place
from ashore.usecases.taking_in import take_in
from ashore.usecases.understanding import Watcher, understand


def needs_refresh(*, now: datetime) -> bool:
    """Whether some clock has passed a moment that changes it since it was derived, or fetched mail waits to be read."""
    unplaced = Message.objects.filter(conversation__isnull=True)
    unread = RawMessage.objects.filter(state="waiting")
    return Engagement.objects.filter(next_at__lte=now).exists() or unplaced.exists() or unread.exists()


def refresh_all(
    *, now: datetime, processes: int = 2, watch: Watcher | None = None, enough: Callable[[], bool] = lambda: False
) -> int:
    """Bring every workspace up to ``now``; in how many engagements a clock had run out. Understanding what mail came in
    may take long: it goes batch by batch, and stops where ``enough`` says so."""
    changed = 0
    for workspace in Workspace.objects.order_by("pk"):
        with transaction.atomic():
            place(workspace)
        take_in(workspace=workspace, now=now, processes=processes, enough=enough)
        understand(workspace=workspace, now=now, processes=processes, watch=watch, enough=enough)
        with transaction.atomic():
            changed += refresh(workspace=workspace, now=now)
    return changed
