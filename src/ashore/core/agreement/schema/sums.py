"""Terms about money: fees, payments, penalties, extras."""

from typing import get_args

from ashore.core.agreement.clauses import Base, Breach, Extras, FeeKind, FirstLateDay, Fraction, Payment, TierKind
from ashore.core.agreement.schema import kinds, making, numbers, times
from ashore.core.agreement.schema.kinds import choice
from ashore.core.agreement.schema.parts import Key, Table
from ashore.core.kernel import Rounding

_FRACTION = choice("how a part of a step counts", *get_args(Fraction))
_BASE = choice("what a percentage is of", *get_args(Base))
_TIER_KIND = Key(
    "tier_kind",
    choice("how tiers work", *get_args(TierKind)),
    "Each part at the rate of its own tier; the one tier that is reached for the whole; all that are reached, added.",
    '"marginal rate"',
    "A16",
    "marginal rate",
)
_RATE = Key("rate", numbers.RATE, "A share, or a price for each unit.", '"10 %"', "A16")
_AMOUNT = Key("amount", numbers.SUM, "A sum for the tier as a whole.", '"500.00"', "A16")
_FROM = Key("from", numbers.NUMBER, "From this quantity on.", '"400000"', "A16", "0", field="start")

MONEY = Table(
    "money",
    (
        Key("currency", kinds.CURRENCY, "The currency of all sums.", '"EUR"', "A16"),
        Key(
            "rounding",
            choice("rounding", *get_args(Rounding)),
            "How sums are rounded, once, at the minor unit.",
            '"half away from zero"',
            "A16",
            "half away from zero",
        ),
    ),
    "The currency and how it is rounded.",
    "A16",
)

PENALTIES = Table(
    "penalties",
    (
        Key("id", kinds.ID, "Its name in other terms.", '"late-stage"', "A12", required=True),
        Key("side", kinds.SIDE, "Who pays it.", '"us"', "A12", required=True),
        Key(
            "breach",
            choice("breach", *get_args(Breach)),
            "What for.",
            '"stage late"',
            "A12",
            required=True,
        ),
        Key("one_off", numbers.QUANTITY, "Once, as soon as it is late.", '"10 %"', "A12"),
        Key("rate", numbers.QUANTITY, "For each step late.", '"2 %"', "A12"),
        Key("per", times.WITHIN, "How long a step is.", '"1 day"', "A12", field="step"),
        Key("of", _BASE, "What a percentage is of.", '"contract"', "A12", "counting.percent_of"),
        Key("fraction", _FRACTION, "How a part of a step counts.", '"started"', "A12", "counting.fraction"),
        Key(
            "first_late_day",
            choice("what the first late day costs", *get_args(FirstLateDay)),
            "Whether the first late day carries the rate.",
            '"one-off and rate"',
            "A12",
            "counting.first_late_day",
        ),
        Key("cap", numbers.QUANTITY, "At most so much for the clause.", '"20 %"', "A12"),
        Key("cap_month", numbers.QUANTITY, "At most so much a month.", '"10 %"', "A12"),
        Key("cap_year", numbers.QUANTITY, "At most so much a year.", '"10 %"', "A12"),
        _TIER_KIND,
        Table(
            "tiers",
            (
                _FROM,
                Key("below", numbers.NUMBER, "Below this service level.", '"99.8"', "A12"),
                _RATE,
                _AMOUNT,
            ),
            "A step of a service level or of a count.",
            "A12",
            making.tier,
            many=True,
            clause=False,
        ),
    ),
    "What a breach costs its side.",
    "A12",
    making.penalty,
    many=True,
)

FEES = Table(
    "fees",
    (
        Key(
            "kind",
            choice("model", *get_args(FeeKind)),
            "The model.",
            '"fixed"',
            "A16",
            required=True,
        ),
        Key("sum", numbers.SUM, "The contract sum, or the fee of each month.", '"80000.00"', "A16"),
        Key("hour_price", numbers.SUM, "The price of an hour.", '"60.00"', "A16"),
        Key("hours_limit", numbers.NUMBER, "At most so many hours (a month, where the fee is monthly).", '"40"', "A16"),
        Key("minimum", numbers.SUM, "What is paid in any case.", '"30000.00"', "A16"),
        Key("per_sale", numbers.SUM, "For each sale beyond.", '"1500.00"', "A16"),
        Key("from_sale", kinds.WHOLE, "From which sale on.", "11", "A16"),
        _TIER_KIND,
        Key("every", choice("rhythm", "month"), "Paid each month.", '"month"', "A16", "once"),
        Key("cap", numbers.SUM, "At most.", '"500000.00"', "A16"),
        Key("floor", numbers.SUM, "At least.", '"10000.00"', "A16"),
        Key(
            "conditions",
            kinds.TEXTS,
            "What the model needs to be fair: processes, data, attribution.",
            '["read access to the shop\'s orders"]',
            "A16",
        ),
        Table(
            "tiers",
            (_FROM, _RATE, _AMOUNT),
            "A step of the share.",
            "A16",
            making.tier,
            many=True,
            clause=False,
        ),
        Table(
            "payments",
            (
                Key("id", kinds.ID, "Its name in other terms.", '"advance"', "A16", required=True),
                Key("name", kinds.TEXT, "Its name for people.", '"Advance"', "A16"),
                Key("sum", numbers.SUM, "How much.", '"40000.00"', "A16"),
                Key("share", numbers.SHARE, "Which share of the contract sum.", '"50 %"', "A16"),
                Key("due", times.DAY, "Paid by this day.", "2026-03-20", "A11"),
                Key(
                    "after",
                    kinds.ID,
                    'Counted from a stage, information, "start", "signing" or "invoice".',
                    '"design"',
                    "A11",
                ),
                Key("within", times.WITHIN, "Paid so long after that.", '"5 working days"', "A11"),
            ),
            "A payment of the client.",
            "A16",
            Payment,
            many=True,
        ),
    ),
    "How we are paid.",
    "A16",
    making.fees,
)

EXTRAS = Table(
    "extras",
    (
        Key(
            "free", times.WITHIN, "Small things beyond the order that are free each month.", '"2 working hours"', "W15"
        ),
        Key("hour_price", numbers.SUM, "The price of an hour beyond.", '"60.00"', "W15"),
    ),
    "Small things beyond the order.",
    "W15",
    Extras,
)
