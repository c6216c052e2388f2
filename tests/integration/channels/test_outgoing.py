"""Replies into chats: into the chat that was written in, once, and part of its conversation."""

import datetime as dt
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from ashore.channels.signing import verify
from ashore.channels.targets import addresses_of, refused_target
from ashore.channels.telegram.bot import Bot, Refused
from ashore.jobs.channels import send_to_chats
from ashore.store.models import Channel, Conversation, Message, Obligation, Outbox, User, Workspace
from ashore.usecases import outbox, replies
from ashore.usecases.channels import outgoing, polling
from ashore.usecases.channels.registry import add_channel, remove_channel
from ashore.usecases.channels.taking import take_in
from ashore.usecases.composing import File
from ashore.usecases.draft_files import add_files
from ashore.usecases.errors import NotPossible
from servers.telegram import TOKEN, Telegram
from servers.webhook import Webhook

Write = Callable[..., bytes]
LATER = dt.timedelta(minutes=1)


@pytest.fixture
def webhook(settings: Any) -> Iterator[Webhook]:
    settings.PRIVATE_TARGETS = True
    with Webhook() as server:
        yield server


@pytest.fixture
def viber(workspace: Workspace, webhook: Webhook, now: dt.datetime) -> tuple[Channel, str]:
    add = {"kind": "api", "key": "viber", "name": "Viber", "url": webhook.url, "private": True}
    number, secret = add_channel(workspace=workspace, now=now, **add)
    return Channel.objects.get(pk=number), secret


def reply(user: User, now: dt.datetime, text: str = "Tomorrow at noon.") -> int:
    talk = Conversation.objects.get()
    return replies.write_reply(workspace=talk.workspace, user=user, now=now, conversation=talk.pk, text=text)


def send(now: dt.datetime) -> Outbox:
    outgoing.recover(now=now)
    parcel = outgoing.claim(now=now)
    assert parcel is not None
    outgoing.settle(parcel=parcel, handed=outgoing.deliver(parcel=parcel, now=now), now=now)
    return Outbox.objects.get(pk=parcel.id)


def test_a_reply_goes_into_the_chat_signed_and_meets_what_was_owed(
    viber: tuple[Channel, str], webhook: Webhook, body: Write, user: User, now: dt.datetime
) -> None:
    take_in(channel=viber[0], raw=body(1, "When will the menu be ready?"), now=now)
    reply(user, now)
    assert outgoing.claim(now=now) is None, "the undo window"
    assert outbox.claim(now=now + LATER) is None, "mail has no part in it"
    assert send(now + LATER).state == "sent"
    headers, sent = webhook.got[0]
    assert verify([viber[1]], headers, sent, now + LATER) == "good"
    told = json.loads(sent)
    assert (told["chat"]["id"], told["text"]) == ("c-1", "Tomorrow at noon.")
    row = Message.objects.get(side="us")
    assert (row.conversation, row.channel) == (Conversation.objects.get(), "viber")
    assert Obligation.objects.get(kind="reply", owed_by="us").state == "met"


def test_the_messengers_echo_is_no_second_message(
    viber: tuple[Channel, str], webhook: Webhook, body: Write, user: User, now: dt.datetime
) -> None:
    take_in(channel=viber[0], raw=body(1, "When?"), now=now)
    reply(user, now)
    send(now + LATER)
    echo = json.loads(body(1, "Tomorrow at noon.", from_us=True)) | {"id": "theirs-1"}
    assert take_in(channel=viber[0], raw=json.dumps(echo).encode(), now=now + LATER).outcome == "known"
    assert Message.objects.filter(side="us").count() == 1


@pytest.mark.parametrize(
    ("answer", "state"),
    [((500, b""), "planned"), ((429, b""), "planned"), ("cut", "planned"), ((410, b"gone"), "failed"),
     ((302, b""), "planned")],
)  # fmt: skip
def test_a_webhook_that_fails_is_posted_again_with_the_same_id(
    viber: tuple[Channel, str], webhook: Webhook, body: Write, user: User, now: dt.datetime, answer: Any, state: str
) -> None:
    take_in(channel=viber[0], raw=body(1, "When?"), now=now)
    reply(user, now)
    webhook.answers.append(answer)
    webhook.headers = {"Location": "http://169.254.169.254/"}
    assert send(now + LATER).state == state
    assert not Message.objects.filter(side="us").exists()
    if state == "planned":
        assert send(now + dt.timedelta(hours=1)).state == "sent"
        assert webhook.got[0][0]["webhook-id"] == webhook.got[1][0]["webhook-id"]
        assert Message.objects.filter(side="us").count() == 1


def test_a_server_that_asks_to_wait_is_waited_for(
    viber: tuple[Channel, str], webhook: Webhook, body: Write, user: User, now: dt.datetime
) -> None:
    take_in(channel=viber[0], raw=body(1, "When?"), now=now)
    reply(user, now)
    webhook.answers.append((429, b""))
    webhook.headers = {"Retry-After": "600"}
    row = send(now + LATER)
    assert row.not_before == now + LATER + dt.timedelta(seconds=600)


def test_h87_two_workers_say_it_once(viber: tuple[Channel, str], body: Write, user: User, now: dt.datetime) -> None:
    take_in(channel=viber[0], raw=body(1, "When?"), now=now)
    reply(user, now)
    assert outgoing.claim(now=now + LATER) is not None
    assert outgoing.claim(now=now + LATER) is None


def test_the_job_says_what_waits(
    viber: tuple[Channel, str], webhook: Webhook, body: Write, user: User, now: dt.datetime
) -> None:
    take_in(channel=viber[0], raw=body(1, "When?"), now=now)
    reply(user, now)
    assert send_to_chats.call() == 1
    assert len(webhook.got) == 1


def test_nothing_is_written_into_a_channel_that_was_removed(
    viber: tuple[Channel, str], body: Write, user: User, now: dt.datetime, workspace: Workspace
) -> None:
    take_in(channel=viber[0], raw=body(1, "When?"), now=now)
    reply(user, now)
    remove_channel(workspace=workspace, key="viber")
    assert send(now + LATER).state == "failed"
    with pytest.raises(NotPossible, match=r"reply\.channel_rests"):
        reply(user, now)


class TestTelegram:
    @pytest.fixture
    def telegram(self, settings: Any) -> Iterator[Telegram]:
        settings.PRIVATE_TARGETS = True
        with Telegram() as server:
            yield server

    @pytest.fixture(autouse=True)
    def asked(self, workspace: Workspace, telegram: Telegram, now: dt.datetime) -> None:
        add = {"kind": "telegram", "key": "telegram", "name": "Telegram", "token": TOKEN, "url": telegram.url}
        bot, _ = add_channel(workspace=workspace, now=now, private=True, **add)
        telegram.say("When will the menu be ready?")
        polling.poll(channel=bot, now=now, seconds=0)

    def test_a_reply_is_said_in_the_chat(self, telegram: Telegram, user: User, now: dt.datetime) -> None:
        reply(user, now)
        assert send(now + LATER).state == "sent"
        assert telegram.sent == [("sendMessage", {"chat_id": "77", "text": "Tomorrow at noon."})]

    def test_h83_after_a_cut_it_was_perhaps_said_and_is_not_said_again(
        self, telegram: Telegram, user: User, now: dt.datetime
    ) -> None:
        reply(user, now)
        telegram.faults.append("cut")
        assert send(now + LATER).state == "perhaps_sent"
        assert outgoing.claim(now=now + dt.timedelta(days=1)) is None
        assert len(telegram.sent) == 1

    def test_h83_what_a_dead_worker_left_is_not_said_again_by_itself(
        self, telegram: Telegram, user: User, now: dt.datetime
    ) -> None:
        number = reply(user, now)
        outgoing.claim(now=now + LATER)
        outgoing.recover(now=now + dt.timedelta(hours=1))
        assert Outbox.objects.get(pk=number).state == "perhaps_sent"

    def test_too_many_requests_wait(self, telegram: Telegram, user: User, now: dt.datetime) -> None:
        reply(user, now)
        telegram.faults.append((429, {"ok": False, "parameters": {"retry_after": 30}}))
        row = send(now + LATER)
        assert (row.state, row.not_before) == ("planned", now + LATER + dt.timedelta(seconds=30))

    def test_a_chat_that_blocked_the_bot_is_told(self, telegram: Telegram, user: User, now: dt.datetime) -> None:
        reply(user, now)
        telegram.faults.append((403, {"ok": False, "description": "Forbidden: bot was blocked by the user"}))
        row = send(now + LATER)
        assert row.state == "failed"
        assert row.reason["p"]["words"] == "403 Forbidden: bot was blocked by the user"

    def test_files_go_behind_the_text(
        self, telegram: Telegram, user: User, now: dt.datetime, workspace: Workspace
    ) -> None:
        talk = Conversation.objects.get()
        add_files(
            workspace=workspace, user=user, now=now, conversation=talk.pk, files=[File('a".pdf', "text/html", b"%PDF")]
        )
        reply(user, now)
        assert send(now + LATER).state == "sent"
        assert [method for method, _ in telegram.sent] == ["sendMessage", "sendDocument"]
        assert b"%PDF" in telegram.sent[1][1]
        assert Message.objects.get(side="us").attachments.get().size == 4

    def test_a_file_that_does_not_go_is_a_persons_affair(
        self, telegram: Telegram, user: User, now: dt.datetime, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        talk = Conversation.objects.get()
        add_files(workspace=workspace, user=user, now=now, conversation=talk.pk, files=[File("a.pdf", "x", b"%PDF")])
        reply(user, now)
        monkeypatch.setattr(Bot, "hand", lambda *_: (_ for _ in ()).throw(Refused(400, "too big")))
        row = send(now + LATER)
        assert row.state == "perhaps_sent"
        assert "a.pdf" in row.reason["p"]["words"]

    def test_what_goes_only_if_nobody_answers_does_not_go_where_somebody_did(
        self, telegram: Telegram, user: User, now: dt.datetime, workspace: Workspace
    ) -> None:
        talk = Conversation.objects.get()
        act = {"workspace": workspace, "user": user, "now": now, "conversation": talk.pk}
        wishes = replies.Wishes(at=now + dt.timedelta(hours=2), unless_answered=True)
        number = replies.write_reply(**act, text="Are you still there?", wishes=wishes)
        telegram.say("Yes, thank you", date=int((now + LATER).timestamp()))
        later = now + dt.timedelta(hours=3)
        polling.poll(channel=Channel.objects.get().pk, now=later - LATER, seconds=0)
        assert outgoing.claim(now=later) is None
        assert Outbox.objects.get(pk=number).state == "withdrawn"

    def test_a_text_that_telegram_would_cut_is_refused(self, user: User, now: dt.datetime) -> None:
        with pytest.raises(NotPossible, match=r"reply\.too_long"):
            reply(user, now, "x" * 5000)


@pytest.mark.parametrize(
    "url",
    ["http://chat.example/in", "https://127.0.0.1/x", "https://[::1]/", "https://[::ffff:10.0.0.1]/", "https://10.1.2.3/",
     "https://169.254.169.254/latest/meta-data", "https://localhost/", "https://0/", "https://user:pw@chat.example/",
     "https://chat.example:99999/", "ftp://chat.example/", "https://", "https://chat.example/\r\nX: y", "https://2130706433/",
     "https://[fe80::1%25eth0]/", "https://100.64.0.1/", "https://192.0.2.1/"],
)  # fmt: skip
def test_h52_no_reply_is_posted_into_a_private_network(url: str) -> None:
    assert refused_target(url)


def test_h52_a_name_that_leads_into_a_private_network_is_not_connected_to() -> None:
    assert refused_target("https://localtest.example/") == ""
    assert addresses_of("localhost", 443) == ()
    assert addresses_of("localhost", 443, private=True)
