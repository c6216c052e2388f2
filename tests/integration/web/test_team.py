"""The pages of a team: one or many conversations given, tagged, put off; notes, saved replies, who else is there; all
of it without a script."""

from typing import Any

import pytest
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from ashore.usecases.errors import NotPossible
from ashore.usecases.team import acting, presence, saved, tags
from ashore.web.wording import REFUSALS


def page(answer: Any) -> LexborHTMLParser:
    assert answer.status_code in (200, 409, 422), answer.status_code
    return LexborHTMLParser(answer.content.decode())


@pytest.fixture
def ben(world: Any) -> Any:
    """A colleague of Anna's."""
    from ashore.store.models import Membership, User

    user = User.objects.create_user("ben@studio.example", name="Ben Novak", zone="Europe/Bratislava")
    Membership.objects.create(workspace=world.desk, user=user, role="member")
    return user


def rows(tree: LexborHTMLParser) -> list[str]:
    return [each.css_first(".subject bdi").text() for each in tree.css("ol.rows > li")]


def test_the_inbox_is_narrowed_to_mine_and_to_nobodys(world: Any, ben: Any) -> None:
    browser = world.browser()
    browser.post(reverse("give", args=[world.talk().pk]), {"mine": "1"})
    browser.post(reverse("give", args=[world.talk("Board").pk]), {"person": str(ben.pk)})
    assert rows(page(browser.get("/inbox/?who=mine"))) == ["Home page text"]
    assert rows(page(browser.get(f"/inbox/?who={ben.pk}"))) == ["Board"]
    rest = rows(page(browser.get("/inbox/?who=nobody")))
    assert "Home page text" not in rest
    assert "Nové menu" in rest
    shown = page(browser.get("/inbox/")).css_first(".given")
    assert shown is not None
    assert "Anna Marek" in shown.text() or "Ben Novak" in shown.text()


@pytest.mark.parametrize(
    "query", ["who=9", "who=-1", "tag=x", "tag=999", "show=odd", "field=3&value=%00", "who=mine&tag=1"]
)
def test_what_no_list_knows_breaks_none(world: Any, query: str) -> None:
    assert world.browser().get(f"/inbox/?{query}").status_code == 200


def test_many_are_tagged_at_once_and_one_press_takes_it_back(world: Any) -> None:
    browser, talks = world.browser(), [world.talk().pk, world.talk("Board").pk]
    answer = browser.post(reverse("lot"), {"talk": talks, "act": "tag", "name": "Rush", "next": "/inbox/"}, follow=True)
    tree = page(answer)
    assert "2 conversations tagged anew" in tree.css_first(".word").text()
    assert len(tree.css(".label")) == 2
    again = browser.post(tree.css_first(".word form").attributes["action"], {"next": "/inbox/"}, follow=True)
    assert not page(again).css(".label")


def test_each_refusal_of_a_lot_is_told_with_its_conversation(world: Any, ben: Any) -> None:
    browser, talks = world.browser(), [world.talk().pk, world.talk("Board").pk]
    browser.post(reverse("give", args=[talks[0]]), {"person": str(ben.pk)})
    form = {"talk": talks, "act": "give", "person": str(ben.pk), "next": "/inbox/"}
    told = [each.text() for each in page(browser.post(reverse("lot"), form, follow=True)).css(".word")]
    assert any("1 conversation given" in each for each in told)
    assert any("Home page text" in each and "theirs already" in each for each in told)


def test_nothing_ticked_is_said(world: Any) -> None:
    answer = world.browser().post(reverse("lot"), {"act": "follow"}, follow=True)
    assert "Tick some conversations first" in page(answer).css_first(".word.error").text()


def test_what_is_put_off_leaves_the_inbox_but_not_where_a_clock_falls_due(world: Any) -> None:
    from ashore.store.models import Conversation

    browser, quiet, pressing = world.browser(), world.talk("Board"), world.talk()
    Conversation.objects.filter(pk=quiet.pk).update(next_due_at=None)
    for talk in (quiet, pressing):
        told = page(
            browser.post(reverse("snooze", args=[talk.pk]), {"until": "two_days", "next": "/inbox/"}, follow=True)
        )
        assert "Put off until" in told.css_first(".word").text()
    assert pressing.next_due_at is not None
    listed = rows(page(browser.get("/inbox/")))
    assert "Board" not in listed
    assert "Home page text" in listed, "its clock runs out before it is back"
    assert set(rows(page(browser.get("/inbox/?show=snoozed")))) == {"Board", "Home page text"}
    here = page(browser.get(reverse("conversation", args=[pressing.pk])))
    assert "stays on Today" in here.css_first(".team").text()


def test_a_note_is_shown_to_us_with_who_wrote_it_and_a_name_nobody_bears_is_refused_with_the_words_kept(
    world: Any,
) -> None:
    browser, here = world.browser(), reverse("note", args=[world.talk().pk])
    refused = page(browser.post(here, {"text": "@Carla, look"}))
    assert "@Carla" in refused.css_first("#note .wrong").text()
    assert refused.css_first("#note-text").text() == "@Carla, look"
    kept = page(browser.post(here, {"text": "They pay late", "once": "a" * 32}, follow=True))
    assert "They pay late" in kept.css_first(".message.note").text()
    browser.post(here, {"text": "They pay late", "once": "a" * 32})
    assert len(page(browser.get(reverse("conversation", args=[world.talk().pk]))).css(".message.note")) == 1


def test_a_mention_stands_on_today_until_it_is_seen(world: Any, ben: Any) -> None:
    from ashore.store.models import Concern

    acting.note(workspace=world.desk, user=ben, now=ben.date_joined, conversation=world.talk().pk, text="@Anna look")
    Concern.objects.update(counts_from=ben.date_joined)
    browser = world.browser()
    tree = page(browser.get("/"))
    assert "Ben Novak mentioned you" in tree.css_first("[aria-labelledby=concerns]").text()
    assert tree.css_first(".bell strong").text() == "1"
    assert not page(world.browser(ben).get("/")).css_first("[aria-labelledby=concerns]")
    browser.post(reverse("present", args=[world.talk().pk]), {"first": "1"})
    assert not page(browser.get("/")).css_first("[aria-labelledby=concerns]")


def test_a_saved_reply_stands_under_what_was_written_and_the_coach_reads_it(world: Any) -> None:
    act = {"workspace": world.desk, "user": world.anna, "now": world.anna.date_joined}
    kept = saved.keep_reply(**act, name="Prices", text="Dear {{client}},\nwe will send it soon. {{next_stage}}")
    browser, talk = world.browser(), world.talk().pk
    answer = browser.post(reverse("insert_saved", args=[talk]), {"text": "Hello.", "saved": kept}, follow=True)
    tree = page(answer)
    assert tree.css_first("#text").text().strip().startswith("Hello.\n\nDear Petra Nord,")
    assert tree.css_first("#coach .finding") is not None
    form = {"text": tree.css_first("#text").text(), "to": "petra@nordlicht.example", "once": "b" * 32}
    stopped = page(browser.post(reverse("reply", args=[talk]), form))
    assert "{{next_stage}}" in stopped.css_first("#wrong-text").text()
    words = browser.get(reverse("saved_text", args=[talk, kept]))
    assert words.headers["Content-Type"].startswith("text/plain")
    assert words.content.decode().startswith("Dear Petra Nord,")


def test_the_palette_finds_saved_replies_where_a_reply_can_be_written(world: Any) -> None:
    act = {"workspace": world.desk, "user": world.anna, "now": world.anna.date_joined}
    saved.keep_reply(**act, name="Prices", text="See the list")
    browser, asks = world.browser(), {"HTTP_HX_REQUEST": "true"}
    inside = browser.get(reverse("jump"), {"q": "prices", "talk": world.talk().pk}, **asks).content
    assert b"data-insert" in inside
    assert b"data-insert" not in browser.get(reverse("jump"), {"q": "prices", "talk": ""}, **asks).content


def test_who_else_is_there_is_told(world: Any, ben: Any) -> None:
    from django.utils import timezone

    talk = world.talk().pk
    presence.look_in(workspace=world.desk, user=ben, now=timezone.now(), conversation=talk)
    assert "Ben Novak is looking" in world.browser().post(reverse("present", args=[talk])).content.decode()
    world.browser(ben).post(reverse("draft", args=[talk]), {"text": "Dear Petra"})
    here = page(world.browser().get(reverse("conversation", args=[talk])))
    assert "Ben Novak is writing" in here.css_first("#present").text()


def test_a_poll_asks_the_database_a_few_times_only(world: Any, ben: Any, django_assert_max_num_queries: Any) -> None:
    browser, here = world.browser(), reverse("present", args=[world.talk().pk])
    with django_assert_max_num_queries(6):
        browser.post(here)


def test_tags_and_fields_are_set_up_on_their_page(world: Any) -> None:
    browser = world.browser()
    browser.post(reverse("new_tag"), {"name": "Rush"})
    rush = tags.tag_named(workspace=world.desk, name="Rush")
    browser.post(reverse("tag_talk", args=[world.talk().pk]), {"name": "rush"})
    browser.post(reverse("change_tag", args=[rush]), {"name": "Hurry", "hue": "3", "next": "/tags/"})
    assert rows(page(browser.get(f"/inbox/?tag={rush}"))) == ["Home page text"]
    assert f"?tag={rush}" in browser.get(reverse("jump"), {"q": "hurr"}).content.decode()
    browser.post(reverse("add_field"), {"name": "Budget", "of": "conversation", "kind": "number"})
    tree = page(browser.get("/tags/"))
    assert "Hurry" in tree.text()
    assert "Budget" in tree.text()
    field = world.desk.custom_fields.get().pk
    browser.post(reverse("fill_field", args=[world.talk().pk]), {"field": field, "value": "1 200,50"})
    for value in ("1200.5", "1200,50", ""):
        assert rows(page(browser.get(f"/inbox/?field={field}&value={value}"))) == ["Home page text"]
    assert rows(page(browser.get(f"/inbox/?field={field}&value=7"))) == []
    said = page(
        browser.post(reverse("fill_field", args=[world.talk().pk]), {"field": field, "value": "x"}, follow=True)
    )
    assert "write a number" in said.css_first(".word.error").text()


def test_ones_own_hours_are_kept_and_given_up(world: Any) -> None:
    browser = world.browser()
    browser.post(reverse("set_hours"), {"mon": "10:00-12:00"})
    assert "Your own hours hold" in page(browser.get("/concerns/")).text()
    browser.post(reverse("set_hours"), {})
    assert "house’s hours hold" in page(browser.get("/concerns/")).text()


def test_every_refusal_of_the_team_has_its_words() -> None:
    import inspect
    import re

    from ashore.usecases.team import fields, lots, people, snoozing, variables

    for module in (acting, fields, lots, people, saved, snoozing, tags, variables):
        for code in re.findall(r'NotPossible\(\s*"([a-z_.]+)"', inspect.getsource(module)):
            assert NotPossible(code).code in REFUSALS, code
