"""The ledgers of many engagements at once: as many questions to the database however many there are."""

from collections.abc import Collection, Sequence
from datetime import datetime

from ashore.core.agreement import Agreement
from ashore.core.ledger.obligations import Ledger
from ashore.store.models import AgreementText, Engagement, Workspace
from ashore.usecases.deriving import agreements_of, derive_all
from ashore.usecases.eventlog import happened


def agreed_works(workspace: Workspace, clients: Collection[int] | None = None) -> list[Engagement]:
    """The engagements that have an agreement of their own, of these clients or of all."""
    agreed = AgreementText.objects.filter(workspace=workspace, engagement__isnull=False).values("engagement")
    rows = Engagement.objects.filter(workspace=workspace, pk__in=agreed).select_related("client").order_by("pk")
    return list(rows if clients is None else rows.filter(client__in=list(clients)))


def ledgers_of(workspace: Workspace, engagements: Sequence[int], now: datetime) -> dict[int, tuple[Agreement, Ledger]]:
    """The agreement of each of these engagements, and all that follows from it and the log at ``now``."""
    if not engagements:
        return {}
    terms, log = agreements_of(workspace, engagements), happened(workspace, engagements)
    return {each: (terms[each], derive_all(terms[each], log[each], now)) for each in engagements}
