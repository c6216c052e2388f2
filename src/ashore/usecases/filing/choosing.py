"""What a person decides about copies that wait: try now, or do without one."""

from django.db.models import QuerySet

from ashore.store.models import SentCopy, Workspace
from ashore.usecases.errors import NotThere


def copies_now(*, account: int) -> None:
    """What was put off for this account is tried at once: somebody helped there."""
    SentCopy.objects.filter(account=account, state="waiting").update(not_before=None)


def copy_now(*, workspace: Workspace, outgoing: int) -> None:
    """Try one at once. Raises `NotThere`."""
    _waiting(workspace, outgoing).update(not_before=None)


def do_without(*, workspace: Workspace, outgoing: int) -> None:
    """Put no copy of this message into the Sent folder; one that is under way may still get there. Raises
    `NotThere`."""
    row = _waiting(workspace, outgoing)
    row.update(state="given_up", reason={}, not_before=None)


def _waiting(workspace: Workspace, outgoing: int) -> QuerySet[SentCopy]:
    rows = SentCopy.objects.filter(outgoing=outgoing, outgoing__workspace=workspace)
    if not rows.exists():
        raise NotThere(f"copy of {outgoing}")
    return SentCopy.objects.filter(outgoing=outgoing, state="waiting")
