"""The whole ledger of each example agreement after its three months, as a person has read it line by line.

After a change that is meant, look at the difference and renew the files with one command:

    RENEW_GOLDEN=1 python -m pytest tests/golden/ledger -q && git diff tests/golden/ledger
"""

import difflib
import os
from pathlib import Path

import pytest

from ashore import cli

HERE = Path(__file__).parent
EXAMPLES = Path(__file__).resolve().parents[3] / "examples" / "agreements"
NOW = "2026-07-03T18:00:00+00:00"
NAMES = ("standard", "urgent", "retainer", "one-edit-text", "share-of-sales")


@pytest.mark.parametrize("name", NAMES)
def test_the_ledger_of_an_example_is_what_a_person_read(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    files = (str(EXAMPLES / f"{name}.toml"), str(EXAMPLES / f"{name}.jsonl"))
    assert cli.run(["ledger", *files, "--now", NOW, "--all"]) == 1
    told = capsys.readouterr()
    assert told.err == ""
    compare(f"{name}.txt", told.out.replace("\u00a0", " "))


def test_what_other_terms_would_have_meant_is_what_a_person_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    signed = (EXAMPLES / "standard.toml").read_text(encoding="utf-8")
    other = signed.replace('shift = "after grace"', 'shift = "none"').replace('cap = "20 %"', 'cap = "40 %"')
    proposed = tmp_path / "proposed.toml"
    proposed.write_text(other, encoding="utf-8")
    files = (str(EXAMPLES / "standard.toml"), str(proposed), "--events", str(EXAMPLES / "standard.jsonl"))
    assert cli.run(["agreement", "compare", *files, "--now", NOW]) == 1
    compare("compare.txt", capsys.readouterr().out.replace("\u00a0", " "))


def compare(name: str, text: str) -> None:
    """Fail with the difference, or write the file anew where that was asked for."""
    place = HERE / name
    if os.environ.get("RENEW_GOLDEN"):
        place.write_text(text, encoding="utf-8")
    known = place.read_text(encoding="utf-8")
    lines = difflib.unified_diff(known.splitlines(), text.splitlines(), name, "now", lineterm="")
    assert text == known, "\n".join(lines)
