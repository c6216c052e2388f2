"""XOAUTH2: tokens from a stand-in for a provider."""

import datetime as dt
from collections.abc import Iterator

import pytest

from ashore.mail.xoauth2 import initial_response
from ashore.store.models import MailAccount, Workspace
from ashore.usecases import tokens
from ashore.usecases.sealing import seal, unseal
from ashore.usecases.tokens import TokenRefused, TokenUnavailable, access_token
from servers.dripping import Dripping
from servers.tokens import TokenServer

KEPT = {"refresh_token": "r1", "client_id": "desk", "client_secret": "s", "access_token": "old"}


@pytest.fixture
def provider() -> Iterator[TokenServer]:
    with TokenServer() as server:
        yield server


@pytest.fixture
def account(workspace: Workspace, provider: TokenServer, now: dt.datetime) -> MailAccount:
    kept = {**KEPT, "expires_at": (now + dt.timedelta(hours=1)).timestamp()}
    return MailAccount.objects.create(
        workspace=workspace, address="anna@studio.example", auth="xoauth2", token_url=provider.url,
        secret=seal(kept), created_at=now,
    )  # fmt: skip


def expire(account: MailAccount, now: dt.datetime, **more: object) -> None:
    account.secret = seal({**KEPT, "expires_at": (now + dt.timedelta(minutes=2)).timestamp(), **more})
    account.save()


def test_a_token_that_holds_for_a_while_is_used_as_it_is(account, provider, now) -> None:
    assert access_token(account=account, now=now) == "old"
    assert provider.asked == []


def test_a_token_that_ends_soon_is_refreshed_once_and_kept_sealed(account, provider, now) -> None:
    expire(account, now)
    provider.answer = {"access_token": "new", "expires_in": 3600, "refresh_token": "r2"}
    assert access_token(account=account.pk, now=now) == "new"
    assert access_token(account=account.pk, now=now + dt.timedelta(minutes=50)) == "new"
    assert provider.asked == [
        {"grant_type": "refresh_token", "refresh_token": "r1", "client_id": "desk", "client_secret": "s"}
    ]
    account.refresh_from_db()
    assert unseal(account.secret)["refresh_token"] == "r2"
    assert b"new" not in bytes(account.secret)
    assert access_token(account=account.pk, now=now + dt.timedelta(minutes=56)) == "new"
    assert provider.asked[-1]["refresh_token"] == "r2"


def test_h92_a_refused_token_pauses_the_account_with_the_reason(account, provider, now) -> None:
    expire(account, now)
    provider.status, provider.answer = 400, {"error": "invalid_grant"}
    with pytest.raises(TokenRefused) as refused:
        access_token(account=account, now=now)
    assert refused.value.reason.params["error"] == "invalid_grant"
    account.refresh_from_db()
    assert (account.state, account.why["c"]) == ("paused", "account.token.refused")


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (500, b"<html>oops"),
        (429, {"error": "slow_down"}),
        (503, {"error": "invalid_grant"}),
        (400, {"error": "temporarily_unavailable"}),
        (200, b"[1]"),
        (200, {"access_token": ""}),
        (400, b"x" * 1_000_000),
    ],
)
def test_a_provider_in_trouble_is_asked_again_later(account, provider, now, status, answer) -> None:
    expire(account, now)
    provider.status, provider.answer = status, answer
    with pytest.raises(TokenUnavailable):
        access_token(account=account, now=now)
    account.refresh_from_db()
    assert account.state == "active"


def test_a_provider_that_cannot_be_reached_is_asked_again_later(account, provider, now) -> None:
    expire(account, now)
    MailAccount.objects.update(token_url="http://127.0.0.1:1/token")
    with pytest.raises(TokenUnavailable) as error:
        access_token(account=account, now=now)
    assert error.value.reason.params == {"host": "127.0.0.1", "error": "ConnectError"}


@pytest.mark.parametrize("at_once", [0, 60])
def test_h90_a_provider_of_one_byte_at_a_time_is_left_as_a_whole(account, now, monkeypatch, at_once) -> None:
    """In the header of its answer, or in the body."""
    expire(account, now)
    monkeypatch.setattr(tokens, "WHOLE_SECONDS", 0.5)
    body = b'{"access_token": "' + b"x" * 1000 + b'"}'
    head = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n" % len(body) + b"X-Pad: " + b"x" * 60
    with Dripping(head + b"\r\n\r\n" + body, at_once=at_once and len(head) + 9) as server:
        MailAccount.objects.update(token_url=f"http://127.0.0.1:{server.port}/token")
        with pytest.raises(TokenUnavailable) as error:
            access_token(account=account, now=now)
    assert error.value.reason.code == "account.token.unreachable"
    account.refresh_from_db()
    assert account.state == "active"


def test_secrets_go_nowhere_else_than_to_the_address_that_was_given(account, provider, now) -> None:
    expire(account, now)
    with TokenServer() as elsewhere:
        provider.status, provider.headers = 307, {"Location": elsewhere.url}
        with pytest.raises(TokenUnavailable):
            access_token(account=account, now=now)
        assert elsewhere.asked == []
    MailAccount.objects.update(token_url="http://provider.example/token")
    with pytest.raises(TokenRefused):
        access_token(account=account, now=now)


def test_of_two_who_refresh_at_once_the_first_ones_token_is_kept(account, provider, now, monkeypatch) -> None:
    expire(account, now)
    from ashore.usecases import tokens

    ask = tokens._ask

    def ask_late(row, kept):
        answer = ask(row, kept)
        theirs = {**KEPT, "access_token": "theirs", "expires_at": (now + dt.timedelta(hours=1)).timestamp()}
        MailAccount.objects.update(secret=seal(theirs))
        return answer

    monkeypatch.setattr(tokens, "_ask", ask_late)
    assert access_token(account=account, now=now) == "theirs"
    assert access_token(account=account, now=now) == "theirs"


def test_the_form_in_which_a_token_is_told_cannot_be_broken_out_of() -> None:
    assert initial_response("a@x.example", "t") == "user=a@x.example\x01auth=Bearer t\x01\x01"
    with pytest.raises(ValueError, match="control"):
        initial_response("a\x01auth=Bearer x", "t")
