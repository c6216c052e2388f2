"""All times that a sentence names, in order, and the one deadline they make."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from ashore.core.kernel import Span
from ashore.core.language.deadlines.calendar import WEEK, monday
from ashore.core.language.deadlines.clauses import forbids, unmeant
from ashore.core.language.deadlines.clocks import Told, read_clock
from ashore.core.language.deadlines.durations import upcoming
from ashore.core.language.deadlines.passing import SKIPPED, skipped, skipped_too
from ashore.core.language.deadlines.readers import READERS, read
from ashore.core.language.deadlines.scan import Reading, Scan
from ashore.core.language.deadlines.settling import settle
from ashore.core.language.deadlines.telling import told_of, without_conditions
from ashore.core.language.deadlines.words import Item, items_of
from ashore.core.language.facts import Due, Language

if TYPE_CHECKING:
    from ashore.core.worktime import WorkClock

_FURTHEST_YEARS = 5
_LONGEST = 1_200
_HOURS = ("midnight", "noon", "timed", "clock", "dots", "toward", "beyond", "oclock")
_CLOCK = frozenset((*_HOURS, "count", "number", "hours", "unit", "ordinal"))
_LEADS = frozenset().union(_CLOCK, SKIPPED, *(kinds for kinds, _ in READERS))
_BEHIND = frozenset(("after", "после", "po", "pagkatapos ng", "matapos ang", "past"))
"""Words behind which a time of day is no deadline."""
_EVE = timedelta(1)
_NOON = 12
_NEGATED = 8
"""So many words back a "not" makes "until Friday" the earliest time and no deadline."""


def find_due(
    span: Span, sentence: str, language: Language, at: datetime, clock: "WorkClock | None" = None
) -> Due | None:
    """The deadline that ``sentence`` (standing at ``span`` of the text) names; None where it names none that
    can be resolved.

    ``at``: when it was written, in the author's zone (UTC is assumed for a naive one). ``clock``: by which working
    days are counted; see the package.
    """
    if language == "und":
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    try:
        sentence = sentence[:_LONGEST]
        scan = Scan(items_of(sentence, language), at, language, clock)
        due = _due(span, scan, asked="?" in sentence)
        return due if due and due.at.year <= at.year + _FURTHEST_YEARS else None
    except (OverflowError, ValueError):
        return None


@dataclass(slots=True)
class _Found:
    """What was read so far. ``denied``: days that are named, but meant by no deadline."""

    days: list[Reading] = field(default_factory=list)
    denied: list[Reading] = field(default_factory=list)
    clocks: list[tuple[Told, Item]] = field(default_factory=list)


def _due(span: Span, scan: Scan, asked: bool) -> Due | None:
    items, at, found = scan.items, scan.now, _Found()
    none_of, told_only = unmeant(scan, asked), told_of(scan)
    same_time = False
    i = 0
    while i < len(items):
        kinds = items[i].kinds.keys()
        if not kinds or (_LEADS.isdisjoint(kinds) and not ("on" in kinds and upcoming(scan, i))):
            i += 1
            continue
        same_time = same_time or "thistime" in kinds
        if passed := skipped(scan, i):
            i += passed + skipped_too(scan, i, i + passed)
            continue
        reading, used = read(scan, i)
        if told_only and not told_only.isdisjoint(range(i, i + used)):
            i += max(used, 1)
            continue
        if none_of and not none_of.isdisjoint(range(i, i + used)):
            found.denied += [reading] if reading else []
        elif reading:
            reading = _before_it(scan, i, used, reading)
            if not _is_earliest(scan, i, used):
                _take_day(found, scan, i, reading, used)
        elif used == 1 and not _CLOCK.isdisjoint(kinds) and (told := read_clock(scan, i)):
            if not _is_earliest(scan, i, told.used) and scan.raw(i - 1) not in _BEHIND:
                _take_clock(found, scan, i, told)
            used = told.used
        i += max(used, 1)
    if same_time and found.days and not found.clocks:
        found.days = [replace(d, day=at.date() + WEEK) if d.kind == "week" else d for d in found.days]
        found.clocks.append((Told(at.time().replace(second=0, microsecond=0), True, 1), items[0]))
    if len(found.days) > 1:
        kept = without_conditions(scan, found.days)
        found.denied += [day for day in found.days if day not in kept]
        found.days = kept
    denied = () if any("meant" in item.kinds for item in items) else found.denied  # "Thursday, I meant, not Friday"
    return settle(span, found.days, found.clocks, at, denied)


def _take_day(found: _Found, scan: Scan, i: int, reading: Reading, used: int) -> None:
    """Add a day; of two that are the ends of a stretch of time the later alone, of two alternatives both, in doubt."""
    before = found.days[-1] if found.days else None
    together = before is not None and _stand_together(before, reading)
    either = scan.has(i - 1, "or") or together
    if before and not either and _ends_a_stretch(scan, i, before, reading):
        found.denied.append(found.days.pop())
    if either or scan.has(i + used, "or"):
        reading = replace(reading, certain=False)
    found.days.append(replace(reading, firm=before.firm) if either and before else reading)


def _before_it(scan: Scan, i: int, used: int, reading: Reading) -> Reading:
    """ "before tomorrow", "before next week": the eve, perhaps, in Filipino the day; "the rota for next week" may be of
    that week."""
    if scan.language not in ("en", "fil") or reading.day is None or scan.has(i, "edge", "whole"):
        return reading
    eve = _EVE if scan.language == "en" else timedelta(0)
    period = scan.has(i, "next") and scan.has(i + used - 1, "unit")
    if scan.has(i - 1, "before"):
        if period and scan.named(i + used - 1, "unit") in ("week", "month"):
            first = monday(reading.day) if reading.kind == "week" else reading.day.replace(day=1)
            return replace(reading, day=first - eve, certain=False)
        ends = scan.raw(i).startswith(("eod", "end of"))
        if used == 1 and scan.has(i, "day") and scan.value(i, "day") > 0 and not ends:
            timed = scan.has(i + 1, "part", "clock", "noon", "at", "am", "pm")
            return reading if timed else replace(reading, day=reading.day - eve, certain=False)
    if period and scan.raw(i - 1) in ("for", "para sa") and not scan.raw(i - 2).endswith(("ed", "ing")):
        return replace(reading, certain=False)
    return reading


def _take_clock(found: _Found, scan: Scan, i: int, told: Told) -> None:
    """Add a time of day, by the part of the day named before it; "between 2 and 4", "from 2 to 4" is the later."""
    near = (*range(i - 3, i), *_of_its_day(scan, i + told.used))
    evening = any(scan.has(j, "pm", "evening") and not scan.has(j, "am") for j in near)
    if found.clocks and (_between(scan, i) or (scan.has(i - 1, "to", "by") and not scan.has(i - 1, "or"))):
        found.clocks.pop()
    found.clocks.append((_in_the_evening(told) if evening and not scan.has(i, "clock") else told, scan.items[i]))


def _of_its_day(scan: Scan, i: int) -> range:
    """The items behind a time of day that tell its day: "at 9 on Friday evening"."""
    end = i
    while end < i + 4 and not scan.stops(end - 1) and scan.has(end, "on", "day", "weekday", "today", "pm", "evening"):
        end += 1
    return range(i, end)


def _stand_together(one: Reading, other: Reading) -> bool:
    """Whether two weekdays stand side by side: "Thursday-Friday"."""
    return one.kind == other.kind == "weekday" and one.end + 1 == other.start


def _ends_a_stretch(scan: Scan, i: int, before: Reading, reading: Reading) -> bool:
    """Whether the day at ``i`` is the later end: "between Monday and Wednesday", "Monday to Wednesday"."""
    if scan.has(i - 1, "to"):
        return reading.kind == before.kind
    return scan.has(i - 1, "and", "on") and _between(scan, i)


def _in_the_evening(told: Told) -> Told:
    """The hour of an evening or afternoon that is named beside it."""
    hour = told.time.hour
    if hour == _NOON and told.time.minute == 0:
        return told._replace(certain=False)  # "at 12 tonight"
    return told._replace(time=told.time.replace(hour=hour + 12)) if 1 <= hour < 12 else told


def _between(scan: Scan, i: int) -> bool:
    """Whether the day at ``i`` is the later of two: "between Monday and Wednesday"."""
    last = i - 1 - (not scan.has(i - 1, "and"))
    return scan.has(last, "and") and any(scan.has(j, "between") for j in range(last - 5, last))


def _is_earliest(scan: Scan, i: int, used: int) -> bool:
    """Whether the time is one before which nothing happens: "not before", "won't be ready until", "до пятницы не
    ждите"."""
    if scan.has(i + used, "not") and scan.mode(i, used) == "by" and scan.language == "ru":
        return True
    if scan.language == "en" and scan.has(i + used, "before") and scan.has(i + used + 1, "subject"):
        return scan.mode(i) != "by"  # "it might be Thursday before I get to it"
    if scan.raw(i + used) in ("onwards", "onward"):
        return True
    if scan.has(i + used, "of") and scan.raw(i + used + 1) in ("each", "every"):
        return True  # "the 1st of each month": none of them in particular
    led = next((j for j in range(i - 1, max(-1, i - 4), -1) if scan.has(j, "earliest")), None)
    if led is None:
        return False
    return any(scan.has(j, "not") or forbids(scan, j) for j in range(led - 1, max(-1, led - _NEGATED), -1))
