"""Taking back what the team decided: one act, all of an act on many, a change of a tag."""

from collections.abc import Callable
from datetime import datetime

from ashore.store.models import Event, User
from ashore.usecases.team import KINDS, acting, tags

OF_TEAM = KINDS


def take_back(event: Event, user: User | None, now: datetime, undo: Callable[..., int]) -> None:
    """Bring things back to how they stand without an event that was just taken back. ``undo``: what takes one back.
    The caller holds the transaction. Raises `NotPossible` (``tag.taken``)."""
    if event.kind == "lot":
        for number in members_of(event):
            if not Event.objects.filter(undoes=number).exists():
                undo(workspace=event.workspace, user=user, now=now, event=number)
    elif event.kind == "tag_changed":
        tags.take_back(event)
    else:
        acting.take_back(event)


def members_of(event: Event) -> list[int]:
    """The single events of an act on many."""
    return [int(each) for each in event.data["events"]]
