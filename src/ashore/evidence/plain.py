"""Frozen values of the core as plain JSON values: what a version of the terms says, field by field."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from math import isfinite

from ashore.core.kernel import Reason
from ashore.evidence.canonical import Digits


def plain(value: object) -> object:
    """Dataclasses as objects by field name, what is empty left out; exact decimals as text; days and times as ISO 8601.

    A binary fraction keeps its shortest digits; sets are sorted. TypeError for what is no value of the core.
    """
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, float) and isfinite(value):
        return Digits(repr(value))
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return f"PT{value.days * 86_400 + value.seconds}S"
    if isinstance(value, Reason):
        return plain(value.as_data())
    if is_dataclass(value) and not isinstance(value, type):
        found = {field.name: plain(getattr(value, field.name)) for field in fields(value)}
        return {name: each for name, each in found.items() if each not in (None, "", [], {})}
    if isinstance(value, Mapping):
        return {str(name): plain(each) for name, each in value.items()}
    if isinstance(value, frozenset | set):
        return sorted((plain(each) for each in value), key=repr)
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    raise TypeError(f"{type(value).__name__} is no value of an agreement or a ledger")
