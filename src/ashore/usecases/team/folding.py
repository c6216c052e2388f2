"""The log of a team's decisions about one conversation, folded into how it stands. Pure: the same log gives the same,
in whatever pieces it came."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Decision:
    """One event that was not taken back. ``number``: its place in the log; ``by``: whose it is, 0 for nobody's."""

    number: int
    kind: str
    at: datetime
    by: int
    data: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Snooze:
    """Put off until ``until``. ``seen``: the newest message then: one of the client's behind it ends it."""

    event: int
    at: datetime
    by: int
    until: datetime
    seen: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How a conversation stands in the team. ``owner``: 0 where it is nobody's; ``tags`` as they were put on."""

    owner: int = 0
    tags: frozenset[int] = frozenset()
    followers: frozenset[int] = frozenset()
    snooze: Snooze | None = None
    fields: Mapping[int, str] = field(default_factory=dict)


def fold(decisions: Iterable[Decision]) -> Standing:
    """The standing that follows; the newest word counts."""
    owner, snooze = 0, None
    tags: set[int] = set()
    followers: set[int] = set()
    fields: dict[int, str] = {}
    for each in sorted(decisions, key=lambda one: one.number):
        data = each.data
        if each.kind == "owner":
            owner = data["user"]
        elif each.kind == "tag":
            tags = (tags | set(data.get("add", ()))) - set(data.get("drop", ()))
        elif each.kind == "follow":
            (followers.add if data["on"] else followers.discard)(data["user"])
        elif each.kind == "snooze":
            snooze = _snooze(each)
        elif each.kind == "field":
            fields[data["field"]] = data["value"]
    return Standing(owner, frozenset(tags), frozenset(followers), snooze, {k: v for k, v in fields.items() if v})


def _snooze(decision: Decision) -> Snooze | None:
    """None where it was called back."""
    until = decision.data.get("until", "")
    if not until:
        return None
    moment = datetime.fromisoformat(until)
    return Snooze(decision.number, decision.at, decision.by, moment, decision.data["seen"])
