"""Copies of what was sent in the Sent folder of a real Dovecot: one each, whatever happens in between."""

import datetime as dt

import pytest
from imapclient.exceptions import IMAPClientError

from ashore.mail.imap import FilingSession, Login, Server
from ashore.store.models import Conversation, Copy, MailAccount, Message, Outbox, RawMessage, SentCopy
from ashore.usecases import outbox, replies
from ashore.usecases.accounts import change_account, resume_account
from ashore.usecases.filing import putting
from ashore.usecases.filing.choosing import do_without
from ashore.usecases.importing.single import enter_message
from ashore.usecases.queries.copies import late_copies
from ashore.usecases.sealing import seal
from ashore.usecases.setting_up import add_user
from ashore.words import say
from servers.dovecot import Dovecot

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


class Died(BaseException):
    """What a kill is to the process that it hits."""


def dying(monkeypatch: pytest.MonkeyPatch, place: object, name: str, *, before: bool = False) -> None:
    """Die once, before or after a step was done."""
    step = getattr(place, name)

    def cut(*given, **more):
        monkeypatch.setattr(place, name, step)
        if not before:
            step(*given, **more)
        raise Died

    monkeypatch.setattr(place, name, cut)


STEPS = {
    "before signing in": (putting, "session_of", True),
    "after signing in": (putting, "session_of", False),
    "after claiming": (putting, "_claim", False),
    "after looking": (FilingSession, "find", False),
    "before the APPEND": (FilingSession, "append", True),
    "after the APPEND": (FilingSession, "append", False),
    "after writing it down": (putting, "_write_down", False),
}


@pytest.mark.django_db
@pytest.mark.parametrize("step", STEPS)
def test_h82_whoever_dies_at_any_step_leaves_one_copy_and_a_sent_message(
    dovecot, account, user, asked, monkeypatch, step
) -> None:
    row = sent(asked)
    place, name, before = STEPS[step]
    dying(monkeypatch, place, name, before=before)
    with pytest.raises(Died):
        file_copies(account)
    file_copies(account)  # whoever comes before the time of the dead is over does nothing twice
    done = file_copies(account, now=LATER + putting.LEASE)
    assert len(lying(dovecot, user)) == 1
    assert SentCopy.objects.get().state == "filed"
    assert SentCopy.objects.get().uid == 1
    assert done.found == (1 if step == "after the APPEND" else 0)
    again = Outbox.objects.get(pk=row.pk)
    assert (again.state, again.recipients, again.attempts) == ("sent", row.recipients, row.attempts)


@pytest.mark.django_db
def test_a_connection_that_is_cut_before_the_servers_yes_leaves_one_copy(dovecot, account, user, asked, proxy) -> None:
    def cut(data: bytes) -> bytes:
        if b"APPENDUID" not in data:
            return data
        proxy.cut()
        return b""

    sent(asked)
    proxy.change = cut
    MailAccount.objects.update(imap_port=proxy.port)
    found = file_copies(account)
    proxy.heal()
    assert (found.state, found.filed) == ("later", 0)
    assert len(lying(dovecot, user)) == 1
    copy = SentCopy.objects.get()
    assert (copy.state, copy.reason["c"]) == ("waiting", "account.imap.cut")
    assert copy.not_before == LATER + putting.FIRST_PAUSE
    found = file_copies(account, now=copy.not_before)
    assert (found.filed, found.found) == (1, 1)
    assert len(lying(dovecot, user)) == 1


@pytest.mark.django_db
def test_who_took_over_is_believed_and_who_comes_late_is_not(account, asked) -> None:
    sent(asked)
    late = putting._claim(account, LATER)
    assert putting._claim(account, LATER) is None
    now = putting._claim(account, LATER + putting.LEASE)
    assert not putting._write_down(late, "Sent", putting.Lies(1, 1), LATER)
    assert putting._write_down(now, "Sent", putting.Lies(1, 2), LATER)
    assert SentCopy.objects.get().uid == 2


@pytest.mark.django_db
def test_a_copy_that_the_provider_put_there_itself_is_enough(dovecot, account, user, asked) -> None:
    row = sent(asked)
    dovecot.deliver(user, [b"Received: by the provider\n" + bytes(row.raw)], folder="Sent", at=SENT_AT.timestamp())
    assert (file_copies(account).found, len(lying(dovecot, user))) == (1, 1)
    assert SentCopy.objects.get().state == "filed"


@pytest.mark.django_db
def test_a_server_that_is_down_is_left_alone_longer_each_time_and_the_message_stays_sent(
    account, asked, workspace
) -> None:
    row = sent(asked)
    sent(asked, "And 100 EUR for the text.")
    port = account.imap_port
    MailAccount.objects.update(imap_port=1)
    at, pauses = LATER, []
    for _ in range(9):
        assert file_copies(account, now=at).state == "later"
        copy = SentCopy.objects.first()
        pauses.append(copy.not_before - at)
        assert putting.accounts_with_copies(now=at) == []
        at = copy.not_before
    assert pauses == sorted(pauses)
    assert pauses[0] == putting.FIRST_PAUSE
    assert pauses[-1] == putting.LONGEST_PAUSE
    assert [each.reason.code for each in late_copies(workspace=workspace)] == ["account.imap.unreachable"] * 2
    assert Outbox.objects.get(pk=row.pk).state == "sent"
    assert MailAccount.objects.get().state == "active"
    MailAccount.objects.update(imap_port=port)
    resume_account(workspace=workspace, account=account.pk)
    assert file_copies(account, now=LATER).filed == 2
    assert late_copies(workspace=workspace) == ()


@pytest.mark.django_db
def test_a_refused_password_pauses_the_account_and_copies_wait_for_it_visibly(account, asked, workspace) -> None:
    """H92."""
    sent(asked)
    right = MailAccount.objects.get().secret
    MailAccount.objects.update(secret=seal({"password": "wrong"}))
    assert file_copies(account).state == "paused"
    assert MailAccount.objects.get().why["c"] == "account.imap.refused"
    assert putting.accounts_with_copies(now=LATER) == []
    assert file_copies(account, now=LATER + dt.timedelta(days=1)).state == "paused"
    (late,) = late_copies(workspace=workspace)
    assert (late.reason.code, late.retry_at) == ("outbox.account_paused", None)
    MailAccount.objects.update(secret=right)
    resume_account(workspace=workspace, account=account.pk)
    assert file_copies(account).filed == 1


@pytest.mark.django_db
def test_a_full_mailbox_gets_its_copy_when_there_is_room(settings, add_account, workspace) -> None:
    with Dovecot(quota="1K") as server:
        settings.SMTP = {"host": "127.0.0.1", "port": 1, "security": "none"}
        account = add_account("full@studio.example", imap_port=server.port)
        add_user(workspace=workspace, email="full@studio.example", name="Anna")
        enter_message(workspace=workspace, raw=letter(1), source="t", place="1", now=NOW)
        row = sent(Conversation.objects.get(), "It is 900 EUR. " * 100)
        assert len(bytes(row.raw)) > 2048
        assert file_copies(account).state == "later"
        (late,) = late_copies(workspace=workspace)
        assert late.reason.code == "account.imap.full"
        assert "Quota exceeded" in say(late.reason)
        assert Outbox.objects.get().state == "sent"
        server.set_quota("1M")
        assert file_copies(account, now=late.retry_at).filed == 1
        assert len(lying(server, "full@studio.example")) == 1


@pytest.mark.django_db
def test_a_missing_folder_is_made_once_and_where_that_is_forbidden_the_copy_waits(
    settings, add_account, workspace, monkeypatch
) -> None:
    def forbidden(*_: object) -> None:
        raise IMAPClientError("create failed: b'[NOPERM] Permission denied'")

    with Dovecot(sent=False) as server:
        settings.SMTP = {"host": "127.0.0.1", "port": 1, "security": "none"}
        account = add_account("new@studio.example", imap_port=server.port)
        add_user(workspace=workspace, email="new@studio.example", name="Anna")
        enter_message(workspace=workspace, raw=letter(1), source="t", place="1", now=NOW)
        sent(Conversation.objects.get())
        with monkeypatch.context() as barred:
            barred.setattr(FilingSession, "_create", forbidden)
            assert file_copies(account).state == "later"
        (late,) = late_copies(workspace=workspace)
        assert late.reason.code == "filing.no_folder"
        assert say(late.reason).startswith("new@studio.example has no folder for sent mail")
        assert "[NOPERM] Permission denied" in say(late.reason)
        sent(Conversation.objects.get(), "And 100 EUR for the text.")
        assert file_copies(account, now=late.retry_at).filed == 2
        assert len(lying(server, "new@studio.example")) == 2
        assert account.folders.get(role="sent").name == "Sent"
        assert "Sent" in (server.maildir("new@studio.example") / "subscriptions").read_text()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "choice", "wanted"),
    [
        ({"imap_host": "imap.gmail.com", "smtp_host": "smtp.gmail.com"}, "auto", False),
        ({"imap_host": "imap.gmail.com", "smtp_host": "smtp.gmail.com"}, "always", True),
        ({"imap_host": "imap.gmail.com", "smtp_host": "smtp.relay.example"}, "auto", True),
        ({"imap_host": "imap.gmail.com", "smtp_host": ""}, "auto", True),
        ({"imap_host": "outlook.office365.com", "smtp_host": "SMTP.office365.com"}, "auto", False),
        ({"imap_host": "imap.fastmail.com", "smtp_host": "smtp.fastmail.com"}, "auto", True),
        ({"imap_host": "mail.studio.example", "smtp_host": "mail.studio.example"}, "auto", True),
        ({"imap_host": "mail.studio.example", "smtp_host": "mail.studio.example"}, "never", False),
        ({"imap_host": "", "smtp_host": "mail.studio.example"}, "always", False),
    ],
)
def test_copies_are_put_where_nobody_else_puts_them_or_as_was_chosen(account, asked, fields, choice, wanted) -> None:
    MailAccount.objects.update(**fields, sent_copies_kept=choice)
    sent(asked)
    assert SentCopy.objects.exists() is wanted


@pytest.mark.django_db
def test_what_nobody_wants_any_more_is_not_put_there(account, user, dovecot, asked, workspace) -> None:
    row = sent(asked)
    change_account(workspace=workspace, account=account.pk, sent_copies_kept="never")
    file_copies(account)
    assert not SentCopy.objects.exists()
    change_account(workspace=workspace, account=account.pk, sent_copies_kept="always")
    other = sent(asked, "And 100 EUR for the text.")
    do_without(workspace=workspace, outgoing=other.pk)
    assert file_copies(account).filed == 0
    assert lying(dovecot, user) == []
    assert Outbox.objects.filter(state="sent", pk__in=[row.pk, other.pk]).count() == 2


@pytest.mark.django_db
def test_only_what_went_out_to_somebody_and_is_no_letter_of_the_desk_itself_gets_a_copy(account, asked) -> None:
    user = asked.workspace.membership_set.get().user
    number = replies.write_reply(workspace=asked.workspace, user=user, now=NOW, conversation=asked.pk, text="900 EUR.")
    for result, how, copies in (("later", "later: 451", 0), ("perhaps_sent", "perhaps", 0), ("sent", "sent", 1)):
        if result == "sent":
            replies.send_again(workspace=asked.workspace, outgoing=number, now=SENT_AT)
        envelope = outbox.claim(now=SENT_AT + dt.timedelta(hours=1))
        done = outbox.Outcome(result, dict.fromkeys(envelope.recipients, how))
        assert outbox.settle(envelope=envelope, outcome=done, now=SENT_AT)
        assert SentCopy.objects.count() == copies
    Outbox.objects.filter(pk=number).update(message_id=f"{outbox.OWN_NOTICE}1@studio.example", state="planned")
    SentCopy.objects.all().delete()
    Outbox.objects.filter(pk=number).update(recipients={"anna@studio.example": ""}, not_before=None)
    envelope = outbox.claim(now=SENT_AT + dt.timedelta(hours=1))
    outbox.settle(envelope=envelope, outcome=outbox.Outcome("sent", {"anna@studio.example": "sent"}), now=SENT_AT)
    assert not SentCopy.objects.exists()
