"""Settings > Channels."""

import datetime as dt
import html
import re
from typing import Any

import pytest
from django.urls import reverse

from ashore.channels.signing import sign, verify
from ashore.core.kernel import Reason
from ashore.store.models import AgreementText, Channel, Conversation, Engagement, Outbox, Tray
from ashore.usecases.channels.places import source_of
from ashore.usecases.channels.registry import add_channel, receiving
from ashore.usecases.channels.taking import take_in
from ashore.usecases.records import write_reason
from ashore.usecases.sealing import unseal
from servers.telegram import TOKEN, Telegram
from servers.webhook import Webhook

NOW = dt.datetime.now(dt.UTC)
SECRET = re.compile(r"whsec_[A-Za-z0-9+/=]+")


@pytest.fixture
def near(settings: Any) -> None:
    """The stand-ins are on loopback."""
    settings.PRIVATE_TARGETS = True


def form(name: str = "Viber", **more: str) -> dict[str, str]:
    return {"kind": "api", "name": name, "once": "1" * 32, **more}


def shown(answer: Any) -> str:
    return " ".join(html.unescape(answer.content.decode()).split())


def test_a_messenger_is_added_and_its_secret_shown_once(world: Any) -> None:
    anna = world.browser()
    answer = anna.post(reverse("add_channel"), form())
    row = Channel.objects.get()
    (secret,) = set(SECRET.findall(shown(answer)))
    assert f"http://testserver/api/v1/channels/{row.key}/messages" in shown(answer)
    assert "no-store" in answer["Cache-Control"]
    assert secret.encode() not in bytes(row.secret)
    signed = sign(secret, "d-1", NOW, b"{}")
    found = receiving("viber")
    assert found is not None
    assert verify(found[1], signed, b"{}", NOW) == "good"
    for page in ("channels", "settings"):
        assert "whsec_" not in shown(anna.get(reverse(page)))
    assert "whsec_" not in shown(anna.get(reverse("channel", args=[row.pk])))


def test_a_reload_of_the_answer_adds_no_second_one(world: Any) -> None:
    anna = world.browser()
    anna.post(reverse("add_channel"), form())
    again = anna.post(reverse("add_channel"), form(), follow=True)
    assert "It is added already." in shown(again)
    assert "whsec_" not in shown(again)
    assert Channel.objects.count() == 1


def test_a_renewed_secret_is_shown_once_and_the_one_before_it_still_holds(world: Any) -> None:
    number, first = add_channel(workspace=world.desk, now=NOW, kind="api", key="viber", name="Viber")
    anna, url = world.browser(), reverse("renew_secret", args=[number])
    (second,) = set(SECRET.findall(shown(anna.post(url, {"once": "2" * 32}))))
    assert second != first
    again = anna.post(url, {"once": "2" * 32}, follow=True)
    assert "whsec_" not in shown(again)
    found = receiving("viber")
    assert found is not None
    assert found[1] == (second, first)


def test_a_bot_is_added_tried_and_its_token_never_shown(world: Any, near: None) -> None:
    anna = world.browser()
    with Telegram() as telegram:
        answer = anna.post(
            reverse("add_channel"), form("Telegram", kind="telegram", token=TOKEN, url=telegram.url), follow=True
        )
    assert "It answers: @studio_bot" in shown(answer)
    assert TOKEN not in shown(answer)
    row = Channel.objects.get()
    assert (row.kind, unseal(row.secret)) == ("telegram", {"token": TOKEN})
    assert "@BotFather" in shown(anna.get(reverse("new_channel"), {"kind": "telegram"}))


def test_a_token_that_is_none_is_told_at_its_field_and_not_repeated(world: Any) -> None:
    answer = world.browser().post(reverse("add_channel"), form("T", kind="telegram", token="my-secret-word"))
    assert answer.status_code == 422
    assert "This is no bot token." in shown(answer)
    assert "my-secret-word" not in shown(answer)
    assert not Channel.objects.exists()


@pytest.mark.parametrize("url", ["http://x.example/", "https://127.0.0.1/", "https://10.0.0.1/", "ftp://x", "https://"])
def test_h94_an_address_in_a_private_network_is_refused_with_what_helps(world: Any, url: str) -> None:
    answer = world.browser().post(reverse("add_channel"), form(url=url))
    assert answer.status_code == 422
    assert "private_targets = true" in shown(answer)
    assert not Channel.objects.exists()


def test_what_a_bridge_answers_is_said(world: Any, near: None) -> None:
    with Webhook() as bridge:
        number, secret = add_channel(
            workspace=world.desk, now=NOW, kind="api", key="viber", name="Viber", url=bridge.url, private=True
        )
        anna, url = world.browser(), reverse("check_channel", args=[number])
        assert "It answers" in shown(anna.post(url, follow=True))
        headers, body = bridge.got[0]
        assert verify([secret], headers, body, dt.datetime.now(dt.UTC)) == "good"
        bridge.answers.append((401, b"no"))
        assert "It refuses us: 401" in shown(anna.post(url, follow=True))
    assert "It cannot be reached" in shown(anna.post(url, follow=True))


def test_it_says_what_came_what_went_and_what_is_stuck(world: Any) -> None:
    number, _ = add_channel(
        workspace=world.desk, now=NOW, kind="api", key="viber", name="Viber", url="https://b.example"
    )
    anna, page = world.browser(), reverse("channel", args=[number])
    assert "Nothing has come in yet" in shown(anna.get(page))
    said = b'{"id": "1", "chat": {"id": "c", "title": "Cafe Luna"}, "sender": "s", "text": "When is it ready?"}'
    raw = take_in(channel=Channel.objects.get(), raw=said, now=NOW).message
    talk = Conversation.objects.get(messages__raw=raw)
    why = write_reason(Reason("outbox.words", params={"words": "413 too large"}))
    envelope = b'{"channel":"viber","received_at":"2026-01-05T10:00:00+00:00"}\n' + said
    Outbox.objects.create(
        workspace=world.desk, conversation=talk, message_id="x@viber", channel="viber", state="failed", reason=why,
        raw=envelope, text="On Friday.", created_at=NOW, sent_at=NOW,
    )  # fmt: skip
    Tray.objects.create(workspace=world.desk, source=source_of("viber"), place="u/1", reason="{}", at=NOW)
    told = shown(anna.get(page))
    assert "Last came in" in told
    assert "last went out" in told
    assert "Replies that are stuck: 1." in told
    assert "413 too large" in told
    assert "Messages that could not be understood: 1." in told


def test_it_says_where_words_bind(world: Any) -> None:
    number, _ = add_channel(workspace=world.desk, now=NOW, kind="api", key="viber", name="Viber")
    page = reverse("channel", args=[number])
    assert "No agreement says" in shown(world.browser().get(page))
    work = Engagement.objects.filter(workspace=world.desk).order_by("pk")[0]
    text = (
        'version = 1\ntitle = "T"\n[[channels]]\nname = "viber"\nbinding = false\n'
        '[[channels]]\nname = "email"\nbinding = true\n'
    )
    AgreementText.objects.create(workspace=world.desk, engagement=work, version=1, text=text, created_at=NOW)
    assert ": not binding" in shown(world.browser().get(page))
    assert "message API · not binding" in shown(world.browser().get(reverse("channels")))
    yes = text.replace("binding = false", "binding = true")
    AgreementText.objects.create(workspace=world.desk, version=1, text=yes, created_at=NOW)
    assert "binding under some agreements" in shown(world.browser().get(reverse("channels")))


def test_another_name_changes_which_clocks_hold(world: Any) -> None:
    number, _ = add_channel(workspace=world.desk, now=NOW, kind="api", key="viber", name="Viber")
    said = b'{"id": "1", "chat": "c", "sender": "s", "text": "When is it ready?"}'
    raw = take_in(channel=Channel.objects.get(), raw=said, now=NOW).message
    work = Conversation.objects.get(messages__raw=raw).engagement
    before = work.revision, work.derived_at
    world.browser().post(reverse("change_channel", args=[number]), {"name": "Viber", "agreed_as": "chat", "url": ""})
    work.refresh_from_db()
    assert (work.revision, work.derived_at) != before


def test_a_bot_goes_to_another_server_with_its_token_given_again_only(world: Any) -> None:
    number, _ = add_channel(workspace=world.desk, now=NOW, kind="telegram", key="", name="Telegram", token=TOKEN)
    anna, url = world.browser(), reverse("change_channel", args=[number])
    answer = anna.post(url, {"name": "Bot", "url": "https://thief.example"})
    assert answer.status_code == 422
    assert "write the token again" in shown(answer)
    assert anna.post(url, {"name": "Bot", "url": ""}).status_code == 302
    row = Channel.objects.get()
    assert (row.name, row.url, unseal(row.secret)) == ("Bot", "", {"token": TOKEN})
    Channel.objects.update(state="paused", why=write_reason(Reason("channel.locked", params={"words": "401"})))
    fresh = "67890:another-one-another-one-another-1"
    anna.post(url, {"name": "Bot", "url": "https://bots.example", "token": fresh})
    row.refresh_from_db()
    assert (row.state, row.why, unseal(row.secret)) == ("active", {}, {"token": fresh})


def test_pause_resume_end_and_what_was_said_stays(world: Any) -> None:
    number, _ = add_channel(workspace=world.desk, now=NOW, kind="api", key="viber", name="Viber")
    said = b'{"id": "1", "chat": "c", "sender": "s", "text": "Hello?"}'
    take_in(channel=Channel.objects.get(), raw=said, now=NOW)
    anna = world.browser()
    anna.post(reverse("pause_channel", args=[number]))
    assert receiving("viber") is None
    anna.post(reverse("resume_channel", args=[number]))
    assert receiving("viber") is not None
    answer = anna.post(reverse("remove_channel", args=[number]), follow=True)
    assert "What was said by it stays." in shown(answer)
    row = Channel.objects.get()
    assert (row.state, bytes(row.secret)) == ("removed", b"")
    assert world.desk.conversation_set.filter(channel="viber").exists()
    assert anna.get(reverse("channel", args=[number])).status_code == 404
    assert "No messenger yet" in shown(anna.get(reverse("channels")))


def test_who_owns_no_house_changes_nothing_here(world: Any) -> None:
    from ashore.usecases.setting_up import add_user

    number, _ = add_channel(workspace=world.desk, now=NOW, kind="api", key="viber", name="Viber")
    ben = world.browser(add_user(workspace=world.desk, email="ben@studio.example", name="Ben"))
    assert "Viber" not in shown(ben.get(reverse("channels")))
    for name in ("channel", "renew_secret", "change_channel", "pause_channel", "remove_channel", "check_channel"):
        answer = (ben.get if name == "channel" else ben.post)(reverse(name, args=[number]), {**form("X"), "url": ""})
        assert answer.status_code in (302, 403)
        assert "whsec_" not in shown(answer)
        assert "api/v1" not in shown(answer)
    assert ben.post(reverse("add_channel"), form("Mine", once="3" * 32)).status_code == 403
    assert list(Channel.objects.values_list("name", "state")) == [("Viber", "active")]


@pytest.mark.parametrize(
    ("name", "key"), [("Viber", "viber"), ("Вайбер", "chat"), ("Mail", "chat"), ("3 Čaty!", "caty")]
)
def test_the_short_name_comes_from_the_name_and_is_free(world: Any, name: str, key: str) -> None:
    for number, wanted in enumerate((key, f"{key}-2")):
        add_channel(workspace=world.desk, now=NOW, kind="api", key="", name=name)
        assert Channel.objects.order_by("-pk")[0].key == wanted, number
