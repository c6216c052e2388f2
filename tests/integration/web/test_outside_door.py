"""Sign-in through a provider of the house's own: it says who somebody is, never whether they may come in."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from ashore.conf.home import BadSettings
from ashore.conf.outside import oidc_provider
from ashore.store.models import AuditEntry, Membership, User
from ashore.usecases import inviting
from servers.openid import OpenId


@pytest.fixture
def provider(settings: Any) -> Iterator[OpenId]:
    """A provider that the desk trusts, for one test."""
    found = OpenId().start()
    settings.SOCIALACCOUNT_PROVIDERS = oidc_provider({"oidc": found.settings()}, Path())
    yield found
    found.end()


def come_in(provider: OpenId, browser: Browser, **who: Any) -> Any:
    """Press the button, be vouched for, come back: what the desk answers at the end."""
    provider.who = {"sub": "17", "email_verified": True, **who}
    asked = browser.get(reverse("openid_connect_login", args=["oidc"]))
    assert asked.url.startswith(f"{provider.url}/authorize?")
    back = urlsplit(httpx.get(asked.url).headers["Location"])
    return browser.get(f"{back.path}?{back.query}")


def test_the_button_stands_at_the_door_where_a_provider_is_set(world: Any, provider: OpenId) -> None:
    page = Browser().get(reverse("account_login")).content.decode()
    assert "With House login" in page


def test_without_a_provider_there_is_no_button_and_no_address(world: Any) -> None:
    assert "With House" not in Browser().get(reverse("account_login")).content.decode()
    assert Browser().get(reverse("openid_connect_login", args=["oidc"])).status_code == 404


def test_a_member_comes_in_by_a_verified_address(world: Any, provider: OpenId) -> None:
    browser = Browser()
    assert come_in(provider, browser, email="Anna@Studio.example").url == "/"
    assert browser.get("/").status_code == 200
    assert AuditEntry.objects.filter(act="sign_in", who="anna@studio.example").exists()
    again = Browser()
    assert come_in(provider, again, email="other@name.example").url == "/", "known by the provider's number from now on"


@pytest.mark.parametrize("verified", [False, "false", "no", None, 0, 1, "1"])
def test_an_address_that_is_not_verified_opens_nothing(world: Any, provider: OpenId, verified: Any) -> None:
    browser = Browser()
    answer = come_in(provider, browser, email="anna@studio.example", email_verified=verified)
    assert answer.status_code == 403
    assert browser.get("/").status_code == 302


def test_a_stranger_whom_the_provider_knows_stays_outside_and_gets_no_account(world: Any, provider: OpenId) -> None:
    before = User.objects.count()
    answer = come_in(provider, Browser(), email="mallory@elsewhere.example")
    assert answer.status_code == 403
    assert b"invite the address" in answer.content
    assert User.objects.count() == before


def test_an_account_without_a_place_at_any_desk_stays_outside(world: Any, provider: OpenId) -> None:
    assert come_in(provider, Browser(), email="nora@nowhere.example").status_code == 403


def test_whoever_was_invited_takes_the_place_by_signing_in(world: Any, provider: OpenId) -> None:
    now = timezone.now()
    inviting.invite(workspace=world.desk, user=world.anna, now=now, email="ben@studio.example", role="accountant")
    browser = Browser()
    come_in(provider, browser, email="ben@studio.example", name="Ben")
    ben = User.objects.get(email="ben@studio.example")
    assert Membership.objects.get(user=ben).role == "accountant"
    assert browser.get("/").url == reverse("papers")


def test_whoever_was_removed_gets_no_further_by_the_provider(world: Any, provider: OpenId) -> None:
    come_in(provider, Browser(), email="anna@studio.example")
    Membership.objects.filter(user=world.anna).delete()
    browser = Browser()
    come_in(provider, browser, email="anna@studio.example")
    assert browser.get("/").status_code == 403


def test_a_made_up_answer_is_refused(world: Any, provider: OpenId) -> None:
    browser = Browser()
    back = reverse("openid_connect_callback", args=["oidc"])
    for query in ("", "?code=x", "?code=x&state=y", "?error=access_denied&state=y"):
        assert browser.get(f"{back}{query}").status_code in (200, 302, 401)
        assert browser.get("/").status_code == 302


def test_half_of_the_settings_is_told_with_what_is_missing(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="client_id is missing"):
        oidc_provider({"oidc": {"server": "https://x.example"}}, tmp_path)
    with pytest.raises(BadSettings, match="client_secret_file"):
        oidc_provider({"oidc": {"server": "s", "client_id": "c", "client_secret_file": "gone"}}, tmp_path)
    (tmp_path / "word").write_text("quiet\n")
    found = oidc_provider({"oidc": {"server": "s", "client_id": "c", "client_secret_file": "word"}}, tmp_path)
    assert found["openid_connect"]["APPS"][0]["secret"] == "quiet"
    assert oidc_provider({}, tmp_path) == {}
