"""What could not be understood: entered by hand, put away, tried again; the bytes stay in any case."""

import datetime as dt

import pytest

from ashore.store.models import Message, Obligation, RawMessage, Tray
from ashore.usecases import recording, traying
from ashore.usecases.errors import NotPossible
from ashore.usecases.importing.single import enter_message
from ashore.usecases.queries.conversation import conversation
from ashore.usecases.queries.tray import put_away, tray
from ashore.usecases.rebuilding import derived_rows, rebuild
from ashore.usecases.retrying import try_again
from ashore.usecases.traying import Written


@pytest.fixture
def acts(workspace, user, now):
    return {"workspace": workspace, "user": user, "now": now}


@pytest.fixture
def unread(workspace, letter, now, monkeypatch):
    """Bytes that today's code cannot take, and that tomorrow's could."""
    from ashore.usecases.importing import items

    with monkeypatch.context() as broken:
        broken.setattr(items, "ready", lambda *_: 1 / 0)
        enter_message(workspace=workspace, raw=letter(1, "How much?"), source="box", place="0", now=now)
    RawMessage.objects.update(state="tray")
    return Tray.objects.get().pk


def written(now, **more):
    given = {
        "sender": "eva@client.example",
        "name": "Eva",
        "at": now - dt.timedelta(hours=1),
        "text": "How much is it?",
    }
    return Written(**{**given, "subject": "Price", **more})


def test_what_a_person_read_in_the_bytes_becomes_a_message_with_its_clocks(unread, acts, workspace, now):
    event = traying.enter_by_hand(**acts, tray=unread, written=written(now))
    row = Message.objects.get()
    assert (row.sender_email, row.at, row.subject) == ("eva@client.example", now - dt.timedelta(hours=1), "Price")
    assert Obligation.objects.filter(anchor=row.key, kind="reply").exists()
    assert [note.kind for note in conversation(workspace=workspace, id=row.conversation_id, now=now).notes] == ["enter"]
    assert len(tray(workspace=workspace)) == 0
    assert [each.settled.event for each in put_away(workspace=workspace)] == [event]
    with pytest.raises(NotPossible, match=r"tray\.settled"):
        traying.enter_by_hand(**acts, tray=unread, written=written(now))
    rows = derived_rows()
    rebuild(now=now, processes=0)
    assert derived_rows() == rows, "the bytes that were entered by hand are not understood a second time"
    recording.undo(**acts, event=event)
    assert len(tray(workspace=workspace)) == 1
    row.refresh_from_db()
    assert row.outsider
    assert not Obligation.objects.filter(anchor=row.key).exists()
    view = conversation(workspace=workspace, id=row.conversation_id, now=now)
    assert view.messages[0].outsider_state == "taken_back"


def test_our_own_mail_entered_by_hand_is_ours_where_a_server_is_trusted_too(
    unread, acts, letter, arrive, now, settings
):
    settings.TRUSTED_SERVERS = ("mx.studio.example",)
    arrive(letter(2, "How much?", subject="Price", at=now - dt.timedelta(hours=3)))
    words = written(now, sender="anna@studio.example", to="eva@client.example", text="500 EUR.", subject="Re: Price")
    traying.enter_by_hand(**acts, tray=unread, written=words)
    row = Message.objects.get(sender_email="anna@studio.example")
    assert (row.side, row.outsider) == ("us", False)


def test_what_was_put_away_is_tried_no_more_until_it_is_taken_back(unread, acts, workspace, now):
    with pytest.raises(NotPossible, match=r"tray\.without_reason"):
        traying.discard(**acts, tray=unread, why=" ")
    event = traying.discard(**acts, tray=unread, why="Advertising")
    assert (tray(workspace=workspace), put_away(workspace=workspace)[0].settled.words) == ((), "Advertising")
    assert try_again(workspace=workspace, now=now) == (0, 0)
    rebuild(now=now, processes=0)
    assert (RawMessage.objects.count(), Message.objects.count()) == (1, 0)
    recording.undo(**acts, event=event)
    assert try_again(workspace=workspace, now=now) == (1, 0)
    assert Message.objects.get().sender_email == "eva@client.example"


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"text": " "}, "tray.empty"),
        ({"sender": "eva"}, "reply.bad_address"),
        ({"sender": "a@x.example, b@y.example"}, "reply.bad_address"),
        ({"sender": "anna@studio.example"}, "tray.to_nobody"),
        ({"at": dt.datetime(2030, 1, 1, tzinfo=dt.UTC)}, "tray.in_the_future"),
    ],
)
def test_h77_what_is_no_message_is_refused_with_a_reason(unread, acts, now, more, code):
    with pytest.raises(NotPossible, match=code.replace(".", r"\.")):
        traying.enter_by_hand(**acts, tray=unread, written=written(now, **more))
    assert not Message.objects.exists()


def test_h77_line_ends_in_a_subject_or_name_make_no_header(unread, acts, now):
    words = written(now, subject="Price\r\nBcc: x@evil.example", name="Eva\nCc: y@evil.example")
    traying.enter_by_hand(**acts, tray=unread, written=words)
    head = Message.objects.get().head
    assert "evil.example" not in str(head.get("to")) + str(head.get("cc"))
