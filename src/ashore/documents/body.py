"""The body of a contract: parties, subject, term, fees, liability, rights, the parties' own texts, law, signatures."""

from collections.abc import Iterator
from datetime import date

from ashore.core.agreement import Within, parse_within
from ashore.core.agreement.clauses import Party
from ashore.core.kernel import CLIENT, US, Side
from ashore.documents import fees as pay
from ashore.documents.drafting import Drafting, paragraphs
from ashore.documents.model import Block, Clause, Column, Section, Signature, Signatures, Table
from ashore.documents.penalties import penalty
from ashore.words.clauses import clause_name
from ashore.words.speech import speech

BLANK = "\u2026" * 8
Sections = tuple[Section, ...]
SIDES: tuple[Side, ...] = (US, CLIENT)


def parties(draft: Drafting) -> Sections:
    """Who makes the agreement, and who speaks for each side (A10)."""
    return draft.section("section.parties", (draft.clause("parties.intro"), _who(draft), *_contacts(draft)))


def _who(draft: Drafting) -> Table:
    say = draft.tongue.say
    facts: tuple[tuple[str, list[str]], ...] = (
        ("parties.name", [party.name or BLANK for party in draft.clauses.parties]),
        ("parties.details", ["\n".join(party.details) for party in draft.clauses.parties]),
        ("parties.signatory", [_signatory(party) for party in draft.clauses.parties]),
        ("parties.contact", [party.contact for party in draft.clauses.parties]),
        ("parties.email", [party.contact_email for party in draft.clauses.parties]),
        ("parties.deputies", [", ".join(party.deputies) for party in draft.clauses.parties]),
        ("parties.addresses", ["\n".join(party.addresses) for party in draft.clauses.parties]),
        ("parties.language", [draft.tongue.languages.get(p.language, p.language) for p in draft.clauses.parties]),
    )
    columns = (Column("", 3), *(Column(draft.side(side).title, 4) for side in SIDES))
    return Table(columns, tuple((say(key), *values) for key, values in facts if any(values)))


def _signatory(party: Party) -> str:
    return ", ".join(filter(None, (party.signatory, party.signatory_role)))


def _contacts(draft: Drafting) -> Iterator[Clause]:
    for side, party in zip(SIDES, draft.clauses.parties, strict=True):
        if not party.contact:
            continue
        term = f"parties.{side}"
        yield draft.clause("parties.one_contact", term, contact=party.contact, side=draft.side(side))
        if party.deputies:
            names = draft.tongue.listed(party.deputies)
            yield draft.clause("parties.stand_in", contact=party.contact, deputies=names, side=draft.side(side))


def subject(draft: Drafting) -> Sections:
    """What the agreement is about, and which annexes it has."""
    clauses = draft.clauses
    blocks: list[Block] = []
    if clauses.stages:
        blocks.append(draft.clause("subject.stages", annex=draft.annex("plan", "annex_in")))
    else:
        blocks.append(draft.clause("subject.services"))
    if clauses.information:
        blocks.append(draft.clause("subject.information", annex=draft.annex("plan", "annex_in")))
    if clauses.urgent:
        blocks.append(draft.clause("subject.urgent", "urgent"))
    if draft.annexes:
        blocks.append(draft.clause("subject.annexes", annexes=draft.tongue.listed(map(draft.annex, draft.annexes))))
    return draft.section("section.subject", blocks)


def term(draft: Drafting) -> Sections:
    """From when to when it holds, how it is renewed and ended (A14)."""
    agreed, tongue = draft.clauses.term, draft.tongue
    blocks: list[Block | None] = []
    if agreed.start:
        blocks.append(draft.clause("term.start", "term.start", date=tongue.day(agreed.start)))
    blocks.append(draft.length("term.after_payment", agreed.start_after_payment))
    if agreed.end:
        blocks.append(draft.clause("term.end", "term.end", date=tongue.day(agreed.end)))
    if agreed.renewal:
        blocks.append(draft.clause("term.renewal", "term.renewal", time=tongue.length(agreed.renewal)))
    if agreed.notice:
        blocks.append(draft.clause("term.notice", "term.notice", time=tongue.length(agreed.notice)))
    if draft.agreement.valid_from:
        since = draft.since(draft.agreement.valid_from)
        blocks.append(draft.clause("term.valid_from", "valid.from", moment=since))
    return draft.section("section.term", blocks)


def fees(draft: Drafting) -> Sections:
    """How the Contractor is paid (A16), when, and what extras cost (W15)."""
    return draft.section("section.fees", (*pay.fee(draft), *pay.payments(draft), *pay.extras(draft)))


def liability(draft: Drafting) -> Sections:
    """What a breach costs its side (A12)."""
    return draft.section("section.liability", (penalty(draft, each) for each in draft.clauses.penalties))


def rights(draft: Drafting) -> Sections:
    """The rights of both sides (A14)."""
    agreed = draft.clauses.rights
    blocks: list[Block | None] = [
        draft.clause("rights.list", f"rights.{side}", (text.rstrip(".;") for text in texts), side=draft.side(side))
        for side, texts in ((US, agreed.us), (CLIENT, agreed.client))
        if texts
    ]
    if agreed.case:
        blocks.append(draft.clause(f"rights.case_{agreed.case}", "rights.case"))
    if agreed.third_parties is not None:
        key = "rights.third_parties" if agreed.third_parties else "rights.no_third_parties"
        blocks.append(draft.clause(key, "rights.third_parties"))
    blocks.append(draft.length("rights.terminate_after", agreed.terminate_after))
    return draft.section("section.rights", blocks)


def confidentiality(draft: Drafting) -> Sections:
    """In the parties' words."""
    return draft.section("section.confidentiality", _own(draft, "rights.confidentiality"))


def evidence(draft: Drafting) -> Sections:
    """What counts as evidence (A8, W13)."""
    binding = [channel.name for channel in draft.clauses.channels if channel.binding]
    named = draft.clause("evidence.binding", "channels", channels=draft.tongue.listed(binding)) if binding else None
    return draft.section("section.evidence", (named, *_own(draft, "rights.evidence")))


def force_majeure(draft: Drafting) -> Sections:
    """In the parties' words."""
    return draft.section("section.force_majeure", _own(draft, "rights.force_majeure"))


def _own(draft: Drafting, path: str) -> Iterator[Clause]:
    text: str = getattr(draft.clauses.rights, path.rpartition(".")[2])
    for n, paragraph in enumerate(paragraphs(text)):
        yield draft.text(paragraph, "" if n else path)


def amendments(draft: Drafting) -> Sections:
    """Single terms that were changed from a moment on."""
    reader, tongue = speech(draft.tongue.code), draft.tongue
    return draft.section(
        "section.amendments",
        (
            draft.clause(
                "amendments.lead_why" if each.why else "amendments.lead",
                "amendments",
                (
                    tongue.say("amendments.change", name=reader.text(clause_name(path)), value=_value(draft, value))
                    for path, value in each.changes
                ),
                moment=draft.since(each.valid_from),
                why=each.why,
            )
            for each in draft.agreement.amendments
        ),
    )


def _value(draft: Drafting, value: object) -> str:
    if isinstance(value, bool):
        return draft.tongue.say("yes" if value else "no")
    if isinstance(value, list | tuple):
        return ", ".join(_value(draft, each) for each in value)
    if isinstance(value, date):
        return draft.tongue.day(value)
    within = parse_within(value) if isinstance(value, str) else None
    return str(draft.tongue.length(within)) if isinstance(within, Within) else str(value)


def law(draft: Drafting) -> Sections:
    """Governing law, currency and rounding, languages, the data file."""
    clauses, say = draft.clauses, draft.tongue.say
    blocks: list[Block] = []
    if clauses.law:
        blocks.append(draft.clause("law.law", "law.governing", law=clauses.law))
    if clauses.currency:
        blocks.append(draft.clause("law.currency", "money.currency", currency=clauses.currency))
        blocks.append(draft.clause("law.rounding", "money.rounding", rule=say(f"rounding.{clauses.rounding}")))
    if len(clauses.languages) > 1:
        names = draft.tongue.listed(draft.tongue.languages.get(each, each) for each in clauses.languages)
        blocks.append(draft.clause("law.languages", "languages", languages=names))
    if draft.digest:
        blocks.append(draft.clause("law.file"))
    return draft.section("section.law", blocks)


def signatures(draft: Drafting) -> Sections:
    """Where both sides sign."""
    return draft.section("section.signatures", (Signatures(tuple(_signature(draft, side) for side in SIDES)),))


def _signature(draft: Drafting, side: Side) -> Signature:
    say, party = draft.tongue.say, draft.clauses.parties[SIDES.index(side)]
    lines = (
        (say("signatures.name"), party.name),
        (say("signatures.signatory"), _signatory(party)),
        (say("signatures.signature"), ""),
        (say("signatures.date"), ""),
    )
    return Signature(draft.side(side).title, lines)
