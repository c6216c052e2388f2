"""The index of an evidence pack: what is in it, how large, with which hash, as pages that an archive takes (PDF/A)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from ashore.documents.model import Clause, Column, Document, Part, Section, Table
from ashore.documents.wording import Tongue, tongue


@dataclass(frozen=True, slots=True)
class EvidenceEntry:
    """One file of the pack. ``path``: within it; ``sha256``: 64 hex digits; ``size``: in bytes.

    ``at``: when it happened or was sent (aware), None where that is not known; ``about``: what it is (from whom,
    subject) and ``proof``: what its signature proves, or empty, both in the reader's words."""

    path: str
    sha256: str
    size: int
    at: datetime | None = None
    about: str = ""
    proof: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceSummary:
    """What stands before the list. ``root``: the Merkle root (hex), empty for an index that the root itself covers;
    ``facts``: label and value, in the reader's words; ``notes``: paragraphs on how to check the pack and what it does
    not prove, in the reader's words."""

    title: str
    root: str
    made_at: datetime
    facts: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


def evidence_document(entries: Sequence[EvidenceEntry], summary: EvidenceSummary, language: str, zone: str) -> Document:
    """The index of a pack in the reader's language, times on the clock of ``zone``.

    Raises ValueError for a language that there is no wording in, and ``zoneinfo.ZoneInfoNotFoundError`` for no zone.
    """
    spoken, clock = tongue(language), ZoneInfo(zone)
    made = spoken.moment(summary.made_at.astimezone(clock))
    title = summary.title or spoken.say("evidence.title")
    sections = (
        Section(spoken.say("evidence.facts"), (*_facts(spoken, summary, len(entries)), *map(Clause, summary.notes))),
        *((Section(spoken.say("evidence.files"), (_files(spoken, entries, clock),)),) if entries else ()),
    )
    subtitle = (spoken.say("evidence.made", moment=made),)
    return Document(title, language, (Part(sections),), subtitle, " · ".join(filter(None, (title, summary.root))))


def _facts(spoken: Tongue, summary: EvidenceSummary, count: int) -> tuple[Table]:
    said = spoken.say("evidence.count", n=spoken.counted(count, "files"))
    root = ((spoken.say("evidence.root"), summary.root),) if summary.root else ()
    rows = (*root, *summary.facts, (spoken.say("evidence.files"), said))
    return (Table((Column("", 2), Column("", 5)), rows),)


def _files(spoken: Tongue, entries: Sequence[EvidenceEntry], clock: ZoneInfo) -> Table:
    say = spoken.say
    columns = (
        Column("№" if spoken.code == "ru" else "#", 1, numeric=True),
        Column(say("evidence.file"), 13),
        Column(say("evidence.when"), 4),
        Column(say("evidence.size"), 2, numeric=True),
    )
    rows = tuple(_file(spoken, n, each, clock) for n, each in enumerate(entries, 1))
    return Table(columns, rows, small=True)


def _file(spoken: Tongue, n: int, each: EvidenceEntry, clock: ZoneInfo) -> tuple[str, ...]:
    when = spoken.moment(each.at.astimezone(clock)) if each.at else ""
    told = "\n".join(filter(None, (each.path, each.about, each.proof, each.sha256)))
    return str(n), told, when, spoken.number(Decimal(each.size))
