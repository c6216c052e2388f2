"""The messengers of a house: added, looked at, paused, removed by its owners; secrets are sealed."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from ashore.channels.signing import new_secret
from ashore.channels.targets import refused_target
from ashore.core.kernel import Reason
from ashore.store.models import Channel, Chat, Workspace
from ashore.usecases.errors import NotPossible, NotThere
from ashore.usecases.records import read_reason, text_for_database
from ashore.usecases.sealing import seal, unseal

_KEY = re.compile(r"[a-z][a-z0-9-]{1,38}")
_RESERVED = ("letter", "mail", "email", "outbox")
_TOKEN = re.compile(r"[0-9]{1,20}:[A-Za-z0-9_-]{20,100}")
TELEGRAM = "https://api.telegram.org"


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """A messenger for lists; nothing secret. ``agreed_as``: how agreements call it; ``why``: the reason of a pause or
    of the last failure; ``heard_at``: when something last came by it."""

    id: int
    key: str
    kind: str
    name: str
    agreed_as: str
    url: str
    state: str
    why: Reason | None
    heard_at: datetime | None
    chats: int


@transaction.atomic
def add_channel(
    *,
    workspace: Workspace,
    now: datetime,
    kind: str,
    key: str,
    name: str,
    agreed_as: str = "",
    url: str = "",
    token: str = "",
    private: bool = False,
) -> tuple[int, str]:
    """A new messenger; its id and the secret with which its requests are signed, told this once (empty for a bot).

    ``url``: where replies are posted, https and not in a private network unless ``private`` allows it; ``token``: of a
    Telegram bot. Raises `NotPossible` (``channel.bad_key``, ``channel.exists``, ``channel.bad_url``,
    ``channel.bad_token``, ``channel.without_name``).
    """
    if not _KEY.fullmatch(key) or key in _RESERVED:
        raise NotPossible("channel.bad_key", key=key[:40])
    if Channel.objects.filter(key=key).exists():
        raise NotPossible("channel.exists", key=key)
    called = " ".join(text_for_database(name).split())[:100]
    if not called:
        raise NotPossible("channel.without_name")
    if kind == "telegram":
        if not _TOKEN.fullmatch(token):
            raise NotPossible("channel.bad_token")
        secrets: dict[str, Any] = {"token": token}
    else:
        secrets = {"signing": [new_secret()]}
    if url and (why := refused_target(url, private=private)):
        raise NotPossible("channel.bad_url", url=url[:100], why=why)
    row = Channel.objects.create(
        workspace=workspace,
        key=key,
        kind=kind,
        name=called,
        agreed_as=" ".join(text_for_database(agreed_as).split())[:100],
        secret=seal(secrets),
        url=url,
        created_at=now,
    )
    return row.pk, secrets.get("signing", [""])[0]


def channels(*, workspace: Workspace) -> tuple[ChannelRow, ...]:
    """All that were not removed, in the order in which they were added."""
    rows = Channel.objects.filter(workspace=workspace).exclude(state="removed").order_by("pk")
    return tuple(_row(each) for each in rows)


@transaction.atomic
def remove_channel(*, workspace: Workspace, key: str) -> None:
    """Nothing comes or goes by it any more, its secrets are forgotten; what was said stays. Raises `NotThere`."""
    row = channel_by_key(workspace=workspace, key=key)
    Channel.objects.filter(pk=row.pk).update(state="removed", secret=b"", url="")


@transaction.atomic
def change_state(*, workspace: Workspace, key: str, active: bool) -> None:
    """Pause a messenger, or let it go on. Raises `NotThere`."""
    row = channel_by_key(workspace=workspace, key=key)
    state = "active" if active else "paused"
    Channel.objects.filter(pk=row.pk).update(state=state, why={}, failures=0, retry_at=None)


@transaction.atomic
def renew_secret(*, workspace: Workspace, key: str) -> str:
    """A second signing secret; the older one holds on until the next renewal, so that no message is refused meanwhile.

    Raises `NotThere`, `NotPossible` (``channel.without_secret``)."""
    row = channel_by_key(workspace=workspace, key=key)
    secrets = unseal(row.secret)
    if "signing" not in secrets:
        raise NotPossible("channel.without_secret")
    fresh = new_secret()
    Channel.objects.filter(pk=row.pk).update(secret=seal({**secrets, "signing": [fresh, secrets["signing"][0]]}))
    return fresh


def channel_by_key(*, workspace: Workspace, key: str) -> Channel:
    """One messenger of this house. Raises `NotThere`."""
    row = Channel.objects.filter(workspace=workspace, key=key).exclude(state="removed").first()
    if row is None:
        raise NotThere(f"channel {key}")
    return row


def receiving(key: str) -> tuple[Channel, tuple[str, ...]] | None:
    """The messenger that messages are posted to under this key, with its signing secrets; None where there is none."""
    row = Channel.objects.select_related("workspace").filter(key=key, kind="api", state="active").first()
    return (row, tuple(unseal(row.secret).get("signing", ()))) if row else None


def _row(row: Channel) -> ChannelRow:
    why = read_reason(row.why) if row.why else None
    known = Chat.objects.filter(channel=row).count()
    return ChannelRow(row.pk, row.key, row.kind, row.name, row.agreed_as, row.url, row.state, why, row.heard_at, known)
