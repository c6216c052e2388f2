"""The day of an account manager, in a browser."""

import re
from typing import Any

from playwright.sync_api import expect

TALK = "Home page text"


def test_a_sign_in_link_leads_to_today(visit: Any) -> None:
    page = visit()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Nordlicht")
    expect(page.locator("h2#due")).to_be_visible()


def test_a_due_time_opens_down_to_the_message_behind_it(visit: Any) -> None:
    page = visit()
    page.locator("#due + ul li.item a").first.click()
    why = page.locator(".owed details[open] .why").first
    expect(why).to_be_visible()
    why.locator("a").first.click()
    expect(page).to_have_url(re.compile(r"#m-\d+$"))
    expect(page.locator(":target")).to_be_in_viewport()


def test_a_reply_is_written_drafted_and_sent(visit: Any, world: Any) -> None:
    page = visit()
    page.goto(f"/conversations/{world.talk().pk}/")
    page.get_by_label("Your reply").press_sequentially("Dear Petra, it is you.")
    expect(page.locator("#draft-state")).to_contain_text("Draft kept")
    page.reload()
    expect(page.get_by_label("Your reply")).to_have_value("Dear Petra, it is you.")
    page.get_by_label("joerg@nordlicht.example").uncheck()
    expect(page.get_by_text("left out").last).to_be_visible()
    page.get_by_label("joerg@nordlicht.example").check()
    page.get_by_label("Your reply").press("Control+Enter")
    expect(page.get_by_role("status").first).to_contain_text("waits to be sent")
    expect(page.locator("article.machine")).to_contain_text("it is you")
    page.get_by_role("button", name="It was sent by other means").click()
    expect(page.get_by_text("Noted as sent.")).to_be_visible()
    expect(page.locator("article.ours")).to_have_count(2)


def test_a_call_is_logged_and_owes_its_summary(visit: Any, world: Any) -> None:
    page = visit()
    page.goto(f"/conversations/{world.talk().pk}/")
    page.get_by_text("Log a call").click()
    page.get_by_label("What was it about").fill("The photo list")
    page.get_by_label("Minutes").fill("25")
    page.get_by_role("button", name="Keep the note").click()
    expect(page.locator("article.note")).to_contain_text("The photo list")
    expect(page.locator("aside .owed", has_text="Call summary")).to_be_visible()
    page.locator(".word").get_by_role("button", name="Undo").click()
    expect(page.locator("article.note")).to_have_count(0)


def test_what_is_owed_can_be_waived_and_taken_back(visit: Any, world: Any) -> None:
    page = visit()
    page.goto(f"/conversations/{world.talk().pk}/")
    owed = page.locator("section[aria-labelledby=we-owe] li.owed")
    before, first = owed.count(), owed.first.get_attribute("id")
    owed.first.locator("summary", has_text="Waive").click()
    owed.first.get_by_label("Why is it no longer owed?").fill("Settled by phone")
    owed.first.get_by_role("button", name="Waive it").click()
    expect(page.locator("article.note")).to_contain_text("Settled by phone")
    expect(page.locator(f"#{first}")).to_have_count(0)
    page.locator(".word").get_by_role("button", name="Undo").click()
    expect(owed).to_have_count(before)


def test_a_message_needs_no_answer(visit: Any, world: Any) -> None:
    page = visit()
    page.goto(f"/conversations/{world.talk().pk}/")
    page.locator("article.theirs").last.get_by_role("button", name="Needs no answer").click()
    expect(page.locator("section[aria-labelledby=we-owe] li.owed", has_text="Reply")).to_have_count(0)
    expect(page.locator("article.theirs").last).to_contain_text("Marked: needs no answer")


def test_the_original_html_runs_nothing_and_fetches_nothing(visit: Any, world: Any) -> None:
    page = visit()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"/conversations/{world.talk().pk}/")
    page.get_by_text("As it was sent").first.click()
    frame = page.frame_locator("iframe.original").first
    expect(frame.locator("b")).to_have_text("Anna")
    assert not [url for url in asked if "tracker.example" in url]


def test_an_attachment_is_saved_and_not_opened(visit: Any, world: Any) -> None:
    page = visit()
    page.goto(f"/conversations/{world.talk().pk}/")
    with page.expect_download() as download:
        page.locator(".files a").click()
    assert "/" not in download.value.suggested_filename
    assert ".." not in download.value.suggested_filename


def test_search_answers_while_typing(visit: Any) -> None:
    page = visit()
    page.goto("/inbox/")
    page.get_by_role("searchbox", name="Search in all messages").fill("approv")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/search/.q=approv"))
    field = page.get_by_role("searchbox", name="Search in all messages")
    field.press("End")
    field.press_sequentially("es")
    expect(page).to_have_url(re.compile("q=approves"))
    expect(page.locator("li.row")).to_have_count(1)


def test_clocks_tick_by_themselves_and_decide_nothing(visit: Any, world: Any) -> None:
    page = visit()
    page.clock.install()
    page.goto("/inbox/")
    clock = page.locator("ashore-clock").first
    text = clock.inner_text()
    state = clock.get_attribute("data-state")
    page.clock.run_for(3 * 24 * 60 * 60 * 1000)
    expect(clock).not_to_have_text(text)
    assert clock.get_attribute("data-state") == state


def test_a_stale_reply_is_stopped_with_words(visit: Any, world: Any) -> None:
    from django.utils import timezone

    from ashore.usecases.replies import write_reply

    page = visit()
    talk = world.talk()
    page.goto(f"/conversations/{talk.pk}/")
    write_reply(workspace=world.desk, user=world.anna, now=timezone.now(), conversation=talk.pk, text="A colleague.")
    page.get_by_label("Your reply").fill("Mine.")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("moved on")
    expect(page.get_by_label("Your reply")).to_have_value("Mine.")
    page.get_by_role("button", name="Send it all the same").click()
    expect(page.locator("article.machine")).to_have_count(2)
