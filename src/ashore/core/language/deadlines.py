"""Deadlines in a sentence, resolved against the moment and the zone in which it was written (W2, W5, A13).

The words are data (``data/<lang>/dates.txt``). A day alone gives a day, a time gives a minute. Where words allow more
than one reading, the later is taken and the result is not ``certain``: nobody is called late on a guess. "End of the
week" is read as its Friday, uncertain, since some mean Sunday. Working days are Monday to Friday here; the number
is in the reason, so that a calendar with holidays can count again.
"""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from ashore.core.kernel import Reason, Span
from ashore.core.language.facts import Due, Language
from ashore.core.language.lexicon import fold, sections

_TOKEN = re.compile(
    r"(?P<iso>\b\d{4}-\d{1,2}-\d{1,2}\b)"
    r"|(?P<clock>\b\d{1,2}:\d{2}\b(?: ?[ap]\.?m\b)?|\b\d{1,2} ?[ap]\.?m\b)"
    r"|(?P<dots>\b\d{1,2}\. ?\d{1,2}\.(?: ?\d{4}\b|\d{2}\b)?|\b\d{1,2}\.\d{1,2}\b(?!\.))"
    r"|(?P<slash>\b\d{1,2}/\d{1,2}(?:/\d{4}|/\d{2})?\b)"
    r"|(?P<count>\b\d{1,4})(?:st|nd|rd|th|-го|-му|-е)?\b"
    r"|(?P<hours>\b\d{1,3}(?=h\b))"
    r"|(?P<word>[^\W\d_]+(?:[.'-][^\W\d_]+)*)"
)
_FIL_PREFIX = re.compile(r"\b(mag|ika)-(?=[^\W_])")
_LONGEST_NAME = 8
_MAX_TOKENS = 240
_FURTHEST_YEARS = 5


@dataclass(frozen=True, slots=True)
class _Item:
    """A token or a known name with all it may mean: kind -> value."""

    kinds: Mapping[str, int | str]
    start: int
    end: int
    raw: str


@dataclass(frozen=True, slots=True)
class _Reading:
    """A deadline read: a day with or without a time, or an instant."""

    kind: str
    day: date | None
    at: datetime | None
    certain: bool
    start: int
    end: int
    firm: bool
    amount: int = 0


@cache
def _names(language: str) -> Mapping[str, tuple[tuple[str, int | str], ...]]:
    """Folded name of one to eight words -> what it may mean."""
    table: dict[str, tuple[tuple[str, int | str], ...]] = {}
    for section, lines in sections(language, "dates.txt").items():
        kind, _, value = section.partition(" ")
        for name in "; ".join(lines).split(";"):
            if name := name.strip():
                meaning = (kind, int(value) if value.isdigit() else value)
                table[name] = (*table.get(name, ()), meaning)
    return table


def find_due(span: Span, sentence: str, language: Language, at: datetime) -> Due | None:
    """The deadline that ``sentence`` (standing at ``span`` of the text) names; None where it names none that
    can be resolved.

    ``at``: when it was written, in the author's zone (UTC is assumed for a naive one).
    """
    if language == "und":
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    try:
        items = _items(_prefixes_apart(fold(sentence[:1_200], language), language), language)
        due = _due(span, items, at, language)
        return due if due and due.at.year <= at.year + _FURTHEST_YEARS else None
    except (OverflowError, ValueError):
        return None


def _prefixes_apart(low: str, language: str) -> str:
    """``mag-Biyernes``, ``ika-12``, ``alas-3``: the prefix as a word of its own, at the same length."""
    return _FIL_PREFIX.sub(r"\1 ", low) if language == "fil" else low


def _items(low: str, language: str) -> list[_Item]:
    names = _names(language)
    found = [m for _, m in zip(range(_MAX_TOKENS), _TOKEN.finditer(low), strict=False)]
    items: list[_Item] = []
    i = 0
    while i < len(found):
        match = found[i]
        group = match.lastgroup or "word"
        length = 1
        kinds: Mapping[str, int | str] = {group: 0}
        name = match.group(group)
        if group == "word":
            length = max(_named(found, i, names), 1)
            name = " ".join(m.group() for m in found[i : i + length])
            kinds = dict(names.get(name, ()))
        items.append(_Item(kinds, match.start(), found[i + length - 1].end(), name))
        i += length
    return items


def _named(found: list[re.Match[str]], i: int, names: Mapping[str, object]) -> int:
    """How many words from ``i`` on make the longest known name."""
    words: list[str] = []
    best = 0
    for match in found[i : i + _LONGEST_NAME]:
        if match.lastgroup != "word":
            break
        words.append(match.group())
        if " ".join(words) in names:
            best = len(words)
    return best


def _due(span: Span, items: list[_Item], at: datetime, language: str) -> Due | None:
    scan = _Scan(items, at, language)
    days: list[_Reading] = []
    clocks: list[tuple[time, _Item, bool]] = []
    i = 0
    while i < len(items):
        if not items[i].kinds:
            i += 1
            continue
        if scan.is_past(i):
            i += 3 if scan.has(i + 1, "next", "this", "on", "by", "past") else 2
            continue
        reading, used = scan.read(i)
        if reading:
            days.append(reading)
        elif clock := scan.clock(i):
            clocks.append((clock[0], items[i], clock[1]))
        i += max(used, 1)
    return _settle(span, days, clocks, at)


def _settle(span: Span, days: list[_Reading], clocks: list[tuple[time, _Item, bool]], at: datetime) -> Due | None:
    """One deadline of all that was read: the one after "by" if there is one, else the last, then uncertain."""
    if any(d.kind != "today" for d in days):
        days = [d for d in days if d.kind != "today"]
    instants = [d for d in days if d.at]
    if instants and len(days) == len(instants) and not clocks:
        last = max(instants, key=lambda d: d.at or at)
        return _made(span, last, last.at or at, "minute", last.certain and len(instants) == 1)
    dated = [d for d in days if d.day]
    firm = [d for d in dated if d.firm]
    chosen = firm if len({d.day for d in firm}) == 1 else dated
    clock = clocks[-1] if clocks else None
    if not chosen:
        if clock is None:
            return None
        moment = datetime.combine(at.date(), clock[0], at.tzinfo)
        later = moment > at
        day = _Reading("time", at.date(), None, later, clock[1].start, clock[1].end, True)
        moment = moment if later else datetime.combine(at.date() + timedelta(1), clock[0], at.tzinfo)
        return _made(span, day, moment, "minute", later and clock[2] and len(clocks) == 1)
    last = max(chosen, key=lambda d: d.day or date.min)
    certain = last.certain and len({d.day for d in chosen}) == 1
    if clock:
        moment = datetime.combine(last.day or at.date(), clock[0], at.tzinfo)
        if last.kind == "weekday" and last.amount == 7 and datetime.combine(at.date(), clock[0], at.tzinfo) <= at:
            certain = True
        return _made(span, last, moment, "minute", certain and clock[2] and len(clocks) == 1)
    return _made(span, last, datetime.combine(last.day or at.date(), time(), at.tzinfo), "day", certain)


def _made(span: Span, reading: _Reading, at: datetime, precision: str, certain: bool) -> Due:
    params: dict[str, str | int | float | bool | datetime | date | None] = {"at": at.astimezone(UTC)}
    if reading.amount:
        params["amount"] = reading.amount
    return Due(
        at,
        "minute" if precision == "minute" else "day",
        certain,
        Span(span.start + reading.start, span.start + reading.end),
        Reason(f"language.due.{reading.kind}", "W5", params),
    )


_Read = tuple[_Reading | None, int]


@dataclass(frozen=True, slots=True)
class _Scan:
    """The items of a sentence and the moment they are read from; each reader tells how many items it took."""

    items: list[_Item]
    now: datetime
    language: str

    def has(self, i: int, *kinds: str) -> bool:
        return 0 <= i < len(self.items) and not self.items[i].kinds.keys().isdisjoint(kinds)

    def value(self, i: int, kind: str) -> int:
        return int(self.items[i].kinds[kind])

    def number(self, i: int) -> int | None:
        """The whole number at ``i``, in digits or words."""
        if self.has(i, "count", "hours"):
            return int(self.items[i].raw)
        return self.value(i, "number") if self.has(i, "number") else None

    def is_past(self, i: int) -> bool:
        return self.has(i, "past") and not self.has(i, "by", "within")

    def day(self, kind: str, when: date, i: int, used: int = 1, certain: bool = True, amount: int = 0) -> _Read:
        firm = any("by" in item.kinds for item in self.items[max(0, i - 3) : i])
        end = self.items[min(i + used, len(self.items)) - 1].end
        return _Reading(kind, when, None, certain, self.items[i].start, end, firm, amount), used

    def read(self, i: int) -> _Read:
        """The reading that begins at item ``i``."""
        today = self.now.date()
        if self.has(i, "day"):
            return self.day("relative_day", today + timedelta(self.value(i, "day")), i)
        if self.has(i, "today"):
            return self.day("today", today, i)
        if self.has(i, "weekday") or (self.has(i, "next", "this") and self.has(i + 1, "weekday")):
            return self._weekday(i, today)
        if self.has(i, "nextweek", "thisweek", "nextweekend"):
            friday = today - timedelta(today.weekday()) + timedelta(4 if self.has(i, "thisweek") else 11)
            return self.day("week", max(friday, today), i, certain=False)
        if self.has(i, "thismonth", "nextmonth"):
            first = today if self.has(i, "thismonth") else today.replace(day=1) + timedelta(32)
            whole = self.items[i].raw in ("this month", "next month", "tento mesiac") or self.has(i, "nextmonth")
            return self.day("month", _month_end(first), i, certain=not whole)
        if self.has(i, "iso", "dots", "slash"):
            return self._numeric(i, today)
        if (written := self._written(i, today))[0]:
            return written
        return self._duration(i)

    def _weekday(self, i: int, today: date) -> _Read:
        marked = not self.has(i, "weekday")
        target = self.value(i + marked, "weekday")
        used = 1 + marked
        ahead = (target - today.weekday()) % 7
        for near in (i + used, i - 1, i + used + 1):
            if self.has(near, "nextweek", "thisweek") and (near <= i + used or self.has(i + used, "on")):
                monday = today - timedelta(today.weekday()) + timedelta(7 if self.has(near, "nextweek") else 0)
                return self.day("weekday", monday + timedelta(target), i, max(used, near - i + 1))
        if marked and self.has(i, "next"):
            same_week = target > today.weekday()
            when = today + timedelta(ahead + 7 if same_week else ahead or 7)
            return self.day("weekday", when, i, used, certain=not same_week)
        if ahead == 0:
            return self.day("weekday", today + timedelta(7), i, used, certain=False, amount=7)
        return self.day("weekday", today + timedelta(ahead), i, used)

    def _numeric(self, i: int, today: date) -> _Read:
        raw = self.items[i].raw
        numbers = [int(n) for n in re.split(r"[^\d]+", raw) if n]
        if self.has(i, "iso"):
            return self.day("date", date(*numbers), i)
        year = None
        if len(numbers) == 3:
            year = numbers[2] + 2000 if numbers[2] < 100 else numbers[2]
        elif self.has(i, "dots") and not raw.endswith(".") and not self.has(i - 1, "by", "on", "this"):
            return None, 1
        first, second = numbers[0], numbers[1]
        if self.has(i, "dots") or first > 12:
            return self._dated(i, 1, second, first, year, today)
        if second > 12:
            return self._dated(i, 1, first, second, year, today)
        one, _ = self._dated(i, 1, second, first, year, today)
        two, _ = self._dated(i, 1, first, second, year, today)
        last = max((r for r in (one, two) if r and r.day), key=lambda r: r.day or date.min)
        return self.day("date", last.day or today, i, 1, first == second)

    def _written(self, i: int, today: date) -> _Read:
        """``5 March``, ``5th of March 2026``, ``March 5``."""
        if self.has(i, "count"):
            month = i + 2 if self.has(i + 1, "on") and self.has(i + 2, "month") else i + 1
            if not self.has(month, "month"):
                return None, 1
            number, end = int(self.items[i].raw), month + 1
        elif self.has(i, "month") and self.has(i + 1, "count") and int(self.items[i + 1].raw) <= 31:
            month, number, end = i, int(self.items[i + 1].raw), i + 2
        else:
            return None, 1
        year = None
        if self.has(end, "count") and len(self.items[end].raw) == 4:
            year, end = int(self.items[end].raw), end + 1
        return self._dated(i, end - i, self.value(month, "month"), number, year, today)

    def _dated(self, i: int, used: int, month: int, number: int, year: int | None, today: date) -> _Read:
        """A day and month; without a year the next one, uncertain where it passed within the last quarter."""
        if not 1 <= month <= 12 or not 1 <= number <= 31:
            return None, used
        if year is not None:
            return self.day("date", date(year, month, number), i, used)
        when = date(today.year, month, number)
        if when >= today:
            return self.day("date", when, i, used)
        return self.day("date", date(today.year + 1, month, number), i, used, certain=(today - when).days > 92)

    def _duration(self, i: int) -> _Read:
        """``in two days``, ``within 3 working days``, ``через час``, ``half an hour`` after such a word."""
        if not self.has(i, "within"):
            return None, 1
        j = i + 1
        while self.has(j, "on", "within", "next", "this") and j < i + 3:
            j += 1
        if self.has(j, "unit") and self.items[j].kinds["unit"] == "half":
            return self._after(i, j, "minute", 30, True)
        vague = self.has(j, "vague")
        amount = self.value(j, "vague") if vague else self.number(j)
        unit_at = j if amount is None else j + 1
        if amount is not None and self.has(unit_at, "count", "number") and not self.has(unit_at, "unit"):
            amount, unit_at, vague = max(amount, self.number(unit_at) or 0), unit_at + 1, True
        if not self.has(unit_at, "unit") or (self.has(unit_at + 1, "past") and not self.has(unit_at + 1, "by")):
            return None, 1
        if amount is None and self.language not in ("ru", "sk"):
            return None, 1
        unit = str(self.items[unit_at].kinds["unit"])
        clock_like = unit == "hour" and self.has(i, "by", "on") and self.has(j, "count") and (amount or 1) < 24
        return self._after(i, unit_at, unit, amount or 1, not vague and not (clock_like and self.has(i, "by")))

    def _after(self, i: int, last: int, unit: str, amount: int, certain: bool) -> _Read:
        today = self.now.date()
        used = last - i + 1
        if unit in ("minute", "hour"):
            span = timedelta(minutes=amount) if unit == "minute" else timedelta(hours=amount)
            at = (self.now.astimezone(UTC) + span).astimezone(self.now.tzinfo)
            return (
                _Reading("duration", None, at, certain, self.items[i].start, self.items[last].end, True, amount),
                used,
            )
        if unit == "workday":
            return self.day("working_days", _working_days(today, amount), i, used, certain, amount)
        if unit == "month":
            months = today.month - 1 + amount
            first = date(today.year + months // 12, months % 12 + 1, 1)
            when = first.replace(day=min(today.day, _month_end(first).day))
        else:
            when = today + timedelta(amount * (7 if unit == "week" else 1))
        return self.day("duration", when, i, used, certain, amount)

    def clock(self, i: int) -> tuple[time, bool] | None:
        """A time of day and whether it has one reading."""
        if self.has(i, "noon"):
            return time(12), True
        if self.has(i, "hour"):
            named = self.items[i].raw
            return time(self.value(i, "hour")), "hapon" in named or "umaga" in named or "gabi" in named
        if self.has(i, "clock"):
            return _clock(self.items[i].raw)
        if self.has(i, "count") and self.has(i - 1, "by", "on") and self.has(i + 1, "unit"):
            hour = int(self.items[i].raw)
            if self.items[i + 1].kinds["unit"] == "hour" and hour < 24 and self.language in ("ru", "sk"):
                return time(hour), hour > 7
        return None


def _month_end(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])


def _working_days(start: date, amount: int) -> date:
    day = start
    for _ in range(min(amount, 400)):
        day += timedelta(1)
        while day.weekday() > 4:
            day += timedelta(1)
    return day


def _clock(raw: str) -> tuple[time, bool] | None:
    numbers = [int(n) for n in re.findall(r"\d+", raw)]
    hour, minute = numbers[0], numbers[1] if len(numbers) > 1 else 0
    if re.search(r"[ap]\.?m", raw):
        if not 1 <= hour <= 12 or minute > 59:
            return None
        return time(hour % 12 + (12 if "p" in raw else 0), minute), True
    if hour > 23 or minute > 59:
        return None
    return time(hour, minute), hour >= 7 or raw.startswith("0")
