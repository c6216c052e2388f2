"""Who of us keeps which client, and who works here at all."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from ashore.store.models import Attention, ClientKeeper, Membership, Workspace


def keepers(workspace: Workspace, clients: Collection[int] | None = None) -> dict[int, int]:
    """The keeper of each client that has one, by id, of these clients or of all."""
    rows = ClientKeeper.objects.filter(workspace=workspace)
    rows = rows if clients is None else rows.filter(client__in=list(clients))
    return dict(rows.values_list("client", "user"))


@dataclass(frozen=True, slots=True)
class Member:
    """A person who works here. ``percent``: which part of their working time is for clients' work."""

    id: int
    name: str
    email: str
    percent: int = 100


def members(workspace: Workspace) -> tuple[Member, ...]:
    """Who works here, in the order of their names."""
    rows = Membership.objects.filter(workspace=workspace, user__is_active=True)
    share = Attention.objects.filter(workspace=workspace, user=OuterRef("user")).values("percent")
    columns = rows.annotate(percent=Subquery(share)).values_list("user", "user__name", "user__email", "percent")
    found = [Member(pk, name or email, email, 100 if part is None else part) for pk, name, email, part in columns]
    return tuple(sorted(found, key=lambda each: (each.name.casefold(), each.id)))


def falls_to(named: int | None, keeper: int | None) -> int:
    """Whose a conversation is by word of people: of who is named for it, else of its client's keeper; 0 of nobody."""
    return named or keeper or 0
