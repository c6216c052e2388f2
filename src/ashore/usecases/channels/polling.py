"""A Telegram bot's updates into the desk: each is stored together with the mark up to which all are stored, so that a
kill at any point loses and doubles nothing; one worker at a time listens to a bot."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import DatabaseError, transaction
from django.db.models import Q

from ashore.channels import Envelope, wrap
from ashore.channels.body import MOST_FILE_BYTES, BadBody, File
from ashore.channels.posting import ForbiddenTarget, Unreachable, Unsure
from ashore.channels.telegram.bot import LONG_POLL_SECONDS, Bot, Busy, Refused
from ashore.channels.telegram.updates import Wanted, body_of, files_in
from ashore.core.kernel import Reason
from ashore.store.models import Channel
from ashore.usecases.channels.places import source_of
from ashore.usecases.channels.registry import TELEGRAM
from ashore.usecases.channels.taking import take_in
from ashore.usecases.importing.items import Item, Place, original
from ashore.usecases.importing.storing import store
from ashore.usecases.pausing import doubled
from ashore.usecases.records import write_reason, write_reason_text
from ashore.usecases.sealing import SealBroken, unseal

LEASE = timedelta(minutes=3)
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(minutes=10)
TOO_LARGE = "too large to be fetched by a bot"
NOT_FETCHED = "the messenger does not give it"


def listening(*, now: datetime) -> tuple[int, ...]:
    """The bots that may be asked now and that nobody is asking."""
    rows = Channel.objects.filter(_free(now), kind="telegram", state="active")
    return tuple(rows.order_by("pk").values_list("pk", flat=True))


def is_any_bot() -> bool:
    """Whether there is a bot to listen to."""
    return Channel.objects.filter(kind="telegram", state="active").exists()


def poll(*, channel: int, now: datetime, seconds: int = LONG_POLL_SECONDS) -> int | None:
    """Ask one bot for what is new, waiting so long for something to come, and take it in; how many updates, None where
    somebody else asks it or it is not to be asked now."""
    free = Channel.objects.filter(_free(now), pk=channel, kind="telegram", state="active")
    if free.update(lease_until=now + LEASE) != 1:
        return None
    row = Channel.objects.select_related("workspace").get(pk=channel)
    try:
        bot = bot_of(row)
        updates = bot.updates(row.cursor, seconds)
        for update in updates:
            _keep(row, bot, update, now)
    except (Refused, Busy, Unreachable, Unsure, ForbiddenTarget, SealBroken) as error:
        _trouble(row, error, now)
        return 0
    heard = {"heard_at": now} if updates else {}
    Channel.objects.filter(pk=channel).update(lease_until=None, failures=0, retry_at=None, why={}, **heard)
    return len(updates)


def bot_of(row: Channel) -> Bot:
    """The bot of a channel. Raises `SealBroken`."""
    token = str(unseal(row.secret).get("token", ""))
    return Bot(token, row.url.rstrip("/") or TELEGRAM, settings.PRIVATE_TARGETS)


def _free(now: datetime) -> Q:
    unheld = Q(lease_until=None) | Q(lease_until__lt=now)
    return unheld & (Q(retry_at=None) | Q(retry_at__lte=now))


def _keep(row: Channel, bot: Bot, update: Mapping[str, Any], now: datetime) -> None:
    """One update and the mark behind it, or neither. What cannot be understood goes into the tray, as it came."""
    number = int(update["update_id"])
    raw = body_of(update, tuple(_fetched(bot, files_in(update))))
    try:
        with transaction.atomic():
            if raw is not None:
                take_in(channel=row, raw=raw, now=now)
            _mark(row, number)
    except (BadBody, ValueError, LookupError, TypeError) as error:
        with transaction.atomic():
            _into_tray(row, update, raw or json.dumps(update).encode("ascii"), error, now)
            _mark(row, number)
    except DatabaseError:
        Channel.objects.filter(pk=row.pk).update(lease_until=None)
        raise


def _mark(row: Channel, number: int) -> None:
    Channel.objects.filter(pk=row.pk, cursor__lt=number).update(cursor=number)


def _fetched(bot: Bot, wanted: tuple[Wanted, ...] | Any) -> Iterator[File]:
    """The files with their bytes. What the messenger refuses is named with the reason; a failing network raises."""
    left = MOST_FILE_BYTES
    for each in wanted:
        missing, content = TOO_LARGE, b""
        if each.size <= left:
            try:
                content, missing = bot.fetch(each.file_id), ""
            except Refused:
                missing = NOT_FETCHED
        if len(content) > left:
            content, missing = b"", TOO_LARGE
        left -= len(content)
        yield File(each.name, each.type, content, missing)


def _into_tray(row: Channel, update: Mapping[str, Any], body: bytes, error: Exception, now: datetime) -> None:
    raw = wrap(Envelope(row.key, now), body)
    place = Place(source_of(row.key), source_of(row.key), f"update/{update['update_id']}")
    params = {"error": f"{type(error).__name__}: {error}"[:300], "place": place.place}
    reason = write_reason_text(Reason("intake.failed", params=params))
    store(row.workspace, [Item(place, original(raw, form="channel"), None, reason, len(raw))], now)


def _trouble(row: Channel, error: Exception, now: datetime) -> None:
    """Put the bot off, or pause it where only a person can help; the reason is told."""
    rows = Channel.objects.filter(pk=row.pk)
    if isinstance(error, Busy):
        rows.update(lease_until=None, retry_at=now + timedelta(seconds=error.seconds))
        return
    locked = isinstance(error, SealBroken | ForbiddenTarget) or (
        isinstance(error, Refused) and error.code in (401, 403, 404)
    )
    told = Reason("channel.locked" if locked else "channel.unreachable", params={"words": str(error)[:300]})
    pause = doubled(FIRST_PAUSE, row.failures + 1, LONGEST_PAUSE)
    rows.update(
        lease_until=None,
        failures=row.failures + 1,
        retry_at=now + pause,
        why=write_reason(told),
        **({"state": "paused"} if locked else {}),
    )
