"""Cookies, transport and the policy of our pages: what a browser is told to guard."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse

from ashore.conf.policy import POLICY
from integration.web.test_access import CHANGES, OF_A_DESK, ids_of

ASK = """
import json, os
os.environ["DJANGO_SETTINGS_MODULE"] = "ashore.conf.settings"
import django
django.setup()
from django.conf import settings as s
from django.test import Client
s.ALLOWED_HOSTS = ["testserver"]
answer = Client().get("/healthz", secure=True, HTTP_X_FORWARDED_PROTO="https")
told = {n: getattr(s, n) for n in (
    "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "CSRF_COOKIE_HTTPONLY",
    "SESSION_COOKIE_SAMESITE", "ALLAUTH_TRUSTED_PROXY_COUNT", "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN")}
print(json.dumps({**told, "hsts": answer.headers.get("Strict-Transport-Security", "")}))
"""


def settings_with(https: str, home: Path) -> dict[str, Any]:
    """What an installation of its own says."""
    environment = {**os.environ, "ASHORE_HTTPS": https, "ASHORE_HOME": str(home)}
    done = subprocess.run([sys.executable, "-c", ASK], env=environment, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_behind_tls_cookies_are_secure_and_browsers_come_by_tls_alone(tmp_path: Path) -> None:
    found = settings_with("true", tmp_path)
    assert found["SESSION_COOKIE_SECURE"]
    assert found["CSRF_COOKIE_SECURE"]
    assert found["hsts"] == "max-age=2592000"
    assert found["ALLAUTH_TRUSTED_PROXY_COUNT"] == 1
    assert not found["MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN"]


def test_without_tls_the_desk_still_works_and_trusts_no_proxy(tmp_path: Path) -> None:
    found = settings_with("false", tmp_path)
    assert not found["SESSION_COOKIE_SECURE"]
    assert found["hsts"] == ""
    assert found["ALLAUTH_TRUSTED_PROXY_COUNT"] == 0


def test_no_script_reads_a_cookie_and_no_other_site_sends_one(world: Any) -> None:
    world.anna.set_password("harbour-and-tide")
    world.anna.save()
    browser = Browser()
    browser.get(reverse("account_login"))
    browser.post(reverse("account_login"), {"login": world.anna.email, "password": "harbour-and-tide"})
    browser.post(reverse("preferences"), {"language": "en", "shortcuts": "off", "next": "/"})
    assert set(browser.cookies) >= {"ashore", "csrftoken"}
    for name, cookie in browser.cookies.items():
        assert cookie["httponly"], name
        assert cookie["samesite"] == "Lax", name


def test_an_address_of_elsewhere_in_a_header_is_not_believed_without_a_proxy(world: Any) -> None:
    from allauth.usersessions.models import UserSession

    world.anna.set_password("harbour-and-tide")
    world.anna.save()
    given = {"login": world.anna.email, "password": "harbour-and-tide"}
    Browser().post(reverse("account_login"), given, headers={"X-Forwarded-For": "203.0.113.9"})
    assert UserSession.objects.latest("pk").ip == "127.0.0.1"


def test_the_policy_lets_no_script_of_the_page_itself_run() -> None:
    rules = dict(rule.split(" ", 1) for rule in POLICY.split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == "'self'"
    assert rules["base-uri"] == "'none'"
    assert "unsafe" not in POLICY
    assert "http" not in POLICY


@pytest.mark.parametrize("door", ["account_login", "account_signup", "mfa_authenticate", "socialaccount_login_error"])
def test_the_doors_have_the_policy_too(world: Any, door: str) -> None:
    assert "script-src 'self'" in Browser().get(reverse(door)).headers["Content-Security-Policy"]


def test_every_answer_has_a_policy_and_no_page_a_script_or_style_in_it(world: Any) -> None:
    anna, ids = world.browser(), ids_of(world, world.desk, world.anna)
    for name in OF_A_DESK:
        if name in CHANGES:
            continue
        answer = anna.get(reverse(name, args=ids.get(name, [])))
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy, name
        assert "script-src 'unsafe" not in policy, name
        if name == "original" or not answer.headers["Content-Type"].startswith("text/html"):
            continue
        text = answer.content.decode()
        assert "<script>" not in text, name
        assert text.count("<script ") == text.count('<script type="module" src="') + text.count("<script src="), name
        assert "<style" not in text, name
        assert " style=" not in text, name
