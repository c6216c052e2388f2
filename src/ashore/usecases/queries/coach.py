"""What people told the coach, as pages show it: silences that hold, required rules, how to write to a client."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from ashore.core.coach import rule_named
from ashore.store.models import Event, Silence, Workspace
from ashore.usecases.coaching import required_by
from ashore.usecases.manners import limits_of
from ashore.usecases.queries.rows import NO_CLIENT, ClientRef, MannerRow, SilenceRow

SHOWN_SILENCES = 200


@dataclass(frozen=True, slots=True)
class HouseView:
    """How a house lets itself be helped. ``required``: codes of rules; ``who`` and ``at``: who chose them last, None
    where nobody did; ``limits``: thresholds by the rule's name; ``silences``: of the house and of all clients, newest
    first."""

    required: frozenset[str]
    who: str
    at: datetime | None
    limits: Mapping[str, int]
    silences: tuple[SilenceRow, ...]


def house(*, workspace: Workspace) -> HouseView:
    """The house's own page of the coach."""
    chosen = Event.objects.filter(workspace=workspace, kind="required", undone_by__isnull=True)
    last = chosen.select_related("created_by").order_by("-pk").first()
    return HouseView(
        required=required_by(workspace),
        who=str(last.created_by or "") if last else "",
        at=last.at if last else None,
        limits=limits_of(workspace),
        silences=_silences(workspace),
    )


def silences_with(workspace: Workspace, client: int) -> tuple[SilenceRow, ...]:
    """What is silent with one client, newest first; the house's own silences are not among them."""
    return _silences(workspace, client)


def manner_row(values: dict[str, object]) -> MannerRow:
    """How to write to a client, for the eye."""
    terms = values["known_terms"]
    assert isinstance(terms, list)
    return MannerRow(str(values["type"]), bool(values["familiar"]), tuple(map(str, terms)))


def _silences(workspace: Workspace, client: int = 0) -> tuple[SilenceRow, ...]:
    rows = Silence.objects.filter(workspace=workspace, lifted_at__isnull=True, scope__in=("client", "house"))
    if client:
        rows = rows.filter(scope="client", client=client)
    shown = rows.select_related("client", "created_by").order_by("-pk")[:SHOWN_SILENCES]
    return tuple(map(_row, shown))


def _row(row: Silence) -> SilenceRow:
    rule = rule_named(row.code)
    return SilenceRow(
        id=row.pk,
        code=row.code,
        name=rule.name if rule else "",
        client=ClientRef(row.client.pk, row.client.name) if row.client else NO_CLIENT,
        why=row.why,
        who=str(row.created_by or ""),
        at=row.created_at,
    )
