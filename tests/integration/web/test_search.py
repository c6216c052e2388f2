"""Search: what was found, why it was found, and how to go on; for one desk only."""

from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from ashore.core.language.search import parse
from ashore.store.models import Message


def page(answer: Any) -> HTMLParser:
    assert answer.status_code == 200
    return HTMLParser(answer.content.decode())


def test_a_message_is_found_in_any_form_of_its_words_with_the_line_that_says_so(world: Any) -> None:
    tree = page(world.browser().get("/search/", {"q": "approval "}))
    assert [each.text() for each in tree.css(".subject")] == ["Re: Home page text"]
    assert [each.text() for each in tree.css(".line mark")] == ["approves"]
    row = tree.css_first(".open-row")
    assert row.css_first(".who").text().strip()
    assert row.css_first(".owner").text() == world.talk().client.name
    assert row.css_first("time").attributes["datetime"]
    message = Message.objects.get(workspace=world.desk, text__contains="approves")
    assert row.attributes["href"] == f"/conversations/{message.conversation_id}/?all=1#m-{message.pk}"


def test_nothing_found_names_the_next_step(world: Any) -> None:
    nothing = page(world.browser().get("/search/", {"q": "zeppelin"})).css_first(".empty").text()
    assert "No message says that" in nothing
    assert "Try fewer or other words" in nothing


def test_the_search_box_of_the_inbox_leads_to_the_search(world: Any) -> None:
    assert page(world.browser().get("/inbox/")).css_first("form.find").attributes["action"] == "/search/"
    answer = world.browser().get("/inbox/", {"q": "home page"})
    assert answer.url == "/search/?q=home+page"


@pytest.mark.parametrize(
    "query",
    ['"', "*", "AND OR NOT", 'a" OR "b', "NEAR(", "x" * 10_000, "\x00", "%", "subject:", "🦆", "-", "^a", "'s", "a:*",
     "before:9999-12-31", "after:0001", "client:", '-"a b"', "\\", "'); --", "é" * 2000, "w" + "s" * 70, "e1s0"],
)  # fmt: skip
def test_h95_odd_searches_are_answered(world: Any, query: str) -> None:
    for path in ("/search/", "/jump/"):
        answer = world.browser().get(path, {"q": query})
        assert answer.status_code == 200
        assert b"what is our bid" not in answer.content
        assert b"secret.example" not in answer.content


def test_h94_another_desk_is_never_searched(world: Any) -> None:
    rival = Message.objects.filter(workspace=world.rival).exclude(text="").first()
    word = rival.text.split()[-1]
    for query in (word, f"{word} -xyz", "-xyz", f"{world.rival.pk}s0e{word}", 'after:2000 "' + rival.text[:20] + '"'):
        tree = page(world.browser().get("/search/", {"q": query}))
        shown = {each.attributes["href"].split("/")[2] for each in tree.css(".open-row")}
        assert shown.isdisjoint(map(str, world.rival.conversation_set.values_list("pk", flat=True)))


def test_pages_go_on_where_the_last_one_ended_and_show_each_message_once(world: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("ashore.web.views.finding.ROWS", 2)
    browser, address, seen = world.browser(), "/search/?q=-zeppelin", []
    while address:
        tree = page(browser.get(address))
        seen += [each.attributes["href"] for each in tree.css(".open-row")]
        following = tree.css_first("nav a[rel=next]")
        address = "/search/" + following.attributes["href"] if following else ""
    assert (
        len(seen) == len(set(seen)) == Message.objects.filter(workspace=world.desk, conversation__isnull=False).count()
    )


def test_a_stretch_of_time_narrows_and_stays_on_the_next_page(world: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("ashore.web.views.finding.ROWS", 1)
    newest = Message.objects.filter(workspace=world.desk).order_by("-at").first()
    asked = {"q": "", "since": "2000-01-01", "until": newest.at.date().isoformat()}
    tree = page(world.browser().get("/search/", asked))
    assert tree.css_first("details[open]") is not None
    href = tree.css_first("nav a[rel=next]").attributes["href"]
    assert "since=2000-01-01" in href
    assert f"m-{newest.pk}" not in {each.attributes["href"].split("#")[1] for each in tree.css(".open-row")}


def test_a_forged_cursor_leads_back_to_the_first_page(world: Any) -> None:
    for cursor in ("x", "AAAA", "9" * 500):
        assert world.browser().get("/search/", {"q": "a", "after": cursor}).url == "/search/"


def test_a_search_that_stopped_for_its_works_sake_offers_to_go_on(world: Any, monkeypatch: Any) -> None:
    monkeypatch.setattr("ashore.store.search.backwards.TEXTS", 1)
    monkeypatch.setattr("ashore.store.search.backwards.FEW", 1)
    tree = page(world.browser().get("/search/", {"q": '"page home"'}))
    assert "Nothing so far" in tree.css_first(".empty").text()
    assert tree.css_first("nav a[rel=next]").text() == "Search on in older mail"


def test_h62_what_was_found_is_marked_and_everything_else_escaped(world: Any) -> None:
    content = world.browser().get("/search/", {"q": "script alert"}).content
    assert b"<script>alert" not in content
    assert b"<mark>" in content


def test_files_are_found_by_their_names(world: Any) -> None:
    tree = page(world.browser().get("/search/", {"q": "file:prices"}))
    assert [each.text() for each in tree.css(".files mark")] == ["prices"]


def test_the_palette_finds_conversations_by_any_word_and_leads_on(world: Any) -> None:
    answer = world.browser().get(reverse("jump"), {"q": "approve"}, headers={"HX-Request": "true"})
    tree = HTMLParser(answer.content.decode())
    assert f"/conversations/{world.talk().pk}/" in [each.attributes["href"] for each in tree.css("a")]
    assert "/search/?q=approve" in [each.attributes["href"] for each in tree.css("a")]


@pytest.mark.parametrize("language", ["en", "ru", "sk", "fil"])
def test_the_ways_that_the_page_names_work_in_the_language_that_they_are_named_in(language: str) -> None:
    with translation.override(language):
        people, files = parse(_("from:anna to:peter") + " ").terms, parse(_("subject:contract file:pdf") + " ").terms
        stretch, client = parse(_("after:2026-01 before:2026-03")), parse(_("client:harbour"))
        exact, without = parse(_("“exact words”")).terms, parse(_("-draft") + " ").terms
    assert [term.field for term in (*people, *files)] == ["F", "T", "S", "A"]
    assert stretch.after and stretch.before and client.clients
    assert exact[0].phrase and without[0].negative
