"""``ashore agreement`` as a user and a script meet it."""

import io
import json
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from ashore.cli import run
from ashore.core.agreement import PRESETS, Agreement, Within, load, preset_text, questions
from ashore.core.agreement.presets import LANGUAGES


class Outcome(NamedTuple):
    code: int
    out: str
    err: str


Ashore = Callable[..., Outcome]
NOW = ("--now", "2026-11-27T10:00Z")


@pytest.fixture
def ashore(capsys: pytest.CaptureFixture[str]) -> Ashore:
    def call(*args: str) -> Outcome:
        code = run(["agreement", *args])
        said = capsys.readouterr()
        return Outcome(code, said.out, said.err)

    return call


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str | bytes], str]:
    def to(text: str | bytes) -> str:
        file = tmp_path / "a.toml"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(file)

    return to


Write = Callable[[str | bytes], str]


def test_a_good_file_has_no_findings(ashore: Ashore, write: Write) -> None:
    file = write(preset_text("standard", "en"))
    assert ashore("check", file) == (0, "", f"{file}: nothing is wrong, and nothing is left open.\n")


def test_findings_stand_on_stdout_with_their_places(ashore: Ashore, write: Write) -> None:
    file = write("version = 1\n[respons]\n[contact]\nevery = '3 hours'\n")
    done = ashore("check", file)
    assert (done.code, done.err) == (1, "")
    assert done.out == (
        f'{file}:2: respons: "respons" is not known; did you mean "response"?\n'
        f"{file}:4: contact.every: hours and minutes are counted in working time here; "
        'write "3 working hours"\n'
    )


def test_open_conventions_are_findings_in_the_language_asked_for(ashore: Ashore, write: Write) -> None:
    done = ashore("check", write("version = 1"), "--language", "sk")
    assert done.code == 1
    assert "counting.first_day: počíta sa deň udalosti?" in done.out


def test_findings_as_json_carry_place_code_and_parameters(ashore: Ashore, write: Write) -> None:
    file = write("version = 1\n[zzz]\n")
    data = json.loads(ashore("check", file, "--json").out)
    assert (data["version"], data["ok"]) == (1, False)
    (finding,) = data["findings"]
    assert finding["code"] == "agreement.unknown_key_known"
    assert finding["where"] == f"{file}:2: zzz"
    assert finding["severity"] == "error"
    assert json.loads(ashore("check", write(preset_text("urgent", "ru")), "--json").out)["findings"] == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b"version = 1\ntitle = 'caf\xe9'\n", "a.toml:2: this is not UTF-8 text"),
        (b"x" * 1_000_001, "is larger than a megabyte"),
    ],
)
def test_what_is_no_text_is_refused_in_one_sentence(ashore: Ashore, write: Write, text: bytes, told: str) -> None:
    done = ashore("check", write(text))
    assert (done.code, done.out) == (2, "")
    assert told in done.err
    assert done.err.count("\n") == 1


def test_half_a_file_is_unreadable(ashore: Ashore, write: Write) -> None:
    done = ashore("check", write(preset_text("standard", "en")[:3_005]))
    assert done.code == 2
    assert "this is not readable as TOML" in done.out


def test_a_missing_file_is_one_sentence(ashore: Ashore) -> None:
    assert ashore("check", "no.toml") == (2, "", "ashore: no.toml: No such file or directory\n")


def test_stdin_is_read_for_a_hyphen(ashore: Ashore, monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(preset_text("retainer", "fil").encode()))
    monkeypatch.setattr("sys.stdin", stdin)
    assert ashore("check", "-").err.startswith("<stdin>: nothing is wrong")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("preset", PRESETS)
def test_a_new_agreement_has_nothing_wrong_and_nothing_open(ashore: Ashore, preset: str, language: str) -> None:
    done = ashore("new", preset, "--language", language, *NOW)
    found = load(done.out, "new.toml")
    assert isinstance(found, Agreement)
    assert questions(found) == ()
    assert found.clauses.language == language
    assert {day.year for day, _ in found.us.holidays} == {2026, 2027}


def test_a_new_agreement_begins_on_a_monday_and_keeps_its_weekdays(ashore: Ashore) -> None:
    found = load(ashore("new", *NOW).out, "new.toml")
    assert isinstance(found, Agreement)
    term, calls, reports = found.clauses.term, found.clauses.meetings, found.clauses.reports
    assert term.start
    assert term.end
    assert (term.start.isoformat(), term.end - term.start) == ("2026-12-14", (term.end - term.start))
    assert (term.end - term.start).days == 106
    assert calls
    assert calls.begins == term.start
    assert reports[0].begins
    assert reports[0].begins.weekday() == 4


def test_a_new_agreement_takes_country_zone_currency_and_start(ashore: Ashore) -> None:
    where = ("--country", "IE", "--zone", "Europe/Dublin", "--currency", "eur", "--start", "2027-01-04")
    found = load(ashore("new", "retainer", *where, *NOW).out, "new.toml")
    assert isinstance(found, Agreement)
    assert (found.us.zone, found.clauses.currency) == ("Europe/Dublin", "EUR")
    assert "Saint Brigid's Day" in {name for _, name in found.us.holidays}
    assert {day.year for day, _ in found.us.holidays} == {2027, 2028}
    assert str(found.clauses.term.start) == "2027-01-04"


def test_a_new_agreement_is_never_written_over_an_old_one(ashore: Ashore, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    assert ashore("new", "-o", str(file), *NOW).code == 0
    written = file.read_text("utf-8")
    done = ashore("new", "urgent", "-o", str(file), *NOW)
    assert (done.code, done.out) == (2, "")
    assert "exists already" in done.err
    assert file.read_text("utf-8") == written


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("urgnt",), "did you mean urgent?"),
        (("zzz",), "there are: standard, urgent"),
        (("--country", "ZZ"), "no days off for the country 'ZZ'"),
        (("--country", "GB", "--subdivision", "XX"), "GB has no subdivision 'XX'"),
        (("--zone", "Bratislava"), 'did you mean "Europe/Bratislava"?'),
        (("--currency", "euro"), '"euro" is no currency'),
        (("--start", "tomorrow"), '"tomorrow" is not a date'),
        (("--now", "now"), '"now" is not a time'),
    ],
)
def test_a_wrong_wish_for_a_new_agreement_is_one_sentence(ashore: Ashore, args: tuple[str, ...], told: str) -> None:
    done = ashore("new", *args)
    assert (done.code, done.out) == (2, "")
    assert told in done.err
    assert done.err.count("\n") == 1


def test_days_off_come_with_their_source_and_working_saturdays(ashore: Ashore) -> None:
    done = ashore("holidays", "RU", "2025")
    lines = done.out.splitlines()
    assert lines[0] == "[holidays.us]"
    assert lines[1].startswith('source = "Python library holidays ')
    assert '2025-11-04 = "День народного единства"' in lines
    assert lines[-2:] == ["[special.us]", '2025-11-01 = "09:00-13:00, 14:00-18:00"']


def test_days_off_are_for_a_side_in_a_language(ashore: Ashore) -> None:
    done = ashore("holidays", "ph", "2026", "2027", "--side", "client", "--language", "fil")
    assert done.out.startswith("[holidays.client]")
    assert "PH 2026-2027" in done.out
    assert '2026-04-02 = "Huwebes Santo"' in done.out


@pytest.mark.parametrize(
    ("country", "zone", "asked", "days", "due"),
    [
        ("RU", "Europe/Moscow", "2025-10-31", 1, "2025-11-01"),
        ("SK", "Europe/Bratislava", "2025-12-23", 2, "2025-12-30"),
        ("PH", "Asia/Manila", "2026-04-01", 2, "2026-04-07"),
    ],
)
def test_days_off_frozen_into_an_agreement_are_counted(
    ashore: Ashore, country: str, zone: str, asked: str, days: int, due: str
) -> None:
    lines = ashore("holidays", country, asked[:4]).out
    found = load(f'version = 1\n[hours.us]\nzone = "{zone}"\n{lines}', "frozen.toml")
    assert isinstance(found, Agreement)
    start = datetime.fromisoformat(f"{asked}T08:00").replace(tzinfo=UTC)
    at, _ = found.due_after("us", start, Within(days, "working_days"))
    assert str(found.clock("us").local_date(at)) == due


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("XX", "2026"), "no days off for the country"),
        (("SK",), "Missing argument"),
        (("SK", "26"), "26 is not in the range"),
        (("RU", "2025", "--hours", "9-5"), "is not readable as hours"),
    ],
)
def test_a_wrong_wish_for_days_off_is_one_sentence(ashore: Ashore, args: tuple[str, ...], told: str) -> None:
    done = ashore("holidays", *args)
    assert (done.code, done.out) == (2, "")
    assert told in done.err


def test_an_agreement_is_explained_in_its_own_language_or_another(ashore: Ashore, write: Write) -> None:
    file = write(preset_text("standard", "ru"))
    own, other = ashore("explain", file), ashore("explain", file, "--language", "en")
    assert "Срок ответа  [Ответить]" in own.out or "Срок ответа  [" in own.out
    assert "Time to answer  [Reply]" in other.out
    assert "Asked Fri 20 Mar 2026, 17:40 → due Mon 23 Mar 2026, 10:40" in other.out


def test_four_working_hours_asked_on_friday_at_1740_are_due_on_monday_at_1240(ashore: Ashore, write: Write) -> None:
    text = 'version = 1\n[response]\nanswer_within = "4 working hours"\n'
    data = json.loads(ashore("explain", write(text), "--json").out)
    (answer,) = [each for each in data["clauses"] if each["clause"] == "response.answer_within"]
    assert answer["example"] == "Asked Fri 13 Mar 2026, 17:40 → due Mon 16 Mar 2026, 12:40"
    assert answer["clocks"] == ["reply"]


def test_a_file_with_faults_is_not_explained(ashore: Ashore, write: Write) -> None:
    done = ashore("explain", write("version = 1\n[zzz]\n[yyy]\n"))
    assert (done.code, done.out) == (2, "")
    assert done.err.count("\n") == 2


@pytest.mark.parametrize(("typed", "told"), [("chekc", "did you mean check?"), ("zzzz", "there are: new, check")])
def test_a_mistyped_command_gets_the_nearest_one(ashore: Ashore, typed: str, told: str) -> None:
    done = ashore(typed)
    assert (done.code, done.out) == (2, "")
    assert told in done.err


def test_the_schema_is_json(ashore: Ashore) -> None:
    assert json.loads(ashore("schema").out)["$schema"].startswith("https://json-schema.org/")


def test_pure_commands_import_neither_django_nor_the_holidays() -> None:
    code = (
        "import sys, ashore.cli; ashore.cli.run(['agreement', 'schema']);"
        "print(sorted({'django', 'holidays', 'numpy', 'typst'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
