"""Joining by references: acquaintances first, strangers by one edge only and marked (H32, H34, H39, H42)."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

from ashore.core.correspondence.acquaintance import belongs, circle, related
from ashore.core.correspondence.groups import Groups
from ashore.core.correspondence.message import Message
from ashore.core.correspondence.pointers import by_message_id, pointers
from ashore.core.correspondence.subjects import base_subject

_ROUNDS = 8
"""So often is a circle that has grown looked at again; what is still strange then stays marked as strange."""


class Edge(NamedTuple):
    """Message ``source`` points at ``target``; ``sibling``: both point at a message that is not here."""

    source: int
    target: int
    sibling: bool


@dataclass
class Joined:
    """Positions joined by references.

    ``targets``: positions that each message points at, nearest first; ``missing``: for each message an id that it and
    another one name though nobody has it; ``pointing``: which messages name any id at all; ``outsiders``:
    messages of strangers; ``twins``: messages under one Message-ID.
    """

    groups: Groups
    targets: dict[int, list[int]] = field(default_factory=dict)
    missing: dict[int, tuple[str, int]] = field(default_factory=dict)
    pointing: set[int] = field(default_factory=set)
    outsiders: set[int] = field(default_factory=set)
    twins: dict[str, list[int]] = field(default_factory=dict)


def join_references(mail: Sequence[Message], is_ours: Callable[[str], bool]) -> Joined:
    """Join all messages connected by references; the result depends on the set of messages only."""
    joined = Joined(Groups(len(mail)))
    index = by_message_id(mail)
    joined.twins = {name: found for name, found in index.items() if len(found) > 1}
    strange: list[Edge] = []
    settled: set[int] = set()
    for edge in chain(_header_edges(mail, index, joined, is_ours), _twin_edges(mail, joined)):
        source, target, _ = edge
        if source in settled and joined.groups.together(source, target):
            continue  # most names in References are those of the parent's own parents
        if _acquainted(mail, edge, is_ours):
            joined.groups.join(source, target)
            settled.add(source)
        else:
            strange.append(edge)
    if strange:
        strange = _introduce(mail, joined, strange, settled, is_ours)
        _hang(mail, joined, [edge for edge in strange if edge.source not in settled], is_ours)
    return joined


def _header_edges(
    mail: Sequence[Message], index: dict[str, list[int]], joined: Joined, is_ours: Callable[[str], bool]
) -> Iterator[Edge]:
    absent: dict[str, list[int]] = {}
    for position, message in enumerate(mail):
        names = pointers(message)
        if not names:
            continue
        joined.pointing.add(position)
        targets = []
        for name in names:
            found = index.get(name)
            target = _best(mail, position, found, is_ours) if found else None
            if target is None:
                absent.setdefault(name, []).append(position)
            else:
                targets.append(target)
                yield Edge(position, target, sibling=False)
        if targets:
            joined.targets[position] = targets
    for name, siblings in absent.items():
        for position in siblings[1:]:
            joined.missing.setdefault(position, (name, siblings[0]))
            yield Edge(position, siblings[0], sibling=True)


def _best(mail: Sequence[Message], position: int, found: list[int], is_ours: Callable[[str], bool]) -> int | None:
    """Of several messages under one id the one sharing most people with the pointing one (H34), then one whose people
    it is acquainted with (of one organisation), then the earliest."""
    if len(found) == 1:
        return found[0] if found[0] != position else None
    here = mail[position]
    people = frozenset(email for email in here.people() if not is_ours(email))
    others = [other for other in found if other != position]
    return min(
        others,
        key=lambda other: (
            -len(people & mail[other].people()),
            not related(here, mail[other], is_ours),
            here.list_id != mail[other].list_id,
            other,
        ),
    )


def _twin_edges(mail: Sequence[Message], joined: Joined) -> Iterator[Edge]:
    """Copies of one message (a list's, a direct one) belong together; what merely bears its id does not (H34)."""
    for found in joined.twins.values():
        first: dict[tuple[str, str], int] = {}
        for position in found:
            sign = (mail[position].sender.email, base_subject(mail[position].subject))
            original = first.setdefault(sign, position)
            if original != position:
                joined.missing.setdefault(position, (mail[position].message_id, original))
                yield Edge(position, original, sibling=True)


def _acquainted(mail: Sequence[Message], edge: Edge, is_ours: Callable[[str], bool]) -> bool:
    source, target = mail[edge.source], mail[edge.target]
    if related(source, target, is_ours):
        return True
    if not edge.sibling or source.doubtful or target.doubtful:
        return False
    return base_subject(source.subject) == base_subject(target.subject) or related(target, source, is_ours)


def _introduce(
    mail: Sequence[Message],
    joined: Joined,
    strange: list[Edge],
    settled: set[int],
    is_ours: Callable[[str], bool],
) -> list[Edge]:
    """Join those whom the rest of the conversation knows, or whom we answered; return the edges that stay strange.

    Rounds are synchronous: all edges of a round are judged by the circles at its start, so order leaves no trace.
    """
    answered = {
        targets[0]
        for position, targets in joined.targets.items()
        if is_ours(mail[position].sender.email) and mail[position].kind == "message" and not mail[position].doubtful
    }
    for _ in range(_ROUNDS):
        sets = joined.groups.sets()
        places = {end: joined.groups.find(end) for edge in strange for end in edge[:2]}
        circles = {place: circle(mail[member] for member in sets[place]) for place in set(places.values())}
        known: list[Edge] = []
        left: list[Edge] = []
        for edge in strange:
            there = circles[places[edge.target]]
            here = circles[places[edge.source]]
            friend = (
                places[edge.source] == places[edge.target]
                or (edge.source in answered and not edge.sibling)
                or belongs(mail[edge.source], there, is_ours)
                or (edge.sibling and not mail[edge.source].doubtful and belongs(mail[edge.target], here, is_ours))
            )
            (known if friend else left).append(edge)
        for edge in known:
            joined.groups.join(edge.source, edge.target)
            settled.add(edge.source)
        if not known or not left:
            return left
        strange = left
    return strange


def _hang(mail: Sequence[Message], joined: Joined, strange: Iterable[Edge], is_ours: Callable[[str], bool]) -> None:
    """Hang each stranger's messages under one conversation only, so that a forged reference joins no two
    clients (H39).
    """
    chosen: dict[int, Edge] = {}
    for edge in sorted(strange, key=lambda e: (e.source, e.sibling)):
        chosen.setdefault(joined.groups.find(edge.source), edge)
    sets = joined.groups.sets()
    places = {edge.target: joined.groups.find(edge.target) for edge in chosen.values()}
    circles = {place: circle(mail[member] for member in sets[place]) for place in set(places.values())}
    for place, edge in sorted(chosen.items()):
        there = circles[places[edge.target]]
        joined.outsiders.update(
            member
            for member in sets[place]
            if mail[member].kind == "message" and not belongs(mail[member], there, is_ours)
        )
        joined.groups.join(edge.source, edge.target)
