"""A messenger that is here already, changed: what it is called, where replies go, another token."""

from datetime import datetime
from typing import Any

from django.db import transaction

from ashore.store.locks import hold_engagements
from ashore.store.models import Channel, Engagement, User, Workspace
from ashore.usecases.channels.registry import allow, channel_by_key, checked_token, checked_url, name_of
from ashore.usecases.deriving import derive_engagements
from ashore.usecases.errors import NotPossible
from ashore.usecases.sealing import seal


@transaction.atomic
def change_channel(
    *,
    workspace: Workspace,
    now: datetime,
    key: str,
    name: str,
    agreed_as: str = "",
    url: str = "",
    token: str = "",
    private: bool = False,
    user: User | None = None,
) -> None:
    """Everything but its key and kind; a bot's empty ``token`` stays as it is. It goes on where it had been refused.

    Raises `NotThere`, `NotPossible` (``channel.not_owner``, ``channel.without_name``, ``channel.bad_url``,
    ``channel.bad_token``, ``channel.token_again``: a stored token is told to no other server).
    """
    allow(workspace, user)
    row = channel_by_key(workspace=workspace, key=key)
    called, agreed = name_of(name), name_of(agreed_as)
    if not called:
        raise NotPossible("channel.without_name")
    changes: dict[str, Any] = {"name": called, "agreed_as": agreed, "url": checked_url(url, private)}
    if row.kind == "telegram" and token:
        changes["secret"] = seal({"token": checked_token(token)})
    elif row.kind == "telegram" and url.rstrip("/") != row.url.rstrip("/"):
        raise NotPossible("channel.token_again")
    if row.why:
        changes |= {"state": "active", "why": {}, "failures": 0, "retry_at": None}
    renamed = (agreed or called) != (row.agreed_as or row.name)
    work = Engagement.objects.filter(workspace=workspace, conversations__messages__channel=key) if renamed else None
    concerned = list(work.distinct().values_list("pk", flat=True)) if work is not None else []
    hold_engagements(concerned)
    Channel.objects.filter(pk=row.pk).update(**changes)
    derive_engagements(workspace, concerned, now)  # answering times by channel go by its name
