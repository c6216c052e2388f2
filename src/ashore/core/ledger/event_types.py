"""The kinds of events by the names they bear in a log, and which members each may have."""

import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from functools import cache, cached_property
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from ashore.core.ledger import dealings as d
from ashore.core.ledger.events import CallEvent, MessageEvent, NoAnswerNeededEvent, SuspensionEvent, WaiverEvent

TYPES: Mapping[str, type[Any]] = {
    "message": MessageEvent,
    "call_held": CallEvent,
    "call_planned": d.CallPlanned,
    "call_missed": d.CallMissed,
    "call_minuted": d.CallMinuted,
    "information_asked": d.InformationAsked,
    "information_given": d.InformationGiven,
    "stage_delivered": d.StageDelivered,
    "stage_approved": d.StageApproved,
    "stage_rejected": d.StageRejected,
    "edit_asked": d.EditAsked,
    "edit_estimated": d.EditEstimated,
    "edit_delivered": d.EditDelivered,
    "report_sent": d.ReportSent,
    "payment_received": d.PaymentReceived,
    "invoice_sent": d.InvoiceSent,
    "sale": d.Sale,
    "level_measured": d.LevelMeasured,
    "hours_worked": d.HoursWorked,
    "suspension": SuspensionEvent,
    "resumption": d.Resumption,
    "breach_notice": d.BreachNotice,
    "force_majeure": d.ForceMajeure,
    "waiver": WaiverEvent,
    "amendment": d.Amended,
    "extra": d.Extra,
    "termination": d.Termination,
    "no_answer_needed": NoAnswerNeededEvent,
}
NAMES: Mapping[type[Any], str] = {kind: name for name, kind in TYPES.items()}
_CALLED: Mapping[str, Mapping[str, str]] = {
    "message": {"side": "by", "author": "actor"},
    "call_held": {"author": "actor"},
    "waiver": {"author": "actor"},
    "no_answer_needed": {"author": "actor"},
    "suspension": {"author": "actor", "side": "of"},
    "force_majeure": {"begins": "from"},
    "amendment": {"begins": "from"},
}
_HIDDEN: Mapping[str, frozenset[str]] = {
    "suspension": frozenset({"because"}),
    "message": frozenset({"returns", "unreached", "reached"}),
}
_LEFT_OUT: Mapping[str, Mapping[str, object]] = {
    "message": {"author": "", "conversation": ""},
    "call_held": {"author": "", "conversation": ""},
    "waiver": {"author": "", "why": ""},
    "no_answer_needed": {"author": ""},
    "suspension": {"author": "", "why": "", "side": "both"},
}
"""What a log may leave out though the value itself must have it."""
_KNOWN: dict[type[Any], "Members"] = {}


@dataclass(frozen=True, slots=True)
class Shape:
    """What a member's value looks like. ``kind``: ``text``, ``whole``, ``yes``, ``decimal``, ``instant``, ``day``,
    ``month``,
    ``choice``, ``texts`` (a set), ``list`` (``inner``), ``pairs``, ``object`` (``made``)."""

    kind: str
    choices: tuple[str, ...] = ()
    inner: "Shape | None" = None
    made: type[Any] | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """One member of an event: ``key`` in the log, ``name`` of the field; ``default`` is MISSING where it is needed."""

    key: str
    name: str
    shape: Shape
    default: object = MISSING

    @property
    def needed(self) -> bool:
        """Whether a log must say it."""
        return self.default is MISSING


class Members(dict[str, Member]):
    """Members by their keys, in telling order."""

    @cached_property
    def left_out(self) -> Mapping[str, object]:
        """The fields, by name, as they are where a log says nothing."""
        return {each.name: each.default for each in self.values() if not each.needed}

    @cached_property
    def needed(self) -> frozenset[str]:
        """The keys that a log must have."""
        return frozenset(key for key, each in self.items() if each.needed)


@cache
def members(name: str) -> Members:
    """The members of a kind of event by their keys, in telling order."""
    called, hidden, left_out = _CALLED.get(name, {}), _HIDDEN.get(name, frozenset()), _LEFT_OUT.get(name, {})
    found = members_of(TYPES[name])
    listed = [
        Member(called.get(each.name, each.key), each.name, each.shape, left_out.get(each.name, each.default))
        for each in found.values()
        if each.name not in hidden
    ]
    return Members({each.key: each for each in listed})


def members_of(made: type[Any]) -> Members:
    """The members of any frozen value by its fields."""
    found = _KNOWN.get(made)
    if found is None:
        found = _KNOWN[made] = _members_of(made)
    return found


def _members_of(made: type[Any]) -> Members:
    hints = get_type_hints(made)
    found = (Member(f.name, f.name, _shape_of(f.name, hints[f.name]), _default(f)) for f in fields(made))
    return Members({each.key: each for each in found})


def _shape_of(name: str, hint: Any) -> Shape:
    return Shape("month") if name == "month" else _shape(hint)


def _default(field: Field[Any]) -> object:
    return field.default if field.default_factory is MISSING else field.default_factory()


_PLAIN = {str: "text", int: "whole", bool: "yes", Decimal: "decimal", datetime: "instant", date: "day"}


def _shape(hint: Any) -> Shape:
    if hint in _PLAIN:
        return Shape(_PLAIN[hint])
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Literal:
        return Shape("choice", tuple(map(str, inner)))
    if origin in (Union, types.UnionType):
        return _united(inner)
    if origin is frozenset:
        return Shape("texts")
    if origin is tuple:
        if get_origin(inner[0]) is tuple:
            return Shape("pairs") if get_args(inner[0])[1] != frozenset[str] else Shape("list", inner=_both())
        return Shape("list", inner=_shape(inner[0]))
    return Shape("object", made=hint)


def _united(inner: tuple[Any, ...]) -> Shape:
    shapes = [_shape(each) for each in inner if each is not type(None)]
    choices = tuple(choice for shape in shapes for choice in shape.choices)
    return Shape("choice", choices) if choices else shapes[0]


def _both() -> Shape:
    """Two sets of topics: a quoted passage and what stands under it."""
    return Shape("list", inner=Shape("texts"))
