"""The work plan: each thing in it has a date or something to count from, and nothing waits for itself."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from itertools import islice
from typing import Any

from ashore.core.agreement.filling import Filled
from ashore.core.agreement.findings import Findings
from ashore.core.agreement.toml_lines import Path

Named = Mapping[str, Path]
ANCHORS: Mapping[str, frozenset[str]] = {
    "stages": frozenset({"start", "signing"}),
    "information": frozenset({"start", "signing", "asked"}),
    "payments": frozenset({"start", "signing", "invoice"}),
}
"""What an ``after`` may name beside stages, information and payments."""
MOST_COMPARED, MOST_LISTED = 200, 20
RESERVED = frozenset().union(*ANCHORS.values())


def check_plan(filled: Filled, data: Mapping[str, Any], findings: Findings) -> None:
    """Stages, information and payments: names, what they wait for, dates."""
    named = _names(data, findings)
    for group, path, entry in _entries(filled, findings):
        _check_when(group, path, entry, named, findings)
        for need in getattr(entry, "needs", ()):
            if need not in named["information"]:
                _unknown((*path, "needs"), need, named["information"], findings)
    _check_circles(filled, findings)
    _check_dates(filled, findings)


def _names(data: Mapping[str, Any], findings: Findings) -> dict[str, dict[str, Path]]:
    """The ids of each list with the paths at which they stand, wrong entries included; notes ids given twice."""
    fees = data.get("fees")
    payments = fees.get("payments") if isinstance(fees, dict) else None
    lists: dict[Path, Any] = {(name,): data.get(name) for name in ("stages", "information", "goals", "reports")}
    lists |= {("penalties",): data.get("penalties"), ("fees", "payments"): payments}
    named: dict[str, dict[str, Path]] = {path[-1]: {} for path in lists}
    plan: dict[str, Path] = {}
    for path, entries in lists.items():
        within = plan if path[-1] in ANCHORS else {}
        for number, entry in enumerate(entries if isinstance(entries, list) else (), 1):
            name = entry.get("id") if isinstance(entry, dict) else None
            if not isinstance(name, str):
                continue
            place = (*path, str(number))
            if name in within:
                other = findings.dotted(within[name])
                findings.say((*place, "id"), "agreement.id_twice", {"id": name, "other": other})
            elif path[-1] in ANCHORS and name in RESERVED:
                findings.say((*place, "id"), "agreement.id_reserved", {"id": name})
            within.setdefault(name, place)
            named[path[-1]].setdefault(name, place)
    return named


def _entries(filled: Filled, findings: Findings) -> Iterator[tuple[str, Path, Any]]:
    """Stages, information and payments that could be read: group, path, entry."""
    fees = filled.get("fees")
    payments = fees.payments if fees is not None else ()
    groups: Sequence[tuple[Path, Any]] = (
        (("stages",), filled.get("stages", ())),
        (("information",), filled.get("information", ())),
        (("fees", "payments"), payments),
    )
    places = {name: path for path, name in findings.names.items()}
    for group, entries in groups:
        for entry in entries:
            path = places.get(entry.id, group)
            yield group[-1], path if path[: len(group)] == group else group, entry


def _check_when(
    group: str, path: Path, entry: Any, named: Mapping[str, Mapping[str, Path]], findings: Findings
) -> None:
    if findings.about(path):
        return
    after = entry.after
    counted = bool(entry.within)
    if entry.due and counted:
        findings.say((*path, "due"), "agreement.due_twice")
    elif not entry.due and not counted:
        findings.say(path, "agreement.due_missing", {"id": entry.id})
    if not after or after in ANCHORS[group]:
        return
    known = {**named["stages"], **named["information"], **named["payments"]}
    if after not in known:
        _unknown((*path, "after"), after, {**known, **dict.fromkeys(ANCHORS[group], ())}, findings)


def _unknown(path: Path, name: str, known: Named, findings: Findings) -> None:
    compared = islice(known, MOST_COMPARED if len(findings.found) < MOST_COMPARED else 0)
    near = get_close_matches(name, compared, n=1, cutoff=0.5)
    if near:
        findings.say(path, "agreement.reference_near", {"id": name, "nearest": near[0]})
    else:
        params = {"id": name, "known": ", ".join(islice(known, MOST_LISTED)) or "–"}
        findings.say(path, "agreement.reference_unknown", params)


def _check_circles(filled: Filled, findings: Findings) -> None:
    """Notes each circle of things that wait for each other, once, where its first member stands."""
    waits: dict[str, tuple[str, ...]] = {}
    places: dict[str, Path] = {}
    for _, path, entry in _entries(filled, findings):
        waits.setdefault(entry.id, (entry.after, *getattr(entry, "needs", ())))
        places.setdefault(entry.id, path)
    for circle in circles(waits):
        findings.say(places[circle[0]], "agreement.plan_circle", {"circle": " -> ".join((*circle, circle[0]))})


def circles(waits: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """Circles in a graph of names, each from its member that comes first in ``waits``; depth first, no recursion."""
    order = {name: place for place, name in enumerate(waits)}
    done: set[str] = set()
    for first in waits:
        trail: dict[str, None] = {}
        steps = [iter((first,))]
        while steps:
            name = next(steps[-1], None)
            if name is None:
                steps.pop()
                if trail:
                    done.add(trail.popitem()[0])
            elif name in trail:
                members = list(trail)
                circle = members[members.index(name) :]
                start = circle.index(min(circle, key=order.__getitem__))
                yield circle[start:] + circle[:start]
            elif name in waits and name not in done:
                trail[name] = None
                steps.append(iter(waits[name]))


def _check_dates(filled: Filled, findings: Findings) -> None:
    """Dates of the plan lie within the term, and no stage ends before the one that it follows."""
    term = filled.get("term")
    start, end = (term.start, term.end) if term else (None, None)
    due = {entry.id: entry.due for _, _, entry in _entries(filled, findings) if entry.due}
    for group, path, entry in _entries(filled, findings):
        if entry.due is None:
            continue
        if start and entry.due < start:
            findings.say((*path, "due"), "agreement.due_before_start", {"due_date": entry.due, "start_date": start})
        if end and entry.due > end and group == "stages":
            findings.say((*path, "due"), "agreement.due_after_end", {"due_date": entry.due, "end_date": end})
        before = due.get(entry.after)
        if before and entry.due < before:
            params = {"due_date": entry.due, "other": entry.after, "other_date": before}
            findings.say((*path, "due"), "agreement.due_before_other", params)
