"""A team at its inbox and in a conversation, by keyboard in a real browser."""

from typing import Any

from playwright.sync_api import expect


def test_lines_are_ticked_by_keyboard_tagged_at_once_and_one_key_takes_it_back(visit: Any) -> None:
    page = visit()
    page.goto("/inbox/")
    expect(page.locator("#lot")).to_be_hidden()
    for key in ("j", "x", "j", "x"):
        page.keyboard.press(key)
    expect(page.locator("[data-pick]:checked")).to_have_count(2)
    expect(page.locator("#lot")).to_be_visible()
    page.keyboard.press("t")
    page.keyboard.type("Rush")
    page.get_by_role("button", name="Put on").click()
    expect(page.locator(".word")).to_contain_text("2 conversations tagged anew")
    expect(page.locator(".label")).to_have_count(2)
    page.keyboard.press("u")
    expect(page.locator(".word")).to_contain_text("Taken back")
    expect(page.locator(".label")).to_have_count(0)


def test_a_saved_reply_is_found_in_the_palette_and_stands_where_the_caret_was(visit: Any, world: Any) -> None:
    from ashore.usecases.team import saved

    act = {"workspace": world.desk, "user": world.anna, "now": world.anna.date_joined}
    saved.keep_reply(**act, name="Prices", text="Dear {{client}}, we will send it soon.")
    page = visit()
    page.goto(f"/conversations/{world.talk().pk}/")
    page.locator("#text").fill("Hello.")
    page.keyboard.press("Control+k")
    page.keyboard.type("prices")
    expect(page.locator("#palette a[data-insert]")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator("#text")).to_have_value("Hello.\n\nDear Petra Nord, we will send it soon.")
    expect(page.locator("#coach .finding").first).to_be_visible()
    expect(page.locator("#draft-state")).to_contain_text("Draft kept")


def test_two_who_are_in_one_conversation_see_each_other(visit: Any, world: Any) -> None:
    from django.utils import timezone

    from ashore.store.models import Membership, Presence, User
    from ashore.usecases.drafts import save_draft

    ben = User.objects.create_user("ben@studio.example", name="Ben Novak")
    Membership.objects.create(workspace=world.desk, user=ben, role="member")
    talk = world.talk().pk
    save_draft(workspace=world.desk, user=ben, now=timezone.now(), conversation=talk, text="Dear Petra")
    page = visit()
    page.goto(f"/conversations/{talk}/")
    expect(page.locator("#present")).to_contain_text("Ben Novak is writing a reply here")
    assert Presence.objects.filter(user=world.anna, conversation=talk).exists()


def test_a_conversation_is_put_off_by_keyboard_and_a_note_kept(visit: Any, world: Any) -> None:
    page = visit()
    page.goto(f"/conversations/{world.talk('Board').pk}/")
    page.keyboard.press("z")
    expect(page.locator("#until")).to_be_focused()
    page.locator(".team form:has(#until) button").click()
    expect(page.locator(".word")).to_contain_text("Put off until")
    page.keyboard.press("m")
    expect(page.locator("#note-text")).to_be_focused()
    page.keyboard.type("They pay late")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".message.note")).to_contain_text("They pay late")
