"""Mail accounts in a browser: an owner adds a mailbox, sees why it is paused, mends it."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from ashore.core.kernel import Reason
from ashore.store.models import MailAccount
from ashore.usecases.pausing import pause_because
from servers.dovecot import Dovecot


@pytest.fixture
def dovecot() -> Iterator[Dovecot]:
    with Dovecot() as server:
        yield server


def test_an_owner_adds_a_mailbox_and_mends_it_when_it_is_paused(visit: Any, world: Any, dovecot: Dovecot) -> None:
    page = visit()
    page.goto("/accounts/")
    assert Axe().run(page).response["violations"] == []
    page.get_by_role("link", name="Add a mailbox").click()
    page.get_by_label("E-mail address").fill("anna@studio.example")
    page.get_by_label("Password", exact=True).fill("correct-horse")
    page.get_by_label("Server", exact=True).fill("127.0.0.1")
    page.get_by_label("Port", exact=True).fill(str(dovecot.port))
    page.get_by_label("Connection", exact=True).select_option("none")
    assert Axe().run(page).response["violations"] == []
    page.get_by_role("button", name="Add it and try to sign in").click()
    expect(page.get_by_role("status")).to_contain_text("Signed in: 2 folders are there.")
    expect(page.get_by_role("checkbox", name="Sent")).to_be_checked()
    assert Axe().run(page).response["violations"] == []

    refused = Reason("account.imap.refused", params={"host": "127.0.0.1", "error": "[AUTHENTICATIONFAILED]"})
    pause_because(account=MailAccount.objects.get().pk, reason=refused)
    page.goto("/")
    page.get_by_role("link", name="See what helps").click()
    expect(page.locator("main")).to_contain_text("Enter the right password")
    assert Axe().run(page).response["violations"] == []
    page.get_by_role("link", name="anna@studio.example").click()
    page.get_by_role("button", name="Resume").click()
    expect(page.get_by_role("status")).to_contain_text("It goes on")
