"""A log of events as people and programs keep it: JSON, one object a line, UTF-8, append-only."""

import json
from array import array
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from ashore.core.correspondence.newtext import split
from ashore.core.kernel import Finding, Reason, Value
from ashore.core.language import read
from ashore.core.ledger.claim import obligation_id
from ashore.core.ledger.event_types import TYPES, members
from ashore.core.ledger.eventdata import event_data
from ashore.core.ledger.events import Event, MessageEvent, WaiverEvent
from ashore.core.ledger.heard import Said
from ashore.core.ledger.reading_values import Unfit, values_of
from ashore.core.ledger.understanding import said

LONGEST_LINE = 4_000_000
MOST_FINDINGS = 1_000
"""Of so many bad lines each is told; after them the reader stops: such a file is no log."""


class _Doubled(ValueError):
    """A key stands twice in one object."""


def read_events(lines: Iterable[bytes], source: str) -> tuple[tuple[Event, ...], tuple[Finding, ...]]:
    """The events of a log in the order of their lines, and what is wrong with it (``file:line``).

    Lines are read one by one; empty ones are skipped. An ``error`` is a line that could not be used; a ``warning`` an
    id that stands for different events: of these the first by canonical JSON counts, wherever it stands. The same
    event twice is one. Never raises for what a file can hold.
    """
    findings: list[Finding] = []
    events: list[Event] = []
    places, numbers = dict[str, int](), array("Q")
    opened: set[str] = set()
    for number, line in enumerate(lines, 1):
        try:
            event = _event(line, opened)
        except Unfit as unfit:
            findings.append(Finding(unfit.reason.code, "error", f"{source}:{number}", unfit.reason))
            if len(findings) >= MOST_FINDINGS:
                break
            continue
        if event is None:
            continue
        place = places.setdefault(event.id, len(events))
        if place == len(events):
            events.append(event)
            numbers.append(number)
        elif events[place] != event:
            findings.append(_conflict(source, number, numbers[place], event.id))
            if canonical(event) < canonical(events[place]):
                events[place], numbers[place] = event, number
    return _with_starts(events, opened), tuple(findings)


def canonical(event: Event) -> str:
    """The event as one JSON text, the same for equal events: sorted keys, no spaces."""
    return json.dumps(event_data(event), sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)


def _conflict(source: str, line: int, before: int, name: str) -> Finding:
    params: dict[str, Value] = {"event": name[:80], "line": line, "other_line": before}
    code = "ledger.event.conflict"
    return Finding(code, "warning", f"{source}:{line}", Reason("ledger.event.conflict", params=params))


def _event(line: bytes, opened: set[str]) -> Event | None:
    data = _object(line)
    if data is None:
        return None
    name = data.pop("type", None)
    if name is None:
        raise Unfit("ledger.event.type_missing", {"known": ", ".join(TYPES)})
    if not isinstance(name, str) or name not in TYPES:
        near = get_close_matches(str(name), TYPES, n=1)
        known = near[0] if near else ", ".join(TYPES)
        raise Unfit(
            "ledger.event.type_unknown_near" if near else "ledger.event.type_unknown",
            {"type": str(name)[:80], "known": known},
        )
    if name == "message":
        return _message(data, opened)
    made: Event = TYPES[name](**_values(data, name))
    return _waiver(made) if isinstance(made, WaiverEvent) else made


def _values(data: dict[str, Any], name: str) -> dict[str, Any]:
    found = values_of(data, members(name), name)
    if not found["id"]:
        raise Unfit("ledger.event.id_empty", {})
    return found


def _object(line: bytes) -> dict[str, Any] | None:
    if len(line) > LONGEST_LINE:
        raise Unfit("ledger.event.too_long", {"count": LONGEST_LINE})
    try:
        text = line.removeprefix(BOM_UTF8).decode().strip()
    except UnicodeDecodeError as error:
        raise Unfit("ledger.event.not_utf8", {"column": error.start + 1}) from None
    if not text:
        return None
    try:
        data = _READER.decode(text)
    except _Doubled as doubled:
        raise Unfit("ledger.event.key_doubled", {"key": str(doubled)[:80]}) from None
    except json.JSONDecodeError as error:
        if error.pos >= len(text) or error.msg.startswith("Unterminated"):
            raise Unfit("ledger.event.cut_off", {"column": len(text)}) from None
        raise Unfit("ledger.event.no_json", {"column": error.pos + 1}) from None
    except (RecursionError, ValueError):
        raise Unfit("ledger.event.no_json", {"column": 1}) from None
    if not isinstance(data, dict):
        raise Unfit("ledger.event.no_object", {})
    return data


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        seen: set[str] = set()
        raise _Doubled(next(key for key, _ in pairs if key in seen or seen.add(key)))  # type: ignore[func-returns-value]
    return found


_READER = json.JSONDecoder(parse_float=Decimal, object_pairs_hook=_once)


def _message(data: dict[str, Any], opened: set[str]) -> MessageEvent:
    """A message with ready facts (``said``), or with its ``text``, read here."""
    text = data.pop("text", None)
    if text is not None and not isinstance(text, str):
        raise Unfit("ledger.event.value_wrong", {"key": "text", "found": type(text).__name__, "example": '"text"'})
    if text is not None and "said" in data:
        raise Unfit("ledger.event.text_and_said", {})
    attachments = data.pop("attachments", 0) if text is not None else 0
    if type(attachments) is not int or not 0 <= attachments < 1_000:
        raise Unfit("ledger.event.value_wrong", {"key": "attachments", "found": str(attachments)[:80], "example": "1"})
    (opened.add if "starts" in data else opened.discard)(str(data.get("id")))
    event = MessageEvent(**_values(data, "message"))
    return event if text is None else replace(event, said=_said(text, event.at, attachments))


def _said(text: str, at: datetime, attachments: int) -> Said:
    parts = split(text)
    return said(read(parts.new_text, at=at, learned=False), parts, attachments=attachments)


def _waiver(event: WaiverEvent) -> WaiverEvent:
    """``kind:anchor`` names an obligation as well as its id does: ``stage:design``, ``reply:m-17``."""
    kind, colon, anchor = event.obligation.partition(":")
    return replace(event, obligation=obligation_id(kind, anchor)) if colon else event


def _with_starts(events: list[Event], told: set[str]) -> tuple[Event, ...]:
    """Where the log does not tell, the oldest message of each conversation is the one that opens it."""
    first: dict[str, MessageEvent] = {}
    for each in _messages(events):
        before = first.get(each.conversation)
        if before is None or (each.at, each.id) < (before.at, before.id):
            first[each.conversation] = each
    opening = {each.id for each in first.values() if each.id not in told}
    return tuple(
        replace(each, starts=True) if isinstance(each, MessageEvent) and each.id in opening else each for each in events
    )


def _messages(events: Iterable[Event]) -> Iterator[MessageEvent]:
    return (each for each in events if isinstance(each, MessageEvent))
