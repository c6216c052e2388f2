"""Doubts about hours and days off: hours that nobody of the rota covers, days off that are not listed to the end."""

from collections.abc import Iterator

from ashore.core.agreement.terms import Agreement
from ashore.core.kernel import Reason, Side, Value
from ashore.core.worktime import WEEKDAYS, Window, Windows

SIDES: tuple[Side, Side] = ("us", "client")


def hour_doubts(agreement: Agreement) -> Iterator[tuple[str, Reason]]:
    """(path, doubt) for each gap of the rota and each list of days off that ends before the agreement does."""
    yield from _gaps(agreement)
    yield from _unlisted(agreement)


def _gaps(agreement: Agreement) -> Iterator[tuple[str, Reason]]:
    rota = agreement.clauses.rota
    if not rota:
        return
    for number, windows in enumerate(agreement.us.week):
        covered = sorted(window for _, week in rota for window in week[number])
        for gap in uncovered(windows, tuple(covered)):
            told: dict[str, Value] = {"day": WEEKDAYS[number], "window": str(gap)}
            yield "rota", Reason("agreement.doubt.rota_gap", "A9", told, ("clause:hours.us",))


def uncovered(windows: Windows, covered: Windows) -> Iterator[Window]:
    """What of ``windows`` lies in none of ``covered``; both sorted."""
    for opens, closes in windows:
        at = opens
        for window in covered:
            if window.closes > at and window.opens < closes:
                if window.opens > at:
                    yield Window(at, window.opens)
                at = window.closes
        if at < closes:
            yield Window(at, closes)


def _unlisted(agreement: Agreement) -> Iterator[tuple[str, Reason]]:
    end = agreement.clauses.term.end
    for side in SIDES:
        holidays = agreement.calendar(side).holidays
        inherited = side == "client" and holidays == agreement.us.holidays
        if end is None or not holidays or inherited:
            continue
        last = max(day for day, _ in holidays).year
        if last < end.year:
            params: dict[str, Value] = {"last_year": last, "end_date": end}
            yield (
                f"holidays.{side}",
                Reason("agreement.doubt.days_off_end", "A11", params, (f"clause:holidays.{side}",)),
            )
