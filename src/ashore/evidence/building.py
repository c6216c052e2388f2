"""A pack of evidence: originals, log, terms, what follows from them, and hashes that bind all of it together.

The same input gives the same bytes. Only the list of files is held in memory, besides one message at a time and what
is derived; longer texts pass through scratch files.
"""

import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO

from ashore import __version__
from ashore.core.agreement import Agreement
from ashore.core.kernel import Finding, Reason
from ashore.evidence import layout
from ashore.evidence.canonical import canonical
from ashore.evidence.deriving import Derived, derived, entries, read_agreement
from ashore.evidence.dkim_data import keys_data, level_words, looked_at, result_data, result_words
from ashore.evidence.hashing import NO_HASH, chained
from ashore.evidence.index import index_pdf, readme
from ashore.evidence.ledger_words import ledger_words
from ashore.evidence.letters import Letter, References, letter, name_of
from ashore.evidence.manifest import manifest, sums
from ashore.evidence.said import Said, call_words, said, said_words
from ashore.evidence.stamping import Stamp
from ashore.evidence.zipping import ZipWriter
from ashore.mail import Source, Unreadable
from ashore.mail.dkim_keys import Keys
from ashore.words import Speech, say

IN_MEMORY = 4 * 1024 * 1024
"""Bytes of a text in the making that are kept in memory before it goes to a scratch file."""

MOST_MESSAGES = layout.MOST_MEMBERS - 1_000
"""What a checker opens, less the other files of a pack."""

Stamper = Callable[[bytes], Stamp | Reason]


class PackTooLarge(ValueError):
    """More messages than a pack may hold; the message says how many those are."""


@dataclass(frozen=True, slots=True)
class PackInput:
    """What a pack is made of.

    ``agreement``: the bytes of the agreement's file; ``events``: the log as an open, seekable file of JSON lines;
    ``mail``: messages as the readers of ``ashore.mail`` and ``ashore.evidence.said`` give them, in their order;
    ``now``: the moment (aware) for which is derived; ``keys``: DKIM keys as they were stored; ``reader``: language and
    zone (one with an IANA name) of the words; ``only_referenced``: leave out messages that no event refers to (they are
    listed by their hash); ``stamp``: asks a third party for a time stamp over some bytes, None where none is wanted;
    ``step``: told after each message how many there were.
    """

    agreement: bytes
    events: BinaryIO
    mail: Iterable[Source | Unreadable]
    now: datetime
    keys: Keys
    reader: Speech
    only_referenced: bool = False
    stamp: Stamper | None = None
    step: Callable[[int], None] | None = None


@dataclass(frozen=True, slots=True)
class Built:
    """What was made. ``root``: the Merkle root; ``facts``: what ``pack.json`` says; ``findings``: lines of the log that
    could not be read; ``stamp``: the time stamp, why there is none, or None where none was asked for."""

    root: str
    facts: dict[str, object]
    findings: tuple[Finding, ...]
    stamp: Stamp | Reason | None


@dataclass(slots=True)
class _Mail:
    """What was met among the messages."""

    count: int = 0
    read: int = 0
    levels: dict[str, int] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    by_id: dict[str, set[str]] = field(default_factory=dict)
    left_out: list[dict[str, object]] = field(default_factory=list)
    unreadable: list[dict[str, object]] = field(default_factory=list)
    shown: dict[str, tuple[Letter, str]] = field(default_factory=dict)


def build(pack: PackInput, out: BinaryIO) -> Built:
    """Writes a pack to ``out``, which need not be seekable and stays open.

    Raises OSError where that cannot be written, PackTooLarge, and ValueError for an agreement that cannot be read.
    """
    agreement = read_agreement(pack.agreement)
    if not isinstance(agreement, Agreement):
        raise ValueError(f"the agreement cannot be read: {[finding.where for finding in agreement]}")
    with ExitStack() as stack:
        zipped = ZipWriter(out)
        zipped.add(layout.AGREEMENT, pack.agreement)
        found = derived(agreement, _lines(pack.events), pack.now)
        for number, version in enumerate(found.versions, 1):
            zipped.add(layout.version_name(number), version)
        zipped.add_file(layout.EVENTS, pack.events)
        head, links = _add_chain(zipped, pack.events, stack)
        zipped.add(layout.LEDGER, found.data)
        zipped.add(layout.LEDGER_WORDS, _text(ledger_words(found.ledger, pack.reader, pack.now)))
        references = References(entries(_lines(pack.events)))
        mail = _add_mail(zipped, pack, references, stack)
        zipped.add(layout.KEYS, canonical(keys_data(pack.keys)) + b"\n")
        facts = _facts(pack, agreement, found, mail, references, head, links)
        zipped.add(layout.FACTS, canonical(facts) + b"\n")
        zipped.add(layout.README, _text(readme(pack.reader)))
        zipped.add(layout.INDEX, index_pdf(zipped.members, mail.shown, facts, pack.reader))
        return _vouched(zipped, pack, facts, found.findings)


def _vouched(zipped: ZipWriter, pack: PackInput, facts: dict[str, object], findings: tuple[Finding, ...]) -> Built:
    """Writes what vouches for the files: manifest, root, sums, and the time stamp if one is wanted."""
    listed = tuple(zipped.members)
    text, root = manifest(listed)
    zipped.add(layout.MANIFEST, text)
    root_text = f"{root}\n".encode()
    zipped.add(layout.ROOT, root_text)
    stamp = pack.stamp(root_text) if pack.stamp else None
    if isinstance(stamp, Stamp):
        zipped.add(layout.STAMP, stamp.data)
    zipped.add(layout.SUMS, sums(zipped.members))
    zipped.close()
    return Built(root, facts, findings, stamp)


def _add_chain(zipped: ZipWriter, events: BinaryIO, stack: ExitStack) -> tuple[str, int]:
    """Adds the chain over the log; its last hash and how many links it has."""
    scratch = _scratch(stack)
    head, count = NO_HASH, 0
    for link, head in chained(entries(_lines(events))):  # noqa: B007 - the last one is what is wanted
        scratch.write(link + b"\n")
        count += 1
    zipped.add_file(layout.CHAIN, scratch)
    return head, count


def _add_mail(zipped: ZipWriter, pack: PackInput, references: References, stack: ExitStack) -> _Mail:
    """Adds each message once, then the list of them and what their signatures prove."""
    letters, results, words, spoken = (_scratch(stack) for _ in range(4))
    met = _Mail()
    for raw, each in _readable(pack, met):
        ids = references.referring(each)
        if each.message_id:
            met.by_id.setdefault(each.message_id, set()).add(each.sha256)
        if each.sha256 in met.seen:
            continue
        if pack.only_referenced and not ids:
            met.seen.add(each.sha256)
            met.left_out.append({"sha256": each.sha256, "message_id": each.message_id})
            continue
        met.count += 1
        if met.count > MOST_MESSAGES:
            raise PackTooLarge(f"a pack holds at most {MOST_MESSAGES} messages")
        path = layout.letter_name(met.count, each.sha256, mail=not isinstance(each, Said))
        met.seen.add(each.sha256)
        zipped.add(path, raw)
        found, opinion = looked_at(raw, pack.keys, mail=not isinstance(each, Said))
        if isinstance(each, Said):
            spoken.write(_text(said_words(path, each, pack.reader)))
        else:
            met.levels[opinion.level] = met.levels.get(opinion.level, 0) + 1
        letters.write(canonical(each.data(path, ids)) + b"\n")
        results.write(canonical(result_data(path, found, opinion)) + b"\n")
        words.write(_text(result_words(path, found, opinion, pack.reader)))
        met.shown[path] = each, level_words(opinion.level, pack.reader)
    for name, scratch in ((layout.LETTERS, letters), (layout.RESULTS, results), (layout.RESULT_WORDS, words)):
        zipped.add_file(name, scratch)
    for event in entries(_lines(pack.events)):
        if isinstance(event, Mapping):
            spoken.write(_text(call_words(event, pack.reader)))
    if spoken.tell():
        zipped.add_file(layout.CHANNELS, spoken)
    return met


def _readable(pack: PackInput, met: _Mail) -> Iterator[tuple[bytes, Letter]]:
    """The messages that were read whole; the others are noted with the reason."""
    for source in pack.mail:
        note = source.reason if isinstance(source, Unreadable) else source.note
        met.read += 1
        if pack.step:
            pack.step(met.read)
        if isinstance(source, Unreadable) or note is not None:
            reason = note or Reason("mail.source.empty")
            met.unreadable.append(_unread(source.where, reason, pack.reader))
        elif source.form == "channel":
            if each := said(source.raw, source.where):
                yield source.raw, each
            else:
                met.unreadable.append(_unread(source.where, Reason("evidence.said.unreadable"), pack.reader))
        else:
            yield source.raw, letter(source.raw, source.where)


def _unread(where: str, reason: Reason, reader: Speech) -> dict[str, object]:
    why = {"code": reason.code, "words": say(reason, reader)}
    return {"found_in": name_of(where), "reason": why}


def _facts(
    pack: PackInput, agreement: Agreement, found: Derived, mail: _Mail, references: References, head: str, links: int
) -> dict[str, object]:
    """What a pack says of itself, and of everything that is not in it."""
    conflicts = [
        {"message_id": name, "sha256": sorted(hashes)} for name, hashes in sorted(mail.by_id.items()) if len(hashes) > 1
    ]
    return {
        "format": layout.FORMAT,
        "version": layout.VERSION,
        "made_with": f"Ashore {__version__}",
        "now": pack.now.isoformat(),
        "language": pack.reader.language,
        "zone": str(pack.reader.zone),
        "agreement": {"title": agreement.title, "versions": len(found.versions)},
        "events": {
            "read": found.events,
            "entries": links,
            "chain_head": head,
            "not_used": [_finding(each, pack.reader) for each in (*found.findings, *found.ledger.unused)],
        },
        "messages": {
            "count": mail.count,
            "levels": mail.levels,
            "referenced_and_missing": references.missing(),
            "left_out": mail.left_out,
            "unreadable": mail.unreadable,
            "same_id_other_bytes": conflicts,
        },
    }


def _finding(finding: Finding, reader: Speech) -> dict[str, object]:
    return {"code": finding.code, "where": finding.where, "words": say(finding.reason, reader)}


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """The log from its start, line by line; of an endless line only so much as may be read at a time."""
    file.seek(0)
    while line := file.readline(layout.LARGEST_LINE):
        yield line


def _text(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")


def _scratch(stack: ExitStack) -> BinaryIO:
    return stack.enter_context(tempfile.SpooledTemporaryFile(IN_MEMORY))  # type: ignore[return-value]
