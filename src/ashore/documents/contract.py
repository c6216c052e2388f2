"""The contract with its annexes (A17), from the same agreement that drives the clocks. Only what was agreed appears."""

from collections.abc import Callable, Mapping
from dataclasses import replace
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


def contract(agreement: Agreement, language: str, *, digest: str = "", plain: Mapping[str, str] = NOTHING) -> Document:
    """The contract in a language (en, ru, sk, fil).

    ``digest``: SHA-256 of the agreement file (hex), shown at the foot; ``plain``: the plain-language summary by clause
    path, set beside the terms (A17). Raises ValueError for a language that there is no wording in.
    """
    draft = Drafting(agreement, tongue(language), plain, digest=digest)
    written = tuple((key, found) for key, writer in ANNEXES if (found := writer(draft)))
    draft = replace(draft, annexes=tuple(key for key, _ in written))
    say = draft.tongue.say
    main = Part(tuple(section for writer in BODY for section in writer(draft)))
    parts = tuple(
        Part(found, say("annex", n=n), say(f"annex.{key}")) for n, (key, found) in enumerate(written, start=1)
    )
    titles = (agreement.title,) if agreement.title else ()
    return _plain_once(Document(say("title"), language, (main, *parts), titles, _footer(draft)))


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
