"""What people do on the pages, and what happens when they do it twice, wrongly or too late."""

from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser as Tree

PEOPLE = ["petra@nordlicht.example", "joerg@nordlicht.example"]


def form(browser: Browser, talk: Any, action: str) -> dict[str, Any]:
    """The hidden fields of a form as the page gives them."""
    tree = Tree(browser.get(reverse("conversation", args=[talk.pk])).content.decode())
    fields = tree.css(f'form[action="{reverse(action, args=[talk.pk])}"] input[type=hidden]')
    return {each.attributes["name"]: each.attributes.get("value") or "" for each in fields}


def write(browser: Browser, talk: Any, **changed: Any) -> Any:
    given = {**form(browser, talk, "reply"), "text": "Dear Petra, it is you.", "to": PEOPLE, **changed}
    return browser.post(reverse("reply", args=[talk.pk]), given)


def outgoing(talk: Any) -> list[Any]:
    from ashore.store.models import Outbox

    return list(Outbox.objects.filter(conversation=talk).order_by("pk"))


def told(answer: Any) -> str:
    return Tree(answer.content.decode()).css_first("main").text()


def test_a_reply_goes_into_the_outbox_to_everyone(world: Any) -> None:
    answer = write(world.browser(), world.talk())
    (reply,) = outgoing(world.talk())
    assert answer.url.endswith(f"#out-{reply.pk}")
    assert set(reply.recipients) == set(PEOPLE)
    assert reply.subject == "Home page text"


def test_who_is_left_out_gets_nothing(world: Any) -> None:
    write(world.browser(), world.talk(), to=PEOPLE[:1])
    assert set(outgoing(world.talk())[0].recipients) == set(PEOPLE[:1])


def test_nobody_can_be_smuggled_in(world: Any) -> None:
    answer = write(world.browser(), world.talk(), to=[*PEOPLE, "thief@evil.example"])
    assert answer.status_code == 422
    assert "does not take part" in told(answer)
    assert outgoing(world.talk()) == []


def test_an_empty_reply_is_refused_at_its_field(world: Any) -> None:
    answer = write(world.browser(), world.talk(), text="  \n ")
    tree = Tree(answer.content.decode())
    assert answer.status_code == 422
    assert "write a line" in tree.css_first("#wrong-text").text()
    assert tree.css_first("#text").attributes["aria-describedby"] == "wrong-text"


def test_a_reply_to_nobody_is_refused_and_its_words_are_kept(world: Any) -> None:
    answer = write(world.browser(), world.talk(), to=[])
    tree = Tree(answer.content.decode())
    assert answer.status_code == 422
    assert tree.css_first("#text").text() == "Dear Petra, it is you."
    assert not any("checked" in each.attributes for each in tree.css("input[name=to]"))


def test_the_same_form_sent_twice_counts_once(world: Any) -> None:
    browser, talk = world.browser(), world.talk()
    given = {**form(browser, talk, "reply"), "text": "Once.", "to": PEOPLE}
    for _ in range(3):
        assert browser.post(reverse("reply", args=[talk.pk]), given).status_code == 302
    assert len(outgoing(talk)) == 1


def test_a_reply_is_stopped_when_a_colleague_answered_meanwhile(world: Any) -> None:
    browser, talk = world.browser(), world.talk()
    stale = form(browser, talk, "reply")
    write(world.browser(), talk, text="A colleague was faster.")
    answer = browser.post(reverse("reply", args=[talk.pk]), {**stale, "text": "Mine.", "to": PEOPLE})
    assert answer.status_code == 409
    assert "moved on" in told(answer)
    assert Tree(answer.content.decode()).css_first("#text").text() == "Mine."
    assert len(outgoing(talk)) == 1


def test_a_stopped_reply_can_be_sent_after_reading(world: Any) -> None:
    browser, talk = world.browser(), world.talk()
    stopped = browser.post(
        reverse("reply", args=[talk.pk]), {**form(browser, talk, "reply"), "seen": "0", "text": "Mine.", "to": PEOPLE}
    )
    tree = Tree(stopped.content.decode())
    fields = tree.css(f'form[action="{reverse("reply", args=[talk.pk])}"] input[type=hidden]')
    again = {each.attributes["name"]: each.attributes.get("value") or "" for each in fields}
    assert browser.post(reverse("reply", args=[talk.pk]), {**again, "text": "Mine.", "to": PEOPLE}).status_code == 302
    assert len(outgoing(talk)) == 1


def test_a_waiting_reply_can_be_held_back(world: Any) -> None:
    browser = world.browser()
    write(browser, world.talk())
    (reply,) = outgoing(world.talk())
    answer = browser.post(reverse("withdraw", args=[reply.pk]), {"next": "/inbox/"}, follow=True)
    assert "Nothing was sent" in told(answer)
    reply.refresh_from_db()
    assert reply.state == "withdrawn"
    assert "on its way already" in told(browser.post(reverse("withdraw", args=[reply.pk]), follow=True))


def test_the_words_of_a_reply_held_back_are_the_draft_again(world: Any) -> None:
    browser, talk = world.browser(), world.talk()
    write(browser, talk, text="Too quick.")
    here = reverse("conversation", args=[talk.pk])
    tree = Tree(browser.get(here).content.decode())
    action = reverse("withdraw", args=[outgoing(talk)[0].pk])
    fields = tree.css(f'form[action="{action}"] input[type=hidden]')
    browser.post(action, {each.attributes["name"]: each.attributes["value"] for each in fields})
    assert Tree(browser.get(here).content.decode()).css_first("#text").text() == "Too quick."


def test_a_reply_sent_by_other_means_joins_the_conversation_and_stops_the_clock(world: Any) -> None:
    browser, talk = world.browser(), world.talk()
    write(browser, talk, text="It is you who approves the texts.")
    browser.post(reverse("mark_sent", args=[outgoing(talk)[0].pk]))
    assert talk.messages.count() == 4
    assert not talk.obligations.filter(kind="reply", owed_by="us", state__in=("open", "late")).exists()


def test_a_draft_is_kept_for_its_writer_and_gone_once_sent(world: Any) -> None:
    browser, talk = world.browser(), world.talk()
    kept = browser.post(reverse("draft", args=[talk.pk]), {"text": "Dear Pe"}, headers={"HX-Request": "true"})
    assert b"Draft kept" in kept.content
    page = Tree(browser.get(reverse("conversation", args=[talk.pk])).content.decode())
    assert page.css_first("#text").text() == "Dear Pe"
    write(browser, talk)
    page = Tree(browser.get(reverse("conversation", args=[talk.pk])).content.decode())
    assert page.css_first("#text").text() == ""


def test_without_a_script_a_draft_is_kept_by_its_button(world: Any) -> None:
    answer = world.browser().post(reverse("draft", args=[world.talk().pk]), {"text": "Dear Pe"})
    assert answer.url.endswith("#reply")


def log(browser: Browser, talk: Any, **changed: Any) -> Any:
    given = {
        **form(browser, talk, "call"), "topic": "The photo list", "at": "2026-01-05T10:00", "minutes": "25", **changed,
    }  # fmt: skip
    return browser.post(reverse("call", args=[talk.pk]), given)


def test_a_logged_call_stands_in_the_conversation_and_owes_its_summary(world: Any) -> None:
    talk = world.talk()
    log(world.browser(), talk)
    assert talk.obligations.filter(kind="call_summary", owed_by="us").exists()
    page = Tree(world.browser().get(reverse("conversation", args=[talk.pk])).content.decode())
    assert "The photo list" in page.css_first("article.note").text()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"topic": ""}, "what the call was about"),
        ({"at": "2999-01-01T10:00"}, "lies ahead"),
        ({"at": "1889-01-01T10:00"}, "too long ago"),
        ({"at": "soon"}, "a day and a time"),
        ({"minutes": "many"}, "whole minutes"),
        ({"minutes": "-3"}, "greater than or equal to 0"),
    ],
)
def test_a_wrong_call_is_answered_at_its_field(world: Any, changed: dict[str, str], words: str) -> None:
    answer = log(world.browser(), world.talk(), **changed)
    assert answer.status_code == 422
    assert words in " ".join(each.text() for each in Tree(answer.content.decode()).css("#call .wrong"))


def test_a_call_sent_twice_is_one_call(world: Any) -> None:
    browser, talk = world.browser(), world.talk()
    given = {**form(browser, talk, "call"), "topic": "Photos", "at": "2026-01-05T10:00", "minutes": ""}
    for _ in range(2):
        browser.post(reverse("call", args=[talk.pk]), given)
    assert talk.event_set.filter(kind="call").count() == 1


def late_reply(talk: Any) -> Any:
    return talk.obligations.filter(owed_by="us", state__in=("open", "late")).order_by("due").first()


def test_a_waiver_keeps_its_reason_and_can_be_undone(world: Any) -> None:
    browser, talk = world.browser(), world.talk()
    owed = late_reply(talk)
    here = reverse("conversation", args=[talk.pk])
    answer = browser.post(reverse("waive", args=[owed.uid]), {"why": "Settled by phone", "next": here}, follow=True)
    tree = Tree(answer.content.decode())
    assert "Settled by phone" in tree.css_first("article.note").text()
    assert talk.obligations.get(uid=owed.uid).state == "waived"
    undo = tree.css_first(".word form").attributes["action"]
    browser.post(undo, {"next": here})
    assert talk.obligations.get(uid=owed.uid).state != "waived"


def test_a_waiver_without_a_reason_is_refused_at_its_field(world: Any) -> None:
    talk = world.talk()
    owed = late_reply(talk)
    answer = world.browser().post(reverse("waive", args=[owed.uid]), {"why": " ", "conversation": talk.pk})
    tree = Tree(answer.content.decode())
    assert answer.status_code == 422
    assert "no longer owed" in tree.css_first(f"#wrong-{owed.uid}").text()
    assert talk.obligations.get(uid=owed.uid).state != "waived"


def test_what_is_settled_cannot_be_waived_again(world: Any) -> None:
    browser, owed = world.browser(), late_reply(world.talk())
    for _ in range(2):
        answer = browser.post(reverse("waive", args=[owed.uid]), {"why": "Phone"}, follow=True)
    assert "nothing is left to waive" in told(answer)


def test_a_message_can_be_marked_as_needing_no_answer_and_back(world: Any) -> None:
    browser, talk = world.browser(), world.talk()
    message = talk.messages.order_by("at").last()
    here = reverse("conversation", args=[talk.pk])
    answer = browser.post(reverse("needs_no_answer", args=[message.pk]), {"next": here}, follow=True)
    assert not talk.obligations.filter(kind="reply", owed_by="us", state__in=("open", "late")).exists()
    browser.post(Tree(answer.content.decode()).css_first(".word form").attributes["action"])
    assert talk.obligations.filter(kind="reply", owed_by="us", state__in=("open", "late")).exists()


def test_our_own_message_cannot_be_marked_so(world: Any) -> None:
    ours = world.talk().messages.get(side="us")
    answer = world.browser().post(reverse("needs_no_answer", args=[ours.pk]), follow=True)
    assert "our own message" in told(answer)


def test_an_undo_counts_once(world: Any) -> None:
    browser, talk = world.browser(), world.talk()
    log(browser, talk)
    event = talk.event_set.get(kind="call").pk
    browser.post(reverse("undo", args=[event]))
    assert "taken back already" in told(browser.post(reverse("undo", args=[event]), follow=True))


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_an_action_leads_back_to_this_desk_only(world: Any, wanted: str) -> None:
    answer = world.browser().post(reverse("preferences"), {"language": "en", "next": wanted})
    assert answer.url == "/"
