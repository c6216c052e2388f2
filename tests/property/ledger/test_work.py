"""What must hold for every log of work: order, the past, pauses against a slow oracle, and words for everything.

The past: what had ended by a moment is the same in every later derivation, with its state, its due time and its end.
Three events reach back by their nature: a rejection (what it sends back was not delivered), a force majeure that is
told afterwards, and a figure for a month that is over.
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ashore.core.agreement import Agreement, load
from ashore.core.kernel import Reason
from ashore.core.ledger import CallEvent, Event, Ledger, SuspensionEvent, WaiverEvent, derive
from ashore.core.ledger import dealings as d
from ashore.core.ledger.claim import obligation_id
from ashore.core.ledger.growing import Growing
from ashore.core.ledger.jsonl import canonical, read_events
from ashore.core.ledger.stops import Stop, moved_by
from ashore.core.worktime import Calendar, clock_of
from ashore.words.marks import Plural
from ashore.words.saying import sentences

TEXT = (Path(__file__).resolve().parents[2] / "unit" / "ledger" / "work.toml").read_text(encoding="utf-8")
SLOW = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""For a machine that is busy with other things."""
START = datetime(2026, 3, 1, 23, tzinfo=UTC)
LENGTH = 110 * 24 * 60
moments = st.integers(0, LENGTH).map(lambda minutes: START + timedelta(minutes=minutes))
sides = st.sampled_from(["us", "client"])
SHARES = (None, Decimal("0.1"), Decimal("0.5"))
CHANGES = (("stages.build.within", "25 working days"), ("edits.count", 3), ("stages.nothing.within", "1 day"))


def _agreement() -> Agreement:
    found = load(TEXT, "work.toml")
    assert isinstance(found, Agreement)
    return found


WORK = _agreement()


@st.composite
def happenings(draw: st.DrawFn, number: int) -> Event:
    """Anything that may stand in a log, sensible or not."""
    at, by, name = draw(moments), draw(sides), f"e{number:02}"
    stage = draw(st.sampled_from(["design", "build", "nothing"]))
    item = draw(st.sampled_from(["texts", "access"]))
    until = draw(st.one_of(st.none(), st.integers(1, 20_000).map(lambda minutes: at + timedelta(minutes=minutes))))
    edit = draw(st.sampled_from([f"e{n:02}" for n in range(12)]))
    amount = Decimal(draw(st.integers(1, 9_000)))

    def deal(kind: type[Any], **more: Any) -> Event:
        return kind(id=name, at=at, by=by, **more)  # type: ignore[no-any-return]

    made = {
        "delivered": lambda: deal(d.StageDelivered, stage=stage),
        "approved": lambda: deal(d.StageApproved, stage=stage),
        "rejected": lambda: deal(d.StageRejected, stage=stage),
        "given": lambda: deal(d.InformationGiven, information=item),
        "edit": lambda: deal(d.EditAsked, share=draw(st.sampled_from(SHARES))),
        "estimate": lambda: deal(d.EditEstimated, edit=edit, promised=(at + timedelta(days=2)).date()),
        "edited": lambda: deal(d.EditDelivered, edit=edit),
        "report": lambda: deal(d.ReportSent, report="weekly"),
        "call": lambda: CallEvent(name, at, "", "us", "topic", 20),
        "missed": lambda: deal(d.CallMissed),
        "paid": lambda: deal(d.PaymentReceived, amount=amount, currency="EUR"),
        "pause": lambda: SuspensionEvent(name, at, draw(st.sampled_from(["us", "client", "both"])), "us", "", until),
        "resume": lambda: deal(d.Resumption),
        "force": lambda: deal(d.ForceMajeure, until=until),
        "extra": lambda: deal(d.Extra, minutes=90),
        "amend": lambda: deal(d.Amended, changes=(draw(st.sampled_from(CHANGES)),)),
        "waive": lambda: WaiverEvent(name, at, obligation_id("stage", stage), "us", "agreed"),
        "notice": lambda: deal(d.BreachNotice),
        "end": lambda: deal(d.Termination),
    }
    return made[draw(st.sampled_from(sorted(made)))]()


@st.composite
def logs(draw: st.DrawFn) -> list[Event]:
    return [draw(happenings(number)) for number in range(draw(st.integers(0, 12)))]


def at(events: Sequence[Event], now: datetime) -> Ledger:
    return derive(WORK, events, now)


@settings(SLOW, max_examples=60)
@given(logs(), moments, st.randoms(use_true_random=False))
def test_the_order_of_arrival_does_not_matter_and_neither_does_a_repeat(
    events: list[Event], now: datetime, chance: Any
) -> None:
    turned = events + events[:3]
    chance.shuffle(turned)
    assert at(turned, now) == at(events, now)


@settings(SLOW, max_examples=80)
@given(logs(), moments, moments)
@example(
    # a report's turn is over while nobody knows how long a force majeure will last, and then all ends
    [
        d.ForceMajeure(id="e00", at=START, by="us"),
        d.Termination(id="e01", at=START + timedelta(minutes=16741), by="us"),
    ],
    START + timedelta(minutes=16740),
    START + timedelta(minutes=16741),
)
def test_what_has_ended_stays_as_it_ended(events: list[Event], one: datetime, two: datetime) -> None:
    events = [each for each in events if not isinstance(each, d.StageRejected)]
    early, late = sorted((one, two))
    before, after = at(events, early), {each.id: each for each in at(events, late).obligations}
    for each in before.obligations:
        if each.ended_at is not None:
            same = after[each.id]
            assert (same.state, same.due, same.ended_at) == (each.state, each.due, each.ended_at)


@settings(SLOW, max_examples=60)
@given(logs(), moments)
def test_what_comes_later_is_not_known_yet(events: list[Event], now: datetime) -> None:
    assert at(events, now) == at([each for each in events if each.at <= now], now)


@settings(SLOW, max_examples=60)
@given(logs(), moments)
def test_everything_that_is_told_has_its_words(events: list[Event], now: datetime) -> None:
    found = at(events, now)
    roots = [each.because for each in (*found.obligations, *found.statement, *found.powers)]
    roots += [each.reason for each in found.unused] + [step for line in found.plan for step in line.shift_because]
    for root in roots:
        for step in root.walk():
            assert _fields(step) <= set(step.params), step.code


def _fields(step: Reason) -> set[str]:
    sentence = sentences()[step.code]
    text = sentence.singular + sentence.plural if isinstance(sentence, Plural) else sentence
    return set(re.findall(r"\{(\w+)\}", text))


@settings(SLOW, max_examples=60)
@given(logs(), moments)
def test_no_clause_costs_more_than_its_cap(events: list[Event], now: datetime) -> None:
    costs = [each.amount.amount for each in at(events, now).statement if each.clause == "penalties.late_stage"]
    assert sum(costs, Decimal(0)) <= Decimal(1_600)
    assert all(amount >= 0 and amount == amount.quantize(Decimal("0.01")) for amount in costs)


@settings(SLOW, max_examples=60)
@given(logs())
def test_a_log_that_was_written_is_the_log_that_is_read(events: list[Event]) -> None:
    again, found = read_events([canonical(each).encode() for each in events], "log")
    assert list(again) == events
    assert found == ()


CLOCK = clock_of(
    Calendar.of("Europe/Bratislava", dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), "09:00-12:00, 13:00-17:00"))
)
stretches = st.tuples(st.integers(0, 12 * 24 * 60), st.integers(1, 5 * 24 * 60))


def _slow(due: datetime, start: datetime, stops: Sequence[tuple[datetime, datetime]]) -> datetime:
    """Minute by minute: work runs while the clock is open and nothing stops it, until as much of it has run as lay
    between the start and the due time."""
    minute = timedelta(minutes=1)
    left, moment = CLOCK.elapsed(start, due), start
    while left:
        if CLOCK.is_open(moment) and not any(begins <= moment < ends for begins, ends in stops):
            left -= 1
        moment += minute
    return moment


@settings(SLOW, max_examples=60)
@given(st.integers(0, 3 * 24 * 60), st.integers(1, 2_400), st.lists(stretches, max_size=3))
def test_a_pause_of_all_clocks_moves_a_due_time_by_its_working_time(
    offset: int, length: int, pauses: list[tuple[int, int]]
) -> None:
    start = datetime(2026, 3, 26, tzinfo=UTC) + timedelta(minutes=offset)
    due = CLOCK.due(start, length)
    stops = [(start + timedelta(minutes=a), start + timedelta(minutes=a + b)) for a, b in pauses]
    found = moved_by(CLOCK, due, start, [Stop(a, b, "ledger.shift.suspension", {}, ()) for a, b in stops])
    assert found.due == _slow(due, start, stops)


@settings(SLOW, max_examples=40)
@given(logs())
def test_a_growing_log_of_work_gives_at_each_step_what_a_whole_one_gives(events: list[Event]) -> None:
    arriving = sorted(events, key=lambda each: (each.at, each.id))
    growing, steps = Growing(WORK), []
    for count, event in enumerate(arriving, 1):
        growing.add(event)
        steps.append((growing.ledger(event.at), derive(WORK, arriving[:count], event.at)))
    for told, whole in steps:
        assert told == whole
