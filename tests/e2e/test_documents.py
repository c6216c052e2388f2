"""Contracts as pages: on a phone and a desk, for a screen reader, on paper."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from pypdf import PdfReader

from ashore.core.agreement import Agreement, load
from ashore.documents import write
from ashore.documents.contract import contract

SOURCE = Path(__file__).parents[1] / "unit" / "documents" / "full.toml"
WORDS = {"term": "It runs from March to August.", "rights": "Both have rights.", "stages.brief": "First we listen."}


@pytest.fixture(params=["en", "ru", "sk", "fil"])
def page_file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    agreement = load(SOURCE.read_text(encoding="utf-8").replace("Harbour Yoga", "Yoga" * 500), "full.toml")
    assert isinstance(agreement, Agreement)
    made = contract(agreement, request.param, digest="0f" * 32, plain=WORDS)
    file = tmp_path / "contract.html"
    file.write_bytes(write(made, "html", datetime(2026, 3, 2, tzinfo=UTC)))
    return file


@pytest.fixture(params=[390, 1100])
def shown(request: pytest.FixtureRequest, chromium: Browser, page_file: Path) -> Iterator[Any]:
    page = chromium.new_page(viewport={"width": request.param, "height": 900})
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(page_file.as_uri())
    yield page
    assert asked == [page_file.as_uri()]
    assert said == []
    page.close()


def test_nothing_runs_over_the_edge_and_nothing_is_asked_for(shown: Any) -> None:
    wide, room = shown.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
    assert wide <= room


def test_a_screen_reader_finds_its_way(shown: Any) -> None:
    found = Axe().run(shown)
    assert found.violations_count == 0, found.generate_report()


def test_on_paper_every_page_has_its_number(chromium: Browser, page_file: Path) -> None:
    page = chromium.new_page()
    page.goto(page_file.as_uri())
    pages = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    page.close()
    for n, each in enumerate(pages, 1):
        assert f"{n} / {len(pages)}" in " ".join(each.extract_text().split())
        assert round(float(each.mediabox.height)) == 842
