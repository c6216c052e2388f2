"""An SMTP server that hangs or babbles at each stage: who has the message is known, or said to be unknown."""

import datetime as dt
from email.utils import format_datetime

import pytest

from ashore.jobs.outgoing import send_next
from ashore.jobs.smtp import deliver
from ashore.store.models import MailAccount, Message, Outbox
from ashore.usecases import outbox, replies
from ashore.usecases.importing.single import enter_message
from ashore.usecases.outbox import Envelope
from ashore.usecases.sealing import seal, unseal
from ashore.usecases.setting_up import add_user, create_workspace
from servers.babbling import HANG, Scripted
from servers.tokens import TokenServer

NOW = dt.datetime(2026, 1, 16, 12, 0, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)
EVA = "eva@c.example"
BEFORE = ["greeting", "EHLO", "MAIL", "RCPT", "DATA"]


def envelope(*recipients: str) -> Envelope:
    return Envelope(1, "anna@studio.example", recipients or (EVA,), b"Subject: x\r\n\r\nhi\r\n")


@pytest.mark.parametrize("stage", BEFORE)
def test_h90_h84_who_hangs_before_the_content_has_nothing_and_is_tried_later(stage: str) -> None:
    """Also where DATA itself is not answered: not a byte of the content has left."""
    begun: list[bool] = []
    with Scripted({stage: HANG}) as smtp:
        outcome = deliver(envelope(), smtp.server, lambda: not begun.append(True))
    assert (outcome.result, smtp.got, begun) == ("later", [], [])
    assert not set(outcome.recipients.values()) & {"sent", "perhaps"}


def test_h90_h84_who_hangs_after_the_dot_has_it_perhaps() -> None:
    with Scripted({"content": HANG}) as smtp:
        outcome = deliver(envelope(), smtp.server)
    assert (outcome.result, outcome.recipients, len(smtp.got)) == ("perhaps_sent", {EVA: "perhaps"}, 1)


def test_h90_who_hangs_at_the_good_bye_has_it() -> None:
    with Scripted({"QUIT": HANG}) as smtp:
        assert deliver(envelope(), smtp.server).result == "sent"


@pytest.mark.parametrize(
    "babble",
    [b"HTTP/1.1 400 Bad Request\r\n\r\n", b"\x00\xff" * 500 + b"\r\n", b"SSH-2.0-OpenSSH_9.2\r\n", b"\r\n" * 50,
     b"220-" + b"x" * 100_000, b"554 go away\r\n", b"421 too busy\r\n", b"* OK IMAP4 ready\r\n"],
)  # fmt: skip
def test_h84_garbage_instead_of_a_greeting_is_a_reason_and_no_failure(babble: bytes) -> None:
    with Scripted({"greeting": babble}) as smtp:
        outcome = deliver(envelope(), smtp.server)
    assert (outcome.result, outcome.locked, smtp.got) == ("later", False, [])
    assert outcome.reason is not None
    assert len(str(outcome.reason.params["words"])) <= 300


@pytest.mark.parametrize("stage", ["MAIL", "RCPT", "DATA", "content"])
def test_h84_garbage_in_the_middle_is_never_taken_for_a_yes(stage: str) -> None:
    with Scripted({stage: b"\x00\xff{[ 250 fine\r\n"}) as smtp:
        outcome = deliver(envelope(), smtp.server)
    assert outcome.result in ("later", "perhaps_sent")
    assert outcome.result == "later" or stage == "content"


def test_what_somebody_else_took_over_ends_the_connection_without_a_content() -> None:
    with Scripted({}) as smtp:
        outcome = deliver(envelope(), smtp.server, lambda: False)
    assert (outcome.result, any(smtp.got)) == ("later", False)
    assert b"QUIT" not in [line.upper() for line in smtp.heard]


def test_h79_lines_of_dots_arrive_as_they_are_and_nothing_stands_behind_the_last() -> None:
    raw = b"Subject: x\r\n\r\n.\r\n..\r\n.MAIL FROM:<x@y>\r\nend"
    with Scripted({}) as smtp:
        assert deliver(Envelope(1, "a@studio.example", (EVA,), raw), smtp.server).result == "sent"
    assert smtp.got == [b"Subject: x\r\n\r\n..\r\n...\r\n..MAIL FROM:<x@y>\r\nend\r\n"]
    assert [line.split(b" ")[0].upper() for line in smtp.heard].count(b"MAIL") == 1


def test_h80_ten_thousand_international_addresses_at_a_server_that_takes_none_reach_nobody() -> None:
    """Not even those that it would take, and before a word was said of anybody."""
    many = tuple(f"ева{n}@c.example" for n in range(10_000))
    with Scripted({"EHLO": b"250-here\r\n250 8BITMIME\r\n"}) as smtp:
        outcome = deliver(envelope(EVA, *many), smtp.server)
    assert (outcome.result, outcome.reason and outcome.reason.code) == ("failed", "outbox.smtputf8")
    assert not [line for line in smtp.heard if line.upper().startswith((b"MAIL", b"RCPT", b"DATA"))]


def test_h80_an_international_address_is_asked_for_as_such_where_the_server_takes_it() -> None:
    with Scripted({"EHLO": b"250-here\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n"}) as smtp:
        assert deliver(envelope("ева@c.example"), smtp.server).result == "sent"
    said = b"\n".join(smtp.heard)
    assert b"SMTPUTF8" in said
    assert "ева@c.example".encode() in said


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


def by_token(written: Outbox, smtp: Scripted, provider: TokenServer) -> MailAccount:
    provider.status, provider.answer = 200, {"access_token": "second", "expires_in": 3600}
    ends = (NOW + dt.timedelta(hours=1)).timestamp()
    kept = {"refresh_token": "r", "client_id": "desk", "access_token": "first", "expires_at": ends}
    return MailAccount.objects.create(
        workspace=written.workspace, address="anna@studio.example", auth="xoauth2", secret=seal(kept), created_at=NOW,
        token_url=provider.url, smtp_host="127.0.0.1", smtp_port=smtp.port, smtp_security="none",
    )  # fmt: skip


def test_h92_a_token_that_was_withdrawn_is_exchanged_once_and_the_message_goes(written: Outbox) -> None:
    with TokenServer() as provider, Scripted({}) as smtp:
        account = by_token(written, smtp, provider)
        answers = iter([b"535 5.7.8 token expired\r\n", b"235 welcome\r\n"])

        class Once(dict[str, bytes | str]):
            def get(self, word: str, usual: bytes | str = b"") -> bytes | str:  # type: ignore[override]
                return next(answers) if word == "AUTH" else super().get(word, usual)

        smtp.answers = Once(smtp.answers)
        assert send_next(lambda: NOW + MINUTE)
        assert len(provider.asked) == 1
    written.refresh_from_db()
    account.refresh_from_db()
    assert (written.state, account.state, unseal(account.secret)["access_token"]) == ("sent", "active", "second")
    assert len(smtp.got) == 1


def test_h92_where_no_token_is_taken_the_account_is_paused_after_one_exchange(written: Outbox) -> None:
    with TokenServer() as provider, Scripted({"AUTH": b"535 5.7.8 no\r\n"}) as smtp:
        account = by_token(written, smtp, provider)
        assert send_next(lambda: NOW + MINUTE)
        assert (len(provider.asked), smtp.connections) == (1, 2)
        assert send_next(lambda: NOW + 10 * MINUTE)
        assert (len(provider.asked), smtp.connections) == (1, 2)
    account.refresh_from_db()
    written.refresh_from_db()
    assert (account.state, written.state, written.attempts) == ("paused", "planned", 0)


@pytest.mark.parametrize(
    ("step", "sent", "state"),
    [("claim", 0, "planned"), ("begin_content", 0, "planned"), ("_write_down", 1, "perhaps_sent")],
)
def test_h85_a_disk_that_fills_up_while_sending_leaves_nobody_in_doubt_and_doubles_nothing(
    written: Outbox, settings, monkeypatch, step: str, sent: int, state: str
) -> None:
    """Whatever could not be written: what certainly did not go is tried again, what may have gone is never sent again
    by itself."""
    from django.db import OperationalError

    def full(*_: object, **__: object) -> None:
        raise OperationalError("database or disk is full")

    with Scripted({}) as smtp:
        settings.SMTP = smtp.server
        with monkeypatch.context() as disk, pytest.raises(OperationalError):
            disk.setattr(outbox, step, full)
            send_next(lambda: NOW + MINUTE)
        assert len([each for each in smtp.got if each]) == sent
        outbox.recover(now=NOW + MINUTE + outbox.LEASE * 2)
        written.refresh_from_db()
        assert written.state == state
        while send_next(lambda: NOW + MINUTE + outbox.LEASE * 2):
            pass
        assert len([each for each in smtp.got if each]) == 1
    written.refresh_from_db()
    assert written.state == ("sent" if state == "planned" else "perhaps_sent")
