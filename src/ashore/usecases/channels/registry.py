"""The messengers of a house: added, looked at, paused, removed by its owners; secrets are sealed.

``user``: who asks, None for the command line; who owns no house is refused with ``channel.not_owner``.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Any

from django.db import IntegrityError, transaction

from ashore.channels.signing import new_secret
from ashore.channels.targets import refused_target
from ashore.core.kernel import Reason
from ashore.store.models import Channel, Chat, User, Workspace
from ashore.usecases.errors import NotPossible, NotThere
from ashore.usecases.ownership import is_owner
from ashore.usecases.records import read_reason, text_for_database
from ashore.usecases.sealing import SealBroken, seal, unseal

_KEY = re.compile(r"[a-z][a-z0-9-]{1,38}")
_RESERVED = ("letter", "mail", "email", "outbox")
_TOKEN = re.compile(r"[0-9]{1,20}:[A-Za-z0-9_-]{20,100}")
MOST_NAME = 100
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


def may_change(*, workspace: Workspace, user: User | None) -> bool:
    """Whether this person looks after the messengers."""
    return user is None or is_owner(workspace=workspace, user=user)


def allow(workspace: Workspace, user: User | None) -> None:
    """Raises `NotPossible` (``channel.not_owner``)."""
    if not may_change(workspace=workspace, user=user):
        raise NotPossible("channel.not_owner")


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
    user: User | None = None,
) -> tuple[int, str]:
    """A new messenger; its id and the secret with which its requests are signed, told this once (empty for a bot).

    ``url``: where replies are posted, https and not in a private network unless ``private`` allows it; ``token``: of a
    Telegram bot. Without a ``key`` it gets one made of its name. Raises `NotPossible` (``channel.bad_key``,
    ``channel.exists``, ``channel.bad_url``, ``channel.bad_token``, ``channel.without_name``).
    """
    allow(workspace, user)
    called = name_of(name)
    if not called:
        raise NotPossible("channel.without_name")
    key = key or _free_key(kind, called)
    if not _KEY.fullmatch(key) or key in _RESERVED:
        raise NotPossible("channel.bad_key", key=key[:40])
    if Channel.objects.filter(key=key).exists():
        raise NotPossible("channel.exists", key=key)
    secrets: dict[str, Any] = {"token": checked_token(token)} if kind == "telegram" else {"signing": [new_secret()]}
    checked_url(url, private)
    try:
        with transaction.atomic():
            row = Channel.objects.create(
                workspace=workspace,
                key=key,
                kind=kind,
                name=called,
                agreed_as=name_of(agreed_as),
                secret=seal(secrets),
                url=url,
                created_at=now,
            )
    except IntegrityError:  # somebody took the key meanwhile
        raise NotPossible("channel.exists", key=key) from None
    return row.pk, secrets.get("signing", [""])[0]


def channels(*, workspace: Workspace) -> tuple[ChannelRow, ...]:
    """All that were not removed, in the order in which they were added."""
    rows = Channel.objects.filter(workspace=workspace).exclude(state="removed").order_by("pk")
    return tuple(_row(each) for each in rows)


@transaction.atomic
def remove_channel(*, workspace: Workspace, key: str, user: User | None = None) -> None:
    """Nothing comes or goes by it any more, its secrets are forgotten; what was said stays. Raises `NotThere`."""
    allow(workspace, user)
    row = channel_by_key(workspace=workspace, key=key)
    Channel.objects.filter(pk=row.pk).update(state="removed", secret=b"", url="")


@transaction.atomic
def change_state(*, workspace: Workspace, key: str, active: bool, user: User | None = None) -> None:
    """Pause a messenger, or let it go on. Raises `NotThere`."""
    allow(workspace, user)
    row = channel_by_key(workspace=workspace, key=key)
    state = "active" if active else "paused"
    Channel.objects.filter(pk=row.pk).update(state=state, why={}, failures=0, retry_at=None)


@transaction.atomic
def renew_secret(*, workspace: Workspace, key: str, user: User | None = None) -> str:
    """A second signing secret; the older one holds on until the next renewal, so that no message is refused meanwhile.

    One that was sealed with a lost key holds no longer. Raises `NotThere`, `NotPossible`
    (``channel.without_secret``)."""
    allow(workspace, user)
    row = channel_by_key(workspace=workspace, key=key)
    if row.kind != "api":
        raise NotPossible("channel.without_secret")
    try:
        before = list(unseal(row.secret).get("signing", ()))[:1]
    except SealBroken:
        before = []
    fresh = new_secret()
    Channel.objects.filter(pk=row.pk).update(secret=seal({"signing": [fresh, *before]}))
    return fresh


def name_of(text: str) -> str:
    """A name as it is kept."""
    return " ".join(text_for_database(text).split())[:MOST_NAME]


def checked_token(token: str) -> str:
    """A bot's token. Raises `NotPossible` (``channel.bad_token``)."""
    if not _TOKEN.fullmatch(token):
        raise NotPossible("channel.bad_token")
    return token


def checked_url(url: str, private: bool) -> str:
    """An address to post to, or none. Raises `NotPossible` (``channel.bad_url``)."""
    if url and (why := refused_target(url, private=private)):
        raise NotPossible("channel.bad_url", url=url[:100], why=why)
    return url


def _free_key(kind: str, name: str) -> str:
    """A key that nobody has, from the name where it has Latin letters."""
    bare = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    wanted = re.sub(r"[^a-z0-9]+", "-", bare).strip("-0123456789")[:30].strip("-")
    base = wanted if _KEY.fullmatch(wanted) and wanted not in _RESERVED else "chat" if kind == "api" else kind
    taken = set(Channel.objects.filter(key__startswith=base).values_list("key", flat=True))
    return next(key for n in count(1) if (key := f"{base}-{n}" if n > 1 else base) not in taken)


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
