"""What is left to do without anybody asking: clocks that ran out, messages that an interrupted import left unplaced,
mail that was taken in and is not understood yet."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from ashore.store.models import Engagement, Message, RawMessage, Workspace
from ashore.usecases.deriving import SOON, refresh
from ashore.usecases.importing.placing import place
from ashore.usecases.taking_in import take_in
from ashore.usecases.understanding import Watcher, understand


def has_new() -> bool:
    """Whether fetched mail waits to be read, or a message is in no conversation yet."""
    unread = RawMessage.objects.filter(state="waiting")
    return unread.exists() or Message.objects.filter(conversation__isnull=True).exists()


def has_untold() -> bool:
    """Whether mail waits to be understood."""
    return Engagement.objects.filter(next_at__lte=SOON).exists()


def has_run_out(*, now: datetime) -> bool:
    """Whether time alone has changed what is owed."""
    return Engagement.objects.filter(next_at__gt=SOON, next_at__lte=now).exists()


def take_in_new(*, now: datetime, processes: int, enough: Callable[[], bool] = lambda: False) -> int:
    """Read what was fetched, and put what is in no conversation yet into one; how many messages were read and
    engagements concerned."""
    done = 0
    for workspace in Workspace.objects.order_by("pk"):
        done += _place(workspace) + take_in(workspace=workspace, now=now, processes=processes, enough=enough)
    return done


def understand_some(
    *,
    now: datetime,
    processes: int,
    share: int,
    watch: Watcher | None = None,
    enough: Callable[[], bool] = lambda: False,
) -> int:
    """Understand what nobody else has in hand; how many texts were read. See `understand`."""
    done = 0
    for workspace in Workspace.objects.order_by("pk"):
        found = understand(workspace=workspace, now=now, processes=processes, watch=watch, enough=enough, share=share)
        done += found.done
    return done


def refresh_clocks(*, now: datetime) -> int:
    """Derive anew where a clock has run out; in how many engagements."""
    return sum(_refresh(workspace, now) for workspace in Workspace.objects.order_by("pk"))


def refresh_all(
    *, now: datetime, processes: int = 2, watch: Watcher | None = None, enough: Callable[[], bool] = lambda: False
) -> int:
    """Bring every workspace up to ``now``; in how many engagements a clock had run out. Understanding what mail came in
    may take long: it goes batch by batch, and stops where ``enough`` says so."""
    changed = 0
    for workspace in Workspace.objects.order_by("pk"):
        _place(workspace)
        take_in(workspace=workspace, now=now, processes=processes, enough=enough)
        understand(workspace=workspace, now=now, processes=processes, watch=watch, enough=enough)
        changed += _refresh(workspace, now)
    return changed


def _place(workspace: Workspace) -> int:
    with transaction.atomic():
        return len(place(workspace))


def _refresh(workspace: Workspace, now: datetime) -> int:
    with transaction.atomic():
        return refresh(workspace=workspace, now=now)
