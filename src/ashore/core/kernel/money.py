"""Money: exact decimals with a currency, rounded once, at the end, by a stated rule."""

from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Decimal
from typing import Literal

Rounding = Literal["half_away_from_zero", "half_even", "down", "up"]
_RULES: dict[Rounding, str] = {
    "half_away_from_zero": ROUND_HALF_UP,
    "half_even": ROUND_HALF_EVEN,
    "down": ROUND_DOWN,
    "up": ROUND_UP,
}
_MINOR_DIGITS = {
    **dict.fromkeys(("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV"), 0),
    **dict.fromkeys(("XAF", "XOF", "XPF"), 0),
    **dict.fromkeys(("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"), 3),
}
"""Digits of the minor unit where they are not two (ISO 4217)."""


def minor_digits(currency: str) -> int:
    """How many decimals the currency's minor unit has (ISO 4217); 2 for what is not listed."""
    return _MINOR_DIGITS.get(currency, 2)


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in a currency (ISO 4217); exact until ``rounded``; currencies that mix raise ValueError."""

    amount: Decimal
    currency: str

    def __add__(self, other: "Money") -> "Money":
        if other.currency != self.currency:
            raise ValueError(f"{self.currency} and {other.currency} cannot be added")
        return Money(self.amount + other.amount, self.currency)

    def rounded(self, rule: Rounding = "half_away_from_zero") -> "Money":
        """To the minor unit of the currency."""
        unit = Decimal(1).scaleb(-minor_digits(self.currency))
        return Money(self.amount.quantize(unit, rounding=_RULES[rule]), self.currency)

    def __str__(self) -> str:
        """Plain digits and the code: ``9600.00 EUR``."""
        return f"{self.amount:f} {self.currency}"
