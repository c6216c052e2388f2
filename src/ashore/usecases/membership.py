"""The team of a desk: who is here and as what, and how that changes. There is always an owner."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from ashore.store.models import (
    Client,
    ClientKeeper,
    Conversation,
    Membership,
    Notice,
    Outbox,
    ReplyDraft,
    User,
    Workspace,
)
from ashore.usecases import auditlog, keepers
from ashore.usecases.belonging import role_of
from ashore.usecases.changes import in_batches
from ashore.usecases.errors import NotPossible, NotThere
from ashore.usecases.rights import BOUND, ROLES, gives
from ashore.usecases.team import lots


@dataclass(frozen=True, slots=True)
class Member:
    """A person of the team. ``client``: name of the only one that a guest sees; ``changeable``: whether who asks may
    change or remove them."""

    user: int
    email: str
    name: str
    role: str
    client: str
    client_id: int | None
    last_login: datetime | None
    changeable: bool


@dataclass(frozen=True, slots=True)
class Leaving:
    """What a person leaves behind: ``drafts`` nobody sees any more and that go; replies that still go out as planned;
    conversations that bear their name until somebody else answers; ``given`` to them, and ``kept``: conversations and
    clients that are nobody's then."""

    user: int
    email: str
    name: str
    drafts: int
    planned: int
    conversations: int
    given: int
    kept: int


def members(*, workspace: Workspace, user: User) -> tuple[Member, ...]:
    """The team: owners first, then by address. ``user``: who asks."""
    own = role_of(workspace=workspace, user=user)
    rows = Membership.objects.filter(workspace=workspace).select_related("user", "client").order_by("user__email")
    found = (
        Member(
            row.user_id, row.user.email, row.user.name, row.role, row.client.name if row.client else "", row.client_id,
            row.user.last_login, row.role in gives(own),
        )
        for row in rows
    )  # fmt: skip
    return tuple(sorted(found, key=lambda each: ROLES.index(each.role)))


@transaction.atomic
def change_role(
    *, workspace: Workspace, user: User, now: datetime, person: int, role: str, client: int | None = None
) -> None:
    """Give a person another role. Raises `NotThere`, `NotPossible` (``team.not_yours``, ``team.last_owner``,
    ``team.guest_of_whom``)."""
    row = _changeable(workspace, user, person)
    allowed(workspace=workspace, user=user, role=role)
    bound = client_for(workspace=workspace, role=role, client=client)
    if row.role == "owner" and role != "owner":
        _not_the_last_owner(workspace, person)
    told = {"email": row.user.email, "from": row.role, "to": role}
    Membership.objects.filter(pk=row.pk).update(role=role, client=bound)
    auditlog.note(workspace=workspace, user=user, now=now, act="role_changed", detail=told)


def leaving(*, workspace: Workspace, person: int) -> Leaving:
    """What becomes of what they have in hand, told before they go. Raises `NotThere`."""
    row = Membership.objects.filter(workspace=workspace, user=person).select_related("user").first()
    if row is None:
        raise NotThere(f"member {person}")
    names = Q(owner__iexact=row.user.email)
    if row.user.name:
        names |= Q(owner=row.user.name)
    planned = Outbox.objects.filter(workspace=workspace, created_by=person, state="planned")
    return Leaving(
        row.user_id,
        row.user.email,
        row.user.name,
        ReplyDraft.objects.filter(conversation__workspace=workspace, user=person).count(),
        planned.count(),
        Conversation.objects.filter(names, workspace=workspace).count(),
        Conversation.objects.filter(workspace=workspace, assignee=person).count(),
        ClientKeeper.objects.filter(workspace=workspace, user=person).count(),
    )


@transaction.atomic
def remove(*, workspace: Workspace, user: User, now: datetime, person: int) -> None:
    """End a person's place here; what they wrote and decided stays. Raises `NotThere`, `NotPossible`
    (``team.not_yours``, ``team.last_owner``)."""
    row = _changeable(workspace, user, person)
    _end(row, user, now)
    auditlog.note(workspace=workspace, user=user, now=now, act="removed", detail={"email": row.user.email})


@transaction.atomic
def leave(*, workspace: Workspace, user: User, now: datetime) -> None:
    """Give up one's own place. Raises `NotThere`, `NotPossible` (``team.last_owner``)."""
    row = _row(workspace, user.pk)
    _end(row, user, now)
    auditlog.note(workspace=workspace, user=user, now=now, act="left")


def require_second_factor(*, workspace: Workspace, user: User, now: datetime, wanted: bool) -> None:
    """Whether everybody here must sign in with a second factor. Raises `NotPossible` (``team.not_yours``)."""
    if role_of(workspace=workspace, user=user) != "owner":
        raise NotPossible("team.not_yours")
    Workspace.objects.filter(pk=workspace.pk).update(second_factor=wanted)
    auditlog.note(workspace=workspace, user=user, now=now, act="set_team", detail={"second_factor": wanted})


def allowed(*, workspace: Workspace, user: User, role: str) -> None:
    """Whether a person may give this role. Raises `NotPossible` (``team.not_yours``)."""
    if role not in gives(role_of(workspace=workspace, user=user)):
        raise NotPossible("team.not_yours")


def client_for(*, workspace: Workspace, role: str, client: int | None) -> Client | None:
    """The client that a role is bound to; None for other roles. Raises `NotPossible` (``team.guest_of_whom``)."""
    if role not in BOUND:
        return None
    found = Client.objects.filter(workspace=workspace, pk=client).first() if client else None
    if found is None:
        raise NotPossible("team.guest_of_whom")
    return found


def _end(row: Membership, user: User, now: datetime) -> None:
    if row.role == "owner":
        _not_the_last_owner(row.workspace, row.user_id)
    lots.hand_on(workspace=row.workspace, user=user, now=now, leaving=row.user_id, to=0)
    kept = ClientKeeper.objects.filter(workspace=row.workspace, user=row.user_id)
    for some in in_batches(sorted(kept.values_list("client", flat=True)), keepers.MOST_AT_ONCE):
        keepers.take_over(workspace=row.workspace, user=user, now=now, clients=some, keeper=0)
    ReplyDraft.objects.filter(conversation__workspace=row.workspace_id, user=row.user_id).delete()
    if not Membership.objects.filter(user=row.user_id).exclude(pk=row.pk).exists():
        Notice.objects.filter(user=row.user_id).delete()
    row.delete()


def _changeable(workspace: Workspace, user: User, person: int) -> Membership:
    row = _row(workspace, person)
    if row.role not in gives(role_of(workspace=workspace, user=user)):
        raise NotPossible("team.not_yours")
    return row


def _row(workspace: Workspace, person: int) -> Membership:
    row = Membership.objects.filter(workspace=workspace, user=person).select_related("user", "workspace").first()
    if row is None:
        raise NotThere(f"member {person}")
    return row


def _not_the_last_owner(workspace: Workspace, person: int) -> None:
    """Two owners who remove each other at once must not both succeed: the rows of owners are held. Raises
    `NotPossible` (``team.last_owner``)."""
    owners = Membership.objects.select_for_update().filter(workspace=workspace, role="owner").order_by("pk")
    if not [each for each in owners if each.user_id != person]:
        raise NotPossible("team.last_owner")
