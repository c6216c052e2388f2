"""What lies in the tray, tried again at a person's wish: a newer Ashore may understand it."""

from datetime import datetime

from ashore.store.models import Tray, Workspace
from ashore.usecases.errors import NotThere
from ashore.usecases.rebuilding import read_again
from ashore.usecases.refreshing import refresh_all

AT_ONCE = 200
"""As many as the page shows."""


def try_again(*, workspace: Workspace, now: datetime, tray: int | None = None) -> tuple[int, int]:
    """Understand one thing of the tray, or the newest ``AT_ONCE``; (how many left the tray, how many stay).

    What never had bytes here is not touched: it still lies at its source; nor is what a person settled. What a mail
    server did not give is asked for again at the next fetch. Raises `NotThere`.
    """
    if tray is not None and _asked_for_again(workspace, tray, now):
        return 0, 1
    kept = Tray.objects.filter(workspace=workspace, raw__isnull=False, raw__state="tray", settled=None)
    if tray is not None:
        kept = kept.filter(pk=tray)
        if not kept.exists():
            raise NotThere(f"tray {tray}")
    tried = list(kept.order_by("-pk").values_list("raw", flat=True)[:AT_ONCE])
    read_again(workspace, sorted(set(tried)))
    refresh_all(now=now)
    stays = Tray.objects.filter(workspace=workspace, raw__in=tried).count()
    return len(tried) - stays, stays


def _asked_for_again(workspace: Workspace, tray: int, now: datetime) -> bool:
    """Let the next fetch ask for a message that its server did not give; whether it is one."""
    row = Tray.objects.filter(workspace=workspace, pk=tray, raw__isnull=True, source__startswith="imap:")
    return row.update(at=now) == 1
