"""``ashore worktime`` as a user and a script meet it."""

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from ashore.cli import run

BRATISLAVA = (
    'version = 1\n[hours.us]\nzone = "Europe/Bratislava"\n[hours.client]\nzone = "Asia/Manila"\nmon = "08:00-12:00"\n'
)


class Outcome(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def ashore(capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    def call(*args: str) -> Outcome:
        code = run(["worktime", *args])
        said = capsys.readouterr()
        return Outcome(code, said.out, said.err)

    return call


@pytest.fixture
def agreement(tmp_path: Path) -> str:
    file = tmp_path / "agreement.toml"
    file.write_text(BRATISLAVA, encoding="utf-8")
    return str(file)


def test_due_prints_the_time_on_the_sides_wall_clock(ashore, agreement: str) -> None:  # type: ignore[no-untyped-def]
    done = ashore("due", "2026-01-16T17:40", "2 working hours", "--agreement", agreement, "--side", "us")
    assert done == (0, "2026-01-19T10:40:00+01:00\n", "")


def test_due_as_json_carries_its_reason(ashore, agreement: str) -> None:  # type: ignore[no-untyped-def]
    done = ashore("due", "2026-01-16T16:40Z", "2h", "--agreement", agreement, "--json")
    data = json.loads(done.out)
    assert (data["version"], data["due"]) == (1, "2026-01-19T10:40:00+01:00")
    assert data["because"]["code"] == "worktime.due"


def test_the_client_has_its_own_hours(ashore, agreement: str) -> None:  # type: ignore[no-untyped-def]
    done = ashore("due", "2026-01-16", "1 working day", "--agreement", agreement, "--side", "client")
    assert done.out == "2026-01-19T12:00:00+08:00\n"


def test_elapsed_counts_whole_working_minutes(ashore, agreement: str) -> None:  # type: ignore[no-untyped-def]
    times = ("2026-01-16T17:40:00", "2026-01-19T10:40:59")
    assert ashore("elapsed", *times, "--agreement", agreement).out == "120\n"
    assert json.loads(ashore("elapsed", *times, "--json").out) == {"version": 1, "minutes": 120}


def test_why_shows_the_arithmetic_on_stderr(ashore) -> None:  # type: ignore[no-untyped-def]
    done = ashore("due", "2026-01-16T17:40", "2h", "--why")
    assert done.out == "2026-01-19T10:40:00+00:00\n"
    assert "Fri 16 Jan 2026, 17:40 to Fri 16 Jan 2026, 18:00: 20 min" in done.err


@pytest.mark.parametrize("duration", ["2h", "120m", "1h60m", "PT2H", "2 hours", "120 minutes", "2 working hours"])
def test_durations_may_be_short(ashore, duration: str) -> None:  # type: ignore[no-untyped-def]
    assert ashore("due", "2026-01-16T10:00", duration).out == "2026-01-16T12:00:00+00:00\n"


def test_a_zone_moves_the_standard_hours(ashore) -> None:  # type: ignore[no-untyped-def]
    assert ashore("due", "2026-01-16T10:00", "2h", "--zone", "Asia/Manila").out == "2026-01-16T12:00:00+08:00\n"


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["due", "yesterday", "2h"], 'START: "yesterday" is not a time'),
        (["due", "2026-01-16T10:00", "soon"], 'DURATION: "soon" is not readable'),
        (["due", "2026-01-16T10:00", "0h"], "could never be kept"),
        (["due", "2026-01-16T10:00"], "Missing argument 'DURATION'"),
        (["due", "2026-01-16T10:00", "2h", "--side", "them"], "'us', 'client'"),
        (["due", "2026-01-16T10:00", "2h", "--zone", "Atlantis"], 'no time zone "Atlantis"'),
        (["due", "2026-01-16T10:00", "2h", "--agreement", "nowhere.toml"], "nowhere.toml"),
        (["due", "9999-12-31", "3 days"], "START and the duration"),
        (["due", "9999-12-28", "1000h"], "no more working time"),
        (["elapsed", "2026-01-16", "2026-01-15"], "lies before START"),
    ],
)
def test_wrong_use_is_one_sentence_and_exit_2(ashore, args: list[str], sentence: str) -> None:  # type: ignore[no-untyped-def]
    done = ashore(*args)
    assert (done.code, done.out) == (2, "")
    assert sentence in done.err
    assert done.err.count("\n") == 1


def test_every_fault_of_an_agreement_is_told_with_its_line(ashore, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "a.toml"
    file.write_text('version = 1\n[hours.us]\nzone = "UTC"\nmon = "18:00-09:00"\n[contcat]\n', encoding="utf-8")
    done = ashore("due", "2026-01-16T10:00", "2h", "--agreement", str(file))
    assert (done.code, done.out) == (2, "")
    assert f"{file}:4: hours.us.mon: 18:00-09:00 ends before it starts" in done.err
    assert f'{file}:5: contcat: "contcat" is not known; did you mean "contact"?' in done.err


def test_a_file_that_is_no_text_is_told_with_its_line(ashore, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    file = tmp_path / "a.toml"
    file.write_bytes(b"version = 1\n\xff\xfe")
    assert f"{file}:2: this is not UTF-8 text" in ashore("due", "2026-01-16", "2h", "--agreement", str(file)).err
    file.write_bytes(b"#" * 1_000_002)
    assert "larger than a megabyte" in ashore("due", "2026-01-16", "2h", "--agreement", str(file)).err


def test_a_dash_reads_the_agreement_from_stdin(ashore, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(BRATISLAVA.encode())))
    assert ashore("due", "2026-01-16T10:00", "2h", "--agreement", "-").out == "2026-01-16T12:00:00+01:00\n"


def test_neither_django_nor_the_mail_packages_are_loaded() -> None:
    code = (
        "import sys; from ashore.cli import run; run(['worktime', 'due', '2026-01-16T10:00', '2h'])\n"
        "print([m for m in sys.modules if m.split('.')[0] in ('django', 'nh3', 'selectolax', 'holidays')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "2026-01-16T12:00:00+00:00\n[]\n"
