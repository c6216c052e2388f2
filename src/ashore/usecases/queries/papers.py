"""Agreements, plans and statements of all clients: what somebody reads who keeps the books."""

from dataclasses import dataclass

from django.db.models import Max, OuterRef, Subquery

from ashore.store.models import AgreementText, Engagement, Workspace


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One engagement with an agreement of its own. ``newest``: id of the version that holds, the ``version``-th."""

    engagement: int
    title: str
    client: str
    version: int
    newest: int


def papers(*, workspace: Workspace) -> tuple[PaperRow, ...]:
    """Engagements with an agreement, by client. One query."""
    versions = AgreementText.objects.filter(engagement=OuterRef("pk")).order_by("-version")
    rows = (
        Engagement.objects.filter(workspace=workspace, client__hidden=False)
        .annotate(version=Max("agreementtext__version"), newest=Subquery(versions.values("pk")[:1]))
        .filter(version__isnull=False)
        .order_by("client__name", "pk")
    )
    found = rows.values_list("pk", "title", "client__name", "version", "newest")
    return tuple(PaperRow(*row) for row in found)
