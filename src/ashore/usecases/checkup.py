"""The installation examined: each check with what was found and the next step."""

import shutil
import sqlite3
from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection

from ashore.core.correspondence.leaving import Stuck
from ashore.store import search
from ashore.store.models import Engagement, Membership, Message, RawMessage, Tray, Workspace
from ashore.usecases import sending
from ashore.usecases.checks import accounts, keys, running
from ashore.usecases.checks.senders import senders
from ashore.usecases.checks.value import Check
from ashore.usecases.deriving import SOON
from ashore.usecases.queries.outgoing import stuck_messages

SCARCE_BYTES = 500 * 1024 * 1024
STALE = timedelta(hours=2)
STUCK: Mapping[Stuck, str] = {
    "failed": "failed",
    "perhaps_sent": "perhaps sent",
    "incomplete": "did not reach all",
    "in_vain": "tried in vain",
    "blocked": "waiting for help with an account",
    "untaken": "taken up by nobody",
}


def examine(*, folder: Path, now: datetime, offline: bool = False) -> tuple[Check, ...]:
    """All checks, in the order in which a person would go about it. ``offline``: no mail server is spoken to."""
    return (
        _folder(folder),
        keys.key_files(folder),
        keys.seals(),
        _space(folder),
        _database(),
        running.migrations(),
        _people(),
        _mail(),
        _words(),
        _tray(),
        _understanding(),
        _clocks(now),
        running.waited(now),
        *running.background(now),
        _outbox(now),
        _smtp(),
        *accounts.accounts(now=now, offline=offline, smtp=settings.SMTP),
        *senders(),
    )


def _folder(folder: Path) -> Check:
    return Check("folder", True, str(folder))


def _space(folder: Path) -> Check:
    free = shutil.disk_usage(folder).free
    text = f"{free // 1024**2:,} MB free"
    return Check(
        "disk", free >= SCARCE_BYTES, text, "" if free >= SCARCE_BYTES else "Make room before the next import."
    )


def _database() -> Check:
    if connection.vendor == "postgresql":
        return _postgresql()
    with connection.cursor() as cursor:
        sound = cursor.execute("PRAGMA quick_check(1)").fetchone()[0]
        broken = cursor.execute("PRAGMA foreign_key_check").fetchone()
    if sound != "ok" or broken:
        return Check(
            "database", False, str(sound if sound != "ok" else broken), "Restore the last backup: ashore restore FILE"
        )
    with connection.cursor() as cursor:
        pages, size = (cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
    return Check("database", True, f"SQLite {sqlite3.sqlite_version}, sound, {pages * size // 1024**2:,} MB")


def _postgresql() -> Check:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('server_version'), current_setting('server_encoding'),"
            " pg_database_size(current_database())"
        )
        version, encoding, size = cursor.fetchone()
    text = f"PostgreSQL {version.split()[0]}, {size // 1024**2:,} MB"
    if encoding != "UTF8":
        return Check("database", False, f"{text}, {encoding}", "Make one that takes any text: createdb -E UTF8 NAME")
    return Check("database", True, text)


def _people() -> Check:
    count = Membership.objects.count()
    text = f"{Workspace.objects.count()} workspace(s), {count} person(s)"
    return Check("people", count > 0, text, "" if count else "Nobody can sign in: ashore user add EMAIL")


def _mail() -> Check:
    left = Message.objects.filter(conversation__isnull=True).count()
    waiting = RawMessage.objects.filter(state="waiting").count()
    text = f"{Message.objects.count():,} messages"
    if left or waiting:
        return Check(
            "mail",
            False,
            f"{text}, {left + waiting:,} not placed yet",
            "An import was interrupted: give the same ashore import again.",
        )
    return Check("mail", True, text)


def _words() -> Check:
    left = search.missing()
    text = f"{abs(left):,} messages cannot be searched" if left > 0 else "all messages can be searched"
    return Check("search", left <= 0, text, "A rebuild was interrupted: ashore rebuild." if left > 0 else "")


def _tray() -> Check:
    count = Tray.objects.count()
    places = [
        f"{row.source}{'@' + row.place if row.place not in ('', '0') else ''}"
        for row in Tray.objects.order_by("-pk")[:3]
    ]
    text = f"{count} not understood" + (f", e.g. {', '.join(places)}" if places else "")
    return Check("unreadable", True, text, "They are kept; ashore rebuild tries them again." if count else "")


def _clocks(now: datetime) -> Check:
    late = Engagement.objects.filter(next_at__gt=SOON, next_at__lt=now - STALE).count()
    advice = "Background work is not running: ashore up, or ashore worker." if late else ""
    return Check("clocks", not late, f"{late} engagement(s) behind the clock" if late else "up to date", advice)


def _understanding() -> Check:
    left = Engagement.objects.filter(next_at__lte=SOON).count()
    advice = "ashore up or ashore worker does that in the background." if left else ""
    text = f"mail of {left:,} client(s) is not understood yet" if left else "all mail is understood"
    return Check("understanding", not left, text, advice)


def _outbox(now: datetime) -> Check:
    each = (stuck_messages(workspace=workspace, now=now) for workspace in Workspace.objects.order_by("pk"))
    found: Counter[Stuck] = sum(each, Counter())
    if not found:
        return Check("outbox", True, "nothing stuck")
    told = ", ".join(f"{found[why]} {words}" for why, words in STUCK.items() if found[why])
    return Check("outbox", False, f"{found.total()} stuck: {told}", "Decide on each in the desk, under Outgoing.")


def _smtp() -> Check:
    if sending.configured():
        return Check("sending", True, "SMTP is configured")
    return Check(
        "sending",
        True,
        "no SMTP server: replies are kept as to be sent",
        "Fill [smtp] in ashore.toml to send from here.",
    )
