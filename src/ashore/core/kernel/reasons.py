"""Why something is so, as data. Words are made at the edge, in the reader's language (``ashore.words``)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType

Value = str | int | float | bool | datetime | date | None
_NOTHING: Mapping[str, Value] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Reason:
    """One step of an explanation.

    ``code``: stable dotted name, e.g. ``ledger.reply.oldest_unanswered``; ``ashore.words`` has its sentence.
    ``rule``: the FIELD.md code it rests on (``W1``), or empty.
    ``params``: what the sentence needs; instants are aware datetimes in UTC, durations whole minutes.
    ``sources``: keys of the messages and events, and clauses (``clause:response.answer_within``), it was drawn from.
    ``because``: the steps beneath it, in the order in which a person would tell them.
    """

    code: str
    rule: str = ""
    params: Mapping[str, Value] = field(default_factory=lambda: _NOTHING)
    sources: tuple[str, ...] = ()
    because: tuple["Reason", ...] = ()

    def walk(self) -> Iterator["Reason"]:
        """This step and all beneath it, depth first."""
        yield self
        for step in self.because:
            yield from step.walk()

    def as_data(self) -> dict[str, object]:
        """JSON-ready form; instants as ISO 8601 with offset. Empty members are left out."""
        plain = {k: v.isoformat() if isinstance(v, date) else v for k, v in self.params.items()}
        data: dict[str, object] = {"code": self.code}
        if self.rule:
            data["rule"] = self.rule
        if plain:
            data["params"] = plain
        if self.sources:
            data["sources"] = list(self.sources)
        if self.because:
            data["because"] = [step.as_data() for step in self.because]
        return data
