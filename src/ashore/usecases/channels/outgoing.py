"""What waits to be said in chats, one guarded step at a time, like the outbox of mail (H83, H87).

A webhook is told the message's own id and has to take it once, so it is posted again after a cut. A messenger that
promises nothing of the kind is not: what may have been said stands as "perhaps sent" until a person decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from ashore.channels import Body, open_envelope
from ashore.channels.delivering import Delivered, post_webhook, say_by_bot
from ashore.channels.telegram.bot import Bot
from ashore.core.kernel import Reason
from ashore.store.models import Channel, Copy, Outbox
from ashore.usecases.channels.places import place_of, source_of
from ashore.usecases.channels.polling import bot_of
from ashore.usecases.outbox import (
    CUT,
    LATER,
    MOST_ATTEMPTS,
    PERHAPS,
    REFUSED,
    SENT,
    enter_own,
    pause_after,
    waits_for_silence,
)
from ashore.usecases.records import write_reason
from ashore.usecases.sealing import SealBroken, unseal

LEASE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Parcel:
    """One message on its way. ``bot`` of Telegram, or ``url`` and ``secret`` of a webhook; neither where the channel
    cannot send any more, ``why`` then says so."""

    id: int
    channel: str
    body: Body
    claim: int = 0
    bot: Bot | None = None
    url: str = ""
    secret: str = field(default="", repr=False)
    private: bool = False
    why: str = ""


def pending(*, now: datetime) -> bool:
    """Whether anything waits to be said in a chat, or was left half-way by a worker that died."""
    return _waiting(now).exists() or _left(now).exists()


def recover(*, now: datetime) -> int:
    """What a dead worker left: a webhook takes it once, so it is planned again; elsewhere it may have been said."""
    webhooks = Channel.objects.filter(kind="api").values("key")
    again = _left(now).filter(channel__in=webhooks).update(state="planned", not_before=None)
    unsure = list(_left(now).values_list("pk", "recipients"))
    for pk, recipients in unsure:
        told = {"recipients": dict.fromkeys(recipients, PERHAPS), "reason": write_reason(CUT), "not_before": None}
        _left(now).filter(pk=pk).update(state="perhaps_sent", **told)
    return again + len(unsure)


def claim(*, now: datetime) -> Parcel | None:
    """Take the next message that may go, for ``LEASE``; None when there is none."""
    for row in _waiting(now).order_by("created_at", "pk")[:20]:
        if row.unless_answered and waits_for_silence(row, now):
            continue
        mine = Outbox.objects.filter(pk=row.pk, state="planned", claim=row.claim)
        taken = {"not_before": now + LEASE, "attempts": row.attempts + 1, "claim": row.claim + 1, "content_at": now}
        if mine.update(state="sending", **taken) == 1:
            return _parcel(row)
    return None


def deliver(*, parcel: Parcel, now: datetime) -> Delivered:
    """Try once; nothing is written."""
    if parcel.bot is not None:
        return say_by_bot(parcel.body, parcel.bot)
    if not parcel.url:
        return Delivered("failed", parcel.why)
    return post_webhook(parcel.body, parcel.url, parcel.secret, now, private=parcel.private)


@transaction.atomic
def settle(*, parcel: Parcel, handed: Delivered, now: datetime) -> None:
    """Write down how an attempt ended; what was said becomes a message of its conversation in the same step, known by
    the messenger's id of it, so that its echo is no second one. Nothing where somebody else took it over meanwhile."""
    mine = Outbox.objects.filter(pk=parcel.id, claim=parcel.claim, state="sending")
    row = mine.select_related("workspace").first()
    if row is None:
        return
    result = "failed" if handed.result == "later" and row.attempts >= MOST_ATTEMPTS else handed.result
    pause = timedelta(seconds=handed.seconds) if handed.seconds else pause_after(row.attempts)
    how = {"sent": SENT, "later": f"{LATER} {handed.why}", "failed": f"{REFUSED} {handed.why}"}.get(result, PERHAPS)
    mine.update(
        state="planned" if result == "later" else result,
        recipients=dict.fromkeys(row.recipients, how),
        not_before=now + pause if result == "later" else None,
        reason=write_reason(Reason("outbox.words", params={"words": handed.why})) if handed.why else {},
        sent_at=now if result == "sent" else row.sent_at,
    )
    if result == "sent":
        enter_own(row, now)
        _known_as(row, parcel, handed.theirs)


def _known_as(row: Outbox, parcel: Parcel, theirs: str) -> None:
    copy = Copy.objects.filter(workspace=row.workspace, source="outbox", place=str(row.pk)).first()
    if copy is None:
        return
    for id in {theirs, parcel.body.id} - {""}:
        place = place_of(parcel.body.chat, id)
        known = {"workspace": row.workspace, "source": source_of(row.channel), "place": place}
        Copy.objects.get_or_create(**known, defaults={"raw_id": copy.raw_id})


def _waiting(now: datetime) -> QuerySet[Outbox]:
    resting = Channel.objects.filter(state="paused").values("key")
    rows = Outbox.objects.filter(state="planned").exclude(channel="").exclude(channel__in=resting)
    return rows.exclude(not_before__gt=now)


def _left(now: datetime) -> QuerySet[Outbox]:
    return Outbox.objects.filter(state="sending", not_before__lt=now).exclude(channel="")


def _parcel(row: Outbox) -> Parcel:
    body = open_envelope(bytes(row.raw))[1]
    channel = Channel.objects.filter(workspace=row.workspace_id, key=row.channel, state="active").first()
    gone = Parcel(row.pk, row.channel, body, row.claim + 1, why="The channel was removed.")
    if channel is None:
        return gone
    try:
        if channel.kind == "telegram":
            return Parcel(row.pk, row.channel, body, row.claim + 1, bot=bot_of(channel))
        secrets: Mapping[str, Any] = unseal(channel.secret)
    except SealBroken:
        return Parcel(
            row.pk,
            row.channel,
            body,
            row.claim + 1,
            why="The channel's secret cannot be opened: the key was exchanged.",
        )
    signing = [*secrets.get("signing", ())]
    if not channel.url or not signing:
        return gone
    return Parcel(
        row.pk,
        row.channel,
        body,
        row.claim + 1,
        url=channel.url,
        secret=str(signing[0]),
        private=settings.PRIVATE_TARGETS,
    )
