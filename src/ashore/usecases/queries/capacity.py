"""Capacity: the work of each of us for the coming weeks against their hours (W12), from the clocks that lists show and
from plans."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from ashore.core.agreement import Agreement
from ashore.core.capacity import Away, Hours, Work, covered, given_to, load, take
from ashore.core.kernel import US
from ashore.core.worktime import WorkClock, clock_of
from ashore.store.models import Absence, Effort, Workspace
from ashore.usecases.deriving import Agreed, agreed_at
from ashore.usecases.queries.clocks import awake
from ashore.usecases.queries.keepers import Member, falls_to, keepers, members
from ashore.usecases.queries.rows.capacity import AbsenceRow, Answer, CapacityView, LoadChange, PersonLoad
from ashore.usecases.queries.rows.capacity import Effort as EffortRow
from ashore.usecases.queries.work import ledgers_of

WEEKS = 6
USUAL_EFFORT: Mapping[str, int] = {
    "reply": 20,
    "question": 10,
    "sign_of_life": 10,
    "promise": 60,
    "information": 30,
    "call_summary": 20,
    "last_word": 5,
    "stage": 960,
    "approval": 30,
    "edit": 60,
    "estimate": 10,
    "report": 90,
    "call": 45,
    "payment": 10,
}
"""Minutes of attention that a kind of work takes where a house says nothing else: a stage two days, a reply a third of
an hour; a receipt goes with its reply."""
STANDING = ("open", "late", "suspended")
"""A stage that waits for the client is work all the same: it comes when they give what they owe."""


@dataclass(frozen=True, slots=True)
class Team:
    """Everything by which load is told: who works here with which hours, who is away, what there is to do."""

    now: datetime
    names: Mapping[int, str]
    hours: Mapping[int, Hours]
    absences: tuple[AbsenceRow, ...]
    works: tuple[Work, ...]
    efforts: Mapping[str, int]
    clock: WorkClock
    own_hours: frozenset[int]

    def person(self, id: int, works: Sequence[Work] | None = None) -> PersonLoad:
        """The load of one of them, with ``works`` in place of those that there are."""
        own = [each for each in self.covered(self.works if works is None else works) if each.person == id]
        found = load(own, self.hours[id], self.now, WEEKS)
        return PersonLoad(
            id,
            self.names[id],
            found,
            self.hours[id].percent,
            len(own),
            found.tight.reason() if found.tight else None,
            tuple(each for each in self.absences if each.person == id),
            id in self.own_hours,
        )

    def covered(self, works: Sequence[Work]) -> tuple[Work, ...]:
        """The works with whoever does them while others are away."""
        return covered(works, [away for hours in self.hours.values() for away in hours.away], self.clock)


def capacity(*, workspace: Workspace, now: datetime) -> CapacityView:
    """The load of everybody for the coming weeks; who has more than fits comes first."""
    found = team_of(workspace, now)
    people = [found.person(each) for each in found.names]
    people.sort(key=lambda each: (each.why is None, each.name.casefold(), each.id))
    efforts = tuple(EffortRow(kind, found.efforts[kind], usual) for kind, usual in USUAL_EFFORT.items())
    unassigned = tuple(each for each in found.works if not each.person)
    return CapacityView(now, tuple(people), unassigned, found.absences, efforts)


def can_take(
    *, workspace: Workspace, now: datetime, minutes: int, first: date, last: date, name: str = ""
) -> tuple[Answer, ...]:
    """For each of us, whether work of so many minutes from the first to the last day would fit; who has room first."""
    found = team_of(workspace, now)
    works = found.covered(found.works)
    answers = [
        Answer(
            each,
            found.names[each],
            take(
                [work for work in works if work.person == each],
                found.hours[each],
                now,
                minutes=minutes,
                first=first,
                last=last,
                name=name,
            ),
        )
        for each in found.names
    ]
    return tuple(sorted(answers, key=lambda e: (not e.taking.fits, e.taking.earliest or date.max, e.name.casefold())))


def load_with(team: Team, person: int, clients: Collection[int]) -> LoadChange | None:
    """How a person's load would change by taking these clients over; None where they do not work here."""
    if person not in team.names:
        return None
    after = given_to(team.works, clients, person)
    more = sum(work.minutes for work in team.works if work.client_id in clients and work.person != person)
    return LoadChange(person, team.names[person], team.person(person), team.person(person, after), more)


def team_of(workspace: Workspace, now: datetime) -> Team:
    """Who works here, with their hours and all that there is to do; as many questions to the database however much."""
    agreed, people = agreed_at(workspace), members(workspace)
    names = {each.id: each.name for each in people}
    clock = agreed.common.clock(US)
    absences = _absences(workspace, clock.local_date(now), names)
    own = _own_clocks(agreed.common, people)
    away: dict[int, list[Away]] = {}
    for row, covers in absences:
        away.setdefault(row.person, []).append(Away(row.person, row.first, row.last, covers))
    hours = {each.id: Hours(own.get(each.id, clock), tuple(away.get(each.id, ())), each.percent) for each in people}
    efforts = {**USUAL_EFFORT, **dict(Effort.objects.filter(workspace=workspace).values_list("kind", "minutes"))}
    by_name = {key: each.id for each in people for key in (each.name.casefold(), each.email.casefold())}
    works = _works(workspace, agreed, now, efforts, by_name)
    return Team(now, names, hours, tuple(row for row, _ in absences), works, efforts, clock, frozenset(own))


def _own_clocks(house: Agreement, people: Sequence[Member]) -> dict[int, WorkClock]:
    """The clocks of people whom the house's rota gives hours of their own (A9)."""
    weeks = {name.casefold(): week for name, week in house.clauses.rota}
    found = {}
    for each in people:
        week = weeks.get(each.name.casefold()) or weeks.get(each.email.casefold())
        if week is not None:
            found[each.id] = clock_of(replace(house.us, week=week))
    return found


def _absences(workspace: Workspace, today: date, names: Mapping[int, str]) -> list[tuple[AbsenceRow, int]]:
    rows = Absence.objects.filter(workspace=workspace, last_date__gte=today, user__in=list(names))
    return [
        (
            AbsenceRow(
                each.pk,
                each.user_id,
                names[each.user_id],
                each.first_date,
                each.last_date,
                names.get(each.cover_id or 0, ""),
            ),
            (each.cover_id or 0) if each.cover_id in names else 0,
        )
        for each in rows.order_by("first_date", "pk")
    ]


def _works(
    workspace: Workspace, agreed: Agreed, now: datetime, efforts: Mapping[str, int], by_name: Mapping[str, int]
) -> tuple[Work, ...]:
    """What we owe and is not of long ago, and the stages of plans that lie ahead."""
    rows = awake(workspace).filter(owed_by=US, kind__in=list(efforts)).order_by("due", "pk")
    columns = ("kind", "due", "quote", "anchor", "conversation__assignee", "conversation__owner")
    whose = ("engagement", "engagement__client", "engagement__client__name", "engagement__client__kept__user")
    found = []
    for work, client, of, keeper, kind, due, quote, anchor, named, owner in rows.values_list(*whose, *columns):
        if (kind == "stage" and work in agreed.works) or not efforts[kind]:
            continue
        person = falls_to(named, keeper) or by_name.get((owner or "").casefold(), 0)
        found.append(Work(person, efforts[kind], due, kind, quote or "", of, client, anchor))
    return (*found, *_stages(workspace, agreed, now, efforts["stage"]))


def _stages(workspace: Workspace, agreed: Agreed, now: datetime, minutes: int) -> Iterator[Work]:
    """The stages of ours that are not done, those that are not begun included."""
    if not minutes:
        return
    kept = keepers(workspace, {row.client_id for row in agreed.works.values()}) if agreed.works else {}
    for pk, (_, ledger) in ledgers_of(workspace, agreed, now).items():
        row = agreed.works[pk]
        for line in ledger.plan:
            if line.owed_by == US and line.state in STANDING:
                person = falls_to(None, kept.get(row.client_id))
                yield Work(person, minutes, line.shifted_due, "stage", line.name, row.client.name, row.client_id)
