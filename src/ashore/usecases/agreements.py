"""The agreement of an engagement, put in by a person: checked, kept as a new version, and all clocks by it."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from ashore.core.agreement import Agreement
from ashore.core.agreement import load as load_agreement
from ashore.core.kernel import Finding
from ashore.store.locks import hold_engagements
from ashore.store.models import AgreementText, User, Workspace
from ashore.usecases.deriving import derive_engagements
from ashore.usecases.errors import NotPossible, NotThere
from ashore.usecases.queries.engagement import engagement_row
from ashore.usecases.records import text_for_database

MOST_CHARACTERS = 400_000
NAME = "agreement.toml"


def checked(text: str) -> tuple[Finding, ...]:
    """What is wrong with the text of an agreement; empty where it loads.

    Raises `NotPossible` (``agreement.empty``, ``agreement.too_long``).
    """
    if not text.strip():
        raise NotPossible("agreement.empty")
    if len(text) > MOST_CHARACTERS:
        raise NotPossible("agreement.too_long", most=MOST_CHARACTERS)
    read = load_agreement(text, NAME)
    return () if isinstance(read, Agreement) else tuple(read)


@transaction.atomic
def add_version(
    *, workspace: Workspace, user: User | None, now: datetime, engagement: int, text: str
) -> tuple[Finding, ...]:
    """A new version of the engagement's agreement, and what is owed derived by it; findings, and nothing stored, where
    the text does not load.

    Raises `NotThere`, `NotPossible` (``agreement.empty``, ``agreement.too_long``, ``agreement.same``).
    """
    row = engagement_row(workspace, engagement)
    wrong = checked(text)
    if wrong:
        return wrong
    kept = text_for_database(text.replace("\r\n", "\n"))
    hold_engagements([row.pk])
    stored = AgreementText.objects.filter(workspace=workspace, engagement=row)
    newest = stored.order_by("-version").first()
    if newest is not None and newest.text == kept:
        raise NotPossible("agreement.same", version=newest.version)
    version = (stored.aggregate(last=Max("version"))["last"] or 0) + 1
    AgreementText.objects.create(
        workspace=workspace, engagement=row, version=version, text=kept, source=NAME, created_at=now, created_by=user
    )
    derive_engagements(workspace, [row.pk], now)
    return ()


def version_text(*, workspace: Workspace, id: int) -> tuple[int, str]:
    """(version, text) of a stored agreement, as it was written. Raises `NotThere`."""
    row = AgreementText.objects.filter(workspace=workspace, pk=id).first()
    if row is None:
        raise NotThere(f"agreement {id}")
    return row.version, row.text
