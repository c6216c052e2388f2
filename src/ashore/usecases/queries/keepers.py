"""Who of us keeps which client, and who works here at all."""

from collections.abc import Collection

from ashore.store.models import ClientKeeper, Membership, Workspace


def keepers(workspace: Workspace, clients: Collection[int] | None = None) -> dict[int, int]:
    """The keeper of each client that has one, by id, of these clients or of all."""
    rows = ClientKeeper.objects.filter(workspace=workspace)
    rows = rows if clients is None else rows.filter(client__in=list(clients))
    return dict(rows.values_list("client", "user"))


def keeper_names(workspace: Workspace, clients: Collection[int]) -> dict[int, str]:
    """The name of the keeper of each of these clients that has one."""
    rows = ClientKeeper.objects.filter(workspace=workspace, client__in=list(clients))
    columns = rows.values_list("client", "user__name", "user__email")
    return {client: name or email for client, name, email in columns}


def team(workspace: Workspace) -> dict[int, str]:
    """Who works here, by id: their names, in the order of these."""
    rows = Membership.objects.filter(workspace=workspace, user__is_active=True)
    found = {pk: name or email for pk, name, email in rows.values_list("user", "user__name", "user__email")}
    return dict(sorted(found.items(), key=lambda pair: (pair[1].casefold(), pair[0])))


def falls_to(named: int | None, keeper: int | None) -> int:
    """Whose a conversation is by word of people: of who is named for it, else of its client's keeper; 0 of nobody."""
    return named or keeper or 0
