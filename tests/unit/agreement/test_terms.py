"""What each term of a file becomes, and what is said about one that cannot be read."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest

from ashore.core.agreement import Agreement, Within
from ashore.core.agreement.clauses import Length, Meetings, Quantity, Tier, Tiers

Good = Callable[[str], Agreement]
Faults = Callable[[str], list[tuple[str, str]]]
HEAD = 'version = 1\n[money]\ncurrency = "EUR"\n'
WHOLE = (
    HEAD
    + """
[valid]
from = 2026-03-01
[parties.us]
name = "Harbour"
addresses = ["Harbour.example", "anna@mail.example"]
[law]
governing = "Slovak law"
[term]
start = 2026-03-16
end = "2026-12-31"
renewal = "2 weeks"
notice = "3 months"
[hours.us]
zone = "Europe/Bratislava"
mon = "09:00-17:00"
[holidays.us]
source = "the law"
2026-05-01 = "Labour Day"
[rota.anna]
mon = "08:00-12:00"
[counting]
cutoff = 16:00:00
caps_order = ["month", "clause"]
[calls]
schedule = "every 2 weeks mon, thu 10:00"
begins = 2026-03-16
notice = "1 working day"
[[goals]]
id = "leads"
name = "Leads"
target = "1 250.5"
refund = "12,5 %"
[[reports]]
id = "weekly"
name = "Figures"
every = "week"
day = "friday"
at = "15:00"
[[penalties]]
id = "level"
side = "us"
breach = "service level"
tier_kind = "single amount"
cap_month = "10 %"
of = "month fee"
[[penalties.tiers]]
below = "99.8"
rate = "2 %"
[[penalties.tiers]]
below = "98.0"
rate = "3 %"
[fees]
kind = "share of sales"
every = "month"
floor = 1000
[[fees.tiers]]
from = 0
rate = "10 %"
[[fees.tiers]]
from = "400 000"
rate = "7 %"
"""
)


def test_a_file_becomes_the_terms_that_it_says(good: Good) -> None:
    found = good(WHOLE)
    clauses = found.clauses
    assert found.valid_from == datetime(2026, 2, 28, 23, tzinfo=UTC)
    assert clauses.parties[0].addresses == ("harbour.example", "anna@mail.example")
    assert clauses.law == "Slovak law"
    assert (clauses.term.start, clauses.term.end) == (date(2026, 3, 16), date(2026, 12, 31))
    assert (clauses.term.renewal, clauses.term.notice) == (Length(14, "days"), Length(3, "months"))
    assert clauses.holiday_sources == ("the law", "")
    assert found.us.holidays == ((date(2026, 5, 1), "Labour Day"),)
    assert [(person, str(week[0][0])) for person, week in clauses.rota] == [("anna", "08:00-12:00")]
    assert (clauses.counting.cutoff, clauses.counting.caps_order) == (time(16), ("month", "clause"))
    assert clauses.meetings == Meetings(
        (0, 3), time(10), "Europe/Bratislava", 2, date(2026, 3, 16), Within(1, "working_days")
    )
    notice = clauses.meetings.notice
    assert notice
    assert notice.clause == "calls.notice"
    assert (clauses.goals[0].target, clauses.goals[0].refund) == (Decimal("1250.5"), Decimal("0.125"))
    assert (clauses.reports[0].day, clauses.reports[0].at) == (4, time(15))
    assert clauses.penalties[0].tiers == Tiers(
        "single_amount", (Tier(Decimal("99.8"), Decimal("0.02")), Tier(Decimal("98.0"), Decimal("0.03")))
    )
    assert clauses.penalties[0].cap_month == Quantity(Decimal("0.1"), True)
    assert clauses.fees
    assert clauses.fees.tiers == Tiers(
        "marginal_rate", (Tier(Decimal(0), Decimal("0.1")), Tier(Decimal(400_000), Decimal("0.07")))
    )
    assert clauses.fees.floor == Decimal(1000)


def test_each_term_knows_its_clause_by_the_id_of_its_entry(good: Good) -> None:
    text = HEAD + "[[stages]]\nid='a'\nname='A'\nwithin='2 days'\n[[channels]]\nname='mail'\nbinding=true\n"
    clauses = good(text).clauses
    assert clauses.stages[0].within
    assert (clauses.stages[0].clause, clauses.stages[0].within.clause) == ("stages.a", "stages.a.within")
    assert clauses.channels[0].clause == "channels.1"


def test_lines_of_all_terms_are_kept_by_their_path(good: Good) -> None:
    text = HEAD + "[[stages]]\nid='a'\nname='A'\nwithin='2 days'\n[[stages]]\nid='b'\nname='B'\nwithin='2 days'\n"
    assert good(text).places["stages.b.within"] == 11


@pytest.mark.parametrize("written", ['"10 %"', '"10%"', '"10.0 %"', '"10,0 %"', '"10\u00a0%"'])
def test_a_share_is_written_in_several_ways(good: Good, written: str) -> None:
    text = HEAD + f"[edits]\ncount = 1\nshare = {written}\n"
    edits = good(text).clauses.edits
    assert edits
    assert edits.share == Decimal("0.1")


@pytest.mark.parametrize(
    "written", ['"80000.00"', "80000", '"80 000"', '"80 000,00"', '"80 000.00 EUR"', '"€80000"', '"EUR 80000"']
)
def test_a_sum_is_written_in_several_ways(good: Good, written: str) -> None:
    fees = good(HEAD + f'[fees]\nkind = "fixed"\nsum = {written}\n').clauses.fees
    assert fees
    assert fees.sum == 80_000


def test_an_address_may_be_a_whole_domain(good: Good) -> None:
    text = "version=1\n[parties.client]\naddresses='client.example'\ncontact_email='Peter@Client.example'"
    client = good(text).clauses.parties[1]
    assert (client.addresses, client.contact_email) == (("client.example",), "peter@client.example")


STAGE = "[[stages]]\nid = 'a'\nname = 'A'\n"


@pytest.mark.parametrize(
    ("body", "code", "place"),
    [
        ("[fees]\nkind='fixed'\nsum=80000.5", "number_float", "6: fees.sum"),
        ("[fees]\nkind='fixed'\nsum='80.000'", "number_ambiguous", "6: fees.sum"),
        ("[fees]\nkind='fixed'\nsum='80,000'", "number_ambiguous", "6: fees.sum"),
        ("[fees]\nkind='fixed'\nsum='-5'", "number_unreadable", "6: fees.sum"),
        ("[fees]\nkind='fixed'\nsum='much'", "number_unreadable", "6: fees.sum"),
        ("[fees]\nkind='fixed'\nsum='10 %'", "sum_not_share", "6: fees.sum"),
        ("[fees]\nkind='fixed'\nsum='50 USD'", "currency_mixed", "6: fees.sum"),
        ("[fees]\nkind='fixed'\nsum='$50'", "currency_mixed", "6: fees.sum"),
        ("[edits]\ncount='one'", "not_whole", "5: edits.count"),
        ("[edits]\ncount=true", "not_whole", "5: edits.count"),
        ("[edits]\ncount=1\nshare='120 %'", "share_too_large", "6: edits.share"),
        ("[edits]\ncount=1\nshare='a third'", "share_unreadable", "6: edits.share"),
        ("[edits]\nshare='10 %'", "key_missing", "4: edits.count"),
        ("[[stages]]\nid='a'", "key_missing", "4: stages.a.name"),
        ("[stages]\nid='a'", "not_a_list", "4: stages"),
        ("stages=5", "unknown_key_known", "4: money.stages"),
        ("[[stages]]\nid='two words'\nname='A'\nwithin='1 day'", "id_unreadable", "5: stages.two words.id"),
        ("[[stages]]\nid='a.b'\nname='A'\nwithin='1 day'", "id_unreadable", "5: stages.a.b.id"),
        (STAGE + "wihtin='1 day'", "unknown_key", "7: stages.a.wihtin"),
        ("[term]\nstart=2026-03-16T09:00:00", "date_unreadable", "5: term.start"),
        ("[term]\nstart='2026-02-30'", "date_unreadable", "5: term.start"),
        ("[term]\nnotice='a while'", "length_unreadable", "5: term.notice"),
        ("[term]\nstart=2026-03-16\nend=2026-03-01", "end_before_start", "6: term.end"),
        ("[calls]\nschedule='mondays'", "schedule_unreadable", "5: calls.schedule"),
        ("[calls]\nschedule='weekly mon 25:00'", "time_impossible", "5: calls.schedule"),
        ("[calls]\nschedule='every 0 weeks mon 10:00'", "schedule_unreadable", "5: calls.schedule"),
        ("[calls]\ntopic_needed='yes'", "not_flag", "5: calls.topic_needed"),
        ("[counting]\ncutoff='noon'", "clock_unreadable", "5: counting.cutoff"),
        ("[counting]\ncaps_order=['month','month']", "choice_twice", "5: counting.caps_order"),
        ("[counting]\ncaps_order=['week']", "choice_unknown", "5: counting.caps_order"),
        ("[parties.us]\ndeputies=5", "not_texts", "5: parties.us.deputies"),
        ("[parties.us]\ncontact_email='Anna'", "address_unreadable", "5: parties.us.contact_email"),
        ("[[reports]]\nid='r'\nname='R'\nevery='week'\nday=15", "day_of_week_needed", "8: reports.r.day"),
        ("[[reports]]\nid='r'\nname='R'\nevery='week'\nday='someday'", "day_unreadable", "8: reports.r.day"),
        ("[valid]\nfrom='soon'", "moment_unreadable", "5: valid.from"),
        ("[rota.anna]\nmonday='09:00-10:00'", "unknown_key", "5: rota.anna.monday"),
    ],
)
def test_each_wrong_term_is_named_with_its_place_and_advice(faults: Faults, body: str, code: str, place: str) -> None:
    assert faults(HEAD + body)[0] == (code, place)


def test_a_sum_without_any_currency_asks_for_one(faults: Faults) -> None:
    found = faults("version = 1\n[fees]\nkind = 'fixed'\nsum = '80000.00 USD'")
    assert found == [("currency_missing", "4: fees.sum")]


def test_a_currency_is_three_letters(faults: Faults) -> None:
    assert faults("version = 1\n[money]\ncurrency = 'Euro'") == [("currency_unreadable", "3: money.currency")]


@pytest.mark.parametrize(
    ("moment", "code"), [("2026-03-29T02:30:00", "moment_gap"), ("2026-10-25T02:30:00", "moment_twice")]
)
def test_a_moment_that_the_wall_clock_never_or_twice_shows_is_asked_back(
    faults: Faults, moment: str, code: str
) -> None:
    text = f"version = 1\n[valid]\nfrom = {moment}\n[hours.us]\nzone = 'Europe/Bratislava'\n"
    assert faults(text) == [(code, "3: valid.from")]


def test_a_moment_with_its_offset_needs_no_wall_clock(good: Good) -> None:
    text = "version = 1\n[valid]\nfrom = 2026-03-29T02:30:00+01:00\n[hours.us]\nzone = 'Europe/Bratislava'\n"
    assert good(text).valid_from == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


def test_all_faults_of_all_tables_are_told_in_the_order_of_the_lines(faults: Faults) -> None:
    text = (
        HEAD + "[edits]\ncount='x'\n[[stages]]\nid='a'\nwithn='1 day'\n[[stages]]\nid='a'\nname='B'\nwithin='1 hour'\n"
    )
    assert faults(text) == [
        ("not_whole", "5: edits.count"),
        ("key_missing", "6: stages.a.name"),
        ("unknown_key", "8: stages.a.withn"),
        ("id_twice", "10: stages.a.id"),
        ("within_not_working", "12: stages.a.within"),
    ]


def test_a_value_of_a_thousand_tables_is_quoted_shortly(faults: Faults) -> None:
    deep = ".".join("a" * 2_000)
    assert faults(f"version = 1\n[parties.us]\ndeputies = [{{ {deep} = 1 }}]") == [
        ("not_text", "3: parties.us.deputies")
    ]
