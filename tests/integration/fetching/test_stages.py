"""An IMAP server that hangs at each stage, babbles instead of greeting, ends a session whose token ran out, or holds
mail of a size that nobody sends: the account goes on, or says why it does not, and everything comes in once."""

import base64
import datetime as dt
import json
import random
from collections.abc import Iterator

import pytest

from ashore.mail import limits as mail_limits
from ashore.store.models import Attachment, MailAccount, Message, RawMessage, Tray
from ashore.usecases.queries.conversation import conversation
from ashore.usecases.queries.downloads import attachment, raw_bytes
from ashore.usecases.sealing import seal, unseal
from servers.babbling import HANG, Scripted
from servers.dovecot import Dovecot
from servers.tokens import TokenServer

from .conftest import NOW, QUICK, held, letter, letters

IMPATIENT = QUICK._replace(read_seconds=1.0, batch=2)
STAGES = {
    "login": b"LOGIN", "list": b"LIST", "select": b"EXAMINE", "search": b"SEARCH", "sizes": b"RFC822.SIZE",
    "bodies": b"BODY.PEEK[]",
}  # fmt: skip


@pytest.fixture
def through(account, proxy):
    """The account behind the proxy."""
    account.imap_port = proxy.port
    account.save()
    return account


@pytest.mark.django_db
@pytest.mark.parametrize("stage", STAGES)
def test_h90_a_server_that_hangs_at_any_stage_is_left_with_a_reason_and_all_comes_once(
    dovecot, through, proxy, user, fetch, stage
) -> None:
    dovecot.deliver(user, letters(range(4)))
    verb = STAGES[stage]
    proxy.change = lambda data: b"" if any(verb in said for said in proxy.sent) else data
    found = fetch(through, limits=IMPATIENT)
    assert found.state == "later"
    assert found.why is not None and found.why.code in ("account.imap.timeout", "account.imap.unreachable")
    through.refresh_from_db()
    assert (through.state, through.failures, through.leased_by) == ("active", 1, "")
    assert RawMessage.objects.count() == 0
    proxy.heal()
    assert fetch(through).state == "done"
    assert held() == (4, 4, 4)
    assert Tray.objects.count() == 0


@pytest.mark.django_db
def test_h90_a_server_that_hangs_in_the_middle_of_a_message_is_left_and_the_message_comes_whole(
    dovecot, through, proxy, user, fetch
) -> None:
    dovecot.deliver(user, [letter(n, "x" * 40_000, subject=f"Part {n}") for n in range(4)])
    begun: list[int] = []

    def stall(data: bytes) -> bytes:
        if not begun and not any(b"BODY.PEEK[]" in said for said in proxy.sent):
            return data
        begun.append(len(data))
        return data[:5000] if len(begun) == 1 else b""

    proxy.change = stall
    found = fetch(through, limits=IMPATIENT)
    assert (found.state, found.new) == ("later", 0)
    proxy.heal()
    assert fetch(through).new == 4
    assert all(len(raw_bytes(row)) > 40_000 for row in RawMessage.objects.all())


@pytest.mark.django_db
def test_h90_a_server_that_hangs_at_the_good_bye_costs_nothing(dovecot, through, proxy, user, fetch) -> None:
    dovecot.deliver(user, letters(range(4)))
    proxy.change = lambda data: b"" if any(b"LOGOUT" in said for said in proxy.sent) else data
    assert fetch(through, limits=IMPATIENT).state == "done"
    assert held() == (4, 4, 4)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "babble",
    [b"HTTP/1.1 400 Bad Request\r\n\r\n", b"\x00\xff" * 500 + b"\r\n", b"SSH-2.0-OpenSSH_9.2\r\n", b"\r\n" * 50,
     b"220 smtp.example ESMTP\r\n", b"* BYE too many connections\r\n", b"* OK " + b"x" * 2_000_000, HANG, b""],
    ids=["http", "bytes", "ssh", "blank", "smtp", "bye", "endless", "silent", "nothing"],
)  # fmt: skip
def test_h90_garbage_instead_of_a_greeting_is_a_reason_and_no_password_is_said_to_it(account, fetch, babble) -> None:
    with Scripted({"greeting": babble}, usual=b"* BAD what?\r\n") as server:
        MailAccount.objects.update(imap_port=server.port)
        found = fetch(account, limits=IMPATIENT)
        assert found.state == "later", found
        assert found.why is not None and found.why.code.startswith("account.imap.")
        assert not [line for line in server.heard if b"LOGIN" in line or b"AUTH" in line]
    account.refresh_from_db()
    assert (account.state, account.why["c"]) == ("active", found.why.code)


@pytest.fixture(scope="module")
def provider() -> Iterator[TokenServer]:
    with TokenServer() as server:
        yield server


@pytest.fixture(scope="module")
def token_server(provider: TokenServer) -> Iterator[Dovecot]:
    with Dovecot(tokens=provider.url) as dovecot:
        yield dovecot


@pytest.mark.django_db
def test_h92_a_token_that_ends_in_the_middle_of_a_session_is_exchanged_and_the_rest_is_fetched(
    add_account, token_server, provider, user, fetch, monkeypatch
) -> None:
    """The server lets go of the session, and does not take the old token at the new one."""
    from ashore.mail.imap import Session

    provider.valid = {"first": user, "second": user}
    provider.status, provider.answer = 200, {"access_token": "second", "expires_in": 3600}
    ends = (NOW + dt.timedelta(hours=1)).timestamp()
    kept = {"refresh_token": "r", "client_id": "desk", "access_token": "first", "expires_at": ends}
    token_server.deliver(user, letters(range(10)))
    account = add_account(user, auth="xoauth2", token_url=provider.url, secret=seal(kept), imap_port=token_server.port)
    bodies, turns = Session.bodies, []

    def ending(self, uids):
        turns.append(uids)
        if len(turns) == 3:
            provider.valid.pop("first")
            token_server.kick(user)
        return bodies(self, uids)

    monkeypatch.setattr(Session, "bodies", ending)
    found = fetch(account, limits=IMPATIENT._replace(read_seconds=10))
    assert (found.state, found.new) == ("done", 10), found
    account.refresh_from_db()
    assert (account.state, unseal(account.secret)["access_token"]) == ("active", "second")
    assert held() == (10, 10, 10)


def with_files(count: int, size: int) -> bytes:
    """A letter with so many files of so many random bytes."""
    chance = random.Random(count)
    parts = [b"Content-Type: text/plain\n\nHow much is it?\n"]
    for number in range(count):
        content = base64.encodebytes(chance.randbytes(size))
        parts.append(
            b"Content-Type: application/octet-stream\nContent-Transfer-Encoding: base64\n"
            b'Content-Disposition: attachment; filename="%d.bin"\n\n%s' % (number, content)
        )
    head = letter(1).partition(b"\n\n")[0].replace(b"text/plain; charset=utf-8", b'multipart/mixed; boundary="b"')
    return head + b"\n\n" + b"".join(b"--b\n" + part for part in parts) + b"--b--\n"


@pytest.mark.slow
@pytest.mark.django_db
def test_h68_a_message_of_fifty_megabytes_is_fetched_whole_read_and_handed_out_byte_for_byte(
    dovecot, account, user, fetch, workspace
) -> None:
    raw = with_files(1, 37_100_000)
    assert 50_000_000 < len(raw) < mail_limits.MAX_MESSAGE_BYTES
    dovecot.deliver(user, [letter(7, subject="Before"), raw, letter(8, subject="After")])
    found = fetch(account, limits=QUICK._replace(read_seconds=60))
    assert (found.state, found.new, found.tray, found.read) == ("done", 3, 0, 3)
    row = Message.objects.get(message_id="m1@mail.example")
    assert raw_bytes(row.raw) == raw.replace(b"\n", b"\r\n")
    given = attachment(workspace=workspace, id=Attachment.objects.get(message=row).pk)
    assert (given.name, given.content) == ("0.bin", random.Random(1).randbytes(37_100_000))
    assert held() == (3, 3, 3)


@pytest.mark.slow
@pytest.mark.django_db
def test_h68_a_message_of_ten_thousand_files_is_kept_with_a_note_and_the_rest_goes_on(
    dovecot, account, user, fetch, workspace
) -> None:
    """H03: the files beyond the limit are not listed, the bytes are all there, and the page says so."""
    raw = with_files(10_000, 30)
    dovecot.deliver(user, [letter(7, subject="Before"), raw, letter(8, subject="After")])
    found = fetch(account, limits=QUICK._replace(read_seconds=60))
    assert (found.state, found.new, found.tray, found.read) == ("done", 3, 0, 3)
    row = Message.objects.get(message_id="m1@mail.example")
    files = Attachment.objects.filter(message=row)
    assert mail_limits.MAX_PARTS - 10 < files.count() <= mail_limits.MAX_PARTS
    assert raw_bytes(row.raw) == raw.replace(b"\n", b"\r\n")
    last = files.order_by("-position").first()
    assert len(attachment(workspace=workspace, id=last.pk).content) == 30
    shown = conversation(workspace=workspace, id=row.conversation_id, now=NOW).messages[0]
    assert "mail.cut.parts" in {each.code for each in shown.cut}


DRIPPED = QUICK._replace(read_seconds=5.0, patience_seconds=1.0, blamed=0, batch=2)


@pytest.mark.django_db
@pytest.mark.parametrize("stage", ["greeting", *STAGES])
def test_h90_a_server_of_one_byte_at_a_time_is_left_as_a_whole_with_a_reason_and_all_comes_once(
    dovecot, through, proxy, user, fetch, add_account, stage
) -> None:
    other = add_account("other-" + user)
    dovecot.deliver(user, letters(range(4)))
    dovecot.deliver("other-" + user, [letter(9)])
    verb = STAGES.get(stage, b"")
    proxy.slow, proxy.slow_from = 0.2, lambda: not verb or any(verb in said for said in proxy.sent)
    found = fetch(through, limits=DRIPPED)
    assert (found.state, found.why and found.why.code) == ("later", "account.imap.too_slow")
    through.refresh_from_db()
    assert (through.state, through.failures, through.leased_by) == ("active", 1, "")
    assert "too_slow" in json.dumps(through.why)
    assert fetch(other).new == 1
    proxy.heal()
    assert fetch(through).state == "done"
    assert held() == (5, 5, 5)
    assert Tray.objects.count() == 0


@pytest.mark.django_db
def test_a_first_import_over_a_slow_line_takes_longer_than_any_patience_and_is_whole(
    dovecot, through, proxy, user, fetch
) -> None:
    dovecot.deliver(user, [letter(n, "x" * 9_000, subject=f"Part {n}") for n in range(6)])
    proxy.slow, proxy.slow_bytes = 0.1, 1_000
    found = fetch(through, limits=QUICK._replace(patience_seconds=1.0))
    assert (found.state, found.new, found.tray) == ("done", 6, 0)
    assert proxy.bytes > 54_000


@pytest.mark.django_db
def test_over_a_slow_line_other_mail_is_looked_for_in_between_and_the_account_stays_ours(
    dovecot, through, proxy, user, fetch, monkeypatch
) -> None:
    from ashore.mail.imap import pace
    from ashore.usecases.fetching import account as fetching

    dovecot.deliver(user, letters(range(9)))
    kept: list[int] = []
    monkeypatch.setattr(pace, "MEANWHILE_SECONDS", 0.0)
    monkeypatch.setattr(fetching, "keep_lease", lambda **held: kept.append(held["account"]))
    found = fetch(through, limits=QUICK._replace(batch=3, slice_seconds=0.0), enough=lambda: True)
    assert (found.new, found.unfinished) == (3, True)
    assert len(kept) > 5
    dovecot.deliver(user, [letter(20)])
    found = fetch(through, limits=QUICK._replace(batch=3, slice_seconds=0.0))
    assert (found.new, found.unfinished) == (7, False)
    assert held() == (10, 10, 10)
