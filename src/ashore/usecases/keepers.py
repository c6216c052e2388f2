"""Who of us keeps a client: whom its work falls to, until a colleague takes over (W8)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from ashore.store.models import Client, ClientKeeper, Engagement, Event, Membership, ReplyDraft, User, Workspace
from ashore.usecases.appending import append
from ashore.usecases.errors import NotPossible, NotThere
from ashore.usecases.introducing import introduce
from ashore.usecases.queries.keepers import keepers

KIND = "keeper"
UNSEEN = -1
MOST_AT_ONCE = 500


@transaction.atomic
def take_over(
    *,
    workspace: Workspace,
    user: User,
    now: datetime,
    clients: Sequence[int],
    keeper: int | None = None,
    seen: int = UNSEEN,
    introduced: bool = False,
) -> int:
    """Let a person of ours keep these clients from now on: ``keeper`` by id, 0 for nobody, the one who acts where it is
    None. ``seen``: whom the page showed as keeper, so that nobody takes a client unawares from a colleague who took it
    meanwhile. ``introduced``: lay a draft into each client's newest conversation that makes the two known to each
    other. The id with which `undo` takes all of it back.

    Raises `NotThere`, `NotPossible` (``keeper.nobody``, ``keeper.nothing``, ``keeper.same``, ``keeper.moved_on``).
    """
    after = _member(workspace, user.pk if keeper is None else keeper)
    if not clients:
        raise NotPossible("keeper.nothing")
    rows = list(Client.objects.filter(workspace=workspace, pk__in=list(clients)[:MOST_AT_ONCE]).order_by("pk"))
    if len(rows) != len(set(clients)):
        raise NotThere(f"clients {list(clients)[:5]}")
    before = keepers(workspace, [row.pk for row in rows])
    if seen != UNSEEN and any(before.get(row.pk, 0) != seen for row in rows):
        raise NotPossible("keeper.moved_on")
    changed = [row for row in rows if before.get(row.pk, 0) != (after.pk if after else 0)]
    if not changed:
        raise NotPossible("keeper.same")
    events: list[int] = []
    for row in changed:
        events.append(_give(row, before.get(row.pk, 0), after, user, now, tuple(events), introduced))
    return events[-1]


def take_back(event: Event, user: User | None, now: datetime) -> None:
    """What was taken over goes back, with whatever was taken over in the same step. The caller holds the transaction
    and logs this one. Raises `NotPossible` (``keeper.moved_on``) where a colleague took it over since."""
    _return(event)
    rows = Event.objects.filter(workspace=event.workspace, kind=KIND, pk__in=event.data.get("with", ()))
    for each in rows.filter(undone_by__isnull=True).select_related("engagement"):
        _return(each)
        append(event.workspace, user, now, "undo", now, {}, each.engagement, None, undoes=each)


def _member(workspace: Workspace, person: int) -> User | None:
    if not person:
        return None
    row = (
        Membership.objects.filter(workspace=workspace, user=person, user__is_active=True).select_related("user").first()
    )
    if row is None:
        raise NotPossible("keeper.nobody")
    return row.user


def _give(
    client: Client,
    before: int,
    after: User | None,
    user: User,
    now: datetime,
    others: tuple[int, ...],
    introduced: bool,
) -> int:
    """Pass one client on, and log it."""
    if not _set(client, before, after.pk if after else 0, now):
        raise NotPossible("keeper.moved_on")
    work = Engagement.objects.filter(client=client).order_by("-pk").first()
    data: dict[str, Any] = {"client": client.pk, "before": before, "after": after.pk if after else 0}
    data |= {"name": str(after or "")} | ({"with": list(others)} if others else {})
    if introduced and after is not None:
        data |= introduce(client.workspace, client, after, now, before)
    return append(client.workspace, user, now, KIND, now, data, work, None)


def _set(client: Client, before: int, after: int, now: datetime) -> bool:
    """Whether the client was still with ``before``: only then it goes to ``after``."""
    kept = ClientKeeper.objects.filter(client=client)
    if not before:
        return ClientKeeper.objects.get_or_create(
            client=client, defaults={"workspace_id": client.workspace_id, "user_id": after, "since": now}
        )[1]
    if not after:
        return bool(kept.filter(user=before).delete()[0])
    return bool(kept.filter(user=before).update(user=after, since=now))


def _return(event: Event) -> None:
    data: Mapping[str, Any] = event.data
    client = Client.objects.filter(workspace=event.workspace, pk=data["client"]).first()
    before = data["before"]
    if before and not Membership.objects.filter(workspace=event.workspace, user=before).exists():
        before = 0
    if client is None or not _set(client, data["after"], before, event.at):
        raise NotPossible("keeper.moved_on")
    if "draft" in data:
        drafts = ReplyDraft.objects.filter(conversation__workspace=event.workspace, user=data["after"])
        drafts.filter(conversation=data["draft"], text=data["text"]).delete()
