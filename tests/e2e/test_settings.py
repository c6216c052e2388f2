"""Settings in a browser: in each language, on a phone."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect


@pytest.mark.parametrize("language", ["en", "ru", "sk", "fil"])
def test_settings_fit_a_phone_and_everybody_can_read_them(visit: Any, language: str) -> None:
    page = visit(viewport={"width": 390, "height": 844})
    page.goto("/settings/")
    page.locator("details.menu > summary").first.click()
    page.locator(f"button[name=language][value={language}]").click()
    expect(page.locator("html")).to_have_attribute("lang", language)
    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
