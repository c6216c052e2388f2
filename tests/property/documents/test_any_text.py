"""Whatever people write: it is shown whole, and figures keep their value."""

import io
import re
import unicodedata
from datetime import UTC, datetime
from decimal import Decimal

import docx as word
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from selectolax.lexbor import LexborHTMLParser

from ashore.core.kernel import Money
from ashore.documents import Document
from ashore.documents.docx import docx
from ashore.documents.html import html
from ashore.documents.model import Clause, Column, Part, Section, Table, clean
from ashore.documents.pdf import pdf
from ashore.documents.wording import LANGUAGES, tongue

AT = datetime(2026, 3, 2, tzinfo=UTC)
ANYTHING = st.text(max_size=60)
OF_THE_LANGUAGES = st.text(
    st.sampled_from("abcdXYZ ěščřžýáíéúľťňôŕ ñÑ АБВгдеёжзЩЪЫЭюя0123456789#$*_`\\[]{}<>@&%~^|/=+-'\"«»„“”№€.,;:!?()"),
    max_size=60,
)


def document(text: str) -> Document:
    table = Table((Column("Head"), Column("Second")), ((text, "x"),))
    return Document("Title", "en", (Part((Section("Section", (Clause(f"from {text} to"), table)),)),))


@given(ANYTHING)
@settings(max_examples=200, deadline=None)
def test_a_page_shows_any_text_as_it_is(text: str) -> None:
    body = LexborHTMLParser(html(document(text))).css_first("main")
    assert body is not None
    assert clean(f"from {text} to") in body.text()


@given(ANYTHING)
@settings(max_examples=20, deadline=None)
def test_a_docx_takes_any_text(text: str) -> None:
    shown = word.Document(io.BytesIO(docx(document(text), AT)))
    assert clean(f"from {text} to") in [paragraph.text for paragraph in shown.paragraphs]


@given(OF_THE_LANGUAGES)
@settings(max_examples=40, deadline=None)
def test_a_pdf_shows_any_text_of_the_four_languages(text: str) -> None:
    said = PdfReader(io.BytesIO(pdf(document(text), AT))).pages[0].extract_text()
    shown, wanted = (
        re.sub(r"[\s\u00ad\u200b-]", "", unicodedata.normalize("NFKC", each)) for each in (said, f"from{text}to")
    )
    assert wanted in shown


@given(ANYTHING)
@settings(max_examples=30, deadline=None)
def test_a_pdf_comes_of_any_text(text: str) -> None:
    assert pdf(document(text), AT).startswith(b"%PDF-1.7")


@given(
    st.sampled_from(LANGUAGES),
    st.decimals(min_value=-(10**12), max_value=10**12, places=4),
    st.sampled_from(["EUR", "JPY", "KWD", "XYZ", ""]),
)
def test_a_sum_can_be_read_back_to_the_last_digit(language: str, amount: Decimal, currency: str) -> None:
    speaks = tongue(language)
    shown = speaks.money(Money(amount, currency)).removesuffix(currency).rstrip("\u00a0")
    plain = shown.replace(speaks.group_mark, "").replace(speaks.decimal_mark, ".").replace("\u2212", "-")
    assert Decimal(plain) == amount
