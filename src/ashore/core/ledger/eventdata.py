"""An event as JSON-ready values, as a log and the desk's rows keep it; ``jsonl`` reads the same back."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from ashore.core.ledger.event_types import NAMES, Member, Shape, members, members_of
from ashore.core.ledger.events import Event

_NEVER_LEFT_OUT = {"id", "at", "by"}


def event_data(event: Event) -> dict[str, object]:
    """``{"type", "id", "at", "by", ...}``; what is as it would be without saying is left out.

    Instants keep their offset; decimals are texts; sets are sorted.
    """
    name = NAMES[type(event)]
    data: dict[str, object] = {"type": name}
    return data | _told(event, members(name), {"starts"} if name == "message" else set())


def _told(value: object, known: Mapping[str, Member], always: set[str]) -> dict[str, object]:
    found = {key: (member, getattr(value, member.name)) for key, member in known.items()}
    return {
        key: _plain(held, member.shape)
        for key, (member, held) in found.items()
        if key in _NEVER_LEFT_OUT or key in always or held != member.default
    }


def _plain(value: Any, shape: Shape) -> object:
    if value is None:
        return None
    match shape.kind:
        case "instant" | "day":
            assert isinstance(value, date)
            return value.isoformat()
        case "decimal":
            return f"{value:f}"
        case "texts":
            return sorted(value)
        case "pairs":
            return dict(value)
        case "list":
            assert shape.inner is not None
            return [_plain(each, shape.inner) for each in value]
        case "object":
            assert shape.made is not None
            return _told(value, members_of(shape.made), set())
        case _:
            return str(value) if isinstance(value, Decimal) else value
