"""The packs of a house, as its page of the coach shows them: its own, and those that come with Ashore."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from ashore.core.coach.packs.model import Pack, PackFault, told_in
from ashore.core.coach.packs.reading import read_pack
from ashore.core.coach.packs.shipped import shipped_names, shipped_pack
from ashore.core.coach.packs.testing import count_of
from ashore.core.kernel import Severity
from ashore.store.models import HousePack, User, Workspace
from ashore.usecases.errors import NotThere
from ashore.usecases.housepacks import may_change
from ashore.usecases.houserules import NAME, failing, house_of
from ashore.usecases.queries.agreement import Fault


@dataclass(frozen=True, slots=True)
class HouseRuleRow:
    """A rule of the house's own. ``held``: its pack lets it hold replies back, whatever is chosen."""

    code: str
    name: str
    severity: Severity
    why: str
    source: str
    held: bool


@dataclass(frozen=True, slots=True)
class PackRow:
    """A pack. ``id``: 0 for one that comes with Ashore; ``faults``: why it cannot be used, then it has no rules."""

    id: int
    name: str
    about: str
    on: bool
    who: str
    at: datetime | None
    rules: tuple[HouseRuleRow, ...]
    tests: int
    faults: tuple[PackFault, ...] = ()


@dataclass(frozen=True, slots=True)
class PacksView:
    """All packs; ``own``: put in here; ``shipped``: those that come with Ashore; ``may_change``: for an owner."""

    own: tuple[PackRow, ...]
    shipped: tuple[PackRow, ...]
    may_change: bool


def faults_in(text: str, faults: Iterable[PackFault]) -> tuple[Fault, ...]:
    """Faults beside the lines of the text that they are about."""
    lines = text.splitlines()
    return tuple(
        Fault(each.place.line, lines[each.place.line - 1].strip() if each.place.line <= len(lines) else "", each.path,
              each.reason)
        for each in faults
    )  # fmt: skip


def packs(*, workspace: Workspace, user: User) -> PacksView:
    """The packs of a house in the reader's language."""
    rows = {row.name: row for row in HousePack.objects.filter(workspace=workspace).select_related("created_by")}
    own = (_own(row, user.language) for _, row in sorted(rows.items()) if row.digest)
    shipped = (_shipped(name, rows.get(name), user.language) for name in shipped_names())
    return PacksView(tuple(own), tuple(shipped), may_change(workspace, user))


def pack_text(*, workspace: Workspace, user: User, id: int) -> tuple[PackRow, str]:
    """A pack of the house's own with its text. Raises `NotThere`."""
    row = HousePack.objects.filter(workspace=workspace, pk=id).exclude(digest="").select_related("created_by").first()
    if row is None:
        raise NotThere(f"pack {id}")
    return _own(row, user.language), row.text


def house_rules(*, workspace: Workspace, user: User) -> tuple[HouseRuleRow, ...]:
    """The rules of all packs that are switched on."""
    return tuple(row for pack in house_of(workspace, user.language).packs for row in _rules(pack, user.language))


def _own(row: HousePack, reader: str) -> PackRow:
    found = read_pack(row.text, NAME)
    who, at = str(row.created_by or ""), row.created_at
    if not isinstance(found, Pack):
        return PackRow(row.pk, row.name, "", row.on, who, at, (), 0, found)
    rules = tuple(_rules(found, reader))
    about = told_in(found.about, reader)
    return PackRow(row.pk, row.name, about, row.on, who, at, rules, count_of(found), failing(found))


def _shipped(name: str, row: HousePack | None, reader: str) -> PackRow:
    pack = shipped_pack(name)
    on = row is not None and row.on
    return PackRow(0, name, told_in(pack.about, reader), on, "", None, tuple(_rules(pack, reader)), count_of(pack))


def _rules(pack: Pack, reader: str) -> Iterator[HouseRuleRow]:
    for rule in pack.rules:
        why = told_in(rule.why, reader)
        yield HouseRuleRow(pack.code_of(rule), rule.name, rule.severity, why, rule.source, rule.required)
