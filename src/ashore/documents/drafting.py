"""What every part of a contract is drafted with: the agreement, the tongue, the annexes, the plain words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from ashore.core.agreement import Agreement, Within
from ashore.core.agreement.clauses import Clauses
from ashore.core.kernel import Money, Side
from ashore.documents.model import Block, Clause, Column, Section, Table
from ashore.documents.wording import Noun, Tongue

MOMENTS = ("start", "stage", "payment", "invoice", "other")
"""Events upon which something can be due at once."""


@dataclass(frozen=True, slots=True)
class Drafting:
    """``plain``: the plain-language summary by clause path, empty where none is wanted; ``annexes``: which there are,
    in their order; ``digest``: SHA-256 of the agreement file (hex), or empty."""

    agreement: Agreement
    tongue: Tongue
    plain: Mapping[str, str]
    annexes: tuple[str, ...] = ()
    digest: str = ""

    @property
    def clauses(self) -> Clauses:
        """Everything beyond the clocks."""
        return self.agreement.clauses

    def clause(self, key: str, term: str = "", parts: Iterable[str] = (), **params: object) -> Clause:
        """A clause from the sentence ``key``; ``parts``: fragments beneath it, which get their semicolons here."""
        return self.text(self.tongue.say(key, **params), term, parts)

    def text(self, text: str, term: str = "", parts: Iterable[str] = ()) -> Clause:
        """A clause in the parties' own words."""
        return Clause(text, term, self._plain(term, text), tuple(Clause(part) for part in punctuated(parts)))

    def _plain(self, term: str, text: str) -> str:
        """The plain words of a term, or of the nearest clause above it that has some; not where they say the same."""
        while term and term not in self.plain:
            term = term.rpartition(".")[0]
        plain = self.plain.get(term, "")
        return "" if plain in text or text in plain else plain

    def section(self, key: str, blocks: Iterable[Block | None]) -> tuple[Section, ...]:
        """The section of this name, or none where nothing was agreed about it."""
        present = tuple(block for block in blocks if block is not None)
        return (Section(self.tongue.say(key), present),) if present else ()

    def table(
        self,
        heads: Iterable[tuple[str, int]],
        rows: Iterable[tuple[str, ...]],
        numeric: str = "",
        terms: Iterable[str] = (),
    ) -> Table | None:
        """A table under the heads (sentence name, share of the width); columns empty in all rows are left out, and so
        is a table without rows. ``numeric``: names of the columns of figures, parted by blanks; ``terms``: where each
        row stands in the agreement."""
        listed, named, figures = [tuple(row) for row in rows], list(heads), numeric.split()
        kept = [n for n in range(len(named)) if any(row[n] for row in listed)]
        columns = tuple(Column(self.tongue.say(key), share, key in figures) for key, share in (named[n] for n in kept))
        plain = tuple(self.plain.get(term, "") for term in terms)
        cells = tuple(tuple(row[n] for n in kept) for row in listed)
        return Table(columns, cells, plain=plain if any(plain) else ()) if columns else None

    def annex(self, key: str, form: str = "annex_named") -> str:
        """An annex as sentences name it: "Annex 1 (Work plan)"; ``annex_in``: as after "in"."""
        number = self.annexes.index(key) + 1
        return self.tongue.say(form, n=number, title=self.tongue.say(f"annex.{key}"))

    def side(self, side: Side) -> Noun:
        """A side in its cases."""
        return self.tongue.side(side)

    def since(self, at: datetime) -> str:
        """From when on, on our wall clock: a day, or with a time where that is not midnight."""
        return self.tongue.since(at.astimezone(ZoneInfo(self.agreement.us.zone)))

    def money(self, amount: Decimal) -> str:
        """A sum in the agreement's currency."""
        return self.tongue.money(Money(amount, self.clauses.currency))

    def length(self, key: str, length: Within | None, term: str = "") -> Clause | None:
        """A clause about a length of time (``{time}``), or None where none was agreed."""
        if length is None:
            return None
        return self.clause(key, term or length.clause, time=self.tongue.length(length))

    def when(self, due: date | None, after: str, within: Within | None) -> str:
        """When something is due: a date, or a length of time after a stage, a payment, the start, the request."""
        say = self.tongue.say
        if due is not None:
            return say("when.on", date=self.tongue.day(due))
        event, name = self._event(after)
        if within is None:
            return say(f"when.{event}", name=name) if event in MOMENTS else ""
        key = f"when.within_{event}" if event else "when.within"
        return say(key, time=self.tongue.length(within), name=name)

    def _event(self, after: str) -> tuple[str, str]:
        """The kind of event that an id names, and its name in quotation marks."""
        if after in ("", "start", "asked", "invoice"):
            return after, ""
        if after == "payment":
            return "any_payment", ""
        named: tuple[tuple[str, Iterable[tuple[str, str]]], ...] = (
            ("stage", ((stage.id, stage.name) for stage in self.clauses.stages)),
            ("payment", ((each.id, each.name) for each in (self.clauses.fees.payments if self.clauses.fees else ()))),
            ("information", ((each.id, each.name) for each in self.clauses.information)),
        )
        for event, known in named:
            for identifier, name in known:
                if identifier == after:
                    return event, self.tongue.quoted(name or identifier)
        return "other", self.tongue.quoted(after)


def punctuated(parts: Iterable[str]) -> list[str]:
    """Fragments of one sentence: each but the last ends with a semicolon, the last with a full stop."""
    listed = [part for part in parts if part]
    return [f"{part}{'.' if n == len(listed) else ';'}" for n, part in enumerate(listed, 1)]


def paragraphs(text: str) -> list[str]:
    """A text of the parties, by paragraphs (parted by an empty line)."""
    return [part for part in (" ".join(part.split()) for part in text.replace("\r\n", "\n").split("\n\n")) if part]
