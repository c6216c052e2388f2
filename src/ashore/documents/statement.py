"""What each side owed, kept and missed, and what follows in money (W14); the plan as it stands (A7)."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from ashore.core.agreement import Agreement
from ashore.core.kernel import CLIENT, US, Money, Reason, Side
from ashore.core.ledger import Ledger
from ashore.core.ledger.obligations import Obligation, PlanLine, State, StatementLine
from ashore.core.ledger.statement import totals
from ashore.documents.model import Block, Clause, Column, Document, Part, Section, Table
from ashore.documents.wording import Tongue, tongue
from ashore.words import Speech, say_lines, speech
from ashore.words.clauses import CLAUSES, clause_name

SIDES: tuple[Side, ...] = (US, CLIENT)
SETTLED = frozenset({"met", "open"})
"""States that need no more explanation than their own sentence."""


def statement(ledger: Ledger, agreement: Agreement, language: str, now: datetime, zone: str = "") -> Document:
    """The whole statement as of ``now`` in the reader's language; times on the clock of ``zone``, else of our side.

    Raises ValueError for a language that there is no wording in, ``zoneinfo.ZoneInfoNotFoundError`` for no zone.
    """
    page = _Page.of(agreement, language, zone)
    sections = (
        page.section("statement.money", _money(page, ledger)),
        *((page.section("statement.plan", (_stages(page, ledger.plan),)),) if ledger.plan else ()),
        *(page.section("statement.owed", _owed(page, ledger, side), side=page.tongue.side(side)) for side in SIDES),
        *((page.section("statement.powers", (_powers(page, ledger),)),) if ledger.powers else ()),
        *((page.section("statement.unused", (_unused(page, ledger),)),) if ledger.unused else ()),
    )
    return page.document("statement.title", sections, now)


def plan(ledger: Ledger, agreement: Agreement, language: str, now: datetime, zone: str = "") -> Document:
    """The work plan as of ``now``: agreed and present dates, what moved them; see ``statement``."""
    page = _Page.of(agreement, language, zone)
    block: Block = _stages(page, ledger.plan) if ledger.plan else Clause(page.tongue.say("statement.no_plan"))
    return page.document("statement.plan_title", (page.section("statement.plan", (block,)),), now)


@dataclass(frozen=True, slots=True)
class _Page:
    """Whose document it is, in which language and on which clock."""

    agreement: Agreement
    tongue: Tongue
    reader: Speech
    zone: ZoneInfo

    @classmethod
    def of(cls, agreement: Agreement, language: str, zone: str) -> "_Page":
        clock = ZoneInfo(zone or agreement.us.zone)
        return cls(agreement, tongue(language), speech(language, clock), clock)

    def document(self, title: str, sections: tuple[Section, ...], now: datetime) -> Document:
        us, client = (
            party.name or self.tongue.side(side).title
            for side, party in zip(SIDES, self.agreement.clauses.parties, strict=True)
        )
        as_of = f"{self.tongue.instant(now.astimezone(self.zone))} ({self.zone.key})"
        between = self.tongue.say("statement.between", us=us, client=client)
        moment, voice = self.tongue.say("statement.as_of", moment=as_of), self.tongue.say("statement.voice", us=us)
        lines = (self.agreement.title, between, moment, voice)
        footer = " · ".join(filter(None, (self.tongue.say(title), self.agreement.title, as_of)))
        parts = (Part(sections),)
        return Document(self.tongue.say(title), self.tongue.code, parts, tuple(filter(None, lines)), footer)

    def section(self, key: str, blocks: Iterable[Block], **params: object) -> Section:
        return Section(self.tongue.say(key, **params), tuple(blocks))

    def heads(self, *named: tuple[str, int]) -> tuple[Column, ...]:
        return tuple(Column(self.tongue.say(key), share, key == "statement.amount") for key, share in named)

    def at(self, at: datetime | None) -> str:
        return self.tongue.instant(at.astimezone(self.zone)) if at else ""

    def state(self, state: State, done_at: datetime | None) -> str:
        """A state in words; what was missed but done tells so."""
        return self.tongue.say("state.done_late" if state == "missed" and done_at else f"state.{state}")

    def told(self, because: Reason, *, whole: bool = True) -> str:
        """An explanation, a sentence a line; only the first one where not the whole is wanted."""
        lines = [sentence for _, sentence, _ in say_lines(because, self.reader)]
        return "\n".join(lines if whole else lines[:1])

    def clause(self, path: str) -> str:
        """A clause by its name, with its own id where it is one of several."""
        named = self.reader.text(clause_name(path))
        return named if path in CLAUSES else f"{named} ({path.rpartition('.')[2]})"

    def named(self, subject: str) -> str:
        """The stage, payment or report that a sum is about, by its name; of a call the time says enough."""
        clauses = self.agreement.clauses
        names = {each.id: each.name for each in clauses.stages}
        names |= {each.id: each.name for each in (clauses.fees.payments if clauses.fees else ())}
        names |= {each.id: each.name for each in clauses.reports}
        names |= {each.id: each.name for each in clauses.information}
        names |= {each.id: each.name for each in clauses.goals}
        if subject in names:
            return self.tongue.quoted(names[subject] or subject)
        return "" if subject.startswith("call:") else subject


def _money(page: _Page, ledger: Ledger) -> Iterator[Block]:
    if not ledger.statement:
        yield Clause(page.tongue.say("statement.no_money"))
        return
    heads = page.heads(("statement.kind", 4), ("statement.why", 8), ("statement.from", 3), ("statement.amount", 3))
    yield Table(heads, tuple(_sum(page, line) for line in ledger.statement))
    yield from _totals(page, ledger.statement)


def _sum(page: _Page, line: StatementLine) -> tuple[str, ...]:
    what = (page.tongue.say(f"money.{line.kind}"), page.named(line.subject), page.at(line.at))
    why = f"{page.tongue.say('statement.clause')}: {page.clause(line.clause)}\n{page.told(line.because)}"
    return "\n".join(filter(None, what)), why, page.tongue.side(line.owed_by).title, page.tongue.money(line.amount)


def _totals(page: _Page, lines: Iterable[StatementLine]) -> Iterator[Table]:
    say, side, rows = page.tongue.say, page.tongue.side, []
    for currency, sums in sorted(totals(tuple(lines)).items()):
        for each in SIDES:
            rows.append((say("statement.total", side=side(each)), page.tongue.money(Money(sums[each], currency))))
        balance = sums["balance"]
        debtor = side(CLIENT if balance > 0 else US)
        told = say("statement.balance", side=debtor) if balance else say("statement.even")
        rows.append((told, page.tongue.money(Money(abs(balance), currency))))
    bold = frozenset(range(2, len(rows), 3))
    yield Table((Column(say("statement.totals"), 3), Column("", 1, numeric=True)), tuple(rows), bold)


def _stages(page: _Page, lines: Iterable[PlanLine]) -> Table:
    listed = tuple(lines)
    heads = page.heads(
        ("plan.stage", 5),
        ("statement.party", 3),
        ("statement.agreed", 4),
        ("statement.now_due", 4),
        ("statement.state", 5),
    )
    why = tuple("\n".join(page.told(reason) for reason in line.shift_because) for line in listed)
    return Table(heads, tuple(_stage(page, line) for line in listed), plain=why)


def _stage(page: _Page, line: PlanLine) -> tuple[str, ...]:
    say = page.tongue.say
    state = [page.state(line.state, line.delivered_at)]
    if line.delivered_at:
        state.append(say("statement.delivered", moment=page.at(line.delivered_at)))
    if line.approved_at:
        state.append(say("statement.approved", moment=page.at(line.approved_at)))
    owner = page.tongue.side(line.owed_by).title
    return line.name, owner, page.at(line.due), page.at(line.shifted_due), "\n".join(state)


def _owed(page: _Page, ledger: Ledger, side: Side) -> Iterator[Block]:
    owed = [each for each in ledger.obligations if each.owed_by == side]
    if not owed:
        yield Clause(page.tongue.say("statement.nothing_owed"))
        return
    yield Clause(_counts(page, owed))
    heads = page.heads(
        ("statement.kind", 3), ("statement.why", 7), ("statement.due", 3), ("statement.done", 3), ("statement.state", 3)
    )
    yield Table(heads, tuple(_obligation(page, each) for each in owed))


def _counts(page: _Page, owed: Iterable[Obligation]) -> str:
    found = Counter(each.state for each in owed)
    late, other = found["late"] + found["missed"], found["waived"] + found["suspended"] + found["discharged"]
    said = page.tongue.say("statement.counts", met=found["met"], late=late, open=found["open"], other=other)
    return f"{said[:1].upper()}{said[1:]}."


def _obligation(page: _Page, each: Obligation) -> tuple[str, ...]:
    say = page.tongue.say
    why = page.told(each.because, whole=each.state not in SETTLED)
    state = page.state(each.state, each.met_at)
    return say(f"kind.{each.kind}"), why, page.at(each.due), page.at(each.met_at), state


def _powers(page: _Page, ledger: Ledger) -> Table:
    heads = page.heads(("statement.party", 3), ("statement.kind", 4), ("statement.since", 3), ("statement.why", 6))
    rows = (
        (
            page.tongue.side(power.side).title,
            page.tongue.say(f"power.{power.kind}"),
            page.at(power.since),
            page.told(power.because),
        )
        for power in ledger.powers
    )
    return Table(heads, tuple(rows))


def _unused(page: _Page, ledger: Ledger) -> Table:
    heads = page.heads(("statement.place", 3), ("statement.why", 7))
    return Table(heads, tuple((found.where, page.told(found.reason)) for found in ledger.unused))
