"""An amount with its arithmetic, and how exact numbers stand in reasons.

In parameters ``*_sum`` is a sum with its currency (``9600.00 EUR``), ``*_share`` a share of one (``0.10``),
``*_number`` a plain number; all are texts, so that no digit is lost.
"""

from dataclasses import dataclass
from decimal import Decimal, localcontext
from fractions import Fraction

from ashore.core.kernel import Money, Reason

DIGITS = 50
SHOWN = 8
"""So many digits a division keeps; every sum of the field has far fewer."""


@dataclass(frozen=True, slots=True)
class Charge:
    """An exact amount in the agreement's currency, not yet rounded, and the steps that led to it."""

    amount: Decimal
    because: tuple[Reason, ...] = ()


def times(*factors: Decimal | Fraction | int) -> Decimal:
    """The product, exact wherever a decimal can hold it."""
    with localcontext() as context:
        context.prec = DIGITS
        numerator, denominator = Decimal(1), 1
        for factor in factors:
            if isinstance(factor, Fraction):
                numerator, denominator = numerator * factor.numerator, denominator * factor.denominator
            else:
                numerator *= factor
        return numerator / denominator if denominator != 1 else numerator


def number(value: Decimal | Fraction | int) -> str:
    """Plain digits without needless zeros; a fraction with at most three decimals."""
    if isinstance(value, Fraction):
        value = times(value).quantize(Decimal("0.001"))
    text = f"{Decimal(value):f}"
    return (text.rstrip("0").rstrip(".") or "0") if "." in text else text


def money(amount: Decimal, currency: str) -> str:
    """A sum as parameters hold it: exact, or to eight decimals where it has no end."""
    exponent = amount.as_tuple().exponent
    if isinstance(exponent, int) and -exponent > SHOWN:
        amount = amount.quantize(Decimal(1).scaleb(-SHOWN))
    return str(Money(Decimal(number(amount)), currency))
