"""Keys, the team and the audit log in a browser: under the policy of our pages, by every language, on a phone."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

PLACES = ("/team/", "/audit/", "/sessions/", "/second-factor/", "/second-factor/code/", "/second-factor/keys/new/",
          "/second-factor/keys/", "/papers/")  # fmt: skip


def with_key(page: Page) -> None:
    """A key in this browser that answers as if a finger lay on it."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
               "isUserVerified": True, "automaticPresenceSimulation": True}  # fmt: skip
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_a_passkey_is_added_and_then_signs_in_alone(visit: Any) -> None:
    page = visit()
    with_key(page)
    page.goto("/second-factor/keys/new/")
    page.get_by_role("button", name="Add the key").click()
    page.get_by_role("link", name="a key").click()  # codes are shown to whoever proves to hold the key
    page.get_by_role("button", name="Use a key").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    page.goto("/second-factor/keys/")
    expect(page.get_by_text("signs in alone")).to_be_visible()
    page.goto("/sign-out/")
    page.locator("main").get_by_role("button", name="Sign out").click()
    page.goto("/sign-in/")
    page.get_by_role("button", name="With a passkey").click()
    page.wait_for_url("**/")
    expect(page.get_by_role("link", name="Inbox")).to_be_visible()


def test_a_key_is_the_second_factor_after_a_password(visit: Any, world: Any) -> None:
    world.anna.set_password("harbour-and-tide")
    world.anna.save()
    page = visit()
    with_key(page)
    page.goto("/second-factor/keys/new/")
    page.get_by_label("Password").fill("harbour-and-tide")
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("It may sign me in alone").uncheck()
    page.get_by_role("button", name="Add the key").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()
    page.goto("/sign-out/")
    page.locator("main").get_by_role("button", name="Sign out").click()
    page.goto("/sign-in/")
    page.get_by_label("E-mail address").fill("anna@studio.example")
    page.get_by_label("Password").fill("harbour-and-tide")
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", name="And the second factor")).to_be_visible()
    page.get_by_role("button", name="Use a key").click()
    expect(page.get_by_role("link", name="Inbox")).to_be_visible()


@pytest.mark.parametrize("language", ["en", "ru", "sk", "fil"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_read_team_log_and_factors_on_a_phone(visit: Any, language: str, scheme: str) -> None:
    page = visit(viewport={"width": 390, "height": 844}, color_scheme=scheme)
    page.locator("details.menu > summary").first.click()
    page.locator(f"button[name=language][value={language}]").click()
    for place in PLACES:
        page.goto(place)
        expect(page.locator("html")).to_have_attribute("lang", language)
        assert Axe().run(page).response["violations"] == [], place
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, place


def test_an_invitation_is_made_copied_and_taken_in_the_browser(visit: Any) -> None:
    page = visit()
    page.goto("/team/")
    page.get_by_label("E-mail address").fill("ben@studio.example")
    page.get_by_role("radio", name="member").check()
    page.get_by_role("button", name="Make an invitation").click()
    link = page.get_by_label("Link of the invitation").input_value()
    guest = visit(signed_in=False)
    guest.goto(link)
    guest.get_by_label("Your name").fill("Ben")
    guest.get_by_label("A password").fill("harbour-and-tide")
    guest.get_by_role("button", name="Take the place").click()
    expect(guest.get_by_role("link", name="Inbox")).to_be_visible()
    page.goto("/team/")
    expect(page.get_by_role("link", name="Ben")).to_be_visible()
