"""Sums and shares as people write them: exact decimals, never floats."""

import re
from decimal import Decimal
from typing import Any

from ashore.core.agreement.clauses import Quantity
from ashore.core.agreement.schema.kinds import shown
from ashore.core.agreement.schema.parts import Here, Kind
from ashore.core.kernel import Reason

_SPACES = " \u00a0\u202f"
_DIGITS = re.compile(rf"(\d{{1,3}}(?:[{_SPACES}]\d{{3}})+|\d{{1,15}})(?:([.,])(\d{{1,6}}))?")
_SHARE = re.compile(rf"(.+?)[{_SPACES}]*%")
_MONEY = re.compile(rf"(?:([A-Za-z]{{3}}|[€$£₽₱])[{_SPACES}]*)?(\d.*?)(?:[{_SPACES}]*([A-Za-z]{{3}}|[€$£₽₱]))?")
_SIGNS = {"€": "EUR", "$": "USD", "£": "GBP", "₽": "RUB", "₱": "PHP"}
_HUNDRED = Decimal(100)


def number(text: str) -> Decimal | Reason:
    """A plain number with a point or a comma before its fraction; three digits after it might be thousands."""
    form = _DIGITS.fullmatch(text.strip())
    if form is None:
        return Reason("agreement.number_unreadable", params={"text": text})
    whole, mark, fraction = re.sub(rf"[{_SPACES}]", "", form.group(1)), form.group(2), form.group(3) or ""
    if mark and len(fraction) == 3:
        better = f"{whole}{fraction}.00"
        return Reason("agreement.number_ambiguous", params={"text": text, "better": better})
    return Decimal(f"{whole}.{fraction}" if fraction else whole)


def _written(value: Any) -> str | Reason:
    """The number as text; a float has lost its last digits already."""
    if isinstance(value, float):
        return Reason("agreement.number_float", params={"text": shown(value)})
    if isinstance(value, bool) or not isinstance(value, str | int):
        return Reason("agreement.number_unreadable", params={"text": shown(value)})
    return str(value)


def _number(value: Any, here: Here) -> Decimal | Reason:  # noqa: ARG001 - the form of all readers
    text = _written(value)
    return text if isinstance(text, Reason) else number(text)


def _share(value: Any, here: Here) -> Decimal | Reason:  # noqa: ARG001 - the form of all readers
    text = _written(value)
    if isinstance(text, Reason):
        return text
    form = _SHARE.fullmatch(text.strip())
    if form is None:
        return Reason("agreement.share_unreadable", params={"text": text})
    found = number(form.group(1))
    if isinstance(found, Decimal) and found > _HUNDRED:
        return Reason("agreement.share_too_large", params={"text": text})
    return found / _HUNDRED if isinstance(found, Decimal) else found


def _sum(value: Any, here: Here) -> Decimal | Reason:
    text = _written(value)
    if isinstance(text, Reason):
        return text
    if text.strip().endswith("%"):
        return Reason("agreement.sum_not_share", params={"text": text})
    form = _MONEY.fullmatch(text.strip())
    if form is None:
        return Reason("agreement.number_unreadable", params={"text": text})
    named = form.group(1) or form.group(3) or ""
    currency = _SIGNS.get(named, named.upper())
    if currency and here.currency and currency != here.currency:
        return Reason("agreement.currency_mixed", params={"text": text, "found": currency, "currency": here.currency})
    if not here.currency:
        return Reason("agreement.currency_missing", params={"text": text, "example": currency or "EUR"})
    return number(form.group(2))


def _quantity(value: Any, here: Here) -> Quantity | Reason:
    is_share = isinstance(value, str) and value.strip().endswith("%")
    found = _share(value, here) if is_share else _sum(value, here)
    return found if isinstance(found, Reason) else Quantity(found, is_share)


def _rate(value: Any, here: Here) -> Decimal | Reason:
    found = _quantity(value, here)
    return found if isinstance(found, Reason) else found.amount


_NUMERIC = r"^\d{1,3}([ \u00a0\u202f]\d{3})+([.,]\d{1,6})?$|^\d{1,15}([.,]\d{1,6})?$"
_ANY_SUM = {"anyOf": [{"type": "integer", "minimum": 0}, {"type": "string", "pattern": r"^[A-Z€$£₽₱ ]*\d[^%]*$"}]}
_ANY_SHARE = {"type": "string", "pattern": r"^\d[\d .,]*%$"}

NUMBER = Kind("number", _number, {"anyOf": [{"type": "integer"}, {"type": "string", "pattern": _NUMERIC}]})
SUM = Kind("sum of money", _sum, _ANY_SUM)
SHARE = Kind("share in per cent", _share, _ANY_SHARE)
QUANTITY = Kind("share in per cent or sum of money", _quantity, {"anyOf": [_ANY_SHARE, *_ANY_SUM["anyOf"]]})
RATE = Kind("share in per cent or price", _rate, QUANTITY.schema)
