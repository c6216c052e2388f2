"""Sending against a scripted server: the truth about each recipient, and never twice."""

import asyncio
import base64
import contextlib
import datetime as dt
import socket
import threading
import time
from collections.abc import Iterator
from email.utils import format_datetime
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.conf import settings
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from ashore.jobs import tasks
from ashore.jobs.outgoing import send_next
from ashore.jobs.smtp import deliver
from ashore.jobs.worker import drain, tick
from ashore.mail import smtp_trial
from ashore.store.models import MailAccount, Message, Obligation, Outbox
from ashore.usecases import outbox, queue, replies, sending
from ashore.usecases.importing.single import enter_message
from ashore.usecases.outbox import Envelope
from ashore.usecases.sealing import seal
from ashore.usecases.setting_up import add_user, create_workspace
from servers.dripping import Dripping

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


class Plain:
    """A server line by line, for what no library would do: ``answers`` by the first word of the command; None cuts."""

    def __init__(self, answers: dict[str, str | None], *, pause: float = 0.0) -> None:
        self.answers, self.pause = answers, pause
        self.heard: list[str] = []
        self.socket = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def server(self) -> dict[str, Any]:
        return {"host": "127.0.0.1", "port": self.socket.getsockname()[1], "security": "none", "timeout": 5}

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            talk, _ = self.socket.accept()
            with talk, talk.makefile("rb") as lines:
                self._say(talk, "220 hello")
                for line in lines:
                    self.heard.append(line.decode().strip())
                    answer = self.answers.get(self.heard[-1].split(" ")[0].upper(), "250 fine")
                    if answer is None:
                        return
                    self._say(talk, answer)

    def _say(self, talk: socket.socket, words: str) -> None:
        for byte in (words + "\r\n").encode():
            talk.sendall(bytes([byte]))
            time.sleep(self.pause)


def test_h84_a_server_of_one_byte_at_a_time_is_left_after_a_while_and_nobody_has_it():
    plain = Plain({}, pause=0.05)
    outcome = deliver(envelope("eva@c.example"), {**plain.server, "whole_timeout": 0.5})
    assert outcome.result == "later"
    assert not any(line.startswith("DATA") for line in plain.heard)


def test_h84_a_server_that_greets_a_byte_at_a_time_is_left_as_well():
    with Dripping(b"220 " + b"x" * 200 + b"\r\n") as slow:
        server = {"host": "127.0.0.1", "port": slow.port, "security": "none", "timeout": 5, "whole_timeout": 0.5}
        assert deliver(envelope("eva@c.example"), server).result == "later"


def test_h84_a_trial_of_a_server_that_greets_a_byte_at_a_time_ends(monkeypatch):
    monkeypatch.setattr(smtp_trial, "WHOLE_SECONDS", 0.5)
    with Dripping(b"220 " + b"x" * 200 + b"\r\n") as slow, pytest.raises(smtp_trial.SmtpTrouble):
        smtp_trial.try_smtp({"host": "127.0.0.1", "port": slow.port, "security": "none"})


def test_h84_a_connection_that_ends_before_the_content_is_simply_tried_later():
    assert deliver(envelope("eva@c.example"), Plain({"RCPT": None}).server).result == "later"


def test_what_somebody_else_took_over_does_not_leave(serve):
    script = Script()
    outcome = deliver(envelope("eva@c.example"), serve(script), lambda: False)
    assert (outcome.result, script.got) == ("later", [])


def test_an_access_token_is_shown_as_xoauth2():
    plain = Plain({"AUTH": "235 welcome", "DATA": None})
    deliver(envelope("eva@c.example"), {**plain.server, "user": "anna@studio.example", "token": "tok"})
    (shown,) = [line for line in plain.heard if line.startswith("AUTH")]
    assert base64.b64decode(shown.split(" ")[2]) == b"user=anna@studio.example\x01auth=Bearer tok\x01\x01"


@pytest.mark.parametrize(("answer", "locked"), [("535 5.7.8 wrong password", True), ("454 4.7.0 not now", False)])
def test_h92_a_refused_sign_in_locks_the_account_and_a_passing_trouble_does_not(answer, locked):
    plain = Plain({"EHLO": "250-here\r\n250 AUTH PLAIN", "AUTH": answer})
    outcome = deliver(envelope("eva@c.example"), {**plain.server, "user": "anna", "password": "horse"})
    assert (outcome.result, outcome.locked) == ("later", locked)
    assert "horse" not in repr(outcome)


def test_h92_an_account_whose_sign_in_is_refused_is_paused_and_tried_no_more(written, a_server):
    plain = Plain({"EHLO": "250-here\r\n250 AUTH PLAIN", "AUTH": "535 wrong"})
    account = MailAccount.objects.create(
        workspace=written.workspace,
        address="anna@studio.example",
        user="anna",
        secret=seal({"password": "old"}),
        smtp_host="127.0.0.1",
        smtp_port=plain.server["port"],
        smtp_security="none",
        created_at=NOW,
    )
    assert send_next(lambda: NOW + dt.timedelta(minutes=1))
    account.refresh_from_db()
    written.refresh_from_db()
    assert account.state == "paused"
    assert (written.state, written.reason["c"], written.attempts) == ("planned", "outbox.sign_in", 0)
    assert send_next(lambda: NOW + dt.timedelta(hours=1))
    written.refresh_from_db()
    assert written.reason["c"] == "outbox.account_paused"
    assert len([line for line in plain.heard if line.startswith("AUTH")]) == 1


def test_what_is_tried_in_vain_waits_longer_each_time_and_fails_in_the_end(written, a_server):
    at, pauses = NOW + dt.timedelta(minutes=1), []
    for _ in range(outbox.MOST_ATTEMPTS):
        assert send_next(lambda: at)  # noqa: B023 - asked at once
        written.refresh_from_db()
        if written.not_before:
            pauses.append(written.not_before - at)
            at = written.not_before
    assert written.state == "failed"
    assert written.reason["c"] == "outbox.unreachable"
    assert pauses == sorted(pauses)
    assert not send_next(lambda: at + dt.timedelta(days=1))


def test_an_account_without_a_name_of_its_own_signs_in_by_its_address(db):
    """An account keeps a user only where that is not the address; nothing is ever sent without signing in."""
    workspace = create_workspace(name="S", me=["studio.example"], zone="UTC", now=NOW)
    row = MailAccount.objects.create(
        workspace=workspace,
        address="anna@studio.example",
        smtp_host="h",
        secret=seal({"password": "p"}),
        created_at=NOW,
    )
    route = sending.route(workspace=workspace.pk, sender=row.address, now=NOW)
    assert (route.server["user"], route.server["password"]) == ("anna@studio.example", "p")
