"""The house's own rules, as its owners put them in: tested, kept, switched on and off, taken out;
each step can be undone."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from ashore.core.coach.packs.model import Pack, PackFault, Place
from ashore.core.coach.packs.reading import read_pack
from ashore.core.coach.packs.shipped import shipped_names
from ashore.core.kernel import Reason
from ashore.store.models import Event, HousePack, User, Workspace
from ashore.usecases.appending import append
from ashore.usecases.errors import NotPossible, NotThere
from ashore.usecases.houserules import NAME, failing
from ashore.usecases.ownership import is_owner
from ashore.usecases.records import text_for_database

MOST_PACKS = 30


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a text. ``faults``: what is wrong, nothing was kept then; ``event``: else, the id that `undo`
    takes."""

    faults: tuple[PackFault, ...] = ()
    event: int = 0


def checked(text: str) -> Pack | tuple[PackFault, ...]:
    """The pack in a text, its own tests passed; or all that is wrong. Raises `NotPossible` (``house_pack.empty``)."""
    if not text.strip():
        raise NotPossible("house_pack.empty")
    found = read_pack(text, NAME)
    if not isinstance(found, Pack):
        return found
    if found.name in shipped_names():
        return (_fault("pack.name_shipped", found),)
    return failing(found) or found


@transaction.atomic
def add(*, workspace: Workspace, user: User, now: datetime, text: str) -> Outcome:
    """Keep a new pack, switched off.

    Raises `NotPossible` (``house_pack.not_owner``, ``house_pack.empty``, ``house_pack.too_many``).
    """
    _owners_only(workspace, user)
    kept = text_for_database(text.replace("\r\n", "\n"))
    found = checked(kept)
    if not isinstance(found, Pack):
        return Outcome(found)
    if HousePack.objects.filter(workspace=workspace, name=found.name).exists():
        return Outcome((_fault("pack.name_here", found),))
    if HousePack.objects.filter(workspace=workspace).count() >= MOST_PACKS:
        raise NotPossible("house_pack.too_many", most=MOST_PACKS)
    return Outcome(event=_change(workspace, user, now, found.name, {"text": kept, "digest": found.digest, "on": False}))


@transaction.atomic
def replace(*, workspace: Workspace, user: User, now: datetime, pack: int, text: str) -> Outcome:
    """Put another text in the place of a pack's; it stays switched as it is.

    Raises `NotThere`, `NotPossible` (``house_pack.not_owner``, ``house_pack.empty``, ``house_pack.same``).
    """
    row = _own(workspace, user, pack)
    kept = text_for_database(text.replace("\r\n", "\n"))
    found = checked(kept)
    if not isinstance(found, Pack):
        return Outcome(found)
    if found.name != row.name:
        return Outcome((_fault("pack.name_other", found, before=row.name),))
    if found.digest == row.digest:
        raise NotPossible("house_pack.same")
    after = {"text": kept, "digest": found.digest, "on": row.on}
    return Outcome(event=_change(workspace, user, now, row.name, after))


@transaction.atomic
def switch(*, workspace: Workspace, user: User, now: datetime, name: str, on: bool) -> int:
    """Let a pack hold, or rest: one of the house's own or one that comes with Ashore. The id that `undo` takes.

    Raises `NotThere`, `NotPossible` (``house_pack.not_owner``, ``house_pack.same``).
    """
    row = HousePack.objects.filter(workspace=workspace, name=name).first()
    if row is None and name not in shipped_names():
        raise NotThere(f"pack {name[:40]}")
    _owners_only(workspace, user)
    if on == (row is not None and row.on):
        raise NotPossible("house_pack.same")
    before = _state(row) or {"text": "", "digest": ""}
    return _change(workspace, user, now, name, {**before, "on": on})


@transaction.atomic
def remove(*, workspace: Workspace, user: User, now: datetime, pack: int) -> int:
    """Take a pack of the house's own out; the id that `undo` takes.

    Raises `NotThere`, `NotPossible` (``house_pack.not_owner``).
    """
    return _change(workspace, user, now, _own(workspace, user, pack).name, None)


def take_back(event: Event, user: User | None, now: datetime) -> None:
    """Undo one of these steps: what stood before it stands again. The caller holds the transaction and logs it.

    Raises `NotPossible` (``house_pack.not_owner``).
    """
    _owners_only(event.workspace, user)
    _put(event.workspace, user, now, event.data["pack"], event.data["before"])


def may_change(workspace: Workspace, user: User | None) -> bool:
    """Whether a person is an owner of this house."""
    return is_owner(workspace=workspace, user=user)


def _owners_only(workspace: Workspace, user: User | None) -> None:
    if not may_change(workspace, user):
        raise NotPossible("house_pack.not_owner")


def _own(workspace: Workspace, user: User, pack: int) -> HousePack:
    row = HousePack.objects.filter(workspace=workspace, pk=pack).exclude(digest="").first()
    if row is None:
        raise NotThere(f"pack {pack}")
    _owners_only(workspace, user)
    return row


def _state(row: HousePack | None) -> dict[str, Any] | None:
    return {"text": row.text, "digest": row.digest, "on": row.on} if row else None


def _change(workspace: Workspace, user: User, now: datetime, name: str, after: dict[str, Any] | None) -> int:
    before = _state(HousePack.objects.filter(workspace=workspace, name=name).first())
    _put(workspace, user, now, name, after)
    data = {"pack": name, "before": before, "after": after}
    return append(workspace, user, now, "house_pack", now, data, None, None)


def _put(workspace: Workspace, user: User | None, now: datetime, name: str, state: dict[str, Any] | None) -> None:
    if state is None:
        HousePack.objects.filter(workspace=workspace, name=name).delete()
        return
    first = {**state, "created_by": user, "created_at": now}
    HousePack.objects.update_or_create(workspace=workspace, name=name, defaults=state, create_defaults=first)


def _fault(code: str, pack: Pack, **params: str) -> PackFault:
    return PackFault(NAME, Place(1, 1), "name", Reason(code, params={"name": pack.name, **params}))
