"""Copies of what was sent in the Sent folder of a real Dovecot: one each, whatever happens in between."""

import datetime as dt

import pytest

from ashore.mail.imap import FilingSession, Login, Server
from ashore.store.models import Conversation, Copy, MailAccount, Message, Outbox, RawMessage, SentCopy
from ashore.usecases import outbox, replies
from ashore.usecases.filing import putting
from ashore.usecases.setting_up import add_user

from .conftest import NOW, QUICK, letter

SENT_AT = NOW + dt.timedelta(minutes=10)
LATER = SENT_AT + dt.timedelta(minutes=1)


@pytest.fixture
def asked(settings, dovecot, account, user, fetch, workspace) -> Conversation:
    """Eva asked, and a server takes what is answered."""
    settings.SMTP = {"host": "127.0.0.1", "port": 1, "security": "none"}
    add_user(workspace=workspace, email=user, name="Anna")
    dovecot.deliver(user, [letter(1)])
    fetch(account)
    return Conversation.objects.get()


def sent(talk: Conversation, text: str = "It is 900 EUR.", **wishes) -> Outbox:
    """A reply that a server took, not yet filed."""
    number = replies.write_reply(
        workspace=talk.workspace, user=talk.workspace.membership_set.get().user, now=NOW, conversation=talk.pk,
        text=text, wishes=replies.Wishes(**wishes),
    )  # fmt: skip
    envelope = outbox.claim(now=SENT_AT)
    assert envelope is not None
    done = outbox.Outcome("sent", dict.fromkeys(envelope.recipients, "sent"))
    assert outbox.settle(envelope=envelope, outcome=done, now=SENT_AT)
    return Outbox.objects.get(pk=number)


def file_copies(account: MailAccount, *, now: dt.datetime = LATER) -> putting.Filed:
    return putting.file_copies(account=account.pk, clock=lambda: now, limits=QUICK)


def lying(dovecot, user, folder: str = "Sent") -> list[bytes]:
    """What lies in a folder."""
    home = dovecot.maildir(user, folder)
    return [path.read_bytes() for name in ("cur", "new") for path in sorted((home / name).iterdir())]


def open_again(account: MailAccount) -> None:
    account.refresh_from_db()


@pytest.fixture
def mailbox(dovecot, user):
    with FilingSession(Server("127.0.0.1", dovecot.port, "none", 5, 10), Login(user, dovecot.password)) as session:
        yield session


@pytest.mark.django_db
def test_what_was_sent_lies_in_the_sent_folder_as_it_was_sent_and_is_known_when_fetched(
    dovecot, account, user, fetch, asked, mailbox
) -> None:
    row = sent(asked)
    assert putting.accounts_with_copies(now=LATER) == [account.pk]
    assert file_copies(account).filed == 1
    copy = SentCopy.objects.get()
    assert (copy.state, copy.folder, copy.outgoing_id) == ("filed", "Sent", row.pk)
    opened = mailbox.open("Sent")
    assert (copy.uidvalidity, copy.uid) == (opened.uidvalidity, mailbox.uids(1)[0])
    assert mailbox.bodies([copy.uid])[copy.uid] == bytes(row.raw)
    assert mailbox.sizes([copy.uid])[copy.uid].arrived_at == SENT_AT
    (path,) = dovecot.maildir(user, "Sent").glob("cur/*")
    assert "S" in path.name.rpartition(":2,")[2]
    fetch(account, now=LATER)
    assert Message.objects.count() == RawMessage.objects.count() == 2
    assert Copy.objects.filter(source__startswith=f"imap:{user}/Sent").count() == 1
    assert Conversation.objects.get().messages_count == 2
    assert not Message.objects.filter(conflict=True).exists()
    assert putting.accounts_with_copies(now=LATER) == []
    assert file_copies(account).filed == 0


@pytest.mark.django_db
def test_whoever_got_a_hidden_copy_is_named_in_the_sent_folder_alone_and_the_message_stays_one(
    dovecot, account, user, fetch, asked
) -> None:
    """H81."""
    row = sent(asked, bcc=("joerg@client.example",))
    assert b"joerg" not in bytes(row.raw)
    file_copies(account)
    (kept,) = lying(dovecot, user)
    assert kept.replace(b"\r\n", b"\n") == b"Bcc: joerg@client.example\n" + bytes(row.raw).replace(b"\r\n", b"\n")
    fetch(account, now=LATER)
    assert Message.objects.count() == RawMessage.objects.count() == 2
