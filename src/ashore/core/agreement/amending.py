"""Amendments: single terms changed from a moment on, checked like the file itself."""

from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from ashore.core.agreement.clauses import Amendment
from ashore.core.agreement.findings import Fault, Findings
from ashore.core.agreement.schema import ROOT, Key, Table
from ashore.core.agreement.terms import Agreement
from ashore.core.agreement.toml_lines import Path

Data = Mapping[str, Any]
FIXED = ("version", "amendments", "valid")


def amended(
    data: Data,
    amendments: Sequence[Amendment],
    findings: Findings,
    terms: Callable[[Data, Findings], Agreement | None],
) -> tuple[Agreement, ...]:
    """The terms after each amendment, in the order of time; what is wrong with one is noted at its own lines.

    ``data``: the file as parsed; ``terms``: reads such data into an agreement.
    """
    later: list[Agreement] = []
    now = deepcopy({key: value for key, value in data.items() if key != "amendments"})
    for amendment in amendments:
        here = tuple(amendment.clause.split("."))
        changed = _change(now, amendment, here, findings)
        anew = Findings(findings.source, findings.text)
        version = terms(now, anew)
        for fault in anew.found:
            findings.add(_place(fault, changed, here), fault.reason)
        if version is not None:
            later.append(replace(version, valid_from=amendment.valid_from, amendments=tuple(amendments)))
    return tuple(later)


def _place(fault: Fault, changed: Mapping[Path, str], here: Path) -> Path:
    """The change that brought the fault, by the path that both share; else the amendment as a whole."""
    for path, written in changed.items():
        if path[: len(fault.path)] == fault.path or fault.path[: len(path)] == path:
            return (*here, "changes", written)
    return here


def _change(now: dict[str, Any], amendment: Amendment, here: Path, findings: Findings) -> dict[Path, str]:
    """Put the new values in; gives their paths in the data, each with its path as written."""
    changed: dict[Path, str] = {}
    for written, value in amendment.changes:
        path = _put(now, written, value, (*here, "changes", written), findings)
        if path:
            changed[path] = written
    return changed


def _put(now: dict[str, Any], written: str, value: object, place: Path, findings: Findings) -> Path:
    """Set one term; the path in the data with entries by number, () where (noted) there is no such term."""
    names = written.split(".")
    if names[0] in FIXED:
        findings.say(place, "agreement.change_fixed", {"key": names[0]})
        return ()
    table: Table | Key | None = ROOT
    at: dict[str, Any] = now
    path: Path = ()
    while names:
        if not isinstance(table, Table):
            findings.say(place, "agreement.change_no_term", {"path": written})
            return ()
        name = names.pop(0)
        path += (name,)
        table = table.part(name) or table.entry
        if not names:
            at[name] = value
            return path
        if isinstance(table, Table) and table.many:
            chosen = names.pop(0)
            entries = at.setdefault(name, [])
            number = _entry(entries, chosen, set(names), place, findings)
            if number is None:
                return ()
            path += (str(number),)
            at = entries[number - 1]
        else:
            at = at.setdefault(name, {})
    findings.say(place, "agreement.change_no_term", {"path": written})
    return ()


def _entry(entries: list[dict[str, Any]], chosen: str, keys: set[str], place: Path, findings: Findings) -> int | None:
    """The number of the entry with this id (or number); naming a new id's ``name`` begins a new entry."""
    ids = [str(entry.get("id", "")) for entry in entries]
    if chosen in ids:
        return ids.index(chosen) + 1
    if chosen.isdigit() and 1 <= int(chosen) <= len(entries):
        return int(chosen)
    if keys & {"name", "breach"}:
        entries.append({"id": chosen})
        return len(entries)
    near = get_close_matches(chosen, [each for each in ids if each], n=1, cutoff=0.0)
    findings.say(place, "agreement.change_no_entry", {"id": chosen, "nearest": near[0] if near else "1"})
    return None
