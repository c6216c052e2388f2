"""PDF, DOCX and HTML say the same, always in the same bytes."""

import io
import re
import unicodedata
import zipfile
from datetime import UTC, datetime, timedelta
from typing import Any

import docx as word
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader
from selectolax.lexbor import LexborHTMLParser

from ashore.core.agreement import Agreement
from ashore.documents import Document, write
from ashore.documents.contract import contract
from ashore.documents.docx import docx
from ashore.documents.html import html
from ashore.documents.model import texts
from ashore.documents.pdf import pdf
from ashore.documents.wording import LANGUAGES

from .conftest import AT

WORDS = {"term": "It runs from March to August.", "stages.brief": "First we listen.", "rights": "Both have rights."}


def squeezed(text: str) -> str:
    """Letters and figures only: line ends, hyphens at them and spaces are the format's own affair."""
    return re.sub(r"[\s\u00ad\u200b-]+", "", unicodedata.normalize("NFKC", text))


def of_html(page: str) -> str:
    body = LexborHTMLParser(page).css_first("main")
    assert body is not None
    return squeezed(body.text())


def of_docx(data: bytes) -> str:
    """The text as Word shows it, with the numbers that it counts."""
    file = word.Document(io.BytesIO(data))
    counts: dict[int, list[int]] = {}
    said: list[str] = []
    for element in file.element.body.iter(qn("w:p")):
        number = element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if number is not None:
            said.append(counted(number, counts))
        said.append("".join(node.text or "" for node in element.iter(qn("w:t"))))
    return squeezed("".join(said))


def counted(number: Any, counts: dict[int, list[int]]) -> str:
    level = int(number.find(qn("w:ilvl")).get(qn("w:val")))
    at = counts.setdefault(int(number.find(qn("w:numId")).get(qn("w:val"))), [0, 0, 0, 0])
    at[level] += 1
    at[level + 1 :] = [0] * (3 - level)
    return ".".join(map(str, at[: level + 1]))


def of_pdf(data: bytes) -> str:
    return squeezed("".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages))


@pytest.fixture(scope="module", params=LANGUAGES)
def made(request: pytest.FixtureRequest, full: Agreement) -> Document:
    return contract(full, request.param, digest="0f" * 32, plain=WORDS)


def test_the_page_says_every_text_in_order(made: Document) -> None:
    assert of_html(html(made)) == squeezed("".join(texts(made)))


def test_the_docx_says_every_text_in_order_with_the_numbers_that_word_counts(made: Document) -> None:
    wanted = squeezed("".join(texts(made)))
    found = of_docx(docx(made, AT))
    assert found == wanted


def test_the_pdf_says_every_text(made: Document) -> None:
    found = of_pdf(pdf(made, AT))
    missing = [text for text in texts(made) if squeezed(text) not in found]
    assert len(missing) <= 4, missing
    for text in missing:  # a text that a page's end parts still has all of its words
        words = text.split()
        assert all(squeezed(each) in found for each in words)


def test_every_page_of_the_pdf_has_its_number_and_the_hash(made: Document) -> None:
    pages = PdfReader(io.BytesIO(pdf(made, AT))).pages
    for n, page in enumerate(pages, 1):
        said = page.extract_text()
        assert f"{n} / {len(pages)}" in said
        assert "0f" * 32 in said


@pytest.mark.parametrize("form", ["pdf", "docx", "html"])
def test_the_same_agreement_and_date_give_the_same_bytes(full: Agreement, form: Any) -> None:
    first, second = (write(contract(full, "ru", digest="0f" * 32), form, AT) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_another_date_gives_other_bytes(full: Agreement, form: Any) -> None:
    made = contract(full, "en")
    assert write(made, form, AT) != write(made, form, AT + timedelta(days=1))


def test_the_date_of_the_pdf_is_the_one_that_was_given(full: Agreement) -> None:
    about = PdfReader(io.BytesIO(pdf(contract(full, "en"), AT))).metadata
    assert about is not None
    assert about.creation_date == AT
    assert about.title == "Services Agreement"


def test_the_docx_carries_no_other_time_than_the_one_that_was_given(full: Agreement) -> None:
    data = docx(contract(full, "en"), AT)
    about = word.Document(io.BytesIO(data)).core_properties
    assert (about.created, about.modified, about.author) == (
        datetime(2026, 3, 2, 9, 0, tzinfo=UTC),
        about.created,
        "Ashore",
    )
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_pdf_is_an_archive_pdf_with_fonts_inside(full: Agreement) -> None:
    reader = PdfReader(io.BytesIO(pdf(contract(full, "sk"), AT)))
    xmp = reader.trailer["/Root"]["/Metadata"].get_data().decode("utf-8")
    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>B</pdfaid:conformance>" in xmp
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            assert inner["/FontDescriptor"].get_object().keys() & {"/FontFile2", "/FontFile3"}


def test_heads_of_tables_are_repeated_in_docx_and_print(full: Agreement) -> None:
    data = docx(contract(full, "en"), AT)
    tables = word.Document(io.BytesIO(data)).tables
    heads = [table.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") for table in tables[:-1]]
    assert sum(head is not None for head in heads) >= 10
    assert "table-header-group" in html(contract(full, "en"))


def test_the_page_asks_for_nothing_and_runs_nothing(full: Agreement) -> None:
    page = html(contract(full, "en"))
    assert "default-src 'none'" in page
    assert not re.search(r"<(script|img|link|iframe|object|embed|form)\b|\bon\w+\s*=|https?://|url\(|@import", page)


def test_the_page_tells_its_language(full: Agreement) -> None:
    assert '<html lang="fil">' in html(contract(full, "fil"))
