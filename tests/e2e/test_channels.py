"""Settings > Channels in a browser: in each language on a phone, by keyboard, without JavaScript."""

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect


def fits(page: Page) -> None:
    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize(("language", "scheme"), [("en", "light"), ("ru", "dark"), ("sk", "light"), ("fil", "dark")])
def test_channels_fit_a_phone_and_everybody_can_read_them(visit: Any, language: str, scheme: str) -> None:
    page = visit(viewport={"width": 390, "height": 844}, color_scheme=scheme)
    page.goto("/settings/")
    page.locator("details.menu > summary").first.click()
    page.locator(f"button[name=language][value={language}]").click()
    expect(page.locator("html")).to_have_attribute("lang", language)
    page.goto("/channels/new/?kind=telegram")
    fits(page)
    page.goto("/channels/new/")
    page.locator("#id_name").fill("Viber")
    page.locator("#id_url").fill("https://127.0.0.1/")
    page.locator("#id_url").press("Enter")
    expect(page.locator("#error-url")).to_be_visible()
    fits(page)
    page.locator("#id_url").fill("")
    page.locator("#id_url").press("Enter")
    expect(page.locator("#secret-text")).to_have_value(re.compile("^whsec_"))
    fits(page)
    page.goto("/channels/")
    fits(page)


def test_a_channel_is_added_and_ended_without_javascript(visit: Any) -> None:
    page = visit(java_script_enabled=False)
    page.goto("/settings/")
    page.get_by_role("link", name="Channels", exact=True).click()
    page.get_by_role("link", name="Add another messenger").click()
    page.get_by_label("How people call it").fill("Viber")
    page.get_by_role("button", name="Add it").click()
    expect(page.locator("#secret-text")).to_be_visible()
    expect(page.get_by_role("button", name="Copy")).to_have_count(0)
    page.get_by_text("End this channel").click()
    page.get_by_role("button", name="Yes, end it").click()
    expect(page.get_by_text("What was said by it stays.")).to_be_visible()


def test_the_secret_is_copied_by_its_button(visit: Any) -> None:
    page = visit()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/channels/new/")
    page.locator("#id_name").fill("Viber")
    page.locator("#id_name").press("Enter")
    secret = page.locator("#secret-text").input_value()
    page.locator("[data-copy=secret-text]").press("Enter")
    expect(page.locator("[data-copy=secret-text]")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == secret
