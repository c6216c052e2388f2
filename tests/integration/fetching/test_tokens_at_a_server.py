"""XOAUTH2 at a real server: tokens that end, and tokens that are withdrawn before their time (H92)."""

import datetime as dt
from collections.abc import Iterator

import pytest

from ashore.store.models import MailAccount
from ashore.usecases.sealing import seal
from servers.dovecot import Dovecot
from servers.tokens import TokenServer

from .conftest import NOW, letter


@pytest.fixture(scope="module")
def provider() -> Iterator[TokenServer]:
    with TokenServer() as server:
        yield server


@pytest.fixture(scope="module")
def server(provider: TokenServer) -> Iterator[Dovecot]:
    with Dovecot(tokens=provider.url) as dovecot:
        yield dovecot


@pytest.fixture
def by_token(add_account, server, provider, user) -> MailAccount:
    provider.valid = {"first": user, "second": user}
    provider.status, provider.answer = 200, {"access_token": "second", "expires_in": 3600}
    kept = {
        "refresh_token": "r", "client_id": "desk", "access_token": "first",
        "expires_at": (NOW + dt.timedelta(hours=1)).timestamp(),
    }  # fmt: skip
    server.deliver(user, [letter(1)])
    return add_account(user, auth="xoauth2", token_url=provider.url, secret=seal(kept), imap_port=server.port)


@pytest.mark.django_db
def test_mail_is_fetched_with_a_token_that_is_refreshed_when_it_ends(by_token, provider, fetch) -> None:
    before = len(provider.asked)
    assert fetch(by_token).new == 1
    assert len(provider.asked) == before
    assert fetch(by_token, now=NOW + dt.timedelta(hours=2)).state == "done"
    assert len(provider.asked) == before + 1


@pytest.mark.django_db
def test_a_token_that_was_withdrawn_is_exchanged_once(by_token, provider, fetch) -> None:
    del provider.valid["first"]
    found = fetch(by_token)
    assert (found.state, found.new) == ("done", 1)


@pytest.mark.django_db
def test_h92_where_no_token_is_taken_the_account_is_paused_and_nothing_is_tried_again(
    by_token, provider, fetch
) -> None:
    provider.valid.clear()
    assert fetch(by_token).state == "paused"
    asked = len(provider.asked)
    assert fetch(by_token).state == "paused"
    assert len(provider.asked) == asked


@pytest.mark.django_db
def test_h92_a_withdrawn_consent_pauses_the_account_with_the_providers_reason(by_token, provider, fetch) -> None:
    provider.valid.clear()
    provider.status, provider.answer = 400, {"error": "invalid_grant"}
    found = fetch(by_token)
    assert (found.state, found.why and found.why.code) == ("paused", "account.token.refused")
