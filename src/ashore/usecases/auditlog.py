"""The log of who did and saw what: written beside the work, read by owners. It holds no texts of anybody.

What is done to obligations, agreements and conversations stands in the event log, which clocks are derived from; here
stands what concerns access: sign-ins, roles, settings, exports, erasures, and who opened what.
"""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import DatabaseError, transaction
from django.db.models import Q, QuerySet

from ashore.store.models import AuditEntry, Client, Membership, User, Workspace
from ashore.usecases.belonging import client_column
from ashore.usecases.errors import NotPossible, NotThere
from ashore.usecases.exporting.cells import csv_lines
from ashore.usecases.ownership import is_owner

log = logging.getLogger(__name__)

ACTS = (
    "sign_in", "sign_in_failed", "sign_out", "password_changed", "factor_added", "factor_removed", "sessions_ended",
    "invited", "invitation_withdrawn", "joined", "role_changed", "removed", "left", "set_team",
    "saw_conversation", "saw_client", "saw_engagement", "saw_original", "saw_attachment", "saw_agreement",
    "saw_statement", "saw_plan",
    "export_asked", "export_fetched", "export_people", "export_audit", "export_reports", "saw_hand_over",
    "erased", "contacts_taken",
    "set_accounts", "set_channels", "set_coach", "set_letters",
)  # fmt: skip
"""Whatever can stand in the log; a new act gets its words in `web.acts`."""
SHOWN = 100
HEADINGS = ("at", "who", "act", "about", "number", "client", "detail")
LONGEST_DAYS = 3650


@dataclass(frozen=True, slots=True)
class Entry:
    """One row for people. ``of`` and ``number``: kind and id of what it was about; ``client``: its name."""

    id: int
    at: datetime
    who: str
    act: str
    of: str
    number: int | None
    client_id: int | None
    client: str
    detail: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for; empty fields leave nothing out. ``before``: id of the entry that the page goes on after."""

    who: str = ""
    act: str = ""
    client: int | None = None
    day: date | None = None
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A page of entries, newest first; ``next``: where the next one goes on, None at the end."""

    entries: tuple[Entry, ...]
    next: int | None


def note(
    *,
    workspace: Workspace,
    user: User | None,
    now: datetime,
    act: str,
    of: str = "",
    value: int | str = "",
    who: str = "",
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Keep that somebody did or saw something: one statement. ``of`` and ``value``: what it was about, as `belonging`
    names it. It never raises for a database that does not take it: the work goes on, and the program's log says so."""
    about: dict[str, Any] = {}
    if of:
        about = {"of": of, "client": client_column(workspace=workspace, of=of, value=value)}
        about["number"] = value if isinstance(value, int) else None
    try:
        AuditEntry.objects.create(
            workspace=workspace,
            at=now,
            user=user.pk if user else None,
            who=(user.email if user else who)[:254],
            act=act,
            detail=dict(detail or {}),
            **about,
        )
    except DatabaseError:
        log.exception("The audit log could not be written: %s", act)


def note_everywhere(*, user: User, now: datetime, act: str, detail: Mapping[str, Any] | None = None) -> None:
    """Keep what concerns a person and no desk (a sign-in) at each desk that they have a place at."""
    try:
        desks = list(Membership.objects.filter(user=user).values_list("workspace_id", flat=True))
        AuditEntry.objects.bulk_create(
            AuditEntry(workspace_id=desk, at=now, user=user.pk, who=user.email, act=act, detail=dict(detail or {}))
            for desk in desks
        )
    except DatabaseError:
        log.exception("The audit log could not be written: %s", act)


def note_failed_sign_in(*, email: str, now: datetime, detail: Mapping[str, Any] | None = None) -> None:
    """Keep that somebody tried to come in as one of us. An address that nobody has is kept nowhere: it concerns no
    desk."""
    user = User.objects.filter(email__iexact=email.strip()[:254]).first()
    if user is not None:
        note_everywhere(user=user, now=now, act="sign_in_failed", detail=detail)


def entries(*, workspace: Workspace, user: User, wanted: Wanted) -> Found:
    """What an owner sees. Raises `NotThere` for everybody else."""
    _owners_only(workspace, user)
    rows = list(_rows(workspace, wanted)[: SHOWN + 1])
    names = _client_names(workspace, rows)
    shown = tuple(_entry(row, names) for row in rows[:SHOWN])
    return Found(shown, shown[-1].id if len(rows) > SHOWN else None)


def people(*, workspace: Workspace) -> tuple[str, ...]:
    """Whoever the log may name: those who are here, and those who were invited."""
    rows = Membership.objects.filter(workspace=workspace).order_by("user__email").values_list("user__email", flat=True)
    return tuple(rows)


def as_csv(*, workspace: Workspace, user: User, wanted: Wanted) -> Iterator[str]:
    """All that is wanted as CSV, newest first, formulas neutralised (H96). Raises `NotThere` but for an owner."""
    _owners_only(workspace, user)
    rows = _rows(workspace, wanted)
    names = dict(Client.objects.filter(workspace=workspace).values_list("pk", "name"))
    cells = (_cells(_entry(row, names)) for row in rows.iterator(chunk_size=500))
    return csv_lines(HEADINGS, cells)


def keep_for(*, workspace: Workspace, user: User, now: datetime, days: int) -> None:
    """Keep entries for so many days from now on. Raises `NotPossible` (``audit.days``), `NotThere`."""
    _owners_only(workspace, user)
    if not 1 <= days <= LONGEST_DAYS:
        raise NotPossible("audit.days", most=LONGEST_DAYS)
    Workspace.objects.filter(pk=workspace.pk).update(audit_days=days)
    note(workspace=workspace, user=user, now=now, act="set_team", detail={"audit_days": days})


@transaction.atomic
def prune(*, now: datetime) -> int:
    """Delete what is older than each desk keeps it; how many entries."""
    gone = 0
    for pk, days in Workspace.objects.values_list("pk", "audit_days"):
        gone += AuditEntry.objects.filter(workspace=pk, at__lt=now - timedelta(days=days)).delete()[0]
    return gone


def _owners_only(workspace: Workspace, user: User) -> None:
    if not is_owner(workspace=workspace, user=user):
        raise NotThere("audit log")


def _rows(workspace: Workspace, wanted: Wanted) -> QuerySet[AuditEntry]:
    found = AuditEntry.objects.filter(workspace=workspace).order_by("-at", "-id")
    if wanted.who:
        found = found.filter(who=wanted.who)
    if wanted.act:
        found = found.filter(act=wanted.act)
    if wanted.client:
        found = found.filter(client=wanted.client)
    if wanted.day:
        zone = ZoneInfo(workspace.zone)
        begin, end = (datetime.combine(wanted.day + timedelta(days=n), time.min, zone) for n in (0, 1))
        found = found.filter(at__gte=begin, at__lt=end)
    last = AuditEntry.objects.filter(workspace=workspace, pk=wanted.before).first() if wanted.before else None
    return found.filter(Q(at__lt=last.at) | Q(at=last.at, pk__lt=last.pk)) if last else found


def _client_names(workspace: Workspace, rows: list[AuditEntry]) -> dict[int, str]:
    wanted = {row.client for row in rows if row.client}
    return dict(Client.objects.filter(workspace=workspace, pk__in=wanted).values_list("pk", "name"))


def _entry(row: AuditEntry, names: Mapping[int, str]) -> Entry:
    name = names.get(row.client, "") if row.client else ""
    return Entry(row.pk, row.at, row.who, row.act, row.of, row.number, row.client, name, row.detail)


def _cells(row: Entry) -> tuple[object, ...]:
    return row.at, row.who, row.act, row.of, row.number, row.client, row.detail or ""
