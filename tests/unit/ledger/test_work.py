"""Work under an agreement: what each side owes, what moves a day and why, what may be done, what it costs.

The agreement: 2 March 2026 to 29 May, Bratislava, Mon-Fri 9-17; design (10 working days, needs the texts), then build
(20 working days); texts in 3 working days; grace of a day, then their lateness moves our days.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from ashore.core.agreement import Agreement, load
from ashore.core.ledger import CallEvent, Event, Ledger, Obligation, SuspensionEvent, WaiverEvent, derive
from ashore.core.ledger import dealings as d
from ashore.core.ledger.claim import obligation_id
from ashore.core.ledger.statement import totals
from ashore.words import say, say_lines

TEXT = (Path(__file__).parent / "work.toml").read_text(encoding="utf-8")
ZONE = ZoneInfo("Europe/Bratislava")


def agreement(text: str = TEXT) -> Agreement:
    found = load(text, "work.toml")
    assert isinstance(found, Agreement), [(each.where, each.reason) for each in found]
    return found


WORK = agreement()


def at(text: str) -> datetime:
    """``03-16 10:00`` of 2026 on our wall."""
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=ZONE)


def wall(moment: datetime | None) -> str:
    return moment.astimezone(ZONE).strftime("%m-%d %H:%M") if moment else "never"


def deal(kind: type[Any], when: str, by: str = "us", **more: Any) -> Any:
    return kind(id=more.pop("id", f"{kind.__name__}-{when}"), at=at(when), by=by, **more)


def pause(begins: str, ends: str | None = None, side: str = "us") -> SuspensionEvent:
    return SuspensionEvent(f"pause-{begins}", at(begins), side, "Jana", "agreed", at(ends) if ends else None)  # type: ignore[arg-type]


def ledger(events: Sequence[Event], now: str, terms: Agreement = WORK) -> Ledger:
    return derive(terms, events, at(now))


def owed(found: Ledger, kind: str, anchor: str = "", side: str = "") -> Obligation:
    return next(
        each
        for each in found.obligations
        if each.kind == kind and anchor in (each.anchor, "") and side in (each.owed_by, "")
    )


def short(each: Obligation) -> str:
    return f"{each.state} by {wall(each.due)}"


def sums(found: Ledger, kind: str = "penalty") -> dict[str, str]:
    return {f"{each.clause} {each.subject}".strip(): str(each.amount) for each in found.statement if each.kind == kind}


GIVEN = deal(d.InformationGiven, "03-04 10:00", "client", information="texts")
DESIGNED = deal(d.StageDelivered, "03-16 12:00", stage="design")
APPROVED = deal(d.StageApproved, "03-17 12:00", "client", stage="design")


# stages


def test_a_stage_is_due_so_long_after_the_start_and_met_by_its_delivery() -> None:
    assert short(owed(ledger([GIVEN], "03-10 12:00"), "stage", "design")) == "open by 03-16 17:00"
    assert short(owed(ledger([GIVEN, DESIGNED], "03-20 12:00"), "stage", "design")) == "met by 03-16 17:00"


def test_a_stage_that_follows_begins_when_the_one_before_was_approved() -> None:
    before = ledger([GIVEN, DESIGNED], "03-16 13:00")
    assert [each.anchor for each in before.obligations if each.kind == "stage"] == ["design"]
    assert [wall(each.shifted_due) for each in before.plan] == ["03-16 17:00", "04-16 17:00"]
    after = ledger([GIVEN, DESIGNED, APPROVED], "03-18 12:00")
    assert short(owed(after, "stage", "build")) == "open by 04-14 17:00"
    assert [step.code for step in after.plan[1].shift_because] == ["ledger.shift.after"]


def test_what_was_sent_back_does_not_count_as_delivered_and_its_review_costs_us_no_time() -> None:
    events = [
        GIVEN,
        deal(d.StageDelivered, "03-12 09:00", stage="design"),
        deal(d.StageRejected, "03-13 17:00", "client", stage="design", why="prices are missing"),
    ]
    each = owed(ledger(events, "03-16 09:00"), "stage", "design")
    assert short(each) == "open by 03-18 17:00"
    steps = [say(step, "en", "Europe/Bratislava") for step in each.because.because]
    assert "it lay with the other side" not in steps
    assert any(
        "sent back on Fri 13 Mar 2026, 17:00 (prices are missing): 16 h of working time" in text for text in steps
    )


def test_the_client_owes_an_approval_of_each_delivery() -> None:
    found = ledger([GIVEN, DESIGNED], "03-25 12:00")
    assert short(owed(found, "approval")) == "late by 03-19 17:00"
    found = ledger([GIVEN, DESIGNED, APPROVED], "03-25 12:00")
    assert short(owed(found, "approval")) == "met by 03-19 17:00"


# lateness of the client


def test_a_pause_is_added_to_working_time_and_not_to_the_moment_of_creation() -> None:
    """Two days of pause over a week-end would be two days of the calendar from the creation; they are none of work."""
    weekend = [GIVEN, pause("03-06 17:00", "03-09 09:00")]
    assert short(owed(ledger(weekend, "03-10 12:00"), "stage", "design")) == "open by 03-16 17:00"
    days = [GIVEN, pause("03-10 09:00", "03-12 09:00")]
    assert short(owed(ledger(days, "03-13 12:00"), "stage", "design")) == "open by 03-18 17:00"


def test_late_information_moves_our_day_by_what_exceeds_the_grace() -> None:
    late = deal(d.InformationGiven, "03-11 10:00", "client", information="texts")
    each = owed(ledger([late], "03-12 12:00"), "stage", "design")
    assert short(each) == "open by 03-19 10:00"
    (step,) = [step for step in each.because.walk() if step.code == "ledger.shift.information_after_grace"]
    assert step.params["lost_working_minutes"] == 17 * 60


def test_within_the_grace_nothing_moves() -> None:
    late = deal(d.InformationGiven, "03-06 16:00", "client", information="texts")
    assert short(owed(ledger([late], "03-12 12:00"), "stage", "design")) == "open by 03-16 17:00"


@pytest.mark.parametrize(("shift", "due"), [("none", "03-16 17:00"), ("full", "03-20 10:00")])
def test_lateness_moves_nothing_or_all_where_that_was_agreed(shift: str, due: str) -> None:
    terms = agreement(TEXT.replace('shift = "after grace"', f'shift = "{shift}"'))
    late = deal(d.InformationGiven, "03-11 10:00", "client", information="texts")
    assert short(owed(ledger([late], "03-12 12:00", terms), "stage", "design")) == f"open by {due}"


def test_while_the_client_is_late_our_stage_is_suspended_and_a_power_to_pause_opens() -> None:
    assert short(owed(ledger([], "03-10 12:00"), "stage", "design")) == "suspended by 03-16 17:00"
    assert ledger([], "03-12 12:00").powers == ()
    (power,) = ledger([], "03-13 12:00").powers
    assert (power.kind, power.side, wall(power.since)) == ("may_pause", "us", "03-12 17:00")


def test_a_pause_and_late_information_that_overlap_are_counted_once() -> None:
    late = deal(d.InformationGiven, "03-11 17:00", "client", information="texts")
    only = owed(ledger([late], "03-13 12:00"), "stage", "design")
    both = owed(ledger([late, pause("03-09 09:00", "03-11 12:00")], "03-13 12:00"), "stage", "design")
    assert both.due == only.due


def test_a_resumption_ends_a_pause_that_had_no_end_and_until_then_one_may_resume() -> None:
    events: list[Event] = [
        GIVEN,
        pause("03-10 09:00"),
        deal(d.InformationGiven, "03-11 10:00", "client", information="texts", id="again"),
    ]
    assert (
        short(owed(ledger([GIVEN, pause("03-10 09:00")], "03-11 12:00"), "stage", "design"))
        == "suspended by 03-16 17:00"
    )
    late = [pause("03-10 09:00"), deal(d.InformationGiven, "03-11 10:00", "client", information="texts")]
    assert [power.kind for power in ledger(late, "03-11 12:00").powers] == ["may_resume"]
    resumed = [*events, deal(d.Resumption, "03-12 09:00")]
    assert short(owed(ledger(resumed, "03-13 12:00"), "stage", "design")) == "open by 03-18 17:00"


def test_force_majeure_stops_the_clocks_of_both_sides() -> None:
    force = deal(d.ForceMajeure, "03-03 09:00", until=at("03-05 09:00"), why="flood")
    found = ledger([force], "03-06 12:00")
    assert short(owed(found, "information", "texts")) == "open by 03-09 17:00"
    assert short(owed(found, "stage", "design")) == "open by 03-18 17:00"


def test_what_never_comes_before_the_term_ends_leaves_the_service_rendered() -> None:
    found = ledger([], "06-01 12:00")
    assert owed(found, "stage", "design").state == "discharged"
    assert owed(found, "information", "texts").state == "missed"
    assert [power.kind for power in found.powers] == ["may_pause", "may_treat_as_rendered"]


# amendments


def amendment(when: str, **changes: object) -> d.Amended:
    terms = tuple((path.replace("__", "."), value) for path, value in changes.items())
    return deal(d.Amended, when, changes=terms, why="two more pages")  # type: ignore[no-any-return]


def test_an_amendment_moves_the_day_from_its_moment_on_and_says_so() -> None:
    events = [GIVEN, amendment("03-10 12:00", stages__design__within="12 working days")]
    assert short(owed(ledger(events, "03-10 11:00"), "stage", "design")) == "open by 03-16 17:00"
    each = owed(ledger(events, "03-10 13:00"), "stage", "design")
    assert short(each) == "open by 03-18 17:00"
    assert "ledger.shift.amendment" in [step.code for step in each.because.because]


def test_an_amendment_does_not_forget_the_pause_before_it() -> None:
    """After a change of terms the clock goes on from what the pause left, not from the beginning."""
    events = [
        GIVEN,
        pause("03-05 09:00", "03-06 09:00"),
        amendment("03-10 12:00", stages__design__within="12 working days"),
    ]
    assert short(owed(ledger(events, "03-11 12:00"), "stage", "design")) == "open by 03-19 17:00"


def test_what_was_done_before_an_amendment_is_judged_by_the_terms_of_then() -> None:
    late = deal(d.StageDelivered, "03-17 12:00", stage="design")
    events = [GIVEN, late, amendment("03-18 12:00", stages__design__within="12 working days")]
    assert short(owed(ledger(events, "03-20 12:00"), "stage", "design")) == "missed by 03-16 17:00"


def test_an_amendment_of_what_is_not_there_is_told_and_changes_nothing() -> None:
    events = [GIVEN, amendment("03-10 12:00", stages__desing__within="12 working days")]
    found = ledger(events, "03-10 13:00")
    assert short(owed(found, "stage", "design")) == "open by 03-16 17:00"
    assert [each.code for each in found.unused] == ["ledger.unused.amendment"]


# edits, reports, calls


def test_the_first_edit_is_included_and_the_second_is_extra() -> None:
    events = [deal(d.EditAsked, "03-13 12:00", "client", id="e1"), deal(d.EditAsked, "03-16 12:00", "client", id="e2")]
    found = ledger(events, "03-20 12:00")
    assert sums(found, "edit") == {"edits e2": "150.00 EUR"}
    assert [power.kind for power in found.powers if power.kind != "may_pause"] == ["may_invoice_extra"]


def test_an_edit_that_touches_too_much_is_extra() -> None:
    from decimal import Decimal

    events = [deal(d.EditAsked, "03-13 12:00", "client", id="e1", share=Decimal("0.31"))]
    assert sums(ledger(events, "03-20 12:00"), "edit") == {"edits e1": "150.00 EUR"}


@pytest.mark.parametrize(
    ("convention", "due", "code"),
    [
        ('by = "start of working day"', "03-18 09:00", "worktime.due_working_days"),
        ('by = "end of working day"\ncutoff = "11:00"', "03-18 17:00", "worktime.after_cutoff"),
    ],
)
def test_asked_on_friday_two_working_days_are_over_on_wednesday_for_the_reason_that_was_agreed(
    convention: str, due: str, code: str
) -> None:
    """A13: Monday and Tuesday pass, and it is live when Wednesday begins; or Friday noon counts as Monday, and the
    second day after it is Wednesday."""
    terms = agreement(TEXT.replace('cutoff = "none"\n', "").replace('by = "end of working day"', convention))
    each = owed(ledger([deal(d.EditAsked, "03-13 12:00", "client", id="e1")], "03-13 13:00", terms), "edit", "e1")
    assert wall(each.due) == due
    assert code in [step.code for step in each.because.walk()]


def test_the_day_that_we_name_for_an_edit_becomes_its_due() -> None:
    named = deal(d.EditEstimated, "03-13 15:00", edit="e1", promised=at("03-18 00:00").date())
    events = [deal(d.EditAsked, "03-13 12:00", "client", id="e1"), named]
    assert short(owed(ledger(events, "03-13 16:00"), "edit", "e1")) == "open by 03-18 17:00"


def test_an_edit_needs_its_date_within_a_day_and_a_date_named_too_late_moves_nothing() -> None:
    asked = deal(d.EditAsked, "03-13 12:00", "client", id="e1")
    late = deal(d.EditEstimated, "03-18 12:00", edit="e1", promised=at("03-20 00:00").date())
    found = ledger([asked, late], "03-19 12:00")
    assert short(owed(found, "estimate", "e1")) == "missed by 03-16 17:00"
    assert short(owed(found, "edit", "e1")) == "late by 03-17 17:00"


def test_reports_come_every_friday_and_one_that_was_never_sent_is_missed_when_the_next_is_due() -> None:
    events = [deal(d.ReportSent, "03-06 14:00", report="weekly"), deal(d.ReportSent, "03-23 09:00", report="weekly")]
    found = [each for each in ledger(events, "03-24 12:00").obligations if each.kind == "report"]
    assert [short(each) for each in found] == [
        "met by 03-06 15:00",
        "missed by 03-13 15:00",
        "missed by 03-20 15:00",
        "open by 03-27 15:00",
    ]
    assert wall(found[2].met_at) == "03-23 09:00"
    assert found[1].met_at is None


def call(when: str) -> CallEvent:
    return CallEvent(f"call-{when}", at(when), "", "Jana", "Week", 20)


def test_a_weekly_call_keeps_its_place_on_the_wall_when_the_clocks_change() -> None:
    found = [each for each in ledger([], "03-30 12:00").obligations if each.kind == "call" and each.owed_by == "us"]
    assert [each.due.isoformat() for each in found if each.due][:3] == [
        "2026-03-16T09:00:00+00:00",
        "2026-03-23T09:00:00+00:00",
        "2026-03-30T08:00:00+00:00",
    ]


def test_both_sides_owe_to_be_there_and_who_was_not_pays() -> None:
    missed = deal(d.CallMissed, "03-23 10:20", "client", why="nobody came")
    found = ledger([GIVEN, call("03-16 10:05"), missed], "03-24 12:00")
    states = {(each.anchor, each.owed_by): each.state for each in found.obligations if each.kind == "call"}
    assert states[("call:2026-03-16", "us")] == states[("call:2026-03-16", "client")] == "met"
    assert states[("call:2026-03-23", "us")] == "met"
    assert states[("call:2026-03-23", "client")] == "missed"
    assert sums(found)["penalties.call call:2026-03-23"] == "40.00 EUR"


def test_a_call_that_was_called_off_in_time_is_no_breach_and_one_too_late_is() -> None:
    scheduled = at("03-23 10:00")
    early = deal(d.CallMissed, "03-20 12:00", "client", scheduled=scheduled)
    late = deal(d.CallMissed, "03-23 09:30", "client", scheduled=scheduled)
    assert owed(ledger([early], "03-24 12:00"), "call", "call:2026-03-23", "client").state == "discharged"
    assert owed(ledger([late], "03-24 12:00"), "call", "call:2026-03-23", "client").state == "missed"


def test_of_a_call_that_nobody_recorded_nothing_follows() -> None:
    each = owed(ledger([], "03-24 12:00"), "call", "call:2026-03-16", "client")
    assert each.state == "discharged"
    assert "ledger.call.unrecorded" in [step.code for step in each.because.because]


def test_minutes_stand_for_the_summary_of_a_call() -> None:
    events = [call("03-16 10:00"), deal(d.CallMinuted, "03-17 12:00", call="call-03-16 10:00")]
    assert short(owed(ledger(events, "03-20 12:00"), "call_summary")) == "met by 03-17 17:00"


# money


def paid(when: str, amount: str, **more: Any) -> d.PaymentReceived:
    from decimal import Decimal

    found = deal(
        d.PaymentReceived, when, "client", amount=Decimal(amount), currency=more.pop("currency", "EUR"), **more
    )
    assert isinstance(found, d.PaymentReceived)
    return found


def test_a_payment_in_two_parts_is_met_by_the_second_and_its_lateness_costs_the_client() -> None:
    events = [paid("03-05 12:00", "1000.00"), paid("03-12 12:00", "3000.00")]
    found = ledger(events, "03-20 12:00")
    each = owed(found, "payment", "advance")
    assert short(each) == "missed by 03-09 17:00"
    assert wall(each.met_at) == "03-12 12:00"
    assert sums(found)["penalties.late_payment advance"] == "60.00 EUR"  # three started days, 0.5 % of 4 000


def test_our_late_stage_is_told_with_its_arithmetic_and_the_clause() -> None:
    late = deal(d.StageDelivered, "03-19 12:00", stage="design")
    found = ledger([GIVEN, late, paid("03-05 12:00", "4000.00")], "03-20 12:00")
    (line,) = [each for each in found.statement if each.kind == "penalty"]
    told = [text.replace("\u00a0", " ") for _, text, _ in say_lines(line.because, "en", "Europe/Bratislava")]
    assert told == [
        "Penalty of 1,280.00 EUR (we): “Design” was due on Mon 16 Mar 2026, 17:00 and done on Thu 19 Mar 2026, 12:00.",
        "At once: 10% of 8,000.00 EUR = 800.00 EUR.",
        "Late by 2.792 (calendar days); started ones count: 3.",
        "2% of 8,000.00 EUR a step × 3 = 480.00 EUR.",
    ]
    assert "clause:penalties.late_stage" in line.because.sources


def test_what_was_released_costs_nothing() -> None:
    late = deal(d.StageDelivered, "03-19 12:00", stage="design")
    waived = WaiverEvent("w", at("03-17 09:00"), obligation_id("stage", "design"), "Eva", "agreed by telephone")
    found = ledger([GIVEN, late, waived], "03-20 12:00")
    assert owed(found, "stage", "design").state == "waived"
    assert "penalties.late_stage design" not in sums(found)


def test_a_side_may_end_the_agreement_so_long_after_a_notice_of_a_breach_that_goes_on() -> None:
    notice = deal(d.BreachNotice, "03-16 12:00", clause="payments")
    assert "may_terminate" not in [power.kind for power in ledger([GIVEN, notice], "03-27 12:00").powers]
    powers = {power.kind: power for power in ledger([GIVEN, notice], "03-31 12:00").powers}
    assert powers["may_terminate"].side == "us"
    settled = [GIVEN, notice, paid("03-20 12:00", "4000.00"), DESIGNED, APPROVED]
    assert "may_terminate" not in [power.kind for power in ledger(settled, "03-24 12:00").powers]


def test_a_termination_frees_of_what_was_not_due_and_leaves_undone_what_was_late() -> None:
    end = deal(d.Termination, "03-20 12:00", "client", why="no budget")
    found = ledger([GIVEN, deal(d.EditAsked, "03-20 09:00", "client", id="e1"), end], "04-20 12:00")
    assert owed(found, "edit", "e1").state == "discharged"
    assert short(owed(found, "stage", "design")) == "missed by 03-16 17:00"
    assert owed(found, "payment", "advance").state == "late"
    later = [each for each in found.obligations if each.due and each.due > end.at and each.kind != "payment"]
    assert {each.state for each in later} == {"discharged"}


def test_a_waiver_after_the_end_of_the_work_changes_nothing_but_money() -> None:
    end = deal(d.Termination, "03-12 12:00", "client", why="no budget")
    waivers = [
        WaiverEvent(f"w-{kind}", at("03-13 09:00"), obligation_id(kind, anchor), "Eva", "agreed by telephone")
        for kind, anchor in (("stage", "design"), ("payment", "advance"))
    ]
    found = ledger([GIVEN, end, *waivers], "03-20 12:00")
    assert owed(found, "stage", "design").state == "discharged"
    assert owed(found, "payment", "advance").state == "waived"


def test_a_call_that_a_force_would_have_stopped_ends_with_the_work_that_ended_before_it() -> None:
    force = deal(d.ForceMajeure, "03-02 09:00")
    end = deal(d.Termination, "03-09 12:00", why="no budget")
    soon, later = (ledger([GIVEN, force, end], at_) for at_ in ("03-09 13:00", "04-20 12:00"))
    calls = [each for each in soon.obligations if each.kind == "call" and each.due and each.due > end.at]
    assert calls
    assert {each.ended_at for each in calls} == {end.at}
    assert calls == [each for each in later.obligations if each.id in {call.id for call in calls}]


def test_totals_add_up_by_side_and_currency() -> None:
    late = deal(d.StageDelivered, "03-19 12:00", stage="design")
    found = ledger([GIVEN, late, paid("03-05 12:00", "4000.00")], "03-20 12:00")
    sums_ = totals(found.statement)["EUR"]
    assert (str(sums_["us"]), str(sums_["client"]), str(sums_["balance"])) == ("1280.00", "0.00", "-1280.00")


# what cannot be used


@pytest.mark.parametrize(
    ("event", "code"),
    [
        (deal(d.StageDelivered, "03-10 12:00", stage="desing"), "ledger.unused.unknown_near"),
        (deal(d.InformationGiven, "03-10 12:00", "client", information="?"), "ledger.unused.unknown"),
        (deal(d.StageDelivered, "02-10 12:00", stage="design"), "ledger.unused.before_start"),
        (deal(d.EditAsked, "06-10 12:00", "client"), "ledger.unused.after_end"),
        (deal(d.StageApproved, "03-10 12:00", "client", stage="design"), "ledger.unused.nothing_delivered"),
        (paid("03-10 12:00", "10", currency="USD"), "ledger.unused.currency"),
        (deal(d.EditDelivered, "03-10 12:00", edit="e9"), "ledger.unused.unknown"),
    ],
)
def test_an_event_that_nothing_follows_from_is_listed_with_its_reason(event: Event, code: str) -> None:
    found = ledger([event], "06-20 12:00")
    assert [(each.code, each.where) for each in found.unused] == [(code, event.id)]
    assert say(found.unused[0].reason) != code


def test_channels_and_priorities_have_their_own_answering_times() -> None:
    from ashore.core.ledger import Ask, MessageEvent, Said

    rules = '[[response.rules]]\nside = "us"\nchannel = "phone"\nanswer_within = "1 working hour"\n'
    rules += '[[response.rules]]\nside = "us"\npriority = "high"\nanswer_within = "30 working minutes"\n'
    terms = agreement(TEXT.replace("[calls]", rules + "[calls]"))
    asked = MessageEvent(
        "m",
        at("03-10 10:00"),
        "c",
        "client",
        "eva@museum.example",
        starts=True,
        said=Said(asks=(Ask("When?", frozenset({"when"})),)),
    )
    for change, due in (
        ({}, "14:00"),
        ({"channel": "phone"}, "11:00"),
        ({"channel": "phone", "priority": "high"}, "10:30"),
    ):
        found = derive(terms, [replace(asked, **change)], datetime(2026, 3, 10, 9, 10, tzinfo=UTC))
        assert wall(owed(found, "reply").due) == f"03-10 {due}"


def test_a_due_time_of_winter_keeps_the_offset_of_winter_in_summer() -> None:
    """A due time of winter, derived in summer, is counted with the offset of winter."""
    found = ledger([GIVEN, DESIGNED], "05-20 12:00")
    assert owed(found, "stage", "design").due == datetime(2026, 3, 16, 16, tzinfo=UTC)


@pytest.mark.parametrize("ends", [
    WaiverEvent("w", at("03-10 09:00"), obligation_id("stage", "design"), "Eva", "agreed"),
    deal(d.Termination, "03-10 09:00", "client"),
])  # fmt: skip
def test_a_pause_after_its_end_moves_a_stage_no_more(ends: Event) -> None:
    found = ledger([GIVEN, ends, pause("03-10 09:00", "03-12 09:00")], "03-20 12:00")
    assert wall(owed(found, "stage", "design").due) == "03-16 17:00"


def test_a_stage_that_was_delivered_before_it_began_is_met_whatever_stood_still() -> None:
    early = [
        GIVEN,
        deal(d.StageDelivered, "03-05 12:00", stage="build"),
        DESIGNED,
        APPROVED,
        pause("03-04 09:00", "03-30 09:00"),
    ]
    assert owed(ledger(early, "04-20 12:00"), "stage", "build").state == "met"


def test_an_answer_is_to_all_that_was_handed_over_before_it() -> None:
    """Delivered twice and sent back once: nothing has been delivered."""
    again = [GIVEN, *(deal(d.StageDelivered, when, stage="design") for when in ("03-10 12:00", "03-11 12:00"))]
    back = deal(d.StageRejected, "03-12 12:00", "client", stage="design")
    assert owed(ledger([*again, back], "03-12 13:00"), "stage", "design").state == "open"
    assert wall(owed(ledger(again, "03-12 13:00"), "stage", "design").met_at) == "03-10 12:00"


FEES = TEXT[TEXT.index("[fees]") : TEXT.index("[extras]")]


def test_hours_are_reckoned_month_by_month_and_a_running_month_not_yet() -> None:
    from decimal import Decimal

    terms = agreement(TEXT.replace(FEES, '[fees]\nkind = "hourly"\nhour_price = "60.00"\nhours_limit = "40"\n'))
    hours = [("03-10 12:00", "30"), ("03-20 12:00", "15"), ("04-10 12:00", "7.5"), ("05-04 12:00", "8")]
    events = [deal(d.HoursWorked, when, hours=Decimal(count)) for when, count in hours]
    assert sums(ledger(events, "05-05 12:00", terms), "fee") == {
        "fees 2026-03": "2400.00 EUR",
        "fees 2026-04": "450.00 EUR",
    }


def test_a_share_of_all_sales_is_told_so_far_and_has_no_day_until_the_end() -> None:
    from decimal import Decimal

    fees = '[fees]\nkind = "share of sales"\ntier_kind = "marginal rate"\n[[fees.tiers]]\nfrom = 0\nrate = "10 %"\n'
    terms = agreement(TEXT.replace(FEES, fees))
    events = [deal(d.Sale, "03-10 12:00", "client", amount=Decimal(100_000))]
    (line,) = [each for each in ledger(events, "04-05 12:00", terms).statement if each.kind == "fee"]
    assert (str(line.amount), line.at) == ("10000.00 EUR", None)
    (line,) = [each for each in ledger(events, "06-05 12:00", terms).statement if each.kind == "fee"]
    assert wall(line.at) == "05-30 00:00"


def test_a_penalty_of_a_share_without_any_sum_is_told_and_nothing_is_made_up() -> None:
    from ashore.core.agreement.clauses import Fees

    terms = replace(WORK, clauses=replace(WORK.clauses, fees=Fees("hourly")))
    found = ledger([GIVEN, deal(d.StageDelivered, "03-19 12:00", stage="design")], "03-20 12:00", terms)
    assert [each.code for each in found.unused] == ["ledger.unused.no_base"]
    assert sums(found) == {}


@pytest.mark.parametrize(
    ("side", "when", "owed_by"), [("us", "03-10 12:00", "us"), ("client", "03-20 12:00", "client")]
)
def test_a_late_answer_in_letters_costs_where_that_was_agreed(side: str, when: str, owed_by: str) -> None:
    from ashore.core.ledger import Ask, MessageEvent, Said

    clause = f'[[penalties]]\nid = "slow"\nside = "{side}"\nbreach = "response late"\none_off = "25.00"\n'
    terms = agreement(TEXT.replace("[fees]", clause + "[fees]"))
    ask = Said(asks=(Ask("Which logo?", frozenset({"logo"})),))
    asker = "client" if side == "us" else "us"
    asked = MessageEvent("m", at("03-09 10:00"), "c", asker, "eva@museum.example", starts=True, said=ask)  # type: ignore[arg-type]
    (line,) = [each for each in ledger([asked], when, terms).statement if each.clause == "penalties.slow"]
    assert (line.owed_by, str(line.amount)) == (owed_by, "25.00 EUR")
