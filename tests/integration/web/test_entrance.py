"""The way in: sign-in links, passwords, and nothing else."""

from datetime import timedelta
from typing import Any

from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from ashore.usecases.signin import sign_in_link


def test_a_link_opens_the_desk_once(world: Any) -> None:
    path = sign_in_link(user=world.anna, now=timezone.now())
    browser = Browser()
    assert browser.get(path).status_code == 200
    assert browser.post(path).url == "/"
    assert browser.get("/").status_code == 200
    second = Browser().post(path)
    assert second.status_code == 410
    assert b"no longer works" in second.content


def test_looking_at_a_link_does_not_use_it_up(world: Any) -> None:
    path = sign_in_link(user=world.anna, now=timezone.now())
    for _ in range(3):
        Browser().get(path)
    assert Browser().post(path).status_code == 302


def test_an_old_link_is_closed(world: Any) -> None:
    path = sign_in_link(user=world.anna, now=timezone.now() - timedelta(days=2))
    assert Browser().post(path).status_code == 410


def test_a_link_needs_the_token_of_its_page(world: Any) -> None:
    path = sign_in_link(user=world.anna, now=timezone.now())
    assert Browser(enforce_csrf_checks=True).post(path).status_code == 403


def test_a_password_opens_the_desk(world: Any) -> None:
    world.anna.set_password("harbour-and-tide")
    world.anna.save()
    browser = Browser()
    answer = browser.post(reverse("account_login"), {"login": "anna@studio.example", "password": "harbour-and-tide"})
    assert answer.status_code == 302
    assert browser.get("/").status_code == 200


def test_a_wrong_password_says_so_and_nothing_more(world: Any) -> None:
    known = Browser().post(reverse("account_login"), {"login": "anna@studio.example", "password": "wrong-wrong"})
    unknown = Browser().post(reverse("account_login"), {"login": "nobody@studio.example", "password": "wrong-wrong"})
    assert known.status_code == unknown.status_code == 200
    assert b'role="alert"' in known.content
    assert b'role="alert"' in unknown.content


def test_nobody_signs_up_by_themselves(db: None) -> None:
    assert Browser().get(reverse("account_signup")).status_code == 404
    assert Browser().post(reverse("account_signup"), {"email": "x@y.example"}).status_code == 404


def test_signing_out_takes_a_post(world: Any) -> None:
    browser = world.browser()
    assert browser.get(reverse("account_logout")).status_code == 200
    assert browser.get("/").status_code == 200
    browser.post(reverse("account_logout"))
    assert browser.get("/").status_code == 302


def test_the_password_pages_stand_in_our_own_frame(world: Any) -> None:
    browser = world.browser()
    for name in ("account_change_password", "account_set_password"):
        answer = browser.get(reverse(name), follow=True)
        assert b"ashore.css" in answer.content
        assert b"Menu:" not in answer.content
