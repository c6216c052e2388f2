"""What follows from the packed agreement and the packed log: the same when a pack is made and when it is checked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import datetime

from ashore.core.agreement import Agreement, load
from ashore.core.kernel import Finding
from ashore.core.ledger import Ledger, derive
from ashore.core.ledger.data import ledger_data
from ashore.core.ledger.dealings import Amended
from ashore.core.ledger.jsonl import read_events
from ashore.core.ledger.versions import amended
from ashore.evidence import layout
from ashore.evidence.canonical import Uncanonical, canonical, parse
from ashore.evidence.hashing import sha256
from ashore.evidence.plain import plain

_NOT_TERMS = ("source", "text", "later", "places", "amendments", "valid_from")
"""What an agreement knows of its file and of its other versions."""


@dataclass(frozen=True, slots=True)
class Derived:
    """What was derived.

    ``ledger`` at the packed moment; ``data``: its canonical JSON with the line end; ``versions``: canonical JSON of
    each version of the terms, amendments applied, with the moment from which it holds; ``findings``: what of the log
    could not be read; ``events``: how many could.
    """

    ledger: Ledger
    data: bytes
    versions: tuple[bytes, ...]
    findings: tuple[Finding, ...]
    events: int


def read_agreement(data: bytes) -> Agreement | tuple[Finding, ...]:
    """The agreement in a file's bytes, under its name in a pack; no findings at all where it is not UTF-8."""
    try:
        return load(data.decode("utf-8"), layout.AGREEMENT)
    except UnicodeDecodeError:
        return ()


def derived(agreement: Agreement, lines: Iterable[bytes], now: datetime) -> Derived:
    """Derives the ledger of a log at ``now`` (aware); places in the log are named as in a pack."""
    events, findings = read_events(lines, layout.EVENTS)
    ledger = derive(agreement, events, now)
    data = canonical(plain(ledger_data(ledger))) + b"\n"
    changes = sorted((each for each in events if isinstance(each, Amended) and each.at <= now), key=_order)
    whole, _ = amended(agreement, changes)
    return Derived(ledger, data, tuple(_versions(whole)), findings, len(events))


def _order(event: Amended) -> tuple[datetime, str]:
    """Event time and id decide, as everywhere in the ledger."""
    return event.at, event.id


def _versions(agreement: Agreement) -> Iterator[bytes]:
    moments = sorted({amendment.valid_from for amendment in agreement.amendments})
    for valid_from, terms in ((agreement.valid_from, agreement), *((at, agreement.at(at)) for at in moments)):
        yield canonical({"terms": _fields(terms), "valid_from": plain(valid_from)}) + b"\n"


def _fields(terms: Agreement) -> dict[str, object]:
    return {each.name: plain(getattr(terms, each.name)) for each in fields(terms) if each.name not in _NOT_TERMS}


def entries(lines: Iterable[bytes]) -> Iterator[object]:
    """The lines of a log as the values that are chained; a line that is no JSON stands as its number and hash.

    Empty lines are none. So every line of the log is bound, whether or not it could be understood.
    """
    for number, line in enumerate(lines, 1):
        text = line.removeprefix(b"\xef\xbb\xbf").strip()
        if not text:
            continue
        try:
            value = parse(text)
            canonical({"event": value})
        except Uncanonical:
            value = {"line": number, "sha256": sha256(line.rstrip(b"\r\n")), "unreadable": True}
        yield value
