"""What every page shows of its reader, in one question to the database."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Count, Exists, Subquery, Value
from django.db.models.functions import Coalesce

from ashore.store.models import Digest, MailAccount, User, Workspace
from ashore.usecases.team.noticing import unread_rows


@dataclass(frozen=True, slots=True)
class Bar:
    """``letter``: whether they asked for the letter of the day; ``sends``: whether one can be sent at all;
    ``concerns``: how many things that concern them they have not seen."""

    letter: bool
    sends: bool
    concerns: int


def bar(*, workspace: Workspace, user: User, now: datetime) -> Bar:
    """How it stands for a reader."""
    waiting = unread_rows(user, now).filter(workspace=workspace).order_by().values("user")
    row = User.objects.filter(pk=user.pk).values_list(
        Exists(Digest.objects.filter(user=user, wanted=True)),
        Value(True) if settings.SMTP.get("host") else Exists(MailAccount.objects.exclude(smtp_host="")),
        Coalesce(Subquery(waiting.annotate(n=Count("pk")).values("n")), 0),
    )
    return Bar(*row.get())
