"""What stands around the lists: figures of a whole workspace, all in one question to the database."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from ashore.store.models import Conversation, Tray, Workspace
from ashore.usecases.changes import LONG_AGO
from ashore.usecases.understanding import pending


@dataclass(frozen=True, slots=True)
class Standing:
    """``older``: in how many conversations only debts of long ago stand open; ``in_tray``: how much could not be read;
    ``being_understood``: of how many clients mail was taken in that is not understood yet."""

    older: int
    in_tray: int
    being_understood: int


def standing(*, workspace: Workspace) -> Standing:
    """The figures of a workspace."""
    older = Conversation.objects.filter(workspace=OuterRef("pk"), sort_at=LONG_AGO)
    in_tray = Tray.objects.filter(workspace=OuterRef("pk"), settled=None)
    row = (
        Workspace.objects.filter(pk=workspace.pk)
        .annotate(
            older=_count(older, "pk"),
            in_tray=_count(in_tray, "pk"),
            being_understood=_count(pending(workspace), "client", distinct=True),
        )
        .values_list("older", "in_tray", "being_understood")
        .get()
    )
    return Standing(*row)


def _count(rows: QuerySet[Any], column: str, *, distinct: bool = False) -> Coalesce:
    counted = rows.order_by().values("workspace").annotate(n=Count(column, distinct=distinct)).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
