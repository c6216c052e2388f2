"""What a change of terms would have meant: two agreements over the same log, obligation by obligation, sum by sum."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime, time
from decimal import Decimal

from ashore.core.agreement import Agreement, Within
from ashore.core.agreement.clauses import Quantity
from ashore.core.ledger.amounts.charge import number
from ashore.core.ledger.deriving import derive
from ashore.core.ledger.events import Event
from ashore.core.ledger.obligations import Ledger, Obligation, StatementLine
from ashore.core.worktime import WEEKDAYS, Calendar

_SKIPPED = {"clause", "source", "text", "places", "later", "amendments", "version", "valid_from", "title"}
_FILE_NAMES = {"step": "per", "start": "from", "meetings": "calls"}


@dataclass(frozen=True, slots=True)
class Term:
    """A term that differs: its path, and what stands there in each agreement ("" where nothing does)."""

    path: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Pair:
    """An obligation under both agreements; None where one of them knows none."""

    before: Obligation | None
    after: Obligation | None


@dataclass(frozen=True, slots=True)
class Sums:
    """A line of the statement under both agreements."""

    before: StatementLine | None
    after: StatementLine | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs. ``before``, ``after``: the whole ledgers."""

    terms: tuple[Term, ...]
    obligations: tuple[Pair, ...]
    sums: tuple[Sums, ...]
    before: Ledger
    after: Ledger


def compare(one: Agreement, two: Agreement, events: Iterable[Event], now: datetime) -> Comparison:
    """``one`` and ``two`` over the same log at ``now``."""
    log = list(events)
    before, after = derive(one, log, now), derive(two, log, now)
    return Comparison(
        tuple(different_terms(one, two)),
        tuple(_obligations(before, after)),
        tuple(_sums(before, after)),
        before,
        after,
    )


def different_terms(one: Agreement, two: Agreement) -> Iterator[Term]:
    """The terms that differ, by their paths."""
    before, after = terms_of(one), terms_of(two)
    for path in sorted(before.keys() | after.keys()):
        if before.get(path, "") != after.get(path, ""):
            yield Term(path, before.get(path, ""), after.get(path, ""))


def terms_of(agreement: Agreement) -> Mapping[str, str]:
    """Every term by its path, as text."""
    found: dict[str, str] = {}
    for field in fields(agreement):
        if field.name not in _SKIPPED and field.name != "clauses":
            _flatten(field.name, getattr(agreement, field.name), found)
    for field in fields(agreement.clauses):
        _flatten(_FILE_NAMES.get(field.name, field.name), getattr(agreement.clauses, field.name), found)
    return found


def _flatten(path: str, value: object, found: dict[str, str]) -> None:
    if value in (None, "", ()):
        return
    if isinstance(value, Within):
        found[value.clause or path] = str(value)
    elif isinstance(value, Calendar):
        _calendar(path, value, found)
    elif isinstance(value, Quantity):
        found[path] = _plain(value.amount * 100) + " %" if value.is_share else _plain(value.amount)
    elif is_dataclass(value):
        for field in fields(value):
            if field.name not in _SKIPPED:
                _flatten(f"{path}.{_FILE_NAMES.get(field.name, field.name)}", getattr(value, field.name), found)
    elif isinstance(value, tuple) and any(is_dataclass(each) for each in value):
        for position, each in enumerate(value, 1):
            _flatten(f"{path}.{getattr(each, 'id', '') or position}", each, found)
    else:
        found[path] = _plain(value)


def _calendar(side: str, calendar: Calendar, found: dict[str, str]) -> None:
    found[f"hours.{side}.zone"] = calendar.zone
    for name, windows in zip(WEEKDAYS, calendar.week, strict=True):
        if windows:
            found[f"hours.{side}.{name}"] = ", ".join(map(str, windows))
    for day, name in calendar.holidays:
        found[f"holidays.{side}.{day}"] = name
    for day, windows in calendar.special:
        found[f"special.{side}.{day}"] = ", ".join(map(str, windows)) or "closed"


def _plain(value: object) -> str:
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, tuple):
        return ", ".join(map(_plain, value))
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return value.isoformat() if isinstance(value, date) else str(value)


def _obligations(before: Ledger, after: Ledger) -> Iterator[Pair]:
    olds, news = {each.id: each for each in before.obligations}, {each.id: each for each in after.obligations}
    both = {**olds, **news}
    for name in sorted(both, key=lambda name: (both[name].created_at, name)):
        old, new = olds.get(name), news.get(name)
        if old is None or new is None or (old.due, old.state, old.ended_at) != (new.due, new.state, new.ended_at):
            yield Pair(old, new)


def _sums(before: Ledger, after: Ledger) -> Iterator[Sums]:
    olds, news = _by_place(before.statement), _by_place(after.statement)
    for place in [*olds, *(each for each in news if each not in olds)]:
        old, new = olds.get(place), news.get(place)
        if old is None or new is None or old.amount != new.amount:
            yield Sums(old, new)


def _by_place(lines: Iterable[StatementLine]) -> dict[tuple[str, str, str, int], StatementLine]:
    found: dict[tuple[str, str, str, int], StatementLine] = {}
    for line in lines:
        position = 0
        while (line.kind, line.clause, line.subject, position) in found:
            position += 1
        found[line.kind, line.clause, line.subject, position] = line
    return found
