"""What a language needs in order to write a contract: sentences, cases, plurals, numbers, dates, sums."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from ashore.core.agreement import Within
from ashore.core.agreement.clauses import Length
from ashore.core.kernel import Money, Side
from ashore.core.kernel.money import minor_digits

NBSP = "\u00a0"


@dataclass(frozen=True, slots=True)
class Noun:
    """A name in its cases, as sentences use it (``{side.gen}``); alone it is the nominative."""

    nom: str
    gen: str
    dat: str
    acc: str
    ins: str
    title: str

    def __str__(self) -> str:
        return self.nom

    @property
    def start(self) -> str:
        """The nominative at the beginning of a sentence."""
        return self.nom[:1].upper() + self.nom[1:]


@dataclass(frozen=True, slots=True)
class Counted:
    """A number with its noun: ``acc`` as after "for" or alone (2 рабочих дня), ``gen`` as after "within" (2 рабочих
    дней), ``each`` as after "for every" (každé 2 dni; of one: každý deň)."""

    acc: str
    gen: str
    each: str

    def __str__(self) -> str:
        return self.acc


@dataclass(frozen=True, slots=True)
class Unit:
    """The forms of a noun beside a number, by plural category; ``{n}`` is the number. ``one``: as after "every"."""

    acc: tuple[str, ...]
    gen: tuple[str, ...]
    each: tuple[str, ...]
    one: str


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language. ``category``: the plural form that a whole number asks for, as an index into a unit's forms.

    ``date_pattern``: with ``{day}``, ``{month}``, ``{year}``; ``months`` stand in the case that it needs; ``weekdays``
    from Monday, ``on_weekdays`` as "on Mondays"; ``percent_sign``: with its space.
    """

    code: str
    sides: Mapping[str, Noun]
    units: Mapping[str, Unit]
    category: Callable[[int], int]
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    on_weekdays: tuple[str, ...]
    languages: Mapping[str, str]
    date_pattern: str
    quotes: tuple[str, str]
    decimal_mark: str
    group_mark: str
    percent_sign: str
    conjunction: str
    sentences: Mapping[str, str]

    def say(self, key: str, **params: object) -> str:
        """The sentence of this name with its parameters. Raises KeyError for a name that is none."""
        said = self.sentences[key].format(**params)
        return said[:-1] if said.endswith("..") and not said.endswith("...") else said

    def side(self, side: Side | str) -> Noun:
        """A side (us, client, nobody) in its cases."""
        return self.sides[side]

    def counted(self, n: int, unit: str) -> Counted:
        """A whole number with its noun: ``counted(2, "working_days")``."""
        forms, at = self.units[unit], self.category(n)
        shown = self.number(Decimal(n))
        acc, gen, each = (form.format(n=shown) for form in (forms.acc[at], forms.gen[at], forms.each[at]))
        return Counted(acc, gen, forms.one if n == 1 else each)

    def length(self, length: Within | Length) -> Counted:
        """A length of time; whole working hours are told in hours."""
        if length.unit == "working_minutes" and length.amount % 60 == 0:
            return self.counted(length.amount // 60, "working_hours")
        return self.counted(length.amount, length.unit)

    def number(self, number: Decimal, decimals: int | None = None) -> str:
        """A number in plain digits, in groups of three from 10 000 on; ``decimals``: at least so many."""
        if decimals is not None and -_exponent(number) < decimals:
            number = number.quantize(Decimal(1).scaleb(-decimals))
        elif decimals is None:
            number = Decimal(0) if number == 0 else number.normalize()
        whole, _, part = f"{abs(number):f}".partition(".")
        if decimals is not None:
            part = part[:decimals] + part[decimals:].rstrip("0")
        if len(whole) > 4 or (decimals and len(whole) > 3):
            whole = self.group_mark.join(_groups(whole))
        return ("\u2212" if number < 0 else "") + whole + (self.decimal_mark + part if part else "")

    def money(self, money: Money) -> str:
        """A sum with the code of its currency, never parted by a line's end."""
        return f"{self.number(money.amount, minor_digits(money.currency))}{NBSP}{money.currency}".rstrip(NBSP)

    def percent(self, share: Decimal) -> str:
        """A share of 1 in percent: 10% or 10 %."""
        return self.number(share * 100) + self.percent_sign

    def day(self, day: date) -> str:
        """A date in words."""
        return self.date_pattern.format(day=day.day, month=self.months[day.month - 1], year=day.year)

    def days(self, first: date, last: date) -> str:
        """One day, or the days from the first to the last."""
        return self.day(first) if first == last else f"{self.day(first)}\u00a0– {self.day(last)}"

    def instant(self, at: datetime) -> str:
        """Day and time of an instant, on the clock that it carries."""
        return f"{self.day(at.date())}, {at:%H:%M}"

    def moment(self, at: datetime) -> str:
        """The same with the name of its zone."""
        return f"{self.instant(at)} {at.tzname() or ''}".rstrip()

    def since(self, at: datetime) -> str:
        """From when on: a day where it begins at midnight, else the instant."""
        return self.day(at.date()) if at.time() == time(0) else self.moment(at)

    def clock(self, at: time) -> str:
        """A time of day."""
        return f"{at:%H:%M}"

    def quoted(self, text: str) -> str:
        """A name in quotation marks."""
        return f"{self.quotes[0]}{text}{self.quotes[1]}"

    def listed(self, names: Iterable[str]) -> str:
        """Names as people list them: "a, b and c"."""
        names = list(names)
        if len(names) < 2:
            return "".join(names)
        return f"{', '.join(names[:-1])} {self.conjunction} {names[-1]}"


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _groups(digits: str) -> list[str]:
    head = len(digits) % 3
    return [each for each in (digits[:head], *(digits[n : n + 3] for n in range(head, len(digits), 3))) if each]
