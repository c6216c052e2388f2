"""The contract with its annexes (A17), from the same agreement that drives the clocks. Only what was agreed appears."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

from ashore.core.agreement import Agreement
from ashore.documents import annexes, body, rules, worked
from ashore.documents.drafting import Drafting
from ashore.documents.model import Block, Clause, Document, Part, Section
from ashore.documents.wording import tongue

Writer = Callable[[Drafting], tuple[Section, ...]]
NOTHING: Mapping[str, str] = MappingProxyType({})
ANNEXES: tuple[tuple[str, Writer], ...] = (
    ("plan", annexes.plan),
    ("rules", rules.rules),
    ("definitions", annexes.definitions),
    ("influence", annexes.influence),
    ("goals", annexes.goals),
    ("worked", worked.worked),
)
BODY: tuple[Writer, ...] = (
    body.parties,
    body.subject,
    body.term,
    body.fees,
    body.liability,
    body.rights,
    body.confidentiality,
    body.evidence,
    body.force_majeure,
    body.amendments,
    body.law,
    body.signatures,
)


def contract(
    agreement: Agreement,
    language: str,
    *,
    digest: str = "",
    plain: Mapping[str, str] = NOTHING,
    as_of: datetime | None = None,
) -> Document:
    """The contract in a language (en, ru, sk, fil).

    ``digest``: SHA-256 of the agreement file (hex), shown at the foot; ``plain``: the plain-language summary by clause
    path, set beside the terms (A17). ``as_of``: the consolidated text of that moment: amendments that hold by then are
    written into the terms, later ones stand at the end; it is for reading, so nobody signs it. Raises ValueError for a
    language that there is no wording in.
    """
    terms, writers = (agreement, BODY) if as_of is None else (_consolidated(agreement, as_of), BODY[:-1])
    draft = Drafting(terms, tongue(language), plain, digest=digest)
    written = tuple((key, found) for key, writer in ANNEXES if (found := writer(draft)))
    draft = replace(draft, annexes=tuple(key for key, _ in written))
    say = draft.tongue.say
    main = Part(tuple(section for writer in writers for section in writer(draft)))
    parts = tuple(
        Part(found, say("annex", n=n), say(f"annex.{key}")) for n, (key, found) in enumerate(written, start=1)
    )
    titles = (*((terms.title,) if terms.title else ()), *(_taken_in(draft, agreement, as_of) if as_of else ()))
    return _plain_once(Document(say("title"), language, (main, *parts), titles, _footer(draft)))


def _consolidated(agreement: Agreement, as_of: datetime) -> Agreement:
    later = tuple(each for each in agreement.amendments if each.valid_from > as_of)
    return replace(agreement.at(as_of), amendments=later)


def _taken_in(draft: Drafting, agreement: Agreement, as_of: datetime) -> tuple[str, ...]:
    """What kind of text this is, and from when on the amendments hold that are written into it."""
    say, since = draft.tongue.say, draft.since
    moments = dict.fromkeys(since(each.valid_from) for each in agreement.amendments if each.valid_from <= as_of)
    told = say("consolidated.with", moments=draft.tongue.listed(moments)) if moments else say("consolidated.without")
    return say("consolidated", date=since(as_of)), told


def _footer(draft: Drafting) -> str:
    """Which version it is, and the hash of its file."""
    say, valid_from = draft.tongue.say, draft.agreement.valid_from
    if valid_from:
        version = say("footer.valid", date=draft.since(valid_from))
    else:
        version = say("footer.schema", version=draft.agreement.version)
    return " · ".join((version, *((say("footer.hash", digest=draft.digest),) if draft.digest else ())))


def _plain_once(document: Document) -> Document:
    """The same document with each plain summary only beside the first clause that it belongs to."""
    seen: set[str] = set()

    def block(each: Block) -> Block:
        if not isinstance(each, Clause) or not each.plain:
            return each
        if each.plain in seen:
            return replace(each, plain="")
        seen.add(each.plain)
        return each

    def section(each: Section) -> Section:
        return replace(each, blocks=tuple(map(block, each.blocks)))

    parts = tuple(replace(part, sections=tuple(map(section, part.sections))) for part in document.parts)
    return replace(document, parts=parts)
