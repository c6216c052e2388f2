"""Spelling by a program beside us: asked once a draft, and no failure where it is not there."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ashore.cli.check import check
from ashore.cli.spelling import Hunspell, dictionaries, unknown_in

ANSWERS = """@(#) International Ispell Version 3.2.06 (but really Hunspell 1.7.1)
*

& reciept 2 1: receipt, recept

# labneh 1

+ BE

& пожалуста 1 1: пожалуйста
"""
PROGRAM = """#!/bin/sh
echo "$@" >> "$(dirname "$0")/asked"
cat > "$(dirname "$0")/words"
{does}
"""


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with a hunspell that knows what it is asked, and two English dictionaries."""
    monkeypatch.setattr("ashore.cli.spelling.FOLDERS", ())
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setenv("DICPATH", str(tmp_path))
    for name in ("en_GB", "en_US"):
        for ending in ("dic", "aff"):
            (tmp_path / f"{name}.{ending}").touch()
    install(tmp_path, "echo '& reciept 2 1: receipt, recept'")
    return tmp_path


def install(machine: Path, does: str) -> None:
    program = machine / "hunspell"
    program.write_text(PROGRAM.replace("{does}", does), "utf-8")
    program.chmod(0o755)


def run(text: str, *more: str) -> Result:
    return CliRunner().invoke(check, ["-", *more], input=text, standalone_mode=False)


def test_a_slip_is_told_with_what_was_meant_and_never_as_an_error(machine: Path) -> None:
    result = run("Hi Anna, your reciept is attached to this letter.", "--spelling")
    assert "R113 Perhaps misspelt: reciept [advice, misspelt]" in result.stdout
    assert "Meant perhaps: receipt, recept" in result.stdout


def test_nothing_is_looked_up_unless_it_was_asked_for(machine: Path) -> None:
    assert "R113" not in run("Hi Anna, your reciept is attached to this letter.").stdout
    assert not (machine / "asked").exists()


def test_the_program_is_asked_once_with_all_dictionaries_of_the_language(machine: Path) -> None:
    run("Hi Anna, the reciept and the menu of the reciept came.", "--spelling", "--language", "en")
    asked = (machine / "asked").read_text("utf-8").splitlines()
    assert asked == [f"-a -i utf-8 -d {machine}/en_GB,{machine}/en_US"]
    assert (machine / "words").read_text("utf-8").splitlines().count("^reciept") == 1


def test_without_the_program_a_sentence_says_what_to_install(machine: Path) -> None:
    (machine / "hunspell").unlink()
    result = run("Hi Anna, your reciept is here.", "--spelling", "--language", "en")
    assert result.exception is None
    assert "hunspell program is not installed (Debian: apt-get install hunspell hunspell-en-us)" in result.stderr


def test_without_a_dictionary_of_the_language_too(machine: Path) -> None:
    result = run("Добрый день, Анна, пожалуста, пришлите тексты.", "--spelling")
    assert "there is no dictionary of the language ru" in result.stderr
    assert "R113" not in result.stdout


def test_english_words_in_slovak_letters_are_looked_up_in_english_too(machine: Path) -> None:
    for ending in ("dic", "aff"):
        (machine / f"sk_SK.{ending}").touch()
    Hunspell().misspelt(("stránka",), "sk")
    assert f"-d {machine}/sk_SK,{machine}/en_GB,{machine}/en_US" in (machine / "asked").read_text("utf-8")


@pytest.mark.parametrize("does", ["exit 3", "printf '\\377\\n'", "kill -9 $$"])
def test_a_program_that_breaks_breaks_nothing(machine: Path, does: str) -> None:
    install(machine, does)
    speller = Hunspell()
    assert speller.misspelt(("reciept",), "en") == {}
    assert speller.notes[0].startswith("Spelling was not checked: hunspell failed")


def test_answers_are_read() -> None:
    assert dict(unknown_in(ANSWERS)) == {"reciept": ("receipt", "recept"), "labneh": (), "пожалуста": ("пожалуйста",)}


def test_half_a_dictionary_is_none(machine: Path) -> None:
    (machine / "ru_RU.dic").touch()
    assert dictionaries("ru") == []
