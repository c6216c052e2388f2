"""A reply of ours that comes in again from the Sent folder, as servers file it: changed on its way."""

import datetime as dt

import pytest

from ashore.mail import parse
from ashore.store.models import Conversation, Copy, Message, Outbox, RawMessage
from ashore.usecases import outbox, rebuilding, replies
from ashore.usecases.setting_up import add_user
from ashore.usecases.sharing import raw_bytes

from .conftest import NOW, letter

STEP = dt.timedelta(minutes=10)
RECEIVED = (
    b"Return-Path: <anna@studio.example>\nReceived: from desk (desk [192.0.2.1])\n\tby smtp.studio.example;"
    b" Fri, 16 Jan 2026 12:10:02 +0000\nX-Google-Smtp-Source: ABdhPJx\n"
)


@pytest.fixture
def how() -> str:
    return "sent"


@pytest.fixture
def answered(settings, dovecot, account, user, fetch, workspace, how) -> Outbox:
    """Eva asked, and our reply was taken by a server, or perhaps taken."""
    settings.SMTP = {"host": "127.0.0.1", "port": 1, "security": "none"}
    dovecot.deliver(user, [letter(1)])
    fetch(account)
    anna = add_user(workspace=workspace, email="anna@studio.example", name="Anna")
    talk = Conversation.objects.get()
    number = replies.write_reply(workspace=workspace, user=anna, now=NOW, conversation=talk.pk, text="It is 900 EUR.")
    envelope = outbox.claim(now=NOW + STEP)
    assert envelope is not None
    done = outbox.Outcome(how, dict.fromkeys(envelope.recipients, how.removesuffix("_sent")))
    assert outbox.settle(envelope=envelope, outcome=done, now=NOW + STEP)
    return Outbox.objects.get(pk=number)


def filed(row: Outbox) -> bytes:
    """The reply as a server keeps it: its own fields above, other ends of lines."""
    return RECEIVED + bytes(row.raw).replace(b"\r\n", b"\n")


@pytest.mark.django_db
@pytest.mark.parametrize("how", ["sent", "perhaps_sent"])
def test_h33_the_copy_of_a_reply_in_the_sent_folder_is_no_second_message(
    dovecot, account, user, fetch, answered, how
) -> None:
    outbox.enter_sent(now=NOW + STEP)
    assert Message.objects.filter(side="us").count() == (1 if how == "sent" else 0)
    dovecot.deliver(user, [filed(answered)], folder="Sent")
    fetch(account, now=NOW + 2 * STEP)
    outbox.enter_sent(now=NOW + 2 * STEP)
    ours = Message.objects.select_related("raw", "conversation").get(side="us")
    assert Message.objects.count() == RawMessage.objects.count() == 2
    assert raw_bytes(ours.raw) == bytes(answered.raw)
    assert Conversation.objects.get().messages_count == 2
    sources = Copy.objects.filter(raw=ours.raw).values_list("source", flat=True)
    assert any(each.startswith(f"imap:{user}/Sent") for each in sources)
    assert Outbox.objects.get().state == "sent"
    rebuilt = NOW + (STEP if how == "sent" else 2 * STEP)
    before = rebuilding.derived_rows()
    rebuilding.rebuild(now=rebuilt, processes=0)
    assert rebuilding.derived_rows() == before
    assert fetch(account, now=NOW + 3 * STEP).new == 0
    assert Message.objects.count() == 2


@pytest.mark.django_db
def test_h32_other_words_under_the_id_of_a_reply_are_a_message_of_their_own(
    dovecot, account, user, fetch, answered
) -> None:
    outbox.enter_sent(now=NOW + STEP)
    forged = filed(answered).replace(b"900 EUR", b"9 EUR")
    assert parse(forged).text != parse(filed(answered)).text
    dovecot.deliver(user, [forged], folder="Sent")
    fetch(account, now=NOW + 2 * STEP)
    assert RawMessage.objects.count() == 3
    assert Message.objects.filter(message_id=answered.message_id, conflict=True).count() == 2


FOOTER = (
    b"\n_______________________________________________\nTeam mailing list -- team@lists.example\n"
    b"To unsubscribe send an email to team-leave@lists.example\n"
)


def plain_part(row: Outbox, text: bytes) -> bytes:
    """The reply as a list sends it on: tagged, as plain text alone, with its lines below."""
    head = bytes(row.raw).replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    kept = [line for line in head.split(b"\n") if not line.lower().startswith((b"content-", b"mime-", b" boundary"))]
    fields = b"\n".join(kept).replace(b"Subject: ", b"Subject: [Team] ")
    listed = b"List-Id: <team.lists.example>\nList-Post: <mailto:team@lists.example>\n"
    return RECEIVED + listed + fields + b"\nContent-Type: text/plain; charset=utf-8\n\n" + text


CHANGED = {
    "Gmail writes the account's own address into From": lambda row: (
        filed(row)
        .replace(b"From: Anna <anna@studio.example>", b"From: Anna <office@studio.example>")
        .replace(b"To: ", b"X-Google-Original-From: Anna <anna@studio.example>\nTo: ", 1)
    ),
    "a list adds its tag and its lines": lambda row: plain_part(row, b"It is 900 EUR.\n" + FOOTER),
    "a gateway breaks lines anew": lambda row: plain_part(row, b"It is\n900 EUR.\n"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("how", ["sent"])
@pytest.mark.parametrize("change", CHANGED)
def test_h33_a_copy_that_was_changed_on_its_way_is_shown_once_and_claims_nothing(
    dovecot, account, user, fetch, answered, how, change
) -> None:
    outbox.enter_sent(now=NOW + STEP)
    changed = CHANGED[change](answered)
    assert changed != filed(answered)
    dovecot.deliver(user, [changed], folder="Sent")
    dovecot.deliver(user, [changed + b"\n"])
    assert fetch(account, now=NOW + 2 * STEP).tray == 0
    ours = Message.objects.select_related("raw").get(side="us")
    assert raw_bytes(ours.raw) == bytes(answered.raw)
    assert Message.objects.count() == RawMessage.objects.count() == 2
    assert Copy.objects.filter(raw=ours.raw, source__startswith=f"imap:{user}/").count() == 2
    assert not Message.objects.filter(conflict=True).exists()
    before = rebuilding.derived_rows()
    rebuilding.rebuild(now=NOW + STEP, processes=0)
    assert rebuilding.derived_rows() == before


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text",
    [b"It is 900 EUR.\n\nPay it to another account, please.\n" + FOOTER, b"It is 90 EUR.\n" + FOOTER, b"900 EUR.\n"],
)
def test_h32_a_list_does_not_hide_what_somebody_added_or_left_out(
    dovecot, account, user, fetch, answered, text
) -> None:
    outbox.enter_sent(now=NOW + STEP)
    dovecot.deliver(user, [plain_part(answered, text)])
    fetch(account, now=NOW + 2 * STEP)
    assert RawMessage.objects.count() == 3
    assert Message.objects.filter(message_id=answered.message_id, conflict=True).count() == 2
