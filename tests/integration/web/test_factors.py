"""Second factors, recovery codes, sessions, and the lock after wrong attempts."""

from collections.abc import Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from allauth.usersessions.models import UserSession
from click.testing import CliRunner
from django.core.cache import cache
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone, translation

from ashore.cli import root
from ashore.store.models import AuditEntry, Workspace
from ashore.usecases.signin import sign_in_link

WORDS = "harbour-and-tide"


@pytest.fixture(autouse=True)
def fresh_limits() -> Iterator[None]:
    """No attempt of another test counts."""
    cache.clear()
    yield
    cache.clear()


def code_of(secret: str) -> str:
    """What the app would show now."""
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def with_password(user: Any) -> Any:
    user.set_password(WORDS)
    user.save()
    return user


def sign_in(browser: Browser, user: Any, password: str = WORDS) -> Any:
    return browser.post(reverse("account_login"), {"login": user.email, "password": password})


def set_up(browser: Browser, password: str = WORDS) -> str:
    """Set a code up as a person does; the secret."""
    answer = browser.get(reverse("mfa_activate_totp"))
    if answer.status_code == 302:
        browser.post(answer.url, {"password": password})
        answer = browser.get(reverse("mfa_activate_totp"))
    secret = answer.context["form"].secret
    browser.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    cache.clear()
    return str(secret)


def enrolled(world: Any) -> str:
    """Anna has a password and a code; the secret of the code."""
    browser = Browser()
    sign_in(browser, with_password(world.anna))
    return set_up(browser)


def test_a_code_is_set_up_and_asked_for_from_then_on(world: Any) -> None:
    secret = enrolled(world)
    browser = Browser()
    assert sign_in(browser, world.anna).url == reverse("mfa_authenticate")
    assert browser.get("/").status_code == 302, "the password alone opens nothing"
    wrong = browser.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert b"not right" in wrong.content
    assert browser.post(reverse("mfa_authenticate"), {"code": code_of(secret)}).url == "/"
    assert browser.get("/").status_code == 200


def test_the_secret_of_a_code_is_sealed_at_rest(world: Any) -> None:
    secret = enrolled(world)
    for row in Authenticator.objects.filter(user=world.anna):
        assert secret not in str(row.data)
        assert "seed" not in row.data or len(row.data["seed"]) > 60


def test_a_recovery_code_opens_once(world: Any) -> None:
    enrolled(world)
    codes = Authenticator.objects.get(user=world.anna, type="recovery_codes").wrap().get_unused_codes()
    for expected in (200, 302):
        browser = Browser()
        sign_in(browser, world.anna)
        browser.post(reverse("mfa_authenticate"), {"code": codes[0]})
        assert browser.get("/").status_code == expected


def test_a_sign_in_link_takes_the_place_of_the_password_and_not_of_the_second_factor(world: Any) -> None:
    enrolled(world)
    browser = Browser()
    answer = browser.post(sign_in_link(user=world.anna, now=timezone.now()))
    assert answer.url == reverse("mfa_authenticate")
    assert browser.get("/").status_code == 302


def test_a_desk_that_requires_a_second_factor_shows_itself_to_nobody_without(world: Any) -> None:
    browser = world.browser()
    browser.post(reverse("require_second_factor"), {"wanted": "on"})
    assert Workspace.objects.get(pk=world.desk.pk).second_factor
    assert browser.get(reverse("inbox")).url == reverse("mfa_index")
    talk = world.talk()
    assert browser.post(reverse("reply", args=[talk.pk]), {"text": "x"}).url == reverse("mfa_index")
    assert b"You have none yet" in browser.get(reverse("mfa_index")).content
    set_up(browser)
    assert browser.get(reverse("inbox")).status_code == 200
    assert world.browser(world.max).get(reverse("inbox")).status_code == 200, "another desk asks for none"


def test_whoever_lost_phone_and_codes_is_helped_from_the_machine(world: Any) -> None:
    from ashore.usecases.secondfactor import forget_second_factor, has_second_factor

    enrolled(world)
    assert has_second_factor(world.anna)
    assert forget_second_factor(user=world.anna) == 2
    assert sign_in(Browser(), world.anna).url == "/"
    assert "forget-second-factor" in CliRunner().invoke(root, ["user", "--help"]).output


def test_adding_and_giving_up_a_factor_and_wrong_codes_stand_in_the_log(
    world: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        secret = enrolled(world)
    browser = Browser()
    sign_in(browser, world.anna)
    browser.post(reverse("mfa_authenticate"), {"code": "000000"})
    browser.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    cache.clear()
    asked = browser.post(reverse("mfa_deactivate_totp"))
    browser.post(asked.url, {"password": WORDS})
    browser.post(reverse("mfa_deactivate_totp"))
    acts = list(AuditEntry.objects.filter(workspace=world.desk).order_by("pk").values_list("act", flat=True))
    assert "factor_added" in acts
    assert "factor_removed" in acts
    assert acts.count("sign_in_failed") == 1
    assert acts.count("sign_in") == 2


@pytest.mark.parametrize("language", ["en", "ru", "sk", "fil"])
def test_every_page_of_factors_speaks_the_readers_language_without_a_script_in_it(world: Any, language: str) -> None:
    secret = enrolled(world)
    world.anna.language = language
    world.anna.save()
    browser = Browser(HTTP_ACCEPT_LANGUAGE=language)
    sign_in(browser, world.anna)
    pages = [browser.get(reverse("mfa_authenticate"))]
    browser.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    asked = browser.get(reverse("mfa_add_webauthn"))
    pages.append(browser.get(asked.url))
    browser.post(asked.url, {"password": WORDS})
    Authenticator.objects.filter(user=world.anna, type="totp").update(created_at=timezone.now())
    names = ("mfa_index", "mfa_deactivate_totp", "mfa_list_webauthn", "mfa_add_webauthn", "mfa_view_recovery_codes",
             "mfa_generate_recovery_codes", "sessions", "team", "audit")  # fmt: skip
    pages += [browser.get(reverse(name)) for name in names]
    with translation.override(language):
        for page in pages:
            text = page.content.decode()
            assert page.status_code == 200, page.wsgi_request.path
            assert f'<html lang="{language}"' in text
            assert text.count("<script") == text.count("<script ") == text.count(" src=") - text.count("<img ")
            assert " onclick=" not in text
            assert "script-src 'self';" in page.headers["Content-Security-Policy"]


def test_five_wrong_passwords_shut_an_address_for_a_while(world: Any) -> None:
    with_password(world.anna)
    for _ in range(5):
        sign_in(Browser(), world.anna, "wrong-and-wrong")
    browser = Browser()
    assert sign_in(browser, world.anna).status_code in (200, 429)
    assert browser.get("/").status_code == 302, "the right one does not open it either"
    assert sign_in(Browser(), with_password(world.max)).status_code == 302, "others are not shut out"
    failed = AuditEntry.objects.filter(workspace=world.desk, act="sign_in_failed", who=world.anna.email)
    assert failed.count() == 5


def test_wrong_codes_are_counted_too(world: Any) -> None:
    secret = enrolled(world)
    browser = Browser()
    sign_in(browser, world.anna)
    for number in range(6):
        browser.post(reverse("mfa_authenticate"), {"code": f"00000{number}"})
    browser.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert browser.get("/").status_code == 302


def test_sessions_are_listed_and_ended_one_by_one_or_all_others(world: Any) -> None:
    with_password(world.anna)
    first, second, third = Browser(HTTP_USER_AGENT="First/1"), Browser(HTTP_USER_AGENT="Second/1"), Browser()
    for each in (first, second, third):
        sign_in(each, world.anna)
    page = first.get(reverse("sessions")).content.decode()
    assert "First/1" in page
    assert "Second/1" in page
    other = UserSession.objects.get(user_agent="Second/1")
    first.post(reverse("end_session", args=[other.pk]))
    assert second.get("/").status_code == 302
    assert third.get("/").status_code == 200
    first.post(reverse("end_other_sessions"))
    assert third.get("/").status_code == 302
    assert first.get("/").status_code == 200
    assert AuditEntry.objects.filter(act="sessions_ended").count() == 2


def test_nobody_ends_the_session_of_another(world: Any) -> None:
    browser = Browser()
    sign_in(browser, with_password(world.max))
    theirs = UserSession.objects.get(user=world.max)
    assert world.browser().post(reverse("end_session", args=[theirs.pk])).status_code == 404
    assert browser.get("/").status_code == 200


def test_a_new_password_ends_the_other_sessions(world: Any) -> None:
    with_password(world.anna)
    here, there = Browser(), Browser()
    for each in (here, there):
        sign_in(each, world.anna)
    new = "another-harbour-and-tide"
    here.post(reverse("account_change_password"), {"oldpassword": WORDS, "password1": new, "password2": new})
    assert here.get("/").status_code == 200
    assert there.get("/").status_code == 302
    assert AuditEntry.objects.filter(act="password_changed").exists()


def test_pages_of_factors_are_shut_to_whoever_is_not_signed_in(world: Any) -> None:
    for name in ("mfa_index", "mfa_activate_totp", "mfa_list_webauthn", "mfa_view_recovery_codes", "sessions"):
        answer = Browser().get(reverse(name))
        assert answer.status_code == 302, name
        assert answer.url.startswith(reverse("account_login"))


def test_a_key_of_another_person_is_not_there(world: Any) -> None:
    key = Authenticator.objects.create(user=world.max, type="webauthn", data={"name": "k"})
    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        assert world.browser().get(reverse(name, args=[key.pk])).status_code == 404
