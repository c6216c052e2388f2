"""Terms that drive clocks: hours, days off, counting, answers, calls."""

from typing import get_args

from ashore.core.agreement.clauses import (
    Base,
    CapLevel,
    Counting,
    DayEnd,
    FirstDay,
    FirstLateDay,
    Fraction,
    ResponseRule,
    Term,
)
from ashore.core.agreement.schema import kinds, times
from ashore.core.agreement.schema.kinds import choice, choices
from ashore.core.agreement.schema.parts import Key, Kind, Table
from ashore.core.worktime import WEEKDAYS

_DAYS = tuple(
    Key(day, times.WINDOWS, "Windows of this day, separated by commas.", '"09:00-13:00, 14:00-18:00"', "A9", "closed")
    for day in WEEKDAYS
)
_ZONE = Key(
    "zone", times.ZONE, "On whose wall clock.", '"Europe/London"', "A9", required=True, missing="agreement.zone_missing"
)
_SOURCE = Key("source", kinds.TEXT, "Where the list of days off was taken from.", '"gov.uk/bank-holidays"', "A11")


def _sides(name: str, about: str, rule: str, keys: tuple[Key, ...], dates: Kind | None = None) -> Table:
    tables = tuple(Table(side, keys, about, rule, dates=dates) for side in ("us", "client"))
    return Table(name, tables, about, rule)


HOURS = _sides("hours", "When this side is in contact; a day that is not named is closed.", "A9", (_ZONE, *_DAYS))
HOLIDAYS = _sides(
    "holidays", "Days off, frozen into the agreement: date = name.", "A11", (_SOURCE,), kinds.HOLIDAY_NAME
)
SPECIAL = _sides("special", 'Days with hours of their own: date = "09:00-12:00" or "closed".', "A11", (), times.WINDOWS)
ROTA = Table(
    "rota",
    (),
    "The hours of one person who covers the service with others: a table for each person.",
    "A9",
    entry=Table("", _DAYS, "The hours of this person.", "A9"),
)

TERM = Table(
    "term",
    (
        Key("start", times.DAY, "The first day.", "2026-03-16", "A14"),
        Key(
            "start_after_payment",
            times.WITHIN,
            "Work starts so long after the first payment.",
            '"3 working days"',
            "A14",
        ),
        Key("end", times.DAY, "The last day.", "2026-09-30", "A14"),
        Key("renewal", times.LENGTH, "It goes on by so much unless somebody gives notice.", '"3 months"', "A14"),
        Key("notice", times.LENGTH, "How long before its end.", '"30 days"', "A14"),
    ),
    "From when to when the agreement holds.",
    "A14",
    Term,
)

COUNTING = Table(
    "counting",
    (
        Key(
            "by",
            choice("what a day's end is", *get_args(DayEnd)),
            'What "by Friday" means: until that day\'s working time ends, until midnight, or until it begins.',
            '"end of working day"',
            "A13",
            "end of working day",
        ),
        Key(
            "first_day",
            choice("which day is the first", *get_args(FirstDay)),
            "Whether the day of an event is counted.",
            '"day after"',
            "A13",
            "day after",
        ),
        Key(
            "cutoff",
            times.CUTOFF,
            "From this time on, what comes in counts as of the next working day (for terms counted in days).",
            '"16:00"',
            "A13",
            "none",
        ),
        Key(
            "fraction",
            choice("how a part of a day counts", *get_args(Fraction)),
            "Whether a day late that has begun counts as a whole one, not at all, or in proportion.",
            '"started"',
            "A12",
        ),
        Key(
            "first_late_day",
            choice("what the first late day costs", *get_args(FirstLateDay)),
            "Whether the first late day carries the daily rate beside the one-off.",
            '"one-off and rate"',
            "A12",
        ),
        Key(
            "percent_of",
            choice("what a percentage is of", *get_args(Base)),
            "What a percentage is of, where a penalty does not say it.",
            '"contract"',
            "A12",
        ),
        Key(
            "caps_order",
            choices("caps in their order", *get_args(CapLevel)),
            "In which order caps apply.",
            '["clause", "month", "year"]',
            "A12",
        ),
    ),
    "How time and money are counted: stated, never silent.",
    "A13",
    Counting,
)

_ACKNOWLEDGE = Key(
    "acknowledge_within",
    times.WITHIN,
    "Receipt is confirmed, where the answer takes longer.",
    '"2 working hours"',
    "W2",
    "2 working hours",
)
_ANSWER = Key(
    "answer_within",
    times.WITHIN,
    "A question or request is answered.",
    '"2 working hours"',
    "W1",
    "2 working hours",
)
RESPONSE = Table(
    "response",
    (
        _ACKNOWLEDGE,
        _ANSWER,
        Key(
            "information_within",
            times.WITHIN,
            "The client answers our questions.",
            '"3 working days"',
            "A11",
            "3 working days",
        ),
        Table(
            "rules",
            (
                Key("side", kinds.SIDE, "Who answers.", '"us"', "A9", required=True),
                Key("channel", kinds.TEXT, "On this channel only.", '"phone"', "A8", "any"),
                Key("priority", kinds.TEXT, "For this priority only.", '"urgent"', "A15", "any"),
                Key(
                    "acknowledge_within",
                    times.WITHIN,
                    "Receipt is confirmed in this case.",
                    '"15 working minutes"',
                    "W2",
                ),
                Key("answer_within", times.WITHIN, "The answer in this case.", '"30 working minutes"', "A9"),
            ),
            "Other times than the general ones, for a side, a channel or a priority.",
            "A9",
            ResponseRule,
            many=True,
        ),
    ),
    "How soon each side answers.",
    "A9",
)

CONTACT = Table(
    "contact",
    (
        Key(
            "every",
            times.WITHIN_OR_NEVER,
            'A sign of life while work goes on; "never" switches it off.',
            '"3 days"',
            "W3",
            "3 days",
        ),
    ),
    "Constant contact.",
    "W3",
)
LAST_WORD = Table(
    "last_word",
    (
        Key(
            "within",
            times.WITHIN_OR_NEVER,
            "A conversation that the client ended gets our thanks or good wishes.",
            '"1 working day"',
            "W7",
            "1 working day",
        ),
    ),
    "The last message is ours.",
    "W7",
)
CALLS = Table(
    "calls",
    (
        Key(
            "summary_within",
            times.WITHIN_OR_NEVER,
            "A written summary after a call or a meeting.",
            '"1 working day"',
            "W6",
            "1 working day",
        ),
        Key("schedule", times.RHYTHM, "Regular calls: weekdays and a time.", '"weekly mon 10:00"', "A8"),
        Key("zone", times.ZONE, "On whose wall clock they are.", '"Europe/London"', "A8", "ours"),
        Key("begins", times.DAY, "The first day on which one may be.", "2026-03-16", "A8", "start of the term"),
        Key(
            "notice", times.WITHIN, "A call beside the regular ones is agreed so long before.", '"1 working day"', "A8"
        ),
        Key("topic_needed", kinds.FLAG, "It needs a topic, agreed with the time.", "true", "A8", "false"),
    ),
    "Calls and meetings.",
    "A8",
)
