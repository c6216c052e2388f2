"""The root of the command line: lists, advice, exit codes, and a quick start."""

import subprocess
import sys

import pytest

from ashore import cli
from ashore.cli.table import ENTRIES


def test_the_help_lists_every_command_without_importing_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["--help"]) == 0
    shown = capsys.readouterr().out
    for name in ENTRIES:
        assert f"  {name} " in shown


def test_a_mistyped_command_is_told_in_one_sentence_with_the_nearest_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["adit"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert "did you mean audit?" in captured.err


def test_an_unknown_option_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["audit", "--nonsense"]) == 2
    assert "--nonsense" in capsys.readouterr().err


def test_a_file_that_is_not_there_is_told_in_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["read", "/nowhere/letter.txt"]) == 2
    error = capsys.readouterr().err
    assert "/nowhere/letter.txt" in error
    assert error.count("\n") == 1


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["audit", "--help"], ["read", "--help"]])
def test_pure_tools_never_import_django_or_a_database(arguments: list[str]) -> None:
    script = (
        "import sys\nfrom ashore.cli import run\n"
        f"run({arguments!r})\n"
        "loaded = [name for name in ('django', 'sqlite3', 'numpy', 'ashore.store') if name in sys.modules]\n"
        "sys.exit(f'imported {loaded}' if loaded else 0)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_every_command_of_the_pure_tools_has_two_examples(capsys: pytest.CaptureFixture[str]) -> None:
    for name, entry in ENTRIES.items():
        if not entry.needs:
            cli.run([name, "--help"])
            assert capsys.readouterr().out.count(f"  ashore {name}") >= 2, name
