"""The coach beside a reply: findings, silences, required rules, and what must never break it."""

import re
from html import unescape
from typing import Any

import pytest
from django.urls import reverse

from ashore.usecases import manners, silencing
from ashore.web.coaching import MAX_READ

HELD = "Dear Petra,\n\nthe texts are approved by Jörg. It costs XXX EUR."
CLEAN = "Dear Petra,\n\nthank you. Jörg approves the texts on your side."
UNASKED = "Dear Petra,\n\nthe new home page is online since yesterday."
TO = ["petra@nordlicht.example", "joerg@nordlicht.example"]


def ask(world: Any, text: str, *, browser: Any = None, **more: Any) -> Any:
    form = {"text": text, "to": TO, **more}
    url = reverse("coach", args=[world.talk().pk])
    return (browser or world.browser()).post(url, form, headers={"hx-request": "true"})


def decide(world: Any, text: str = HELD, *, fragment: bool = True, **more: Any) -> Any:
    """Silence or lift, as the buttons beside a reply do."""
    url = reverse("silence", args=[world.talk().pk])
    headers = {"hx-request": "true"} if fragment else {}
    return world.browser().post(url, {"text": text, "to": TO, **more}, headers=headers)


def findings(answer: Any) -> list[dict[str, str]]:
    """The findings of a piece of the page: their data attributes by name."""
    items = re.findall(r'<li class="finding [^>]*>', answer.content.decode())
    return [{name: unescape(value) for name, value in re.findall(r'data-(\w+)="([^"]*)"', item)} for item in items]


def codes(answer: Any) -> list[str]:
    return [each["finding"].partition("|")[0] for each in findings(answer)]


def send(world: Any, text: str, **more: Any) -> Any:
    from uuid import uuid4

    browser, number = world.browser(), world.talk().pk
    page = browser.get(reverse("conversation", args=[number])).content.decode()
    seen = re.findall(r'name="seen" value="([^"]+)"', page)[0]
    form = {"text": text, "to": TO, "once": uuid4().hex, "seen": seen, **more}
    return browser.post(reverse("reply", args=[number]), form, follow=True)


def require(world: Any, *rules: str) -> int:
    now = world.desk.created_at
    return manners.require(workspace=world.desk, user=world.anna, now=now, rules=rules)


def test_a_finding_says_where_why_and_what_to_do(world: Any) -> None:
    answer = ask(world, "Dear Petra,\n\nit costs XXX EUR.")
    (found,) = (each for each in findings(answer) if each["finding"].startswith("R112"))
    assert (found["start"], found["end"], found["severity"]) == ("22", "25", "error")
    content = unescape(answer.content.decode())
    assert "Error" in content
    assert "Fill it in." in content
    assert reverse("rule", args=["placeholder-left-in"]) in content


def test_an_unanswered_question_shows_the_clients_words_and_leads_to_them(world: Any) -> None:
    content = unescape(ask(world, UNASKED).content.decode())
    asked = world.talk().messages.get(message_id="p3@mail.example")
    assert "Who approves the texts on our side?" in content
    assert f'href="#m-{asked.pk}"' in content
    assert "Petra" in content


def test_places_are_counted_as_a_browsers_field_counts_them(world: Any) -> None:
    text = "😀😀 Dear Petra,\r\nit costs XXX EUR."
    (found,) = (each for each in findings(ask(world, text)) if each["finding"].startswith("R112"))
    in_browser = text.replace("\r\n", "\n").encode("utf-16-le")
    assert in_browser[2 * int(found["start"]) : 2 * int(found["end"])].decode("utf-16-le") == "XXX"


def test_an_empty_reply_has_no_findings_and_no_word(world: Any) -> None:
    answer = ask(world, " \n ")
    assert findings(answer) == []
    assert b'data-told=""' in answer.content


@pytest.mark.parametrize("language", ["ru", "sk", "fil"])
def test_findings_speak_the_readers_language(world: Any, language: str) -> None:
    type(world.anna).objects.filter(pk=world.anna.pk).update(language=language)
    world.anna.refresh_from_db()
    content = ask(world, HELD).content.decode()
    assert "Fill it in." not in content
    assert "This finding" not in content


@pytest.mark.parametrize(
    "text",
    [
        "\x00XXX\x00",
        "שלום XXX, תודה רבה על ההודעה",
        "😀" * 3000 + " XXX",
        "\ud800 XXX",
        "‮XXX‬ \u200b\u2028",
        "<script>alert(1)</script> XXX",
        "XXX " * 5000,
        "a" * 90_000 + " XXX",
    ],
)
def test_no_text_breaks_the_coach(world: Any, text: str) -> None:
    browser, url = world.browser(), reverse("coach", args=[world.talk().pk])
    words = text.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    answer = browser.post(url, {"text": words, "to": TO}, headers={"hx-request": "true"})
    assert answer.status_code == 200
    assert b"<script>alert" not in answer.content
    units = len(words.encode("utf-16-le")) // 2
    assert all(0 <= int(each["start"]) <= int(each["end"]) <= units for each in findings(answer))


def test_a_megabyte_is_refused_in_words(world: Any) -> None:
    answer = ask(world, "word " * 200_000)
    assert answer.status_code == 422
    assert b"too long to be read along" in answer.content


def test_of_a_long_text_the_beginning_is_read_and_it_says_so(world: Any) -> None:
    answer = ask(world, "word " * (MAX_READ // 5) + "XXX")
    assert "R112" not in codes(answer)
    assert f"Only the first {MAX_READ:,} characters were read." in answer.content.decode().replace(
        str(MAX_READ), f"{MAX_READ:,}"
    )


def test_addresses_that_nobody_has_break_nothing(world: Any) -> None:
    url = reverse("coach", args=[world.talk().pk])
    strange = ["x" * 5000, "", "a@b", "\x00"] + [f"p{n}@many.example" for n in range(500)]
    assert world.browser().post(url, {"text": CLEAN, "to": strange}).status_code == 200


def test_one_finding_is_silenced_and_others_of_its_rule_stay(world: Any) -> None:
    text = "Dear Petra, it costs XXX EUR. Yours, [Name]"
    first = next(each for each in findings(ask(world, text)) if each["finding"].startswith("R112"))
    after = decide(world, text, silence=f"finding|{first['finding']}")
    assert codes(after).count("R112") == codes(ask(world, text)).count("R112") == 1
    assert b"1 silenced" in after.content


def test_a_silence_in_a_draft_needs_no_reason_and_is_over_when_the_reply_goes_out(world: Any) -> None:
    assert "R112" not in codes(decide(world, silence="draft|R112|"))
    send(world, HELD)
    assert "R112" in codes(ask(world, HELD))


def test_a_reply_that_is_held_back_brings_its_silences_back(world: Any) -> None:
    decide(world, silence="draft|R112|")
    send(world, HELD)
    waiting = world.desk.outbox_set.get()
    world.browser().post(reverse("withdraw", args=[waiting.pk]), {"conversation": world.talk().pk})
    assert "R112" not in codes(ask(world, HELD))


def test_a_silence_in_my_draft_is_not_one_in_a_colleagues(world: Any) -> None:
    from ashore.store.models import Membership, User

    decide(world, silence="draft|R112|")
    eva = User.objects.create_user("eva@studio.example", name="Eva")
    Membership.objects.create(workspace=world.desk, user=eva)
    assert "R112" in codes(ask(world, HELD, browser=world.browser(eva)))


@pytest.mark.parametrize("scope", ["client", "house"])
def test_beyond_a_draft_a_reason_is_needed_and_kept(world: Any, scope: str) -> None:
    refused = decide(world, silence=f"{scope}|R112|")
    assert "Say in a few words" in refused.content.decode()
    assert "R112" in codes(refused)
    done = decide(world, silence=f"{scope}|R112|", **{"why-R112-": "They speak in codes"})
    assert "R112" not in codes(done)
    page = "client" if scope == "client" else "coach_settings"
    url = reverse(page, args=[world.talk().client_id] if scope == "client" else [])
    assert "They speak in codes" in world.browser().get(url).content.decode()


def test_what_is_silent_with_one_client_is_not_with_another(world: Any) -> None:
    decide(world, silence="client|R112|", **{"why-R112-": "codes"})
    other = reverse("coach", args=[world.talk("Board").pk])
    assert "R112" in codes(world.browser().post(other, {"text": HELD}))


def test_a_silence_is_lifted_beside_the_reply_and_on_the_settings_page(world: Any) -> None:
    decide(world, silence="house|R112|", **{"why-R112-": "w"})
    row = world.desk.silence_set.get()
    assert "R112" in codes(decide(world, lift=str(row.pk)))
    decide(world, silence="house|R112|", **{"why-R112-": "w"})
    row = world.desk.silence_set.order_by("pk").last()
    world.browser().post(reverse("lift", args=[row.pk]), {"next": reverse("coach_settings")})
    assert "R112" in codes(ask(world, HELD))


def test_a_decision_about_a_client_stands_in_their_log_and_can_be_taken_back(world: Any) -> None:
    from ashore.store.models import Event

    decide(world, silence="client|R112|", **{"why-R112-": "codes"})
    event = Event.objects.get(kind="silence")
    page = reverse("client", args=[world.talk().client_id])
    assert "Silenced: rule R112" in world.browser().get(page).content.decode()
    world.browser().post(reverse("undo", args=[event.pk]))
    assert "R112" in codes(ask(world, HELD))
    assert Event.objects.get(kind="undo").undoes_id == event.pk
    assert "Silenced: rule R112" not in world.browser().get(page).content.decode()


def test_without_a_script_the_words_are_kept_when_something_is_silenced(world: Any) -> None:
    answer = decide(world, HELD + " More words.", fragment=False, silence="draft|R112|")
    assert answer.url == reverse("conversation", args=[world.talk().pk]) + "#reply"
    page = world.browser().get(answer.url)
    assert "More words." in page.content.decode()
    assert "R112" not in codes(page)


def test_a_kept_draft_is_shown_with_its_findings(world: Any) -> None:
    world.browser().post(reverse("draft", args=[world.talk().pk]), {"text": HELD})
    page = world.browser().get(reverse("conversation", args=[world.talk().pk]))
    assert "R112" in codes(page)


def test_nothing_is_held_unless_the_house_requires_it(world: Any) -> None:
    answer = send(world, HELD)
    assert world.desk.outbox_set.count() == 1
    assert "hold it back to look at them" in answer.content.decode()


def test_who_saw_the_findings_while_writing_is_not_told_again(world: Any) -> None:
    assert "hold it back to look" not in send(world, HELD, coached="on").content.decode()


def test_a_required_rule_holds_the_reply_and_keeps_the_words(world: Any) -> None:
    require(world, "placeholder-left-in")
    answer = send(world, HELD)
    content = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert world.desk.outbox_set.count() == 0
    assert "It costs XXX EUR." in content
    assert "holds the reply back" in content
    assert "Not sent" in content
    assert world.talk().drafts.get().text == HELD
    assert send(world, CLEAN).status_code == 200
    assert world.desk.outbox_set.count() == 1


def test_a_required_finding_is_let_through_only_with_a_reason(world: Any) -> None:
    require(world, "R112")
    mark = next(each["finding"] for each in findings(ask(world, HELD)) if each["finding"].startswith("R112"))
    assert "Say in a few words" in decide(world, silence=f"finding|{mark}").content.decode()
    decide(world, silence=f"finding|{mark}", **{f"why-{mark.replace('|', '-')}": "XXX is the name of the product"})
    send(world, HELD)
    assert world.desk.outbox_set.count() == 1
    assert world.desk.silence_set.get().why == "XXX is the name of the product"


def test_a_colleague_who_wrote_meanwhile_is_told_of_first(world: Any) -> None:
    require(world, "R112")
    answer = send(world, HELD, seen="1.1.1")
    assert answer.status_code == 409
    assert "moved on" in answer.content.decode()


def test_the_house_chooses_its_required_rules_and_can_take_it_back(world: Any) -> None:
    from ashore.store.models import Event

    browser = world.browser()
    browser.post(reverse("require"), {"rule": ["R112", "R011"]})
    page = browser.get(reverse("coach_settings")).content.decode()
    assert page.count("checked") == 2
    assert "Chosen by Anna Marek" in page
    browser.post(reverse("undo", args=[Event.objects.get(kind="required").pk]))
    assert "checked" not in browser.get(reverse("coach_settings")).content.decode()


def test_a_rule_that_nobody_knows_cannot_be_required(world: Any) -> None:
    world.browser().post(reverse("require"), {"rule": ["R112", "Z999"]})
    assert world.desk.required_rules.count() == 0


def test_the_house_sets_a_threshold_and_can_take_it_back(world: Any) -> None:
    from ashore.store.models import Event

    browser, text = world.browser(), "Dear Petra, the page is " + "very " * 20 + "good."
    assert "R044" not in codes(ask(world, text))
    browser.post(reverse("limits"), {"sentence-too-long": "12"})
    assert 'name="sentence-too-long" value="12"' in browser.get(reverse("coach_settings")).content.decode()
    assert "R044" in codes(ask(world, text))
    browser.post(reverse("undo", args=[Event.objects.get(kind="limits").pk]))
    assert "R044" not in codes(ask(world, text))


@pytest.mark.parametrize("typed", ["3", "100000", "-5", "many", "9" * 40, "1½"])
def test_a_threshold_that_makes_no_sense_is_refused_with_its_bounds(world: Any, typed: str) -> None:
    answer = world.browser().post(reverse("limits"), {"sentence-too-long": typed, "nanny": "2"}, follow=True)
    assert "takes a whole number from 8 to 200" in answer.content.decode()
    assert world.desk.house_limits.count() == 0


def test_an_empty_field_brings_the_usual_threshold_back(world: Any) -> None:
    browser = world.browser()
    browser.post(reverse("limits"), {"sentence-too-long": "12", "nanny": "5"})
    browser.post(reverse("limits"), {"sentence-too-long": " ", "nanny": "5"})
    assert dict(world.desk.house_limits.values_list("rule", "value")) == {"nanny": 5}


def test_how_to_write_to_a_client_is_noted_and_taken_back(world: Any) -> None:
    from ashore.store.models import ClientManner, Event

    browser, number = world.browser(), world.talk().client_id
    form = {"type": "anxious", "familiar": "on", "terms": "CMS; SEO,\ncms, \x00 landing page"}
    browser.post(reverse("manner", args=[number]), form)
    kept = ClientManner.objects.get(client=number)
    assert (kept.type, kept.familiar, kept.known_terms) == ("anxious", True, ["cms", "seo", "� landing page"])
    page = browser.get(reverse("client", args=[number])).content.decode()
    assert "anxious: one clear option" in page
    assert "How to write to them was changed" in page
    browser.post(reverse("undo", args=[Event.objects.get(kind="manner").pk]))
    kept.refresh_from_db()
    assert (kept.type, kept.familiar, kept.known_terms) == ("", False, [])


def test_a_type_that_does_not_exist_is_refused(world: Any) -> None:
    from ashore.store.models import ClientManner

    world.browser().post(reverse("manner", args=[world.talk().client_id]), {"type": "angry"})
    assert not ClientManner.objects.exists()


@pytest.mark.parametrize(
    "what", ["", "house", "house|", "x|R112|", "finding|R112|", "house|<b>|", "house|" + "R" * 200]
)
def test_what_no_button_says_is_refused(world: Any, what: str) -> None:
    decide(world, silence=what, **{"why-R112-": "w"})
    assert world.desk.silence_set.count() == 0


def test_a_silence_of_another_desk_cannot_be_lifted_from_here(world: Any) -> None:
    talk = world.rival.conversation_set.get()
    act = {"workspace": world.rival, "user": world.max, "now": world.rival.created_at, "conversation": talk.pk}
    silencing.silence(**act, scope="house", code="R112", why="w")
    row = world.rival.silence_set.get()
    assert decide(world, lift=str(row.pk)).status_code == 404
    assert "R112" in codes(ask(world, HELD))
    row.refresh_from_db()
    assert row.lifted_at is None


def test_every_rule_has_its_page_by_name_and_by_code(world: Any) -> None:
    from ashore.core.coach import all_rules

    browser = world.browser()
    for rule in all_rules():
        page = browser.get(reverse("rule", args=[rule.name])).content.decode()
        assert "When to ignore" in page, rule.name
        assert "``" not in page, rule.name
    assert browser.get(reverse("rule", args=["R011"])).url == reverse("rule", args=["unanswered-question"])
    assert browser.get(reverse("rule", args=["no-such-rule"])).status_code == 404


def test_a_conversation_of_nobodys_has_its_coach_too(world: Any) -> None:
    talk = world.talk()
    type(talk).objects.filter(pk=talk.pk).update(client=None, engagement=None)
    answer = ask(world, HELD)
    assert "R112" in codes(answer)
    assert b"client|R112" not in answer.content
    refused = decide(world, silence="client|R112|", **{"why-R112-": "w"})
    assert "belongs to no client yet" in refused.content.decode()


def test_an_outsiders_question_is_not_asked_of_the_writer(world: Any) -> None:
    world.outsider()
    assert "Who pays" not in ask(world, UNASKED).content.decode()


def test_a_reply_that_waits_to_be_sent_has_answered(world: Any) -> None:
    assert "R011" in codes(ask(world, UNASKED))
    send(world, CLEAN)
    assert "R011" not in codes(ask(world, UNASKED))
