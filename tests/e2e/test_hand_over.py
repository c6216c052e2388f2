"""A colleague takes a client over: the hours stand there before the click, the draft lies there after it, one key
takes it back."""

import re
from typing import Any

from django.utils import timezone
from playwright.sync_api import expect


def second(world: Any) -> Any:
    """A colleague of Anna's."""
    from ashore.store.models import Membership, User

    ben = User.objects.create_user("ben@studio.example", name="Ben Ondrej")
    Membership.objects.create(workspace=world.desk, user=ben)
    return ben


def test_taking_over_shows_the_hours_first_lays_a_draft_and_can_be_undone(visit: Any, world: Any) -> None:
    from ashore.store.models import ClientKeeper, Outbox, ReplyDraft
    from ashore.usecases import keepers

    ben, client = second(world), world.talk().client_id
    keepers.take_over(workspace=world.desk, user=ben, now=timezone.now(), clients=[client])
    page = visit()
    page.goto(f"/clients/{client}/")
    expect(page.locator("main")).to_contain_text("Ben Ondrej looks after them")
    page.get_by_role("link", name="Hand over", exact=True).click()
    expect(page.locator("main")).to_contain_text("Anna Marek would take over")
    expect(page.get_by_text("Hours with the new work")).to_be_visible()
    page.get_by_label("Who takes over").select_option(label="Ben Ondrej")
    expect(page.locator(".taking")).to_contain_text("Ben Ondrej looks after this already.")
    page.get_by_label("Who takes over").select_option(label="Anna Marek")
    button = page.get_by_role("button", name="Anna Marek takes over")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".word")).to_contain_text("Taken over.")
    assert ClientKeeper.objects.get(client=client).user == world.anna
    draft = ReplyDraft.objects.get(user=world.anna)
    assert "Anna Marek" in draft.text
    assert not Outbox.objects.exists()
    page.goto(f"/conversations/{draft.conversation_id}/")
    expect(page.locator("#text")).to_have_value(draft.text.replace("\r\n", "\n"))
    page.goto("/inbox/")
    expect(page.locator(".row", has_text="Home page text")).to_contain_text("Anna Marek")
    page.goto(f"/clients/{client}/")
    page.locator("section[aria-labelledby=log] article").last.get_by_role("button", name="Undo").click()
    expect(page.locator("main")).to_contain_text("Ben Ondrej looks after them")
    assert not ReplyDraft.objects.exists()


def test_it_works_without_a_script(visit: Any, world: Any) -> None:
    from ashore.store.models import ClientKeeper

    client = world.talk().client_id
    page = visit(java_script_enabled=False)
    page.goto(f"/clients/{client}/hand-over/")
    page.get_by_role("link", name="See the hours that it needs, and take over").click()
    page.get_by_role("button", name="Anna Marek takes over").click()
    expect(page.locator(".word")).to_contain_text("Taken over.")
    assert ClientKeeper.objects.get(client=client).user == world.anna


def test_a_figure_opens_into_the_messages_behind_it(visit: Any, world: Any) -> None:
    page = visit()
    page.goto("/reports/")
    figure = page.locator(".figures > div", has_text="Answered late, or overdue").get_by_role("link")
    count = int(figure.inner_text())
    figure.click()
    expect(page.locator("h1")).to_contain_text(f": {count}")
    expect(page.locator("main li.owed")).to_have_count(count)
    page.locator("main li.owed").first.get_by_role("link", name="began with").click()
    expect(page).to_have_url(re.compile(r"/conversations/\d+/"))
