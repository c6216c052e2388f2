"""Where messages stand, decided on the pages: with a reason, by one press, and back by one press."""

from typing import Any

import pytest
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser as Tree


def tree(answer: Any) -> Tree:
    return Tree(answer.content.decode())


def said(answer: Any) -> str:
    return tree(answer).css_first(".word").text()


def take_back(browser: Any, answer: Any) -> Any:
    return browser.post(tree(answer).css_first(".word form").attributes["action"], follow=True)


def last(world: Any, talk: Any) -> Any:
    return talk.messages.order_by("at").last()


def test_each_message_says_why_it_stands_there_and_how_sure_that_is(world: Any) -> None:
    talk = world.talk()
    page = tree(world.browser().get(reverse("conversation", args=[talk.pk])))
    found = [each.text() for each in page.css("details.placing")]
    assert len(found) == 3
    assert "certain" in found[1]
    assert "Its headers name the message it answers" in found[1]
    assert "A conversation of its own" not in found[0]
    assert "A conversation of its own" in found[1]


def test_a_message_is_split_off_by_a_press_and_put_back_by_another(world: Any) -> None:
    talk, browser = world.talk(), world.browser()
    message = last(world, talk)
    answer = browser.post(reverse("split", args=[message.pk]), follow=True)
    message.refresh_from_db()
    assert message.conversation_id != talk.pk
    assert answer.redirect_chain[-1][0] == reverse("conversation", args=[message.conversation_id]) + f"#m-{message.pk}"
    shown = tree(answer).css_first("details.placing").text()
    assert "decided by hand" in shown
    assert "One of you made it a conversation of its own" in shown
    assert "Its headers name" in shown, "what threading had found stays to be read"
    back = take_back(browser, answer)
    message.refresh_from_db()
    assert message.conversation_id == talk.pk
    assert (back.status_code, said(back).strip()) == (200, "Taken back."), "its page is gone, the message is not"


def test_the_page_of_places_offers_the_same_clients_conversations_first_and_searches(world: Any) -> None:
    message, browser = last(world, world.talk()), world.browser()
    other = browser.post(reverse("split", args=[world.talk().messages.order_by("at")[1].pk]))
    assert other.status_code == 302
    rows = tree(browser.get(reverse("place", args=[message.pk]))).css("li.there")
    assert "Nordlicht" in rows[0].text()
    found = tree(browser.get(reverse("place", args=[message.pk]), {"q": "hotové menu"})).css("li.there")
    assert ["Nové menu" in row.text() for row in found] == [True]


def test_conversations_of_two_clients_are_put_together_only_after_a_warning(world: Any) -> None:
    browser, one, two = world.browser(), world.talk(), world.talk("Nové menu")
    url = reverse("join", args=[two.pk])
    asked = browser.post(url, {"there": one.pk})
    assert asked.status_code == 409
    assert "These are two clients: Nordlicht and Pekaren" in tree(asked).css_first("[role=alert]").text()
    assert world.desk.conversation_set.filter(pk=two.pk).exists()
    form = {each.attributes["name"]: each.attributes["value"] for each in tree(asked).css("form input[name]")}
    answer = browser.post(url, {"there": form["there"], "across": form["across"]}, follow=True)
    assert "one now" in said(answer)
    assert not world.desk.conversation_set.filter(pk=two.pk).exists()
    recipients = [each.attributes["value"] for each in tree(answer).css("input[name=to]")]
    assert recipients == ["eva@pekaren.example"], (
        "the newest message is Eva's: nobody of the other client gets the reply"
    )
    take_back(browser, answer)
    assert world.talk("Nové menu").client.key == "pekaren.example"


def test_a_message_is_put_into_another_conversation(world: Any) -> None:
    browser, message, there = world.browser(), last(world, world.talk()), world.talk("Nové menu")
    answer = browser.post(reverse("move", args=[message.pk]), {"there": there.pk, "across": "1"}, follow=True)
    message.refresh_from_db()
    assert message.conversation_id == there.pk, "also an earlier one: the conversation keeps its address"
    assert "A message put here" in tree(answer).css_first(".messages").text()


def test_a_conversation_is_given_to_another_client(world: Any) -> None:
    browser, talk, owner = world.browser(), world.talk("Board"), world.talk().client
    page = tree(browser.get(reverse("arrange", args=[talk.pk])))
    assert str(owner.pk) in [each.attributes["value"] for each in page.css("#owner option")]
    answer = browser.post(reverse("assign", args=[talk.pk]), {"owner": str(owner.pk)}, follow=True)
    assert "Nordlicht" in tree(answer).css_first(".crumbs").text()
    assert "Kape" not in tree(browser.get(reverse("clients"))).css_first("main").text()
    take_back(browser, answer)
    assert "Kape" in tree(browser.get(reverse("clients"))).css_first("main").text()


def test_two_clients_are_made_one_and_two_again(world: Any) -> None:
    browser, one, into = world.browser(), world.talk("Board").client, world.talk().client
    answer = browser.post(reverse("merge", args=[one.pk]), {"into": into.pk}, follow=True)
    assert tree(answer).css_first("h1").text() == "Nordlicht"
    assert "Board" in tree(answer).css_first("section[aria-labelledby=talks]").text()
    assert "Two clients made one" in tree(answer).css_first("section[aria-labelledby=log]").text()
    take_back(browser, answer)
    assert world.talk("Board").client == one


@pytest.mark.parametrize(
    ("name", "form", "words"),
    [
        ("move", {}, "Choose a conversation first"),
        ("join", {"there": "x"}, "Choose a conversation first"),
        ("assign", {"owner": "1.2.3"}, "Choose a client first"),
        ("merge", {}, "Choose a client first"),
    ],
)
def test_where_nothing_was_chosen_a_sentence_says_so(world: Any, name: str, form: dict[str, str], words: str) -> None:
    talk = world.talk()
    number = {"move": talk.messages.first().pk, "merge": talk.client_id}.get(name, talk.pk)
    assert words in said(world.browser().post(reverse(name, args=[number]), form, follow=True))


def test_h39_what_waits_is_told_on_today_and_decided_on_one_page(world: Any) -> None:
    browser = world.browser()
    assert reverse("waits") not in browser.get("/").content.decode()
    message = world.outsider()
    for page in ("/", "/inbox/"):
        assert "1 message from outside waits for your word" in browser.get(page).content.decode()
    row = tree(browser.get(reverse("waits"))).css_first("li.waits")
    for words in (
        "ines@elsewhere.example",
        "Who pays for Secret tender?",
        "Home page text",
        "Nordlicht",
        "reference alone",
    ):
        assert words in row.text()
    answer = browser.post(reverse("reject", args=[message.pk]), {"next": reverse("waits")}, follow=True)
    assert "Nothing waits" in tree(answer).css_first(".empty").text()
    take_back(browser, answer)
    assert tree(browser.get(reverse("waits"))).css_first("li.waits") is not None
    browser.post(reverse("admit", args=[message.pk]), {"next": reverse("waits")})
    assert tree(browser.get(reverse("waits"))).css_first("li.waits") is None
    assert message.conversation.obligations.filter(anchor=message.key).exists()


def test_h39_a_stranger_split_off_is_a_conversation_of_its_own_with_its_own_client(world: Any) -> None:
    message, browser = world.outsider(), world.browser()
    answer = browser.post(reverse("split", args=[message.pk]), follow=True)
    message.refresh_from_db()
    assert (message.outsider, message.conversation.client.key) == (False, "elsewhere.example")
    assert [each.attributes["value"] for each in tree(answer).css("input[name=to]")] == ["ines@elsewhere.example"]


def test_a_blocked_sender_is_on_no_list_of_today_and_can_be_let_in_again(world: Any) -> None:
    browser, talk = world.browser(), world.talk("Nové menu")
    assert "Pekaren" in tree(browser.get("/")).css_first("main").text()
    browser.post(reverse("block", args=[talk.messages.get().pk]))
    assert "Pekaren" not in tree(browser.get("/")).css_first("main").text()
    assert "Nové menu" in browser.get("/inbox/").content.decode()
    page = tree(browser.get(reverse("waits")))
    assert "eva@pekaren.example" in page.css_first("section[aria-labelledby=passed]").text()
    shown = tree(browser.get(reverse("conversation", args=[world.talk("Nové menu").pk])))
    assert "passed over" in shown.css_first("article.message .tag").text()
    assert shown.css_first(".ask") is None
    form = page.css_first("section[aria-labelledby=passed] form")
    browser.post(form.attributes["action"])
    assert "Pekaren" in tree(browser.get("/")).css_first("main").text()


def test_a_new_address_is_asked_about_where_name_and_signature_fit(world: Any) -> None:
    from ashore.usecases.importing.single import enter_message

    for number, sender in enumerate(("lea@nordlicht.example", "lea.winter@gmail.com")):
        raw = (
            f"From: Lea Winter <{sender}>\nTo: anna@studio.example\nSubject: Note {number}\n"
            f"Date: Mon, 5 Jan 2026 10:0{number}:00 +0000\nMessage-ID: <lea{number}@mail.example>\n\n"
            "Hello Anna,\n\nwhen is it ready?\n\n-- \nLea Winter\n+49 40 123 4567\n"
        )
        enter_message(
            workspace=world.desk, raw=raw.encode(), source="world", place=f"lea{number}", now=world.desk.created_at
        )
    browser, talk = world.browser(), world.talk("Note 1")
    here = reverse("conversation", args=[talk.pk])
    ask = tree(browser.get(here)).css_first(".ask")
    assert "Is lea.winter@gmail.com the same person as lea@nordlicht.example of Nordlicht?" in ask.text()
    assert "+49 40 123 4567" in ask.text()
    form = {"known": "lea@nordlicht.example", "next": here}
    url = ask.css_first("form").attributes["action"]
    answer = browser.post(url, {**form, "no": "1"}, follow=True)
    assert tree(answer).css_first(".ask") is None
    take_back(browser, answer)
    answer = browser.post(url, form, follow=True)
    assert tree(answer).css_first(".ask") is None
    assert "Nordlicht" in tree(answer).css_first(".crumbs").text()
    take_back(browser, answer)
    assert tree(browser.get(here)).css_first(".ask") is not None


def test_what_lies_in_the_tray_is_entered_by_hand_or_put_away(world: Any) -> None:
    from ashore.store.models import Tray

    kept = {"source": "mail.mbox", "reason": '{"c": "intake.too_deep"}', "at": world.desk.created_at}
    one = Tray.objects.create(workspace=world.desk, place="17", **kept)
    two = Tray.objects.create(workspace=world.desk, place="18", **kept)
    browser = world.browser()
    page = tree(browser.get(reverse("by_hand", args=[one.pk])))
    once = page.css_first("input[name=once]").attributes["value"]
    form = {
        "once": once,
        "sender": "petra@",
        "at": "2026-01-05T10:00",
        "text": "When is it ready?",
        "subject": "Poster",
    }
    refused = browser.post(reverse("write_down", args=[one.pk]), form)
    assert refused.status_code == 422
    assert "not one plain address" in tree(refused).css_first("#id_sender_error").text()
    form |= {
        "sender": "petra@nordlicht.example",
        "once": tree(refused).css_first("input[name=once]").attributes["value"],
    }
    answer = browser.post(reverse("write_down", args=[one.pk]), form, follow=True)
    assert "Kept as a message" in said(answer)
    assert world.talk("Poster").client.key == "nordlicht.example"
    again = browser.post(reverse("write_down", args=[one.pk]), form, follow=True)
    assert again.status_code == 200
    assert world.desk.message_set.filter(subject="Poster").count() == 1
    answer = browser.post(
        reverse("put_away", args=[two.pk]), {"why": "Advertising", "next": reverse("tray")}, follow=True
    )
    assert tree(answer).css_first("li.tray") is None
    settled = [row.text() for row in tree(answer).css("li.settled")]
    assert ["Advertising" in each for each in settled] == [True, False]
    assert reverse("tray") not in tree(browser.get("/")).css_first("main").html
    take_back(browser, answer)
    assert len(tree(browser.get(reverse("tray"))).css("li.tray")) == 1
