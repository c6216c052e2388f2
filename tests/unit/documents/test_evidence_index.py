"""The index of an evidence pack: every file, every hash, whatever the names are."""

import hashlib
import io
from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader

from ashore.documents.evidence import EvidenceEntry, EvidenceSummary, evidence_document
from ashore.documents.pdf import pdf
from ashore.documents.wording import LANGUAGES

AT = datetime(2026, 5, 29, 15, 0, tzinfo=UTC)
ROOT = hashlib.sha256(b"root").hexdigest()
SUMMARY = EvidenceSummary("", ROOT, AT, (("Agreement", "standard.toml"),), ("Check it with: ashore evidence verify",))
HOSTILE = "#panic() $x$ \u202egnp.exe 日本 \U0001f600 \x00 <b> " + "n" * 300


def entries(count: int, about: str = "Пётр Ильин: Re: тексты") -> list[EvidenceEntry]:
    return [
        EvidenceEntry(f"messages/{n:04}.eml", hashlib.sha256(bytes([n % 256])).hexdigest(), n * 1000, AT, about)
        for n in range(count)
    ]


def index(listed: Sequence[EvidenceEntry], language: str = "en", zone: str = "UTC") -> bytes:
    return pdf(evidence_document(listed, SUMMARY, language, zone), AT)


def said(data: bytes) -> str:
    return "".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_file_is_listed_with_its_whole_hash(language: str) -> None:
    told = said(index(entries(60), language, "Europe/Bratislava"))
    for entry in entries(60):
        assert entry.path in told
        assert entry.sha256 in told
    assert ROOT in told


def test_hostile_names_are_shown_and_the_index_stays_an_archive_pdf() -> None:
    data = index(entries(2, HOSTILE))
    told = said(data)
    assert "#panic() $x$ gnp.exe" in told
    xmp = PdfReader(io.BytesIO(data)).trailer["/Root"]["/Metadata"].get_data().decode("utf-8")
    assert "<pdfaid:part>2</pdfaid:part>" in xmp


def test_the_same_pack_gives_the_same_index() -> None:
    assert index(entries(5), "sk") == index(entries(5), "sk")


def test_an_empty_pack_still_has_an_index() -> None:
    assert ROOT in said(index([]))


def test_a_time_that_is_not_known_leaves_its_cell_empty() -> None:
    entry = EvidenceEntry("agreement.toml", ROOT, 10)
    assert "agreement.toml" in said(index([entry]))
