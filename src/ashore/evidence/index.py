"""The pages that a person opens first: an index as PDF/A, and a text that says how to check the pack."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from ashore.core.kernel import Reason, Value
from ashore.documents.model import Clause, Column, Document, Part, Section, Table
from ashore.documents.pdf import pdf
from ashore.evidence import layout
from ashore.evidence.letters import Letter
from ashore.evidence.zipping import Member
from ashore.words import Speech, say

CHECKS = ("unpack", "sums", "root", "chain", "message", "stamp", "ashore")
PROVES = ("unaltered", "root_elsewhere", "log_is_ours", "signatures", "time")
KINDS = {
    layout.AGREEMENT: "agreement",
    layout.EVENTS: "events",
    layout.CHAIN: "chain",
    layout.LEDGER: "ledger",
    layout.LEDGER_WORDS: "ledger_words",
    layout.LETTERS: "letters",
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
    members: Sequence[Member],
    shown: Sequence[tuple[str, Letter, str]],
    facts: Mapping[str, object],
    reader: Speech,
    now: datetime,
) -> bytes:
    """The index as PDF/A-2b: every file with its hash, every message with what its signature proves, what is missing.

    ``shown``: path, facts and level of each message; ``facts``: those of the pack. The root is not printed in it, for
    the root covers the index, too.
    """
    sections = [
        Section(_say(reader, "evidence.index.files"), (_files(members, reader),)),
        Section(_say(reader, "evidence.index.letters"), tuple(_letters(shown, reader))),
        Section(_say(reader, "evidence.index.missing"), tuple(_missing(facts, reader))),
        _points(reader, "evidence.index.check", "evidence.check", CHECKS),
        _points(reader, "evidence.index.proof", "evidence.proof", PROVES),
    ]
    agreement = facts["agreement"]
    title = agreement["title"] if isinstance(agreement, Mapping) else ""
    return pdf(
        Document(
            title=_say(reader, "evidence.index.title"),
            language=reader.language,
            parts=(Part(tuple(sections)),),
            subtitle=tuple(filter(None, (str(title), _say(reader, "evidence.index.as_of", now_at=now)))),
            footer=_say(reader, "evidence.index.title"),
        ),
        now,
    )


def _files(members: Sequence[Member], reader: Speech) -> Table:
    columns = (_column(reader, "file", 3), _column(reader, "bytes", 1, numeric=True), _column(reader, "hash", 4))
    rows = [(_named(each, reader), str(each.size), each.sha256) for each in members if not layout.is_letter(each.name)]
    return Table(columns, tuple(rows), small=True)


def _named(member: Member, reader: Speech) -> str:
    kind = KINDS.get(member.name, "version")
    return f"{member.name}\n{_say(reader, f'evidence.file.{kind}')}"


def _letters(shown: Sequence[tuple[str, Letter, str]], reader: Speech) -> Iterator[Table | Clause]:
    if not shown:
        yield Clause(_say(reader, "evidence.index.no_letters"))
        return
    columns = (_column(reader, "message", 5), _column(reader, "signature", 2), _column(reader, "hash", 3))
    rows = []
    for path, each, level in shown:
        when = reader.moment(each.date) if each.date else "–"
        rows.append((f"{each.subject or '–'}\n{each.sender or '–'}\n{when}\n{path}", level, each.sha256))
    yield Table(columns, tuple(rows), small=True)


def _missing(facts: Mapping[str, object], reader: Speech) -> Iterator[Clause]:
    """One paragraph for each thing that is not in the pack, or was not used; one that says so where there is none."""
    messages, events = facts["messages"], facts["events"]
    assert isinstance(messages, Mapping) and isinstance(events, Mapping)
    found = [
        *(_clause(reader, "referenced", name=each["source"]) for each in messages["referenced_and_missing"]),
        *(_clause(reader, "left_out", name=each["message_id"] or each["sha256"]) for each in messages["left_out"]),
        *(
            _clause(reader, "unreadable", name=each["found_in"], why=each["reason"]["words"])
            for each in messages["unreadable"]
        ),
        *(_clause(reader, "same_id", name=each["message_id"]) for each in messages["same_id_other_bytes"]),
        *(_clause(reader, "not_used", name=each["where"], why=each["words"]) for each in events["not_used"]),
    ]
    yield from found or [Clause(_say(reader, "evidence.missing.nothing"))]


def _clause(reader: Speech, kind: str, **params: Value) -> Clause:
    return Clause(_say(reader, f"evidence.missing.{kind}", **params))


def _points(reader: Speech, heading: str, prefix: str, codes: Sequence[str]) -> Section:
    return Section(_say(reader, heading), tuple(Clause(_say(reader, f"{prefix}.{code}")) for code in codes))


def _column(reader: Speech, name: str, share: int, *, numeric: bool = False) -> Column:
    return Column(_say(reader, f"evidence.column.{name}"), share, numeric)


def _say(reader: Speech, code: str, **params: Value) -> str:
    return say(Reason(code, params=params), reader)
