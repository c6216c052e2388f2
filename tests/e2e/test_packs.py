"""House rules in a browser: an owner pastes a pack, mends it, switches it on, and meets it while writing."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from ashore.core.coach.packs.template import new_pack

TEXT = new_pack("ours")


def test_an_owner_puts_a_pack_in_and_meets_it_while_writing(visit: Any, world: Any) -> None:
    page = visit()
    page.goto("/coach/")
    page.get_by_role("link", name="Put a pack in").click()
    field = page.get_by_label("Text of the pack (YAML)")
    field.fill(TEXT.replace("why:", "wy:", 1))
    page.get_by_role("button", name="Test and keep it").click()
    faults = page.locator(".faults")
    expect(faults).to_contain_text("line 11")
    expect(faults).to_contain_text('"wy" is not known; did you mean "why"?')
    assert Axe().run(page).response["violations"] == []
    field.fill(TEXT)
    page.get_by_role("button", name="Only test it").click()
    expect(page.get_by_role("status")).to_contain_text("4 rules, 9 tests, all pass")
    page.get_by_role("button", name="Test and keep it").click()
    page.get_by_role("button", name="Switch ours on").click()
    expect(page.get_by_role("button", name="Switch ours off")).to_be_visible()
    assert Axe().run(page).response["violations"] == []

    page.goto(f"/conversations/{world.talk().pk}/")
    reply = page.get_by_label("Your reply")
    reply.fill("Dear Petra,\n\nwe leverage the texts.\n\nAnna\nExample Studio")
    finding = page.locator(".finding[data-finding^='H:ours/plain-words']")
    expect(finding).to_contain_text("leverage")
    expect(finding).to_contain_text("The shorter word is the one that people say.")
    expect(finding.get_by_role("link", name="About this rule")).to_have_count(0)
    finding.get_by_role("button", name="Write").click()
    expect(reply).to_have_value("Dear Petra,\n\nwe use the texts.\n\nAnna\nExample Studio")
