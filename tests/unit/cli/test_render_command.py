"""``ashore agreement render`` and the documents of ``ashore ledger`` as a user and a script meet them."""

import hashlib
import io
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import docx as word
import pytest
from pypdf import PdfReader

from ashore.cli import run

FULL = Path(__file__).parents[1] / "documents" / "full.toml"
EXAMPLES = Path(__file__).parents[3] / "examples" / "agreements"
NOW = ("--now", "2026-05-29T17:00+02:00")


class Outcome(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def ashore(capsys: pytest.CaptureFixture[str]):  # type: ignore[no-untyped-def]
    def call(*args: str | Path) -> Outcome:
        code = run([str(arg) for arg in args])
        said = capsys.readouterr()
        return Outcome(code, said.out, said.err)

    return call


def said(file: Path) -> str:
    return "".join(page.extract_text() for page in PdfReader(file).pages)


def test_a_contract_is_written_in_the_agreements_language_with_the_hash_of_the_file(ashore, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    target = tmp_path / "contract.pdf"
    assert ashore("agreement", "render", FULL, "-o", target) == (0, "", "")
    assert "Services Agreement" in said(target)
    assert hashlib.sha256(FULL.read_bytes()).hexdigest() in said(target)


@pytest.mark.parametrize(
    ("language", "title"),
    [("ru", "Договор об оказании услуг"), ("sk", "Zmluva o poskytovaní služieb"), ("fil", "Kasunduan sa Paglilingkod")],
)
def test_a_contract_speaks_the_language_asked_for(ashore, tmp_path: Path, language: str, title: str) -> None:  # type: ignore[no-untyped-def]
    target = tmp_path / "contract.docx"
    assert ashore("agreement", "render", FULL, "--language", language, "-o", target).code == 0
    assert word.Document(str(target)).paragraphs[0].text == title


def test_the_ending_of_the_file_chooses_the_format_and_format_overrules_it(ashore, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    page, odd = tmp_path / "contract.html", tmp_path / "contract.txt"
    assert ashore("agreement", "render", FULL, "-o", page).code == 0
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert ashore("agreement", "render", FULL, "--format", "html", "-o", odd).code == 0
    assert odd.read_bytes() == page.read_bytes()


def test_the_consolidated_text_of_a_day_is_written_for_reading(ashore, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    page = tmp_path / "now.html"
    assert ashore("agreement", "render", FULL, "--as-of", "2026-04-15", "-o", page).code == 0
    assert "Consolidated text as of" in page.read_text(encoding="utf-8")
    told = ashore("agreement", "render", FULL, "--as-of", "spring", "-o", page)
    assert told.code == 2
    assert "--as-of" in told.err
    assert "2026-06-01" in told.err


def test_plain_words_stand_beside_the_terms_where_asked_for(ashore, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    page = tmp_path / "contract.html"
    ashore("agreement", "render", FULL, "--language", "sk", "-o", page)
    assert 'class="plain"' not in page.read_text(encoding="utf-8")
    ashore("agreement", "render", FULL, "--language", "sk", "--plain", "-o", page)
    assert page.read_text(encoding="utf-8").count('class="plain"') > 10


def test_the_same_file_and_date_give_the_same_bytes(ashore, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    for n in (1, 2):
        ashore("agreement", "render", FULL, *NOW, "-o", tmp_path / f"{n}.pdf")
    assert (tmp_path / "1.pdf").read_bytes() == (tmp_path / "2.pdf").read_bytes()


def test_a_pipe_gets_the_bytes_and_stdin_gives_the_agreement() -> None:
    found = subprocess.run(
        [sys.executable, "-m", "ashore", "agreement", "render", "-", *NOW], input=FULL.read_bytes(), capture_output=True
    )
    assert (found.returncode, found.stderr) == (0, b"")
    assert len(PdfReader(io.BytesIO(found.stdout)).pages) > 5


def test_a_terminal_is_spared_the_bytes_of_a_pdf(ashore, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    code, out, err = ashore("agreement", "render", FULL)
    assert (code, out) == (2, "")
    assert "name a file with -o" in err


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (("nothing.toml", "-o", "c.pdf"), "nothing.toml: No such file"),
        ((FULL, "-o", "c.odt"), "c.odt: name the format by its ending (.pdf, .docx, .html) or with --format"),
        ((FULL, "-o", "nowhere/c.pdf"), "nowhere/c.pdf: No such file or directory"),
        ((FULL, "--format", "pdf", "-o", "."), ". is a folder; name a file in it"),
        ((FULL, "--language", "de", "-o", "c.pdf"), "'de' is not one of"),
        ((FULL, "--now", "soon", "-o", "c.pdf"), '"soon" is not a time; write e.g.'),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_leaves_nothing(  # type: ignore[no-untyped-def]
    ashore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: tuple[str | Path, ...], told: str
) -> None:
    monkeypatch.chdir(tmp_path)
    code, out, err = ashore("agreement", "render", *args)
    assert (code, out) == (2, "")
    assert told in err
    assert len(err.splitlines()) == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("text", ["version = 1\nvoid = 2\n", "version = ", "version = 1\n[fees]\nkind = 'gift'\n"])
def test_a_broken_agreement_gives_its_place_and_no_file(ashore, tmp_path: Path, text: str) -> None:  # type: ignore[no-untyped-def]
    source, target = tmp_path / "a.toml", tmp_path / "c.pdf"
    source.write_text(text, encoding="utf-8")
    code, _, err = ashore("agreement", "render", source, "-o", target)
    assert code == 2
    assert f"{source}:" in err
    assert not target.exists()


def test_a_file_that_stands_already_is_replaced_whole_and_keeps_its_rights(ashore, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    target = tmp_path / "contract.pdf"
    target.write_bytes(b"old")
    target.chmod(0o640)
    ashore("agreement", "render", FULL, "-o", target)
    assert target.read_bytes().startswith(b"%PDF")
    assert target.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in tmp_path.iterdir()] == ["contract.pdf"]


def test_a_disk_that_fails_leaves_the_old_file_and_no_scraps(  # type: ignore[no-untyped-def]
    ashore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "contract.html"
    target.write_bytes(b"old")

    def full_disk(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    code, _, err = ashore("agreement", "render", FULL, "-o", target)
    assert (code, err) == (2, f"ashore: {target}: No space left on device\n")
    assert target.read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize("name", ["standard", "urgent", "retainer", "one-edit-text", "share-of-sales"])
@pytest.mark.parametrize("language", ["en", "ru", "sk", "fil"])
def test_every_preset_becomes_a_contract(ashore, tmp_path: Path, name: str, language: str) -> None:  # type: ignore[no-untyped-def]
    from ashore.core.agreement import preset_text

    source, target = tmp_path / "a.toml", tmp_path / "c.html"
    source.write_text(preset_text(name, language), encoding="utf-8")
    assert ashore("agreement", "render", source, "-o", target).code == 0
    assert f'<html lang="{language}">' in target.read_text(encoding="utf-8")


def test_the_ledger_writes_its_statement_as_pdf_and_page(ashore, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    pdf, page = tmp_path / "s.pdf", tmp_path / "s.html"
    files = (EXAMPLES / "standard.toml", EXAMPLES / "standard.jsonl")
    ashore("ledger", *files, *NOW, "--language", "sk", "--pdf", pdf, "--html", page)
    assert "Prehľad plnenia zmluvy" in said(pdf)
    assert "Prehľad plnenia zmluvy" in page.read_text(encoding="utf-8")


def test_the_ledger_writes_the_plan_alone(ashore, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    pdf = tmp_path / "p.pdf"
    files = (EXAMPLES / "standard.toml", EXAMPLES / "standard.jsonl")
    ashore("ledger", *files, *NOW, "--language", "ru", "--pdf", pdf, "--shown", "plan")
    assert "План работ" in said(pdf)
    assert "Суммы" not in said(pdf)


def test_a_contract_with_open_points_is_written_and_told_of(ashore, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    source, target = tmp_path / "a.toml", tmp_path / "c.html"
    penalty = (
        '[[penalties]]\nid = "l"\nside = "us"\nbreach = "stage late"\none_off = "10.00"\nrate = "2.00"\nper = "1 day"\n'
    )
    source.write_text(f'version = 1\n[money]\ncurrency = "EUR"\n{penalty}', encoding="utf-8")
    code, out, err = ashore("agreement", "render", source, "-o", target)
    assert (code, out) == (0, "")
    assert f"open or doubtful in it; see ashore agreement check {source}" in err
    assert target.exists()
