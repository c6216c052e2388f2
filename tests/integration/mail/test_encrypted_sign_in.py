"""Signing in over TLS and STARTTLS at a real Dovecot and a real Postfix, and all that must keep a password at home."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest

from ashore.jobs.outgoing import send_next
from ashore.mail.imap import ImapTrouble, Login, Server, Session
from ashore.mail.smtp_trial import SmtpTrouble, try_smtp
from ashore.store.models import Conversation, MailAccount, Outbox, Workspace
from ashore.usecases import replies
from ashore.usecases.accounts import add_account, change_account, resume_account
from ashore.usecases.errors import NotPossible
from ashore.usecases.fetching import Limits, fetch_account
from ashore.usecases.importing.single import enter_message
from ashore.usecases.queries.outgoing import outgoing
from ashore.usecases.sealing import seal
from ashore.usecases.setting_up import add_user, create_workspace
from ashore.words import say
from servers.certificates import Authority
from servers.dovecot import Dovecot
from servers.postfix import Postfix, postfix
from servers.proxy import Proxy

ANNA, EVA = "anna@studio.example", "eva@client.example"
QUICK = Limits(connect_seconds=5, read_seconds=10)
WAYS = ["tls", "starttls"]


class Servers(NamedTuple):
    """Both servers with the same certificate."""

    imap: Dovecot
    smtp: Postfix

    def port(self, kind: str, security: str) -> int:
        server = self.imap if kind == "imap" else self.smtp
        return server.tls_port if security == "tls" else server.port


@pytest.fixture(scope="module")
def authority(tmp_path_factory) -> Authority:
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def started(authority: Authority, tmp_path_factory) -> Iterator[Callable[..., Servers]]:
    """Servers with a certificate of some kind, started when first asked for."""
    from contextlib import ExitStack

    found: dict[str, Servers] = {}
    with ExitStack() as running:

        def start(kind: str) -> Servers:
            if kind not in found:
                certificate = authority.issue(**KINDS[kind])
                imap = running.enter_context(Dovecot(certificate=certificate))
                folder = tmp_path_factory.mktemp("postfix")
                smtp = running.enter_context(postfix(folder, certificate=certificate, sign_in=imap.sign_in))
                found[kind] = Servers(imap, smtp)
            return found[kind]

        yield start


KINDS = {
    "right": {},
    "other name": {"host": "mail.elsewhere.example"},
    "expired": {"began": 30, "ends": -1},
    "self-signed": {"vouched": False},
}
BAD = {
    "other name": "account.tls.other_name",
    "expired": "account.tls.expired",
    "self-signed": "account.tls.unvouched",
}
WHAT_HELPS = {
    "other name": "Enter the server’s name",
    "expired": "wait until your provider has renewed the certificate",
    "self-signed": "name its authority in SSL_CERT_FILE",
}


@pytest.fixture(autouse=True)
def trusting(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.path))


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@pytest.fixture
def workspace(db: None) -> Workspace:
    found = create_workspace(name="Studio", me=["studio.example"], zone="UTC", now=now())
    add_user(workspace=found, email=ANNA, name="Anna")
    return found


def account(workspace: Workspace, servers: Servers, security: str) -> MailAccount:
    return MailAccount.objects.create(
        workspace=workspace, address=ANNA, secret=seal({"password": servers.imap.password}), created_at=now(),
        imap_host="localhost", imap_port=servers.port("imap", security), imap_security=security,
        smtp_host="localhost", smtp_port=servers.port("smtp", security), smtp_security=security,
    )  # fmt: skip


def written(workspace: Workspace) -> Outbox:
    """A reply to Eva, due."""
    ago = now() - dt.timedelta(minutes=5)
    raw = (
        f"From: Eva <{EVA}>\nTo: {ANNA}\nSubject: New site\nMessage-ID: <q@client.example>\n"
        f"Date: {ago:%a, %d %b %Y %H:%M:%S} +0000\n\nHow much is it?\n"
    )
    enter_message(workspace=workspace, raw=raw.encode(), source="t", place="1", now=ago)
    user = workspace.membership_set.get().user
    talk = Conversation.objects.get().pk
    number = replies.write_reply(workspace=workspace, user=user, now=ago, conversation=talk, text="It is 900 EUR.")
    return Outbox.objects.get(pk=number)


def fetched(row: MailAccount):
    return fetch_account(account=row.pk, clock=now, limits=QUICK, at_once=True, reading=False)


@pytest.mark.parametrize("security", WAYS)
def test_mail_comes_and_goes_encrypted_where_the_certificate_is_right(workspace, started, security) -> None:
    servers = started("right")
    row = account(workspace, servers, security)
    servers.imap.deliver(ANNA, [b"From: eva@client.example\nSubject: Hello\n\nHello\n"])
    assert fetched(row).state == "done"
    message = written(workspace)
    before = len(servers.smtp.letters(EVA))
    assert send_next()
    message.refresh_from_db()
    assert (message.state, message.recipients) == ("sent", {EVA: "sent"})
    assert len(servers.smtp.wait_for(EVA, before + 1)) == before + 1
    server = {"host": "localhost", "port": row.smtp_port, "security": security, "user": ANNA, "password": "wrong"}
    with pytest.raises(SmtpTrouble, match="535"):
        try_smtp(server)


@pytest.mark.parametrize("security", WAYS)
@pytest.mark.parametrize("kind", BAD)
def test_a_certificate_that_proves_nothing_pauses_the_account_and_says_what_helps(
    workspace, started, kind, security
) -> None:
    servers = started(kind)
    row = account(workspace, servers, security)
    found = fetched(row)
    row.refresh_from_db()
    assert (found.state, row.state, row.why["c"]) == ("paused", "paused", BAD[kind])
    assert WHAT_HELPS[kind] in say(found.why)
    assert "resume the account" in say(found.why)
    message = written(workspace)
    resume_account(workspace=workspace, account=row.pk)
    assert send_next()
    row.refresh_from_db()
    message.refresh_from_db()
    assert (row.state, row.why["c"]) == ("paused", BAD[kind])
    assert (message.state, message.attempts, message.reason["c"]) == ("planned", 0, BAD[kind])
    assert [each.stuck for each in outgoing(workspace=workspace, now=now())] == [True]
    assert f"Login: user=<{ANNA}>" not in servers.imap.log()


def without_starttls(data: bytes) -> bytes:
    """What somebody in between makes of a greeting."""
    return (
        data.replace(b" STARTTLS", b"").replace(b"250-STARTTLS\r\n", b"").replace(b"250 STARTTLS\r\n", b"250 HELP\r\n")
    )


def refusing_starttls(data: bytes) -> bytes:
    """The capability stays, and the command is answered with no."""
    return data.replace(b"OK Begin TLS", b"NO not today").replace(b"220 2.0.0 Ready", b"454 4.7.0 not today")


@pytest.mark.parametrize("change", [without_starttls, refusing_starttls])
def test_no_password_is_sent_where_somebody_in_between_takes_the_encryption_away(workspace, started, change) -> None:
    servers = started("right")
    row = account(workspace, servers, "starttls")
    with Proxy(servers.imap.port) as imap, Proxy(servers.smtp.port) as smtp:
        imap.change = smtp.change = change
        MailAccount.objects.filter(pk=row.pk).update(imap_port=imap.port, smtp_port=smtp.port)
        found = fetched(row)
        assert found.state == "later"
        message = written(workspace)
        assert send_next()
        message.refresh_from_db()
        assert (message.state, message.recipients) == ("planned", {EVA: ""})
        if change is without_starttls:
            assert found.why.code == message.reason["c"] == "account.tls.stripped"
        assert imap.sent
        assert smtp.sent
        said = b"".join([*imap.sent, *smtp.sent]).upper()
        assert all(word not in said for word in (b"LOGIN", b"AUTHENTICATE", b"AUTH ", b"MAIL FROM", b"900"))
        imap.heal()
        smtp.heal()
        assert fetched(row).state == "done"
    assert MailAccount.objects.get().state == "active"


def test_what_was_said_before_the_encryption_began_is_not_believed(workspace, started) -> None:
    """Answers put in before the handshake (CVE-2011-0411 and its kin) are thrown away, or end the connection."""

    def more(data: bytes) -> bytes:
        return data + b"* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\n" if b"OK Begin TLS" in data else data

    servers = started("right")
    row = account(workspace, servers, "starttls")
    with Proxy(servers.imap.port) as between:
        between.change = more
        MailAccount.objects.filter(pk=row.pk).update(imap_port=between.port)
        fetched(row)
        assert servers.imap.password.encode() not in b"".join(between.sent)


@pytest.mark.parametrize("host", ["mail.example", "192.0.2.1", "127.0.0.1.example", "localhost.example", "10.0.0.5"])
def test_a_password_goes_unencrypted_to_this_machine_alone(workspace, host, monkeypatch) -> None:
    def nobody(*args, **more):
        raise AssertionError("a connection was made")

    monkeypatch.setattr("socket.create_connection", nobody)
    monkeypatch.setattr("socket.getaddrinfo", nobody)
    with pytest.raises(ImapTrouble) as imap:
        Session(Server(host, 143, "none"), Login(ANNA, "horse")).__enter__()
    with pytest.raises(SmtpTrouble) as smtp:
        try_smtp({"host": host, "port": 25, "security": "none", "user": ANNA, "password": "horse"})
    assert imap.value.reason.code == smtp.value.reason.code == "account.tls.in_the_clear"
    given = {"workspace": workspace, "address": ANNA, "now": now(), "password": "horse"}
    for kind in ("imap", "smtp"):
        with pytest.raises(NotPossible, match="in_the_clear"):
            add_account(**given, **{f"{kind}_host": host, f"{kind}_security": "none"})
    number = add_account(**given, imap_host=host)
    with pytest.raises(NotPossible, match="in_the_clear"):
        change_account(workspace=workspace, account=number, imap_security="none")
    MailAccount.objects.filter(pk=number).update(imap_security="none")
    assert fetched(MailAccount.objects.get()).state == "paused"
