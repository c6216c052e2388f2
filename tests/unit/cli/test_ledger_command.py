"""``ashore ledger`` and ``ashore agreement compare`` as a user and a script meet them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from ashore.cli import run

EXAMPLES = Path(__file__).resolve().parents[3] / "examples" / "agreements"
STANDARD = (str(EXAMPLES / "standard.toml"), str(EXAMPLES / "standard.jsonl"))
NOW = ("--now", "2026-07-03T18:00+01:00")


def test_a_script_gets_obligations_plan_statement_and_totals(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ledger", *STANDARD, *NOW, "--json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert data["version"] == 1
    assert data["now"] == "2026-07-03T17:00:00+00:00"
    stage = next(each for each in data["obligations"] if each["kind"] == "stage")
    assert {"id", "kind", "owed_by", "created_at", "due", "met_at", "state", "because"} <= set(stage)
    plan = {each["stage"]: each for each in data["plan"]}
    assert plan["analysis"]["shifted_due"] == "2026-03-27T11:00:00+00:00"
    assert [step["code"] for step in plan["analysis"]["shift_because"]] == ["ledger.shift.information_after_grace"]
    assert data["totals"]["GBP"]["balance"] == "1658.00"
    assert all(set(each) >= {"clause", "owed_by", "amount", "currency", "because"} for each in data["statement"])


@pytest.mark.parametrize("name", ["stage:analysis", "penalties.late-stage"])
def test_one_line_is_opened_down_to_clause_and_event(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ledger", *STANDARD, *NOW, "--why", name]) == 0
    told = capsys.readouterr().out
    assert "clause:" in told
    assert "[A" in told


def test_an_agreement_before_its_first_event_is_clean(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = tmp_path / "log.jsonl"
    log.write_text("", encoding="utf-8")
    assert run(["ledger", STANDARD[0], str(log), "--now", "2026-03-10"]) == 0
    assert "Nothing." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["-", "-"], "AGREEMENT and EVENTS cannot both be stdin."),
        ([*STANDARD, "--now", "yesterday"], '--now: "yesterday" is not a time; write e.g. 2026-05-29T17:00+02:00.'),
        ([*STANDARD, *NOW, "--why", "nix"], '--why: nothing here is called "nix"'),
        ([STANDARD[0], "no.jsonl"], "no.jsonl: No such file or directory"),
        ([STANDARD[1], STANDARD[1]], "this is not readable as TOML"),
    ],
)
def test_wrong_use_is_one_clear_sentence(args: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["ledger", *args]) == 2
    told = capsys.readouterr()
    assert said in told.err
    assert told.out == ""


def test_half_a_log_is_refused_with_each_bad_line_and_nothing_is_derived(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = tmp_path / "log.jsonl"
    log.write_bytes(Path(STANDARD[1]).read_bytes()[:-40] + b'\n{"type":"stage_deliverd"}\n')
    assert run(["ledger", STANDARD[0], str(log), *NOW, "--json"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert "was the file cut off?" in told.err
    assert 'did you mean "stage_delivered"?' in told.err
    assert "2 lines of" in told.err


def test_a_conflict_is_a_warning_and_the_ledger_is_derived(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = tmp_path / "log.jsonl"
    known = Path(STANDARD[1]).read_text("utf-8")
    log.write_text(known + known.splitlines()[0].replace("4000.00", "40.00") + "\n", encoding="utf-8")
    assert run(["ledger", STANDARD[0], str(log), *NOW]) == 1
    told = capsys.readouterr()
    assert 'the id "pay-advance" stands for different events' in told.err
    assert "Work plan" in told.out


@pytest.mark.parametrize(("language", "word"), [("ru", "План работ"), ("sk", "Plán prác"), ("fil", "Plano ng trabaho")])
def test_it_is_told_in_the_readers_language(language: str, word: str, capsys: pytest.CaptureFixture[str]) -> None:
    run(["ledger", *STANDARD, *NOW, "--language", language])
    assert word in capsys.readouterr().out


def test_two_agreements_are_compared_term_by_term_and_sum_by_sum(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other.toml"
    text = Path(STANDARD[0]).read_text("utf-8")
    other.write_text(text.replace('extra_price = "150.00"', 'extra_price = "90.00"'), encoding="utf-8")
    args = ["agreement", "compare", STANDARD[0], str(other), "--events", STANDARD[1], *NOW, "--json"]
    assert run(args) == 1
    data = json.loads(capsys.readouterr().out)
    assert data["terms"] == [{"path": "edits.extra_price", "before": "150", "after": "90"}]
    assert [(each["before"]["amount"], each["after"]["amount"]) for each in data["statement"]] == [("150.00", "90.00")]
    assert data["obligations"] == []
    assert run(["agreement", "compare", STANDARD[0], STANDARD[0]]) == 0


def test_the_command_is_found_without_importing_the_ledger() -> None:
    code = (
        "import sys; from ashore.cli import run; run(['--help'])\n"
        "print([name for name in sys.modules if name.startswith('ashore.core')], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
    assert "ledger" in done.stdout


def test_what_a_stranger_wrote_moves_no_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = tmp_path / "log.jsonl"
    event = {"type": "edit_asked", "id": "e", "at": "2026-04-13T12:00:00Z", "by": "client", "what": "a\x1b[2J\u202e\nb"}
    log.write_text(json.dumps(event) + "\n", encoding="utf-8")
    run(["ledger", STANDARD[0], str(log), "--now", "2026-04-14"])
    told = capsys.readouterr().out
    assert "“a[2J b”" in told
    assert "\x1b" not in told
    assert "\u202e" not in told
