"""What can have happened to the work of an engagement: choices made of the agreement's own stages, items, payments."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ashore.core.agreement.clauses import Clauses
from ashore.core.kernel import CLIENT, US, Side, other
from ashore.usecases.queries.rows import NoteRow


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be recorded. ``subject``: the id of what it is about, ``name``: that for people; ``group``:
    under which heading it stands."""

    kind: str
    by: Side
    subject: str = ""
    name: str = ""
    group: str = ""

    @property
    def value(self) -> str:
        """Its name in a form: ``stage_delivered:us:design``."""
        return f"{self.kind}:{self.by}:{self.subject}"


def choices(clauses: Clauses, recorded: Iterable[NoteRow] = ()) -> tuple[Choice, ...]:
    """All that can be recorded under these terms. ``recorded``: what was, for edits that stand open."""
    found = [*_stages(clauses), *_information(clauses), *_edits(clauses, tuple(recorded)), *_contact(clauses)]
    return (*found, *_money(clauses), *_whole())


def _stages(clauses: Clauses) -> Iterator[Choice]:
    for stage in clauses.stages:
        yield Choice("stage_delivered", stage.owner, stage.id, stage.name, "stages")
        if stage.approval_within is not None:
            yield Choice("stage_approved", other(stage.owner), stage.id, stage.name, "stages")
            yield Choice("stage_rejected", other(stage.owner), stage.id, stage.name, "stages")


def _information(clauses: Clauses) -> Iterator[Choice]:
    for item in clauses.information:
        yield Choice("information_given", CLIENT, item.id, item.name, "information")
        if item.after == "asked":
            yield Choice("information_asked", US, item.id, item.name, "information")


def _edits(clauses: Clauses, recorded: tuple[NoteRow, ...]) -> Iterator[Choice]:
    if clauses.edits is None:
        return
    yield Choice("edit_asked", CLIENT, group="edits")
    done = {note.subject for note in recorded if note.kind == "edit_delivered"}
    for note in recorded:
        name = f"event:{note.event}"
        if note.kind == "edit_asked" and name not in done:
            yield Choice("edit_estimated", US, name, note.words, "edits")
            yield Choice("edit_delivered", US, name, note.words, "edits")


def _contact(clauses: Clauses) -> Iterator[Choice]:
    for report in clauses.reports:
        yield Choice("report_sent", US, report.id, report.name, "contact")
    yield Choice("call", US, group="contact")
    yield Choice("call_minuted", US, group="contact")
    if clauses.meetings is not None and clauses.meetings.weekdays:
        yield Choice("call_missed", CLIENT, group="contact")
        yield Choice("call_missed", US, group="contact")


def _money(clauses: Clauses) -> Iterator[Choice]:
    fees = clauses.fees
    for payment in fees.payments if fees else ():
        yield Choice("payment_received", CLIENT, payment.id, payment.name or payment.id, "money")
    if fees is not None:
        yield Choice("payment_received", CLIENT, group="money")
    for payment in fees.payments if fees else ():
        yield Choice("invoice_sent", US, payment.id, payment.name or payment.id, "money")
    if fees is not None and fees.kind in ("minimum_and_kpi", "share_of_sales"):
        yield Choice("sale", CLIENT, group="money")
    if fees is not None and fees.kind == "hourly":
        yield Choice("hours_worked", US, group="money")
    if clauses.extras is not None:
        yield Choice("extra", US, group="money")
    for goal in clauses.goals:
        yield Choice("level_measured", US, goal.id, goal.name, "money")
    for penalty in clauses.penalties:
        if penalty.breach == "service_level":
            yield Choice("level_measured", US, penalty.id, penalty.id, "money")


def _whole() -> Iterator[Choice]:
    yield Choice("suspension", US, group="whole")
    yield Choice("suspension", CLIENT, group="whole")
    yield Choice("force_majeure", US, group="whole")
    for kind in ("breach_notice", "termination"):
        yield Choice(kind, US, group="whole")
        yield Choice(kind, CLIENT, group="whole")
