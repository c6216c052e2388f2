"""Packs of house rules on the command line: tested, used beside a draft, explained."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ashore.cli.check import check
from ashore.cli.rule import rule
from ashore.core.coach.packs.template import new_pack

DRAFT = "Hi Anna,\n\nwe leverage the synergies.\n\nMila\nExample Studio\n"


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "ours.yaml").write_text(new_pack("ours"), "utf-8")
    (folder / "notes.txt").write_text("no pack", "utf-8")
    return folder


def run(*args: str, text: str | None = None) -> Result:
    return CliRunner().invoke(check, list(args), input=text, standalone_mode=False)


def test_packs_alone_are_tested_and_counted(packs: Path) -> None:
    result = run("--packs", str(packs))
    assert (result.return_value, result.stdout) == (0, "4 rules, 9 tests, all pass\n")


def test_house_rules_stand_beside_our_own(packs: Path) -> None:
    result = run("-", "--packs", str(packs), text=DRAFT)
    assert result.return_value == 1
    assert "<stdin>:3:4 H:ours/plain-words This house says it in other words: leverage" in result.stdout
    assert "  = Write: use\n" in result.stdout
    assert "<stdin>:3:17 H:ours/no-buzzwords Not how this house writes: synergies" in result.stdout


def test_a_pack_whose_tests_fail_is_not_used(packs: Path) -> None:
    file = packs / "ours.yaml"
    file.write_text(file.read_text("utf-8").replace("great synergies", "great pages"), "utf-8")
    result = CliRunner().invoke(check, ["-", "--packs", str(packs)], input=DRAFT)
    assert (result.exit_code, result.stdout) == (2, "")
    assert f"{file}:19:14 rules.1.tests.hits.1: the rule no-buzzwords finds nothing in" in result.stderr


def test_faults_are_told_with_line_and_column(packs: Path) -> None:
    (packs / "broken.yml").write_text("name: broken\nversion: 1\nlanguage: en\nrule: []\n", "utf-8")
    result = run("--packs", str(packs))
    assert result.return_value == 2
    assert f'{packs}/broken.yml:4:1 rule: "rule" is not known; did you mean "rules"?' in result.stderr


def test_two_packs_of_one_name_are_told(packs: Path) -> None:
    result = run("--packs", str(packs), "--packs", str(packs / "ours.yaml"), "--format", "json")
    assert result.return_value == 2
    assert [each["code"] for each in json.loads(result.stdout)["faults"]] == ["pack.name_taken"]


def test_a_folder_without_packs_and_a_missing_file_say_so(tmp_path: Path) -> None:
    for name, words in ((str(tmp_path), "no .yaml file"), (str(tmp_path / "no.yaml"), "there is no such file")):
        result = CliRunner().invoke(check, ["--packs", name])
        assert result.exit_code == 2
        assert words in result.stderr


def test_house_rules_are_required_and_ignored_by_name(packs: Path) -> None:
    required = json.loads(run("-", "--packs", str(packs), "--require", "ours/plain-words", "--json", text=DRAFT).stdout)
    assert required["blocked"]
    ignored = run("-", "--packs", str(packs), "--ignore", "H:ours/plain-words", "--json", text=DRAFT)
    assert "H:ours/plain-words" not in {each["code"] for each in json.loads(ignored.stdout)["findings"]}


@pytest.mark.parametrize("form", ["json", "github", "sarif"])
def test_every_form_carries_house_rules(packs: Path, form: str) -> None:
    told = run("-", "--packs", str(packs), "--format", form, text=DRAFT).stdout.replace("%3A", ":")
    assert "H:ours/plain-words" in told


def test_sarif_describes_house_rules_by_their_why(packs: Path) -> None:
    data = json.loads(run("-", "--packs", str(packs), "--format", "sarif", text=DRAFT).stdout)
    described = {each["id"]: each for each in data["runs"][0]["tool"]["driver"]["rules"]}
    why = "The shorter word is the one that people say."
    assert described["H:ours/plain-words"]["fullDescription"] == {"text": why}


def test_without_packs_no_yaml_is_loaded(tmp_path: Path) -> None:
    draft = tmp_path / "reply.txt"
    draft.write_text(DRAFT, "utf-8")
    code = (
        "import sys; from ashore.cli.check import check\n"
        f"check([{str(draft)!r}], standalone_mode=False)\n"
        "print('yaml' in sys.modules, 'ashore.core.coach.packs.reading' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[-1] == "False False"


def test_neither_a_draft_nor_packs_is_wrong_use() -> None:
    assert CliRunner().invoke(check, []).exit_code == 2


def explain(*args: str) -> Result:
    return CliRunner().invoke(rule, list(args), standalone_mode=False)


def test_a_house_rule_is_explained_by_code_and_by_name(packs: Path) -> None:
    by_code, by_name = (explain(name, "--packs", str(packs)) for name in ("H:ours/plain-words", "ours/plain-words"))
    assert by_code.stdout == by_name.stdout
    assert by_code.stdout.startswith(f"H:ours/plain-words (advice, substitution; {packs}/ours.yaml:22)\n\nThe shorter")


def test_house_rules_are_listed_behind_our_own(packs: Path) -> None:
    lines = explain("--packs", str(packs)).stdout.splitlines()
    assert lines[0].startswith("A051")
    assert lines[-1].startswith("H:ours/signed-by-the-studio  warning")


def test_a_new_pack_is_written_with_its_name() -> None:
    assert explain("--new-pack", "harbour").stdout == new_pack("harbour")
    assert CliRunner().invoke(rule, ["--new-pack", "Our Rules"]).exit_code == 2
