"""Sending against a scripted server: the truth about each recipient, and never twice."""

import asyncio
import datetime as dt
import socket
from collections.abc import Iterator
from email.utils import format_datetime
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.conf import settings
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from ashore.jobs import tasks
from ashore.jobs.smtp import deliver
from ashore.jobs.worker import drain, tick
from ashore.store.models import Message, Obligation, Outbox
from ashore.usecases import outbox, queue, replies
from ashore.usecases.importing.single import enter_message
from ashore.usecases.outbox import Envelope
from ashore.usecases.setting_up import add_user, create_workspace

NOW = dt.datetime.now(dt.UTC).replace(microsecond=0) - dt.timedelta(hours=2)


class Script:
    """A server that answers by the recipient's name: later@..., refused@...; ``data`` answers or cuts after DATA."""

    def __init__(self, data: str = "250 fine") -> None:
        self.data = data
        self.got: list[tuple[list[str], bytes]] = []

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if address.startswith("later"):
            return "451 come again"
        if address.startswith("refused"):
            return "550 nobody here"
        envelope.rcpt_tos.append(address)
        return "250 yes"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        self.got.append((list(envelope.rcpt_tos), envelope.original_content))
        if self.data == "cut":
            server.transport.close()
            await asyncio.sleep(0.1)
        return self.data


@pytest.fixture
def serve() -> Iterator[Any]:
    running: list[Controller] = []

    def start(script: Script) -> dict[str, Any]:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        controller = Controller(script, hostname="127.0.0.1", port=port, decode_data=False)
        controller.start()
        running.append(controller)
        return {"host": "127.0.0.1", "port": port, "security": "none", "timeout": 5}

    yield start
    for controller in running:
        controller.stop()


def envelope(*recipients: str, raw: bytes = b"Subject: x\r\n\r\nhi\r\n.\r\n.x\r\n") -> Envelope:
    return Envelope(1, "anna@studio.example", recipients, raw)


def test_a_message_arrives_byte_for_byte(serve):
    """H79: dots are kept, lines end with CR LF."""
    script = Script()
    assert deliver(envelope("eva@c.example"), serve(script)).result == "sent"
    assert script.got == [(["eva@c.example"], b"Subject: x\r\n\r\nhi\r\n.\r\n.x\r\n")]


def test_h84_each_recipient_has_a_state_of_its_own(serve):
    outcome = deliver(envelope("eva@c.example", "later@c.example", "refused@c.example"), serve(Script()))
    assert outcome.result == "later"
    assert outcome.recipients["eva@c.example"] == "sent"
    assert outcome.recipients["later@c.example"].startswith("later: 451")
    assert outcome.recipients["refused@c.example"].startswith("refused: 550")


def test_h84_a_cut_after_data_is_perhaps_sent(serve):
    assert deliver(envelope("eva@c.example"), serve(Script("cut"))).result == "perhaps_sent"


@pytest.mark.parametrize(("answer", "result"), [("451 busy", "later"), ("554 no", "failed")])
def test_h84_the_answer_to_the_content_decides_for_all(serve, answer, result):
    assert deliver(envelope("eva@c.example"), serve(Script(answer))).result == result


def test_nobody_listening_means_later():
    assert deliver(envelope("eva@c.example"), {"host": "127.0.0.1", "port": 1, "security": "none"}).result == "later"


def test_h80_international_addresses_without_smtputf8_are_a_clear_error(serve):
    script = Script()
    outcome = deliver(envelope("eva@c.example", "ева@c.example"), serve(script))
    assert outcome.result in ("failed", "sent")
    assert outcome.result == "sent" or (script.got == [] and outcome.reason.code == "outbox.smtputf8")


@pytest.fixture
def written(db: None) -> Outbox:
    workspace = create_workspace(name="S", me=["studio.example"], zone="UTC", now=NOW)
    user = add_user(workspace=workspace, email="anna@studio.example", name="Anna")
    raw = b"From: eva@c.example\nTo: anna@studio.example\nSubject: Site\nMessage-ID: <m1@c.example>\n"
    raw += f"Date: {format_datetime(NOW)}\n\nHow much is it?\n".encode()
    enter_message(workspace=workspace, raw=raw, source="t", place="1", now=NOW)
    talk = Message.objects.get().conversation_id
    out = replies.write_reply(workspace=workspace, user=user, now=NOW, conversation=talk, text="It is 900.")
    return Outbox.objects.get(pk=out)


@pytest.fixture
def a_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server is set up; nobody speaks to it."""
    monkeypatch.setattr(settings, "SMTP", {"host": "127.0.0.1", "port": 1, "security": "none"})


def test_the_worker_sends_once_and_the_reply_joins_its_conversation(transactional_db, written, serve, monkeypatch):
    script = Script()
    monkeypatch.setattr(settings, "SMTP", serve(script))
    assert "send_outbox" in tick(dt.datetime.now(dt.UTC))
    drain()
    tasks.send_outbox.call()
    assert len(script.got) == 1
    written.refresh_from_db()
    assert written.state == "sent"
    assert Message.objects.get(side="us").conversation_id == written.conversation_id
    assert Obligation.objects.get(kind="reply").state == "met"


def test_finished_tasks_are_let_go_after_two_days_and_waiting_ones_never(db):
    done, waiting = tasks.derive.enqueue(), tasks.derive.enqueue()
    ended = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    DBTaskResult.objects.filter(pk=done.id).update(status=TaskResultStatus.SUCCESSFUL, finished_at=ended)
    assert queue.prune(now=ended + dt.timedelta(days=1)) == 0
    assert queue.prune(now=ended + dt.timedelta(days=3)) == 1
    assert [str(row.pk) for row in DBTaskResult.objects.all()] == [waiting.id]


def test_h87_only_one_of_two_workers_gets_a_reply(written, a_server):
    assert outbox.claim(now=NOW) is not None
    assert outbox.claim(now=NOW) is None


def test_h83_what_a_dead_worker_left_is_perhaps_sent_and_stays_so(written, a_server):
    envelope = outbox.claim(now=NOW)
    assert outbox.begin_content(envelope=envelope, now=NOW)
    later = NOW + outbox.LEASE * 2
    assert outbox.recover(now=later) == 1
    written.refresh_from_db()
    assert written.state == "perhaps_sent"
    assert outbox.claim(now=later) is None
    replies.send_again(workspace=written.workspace, outgoing=written.pk, now=later)
    again = outbox.claim(now=later)
    assert again is not None
    assert written.message_id.encode() in again.raw


def test_without_smtp_the_outbox_is_left_alone(written):
    assert "send_outbox" not in tick(NOW + dt.timedelta(hours=1))
    assert tasks.send_outbox.call() == 0
    written.refresh_from_db()
    assert written.state == "planned"


def test_a_withdrawn_reply_is_never_sent(written, a_server):
    replies.withdraw_reply(workspace=written.workspace, outgoing=written.pk)
    assert outbox.claim(now=NOW) is None


def test_a_reply_waits_out_its_undo_window(written, monkeypatch):
    monkeypatch.setattr(settings, "SMTP", {"host": "127.0.0.1"})
    user = written.created_by
    act = {"workspace": written.workspace, "user": user, "conversation": written.conversation_id}
    second = replies.write_reply(**act, now=NOW + dt.timedelta(minutes=1), text="And one more thing.")
    written.delete()
    assert outbox.claim(now=NOW + dt.timedelta(minutes=1, seconds=10)) is None
    claimed = outbox.claim(now=NOW + dt.timedelta(minutes=1, seconds=20))
    assert claimed is not None
    assert claimed.id == second
