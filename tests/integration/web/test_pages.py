"""What the pages show, for whom, in which language."""

from typing import Any

import pytest
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from ashore.usecases.queries.rows import NoteRow

LANGUAGES = ("en", "ru", "sk", "fil")


def page(answer: Any) -> HTMLParser:
    assert answer.status_code == 200
    return HTMLParser(answer.content.decode())


def test_today_says_what_to_do_first(world: Any) -> None:
    tree = page(world.browser().get("/"))
    assert "Nordlicht" in tree.css_first("h1").text()
    assert "first" in tree.css_first("h1").text()
    assert tree.css("section li.item.late")


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_tell_in_one_line_when_mail_is_still_being_understood(world: Any, language: str) -> None:
    world.anna.language = language
    world.anna.save()
    browser = world.browser()
    for address in ("/", reverse("inbox"), reverse("clients")):
        assert not page(browser.get(address)).css("p.aside[role=status]")
    world.desk.engagement_set.update(next_at="1970-01-01T00:00:00+00:00")
    count = world.desk.engagement_set.count()
    for address in ("/", reverse("inbox"), reverse("clients")):
        (line,) = page(browser.get(address)).css("p.aside[role=status]")
        assert str(count) in line.text()
        assert (language == "en") == ("still being understood" in line.text())


def test_an_empty_today_says_that_the_day_is_clear(world: Any) -> None:
    world.desk.obligation_set.all().delete()
    tree = page(world.browser().get("/"))
    assert tree.css_first("h1").text() == "The day is clear."
    assert "Nobody waits" in tree.css_first(".empty").text()


def test_a_line_of_today_leads_to_its_reason(world: Any) -> None:
    browser = world.browser()
    link = page(browser.get("/")).css_first("section li.item a").attributes["href"]
    tree = page(browser.get(link.partition("#")[0]))
    owed = tree.css_first("#" + link.partition("#")[2])
    assert "open" in owed.css_first("details").attributes
    behind = owed.css_first(".why a").attributes["href"]
    assert tree.css_first(behind) is not None, "the reason leads to the message behind it"


def test_the_inbox_is_ordered_by_the_next_due_time(world: Any) -> None:
    tree = page(world.browser().get("/inbox/"))
    due = [each.attributes["datetime"] for each in tree.css(".open-row .nearest .clock ashore-clock time")]
    assert len(due) >= 4
    assert due == sorted(due)


def test_a_row_of_the_inbox_tells_all_its_clocks_with_their_reasons(world: Any) -> None:
    row = next(r for r in page(world.browser().get("/inbox/")).css("li.row") if "Home page" in r.text())
    told = row.css("details.clocks li")
    assert len(told) == 1 + len(row.css(".dots .dot"))
    assert all(each.css_first("a").text().strip() for each in told)


def test_a_forged_cursor_leads_back_to_the_first_page(world: Any) -> None:
    for cursor in ("x", "AAAA", "9" * 500):
        answer = world.browser().get("/inbox/", {"after": cursor})
        assert answer.status_code == 302
        assert world.browser().get("/clients/", {"after": cursor}).status_code == 302


def test_a_conversation_tells_ours_and_theirs_apart_by_word(world: Any) -> None:
    tree = page(world.browser().get(reverse("conversation", args=[world.talk().pk])))
    tags = [each.text().strip() for each in tree.css(".message .tag")]
    assert tags == ["from the client", "from us", "from the client"]
    assert [each.attributes["class"].split()[1] for each in tree.css("article.message")] == ["theirs", "ours", "theirs"]


def test_quotes_are_folded_and_new_words_stand_open(world: Any) -> None:
    tree = page(world.browser().get(reverse("conversation", args=[world.talk().pk])))
    ours = tree.css_first("article.ours")
    assert "> could you" not in ours.css_first(".body").text()
    assert "> could you" in ours.css_first("details.fold .body").text()


def test_every_message_says_why_it_stands_here(world: Any) -> None:
    tree = page(world.browser().get(reverse("conversation", args=[world.talk().pk])))
    assert all(each.css_first(".placing .why p").text().strip() for each in tree.css("article.message"))


def test_the_reply_goes_to_everyone_unless_the_writer_says_otherwise(world: Any) -> None:
    tree = page(world.browser().get(reverse("conversation", args=[world.talk().pk])))
    boxes = tree.css("input[name=to]")
    assert {each.attributes["value"] for each in boxes} == {"petra@nordlicht.example", "joerg@nordlicht.example"}
    assert all("checked" in each.attributes for each in boxes)
    assert tree.css_first("input[name=subject]") is None, "the subject is frozen"


def test_a_reason_elsewhere_leads_to_the_message_wherever_it_stands(world: Any) -> None:
    message = world.talk().messages.order_by("at").last()
    answer = world.browser().get(reverse("message", args=[message.key]))
    assert answer.url == f"/conversations/{world.talk().pk}/?all=1#m-{message.pk}"


def test_the_client_page_is_a_brief_of_both_sides(world: Any) -> None:
    tree = page(world.browser().get(reverse("client", args=[world.talk().client_id])))
    heads = [each.text() for each in tree.css("h2")]
    assert {"We owe", "The client owes", "Answers", "People", "Conversations"} <= set(heads)
    assert "petra@nordlicht.example" in tree.css_first("main").text()


def test_jump_finds_clients_whatever_the_case(world: Any) -> None:
    answer = world.browser().get("/jump/", {"q": "NORDLICHT"}, headers={"HX-Request": "true"})
    assert b"<html" not in answer.content
    assert b"/clients/" in answer.content


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_speak_the_language_of_their_reader(world: Any, language: str) -> None:
    browser = world.browser()
    browser.post(reverse("preferences"), {"language": language, "next": "/inbox/"})
    for path in ("/", "/inbox/", "/clients/", "/help/", "/jump/", f"/conversations/{world.talk().pk}/"):
        tree = page(browser.get(path))
        assert tree.css_first("html").attributes["lang"] == language
    world.anna.refresh_from_db()
    assert world.anna.language == language


def test_an_unknown_language_changes_nothing(world: Any) -> None:
    world.browser().post(reverse("preferences"), {"language": "xx"})
    world.anna.refresh_from_db()
    assert world.anna.language == "en"


def test_shortcuts_can_be_switched_off_in_this_browser(world: Any) -> None:
    browser = world.browser()
    browser.post(reverse("preferences"), {"shortcuts": "off"})
    assert page(browser.get("/")).css_first("html").attributes["data-shortcuts"] == "off"


def test_pages_carry_no_script_or_style_of_their_own(world: Any) -> None:
    browser = world.browser()
    for path in ("/", "/inbox/", f"/conversations/{world.talk().pk}/", "/clients/", "/help/"):
        answer = browser.get(path)
        tree = page(answer)
        assert not tree.css("[style], style, script:not([src])")
        policy = answer.headers["Content-Security-Policy"]
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy


def test_pages_are_not_kept_by_caches(world: Any) -> None:
    assert "no-store" in world.browser().get("/").headers["Cache-Control"]


def test_today_and_inbox_ask_the_database_a_few_times_only(world: Any, django_assert_max_num_queries: Any) -> None:
    browser = world.browser()
    for path, most in (("/", 16), ("/inbox/", 12)):
        with django_assert_max_num_queries(most):
            browser.get(path)


def test_figures_of_today_are_those_of_the_lists_they_lead_to(world: Any) -> None:
    from ashore.store.models import Engagement, Tray
    from ashore.usecases.changes import LONG_AGO
    from ashore.usecases.queries.inbox import older_count
    from ashore.usecases.queries.pending import being_understood
    from ashore.usecases.queries.standing import Standing, standing
    from ashore.usecases.queries.tray import tray

    assert standing(workspace=world.desk) == Standing(0, 0, 0)
    at = world.anna.date_joined
    for place, desk in enumerate((world.desk, world.desk, world.rival)):
        Tray.objects.create(workspace=desk, source="old.zip", place=str(place), reason="{}", at=at)
    world.desk.conversation_set.filter(subject="Board").update(sort_at=LONG_AGO)
    Engagement.objects.filter(workspace=world.desk).update(next_at=None)
    Engagement.objects.filter(pk=world.talk().engagement_id).update(next_at="1970-01-01T00:00:00+00:00")
    found = standing(workspace=world.desk)
    assert (found.older, found.in_tray) == (older_count(world.desk), len(tray(workspace=world.desk))) == (1, 2)
    assert found.being_understood == being_understood(workspace=world.desk) == 1


def test_what_is_settled_is_shown_when_asked_for(world: Any) -> None:
    browser, here = world.browser(), reverse("conversation", args=[world.talk().pk])
    done = world.talk().obligations.exclude(state__in=("open", "late", "suspended")).first()
    assert done is not None
    assert page(browser.get(here)).css_first(f"#o-{done.uid}") is None
    assert page(browser.get(here, {"settled": "1"})).css_first(f"#o-{done.uid}") is not None
    assert page(browser.get(here, {"why": done.uid})).css_first(f"#o-{done.uid} details[open]") is not None


def test_of_a_very_long_conversation_the_newest_stand_on_the_page(world: Any) -> None:
    from ashore.web.views import conversation as views

    told = [("note", NoteRow(n, "call", world.anna.date_joined, "Anna", "x")) for n in range(100)]
    found = views.places(told, told[-60:])
    assert found["event:99"][0] == "#n-99"
    assert found["event:3"][0] == "?all=1#n-3"


def test_an_address_that_leads_nowhere_says_so_in_the_language_of_whoever_is_signed_in(world: Any) -> None:
    type(world.anna).objects.filter(pk=world.anna.pk).update(language="sk")
    answer = world.browser().get("/nowhere/", headers={"accept-language": "en"})
    assert answer.status_code == 404
    assert b'<html lang="sk"' in answer.content
    assert "no-store" in answer.headers["Cache-Control"]
