"""The pages that a person opens first: an index as PDF/A, and a text that says how to check the pack."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from ashore.core.kernel import Reason, Value
from ashore.documents.evidence import EvidenceEntry, EvidenceSummary, evidence_document
from ashore.documents.model import Clause, Document, Section
from ashore.documents.pdf import Unprintable, pdf
from ashore.evidence import layout
from ashore.evidence.letters import Letter
from ashore.evidence.said import Said, kind_words
from ashore.evidence.zipping import Member
from ashore.words import Speech, say

CHECKS = ("unpack", "sums", "root", "chain", "message", "stamp", "ashore")
PROVES = ("unaltered", "root_elsewhere", "log_is_ours", "signatures", "time")
MOST_LISTED = 2_000
"""Messages that the pages list one by one; the list of all of them is a file of the pack."""
MOST_MISSING = 200
"""Things missing that the pages name one by one; pack.json names all."""
KINDS = {
    layout.AGREEMENT: "agreement",
    layout.EVENTS: "events",
    layout.CHAIN: "chain",
    layout.LEDGER: "ledger",
    layout.LEDGER_WORDS: "ledger_words",
    layout.LETTERS: "letters",
    layout.CHANNELS: "channels",
    layout.KEYS: "keys",
    layout.RESULTS: "results",
    layout.RESULT_WORDS: "result_words",
    layout.FACTS: "facts",
    layout.README: "readme",
}


def readme(reader: Speech) -> Iterator[str]:
    """What the pack is, how to check it without Ashore, and what it proves: lines of text."""
    yield _say(reader, "evidence.readme.title")
    yield ""
    yield _say(reader, "evidence.readme.what")
    for heading, codes in (("evidence.index.check", CHECKS), ("evidence.index.proof", PROVES)):
        yield ""
        yield _say(reader, heading)
        yield ""
        prefix = "evidence.check" if codes is CHECKS else "evidence.proof"
        for number, code in enumerate(codes, 1):
            yield f"{number}. {_say(reader, f'{prefix}.{code}')}"


def index_pdf(
    members: Sequence[Member], shown: Mapping[str, tuple[Letter, str]], facts: Mapping[str, object], reader: Speech
) -> bytes:
    """The index as PDF/A-2b: what the pack says of itself, what is missing, every file with its hash, how to check it.

    ``shown``: facts and words on the signature of each message, by path; ``facts``: those of the pack. The root is not
    printed in it, for the root covers the index, too.
    """
    now = datetime.fromisoformat(str(facts["now"]))
    notes = list(_missing(facts, reader))
    if len(shown) > MOST_LISTED:
        notes.append(say(Reason("evidence.index.beyond", params={"count": len(shown) - MOST_LISTED}), reader))
    summary = EvidenceSummary(_say(reader, "evidence.index.title"), "", now, tuple(_facts(facts, reader)), tuple(notes))
    beyond = set(tuple(shown)[MOST_LISTED:])
    entries = tuple(_entry(each, shown, reader) for each in members if each.name not in beyond)
    try:
        return pdf(_pages(entries, summary, reader), now)
    except Unprintable:  # letters that no font has, in more kinds than could be replaced one by one
        plain = tuple(replace(each, about=each.about.encode("ascii", "backslashreplace").decode()) for each in entries)
        return pdf(_pages(plain, summary, reader), now)


def _pages(entries: Sequence[EvidenceEntry], summary: EvidenceSummary, reader: Speech) -> Document:
    pages = evidence_document(entries, summary, reader.language, str(reader.zone))
    more = (
        _points(reader, "evidence.index.check", "evidence.check", CHECKS),
        _points(reader, "evidence.index.proof", "evidence.proof", PROVES),
    )
    (part,) = pages.parts
    return replace(pages, parts=(replace(part, sections=(part.sections[0], *more, *part.sections[1:])),))


def _entry(member: Member, shown: Mapping[str, tuple[Letter, str]], reader: Speech) -> EvidenceEntry:
    if member.name not in shown:
        about = _say(reader, f"evidence.file.{KINDS.get(member.name, 'version')}")
        return EvidenceEntry(member.name, member.sha256, member.size, about=about)
    each, proof = shown[member.name]
    about = " · ".join(filter(None, (each.subject, each.sender)))
    if isinstance(each, Said):
        about = f"{kind_words(each, reader)} · {about}"
        return EvidenceEntry(member.name, member.sha256, member.size, each.date, about)
    said = f"{_say(reader, 'evidence.index.signature')}: {proof}"
    return EvidenceEntry(member.name, member.sha256, member.size, each.date, about, said)


def _facts(facts: Mapping[str, object], reader: Speech) -> Iterator[tuple[str, str]]:
    agreement, events, messages = facts["agreement"], facts["events"], facts["messages"]
    assert isinstance(agreement, Mapping) and isinstance(events, Mapping) and isinstance(messages, Mapping)
    yield _say(reader, "evidence.index.agreement"), str(agreement["title"] or "–")
    yield _say(reader, "evidence.index.events"), str(events["entries"])
    yield _say(reader, "evidence.index.letters"), str(messages["count"])
    yield _say(reader, "evidence.index.chain_head"), str(events["chain_head"])


def _missing(facts: Mapping[str, object], reader: Speech) -> Iterator[str]:
    """One paragraph for each thing that is not in the pack, or was not used; one that says so where there is none."""
    messages, events = facts["messages"], facts["events"]
    assert isinstance(messages, Mapping) and isinstance(events, Mapping)
    lost: list[tuple[str, dict[str, Value]]] = [
        *(("referenced", {"name": each["source"]}) for each in messages["referenced_and_missing"]),
        *(("left_out", {"name": each["message_id"] or each["sha256"]}) for each in messages["left_out"]),
        *(
            ("unreadable", {"name": each["found_in"], "why": each["reason"]["words"]})
            for each in messages["unreadable"]
        ),
        *(("same_id", {"name": each["message_id"]}) for each in messages["same_id_other_bytes"]),
        *(("not_used", {"name": each["where"], "why": each["words"]}) for each in events["not_used"]),
    ]
    if not lost:
        yield _say(reader, "evidence.missing.nothing")
    for kind, params in lost[:MOST_MISSING]:
        yield say(Reason(f"evidence.missing.{kind}", params=params), reader)
    if len(lost) > MOST_MISSING:
        yield say(Reason("evidence.export.more", params={"count": len(lost) - MOST_MISSING}), reader)


def _points(reader: Speech, heading: str, prefix: str, codes: Sequence[str]) -> Section:
    return Section(_say(reader, heading), tuple(Clause(_say(reader, f"{prefix}.{code}")) for code in codes))


def _say(reader: Speech, code: str, **params: Value) -> str:
    return say(Reason(code, params=params), reader)
