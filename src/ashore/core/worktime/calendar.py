"""When a side works: weekly windows, holidays and special days of one zone, as frozen data."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import NamedTuple
from zoneinfo import ZoneInfo

DAY = 86_400
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class Window(NamedTuple):
    """Half-open stretch ``[opens, closes)`` of a day's wall clock, in seconds after 00:00; 24:00 is 86 400."""

    opens: int
    closes: int

    def __str__(self) -> str:
        return f"{_wall(self.opens)}-{_wall(self.closes)}"


Windows = tuple[Window, ...]
Week = tuple[Windows, Windows, Windows, Windows, Windows, Windows, Windows]
CLOSED_WEEK: Week = ((), (), (), (), (), (), ())


def window(text: str) -> Window:
    """``"09:00-13:00"`` as a window, for code and tests; people's files are read by ``agreement.hours`` with advice.

    Raises ValueError where the text is not of this form.
    """
    opens, _, closes = text.partition("-")
    return Window(_seconds(opens), _seconds(closes))


@dataclass(frozen=True, slots=True)
class Calendar:
    """The working times of one side: hashable, comparable, free of any clock.

    ``zone``: IANA name. ``week``: Monday to Sunday, each day's windows sorted and apart.
    ``holidays``: closed dates with their names. ``special``: dates with windows of their own (working Saturdays, half
    days; empty: closed); a special day wins over a holiday on the same date, and both over the week.
    Raises ValueError for windows that are no windows.
    """

    zone: str
    week: Week = CLOSED_WEEK
    holidays: tuple[tuple[date, str], ...] = ()
    special: tuple[tuple[date, Windows], ...] = ()

    def __post_init__(self) -> None:
        ZoneInfo(self.zone)
        if len(self.week) != len(WEEKDAYS):
            raise ValueError(f"a week has seven days, not {len(self.week)}")
        for windows in (*self.week, *(day for _, day in self.special)):
            _check(windows)

    @classmethod
    def of(
        cls,
        zone: str,
        week: Mapping[str, str],
        holidays: Mapping[date, str] | None = None,
        special: Mapping[date, str] | None = None,
    ) -> "Calendar":
        """A calendar from short text: ``Calendar.of("Europe/Bratislava", {"mon": "09:00-13:00, 14:00-18:00"})``.

        Raises ValueError for a day that is none of mon ... sun and for windows that are no windows.
        """
        unknown = set(week) - set(WEEKDAYS)
        if unknown:
            raise ValueError(f"not a weekday: {', '.join(sorted(unknown))}")
        mon, tue, wed, thu, fri, sat, sun = (_windows(week.get(day, "")) for day in WEEKDAYS)
        days = ((day, _windows(text)) for day, text in sorted((special or {}).items()))
        return cls(zone, (mon, tue, wed, thu, fri, sat, sun), tuple(sorted((holidays or {}).items())), tuple(days))

    @property
    def never_open(self) -> bool:
        """True where neither the week nor any special day has a window."""
        return not any(self.week) and not any(windows for _, windows in self.special)


def _check(windows: Iterable[Window]) -> None:
    listed = list(windows)
    for each in listed:
        if not 0 <= each.opens < each.closes <= DAY:
            raise ValueError(f"{each} is no window of a day")
    for before, after in pairwise(listed):
        if before.closes > after.opens:
            raise ValueError(f"{before} and {after} overlap or stand in the wrong order")


def _windows(text: str) -> Windows:
    return tuple(window(part) for part in text.split(",")) if text.strip() else ()


def _seconds(text: str) -> int:
    hours, _, minutes = text.strip().partition(":")
    return int(hours) * 3600 + int(minutes or 0) * 60


def _wall(seconds: int) -> str:
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}"
