"""What people decide, in a browser: names, outsiders, pauses, pictures; and what two do at the same time."""

import base64
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from email.utils import formatdate
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Browser, expect

DOT = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
"""A picture of one pixel."""


def test_a_client_is_renamed_by_keyboard_and_back(visit: Any, world: Any) -> None:
    page = visit()
    page.goto(f"/clients/{world.talk().client_id}/")
    page.locator("summary", has_text="Rename").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Name of the client")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("Nordlicht & Söhne")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nordlicht & Söhne")
    expect(page.locator("article.note")).to_contain_text("Renamed")
    page.keyboard.press("u")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nordlicht")


def test_an_outsider_is_let_in_and_out_again(visit: Any, world: Any) -> None:
    message = world.outsider()
    page = visit()
    page.goto(f"/conversations/{message.conversation_id}/")
    article = page.locator(f"#m-{message.pk}")
    article.locator(".ask").get_by_role("button", name="Belongs here").click()
    expect(article).to_contain_text("from the client")
    page.locator(".word").get_by_role("button", name="Undo").click()
    article.get_by_role("button", name="Has no part in it").click()
    expect(article).to_contain_text("kept apart")
    expect(article.locator(".ask")).to_have_count(0)


def test_clocks_are_stopped_and_run_again(visit: Any, world: Any) -> None:
    page = visit()
    page.goto(f"/clients/{world.talk().client_id}/")
    page.get_by_text("Let clocks stand still").click()
    page.get_by_label("The client's: they wait").check()
    page.get_by_label("Why do they stand still?").fill("Our photographs come first")
    page.get_by_role("button", name="Stop the clocks").click()
    expect(page.get_by_text("The client's clocks stand still since")).to_be_visible()
    page.get_by_role("button", name="Let them run").click()
    expect(page.get_by_text("The client's clocks stand still since")).to_have_count(0)


def test_pictures_are_asked_for_only_after_consent_and_without_a_referrer(visit: Any, world: Any) -> None:
    page, asked = visit(), []
    dot = {"body": base64.b64decode(DOT), "content_type": "image/gif"}
    page.route("https://tracker.example/**", lambda route: (asked.append(route.request.headers), route.fulfill(**dot)))
    page.goto(f"/conversations/{world.talk().pk}/")
    page.get_by_text("As it was sent").first.click()
    frame = page.frame_locator("iframe.original").first
    expect(frame.locator("b")).to_have_text("Anna")
    page.wait_for_timeout(300)
    assert asked == []
    assert page.get_by_role("button", name="Show pictures").count() == 1
    with page.expect_request("https://tracker.example/pixel.gif"):
        page.get_by_role("button", name="Show pictures").first.click()
    expect(frame.locator("b")).to_have_text("Anna")
    (headers,) = asked
    assert "referer" not in headers
    assert "cookie" not in headers
    page.reload()
    page.get_by_text("As it was sent").first.click()
    expect(frame.locator("b")).to_have_text("Anna")
    page.wait_for_timeout(300)
    assert len(asked) == 1, "consent is for this once"


def test_a_session_that_ends_while_writing_loses_no_word(visit: Any, world: Any) -> None:
    from django.utils import timezone

    from ashore.usecases.signin import sign_in_link

    page = visit()
    here = f"/conversations/{world.talk().pk}/"
    page.goto(here)
    page.context.clear_cookies(name="ashore")
    page.get_by_label("Your reply").press_sequentially("An hour of work.")
    expect(page.locator("#draft-state")).to_contain_text("signed out")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    page.goto(sign_in_link(user=world.anna, now=timezone.now()))
    page.get_by_role("button", name="Open the desk").click()
    page.goto(here)
    expect(page.get_by_text("your words stand below as a draft")).to_be_visible()
    expect(page.get_by_label("Your reply")).to_have_value("An hour of work.")


def test_a_colleague_in_another_browser_stops_the_second_reply(visit: Any, world: Any) -> None:
    mine, theirs = visit(), visit()
    for page in (mine, theirs):
        page.goto(f"/conversations/{world.talk().pk}/")
        page.get_by_label("Your reply").fill("It is you, Petra.")
    theirs.get_by_role("button", name="Send", exact=True).click()
    expect(theirs.locator("article.machine")).to_have_count(1)
    mine.get_by_role("button", name="Send", exact=True).click()
    expect(mine.get_by_role("alert")).to_contain_text("moved on")
    expect(mine.get_by_label("Your reply")).to_have_value("It is you, Petra.")


def test_a_double_click_sends_once(visit: Any, world: Any) -> None:
    page = visit()
    page.goto(f"/conversations/{world.talk().pk}/")
    page.get_by_label("Your reply").fill("Once.")
    page.get_by_role("button", name="Send", exact=True).dblclick()
    expect(page).to_have_url(re.compile("#out-"))
    expect(page.locator("article.machine")).to_have_count(1)


@pytest.fixture
def desk_of_its_own(tmp_path: Path) -> Iterator[str]:
    """A desk as people run it: its own process and database file; the sign-in link that it prints."""
    letter = tmp_path / "letter.eml"
    letter.write_text(
        "From: Petra <petra@nordlicht.example>\nTo: Anna <anna@studio.example>\nSubject: Prices\n"
        f"Date: {formatdate()}\nMessage-ID: <p1@mail.example>\n\nHello Anna, could you send us the prices?\n"
    )
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    home = {**os.environ, "ASHORE_HOME": str(tmp_path / "home"), "PYTHONUNBUFFERED": "1"}
    run = [sys.executable, "-m", "ashore"]
    subprocess.run([*run, "init", "--me", "studio.example", "--zone", "UTC"], env=home, check=True, capture_output=True)
    subprocess.run([*run, "import", str(letter)], env=home, check=True, capture_output=True)
    add = [*run, "user", "add", "anna@studio.example", "--name", "Anna"]
    told = subprocess.run(add, env=home, check=True, capture_output=True, text=True).stdout
    enter = re.search(r"/enter/\S+", told)
    assert enter is not None, told
    said = tmp_path / "said"
    with said.open("wb") as out:
        desk = subprocess.Popen([*run, "up", "--port", str(port)], env=home, stdout=out, stderr=out)
        try:
            until = time.monotonic() + 30
            while "stops the desk" not in said.read_text():
                assert time.monotonic() < until, said.read_text()
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}{enter[0]}"
        finally:
            desk.terminate()
            desk.wait(10)


SEND_AT_ONCE = """Promise.all([1, 2, 3, 4, 5, 6].map(() => {
    const form = document.querySelector('#reply form');
    return fetch(form.action, {method: 'POST', body: new URLSearchParams(new FormData(form))}).then(r => r.status);
}))"""


def test_posts_of_one_form_at_the_same_moment_send_once(desk_of_its_own: str, chromium: Browser) -> None:
    page = chromium.new_page()
    page.goto(desk_of_its_own)
    page.locator("main").get_by_role("button").click()
    page.goto(urljoin(desk_of_its_own, "/inbox/"))
    page.locator("a", has_text="Prices").first.click()
    page.get_by_label("Your reply").fill("Once.")
    assert page.evaluate(SEND_AT_ONCE) == [200] * 6
    page.reload()
    expect(page.locator("article.machine")).to_have_count(1)
    page.close()


def engagement_of(world: Any) -> str:
    """The page of an engagement whose agreement has a stage."""
    from django.utils import timezone

    from ashore.usecases.agreements import add_version

    terms = 'version = 1\n[[stages]]\nid = "design"\nname = "Design"\ndue = 2099-02-02\napproval_within = "3 days"\n'
    work = world.talk().engagement_id
    add_version(workspace=world.desk, user=world.anna, now=timezone.now(), engagement=work, text=terms)
    return f"/engagements/{work}/"


def test_what_happened_is_asked_for_in_as_few_fields_as_it_needs(visit: Any, world: Any) -> None:
    page = visit()
    page.goto(engagement_of(world))
    words = page.get_by_label("In a line: what, or why")
    expect(words).to_be_hidden()
    page.get_by_label("What was it?").select_option(label="Handed over: Design")
    expect(words).to_be_hidden()
    page.get_by_role("button", name="Note it").click()
    expect(page.locator(".stage")).to_contain_text("handed over")
    page.get_by_label("What was it?").select_option(label="Sent back: Design")
    expect(words).to_be_visible()
    page.get_by_role("button", name="Note it").click()
    expect(page.locator(".happening .wrong")).to_contain_text("Say it in a line")
    words.fill("The colours are wrong")
    page.get_by_role("button", name="Note it").click()
    expect(page.locator(".recorded")).to_contain_text("The colours are wrong")
    page.locator(".word").get_by_role("button", name="Undo").click()
    expect(page.locator(".recorded")).not_to_contain_text("The colours are wrong")


def test_an_agreement_is_put_in_and_work_noted_without_a_script(visit: Any, world: Any) -> None:
    page = visit(java_script_enabled=False)
    here = engagement_of(world)
    page.goto(here + "agreement/")
    text = page.get_by_label("Text of the agreement (TOML)")
    text.fill(text.input_value().replace('"Design"', "Design"))
    page.get_by_role("button", name="Keep it as version 2").click()
    expect(page.locator("section.faults")).to_contain_text("line 4")
    text.fill(text.input_value().replace("name = Design", 'name = "Drafts"'))
    page.get_by_role("button", name="Keep it as version 2").click()
    page.get_by_label("What was it?").select_option(label="Handed over: Drafts")
    page.get_by_role("button", name="Note it").click()
    expect(page.locator(".recorded")).to_contain_text("Handed over: Drafts")
