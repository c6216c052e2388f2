"""A real Dovecot, an account at it, and letters."""

import datetime as dt
from collections.abc import Callable, Iterator
from itertools import count

import pytest

from ashore.store.models import Copy, MailAccount, Message, RawMessage, Workspace
from ashore.usecases.fetching import Fetched, Limits, fetch_account
from ashore.usecases.sealing import seal
from ashore.usecases.setting_up import create_workspace
from servers.dovecot import Dovecot
from servers.proxy import Proxy

NOW = dt.datetime(2026, 1, 16, 12, 0, tzinfo=dt.UTC)
QUICK = Limits(connect_seconds=5, read_seconds=10)
USERS = count(1)


@pytest.fixture
def now() -> dt.datetime:
    return NOW


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    with Dovecot() as server:
        yield server


@pytest.fixture
def proxy(dovecot: Dovecot) -> Iterator[Proxy]:
    with Proxy(dovecot.port) as between:
        yield between


@pytest.fixture
def workspace(db: None) -> Workspace:
    return create_workspace(name="Studio", me=["studio.example"], zone="Europe/Bratislava", now=NOW)


@pytest.fixture
def user() -> str:
    """A mailbox that no other test has."""
    return f"anna{next(USERS)}@studio.example"


@pytest.fixture
def add_account(workspace: Workspace, dovecot: Dovecot) -> Callable[..., MailAccount]:
    def add(user: str, **more: object) -> MailAccount:
        fields = {
            "workspace": workspace, "address": user, "secret": seal({"password": dovecot.password}),
            "imap_host": "127.0.0.1", "imap_port": dovecot.port, "imap_security": "none", "created_at": NOW,
        }  # fmt: skip
        return MailAccount.objects.create(**{**fields, **more})

    return add


@pytest.fixture
def account(add_account: Callable[..., MailAccount], user: str) -> MailAccount:
    return add_account(user)


@pytest.fixture
def fetch() -> Callable[..., Fetched]:
    """Fetch an account as of ``now``; what was put off is tried all the same."""

    def run(account: MailAccount, *, now: dt.datetime = NOW, limits: Limits = QUICK, **more: object) -> Fetched:
        return fetch_account(account=account.pk, clock=lambda: now, limits=limits, at_once=True, **more)

    return run


def letter(number: int, text: str = "How much is it?", *, subject: str = "New site", after: int | None = None) -> bytes:
    """Mail as a Maildir keeps it, lines ended by LF; IMAP gives CRLF."""
    at = NOW - dt.timedelta(hours=2) + dt.timedelta(seconds=number)
    lines = [
        "From: Eva <eva@client.example>",
        "To: anna@studio.example",
        f"Subject: {subject}",
        f"Date: {at.strftime('%a, %d %b %Y %H:%M:%S +0000')}",
        f"Message-ID: <m{number}@mail.example>",
    ]
    lines += [f"In-Reply-To: <m{after}@mail.example>"] if after is not None else []
    return "\n".join([*lines, "Content-Type: text/plain; charset=utf-8", "", f"{number}: {text}", ""]).encode()


def letters(numbers: range) -> list[bytes]:
    return [letter(n, subject=f"Part {n}") for n in numbers]


def held() -> tuple[int, int, int]:
    """(contents, placed messages, copies)."""
    placed = Message.objects.filter(conversation__isnull=False)
    return RawMessage.objects.count(), placed.count(), Copy.objects.count()
