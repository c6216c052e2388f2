"""Sending through a real Postfix: what arrives in the other mailbox, what comes back, and what a kill leaves."""

import datetime as dt
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ashore.jobs import outgoing
from ashore.mail import parse
from ashore.store.models import Message, Obligation, Outbox, Returned
from ashore.usecases import outbox, replies
from ashore.usecases.importing.single import enter_message
from ashore.usecases.replies import Wishes
from ashore.usecases.setting_up import add_user, create_workspace
from servers.postfix import GONE, Postfix, postfix

TORTURE = Path(__file__).parents[2] / "torture" / "sending.py"
EVA = "eva@client.example"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with postfix(tmp_path_factory.mktemp("postfix")) as running:
        yield running


@pytest.fixture
def desk(db, server: Postfix, settings):
    settings.SMTP = server.server
    server.empty()
    now = dt.datetime.now(dt.UTC)
    workspace = create_workspace(name="S", me=["studio.example"], zone="UTC", now=now)
    add_user(workspace=workspace, email="anna@studio.example", name="Anna")
    return workspace


def asked(desk, number, sender=EVA, cc=""):
    now = dt.datetime.now(dt.UTC) - dt.timedelta(minutes=5)
    raw = (
        f"From: Eva <{sender}>\nTo: anna@studio.example\nCc: {cc}\nSubject: Matter {number}\n"
        f"Message-ID: <q{number}@client.example>\nDate: {now:%a, %d %b %Y %H:%M:%S} +0000\n\nHow much is it?\n"
    )
    key = enter_message(workspace=desk, raw=raw.encode(), source="t", place=str(number), now=now)
    return Message.objects.get(pk=key)


def send(desk, talk, **wishes):
    user = desk.membership_set.get().user
    now = dt.datetime.now(dt.UTC) - dt.timedelta(minutes=1)
    number = replies.write_reply(
        workspace=desk, user=user, now=now, conversation=talk, text="It is 900 EUR.\n.\nAnna", wishes=Wishes(**wishes)
    )
    while outgoing.send_next():
        pass
    return Outbox.objects.get(pk=number)


def test_a_reply_lands_in_the_other_mailbox_in_its_thread_and_a_hidden_copy_is_nowhere_to_be_seen(desk, server):
    """H79, H81."""
    question = asked(desk, 1)
    row = send(desk, question.conversation_id, bcc=("joerg@client.example",))
    assert (row.state, row.recipients) == ("sent", {EVA: "sent", "joerg@client.example": "sent"})
    (letter,) = server.wait_for(EVA, 1)
    found = parse(letter)
    assert found.message_id == row.message_id
    assert found.in_reply_to == (question.message_id,)
    assert found.text.rstrip() == "It is 900 EUR.\n.\nAnna"
    assert b"joerg" not in letter
    (hidden,) = server.wait_for("joerg@client.example", 1)
    assert parse(hidden).message_id == row.message_id
    assert Message.objects.get(side="us").conversation_id == question.conversation_id


def test_h84_who_is_refused_at_the_door_has_a_state_of_his_own(desk, server):
    before = len(server.letters(EVA))
    row = send(desk, asked(desk, 2, cc=GONE).conversation_id)
    assert row.recipients[EVA] == "sent"
    assert row.recipients[GONE].startswith("refused: 550 5.1.1")
    assert (row.state, row.incomplete) == ("sent", True)
    assert len(server.wait_for(EVA, before + 1)) == before + 1


def test_h75_a_real_bounce_opens_the_reply_again(desk, server):
    question = asked(desk, 3, sender="nobody@client.example")
    row = send(desk, question.conversation_id)
    assert Obligation.objects.get(kind="reply").state == "met"
    (back,) = server.wait_for("anna@studio.example", 1)
    enter_message(workspace=desk, raw=back, source="inbox", place="1", now=dt.datetime.now(dt.UTC))
    assert Obligation.objects.get(kind="reply").state in ("open", "late")
    assert Returned.objects.get().outgoing_id == row.pk
    row.refresh_from_db()
    assert row.recipients["nobody@client.example"].startswith("bounced: 5.1.1")
    told = Message.objects.get(kind="bounce")
    assert told.conversation_id == question.conversation_id


def test_h83_what_died_after_the_servers_yes_is_perhaps_sent_and_a_deliberate_retry_keeps_its_id(desk, server):
    before = len(server.letters(EVA))
    talk = asked(desk, 4).conversation_id
    user = desk.membership_set.get().user
    now = dt.datetime.now(dt.UTC) - dt.timedelta(minutes=1)
    number = replies.write_reply(workspace=desk, user=user, now=now, conversation=talk, text="It is 900 EUR.")
    envelope = outbox.claim(now=now + dt.timedelta(seconds=30))
    outgoing.deliver(envelope, server.server, lambda: outbox.begin_content(envelope=envelope, now=now))
    outbox.recover(now=now + outbox.LEASE * 2)
    row = Outbox.objects.get(pk=number)
    assert row.state == "perhaps_sent"
    assert not outgoing.send_next()
    replies.send_again(workspace=desk, outgoing=number, now=dt.datetime.now(dt.UTC))
    assert outgoing.send_next()
    copies = [parse(each).message_id for each in server.wait_for(EVA, before + 2)]
    assert copies.count(row.message_id) == 2
    assert Message.objects.filter(side="us").count() == 1


@pytest.mark.slow
def test_h83_twenty_five_kills_while_sending_lose_nothing_and_double_nothing_unseen(tmp_path):
    done = subprocess.run(
        [sys.executable, TORTURE, "--kills", "25", "--folder", tmp_path],
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    found = json.loads(done.stdout.splitlines()[-1])
    assert (found["lost"], found["doubled"], found["left"], found["unknown"]) == (0, 0, 0, 0), found
    assert found["in_the_act"] >= 20, found
    assert found["states"].get("sent", 0) >= 1, found
    assert done.returncode == 0
