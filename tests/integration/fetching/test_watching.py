"""New mail is noticed at once, and within ten minutes where the server says nothing."""

import datetime as dt
import queue
import threading
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest
from django.db import OperationalError, connections

from ashore.jobs import fetching
from ashore.jobs.fetching import POLL_SECONDS, due, watchers
from ashore.jobs.keeping import Keeper
from ashore.mail.imap import Login, Server, Session, TimedOut
from ashore.store.models import MailAccount, Message
from ashore.usecases.fetching import fetch_account
from ashore.usecases.sealing import seal

from .conftest import NOW, letter, letters

PATIENCE = 60.0
"""For a busy machine; how fast it is the benchmark says."""


@pytest.fixture
def watch() -> Iterator[object]:
    """Watchers that fetch in a worker thread as soon as they are told."""
    asked: queue.Queue[int | None] = queue.Queue()
    started: list[Keeper] = []

    def work() -> None:
        while (account := asked.get()) is not None:
            # SQLite in memory refuses a reader where a file lets it wait: then once more, as the next poll would.
            while fetch_account(account=account, clock=lambda: dt.datetime.now(dt.UTC), at_once=True).state == "later":
                time.sleep(0.1)
        connections.close_all()

    thread = threading.Thread(target=work)
    thread.start()

    def start(**more: float) -> Keeper:
        started.append(watchers(asked.put, **more))
        started[-1].start()
        return started[-1]

    yield start
    for each in started:
        each.stop()
    asked.put(None)
    thread.join()


def until(condition: object) -> bool:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with suppress(OperationalError):
            if condition():
                return True
        time.sleep(0.05)
    return False


@pytest.mark.django_db(transaction=True)
def test_new_mail_is_in_the_desk_without_anybody_asking(dovecot, account, user, watch) -> None:
    dovecot.deliver(user, letters(range(3)))
    watch()
    assert until(lambda: Message.objects.count() == 3)  # what lay there
    dovecot.deliver(user, letters(range(3, 4)))
    assert until(lambda: Message.objects.filter(conversation__isnull=False).count() == 4)


@pytest.mark.django_db(transaction=True)
def test_an_account_that_is_added_while_watching_is_watched_too(dovecot, add_account, user, watch, monkeypatch) -> None:
    monkeypatch.setattr(fetching, "LOOK_SECONDS", 0.2)
    watch()
    time.sleep(0.5)
    add_account(user)
    dovecot.deliver(user, [letter(1)])
    assert until(lambda: Message.objects.count() == 1)


@pytest.mark.django_db(transaction=True)
def test_h91_a_wait_that_died_silently_is_noticed_when_it_ends_and_taken_up_again(
    dovecot, account, user, proxy, watch, monkeypatch
) -> None:
    monkeypatch.setattr(fetching, "AFTER_TROUBLE_SECONDS", 0.2)
    MailAccount.objects.update(imap_port=proxy.port)
    dovecot.deliver(user, [letter(1)])
    watch(idle_seconds=1.0)
    assert until(lambda: Message.objects.count() == 1)
    proxy.cut()
    dovecot.deliver(user, [letter(2)])
    assert until(lambda: Message.objects.count() == 2)


def test_h91_no_wait_is_longer_than_ten_minutes_and_a_dead_one_ends_with_a_time_out(dovecot, proxy, user) -> None:
    assert POLL_SECONDS <= 600
    dovecot.deliver(user, [letter(1)])
    server = Server("127.0.0.1", proxy.port, "none", 5, 10)
    with Session(server, Login(user, dovecot.password)) as session:
        session.open("INBOX")
    session = Session(server._replace(read_seconds=1), Login(user, dovecot.password)).__enter__()
    session.open("INBOX")
    timer = threading.Timer(0.3, lambda: setattr(proxy, "hang_after", 0))
    timer.start()
    with pytest.raises(TimedOut):
        session.idle(1.0)
    session.close()


@pytest.mark.django_db
def test_h91_accounts_are_due_when_nobody_looked_into_them_for_a_while(account, add_account) -> None:
    other = add_account("b@studio.example", fetched_at=NOW - dt.timedelta(minutes=2))
    add_account("c@studio.example", state="paused")
    add_account("d@studio.example", retry_at=NOW + dt.timedelta(minutes=1))
    add_account("e@studio.example", imap_host="")
    assert due(now=NOW) == [account.pk]
    assert other.pk in due(now=NOW + dt.timedelta(minutes=9))
    MailAccount.objects.filter(pk=other.pk).update(fetched_at=NOW + dt.timedelta(days=1))
    assert other.pk in due(now=NOW)  # H93: the clock was put back


@pytest.mark.django_db(transaction=True)
def test_h92_the_watcher_does_not_try_a_refused_password_again(account, user, proxy, watch, monkeypatch) -> None:
    monkeypatch.setattr(fetching, "LOOK_SECONDS", 0.1)
    MailAccount.objects.update(secret=seal({"password": "wrong"}), imap_port=proxy.port)
    watch()
    assert until(lambda: MailAccount.objects.get().state == "paused")
    time.sleep(1)
    assert b"".join(proxy.sent).count(b"LOGIN") == 1
