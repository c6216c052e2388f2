"""What time alone changes: clocks that ran out, messages that an interrupted import left unplaced."""

from datetime import datetime

from django.db import transaction

from ashore.store.models import Engagement, Message, Workspace
from ashore.usecases.deriving import refresh
from ashore.usecases.importing.placing import place


def needs_refresh(*, now: datetime) -> bool:
    """Whether some clock has passed a moment that changes it since it was derived."""
    unplaced = Message.objects.filter(conversation__isnull=True)
    return Engagement.objects.filter(next_at__lte=now).exists() or unplaced.exists()


def refresh_all(*, now: datetime) -> int:
    """Bring every workspace up to ``now``, each in a transaction of its own; the number of engagements derived."""
    changed = 0
    for workspace in Workspace.objects.order_by("pk"):
        with transaction.atomic():
            place(workspace, now)
            changed += refresh(workspace=workspace, now=now)
    return changed
