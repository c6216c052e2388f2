"""Servers that hang, lie and break off, disks that fill up, workers that meet: every fault ends with all mail once."""

import datetime as dt
import re
import threading

import pytest
from django.db import OperationalError, connection, connections

from ashore.store.models import Conversation, Copy, MailAccount, MailFolder, Message, RawMessage, Tray
from ashore.usecases.fetching import Limits, fetch_account
from ashore.usecases.leasing import leased
from ashore.usecases.processes import own_name
from ashore.usecases.retrying import try_again
from ashore.usecases.sealing import seal

from .conftest import NOW, QUICK, held, letter, letters

SMALL = QUICK._replace(batch=10)
IMPATIENT = QUICK._replace(read_seconds=1.5)


@pytest.fixture
def through(account, proxy):
    """The account behind the proxy."""
    account.imap_port = proxy.port
    account.save()
    return account


@pytest.mark.django_db
@pytest.mark.parametrize("bytes_until", [10, 700, 2500, 5000, 9000])
def test_h89_a_connection_cut_in_the_middle_is_taken_up_again(
    dovecot, through, proxy, user, fetch, bytes_until
) -> None:
    dovecot.deliver(user, letters(range(30)))
    proxy.cut_after = bytes_until
    first = fetch(through, limits=SMALL)
    assert first.state in ("done", "later"), first
    second = fetch(through, limits=SMALL)
    assert (second.state, second.tray) == ("done", 0)
    assert held() == (30, 30, 30)


@pytest.mark.django_db
@pytest.mark.parametrize("lie", [-40, -3, 1, 3, 60, 5000])
def test_h89_a_server_that_lies_about_lengths_changes_no_message(dovecot, through, proxy, user, fetch, lie) -> None:
    dovecot.deliver(user, letters(range(6)))
    proxy.lie = lie
    assert fetch(through, limits=IMPATIENT).state in ("done", "later")
    assert RawMessage.objects.count() == 0
    proxy.heal()
    found = fetch(through, limits=SMALL)
    assert found.state == "done"
    assert held() == (6, 6, 6)
    assert Tray.objects.count() == 0
    assert all(raw.size == len(letter(n, subject=f"Part {n}")) + 8 for n, raw in enumerate(RawMessage.objects.all()))


@pytest.mark.django_db
def test_h89_one_message_that_the_server_cannot_give_stops_no_other_and_is_asked_for_again(
    dovecot, through, proxy, user, fetch, workspace
) -> None:
    dovecot.deliver(user, letters(range(12)))
    poison = b"Subject: Part 7\r\n"
    proxy.change = lambda data: data.replace(poison, b"Subject: \r\n") if poison in data else data
    found = fetch(through, limits=IMPATIENT)
    assert (found.state, found.new, found.tray) == ("done", 11, 1), found
    row = Tray.objects.get()
    assert (row.raw, row.place) == (None, "8")
    assert "not_given" in row.reason
    assert fetch(through, limits=IMPATIENT).new == 0
    proxy.heal()
    assert fetch(through).new == 0
    assert try_again(workspace=workspace, now=NOW + dt.timedelta(minutes=1), tray=row.pk) == (0, 1)
    found = fetch(through, now=NOW + dt.timedelta(minutes=2))
    assert (found.state, found.new) == ("done", 1)
    assert Tray.objects.count() == 0
    assert held() == (12, 12, 12)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("nothing", lambda data: b"" if b"BODY[]" in data else data),
        ("another uid", lambda data: data.replace(b"UID 3 BODY", b"UID 9 BODY")),
        ("no bodies", lambda data: data.replace(b"BODY[] {", b"BODX[] {")),
        ("uninvited", lambda data: b"* 99 EXISTS\r\n* 1 EXPUNGE\r\n* 2 FETCH (FLAGS (\\Seen))\r\n" + data),
        ("bytes of anything", lambda data: b"\x00\xff{[" + data),
        ("bye", lambda data: b"* BYE too much\r\n"),
    ],
)
def test_h89_whatever_the_server_answers_the_next_cycle_is_right(
    dovecot, through, proxy, user, fetch, name, change
) -> None:
    dovecot.deliver(user, letters(range(5)))
    fetch(through)
    dovecot.deliver(user, letters(range(5, 9)))
    proxy.change = change
    assert fetch(through, limits=IMPATIENT).state in ("done", "later")
    proxy.heal()
    assert fetch(through).state == "done"
    assert fetch(through).new == 0
    assert held() == (9, 9, 9)
    assert Tray.objects.count() == 0


@pytest.mark.django_db
def test_h89_messages_that_vanish_between_two_commands_are_passed_over(
    dovecot, account, user, fetch, monkeypatch
) -> None:
    from ashore.mail.imap import Session

    paths = dovecot.deliver(user, letters(range(10)))
    bodies = Session.bodies

    def vanish(self, uids):
        for path in dovecot.maildir(user).glob("*/*"):
            if path.name.partition(":")[0] in {paths[2].name, paths[5].name}:
                path.unlink()
        return bodies(self, uids)

    monkeypatch.setattr(Session, "bodies", vanish)
    found = fetch(account)
    assert found.state == "done"
    assert fetch(account).state == "done"
    assert held() == (8, 8, 8)


@pytest.mark.django_db
def test_h90_a_server_that_hangs_is_left_after_the_time_out_and_others_go_on(
    dovecot, through, proxy, user, fetch, add_account
) -> None:
    other = add_account("other-" + user)
    dovecot.deliver(user, letters(range(3)))
    dovecot.deliver("other-" + user, [letter(9)])
    proxy.deaf = True
    found = fetch(through, limits=IMPATIENT)
    assert (found.state, found.why and found.why.code) == ("later", "account.imap.unreachable")
    through.refresh_from_db()
    assert through.retry_at == NOW + dt.timedelta(seconds=30)
    assert fetch(other).new == 1
    proxy.heal()
    assert fetch_account(account=through.pk, clock=lambda: NOW, limits=QUICK).state == "not_due"
    later = NOW + dt.timedelta(seconds=31)
    assert fetch_account(account=through.pk, clock=lambda: later, limits=QUICK).new == 3
    through.refresh_from_db()
    assert (through.failures, through.retry_at, through.why) == (0, None, {})


@pytest.mark.django_db
def test_failures_in_a_row_are_tried_again_ever_later_but_within_an_hour(account, fetch) -> None:
    MailAccount.objects.update(imap_port=1)
    waits = []
    for _ in range(9):
        found = fetch(account)
        assert found.state == "later"
        account.refresh_from_db()
        waits.append(int((account.retry_at - NOW).total_seconds()))
    assert waits == [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]
    assert account.why["c"] == "account.imap.unreachable"


@pytest.mark.django_db
def test_h92_a_changed_password_pauses_the_account_at_once_and_is_not_tried_again(
    dovecot, through, proxy, fetch
) -> None:
    through.secret = seal({"password": "wrong"})
    through.save()
    found = fetch(through)
    assert (found.state, found.why and found.why.code) == ("paused", "account.imap.refused")
    for _ in range(5):
        assert fetch(through).state == "paused"
    assert b"".join(proxy.sent).count(b"LOGIN") == 1
    through.refresh_from_db()
    assert through.state == "paused"


@pytest.mark.django_db
@pytest.mark.parametrize(("words", "state"), [(b"NO [UNAVAILABLE] later", "later"), (b"NO nope", "paused")])
def test_h92_a_refusal_that_says_nothing_of_the_password_pauses_nothing(through, proxy, fetch, words, state) -> None:
    proxy.change = lambda data: re.sub(rb"(?s).*?(\w+) OK [^\n]*Logged in\r\n", rb"\1 " + words + rb"\r\n", data)
    found = fetch(through)
    assert found.state == state, found


@pytest.mark.django_db
def test_a_secret_that_cannot_be_opened_pauses_the_account_with_the_reason(account, fetch, settings) -> None:
    from cryptography.fernet import Fernet

    settings.SEAL_KEY = Fernet.generate_key().decode()
    found = fetch(account)
    assert (found.state, found.why and found.why.code) == ("paused", "account.sealed")


@pytest.mark.django_db
def test_h87_only_one_worker_fetches_an_account_and_a_dead_ones_lease_ends(account, user, dovecot, fetch) -> None:
    dovecot.deliver(user, [letter(1)])
    with leased(account=account.pk, now=NOW) as holder:
        assert holder
        assert fetch(account).state == "busy"
    dead = f"{own_name()}0#ab"  # a process of the same number that began at another time
    MailAccount.objects.update(leased_by=dead, leased_until=NOW + dt.timedelta(minutes=4))
    assert fetch(account).new == 1
    elsewhere = "another-machine/1/1#ab"
    MailAccount.objects.update(leased_by=elsewhere, leased_until=NOW + dt.timedelta(minutes=4))
    assert fetch(account).state == "busy"
    assert fetch(account, now=NOW + dt.timedelta(minutes=5)).state == "done"
    MailAccount.objects.update(leased_by=elsewhere, leased_until=NOW + dt.timedelta(days=4))
    assert fetch(account).state == "done"  # H93: written before the clock was put back


@pytest.mark.django_db(transaction=True)
def test_h87_two_who_fetch_one_mailbox_at_once_store_all_once(dovecot, account, user, add_account) -> None:
    dovecot.deliver(user, letters(range(120)))
    limits = Limits(batch=10, slice=40)
    states: list[str] = []

    def run() -> None:
        try:
            states.append(fetch_account(account=account.pk, clock=lambda: NOW, limits=limits, at_once=True).state)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(3)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert set(states) <= {"done", "busy"}
    assert "done" in states
    assert fetch_account(account=account.pk, clock=lambda: NOW, at_once=True).state == "done"
    assert held() == (120, 120, 120)


@pytest.mark.django_db
def test_who_lost_the_lease_stores_nothing_more(dovecot, account, user, fetch, monkeypatch) -> None:
    from ashore.mail.imap import Session

    dovecot.deliver(user, letters(range(10)))
    bodies = Session.bodies

    def late(self, uids):
        MailAccount.objects.update(leased_by="another-machine/1/1#ab")
        return bodies(self, uids)

    with monkeypatch.context() as slow:
        slow.setattr(Session, "bodies", late)
        assert fetch(account).state == "busy"
    assert held() == (0, 0, 0)
    MailAccount.objects.update(leased_by="", leased_until=None)
    assert fetch(account).new == 10


@pytest.mark.django_db(transaction=True)
def test_h85_a_full_disk_keeps_cursor_and_mail_together_and_resumes(dovecot, account, user, fetch) -> None:
    if connection.vendor != "sqlite":
        fill, free = _refuse_all, _refuse_none
    else:
        fill, free = _no_more_pages, _all_pages
    dovecot.deliver(
        user,
        [
            letter(n, subject=f"Part {n}") + b"".join(b"%030x\n" % (n * 7**60 + k) for k in range(300))
            for n in range(40)
        ],
    )
    fill()
    try:
        found = fetch(account, limits=SMALL)
    finally:
        free()
    assert (found.state, found.why and found.why.code) == ("later", "account.disk_full")
    assert RawMessage.objects.count() == Copy.objects.count()
    assert fetch(account, limits=SMALL).state == "done"
    assert held() == (40, 40, 40)


def _no_more_pages() -> None:
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA page_count")
        pages = cursor.fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages + 12}")


def _all_pages() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA max_page_count = 1073741823")


def _refuse_all() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN RAISE EXCEPTION 'na zariadení nie je miesto' USING ERRCODE = '53100'; END $$"
        )
        cursor.execute("CREATE TRIGGER full_disk BEFORE INSERT ON store_copy FOR EACH ROW EXECUTE FUNCTION full_disk()")


def _refuse_none() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER full_disk ON store_copy")
        cursor.execute("DROP FUNCTION full_disk")


@pytest.mark.django_db
def test_h86_a_database_that_stays_locked_is_tried_again_later(dovecot, account, user, fetch, monkeypatch) -> None:
    from ashore.usecases import keeping

    dovecot.deliver(user, letters(range(3)))

    def locked(_: object) -> None:
        raise OperationalError("database is locked")

    with monkeypatch.context() as busy:
        busy.setattr(keeping, "in_a_transaction", locked)
        found = fetch(account)
    assert (found.state, found.why and found.why.code) == ("later", "account.database_busy")
    assert fetch(account).new == 3


@pytest.mark.django_db
def test_a_folder_that_changes_its_uidvalidity_while_it_is_read_stores_nothing_under_the_old_one(
    dovecot, through, proxy, user, fetch, monkeypatch
) -> None:
    from ashore.mail.imap import Cut, Session

    dovecot.deliver(user, letters(range(8)))
    fetch(through)
    dovecot.deliver(user, letters(range(8, 12)))
    bodies, turns = Session.bodies, []

    def cut(self, uids):
        turns.append(uids)
        if len(turns) == 1:
            dovecot.change_uidvalidity(user)
            raise Cut("127.0.0.1")
        return bodies(self, uids)

    with monkeypatch.context() as once:
        once.setattr(Session, "bodies", cut)
        fetch(through)
    assert fetch(through).state == "done"
    assert Message.objects.count() == 12
    assert Conversation.objects.count() == 12
    newest = MailFolder.objects.get(role="inbox").uidvalidity
    assert Copy.objects.filter(source__endswith=f";{newest}").count() == 12
