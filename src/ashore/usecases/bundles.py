"""Exports that owners ask for on the page: made in the background, fetched by them alone, gone after some days."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

from ashore.store.models import DataBundle, Event, User, Workspace
from ashore.usecases.appending import append
from ashore.usecases.errors import NotPossible, NotThere
from ashore.usecases.exporting import export
from ashore.usecases.ownership import is_owner
from ashore.usecases.records import text_for_database

KEPT = timedelta(days=7)
GIVEN_UP = timedelta(hours=6)
SHOWN = 10
OF_DATA = ("data_exported", "data_fetched", "contacts_taken_in", "person_erased")


@dataclass(frozen=True, slots=True)
class BundleRow:
    """An export as a page shows it. ``size``: bytes."""

    id: int
    state: str
    size: int
    who: str
    at: datetime
    gone_at: datetime | None


@dataclass(frozen=True, slots=True)
class DataEvent:
    """What an owner did with the data. ``data``: numbers, and a file's name."""

    kind: str
    who: str
    at: datetime
    data: dict[str, object]


def owners_only(workspace: Workspace, user: User | None) -> None:
    """Raises `NotPossible` (``data.not_owner``) for whoever does not own the workspace."""
    if not is_owner(workspace=workspace, user=user):
        raise NotPossible("data.not_owner")


@transaction.atomic
def want(*, workspace: Workspace, user: User, now: datetime) -> int:
    """Ask for an export; its id. Raises `NotPossible` (``data.not_owner``, ``data.being_made``)."""
    owners_only(workspace, user)
    if DataBundle.objects.filter(workspace=workspace, state__in=("wanted", "making")).exists():
        raise NotPossible("data.being_made")
    row = DataBundle.objects.create(workspace=workspace, created_by=user, created_at=now)
    append(workspace, user, now, "data_exported", now, {}, None, None)
    return row.pk


def pending(*, now: datetime) -> bool:
    """Whether an export is to be made, or an old one to be deleted."""
    _take_up_again(now)
    rows = DataBundle.objects.all()
    return rows.filter(state="wanted").exists() or rows.filter(gone_at__lte=now).exclude(file="").exists()


def make(*, now: datetime) -> int:
    """Make the exports that are wanted, one after the other, and delete those of long ago; how many were made."""
    _delete_old(now)
    done = 0
    for pk in DataBundle.objects.filter(state="wanted").order_by("pk").values_list("pk", flat=True):
        if DataBundle.objects.filter(pk=pk, state="wanted").update(state="making", ready_at=now) == 1:
            _make(DataBundle.objects.select_related("workspace").get(pk=pk), now)
            done += 1
    return done


def bundles(*, workspace: Workspace, user: User) -> tuple[BundleRow, ...]:
    """The exports that owners asked for, newest first; none for others."""
    if not is_owner(workspace=workspace, user=user):
        return ()
    rows = DataBundle.objects.filter(workspace=workspace).select_related("created_by").order_by("-pk")[:SHOWN]
    return tuple(BundleRow(r.pk, r.state, r.size, str(r.created_by or ""), r.created_at, r.gone_at) for r in rows)


@transaction.atomic
def fetched(*, workspace: Workspace, user: User, now: datetime, id: int) -> Path:
    """The file of an export, for an owner; that they fetched it is noted. Raises `NotThere`."""
    row = DataBundle.objects.filter(workspace=workspace, pk=id, state="ready").exclude(file="").first()
    path = _folder() / row.file if row else None
    if path is None or not path.is_file() or not is_owner(workspace=workspace, user=user):
        raise NotThere(f"export {id}")
    append(workspace, user, now, "data_fetched", now, {}, None, None)
    return path


def log(*, workspace: Workspace, user: User) -> tuple[DataEvent, ...]:
    """What owners did with the data, newest first; nothing for others."""
    if not is_owner(workspace=workspace, user=user):
        return ()
    rows = Event.objects.filter(workspace=workspace, kind__in=OF_DATA).select_related("created_by").order_by("-pk")
    return tuple(DataEvent(row.kind, str(row.created_by or ""), row.at, row.data) for row in rows[: 3 * SHOWN])


def _make(row: DataBundle, now: datetime) -> None:
    name = f"{row.pk}-{secrets.token_hex(8)}.zip"
    path = _folder() / name
    try:
        export(workspace=row.workspace, to=path)
        size = path.stat().st_size
    except Exception as error:  # whatever it was, the page must say that nothing came of it
        path.unlink(missing_ok=True)
        why = text_for_database(f"{type(error).__name__}: {error}")[:1000]
        DataBundle.objects.filter(pk=row.pk).update(state="failed", why=why)
        return
    DataBundle.objects.filter(pk=row.pk).update(state="ready", file=name, size=size, ready_at=now, gone_at=now + KEPT)


def _take_up_again(now: datetime) -> None:
    """What a worker began long ago and never finished."""
    DataBundle.objects.filter(state="making", ready_at__lt=now - GIVEN_UP).update(state="wanted")


def _delete_old(now: datetime) -> None:
    for row in DataBundle.objects.filter(gone_at__lte=now).exclude(file=""):
        (_folder() / row.file).unlink(missing_ok=True)
        DataBundle.objects.filter(pk=row.pk).update(file="", state="gone")


def _folder() -> Path:
    """Where exports lie until they are fetched: in the installation's folder, for nobody else's eyes."""
    path = Path(settings.HOME) / "exports"
    path.mkdir(mode=0o700, exist_ok=True)
    path.chmod(0o700)
    return path
