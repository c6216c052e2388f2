"""Texts of an agreement are data in every format: nothing is run, nothing is lost, nothing is sent for."""

import io
import json
import re

import docx as word
import pytest
from pypdf import PdfReader

from ashore.documents import Document, write
from ashore.documents.html import html
from ashore.documents.model import Clause, Column, Part, Section, Signature, Signatures, Table
from ashore.documents.pdf import Unprintable, as_data, pdf

from .conftest import AT

CODE = (
    '#panic("run")',
    '#read("/etc/passwd")',
    '#import "@preview/cetz:0.2.0"',
    "#set page(fill: red)",
    "$x^2$",
    "*bold* _slanted_ `raw` = Heading",
    "\\ \\n \\u{41}",
    "[content] ]#[",
    "\"quotes\" 'single' // not a comment /* nor this */",
    "<label> @reference",
    "- item + item / term: x",
    "https://evil.example/x.png",
    "{curly} %s {0}",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "</style><script>x</script>",
    "&amp; &lt; &#65;",
    "]]> <!-- x -->",
)


def document(text: str) -> Document:
    """The text in every place that a document has."""
    table = Table(
        (Column(text), Column("Sum", numeric=True)), ((text, "1"), (f"{text}\n{text}", "2")), plain=(text, "")
    )
    sign = Signatures((Signature(text, (("Name", text), (text, ""))), Signature("Client", (("Name", text),))))
    clause = Clause(text, plain=text, parts=(Clause(text),))
    parts = (
        Part((Section(text, (clause, table)), Section("Sign", (sign,)))),
        Part((Section("S", (clause,)),), text, text),
    )
    return Document(text or "T", "en", parts, (text,), text)


def in_pdf(data: bytes) -> str:
    said = "".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    return re.sub(r"[\s\u00ad\u200b-]", "", said)


@pytest.mark.parametrize("text", CODE)
def test_markup_and_code_are_shown_and_never_run(text: str) -> None:
    wanted = re.sub(r"[\s-]", "", text)
    assert wanted in in_pdf(pdf(document(text), AT))
    page = html(document(text))
    assert "<script" not in page
    assert "<img" not in page
    file = word.Document(io.BytesIO(write(document(text), "docx", AT)))
    assert text in [paragraph.text for paragraph in file.paragraphs]


@pytest.mark.parametrize(
    "text", ["", " ", "\x00", "a\x00b", "\u202egnp.exe", "\ud800", "\ufeff\u200b", "a\n\n\nb", "\t\r\n"]
)
def test_texts_without_letters_or_with_forbidden_ones_break_nothing(text: str) -> None:
    for form in ("pdf", "docx", "html"):
        data = write(document(text), form, AT)  # type: ignore[arg-type]
        assert b"\x00" not in data or form != "html"
        assert data


def test_a_name_of_five_thousand_letters_stays_on_the_paper() -> None:
    name = "Очень" * 1000
    table = Table((Column("A"), Column("B")), ((name, "x"),))
    data = pdf(Document("T", "ru", (Part((Section("S", (Clause(name), table)),)),)), AT)
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
    assert len(pages) > 1
    assert max(len(line) for page in pages for line in page.split("\n")) < 120
    assert in_pdf(data).count("Очень") > 1990  # a word at a page's end is parted by its foot


def test_long_words_may_end_their_line_but_a_hash_stays_whole() -> None:
    shown = json.dumps(as_data(document(f"{'x' * 60} {'0f' * 32} {'word ' * 30}")), ensure_ascii=False)
    assert "\u200b" in shown
    assert "0f" * 32 in shown
    assert "\u200b" not in json.dumps(as_data(document("word " * 30)), ensure_ascii=False)


@pytest.mark.parametrize(
    "text", ["العربية שלום", "\U0001f600 ok", "日本語の名前", "ไทย", "\U000e0041", "e\u0301\u0328"]
)
def test_letters_of_other_scripts_are_shown_or_written_by_their_codes(text: str) -> None:
    said = in_pdf(pdf(Document("T", "en", (Part((Section("S", (Clause(f"before {text} after"),)),)),)), AT))
    assert "before" in said
    assert "after" in said
    for letter in "日ไ":
        if letter in text:
            assert letter in said or f"[U+{ord(letter):04X}]" in said


def test_other_scripts_stand_as_they_are_in_page_and_docx() -> None:
    made = document("日本語の名前 \U0001f600")
    assert "日本語の名前 \U0001f600" in html(made)
    assert any(
        "日本語の名前 \U0001f600" in each.text for each in word.Document(io.BytesIO(write(made, "docx", AT))).paragraphs
    )


@pytest.mark.parametrize(
    "letters",
    [
        "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя «»—№",
        "ÁÄČĎÉÍĹĽŇÓÔŔŠŤÚÝŽáäčďéíĺľňóôŕšťúýž „“",
        "ÑñÁáÉéÍíÓóÚúÂâÊêÎîÔôÛû ₱ “”",
        "€ – — … ‘’ · × − → ≥",
    ],
)
def test_letters_of_the_four_languages_come_from_the_fonts_that_typst_ships(letters: str) -> None:
    data = pdf(Document("T", "en", (Part((Section("S", (Clause(letters),)),)),)), AT)
    said = in_pdf(data)
    assert "[U+" not in said
    assert all(letter in said for letter in letters if not letter.isspace())
    names = {
        str(font.get_object()["/BaseFont"]).partition("+")[2].partition("-")[0]
        for page in PdfReader(io.BytesIO(data)).pages
        for font in page["/Resources"]["/Font"].values()
    }
    assert names <= {"LibertinusSerif", "NewCM10", "NewComputerModern10", "DejaVuSansMono"}, names


def test_a_document_that_cannot_be_set_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ashore.documents.pdf._template", lambda: b'#panic("broken")')
    with pytest.raises(Unprintable, match="broken"):
        pdf(document("x"), AT)
