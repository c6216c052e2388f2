"""How long something may take: an amount and the kind of time it is counted in."""

import re
from dataclasses import dataclass, field, replace
from typing import Literal

from ashore.core.kernel import Reason

Unit = Literal["working_minutes", "working_days", "days"]
LONGEST_DAYS = 3_660
LONGEST_MINUTES = LONGEST_DAYS * 24 * 60
_FORM = re.compile(r"(\d{1,9})(?:\.(\d{1,4}))?\s+(working\s+|business\s+)?(minute|hour|day|week)s?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Within:
    """A length of time as agreed. ``clause``: where it stands in the agreement (``response.answer_within``); lengths
    compare without it."""

    amount: int
    unit: Unit
    clause: str = field(default="", compare=False)

    def at(self, clause: str) -> "Within":
        """The same length, standing in this clause."""
        return replace(self, clause=clause)

    def __str__(self) -> str:
        """As written in an agreement: ``2 working hours``, ``90 working minutes``, ``3 days``."""
        amount, unit = self.amount, self.unit.replace("_", " ")
        if self.unit == "working_minutes" and amount % 60 == 0:
            amount, unit = amount // 60, "working hours"
        return f"{amount} {unit.removesuffix('s') if amount == 1 else unit}"


def parse_within(text: str) -> Within | Reason:
    """A length of time from its text, or the reason (``agreement.within_*``, with advice) why it is none."""
    form = _FORM.fullmatch(text.strip())
    if form is None:
        return Reason("agreement.within_unreadable", params={"text": text})
    whole, fraction, working, name = form.group(1), form.group(2) or "", bool(form.group(3)), form.group(4).lower()
    if not working and name in ("minute", "hour"):
        return Reason("agreement.within_not_working", params={"text": text, "better": _working(text)})
    if working and name == "week":
        return Reason("agreement.within_unreadable", params={"text": text})
    size, unit = _SIZES[name, working]
    scaled = int(whole + fraction) * size
    amount, rest = divmod(scaled, 10 ** len(fraction))
    if rest:
        return Reason("agreement.within_fraction", params={"text": text})
    if amount == 0:
        return Reason("agreement.within_zero", params={"text": text})
    if amount > (LONGEST_MINUTES if unit == "working_minutes" else LONGEST_DAYS):
        return Reason("agreement.within_too_long", params={"text": text})
    return Within(amount, unit)


_SIZES: dict[tuple[str, bool], tuple[int, Unit]] = {
    ("minute", True): (1, "working_minutes"),
    ("hour", True): (60, "working_minutes"),
    ("day", True): (1, "working_days"),
    ("day", False): (1, "days"),
    ("week", False): (7, "days"),
}


def _working(text: str) -> str:
    amount, _, unit = " ".join(text.split()).partition(" ")
    return f"{amount} working {unit}"
