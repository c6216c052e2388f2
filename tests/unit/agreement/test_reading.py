"""Agreement files: what they mean, and what is said about each thing that is wrong in one."""

from datetime import date

import pytest

from ashore.core.agreement import Agreement, Within, default, load, standard_text
from ashore.core.kernel import Finding
from ashore.words import say
from ashore.words.agreement import SENTENCES

ZONED = 'version = 1\n[hours.us]\nzone = "Europe/Bratislava"\n'


def good(text: str) -> Agreement:
    found = load(text, "a.toml")
    assert isinstance(found, Agreement), [(f.where, say(f.reason)) for f in found]
    return found


def wrong(text: str) -> tuple[Finding, ...]:
    found = load(text, "a.toml")
    assert not isinstance(found, Agreement)
    return found


def lines(text: str) -> list[str]:
    return [f"{finding.where}: {say(finding.reason)}" for finding in wrong(text)]


def test_the_standard_agreement_is_the_practice_of_the_field() -> None:
    standard = default()
    assert standard.answer_within == standard.acknowledge_within == Within(120, "working_minutes")
    assert standard.contact_every == Within(3, "days")
    assert standard.information_within == Within(3, "working_days")
    assert [str(w) for w in standard.us.week[4]] == ["09:00-13:00", "14:00-18:00"]
    assert standard.us.week[5] == standard.us.week[6] == ()
    assert standard.us == standard.client
    assert standard.us.zone == "UTC"


def test_every_length_of_time_knows_its_clause() -> None:
    a = default()
    terms = (
        a.acknowledge_within,
        a.answer_within,
        a.information_within,
        a.contact_every,
        a.call_summary_within,
        a.last_word,
    )
    assert [term and term.clause for term in terms] == [
        "response.acknowledge_within",
        "response.answer_within",
        "response.information_within",
        "contact.every",
        "calls.summary_within",
        "last_word.within",
    ]


def test_the_standard_file_can_be_copied_and_loaded() -> None:
    copied = good(standard_text())
    assert copied.us == default().us
    assert copied.title == "Standard"
    assert copied.source == "a.toml"


def test_what_is_left_out_stands_as_in_the_standard_agreement() -> None:
    a = good('version = 1\n[response]\nanswer_within = "1 working day"\n')
    assert a.answer_within == Within(1, "working_days")
    assert a.information_within == default().information_within
    assert a.us == default().us


def test_a_zone_alone_keeps_the_week_and_the_client_keeps_our_hours() -> None:
    a = good(ZONED + '[holidays.us]\n2026-01-06 = "Epiphany"\n')
    assert a.us.zone == a.client.zone == "Europe/Bratislava"
    assert a.us.week == default().us.week
    assert a.us.holidays == a.client.holidays == ((date(2026, 1, 6), "Epiphany"),)


def test_a_day_that_is_not_named_is_closed() -> None:
    a = good(ZONED + 'sat = "10:00–12:00"\n')
    assert [len(day) for day in a.us.week] == [0, 0, 0, 0, 0, 1, 0]


def test_both_sides_have_hours_and_days_of_their_own() -> None:
    text = (
        ZONED
        + 'mon = "14:00-18:00, 9:00-13:00"\n[hours.client]\nzone = "Asia/Manila"\n'
        + 'tue = "00:00-09:00, 18:00-24:00"\nwed = "closed"\n'
        + '[special.us]\n2026-12-31 = "09:00-12:00"\n2026-12-24 = "closed"\n[holidays.client]\n2026-12-30 = "Rizal"\n'
    )
    a = good(text)
    assert [str(w) for w in a.us.week[0]] == ["09:00-13:00", "14:00-18:00"]
    assert [str(w) for w in a.client.week[1]] == ["00:00-09:00", "18:00-24:00"]
    assert a.us.special == ((date(2026, 12, 24), ()), (date(2026, 12, 31), ((32_400, 43_200),)))
    assert (a.us.holidays, a.client.holidays) == ((), ((date(2026, 12, 30), "Rizal"),))
    assert a.client.special == ()


def test_a_client_with_a_zone_of_its_own_does_not_keep_our_days_off() -> None:
    a = good(ZONED + '[holidays.us]\n2026-01-06 = "Epiphany"\n[hours.client]\nzone = "Asia/Manila"\n')
    assert a.client.week == a.us.week
    assert a.client.holidays == ()


def test_never_switches_a_term_off() -> None:
    a = good(
        'version = 1\n[contact]\nevery = "never"\n[calls]\nsummary_within = "Never"\n[last_word]\nwithin = "never"\n'
    )
    assert (a.contact_every, a.call_summary_within, a.last_word) == (None, None, None)


def test_counting_by_midnight_can_be_agreed() -> None:
    assert good('version = 1\n[counting]\nby = "end of day"\n').counting_by == "end_of_day"


def test_windows_line_ends_and_a_byte_order_mark_are_no_fault() -> None:
    assert good("\ufeffversion = 1\r\n[contact]\r\nevery = '5 days'\r\n").contact_every == Within(5, "days")


def test_a_night_shift_written_backwards_gets_the_two_windows() -> None:
    text = 'version = 1\n\n[hours.client]\nzone = "UTC"\nmon = "18:00-09:00"\n'
    assert lines(text)[0] == (
        "a.toml:5: hours.client.mon: 18:00-09:00 ends before it starts; "
        "for a night shift write 18:00-24:00 and 00:00-09:00 on the next day"
    )


@pytest.mark.parametrize(
    ("body", "code", "place"),
    [
        ("", "agreement.version_missing", "a.toml:1"),
        ("version = 2", "agreement.version_unknown", "a.toml:1: version"),
        ("version = true", "agreement.version_unknown", "a.toml:1: version"),
        ("version = 1\nx = [", "agreement.unreadable", "a.toml:2"),
        ("version = 1\nversion = 1", "agreement.unreadable", "a.toml:2"),
        ("version = 1\ntitle = Website", "agreement.unreadable_value", "a.toml:2"),
        ("version = 1\n[respons]\n", "agreement.unknown_key", "a.toml:2: respons"),
        ("version = 1\n[response]\nanswer = '2 working hours'", "agreement.unknown_key", "a.toml:3: response.answer"),
        ("version = 1\n[zzz]", "agreement.unknown_key_known", "a.toml:2: zzz"),
        ("version = 1\nhours = 5", "agreement.not_a_table", "a.toml:2: hours"),
        ("version = 1\n[response.answer_within]\nx=1", "agreement.not_a_value", "a.toml:2: response.answer_within"),
        ("version = 1\n[response]\nanswer_within = 2", "agreement.not_text", "a.toml:3: response.answer_within"),
        ("version = 1\n[hours.us]\nmon = '09:00-10:00'", "agreement.zone_missing", "a.toml:2: hours.us.zone"),
        ("version = 1\n[hours.us]\nzone = 'Bratislava'", "agreement.zone_unknown", "a.toml:3: hours.us.zone"),
        ("version = 1\n[hours.us]\nzone = '../../etc'", "agreement.zone_unknown", "a.toml:3: hours.us.zone"),
        ("version = 1\n[hours.us]\nzone = ''", "agreement.zone_unknown", "a.toml:3: hours.us.zone"),
        ("version = 1\n[hours.us]\nzone = 5", "agreement.zone_unknown", "a.toml:3: hours.us.zone"),
        (ZONED + "mon = 'nine to five'", "agreement.window_unreadable", "a.toml:4: hours.us.mon"),
        (ZONED + "mon = '09:00-25:00'", "agreement.time_impossible", "a.toml:4: hours.us.mon"),
        (ZONED + "mon = '09:00-10:75'", "agreement.time_impossible", "a.toml:4: hours.us.mon"),
        (ZONED + "mon = '18:00-00:00'", "agreement.window_to_midnight", "a.toml:4: hours.us.mon"),
        (ZONED + "mon = '18:00-23:59'", "agreement.window_minute_lost", "a.toml:4: hours.us.mon"),
        (ZONED + "mon = '09:00-09:00'", "agreement.window_empty", "a.toml:4: hours.us.mon"),
        (ZONED + "mon = '09:00-12:00, 11:00-13:00'", "agreement.window_overlap", "a.toml:4: hours.us.mon"),
        (ZONED + "mon = 9", "agreement.not_text", "a.toml:4: hours.us.mon"),
        (ZONED + "mon = 'closed'", "agreement.no_hours", "a.toml:2: hours.us"),
        (
            "version = 1\n[holidays.us]\n2026-13-01 = 'x'",
            "agreement.date_unreadable",
            "a.toml:3: holidays.us.2026-13-01",
        ),
        ("version = 1\n[holidays.us]\n20260101 = 'x'", "agreement.date_unreadable", "a.toml:3: holidays.us.20260101"),
        (
            "version = 1\n[holidays.us]\n2026-01-01 = true",
            "agreement.holiday_unnamed",
            "a.toml:3: holidays.us.2026-01-01",
        ),
        (
            "version = 1\n[special.us]\n2026-01-01 = 'open'",
            "agreement.window_unreadable",
            "a.toml:3: special.us.2026-01-01",
        ),
        ("version = 1\n[special.us.2026-01-01]", "agreement.not_a_value", "a.toml:2: special.us.2026-01-01"),
        ("version = 1\n[contact]\nevery = 'often'", "agreement.within_unreadable", "a.toml:3: contact.every"),
        ("version = 1\n[contact]\nevery = '3 hours'", "agreement.within_not_working", "a.toml:3: contact.every"),
        ("version = 1\n[contact]\nevery = '1.5 days'", "agreement.within_fraction", "a.toml:3: contact.every"),
        ("version = 1\n[contact]\nevery = '0 days'", "agreement.within_zero", "a.toml:3: contact.every"),
        ("version = 1\n[contact]\nevery = '9999 days'", "agreement.within_too_long", "a.toml:3: contact.every"),
        (
            "version = 1\n[response]\nanswer_within = 'never'",
            "agreement.within_needed",
            "a.toml:3: response.answer_within",
        ),
        ("version = 1\n[counting]\nby = 'noon'", "agreement.choice_unknown", "a.toml:3: counting.by"),
    ],
)
def test_each_fault_is_named_with_its_place_and_advice(body: str, code: str, place: str) -> None:
    first = wrong(body)[0]
    assert (first.code, first.where) == (code, place)
    assert first.reason.code == code
    assert first.severity == "error"
    said = say(first.reason)
    assert said != code
    assert "–" not in said.replace("10:00–12:00", "")  # a dash would mean a parameter that was not given
    assert "{" not in said


def test_the_nearest_known_key_is_proposed() -> None:
    assert lines("version = 1\n[response]\nanser_within = '2 working hours'") == [
        'a.toml:3: response.anser_within: "anser_within" is not known; did you mean "answer_within"?'
    ]


def test_the_nearest_zone_is_proposed() -> None:
    assert 'did you mean "Europe/Bratislava"?' in lines("version = 1\n[hours.us]\nzone = 'Europe/Bratislva'")[0]


def test_hours_that_run_through_lunch_get_the_working_unit() -> None:
    assert lines("version = 1\n[response]\nanswer_within = '2 hours'")[0].endswith('write "2 working hours"')


def test_all_faults_are_told_at_once_in_the_order_of_the_file() -> None:
    found = wrong("version = 3\n[contact]\nevery = 'x'\n[response]\nanswer_within = 'y'\n[zzz]\n")
    assert [finding.where.split(":")[1] for finding in found] == ["1", "3", "5", "6"]


def test_a_client_without_hours_of_its_own_is_not_blamed_for_ours() -> None:
    assert [f.where for f in wrong(ZONED + "mon = ''")] == ["a.toml:2: hours.us"]


def test_deep_nesting_is_a_finding() -> None:
    assert wrong("version = " + "[" * 100_000)[0].code == "agreement.unreadable"


def test_every_sentence_belongs_to_this_area() -> None:
    assert all(code.startswith("agreement.") for code in SENTENCES)
