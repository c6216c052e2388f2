"""The agreement in plain words, clause by clause, each with an example worked on its own terms."""

from collections.abc import Iterator

from ashore.core.agreement import Agreement
from ashore.core.agreement.schema.kinds import shown
from ashore.words.explaining import clocks, people, sums, work
from ashore.words.explaining.teller import Explained, Teller
from ashore.words.marks import N_
from ashore.words.speech import speech

URGENT = N_("Everything is agreed on the first day; terms are short on both sides.")
CHANGED = N_("From {day} on: {changes}.")
ORDER = (
    people.parties,
    clocks.term,
    clocks.hours,
    clocks.counting,
    people.channels,
    clocks.answers,
    clocks.calls,
    people.meanings,
    people.goals,
    work.stages,
    work.information,
    work.edits,
    work.reports,
    sums.fees,
    sums.penalties,
    sums.extras,
    work.rights,
)

__all__ = ["Explained", "explain"]


def explain(agreement: Agreement, language: str = "en") -> tuple[Explained, ...]:
    """Every clause in plain words, in the order of a contract. ``language``: en, ru, sk, fil.

    Examples are asked on a Friday of the term at 17:40, on the wall clock of the side that owes.
    """
    tell = Teller(agreement, speech(language, agreement.us.zone))
    found = [each for part in ORDER for each in part(tell)]
    return (*_urgent(tell), *found, *_law(tell), *_amendments(tell))


def _urgent(tell: Teller) -> Iterator[Explained]:
    if tell.agreement.clauses.urgent:
        yield tell.told("urgent", [tell.say(URGENT)])


def _law(tell: Teller) -> Iterator[Explained]:
    if tell.agreement.clauses.law:
        yield tell.told("law", [tell.agreement.clauses.law])


def _amendments(tell: Teller) -> Iterator[Explained]:
    for each in tell.agreement.amendments:
        changes = "; ".join(f"{path} = {shown(value)}" for path, value in each.changes)
        lines = [tell.say(CHANGED, day=tell.moment(each.valid_from), changes=changes)]
        yield tell.told(each.clause, [*lines, each.why] if each.why else lines)
