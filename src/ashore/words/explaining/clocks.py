"""Clauses that drive clocks in plain words, each with a worked example."""

from collections.abc import Callable, Iterator
from datetime import time, timedelta
from itertools import islice

from ashore.core.agreement import Within
from ashore.core.kernel import Side
from ashore.core.ledger.rhythms import call_days, on_the_wall
from ashore.core.worktime import Calendar
from ashore.words.explaining.teller import Explained, Teller
from ashore.words.marks import N_, NP_

FROM_TO = N_("It holds from {start} to {end}.")
FROM = N_("It holds from {start}.")
UNTIL = N_("It holds until {end}.")
AFTER_PAYMENT = N_("Work begins this long after the first payment: {length}.")
RENEWAL = N_("Without notice it goes on by: {length}.")
NOTICE = N_("Notice before the end: {length}.")
HOURS = N_("{hours} (time zone {zone}).")
SAME_HOURS = N_("The same as the contractor's.")
DAYS_OFF = NP_("{n} day off is fixed in the agreement.", "{n} days off are fixed in the agreement.", "n")
SOURCE = N_("Taken from: {source}.")
NEXT_OFF = N_("Next: {day}, {name}")
OWN_HOURS = N_("{day}: {hours}")
CLOSED = N_("closed")
CONVENTIONS = {
    ("by", "end_of_working_day"): N_("“By a day” means: until that day's working time ends."),
    ("by", "end_of_day"): N_("“By a day” means: until that day's midnight."),
    ("by", "start_of_working_day"): N_("“By a day” means: until work begins on that day."),
    ("first_day", "day_after"): N_("The day of an event is not counted."),
    ("first_day", "day_of_event"): N_("The day of an event is counted."),
    ("fraction", "started"): N_("A day late that has begun counts as a whole one."),
    ("fraction", "completed"): N_("Only whole days late count."),
    ("fraction", "exact"): N_("Parts of a day late count in proportion."),
    ("first_late_day", "one_off_only"): N_("The first day late costs the one-off only."),
    ("first_late_day", "one_off_and_rate"): N_("The first day late costs the one-off and the daily rate."),
    ("percent_of", "contract"): N_("Percentages are of the contract sum."),
    ("percent_of", "stage"): N_("Percentages are of the price of the stage."),
    ("percent_of", "invoice"): N_("Percentages are of the invoice."),
    ("percent_of", "month_fee"): N_("Percentages are of the fee of the month."),
}
ANY_HOUR = N_("A request counts as of the day on which it comes, at any hour.")
CUTOFF = N_("A request from {time} on counts as of the next working day.")
CAPS = N_("Caps apply in this order: {order}.")
CAP_NAMES = {"clause": N_("clause"), "month": N_("month"), "year": N_("year"), "contract": N_("contract")}
ACKNOWLEDGE = N_("Receipt is confirmed, where the answer takes longer, within this time: {length}.")
ANSWER = N_("We answer within this time: {length}.")
INFORMATION = N_("The client answers our questions within this time: {length}.")
CONTACT = N_("While work goes on, silence lasts no longer than: {length}.")
LAST_WORD = N_("A conversation that the client ended gets our thanks or good wishes within this time: {length}.")
SUMMARY = N_("A call or a meeting is summed up in writing within this time: {length}.")
RULE = N_("{side}. Channel, priority: {case}. Answer: {answer}; receipt: {receipt}.")
ANY_CASE = N_("any")
WEEKLY = N_("Every week: {days}, {time} (time zone {zone}).")
EVERY_WEEKS = NP_(
    "Every {n} week: {days}, {time} (time zone {zone}).",
    "Every {n} weeks: {days}, {time} (time zone {zone}).",
    "n",
)
CALL_NOTICE = N_("A call beside these is agreed this long before: {length}.")
TOPIC = N_("It needs a topic.")
FIRST_CALLS = N_("The first ones: {calls}")
SHOWN_CALLS = 3
SEARCHED = timedelta(days=366)
Worked = Callable[[Side, Within | None], str]


def term(tell: Teller) -> Iterator[Explained]:
    """From when to when, and how it goes on."""
    found = tell.agreement.clauses.term
    start = tell.day(found.start) if found.start else ""
    end = tell.day(found.end) if found.end else ""
    lines = []
    if start or end:
        lines.append(tell.say(FROM_TO if start and end else FROM if start else UNTIL, start=start, end=end))
    named = ((AFTER_PAYMENT, found.start_after_payment), (RENEWAL, found.renewal), (NOTICE, found.notice))
    lines += [tell.say(sentence, length=tell.length(length)) for sentence, length in named if length is not None]
    if lines:
        yield tell.told("term", lines)


def hours(tell: Teller) -> Iterator[Explained]:
    """When each side works, and when not."""
    us, client = tell.agreement.us, tell.agreement.client
    yield tell.told("hours.us", [_week(tell, us)], clocks=("reply", "stage"))
    same = client.zone == us.zone and client.week == us.week
    yield tell.told("hours.client", [tell.say(SAME_HOURS) if same else _week(tell, client)], clocks=("information",))
    sides: tuple[Side, Side] = ("us", "client")
    for side, source in zip(sides, tell.agreement.clauses.holiday_sources, strict=True):
        calendar = tell.agreement.calendar(side)
        if calendar.holidays and (side == "us" or calendar.holidays != us.holidays):
            yield _days_off(tell, side, calendar, source)
        if calendar.special and (side == "us" or calendar.special != us.special):
            days = (
                tell.say(OWN_HOURS, day=tell.day(day), hours=", ".join(map(str, windows)) or tell.reader.text(CLOSED))
                for day, windows in calendar.special
            )
            yield tell.told(f"special.{side}", ["; ".join(days)])


def _week(tell: Teller, calendar: Calendar) -> str:
    groups: dict[str, list[int]] = {}
    for day, windows in enumerate(calendar.week):
        if windows:
            groups.setdefault(", ".join(map(str, windows)), []).append(day)
    told = "; ".join(f"{tell.weekdays(days)} {windows}" for windows, days in groups.items())
    return tell.say(HOURS, hours=told, zone=calendar.zone)


def _days_off(tell: Teller, side: Side, calendar: Calendar, source: str) -> Explained:
    lines = [tell.say(DAYS_OFF, n=len(calendar.holidays))]
    lines += [tell.say(SOURCE, source=source.rstrip("."))] if source else []
    first = tell.start().date()
    following = next(((day, name) for day, name in calendar.holidays if day >= first), None)
    example = tell.say(NEXT_OFF, day=tell.day(following[0]), name=following[1]) if following else ""
    return tell.told(f"holidays.{side}", lines, example)


def counting(tell: Teller) -> Iterator[Explained]:
    """The conventions that are stated."""
    found = tell.agreement.clauses.counting
    lines = []
    for key in ("by", "first_day", "fraction", "first_late_day", "percent_of"):
        value = getattr(found, key)
        if value is not None:
            lines.append(tell.say(CONVENTIONS[key, value]))
        if key == "first_day" and found.cutoff is not None:
            is_time = isinstance(found.cutoff, time)
            lines.append(tell.say(CUTOFF, time=f"{found.cutoff:%H:%M}") if is_time else tell.say(ANY_HOUR))
    if found.caps_order:
        lines.append(tell.say(CAPS, order=", ".join(tell.reader.text(CAP_NAMES[cap]) for cap in found.caps_order)))
    if lines:
        yield tell.told("counting", lines)


def answers(tell: Teller) -> Iterator[Explained]:
    """How soon each side answers, and how long silence lasts."""
    terms = tell.agreement
    asked, counted = tell.asked, tell.counted
    named: tuple[tuple[str, str, Side, Within | None, str, Worked], ...] = (
        ("response.acknowledge_within", ACKNOWLEDGE, "us", terms.acknowledge_within, "acknowledge", asked),
        ("response.answer_within", ANSWER, "us", terms.answer_within, "reply", asked),
        ("response.information_within", INFORMATION, "client", terms.information_within, "information", asked),
        ("contact.every", CONTACT, "us", terms.contact_every, "sign_of_life", counted),
        ("last_word.within", LAST_WORD, "us", terms.last_word, "last_word", counted),
        ("calls.summary_within", SUMMARY, "us", terms.call_summary_within, "call_summary", counted),
    )
    for clause, sentence, side, within, clock, worked in named:
        if within is not None:
            text = tell.say(sentence, length=tell.length(within))
            yield tell.told(clause, [text], worked(side, within), (clock,))
    for rule in terms.clauses.response:
        case = ", ".join(part for part in (rule.channel, rule.priority) if part) or tell.reader.text(ANY_CASE)
        answer, receipt = (tell.length(each) if each else "–" for each in (rule.answer_within, rule.acknowledge_within))
        text = tell.say(RULE, side=tell.side(rule.side), case=case, answer=answer, receipt=receipt)
        example = tell.asked(rule.side, rule.answer_within or rule.acknowledge_within)
        yield tell.told(rule.clause, [text], example, ("reply",))


def calls(tell: Teller) -> Iterator[Explained]:
    """Regular calls, and what a further one needs."""
    found = tell.agreement.clauses.meetings
    if found is None:
        return
    lines, example = [], ""
    if found.at is not None:
        days, at = tell.weekdays(found.weekdays), f"{found.at:%H:%M}"
        sentence = WEEKLY if found.every_weeks == 1 else EVERY_WEEKS
        lines.append(tell.say(sentence, n=found.every_weeks, days=days, time=at, zone=found.zone))
        begins = found.begins or tell.start().date()
        days_on = islice(call_days(found, begins, begins + SEARCHED), SHOWN_CALLS)
        first = (tell.moment(on_the_wall(day, found.at, found.zone), "us") for day in days_on)
        example = tell.say(FIRST_CALLS, calls="; ".join(first))
    lines += [tell.say(CALL_NOTICE, length=tell.length(found.notice))] if found.notice else []
    lines += [tell.say(TOPIC)] if found.topic_needed else []
    yield tell.told("calls", lines, example, ("call",))
