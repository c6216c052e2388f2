"""One reader's way of speaking: language, zone, and how times and durations are written in it."""

import gettext
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from ashore.core.agreement.within import Within
from ashore.core.kernel.money import minor_digits
from ashore.words.marks import N_, NP_, Plural

CATALOGUES = Path(__file__).resolve().parent.parent / "locale"
LANGUAGES = ("en", "ru", "sk", "fil")
DATE = N_("{weekday} {day} {month} {year}")
MOMENT = N_("{day}, {time}")
N_DAYS = N_("{n} d")
N_HOURS = N_("{n} h")
N_MINUTES = N_("{n} min")
LENGTHS: dict[str, Plural] = {
    "working_minutes": NP_("{n} working minute", "{n} working minutes", "n"),
    "working_hours": NP_("{n} working hour", "{n} working hours", "n"),
    "working_days": NP_("{n} working day", "{n} working days", "n"),
    "days": NP_("{n} day", "{n} days", "n"),
    "months": NP_("{n} month", "{n} months", "n"),
    "years": NP_("{n} year", "{n} years", "n"),
}
QUOTES = {"en": "“”", "ru": "«»", "sk": "„“", "fil": "“”"}
INNER_QUOTES = {"en": "‘’", "ru": "„“", "sk": "‚‘", "fil": "‘’"}
"""Quotation marks as each language prints them: around a text, and inside one that is quoted already."""
NARROW = "\u00a0"
"""What binds a number to its unit: they stand on one line."""
_MARKS = {"en": (",", "."), "fil": (",", "."), "ru": ("\u00a0", ","), "sk": ("\u00a0", ",")}
"""Between thousands, and before decimals."""
_CLOSE = ("en", "fil")
"""Languages that write the per cent sign without a space."""
WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
MONTHS = (
    N_("Jan"), N_("Feb"), N_("Mar"), N_("Apr"), N_("May"), N_("Jun"),
    N_("Jul"), N_("Aug"), N_("Sep"), N_("Oct"), N_("Nov"), N_("Dec"),
)  # fmt: skip


@lru_cache(maxsize=8)
def catalogue(language: str) -> gettext.NullTranslations:
    """The catalogue of a language; English and unknown languages speak the message ids themselves."""
    return gettext.translation("django", CATALOGUES, languages=[language], fallback=True)


@dataclass(frozen=True, slots=True)
class Speech:
    """How one reader is spoken to. ``language``: en, ru, sk or fil; ``zone``: where their clock hangs."""

    language: str = "en"
    zone: tzinfo = UTC

    def text(self, message: str) -> str:
        """The translation of a marked sentence."""
        return catalogue(self.language).gettext(message) if message else ""

    def plural(self, singular: str, plural: str, n: int) -> str:
        """The translation with the plural form that ``n`` asks for."""
        return catalogue(self.language).ngettext(singular, plural, n)

    def context(self, context: str, message: str) -> str:
        """The translation of a sentence that needs a context to be understood."""
        return catalogue(self.language).pgettext(context, message)

    def quoted(self, text: str) -> str:
        """What somebody said, in the quotation marks of the reader's language; marks of the same kind that stand in
        it become the inner ones."""
        outer, inner = QUOTES[self.language], INNER_QUOTES[self.language]
        return f"{outer[0]}{text.translate(str.maketrans(outer, inner))}{outer[1]}"

    def day(self, day: date) -> str:
        """A day with its weekday: "Fri 13 Mar 2026"."""
        weekday = self.text(WEEKDAYS[day.weekday()])
        month = self.text(MONTHS[day.month - 1])
        return self.text(DATE).format(weekday=weekday, day=day.day, month=month, year=day.year)

    def moment(self, at: datetime) -> str:
        """An instant on the reader's clock: "Fri 13 Mar 2026, 17:40"."""
        local = at.astimezone(self.zone)
        return self.text(MOMENT).format(day=self.day(local.date()), time=f"{local:%H:%M}")

    def duration(self, minutes: float) -> str:
        """A length of time in its two largest units: "1 h 20 min", "3 d 4 h". Days are of 24 hours."""
        whole = max(0, round(minutes))
        days, rest = divmod(whole, 24 * 60)
        hours, mins = divmod(rest, 60)
        parts = [self.text(form).format(n=n) for n, form in ((days, N_DAYS), (hours, N_HOURS), (mins, N_MINUTES)) if n]
        return " ".join(parts[:2]) or self.text(N_MINUTES).format(n=0)

    def counted(self, n: int, unit: str) -> str:
        """A number of days, months, working hours ... with the plural form of the language."""
        form = LENGTHS[unit]
        return self.plural(form.singular, form.plural, n).format(n=n)

    def length(self, within: Within) -> str:
        """A length of time as agreed: "2 working hours"."""
        if within.unit == "working_minutes" and within.amount % 60 == 0:
            return self.counted(within.amount // 60, "working_hours")
        return self.counted(within.amount, within.unit)

    def working(self, minutes: float) -> str:
        """A length of working time, in hours and minutes only: "9 h 30 min"."""
        hours, mins = divmod(max(0, round(minutes)), 60)
        parts = [self.text(form).format(n=n) for n, form in ((hours, N_HOURS), (mins, N_MINUTES)) if n]
        return " ".join(parts) or self.text(N_MINUTES).format(n=0)

    def number(self, digits: str) -> str:
        """Exact decimal digits as the language writes them: "9,600.50", "9 600,50"."""
        try:
            value = Decimal(digits)
        except InvalidOperation:
            return digits
        group, point = _MARKS.get(self.language, _MARKS["en"])
        return f"{value:,f}".replace(",", "\0").replace(".", point).replace("\0", group)

    def share(self, digits: str) -> str:
        """A share of one as percent: "10 %", "0,5 %"."""
        try:
            percent = (Decimal(digits) * 100).normalize()
        except InvalidOperation:
            return digits
        return f"{self.number(f'{percent:f}')}{'' if self.language in _CLOSE else NARROW}%"

    def money(self, text: str) -> str:
        """A sum written as ``9600.00 EUR``, with at least the digits of its currency's minor unit."""
        amount, _, currency = text.partition(" ")
        digits = minor_digits(currency)
        if digits and len(amount.partition(".")[2]) < digits:
            whole, _, part = amount.partition(".")
            amount = f"{whole}.{part:0<{digits}}"
        return f"{self.number(amount)}{NARROW}{currency}"


def speech(language: str = "en", zone: str | tzinfo = UTC) -> Speech:
    """A reader's speech from a language code and a zone (IANA name or tzinfo); unknown languages read English."""
    tz = ZoneInfo(zone) if isinstance(zone, str) else zone
    return Speech(language if language in LANGUAGES else "en", tz)
