"""A Telegram bot against a stand-in of its server: nothing lost, nothing doubled, whatever the network does."""

import datetime as dt
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from ashore.jobs import channels, keeping
from ashore.store.models import Channel, Conversation, Message, Tray, Workspace
from ashore.usecases.channels import polling
from ashore.usecases.channels.registry import add_channel
from ashore.usecases.errors import NotPossible
from ashore.usecases.queries import downloads
from servers.telegram import TOKEN, Telegram


@pytest.fixture
def telegram(settings: Any) -> Iterator[Telegram]:
    settings.PRIVATE_TARGETS = True
    with Telegram() as server:
        yield server


@pytest.fixture
def bot(workspace: Workspace, telegram: Telegram, now: dt.datetime) -> int:
    add = {"kind": "telegram", "key": "telegram", "name": "Telegram", "token": TOKEN, "url": telegram.url}
    return add_channel(workspace=workspace, now=now, private=True, **add)[0]


def test_what_is_written_to_a_bot_comes_in_once(bot: int, telegram: Telegram, now: dt.datetime) -> None:
    telegram.say("Dobrý deň, kedy bude hotové menu?")
    telegram.say("Ďakujem")
    assert polling.poll(channel=bot, now=now, seconds=0) == 2
    assert polling.poll(channel=bot, now=now, seconds=0) == 0
    row = Message.objects.order_by("pk")[0]
    assert (row.sender_name, row.channel, row.side) == ("Eva Malá", "telegram", "client")
    assert Message.objects.count() == 2
    assert telegram.updates == [], "what is stored is confirmed with the next question, not before"


def test_updates_that_come_again_are_known(bot: int, telegram: Telegram, now: dt.datetime) -> None:
    update = telegram.say("Hello?")
    polling.poll(channel=bot, now=now, seconds=0)
    Channel.objects.update(cursor=0)
    telegram.updates = [update]
    polling.poll(channel=bot, now=now, seconds=0)
    assert Message.objects.count() == 1


def test_a_kill_between_two_updates_loses_and_doubles_nothing(
    bot: int, telegram: Telegram, now: dt.datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        telegram.say(f"Word {number}")
    real, calls = polling.take_in, []

    def dies(**given: Any) -> Any:
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(**given)

    monkeypatch.setattr(polling, "take_in", dies)
    with pytest.raises(KeyboardInterrupt):
        polling.poll(channel=bot, now=now, seconds=0)
    assert polling.poll(channel=bot, now=now, seconds=0) is None, "the dead one's lease still holds"
    assert polling.poll(channel=bot, now=now + polling.LEASE * 2, seconds=0) == 2
    assert sorted(Message.objects.values_list("text", flat=True)) == ["Word 0", "Word 1", "Word 2"]


def test_only_one_worker_asks_a_bot_at_a_time(bot: int, now: dt.datetime) -> None:
    Channel.objects.update(lease_until=now + dt.timedelta(minutes=1))
    assert polling.listening(now=now) == ()
    assert polling.poll(channel=bot, now=now, seconds=0) is None


def test_too_many_requests_wait_as_long_as_the_server_says(bot: int, telegram: Telegram, now: dt.datetime) -> None:
    telegram.say("Hello?")
    telegram.faults.append((429, {"ok": False, "error_code": 429, "parameters": {"retry_after": 40}}))
    polling.poll(channel=bot, now=now, seconds=0)
    assert polling.poll(channel=bot, now=now + dt.timedelta(seconds=39), seconds=0) is None
    assert polling.poll(channel=bot, now=now + dt.timedelta(seconds=41), seconds=0) == 1


@pytest.mark.parametrize(
    "fault", [(502, {}), (500, {"ok": False}), "cut", (409, {"ok": False, "description": "twice"})]
)
def test_a_failing_server_is_asked_again_later(bot: int, telegram: Telegram, now: dt.datetime, fault: Any) -> None:
    telegram.say("Hello?")
    telegram.faults.append(fault)
    assert polling.poll(channel=bot, now=now, seconds=0) == 0
    row = Channel.objects.get()
    assert (row.state, row.failures, row.why["c"]) == ("active", 1, "channel.unreachable")
    assert TOKEN not in str(row.why)
    assert polling.poll(channel=bot, now=now + dt.timedelta(minutes=1), seconds=0) == 1
    assert Channel.objects.get().failures == 0


def test_h92_a_token_that_is_refused_pauses_the_bot_with_its_reason(
    bot: int, telegram: Telegram, now: dt.datetime
) -> None:
    telegram.faults.append((401, {"ok": False, "description": "Unauthorized"}))
    polling.poll(channel=bot, now=now, seconds=0)
    row = Channel.objects.get()
    assert (row.state, row.why["c"]) == ("paused", "channel.locked")
    assert polling.listening(now=now + dt.timedelta(days=1)) == ()


def test_files_and_voice_come_along(bot: int, telegram: Telegram, now: dt.datetime) -> None:
    telegram.files["f-1"] = b"%PDF"
    telegram.files["v-1"] = b"OggS"
    telegram.say(caption="The plan", document={"file_id": "f-1", "file_name": "../plan.pdf", "mime_type": "text/html"})
    telegram.say(voice={"file_id": "v-1", "duration": 42, "file_size": 4})
    polling.poll(channel=bot, now=now, seconds=0)
    plan, voice = Message.objects.order_by("pk")
    found = downloads.attachment(workspace=plan.workspace, id=plan.attachments.get().pk)
    assert (found.content, found.type) == (b"%PDF", "application/octet-stream")
    assert "/" not in found.name
    assert (voice.notes["voice"], voice.text) == (42, "")


def test_a_network_that_fails_at_a_file_leaves_the_update_for_later(
    bot: int, telegram: Telegram, now: dt.datetime
) -> None:
    telegram.say("First")
    telegram.say(document={"file_id": "f-1"})
    telegram.files["f-1"] = b"x"
    real = telegram.take

    def take(method: str, body: bytes) -> Any:
        if method == "getFile" and not telegram.sent:
            telegram.sent.append(("failed", {}))
            raise ConnectionError
        return real(method, body)

    telegram.take = take  # type: ignore[method-assign]
    polling.poll(channel=bot, now=now, seconds=0)
    assert Message.objects.count() == 1
    polling.poll(channel=bot, now=now + dt.timedelta(minutes=1), seconds=0)
    assert Message.objects.count() == 2


def test_a_file_that_is_too_large_is_named(bot: int, telegram: Telegram, now: dt.datetime) -> None:
    telegram.say(document={"file_id": "big", "file_name": "film.mp4", "file_size": 900_000_000})
    polling.poll(channel=bot, now=now, seconds=0)
    assert Message.objects.get().notes["missing"] == [f"film.mp4: {polling.TOO_LARGE}"]


def test_an_edit_replaces_what_stood_there(bot: int, telegram: Telegram, now: dt.datetime) -> None:
    first = telegram.say("Can you send the invoice?")["message"]["message_id"]
    telegram.say("Can you send the invoice?\nAnd the plan, please.", edited=first)
    polling.poll(channel=bot, now=now, seconds=0)
    edit = Message.objects.order_by("-pk")[0]
    assert edit.new_text == "And the plan, please."
    assert edit.placement["c"] == "correspondence.placed.chat_answer"


@pytest.mark.parametrize(
    "odd", [{"message": {"message_id": 1}}, {"message": None}, {"poll": {}}, {"message": {"chat": 7, "message_id": 2}}]
)
def test_updates_that_nobody_wrote_are_passed_over(
    bot: int, telegram: Telegram, now: dt.datetime, odd: dict[str, Any]
) -> None:
    telegram.updates.append({"update_id": 9001, **odd})
    telegram.say("Hello?")
    polling.poll(channel=bot, now=now, seconds=0)
    assert Message.objects.count() == 1


def test_a_poison_update_goes_into_the_tray_and_stops_nothing(bot: int, telegram: Telegram, now: dt.datetime) -> None:
    telegram.say("x", chat={"id": ""})
    telegram.say("Hello?")
    polling.poll(channel=bot, now=now, seconds=0)
    assert Tray.objects.get().source == "channel:telegram"
    assert Message.objects.get().text == "Hello?"
    assert Conversation.objects.count() == 1


def test_a_token_is_looked_at_before_it_is_kept(workspace: Workspace, now: dt.datetime) -> None:
    with pytest.raises(NotPossible, match=r"channel\.bad_token"):
        add_channel(workspace=workspace, now=now, kind="telegram", key="t1", name="T", token="12:x/../y")


def test_a_bot_has_one_listener_at_a_time(bot: int, now: dt.datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    go = threading.Event()

    def poll(*, channel: int, **_: Any) -> int:
        asked.append(channel)
        go.wait(20)
        return 0

    monkeypatch.setattr(polling, "poll", poll)
    monkeypatch.setattr(keeping.connections, "close_all", lambda: None)
    listeners = channels.listeners()
    assert (listeners.keep(now), listeners.keep(now)) == (1, 1)
    go.set()
    for _ in range(200):
        if not any(thread.is_alive() for thread in listeners._threads.values()):
            break
        time.sleep(0.05)
    assert asked == [bot]
    Channel.objects.update(state="paused")
    assert listeners.keep(now) == 0
