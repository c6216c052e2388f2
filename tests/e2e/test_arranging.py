"""Where messages stand, decided by keyboard in a real browser."""

from typing import Any

from playwright.sync_api import expect


def test_a_message_is_split_off_and_put_back_by_keyboard(visit: Any, world: Any) -> None:
    talk = world.talk()
    message = talk.messages.order_by("at").last()
    page = visit()
    page.goto(f"/conversations/{talk.pk}/")
    article = page.locator(f"#m-{message.pk}")
    article.locator(".placing summary").focus()
    page.keyboard.press("Enter")
    expect(article.locator(".placing")).to_contain_text("Its headers name the message it answers")
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.tagName") == "A" and not page.evaluate(
        "document.activeElement.classList.contains('button')"
    ):
        page.keyboard.press("Tab")  # past the links of the reason
    expect(article.get_by_role("button", name="A conversation of its own")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".word")).to_contain_text("a conversation of its own now")
    expect(page.locator("article.message.theirs, article.message.ours")).to_have_count(1)
    page.keyboard.press("u")
    expect(page.locator(".word")).to_contain_text("Taken back")
    expect(page.locator(f"#m-{message.pk}")).to_be_visible()
    expect(page.locator("article.message.theirs, article.message.ours")).to_have_count(3)


def test_what_waits_is_decided_by_keyboard_and_conversations_joined_after_a_warning(visit: Any, world: Any) -> None:
    message = world.outsider()
    page = visit()
    page.goto("/")
    page.get_by_role("link", name="1 message from outside waits for your word").focus()
    page.keyboard.press("Enter")
    button = page.get_by_role("button", name="Has no part in it")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".empty")).to_contain_text("Nothing waits")
    page.goto(f"/conversations/{message.conversation_id}/arrange/")
    box = page.get_by_label("Search for a conversation")
    box.focus()
    page.keyboard.type("hotové menu")
    page.keyboard.press("Enter")
    join = page.get_by_role("button", name="Join it with “Nové menu”")
    join.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("These are two clients")
    page.get_by_role("link", name="Leave them apart").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Home page text")
