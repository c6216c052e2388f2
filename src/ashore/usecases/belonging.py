"""Where a person works and as what; whose client a thing is."""

from dataclasses import dataclass

from django.db.models import Model, Subquery

from ashore.store.models import (
    AgreementText,
    Attachment,
    Client,
    Conversation,
    Engagement,
    Event,
    Membership,
    Message,
    User,
    Workspace,
)
from ashore.usecases.rights import BOUND, Act, may


@dataclass(frozen=True, slots=True)
class Place:
    """A person's place at a desk. ``client``: the only one whose things they see; ``desks``: (id, name) of all desks
    that they have a place at, this one among them."""

    workspace: Workspace
    role: str
    client: int | None
    desks: tuple[tuple[int, str], ...]

    def may(self, act: Act) -> bool:
        """Whether somebody at this place may do that."""
        return may(self.role, act)

    @property
    def bound(self) -> bool:
        """Whether they see one client alone."""
        return self.role in BOUND


def place_of(*, user: User, preferred: int | None = None) -> Place | None:
    """The place at the desk that was chosen, else at the first one they joined; None if they have none. One query."""
    rows = list(Membership.objects.filter(user=user).select_related("workspace").order_by("pk"))
    row = next((each for each in rows if each.workspace_id == preferred), rows[0] if rows else None)
    if row is None:
        return None
    desks = tuple((each.workspace_id, each.workspace.name) for each in rows)
    return Place(row.workspace, row.role, row.client_id, desks)


def role_of(*, workspace: Workspace, user: User | None) -> str:
    """As what a person works there; empty if not at all."""
    rows = Membership.objects.filter(workspace=workspace, user=user) if user is not None else Membership.objects.none()
    return rows.values_list("role", flat=True).first() or ""


_WAYS: dict[str, tuple[type[Model], str, str]] = {
    # what an address names: its table, the column that it is named by, the way from there to the client
    "client": (Client, "pk", "pk"),
    "engagement": (Engagement, "pk", "client"),
    "conversation": (Conversation, "pk", "client"),
    "message": (Message, "pk", "conversation__client"),
    "said": (Message, "key", "conversation__client"),
    "attachment": (Attachment, "pk", "message__conversation__client"),
    "version": (AgreementText, "pk", "engagement__client"),
    "event": (Event, "pk", "conversation__client"),
}


def client_of(*, workspace: Workspace, of: str, value: int | str) -> int | None:
    """The client whose thing that is; None for nobody's and for what is not in this workspace."""
    model, column, way = _WAYS[of]
    rows = model._base_manager.filter(**{"workspace": workspace, column: value})
    return rows.values_list(way, flat=True).first()


def client_column(*, workspace: Workspace, of: str, value: int | str) -> Subquery:
    """The same, to be asked within another statement."""
    model, column, way = _WAYS[of]
    return Subquery(model._base_manager.filter(**{"workspace": workspace, column: value}).values(way)[:1])
