"""One member of an event from its JSON value, or the reason (with advice) why it is none."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from sys import intern
from typing import Any

from ashore.core.kernel import Reason, Value
from ashore.core.ledger.event_types import Members, Shape, members_of

_FARTHEST = Decimal("1e15")
_MOST_DIGITS = 12
_OFTEN = frozenset({"conversation", "actor", "subject", "source"})
"""The texts of these come again and again in a log, like the words of topics; each is kept once."""


class Unfit(Exception):
    """The value is not what its member holds; ``reason`` says so to a person."""

    def __init__(self, code: str, params: Mapping[str, Value]) -> None:
        super().__init__(code)
        self.reason = Reason(code, params=params)


def values_of(data: Mapping[str, Any], known: Members, of: str) -> dict[str, Any]:
    """The fields that ``data`` gives. Raises Unfit for a key that is unknown, missing, or holds something else."""
    for key in data:
        if key not in known:
            near = get_close_matches(key, known, n=1)
            raise Unfit(
                "ledger.event.key_unknown_near" if near else "ledger.event.key_unknown",
                {"key": key[:80], "of": of, "near": near[0] if near else ", ".join(known)},
            )
    found: dict[str, Any] = dict(known.left_out)
    needed = known.needed
    for key, member in known.items():
        if key in data:
            found[member.name] = value_of(data[key], member.shape, key, member.default)
        elif key in needed:
            raise Unfit("ledger.event.key_missing", {"key": key, "of": of})
    return found


def value_of(value: Any, shape: Shape, key: str, default: object = ()) -> Any:
    """The value as ``shape`` wants it. Raises Unfit."""
    if value == default:
        return default
    return _READERS[shape.kind](value, shape, key)


def _unfit(value: Any, key: str, example: str) -> Unfit:
    shown = str(value) if isinstance(value, str | Decimal | int) else type(value).__name__
    return Unfit("ledger.event.value_wrong", {"key": key, "found": shown[:80], "example": example})


def _text(value: Any, shape: Shape, key: str) -> str:  # noqa: ARG001 - all readers are called alike
    if not isinstance(value, str):
        raise _unfit(value, key, '"text"')
    text = value if value.isascii() else value.encode("utf-8", "replace").decode()
    return intern(text) if key in _OFTEN else text


def _whole(value: Any, shape: Shape, key: str) -> int:  # noqa: ARG001
    if type(value) is not int or not 0 <= value < _FARTHEST:
        raise _unfit(value, key, "30")
    return value


def _yes(value: Any, shape: Shape, key: str) -> bool:  # noqa: ARG001
    if type(value) is not bool:
        raise _unfit(value, key, "true")
    return value


def _decimal(value: Any, shape: Shape, key: str) -> Decimal:  # noqa: ARG001
    try:
        found = Decimal(value) if isinstance(value, str | int | Decimal) and type(value) is not bool else None
    except InvalidOperation:
        found = None
    if found is None or not found.is_finite() or abs(found) >= _FARTHEST:
        raise _unfit(value, key, '"1500.00"')
    exponent = found.as_tuple().exponent
    if isinstance(exponent, int) and -exponent > _MOST_DIGITS:
        raise _unfit(value, key, '"1500.00"')
    return found


def _instant(value: Any, shape: Shape, key: str) -> datetime:  # noqa: ARG001
    try:
        at = datetime.fromisoformat(value)
        if at.tzinfo is not None:
            at.astimezone(UTC)
            return at
    except (TypeError, ValueError, OverflowError):
        raise _unfit(value, key, '"2026-03-16T10:00:00+01:00"') from None
    raise Unfit("ledger.event.no_offset", {"key": key, "found": value[:80], "example": f"{at.isoformat()}+01:00"})


def _day(value: Any, shape: Shape, key: str) -> date:  # noqa: ARG001
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise _unfit(value, key, '"2026-03-18"') from None


def _month(value: Any, shape: Shape, key: str) -> str:  # noqa: ARG001
    try:
        date.fromisoformat(f"{value}-01")
    except ValueError:
        raise _unfit(value, key, '"2026-03"') from None
    return str(value)


def _choice(value: Any, shape: Shape, key: str) -> str:
    if not isinstance(value, str) or value not in shape.choices:
        raise _unfit(value, key, " / ".join(f'"{choice}"' for choice in shape.choices))
    return value


def _texts(value: Any, shape: Shape, key: str) -> frozenset[str]:
    return frozenset(intern(_text(each, shape, key)) for each in _listed(value, key))


def _list(value: Any, shape: Shape, key: str) -> tuple[Any, ...]:
    assert shape.inner is not None
    return tuple(value_of(each, shape.inner, key) for each in _listed(value, key))


def _listed(value: Any, key: str) -> list[Any]:
    if not isinstance(value, list):
        raise _unfit(value, key, '["one", "two"]')
    return value


def _pairs(value: Any, shape: Shape, key: str) -> tuple[tuple[str, object], ...]:  # noqa: ARG001
    if not isinstance(value, dict) or not value:
        raise _unfit(value, key, '{"stages.design.within": "7 working days"}')
    return tuple(value.items())


def _object(value: Any, shape: Shape, key: str) -> Any:
    if not isinstance(value, dict):
        raise _unfit(value, key, "{...}")
    assert shape.made is not None
    return shape.made(**values_of(value, members_of(shape.made), key))


_READERS = {
    "text": _text,
    "whole": _whole,
    "yes": _yes,
    "decimal": _decimal,
    "instant": _instant,
    "day": _day,
    "month": _month,
    "choice": _choice,
    "texts": _texts,
    "list": _list,
    "pairs": _pairs,
    "object": _object,
}
