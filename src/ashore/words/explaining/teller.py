"""One agreement told to one reader: the words that all clauses need."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import NamedTuple
from zoneinfo import ZoneInfo

from ashore.core.agreement import Agreement, Within
from ashore.core.agreement.clauses import Length, Quantity
from ashore.core.kernel import Money, Side
from ashore.core.ledger.amounts.charge import number
from ashore.core.worktime import NeverOpen
from ashore.words.clauses import clause_name
from ashore.words.marks import N_, Plural
from ashore.words.speech import WEEKDAYS, Speech

SIDES = {"us": N_("The contractor"), "client": N_("The client"), "nobody": N_("Nobody")}
ASKED = N_("Asked {from_at} → due {due_at}")
COUNTED = N_("From {from_at} → until {due_at}")
TWO_STOPS = re.compile(r"(?<!\.)\.\.(?!\.)")
EXAMPLE_TIME = time(17, 40)
EXAMPLE_DAY = date(2026, 3, 13)


class Explained(NamedTuple):
    """A clause in plain words. ``clause``: its path; ``heading``: its name; ``example``: worked on its own terms;
    ``clocks``: the kinds of obligations that run by it (``reply``, ``stage`` ...)."""

    clause: str
    heading: str
    text: str
    example: str = ""
    clocks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Teller:
    """``reader``: how the reader is spoken to; times are on each side's own wall clock."""

    agreement: Agreement
    reader: Speech

    def say(self, sentence: str | Plural, **params: object) -> str:
        """A marked sentence with its parameters, in the reader's language."""
        if isinstance(sentence, Plural):
            n = params[sentence.by]
            text = self.reader.plural(sentence.singular, sentence.plural, n if isinstance(n, int) else 0)
        else:
            text = self.reader.text(sentence)
        return text.format(**params)

    def told(
        self, clause: str, sentences: Iterable[str], example: str = "", clocks: tuple[str, ...] = (), name: str = ""
    ) -> Explained:
        """A clause under its name; ``name``: what this entry of a list is called."""
        heading = self.reader.text(clause_name(clause))
        heading = heading[:1].upper() + heading[1:]
        return Explained(
            clause, f"{heading}: {name}" if name else heading, TWO_STOPS.sub(".", " ".join(sentences)), example, clocks
        )

    def side(self, side: str) -> str:
        """The contractor, the client, nobody."""
        return self.reader.text(SIDES[side])

    def length(self, length: Within | Length) -> str:
        """A length with its plural form."""
        if isinstance(length, Length):
            return self.reader.counted(length.amount, length.unit)
        return self.reader.length(length)

    def number(self, value: Decimal) -> str:
        """A number as the language prints it, without needless zeros."""
        return self.reader.number(number(value))

    def share(self, value: Decimal) -> str:
        """A share in per cent."""
        return self.reader.share(f"{value:f}")

    def money(self, amount: Decimal) -> str:
        """A sum in the agreement's currency, rounded by its rule."""
        clauses = self.agreement.clauses
        return self.reader.money(str(Money(amount, clauses.currency).rounded(clauses.rounding)))

    def quantity(self, quantity: Quantity) -> str:
        """A share or a sum."""
        return self.share(quantity.amount) if quantity.is_share else self.money(quantity.amount)

    def day(self, day: date) -> str:
        """A day with its weekday."""
        return self.reader.day(day)

    def moment(self, at: datetime, side: Side = "us") -> str:
        """An instant on the wall clock of a side."""
        local = at.astimezone(ZoneInfo(self.agreement.calendar(side).zone))
        return Speech(self.reader.language, local.tzinfo or UTC).moment(local)

    def weekdays(self, days: Iterable[int]) -> str:
        """Weekdays by their names, in order; three and more in a row from the first to the last."""
        runs: list[list[int]] = []
        for day in sorted(days):
            if runs and runs[-1][-1] == day - 1:
                runs[-1].append(day)
            else:
                runs.append([day])
        names = [[self.reader.text(WEEKDAYS[day]) for day in run] for run in runs]
        return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(run) for run in names)

    def friday(self, side: Side = "us") -> datetime:
        """A Friday of the term, 17:40 on the side's wall clock: when examples are asked."""
        first = self.agreement.clauses.term.start or EXAMPLE_DAY
        day = first + timedelta(days=(4 - first.weekday()) % 7)
        return datetime.combine(day, EXAMPLE_TIME, ZoneInfo(self.agreement.calendar(side).zone))

    def start(self) -> datetime:
        """When the term begins on our wall clock; a sample day where no date is agreed."""
        day = self.agreement.clauses.term.start or EXAMPLE_DAY
        return datetime.combine(day, time(), ZoneInfo(self.agreement.us.zone))

    def due(self, side: Side, within: Within, start: datetime | None = None) -> datetime | None:
        """When it would be due; None where the calendar never comes to it."""
        try:
            return self.agreement.due_after(side, start or self.friday(side), within)[0]
        except NeverOpen:
            return None

    def asked(self, side: Side, within: Within | None) -> str:
        """The worked example of a length that runs from a request: asked on a Friday at 17:40."""
        return self.counted(side, within, ASKED)

    def counted(self, side: Side, within: Within | None, sentence: str = COUNTED) -> str:
        """The worked example of a length: from a Friday at 17:40."""
        due = self.due(side, within) if within is not None else None
        if due is None:
            return ""
        return self.say(sentence, from_at=self.moment(self.friday(side), side), due_at=self.moment(due, side))
