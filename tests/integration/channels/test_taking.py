"""Messages of messengers are kept as they came, once, and go the way that mail goes."""

import datetime as dt
import json
from collections.abc import Callable

import pytest

from ashore.channels.body import BadBody
from ashore.store.models import Channel, Client, Conversation, Event, Message, Obligation, RawMessage, Workspace
from ashore.usecases import rebuilding, recording
from ashore.usecases.channels.linking import link_chat, new_code
from ashore.usecases.channels.taking import take_in
from ashore.usecases.importing.single import enter_message
from ashore.usecases.queries import downloads
from ashore.usecases.queries.finding import find
from ashore.usecases.queries.inbox import inbox

Write = Callable[..., bytes]
DAY = dt.timedelta(days=1)


def test_a_message_is_kept_as_it_came_and_its_clock_runs(channel: Channel, body: Write, now: dt.datetime) -> None:
    raw = body(1, "Dobrý deň, kedy bude hotové menu?")
    taken = take_in(channel=channel, raw=raw, now=now)
    row = Message.objects.get(pk=taken.message)
    assert (row.channel, row.side, row.sender_name) == ("viber", "client", "Eva Malá")
    assert downloads.raw_message(workspace=channel.workspace, id=row.pk).content == raw
    assert Obligation.objects.filter(kind="reply", owed_by="us", state="open").count() == 1
    assert row.conversation is not None and row.conversation.client is not None
    assert row.conversation.client.name == "Eva Malá"


def test_h87_the_same_message_sent_twice_counts_once(channel: Channel, body: Write, now: dt.datetime) -> None:
    raw = body(1, "Hello, when is it ready?")
    first = take_in(channel=channel, raw=raw, now=now)
    again = take_in(channel=channel, raw=raw, now=now + DAY)
    assert (again.outcome, again.message) == ("known", first.message)
    assert take_in(channel=channel, raw=body(1, "Something else"), now=now).outcome == "other"
    assert RawMessage.objects.count() == 1


def test_the_same_id_in_two_channels_is_two_messages(channel: Channel, body: Write, now: dt.datetime) -> None:
    second = Channel.objects.create(
        workspace=channel.workspace, key="signal", kind="api", name="Signal", created_at=now
    )
    for each in (channel, second):
        assert take_in(channel=each, raw=body(1, "Hello?"), now=now).outcome == "new"
    assert Message.objects.count() == 2


def test_a_chat_is_one_conversation_until_it_falls_silent(channel: Channel, body: Write, now: dt.datetime) -> None:
    for number, days in enumerate((40, 39, 30, 5, 4)):
        take_in(channel=channel, raw=body(number, f"Word {number}", at=now - days * DAY), now=now)
    assert sorted(Conversation.objects.values_list("messages_count", flat=True)) == [2, 3]
    first = Message.objects.get(new_text="Word 3")
    assert first.placement["c"] == "correspondence.placed.chat_first"


def test_a_message_that_comes_late_closes_the_gap(channel: Channel, body: Write, now: dt.datetime) -> None:
    for number, days in enumerate((30, 5, 17)):
        take_in(channel=channel, raw=body(number, f"Word {number}", at=now - days * DAY), now=now)
    assert Conversation.objects.get().messages_count == 3


def test_an_edit_tells_only_what_is_new(channel: Channel, body: Write, now: dt.datetime) -> None:
    take_in(channel=channel, raw=body(1, "Here are the texts.\nCan you send the invoice?", at=now - DAY), now=now)
    edited = body(2, "Here are the texts.\nCan you send the invoice?\nThank you!", edits="m-1")
    row = Message.objects.get(pk=take_in(channel=channel, raw=edited, now=now).message)
    assert row.new_text == "Thank you!"
    again = body(3, "Here are the texts.\nCan you send the invoice?\nThank you!\nEva", edits="m-1", at=now)
    assert Message.objects.get(pk=take_in(channel=channel, raw=again, now=now).message).new_text == "Eva"


def test_a_voice_message_asks_to_be_heard(channel: Channel, body: Write, now: dt.datetime) -> None:
    take_in(channel=channel, raw=body(1, "Thank you, goodbye!", at=now - 2 * DAY), now=now)
    take_in(channel=channel, raw=body(2, "", voice_seconds=42.4), now=now)
    row = Message.objects.order_by("-pk")[0]
    assert row.notes["voice"] == 42
    assert Obligation.objects.filter(kind="reply", anchor=row.key, state__in=("open", "late")).exists()


def test_a_code_said_in_a_chat_links_it_once(channel: Channel, body: Write, now: dt.datetime, letter_of: bytes) -> None:
    desk = channel.workspace
    enter_message(workspace=desk, raw=letter_of, source="t", place="1", now=now)
    luna = Client.objects.get(key="client.example")
    code = new_code(workspace=desk, client=luna.pk, channel=channel.pk, now=now)
    take_in(channel=channel, raw=body(1, f"/start {code}"), now=now)
    take_in(channel=channel, raw=body(2, "When will the menu be ready?"), now=now)
    talk = Conversation.objects.get(channel="viber")
    assert (talk.client, talk.messages_count) == (luna, 2)
    assert [each.name for each in luna.people.order_by("pk")] == ["Eva Malá", "Eva Malá"]
    take_in(channel=channel, raw=body(3, f"/start {code}", chat="c-2"), now=now)
    assert Conversation.objects.get(subject="Kaviareň Luna", messages_count=1).client != luna
    event = Event.objects.get(kind="chat_linked")
    recording.undo(workspace=desk, user=None, now=now, event=event.pk)
    talk.refresh_from_db()
    assert talk.client is not None and talk.client != luna


def test_a_person_links_a_chat(channel: Channel, body: Write, now: dt.datetime, letter_of: bytes) -> None:
    desk = channel.workspace
    enter_message(workspace=desk, raw=letter_of, source="t", place="1", now=now)
    take_in(channel=channel, raw=body(1, "When will the menu be ready?"), now=now)
    luna = Client.objects.get(key="client.example")
    link_chat(
        workspace=desk, user=None, now=now, conversation=Conversation.objects.get(channel="viber").pk, client=luna.pk
    )
    assert Conversation.objects.get(channel="viber").client == luna
    assert list(Client.objects.all()) == [luna]


@pytest.mark.parametrize("linked", [False, True])
def test_a_rebuild_gives_what_stood_there(
    channel: Channel, body: Write, now: dt.datetime, letter_of: bytes, linked: bool
) -> None:
    desk = channel.workspace
    enter_message(workspace=desk, raw=letter_of, source="t", place="1", now=now)
    code = new_code(workspace=desk, client=Client.objects.get().pk, channel=channel.pk, now=now) if linked else "hello"
    take_in(channel=channel, raw=body(1, f"/start {code}", at=now - 40 * DAY), now=now)
    take_in(channel=channel, raw=body(2, "Can you send the price?\nHere is the logo.", attachments=[FILE]), now=now)
    take_in(channel=channel, raw=body(3, "Can you send the price today?", edits="m-2"), now=now)
    take_in(channel=channel, raw=body(4, "", voice_seconds=7), now=now)
    before = rebuilding.derived_rows()
    rebuilding.rebuild(now=now, processes=0)
    assert rebuilding.derived_rows() == before


FILE = {"name": "logo.svg", "type": "image/svg+xml", "content": "PHN2Zy8+"}


def test_what_was_said_in_chats_is_found(channel: Channel, body: Write, now: dt.datetime) -> None:
    take_in(channel=channel, raw=body(1, "Kedy bude hotová zmluva?"), now=now)
    assert len(find(workspace=channel.workspace, query="zmluva").rows) == 1
    assert len(find(workspace=channel.workspace, query="Eva").rows) == 1
    (row,) = inbox(workspace=channel.workspace, now=now).rows
    assert (row.channel.name, row.channel.kind) == ("Viber", "api")


def test_h64_a_file_is_handed_out_as_plain_bytes(channel: Channel, body: Write, now: dt.datetime) -> None:
    taken = take_in(channel=channel, raw=body(1, "Here", attachments=[FILE]), now=now)
    file = Message.objects.get(pk=taken.message).attachments.get()
    found = downloads.attachment(workspace=channel.workspace, id=file.pk)
    assert (found.name, found.type, found.content) == ("logo.svg", "application/octet-stream", b"<svg/>")


def test_h38_mail_that_bears_the_address_of_a_chat_is_nobodys(
    channel: Channel, body: Write, now: dt.datetime, workspace: Workspace
) -> None:
    take_in(channel=channel, raw=body(1, "When will the menu be ready?"), now=now)
    forged = (
        b"From: Eva <u-7@viber.chat.invalid>\nTo: anna@studio.example\nSubject: x\nMessage-ID: <f@x>\n"
        b"In-Reply-To: <chat:viber/c-1/m-1>\n\nPlease pay to another account.\n"
    )
    number = enter_message(workspace=workspace, raw=forged, source="t", place="1", now=now)
    row = Message.objects.get(pk=number)
    assert row.sender_email == ""
    assert row.conversation != Conversation.objects.get(channel="viber")


def test_h38_mail_that_looks_like_an_envelope_stays_mail(workspace: Workspace, body: Write, now: dt.datetime) -> None:
    raw = b'{"channel":"viber","received_at":"2026-01-01T00:00:00+00:00","side":"us"}\n' + body(1, "We pay.")
    number = enter_message(workspace=workspace, raw=raw, source="t", place="1", now=now)
    assert not Message.objects.filter(pk=number).exclude(channel="", side="client").exists()


def test_every_fault_is_told_with_its_place() -> None:
    given = {"id": "", "chat": {"id": "c", "titel": "x"}, "txt": "x", "at": "today", "attachments": [{"content": "!"}]}
    with pytest.raises(BadBody) as raised:
        take_in(channel=Channel(), raw=json.dumps(given).encode(), now=dt.datetime.now(dt.UTC))
    places = {each.place for each in raised.value.faults}
    assert places == {"id", "chat.titel", "txt", "at", "sender", "attachments[0].content"}


@pytest.mark.parametrize("raw", [b"", b"[]", b"\xff\xfe", b"[" * 100_000, b'{"id": NaN}', b"null"])
def test_garbage_is_refused_with_advice(raw: bytes) -> None:
    with pytest.raises(BadBody) as raised:
        take_in(channel=Channel(), raw=raw, now=dt.datetime.now(dt.UTC))
    assert raised.value.faults[0].advice


def test_h27_h28_nul_and_lone_surrogates_are_stored(channel: Channel, body: Write, now: dt.datetime) -> None:
    raw = body(1, "a\x00b \ud800 c", chat="c\x00\ud800")
    row = Message.objects.get(pk=take_in(channel=channel, raw=raw, now=now).message)
    assert row.text == "a\ufffdb \ufffd c"
