"""Of all the days and times read in a sentence, the one deadline."""

from datetime import UTC, date, datetime, time, timedelta

from ashore.core.kernel import Reason, Span
from ashore.core.language.deadlines.scan import Reading
from ashore.core.language.deadlines.words import Item
from ashore.core.language.facts import Due


def settle(span: Span, days: list[Reading], clocks: list[tuple[time, Item, bool]], at: datetime) -> Due | None:
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
        day = Reading("time", at.date(), None, later, clock[1].start, clock[1].end, True)
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


def _made(span: Span, reading: Reading, at: datetime, precision: str, certain: bool) -> Due:
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
