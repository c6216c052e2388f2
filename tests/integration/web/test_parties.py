"""What people decide about clients and outsiders, the tray, old debts, and pictures from elsewhere."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser as Tree


def tree(answer: Any) -> Tree:
    return Tree(answer.content.decode())


def said(answer: Any) -> str:
    return tree(answer).css_first(".word").text()


def take_back(browser: Any, answer: Any) -> Any:
    """Press "Undo" beside the word about what was just done."""
    return browser.post(tree(answer).css_first(".word form").attributes["action"], follow=True)


def test_a_client_gets_another_name_and_its_old_one_back(world: Any) -> None:
    browser, number = world.browser(), world.talk().client_id
    here = reverse("client", args=[number])
    answer = browser.post(reverse("rename", args=[number]), {"name": "Nordlicht & Söhne", "next": here}, follow=True)
    assert tree(answer).css_first("h1").text() == "Nordlicht & Söhne"
    assert "Renamed" in tree(answer).css_first("section[aria-labelledby=log]").text()
    assert "Nordlicht & Söhne" in tree(browser.get("/inbox/")).css_first("#list").text()
    take_back(browser, answer)
    assert tree(browser.get(here)).css_first("h1").text() == "Nordlicht"
    assert tree(browser.get(here)).css_first("section[aria-labelledby=log]") is None


@pytest.mark.parametrize(("name", "words"), [("  ", "Write the name first"), ("Nordlicht", "has this name already")])
def test_a_name_that_is_none_is_refused_with_words(world: Any, name: str, words: str) -> None:
    answer = world.browser().post(reverse("rename", args=[world.talk().client_id]), {"name": name}, follow=True)
    assert words in said(answer)


def test_clocks_of_a_side_stand_still_until_they_run_again(world: Any) -> None:
    browser, talk = world.browser(), world.talk()
    here = reverse("client", args=[talk.client_id])
    form = {"side": "us", "why": "They send the texts first", "next": here}
    answer = browser.post(reverse("suspend", args=[talk.client_id]), form, follow=True)
    assert "They send the texts first" in tree(answer).css_first(".brief").parent.text()
    assert "Our clocks stand still since" in tree(answer).css_first("main").text()
    assert [each.attributes["value"] for each in tree(answer).css("input[name=side]")] == ["client"]
    end = next(f.attributes["action"] for f in tree(answer).css("form") if "/pauses/" in f.attributes["action"])
    assert "run again" in said(browser.post(end, {"next": here}, follow=True))
    assert "stand still since" not in tree(browser.get(here)).css_first("main").text()
    assert len(tree(browser.get(here)).css("input[name=side]")) == 2


def test_a_pause_without_a_reason_is_refused(world: Any) -> None:
    talk = world.talk()
    answer = world.browser().post(reverse("suspend", args=[talk.client_id]), {"side": "us", "why": " "}, follow=True)
    assert "Say in a few words" in said(answer)
    assert not talk.obligations.filter(state="suspended").exists()


def test_h39_an_outsider_is_asked_about_and_counts_only_when_let_in(world: Any) -> None:
    message = world.outsider()
    browser, here = world.browser(), reverse("conversation", args=[message.conversation_id])
    article = tree(browser.get(here)).css_first(f"#m-{message.pk}")
    assert "ines@elsewhere.example" in article.css_first(".ask").text()
    asked = message.conversation.obligations.filter(anchor=message.key)
    assert not asked.exists()
    answer = browser.post(reverse("admit", args=[message.pk]), {"next": here}, follow=True)
    assert tree(answer).css_first(f"#m-{message.pk} .ask") is None
    assert asked.exists()
    take_back(browser, answer)
    assert not asked.exists()
    assert tree(browser.get(here)).css_first(f"#m-{message.pk} .ask") is not None


def test_h39_an_outsider_kept_apart_is_not_asked_about_again(world: Any) -> None:
    message = world.outsider()
    browser, here = world.browser(), reverse("conversation", args=[message.conversation_id])
    answer = browser.post(reverse("reject", args=[message.pk]), {"next": here}, follow=True)
    article = tree(answer).css_first(f"#m-{message.pk}")
    assert article.css_first(".ask") is None
    assert "kept apart" in article.text()
    again = browser.post(reverse("reject", args=[message.pk]), {"next": here}, follow=True)
    assert "decided already" in said(again)
    assert not message.conversation.obligations.filter(anchor=message.key).exists()


def test_nobody_is_asked_about_people_who_belong_here(world: Any) -> None:
    assert tree(world.browser().get(reverse("conversation", args=[world.talk().pk]))).css_first(".ask") is None
    answer = world.browser().post(reverse("admit", args=[world.talk().messages.first().pk]), follow=True)
    assert "belongs to the conversation already" in said(answer)


def test_the_tray_is_told_of_only_when_something_lies_in_it(world: Any) -> None:
    from ashore.store.models import Tray

    browser = world.browser()
    assert reverse("tray") not in browser.get("/").content.decode()
    assert "empty" in tree(browser.get(reverse("tray"))).css_first(".empty").text()
    raw, reason = world.talk().messages.first().raw, json.dumps({"c": "intake.too_deep"})
    kept = {"source": "mail.mbox", "reason": reason, "at": world.talk().last_at, "workspace": world.desk}
    Tray.objects.create(place="\u202e17", raw=raw, size=1_234_567, **kept)
    Tray.objects.create(place="18", **kept)
    assert reverse("tray") in browser.get("/").content.decode()
    first, second = tree(browser.get(reverse("tray"))).css(".tray")
    assert "18" in first.text()
    assert first.css_first("a[download]") is None
    assert "\u202e" not in second.text()
    assert "1.2 MB" in second.text()
    assert browser.get(second.css_first("a[download]").attributes["href"])["Content-Disposition"].startswith(
        "attachment"
    )
    assert "mail.mbox" not in world.browser(world.max).get(reverse("tray")).content.decode()


def test_the_tray_says_the_reason_in_words(world: Any) -> None:
    from ashore.usecases.importing.single import enter_message

    browser = world.browser()
    enter_message(workspace=world.desk, raw=b"\x00" * 40, source="odd", place="1", now=world.talk().last_at)
    for row in tree(browser.get(reverse("tray"))).css(".tray"):
        assert "intake." not in row.text()


def test_what_lies_in_the_tray_is_tried_again_by_a_press(world: Any) -> None:
    from ashore.store.models import RawMessage, Tray

    message, browser = world.talk().messages.order_by("at").last(), world.browser()
    raw, text = message.raw, message.new_text
    message.delete()
    RawMessage.objects.filter(pk=raw.pk).update(state="tray")
    kept = {"source": "mail.mbox", "reason": json.dumps({"c": "intake.too_deep"}), "at": world.desk.created_at}
    Tray.objects.create(workspace=world.desk, place="17", raw=raw, **kept)
    Tray.objects.create(workspace=world.desk, place="18", **kept)
    page = tree(browser.get(reverse("tray")))
    (button,) = page.css("li.tray form[action$='again/']")
    answer = browser.post(button.attributes["action"], follow=True)
    assert "1 thing was understood" in said(answer)
    assert [row.css_first("p").text().strip() for row in tree(answer).css("li.tray")] == ["mail.mbox 18"]
    assert world.talk().messages.order_by("at").last().new_text == text


def test_what_is_still_not_understood_stays_in_the_tray(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from ashore.store.models import RawMessage, Tray

    raw, reason = world.talk().messages.first().raw, json.dumps({"c": "intake.too_deep"})
    RawMessage.objects.filter(pk=raw.pk).update(state="tray")
    at = world.desk.created_at
    Tray.objects.create(workspace=world.desk, raw=raw, source="mail.mbox", place="1", reason=reason, at=at)
    monkeypatch.setattr("ashore.usecases.retrying.read_again", lambda workspace, ids: None)
    answer = world.browser().post(reverse("retry_tray"), follow=True)
    assert "1 thing still cannot be read" in said(answer)
    assert len(tree(answer).css("li.tray")) == 1


def test_old_matters_have_a_list_of_their_own(world: Any) -> None:
    from ashore.usecases.changes import LONG_AGO

    talk, browser = world.talk("Board"), world.browser()
    assert "?older=1" not in browser.get("/").content.decode()
    type(talk).objects.filter(pk=talk.pk).update(sort_at=LONG_AGO)
    assert "1 conversation with something old" in tree(browser.get("/")).css_first(".aside").text()
    rows = tree(browser.get("/inbox/", {"older": "1"})).css(".subject")
    assert [each.text() for each in rows] == ["Board"]


def test_pictures_are_fetched_only_after_a_press_on_our_own_page(world: Any) -> None:
    url = reverse("original", args=[world.talk().messages.order_by("at").first().pk])
    before = world.browser().get(url)
    assert "img-src" not in before["Content-Security-Policy"]
    assert ' src="https:' not in before.content.decode()
    assert "pictures" not in world.browser().get(url, {"pictures": "1"})["Content-Security-Policy"]
    after = world.browser().post(url)
    assert after["Content-Security-Policy"].endswith("img-src https:")
    assert "sandbox" in after["Content-Security-Policy"]
    assert "script" not in after["Content-Security-Policy"].replace("sandbox", "")
    assert ' src="https://tracker.example/pixel.gif"' in after.content.decode()
    assert after["Referrer-Policy"] == "no-referrer"
    assert world.browser(enforce_csrf_checks=True).post(url).status_code == 403


def test_the_button_for_pictures_stands_only_where_some_lie_on_the_web(world: Any) -> None:
    from ashore.usecases.importing.single import enter_message

    raw = b"From: petra@nordlicht.example\nTo: anna@studio.example\nContent-Type: text/html\n\n<p>See <b>this</b>.</p>"
    number = enter_message(workspace=world.desk, raw=raw, source="world", place="plain", now=world.talk().last_at)
    assert world.browser().get(reverse("pictures", args=[number])).content == b""
    pixel = world.talk().messages.order_by("at").first()
    button = tree(world.browser().get(reverse("pictures", args=[pixel.pk]))).css_first("form button")
    assert button.text().strip() == "Show pictures"


def test_words_sent_after_the_session_ended_come_back_as_a_draft(world: Any) -> None:
    talk, browser = world.talk(), world.browser()
    url = reverse("reply", args=[talk.pk])
    browser.cookies.pop("ashore")
    door = browser.post(
        url, {"text": "Dear Petra, an hour of work.", "once": "0" * 32, "to": "petra@nordlicht.example"}
    )
    assert door.url == f"{reverse('account_login')}?next={reverse('conversation', args=[talk.pk])}"
    browser.force_login(world.anna, backend="django.contrib.auth.backends.ModelBackend")
    here = tree(browser.get(reverse("conversation", args=[talk.pk])))
    assert here.css_first("#text").text() == "Dear Petra, an hour of work."
    assert "Nothing was sent" in here.css_first(".word").text()
    assert tree(browser.get(reverse("conversation", args=[talk.pk]))).css_first(".word") is None


def test_words_kept_at_the_door_reach_no_conversation_of_others(world: Any) -> None:
    from ashore.store.models import ReplyDraft

    rival, browser = world.rival.conversation_set.first(), world.browser()
    browser.cookies.pop("ashore")
    browser.post(reverse("draft", args=[rival.pk]), {"text": "hello"})
    browser.force_login(world.anna, backend="django.contrib.auth.backends.ModelBackend")
    assert browser.get(reverse("conversation", args=[rival.pk])).status_code == 404
    assert not ReplyDraft.objects.exists()


def test_one_reply_from_many_processes_is_taken_once(world: Any) -> None:
    from ashore.store.models import Outbox
    from ashore.usecases.errors import NotPossible
    from ashore.usecases.replies import write_reply

    def send() -> str:
        try:
            write_reply(
                workspace=world.desk, user=world.anna, now=world.talk().last_at, conversation=world.talk().pk,
                text="Once.", once="a" * 32,
            )  # fmt: skip
        except NotPossible as error:
            return error.code
        return "written"

    assert [send() for _ in range(3)] == ["written", "reply.taken_already", "reply.taken_already"]
    assert Outbox.objects.count() == 1


def test_h38_mail_that_our_server_did_not_confirm_is_asked_about_on_its_page(world: Any, settings: Any) -> None:
    from ashore.usecases.importing.single import enter_message

    settings.TRUSTED_SERVERS = ("mx.studio.example",)
    first = world.talk().messages.order_by("at").first()
    later = first.at + timedelta(minutes=5)
    raw = (
        "Authentication-Results: mx.studio.example; dmarc=fail header.from=studio.example\n"
        f"Message-ID: <forged@x>\nIn-Reply-To: <{first.message_id}>\nFrom: Anna Marek <anna@studio.example>\n"
        f"To: {first.sender_email}\nSubject: Re: {first.subject}\n"
        f"Date: {later:%a, %d %b %Y %H:%M:%S} +0000\n\nPay here.\n"
    )
    number = enter_message(workspace=world.desk, raw=raw.encode(), source="x", place="forged", now=later)
    browser, here = world.browser(), reverse("conversation", args=[world.talk().pk])
    article = tree(browser.get(here)).css_first(f"#m-{number}")
    assert "not confirmed" in article.css_first(".tag").text()
    asked = article.css_first(".ask").text()
    assert "Is it really from us?" in asked
    assert "mx.studio.example found by DMARC" in asked
    answer = browser.post(reverse("admit", args=[number]), {"next": here}, follow=True)
    assert "from us" in tree(answer).css_first(f"#m-{number} .tag").text()
    take_back(browser, answer)
    assert tree(browser.get(here)).css_first(f"#m-{number} .ask") is not None
