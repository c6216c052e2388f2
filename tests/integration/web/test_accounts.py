"""Settings > Mail accounts."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from ashore.core.kernel import Reason
from ashore.store.models import MailAccount, MailFolder
from ashore.usecases.accounts import add_account
from ashore.usecases.pausing import pause_because, put_off, recovered
from ashore.usecases.sealing import unseal
from servers.dovecot import Dovecot

NOW = dt.datetime(2026, 1, 16, 12, 0, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def dovecot() -> Any:
    with Dovecot() as server:
        yield server


def form(port: int, **more: str) -> dict[str, str]:
    fields = {"address": "anna@studio.example", "password": "correct-horse", "imap_host": "127.0.0.1"}
    return {**fields, "imap_port": str(port), "imap_security": "none", **more}


def test_that_nobody_says_who_sent_what_is_told_with_what_to_do(world: Any, settings: Any) -> None:
    settings.TRUSTED_SERVERS = ()
    browser = world.browser()
    assert b"Mail in our name" not in browser.get(reverse("settings")).content
    MailAccount.objects.create(workspace=world.desk, address="a@studio.example", imap_host="127.0.0.1", created_at=NOW)
    MailAccount.objects.create(workspace=world.rival, address="m@rival.example", imap_host="127.0.0.1", created_at=NOW)
    assert "forged mail from a colleague counts as ours" in browser.get(reverse("settings")).content.decode()
    page = browser.get(reverse("accounts")).content.decode()
    assert "No server is trusted to say who sent what" in page
    assert "m@rival.example" not in page
    settings.TRUSTED_SERVERS = ("mx.studio.example",)
    assert "Believed unless mx.studio.example says otherwise." in browser.get(reverse("settings")).content.decode()


def test_h90_a_mailbox_whose_server_crawls_for_half_an_hour_is_told_on_every_page(world: Any) -> None:
    row = MailAccount.objects.create(
        workspace=world.desk, address="a@studio.example", imap_host="127.0.0.1", created_at=NOW
    )
    reason, now = Reason("account.imap.too_slow", params={"host": "imap.example", "error": ""}), NOW
    browser = world.browser()
    while now < NOW + dt.timedelta(minutes=30):
        assert b"sends so slowly" not in browser.get("/").content
        now = put_off(account=row.pk, reason=reason, now=now)
    put_off(account=row.pk, reason=reason, now=now)
    assert "imap.example sends so slowly" in browser.get("/").content.decode()
    assert b"Waits" in browser.get(reverse("accounts")).content
    recovered(account=row.pk)
    assert b"sends so slowly" not in browser.get("/").content


def test_a_mailbox_is_added_tried_and_its_folders_chosen(world: Any, dovecot: Dovecot) -> None:
    anna = world.browser()
    answer = anna.post(reverse("add_account"), form(dovecot.port), follow=True)
    assert b"Signed in: 2 folders are there." in answer.content
    row = MailAccount.objects.get()
    assert (row.address, row.imap_port, unseal(row.secret)) == (
        "anna@studio.example", dovecot.port, {"password": "correct-horse"},
    )  # fmt: skip
    assert b"correct-horse" not in answer.content
    anna.post(reverse("account_folders", args=[row.pk]), {"folder": []})
    assert dict(MailFolder.objects.values_list("role", "watched")) == {"inbox": True, "sent": False}
    answer = anna.post(reverse("account_folders", args=[row.pk]), {"folder": ["Nope"]}, follow=True)
    assert "There is no folder “Nope” any more" in answer.content.decode()


def test_a_refused_password_is_said_with_what_helps(world: Any, dovecot: Dovecot) -> None:
    answer = world.browser().post(reverse("add_account"), form(dovecot.port, password="wrong"), follow=True)
    assert b"refuses the sign-in" in answer.content
    assert b"Enter the right password" in answer.content
    assert MailAccount.objects.get().state == "active"


def test_what_is_left_empty_stays_and_a_new_password_ends_the_pause(world: Any, dovecot: Dovecot) -> None:
    anna = world.browser()
    anna.post(reverse("add_account"), form(dovecot.port, password="wrong"))
    row = MailAccount.objects.get()
    pause_because(account=row.pk, reason=Reason("account.imap.refused", params={"host": "h", "error": "e"}))
    answer = anna.get(reverse("today"))
    assert b"No mail is fetched for anna@studio.example" in answer.content
    answer = anna.post(reverse("change_account", args=[row.pk]), form(dovecot.port), follow=True)
    assert b"Signed in" in answer.content
    anna.post(reverse("change_account", args=[row.pk]), form(dovecot.port, password=""))
    row.refresh_from_db()
    assert (row.state, row.why, unseal(row.secret)["password"]) == ("active", {}, "correct-horse")
    assert b"No mail is fetched" not in anna.get(reverse("today")).content


def test_a_provider_that_is_known_fills_its_servers_in(world: Any) -> None:
    number = add_account(workspace=world.desk, address="Anna@Gmail.com", now=NOW, password="x")
    row = MailAccount.objects.get(pk=number)
    assert (row.address, row.imap_host, row.smtp_host, row.smtp_security) == (
        "anna@gmail.com", "imap.gmail.com", "smtp.gmail.com", "starttls",
    )  # fmt: skip
    page = world.browser().get(reverse("mail_account", args=[number])).content
    assert b"https://myaccount.google.com/apppasswords" in page


def test_pause_resume_remove(world: Any) -> None:
    anna = world.browser()
    number = add_account(workspace=world.desk, address="a@x.example", now=NOW, imap_host="h.example", password="x")
    anna.post(reverse("pause_account", args=[number]))
    assert MailAccount.objects.get().state == "paused"
    assert b"No mail is fetched" not in anna.get(reverse("today")).content  # who paused it knows
    anna.post(reverse("resume_account", args=[number]))
    assert MailAccount.objects.get().state == "active"
    anna.post(reverse("remove_account", args=[number]))
    assert MailAccount.objects.count() == 0


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"address": "no address"}, "is no e-mail address"),
        ({"imap_host": ""}, "Name the server"),
        ({"imap_host": "a b"}, "is no name of a server"),
        ({"password": ""}, "Enter the password"),
        ({"auth": "xoauth2"}, "needs a refresh token"),
        ({"imap_port": "99999"}, "65535"),
    ],
)
def test_what_cannot_be_kept_is_said_and_nothing_is_kept(world: Any, fields: dict[str, str], words: str) -> None:
    answer = world.browser().post(reverse("add_account"), form(1, **fields))
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert MailAccount.objects.count() == 0


def test_the_same_mailbox_is_kept_once(world: Any) -> None:
    anna = world.browser()
    for _ in range(2):
        answer = anna.post(reverse("add_account"), form(1))
    assert answer.status_code == 422
    assert MailAccount.objects.count() == 1


def test_who_is_no_owner_sees_and_changes_nothing(world: Any) -> None:
    number = add_account(workspace=world.desk, address="a@x.example", now=NOW, imap_host="h.example", password="x")
    pause_because(account=number, reason=Reason("account.imap.refused", params={"host": "h", "error": "e"}))
    from ashore.store.models import Membership

    Membership.objects.filter(user=world.anna).update(role="member")
    anna = world.browser()
    for name, args in (("accounts", []), ("mail_account", [number]), ("new_account", [])):
        answer = anna.get(reverse(name, args=args))
        assert b"Only an owner" in answer.content
        assert b"a@x.example" not in answer.content
    assert b"No mail is fetched" not in anna.get(reverse("today")).content
    anna.post(reverse("add_account"), form(1))
    for name in ("pause_account", "resume_account", "remove_account", "account_folders", "change_account"):
        anna.post(reverse(name, args=[number]), form(1))
    row = MailAccount.objects.get()
    assert (row.state, row.imap_host) == ("paused", "h.example")


def test_whether_copies_are_kept_is_chosen_and_said_with_where_it_comes_from(world: Any, dovecot: Dovecot) -> None:
    anna = world.browser()
    anna.post(reverse("add_account"), form(dovecot.port))
    row = MailAccount.objects.get()
    page = reverse("mail_account", args=[row.pk])
    assert row.sent_copies_kept == "auto"
    assert b"The desk puts a copy of what is sent into the Sent folder." in anna.get(page).content
    anna.post(reverse("change_account", args=[row.pk]), form(dovecot.port, sent_copies_kept="never"))
    assert b"it was chosen so" in anna.get(page).content
    assert b'<option value="never" selected>' in anna.get(page).content
    anna.post(reverse("change_account", args=[row.pk]), form(dovecot.port, sent_copies_kept=""))
    assert MailAccount.objects.get().sent_copies_kept == "never"
    MailAccount.objects.update(imap_host="imap.gmail.com", smtp_host="smtp.gmail.com", sent_copies_kept="auto")
    assert b"Google puts a copy of what is sent into the Sent folder by itself." in anna.get(page).content


def test_a_connection_without_encryption_to_another_machine_is_refused_with_what_helps(
    world: Any, dovecot: Dovecot
) -> None:
    answer = world.browser().post(reverse("add_account"), form(143, imap_host="mail.studio.example"))
    assert answer.status_code == 422
    assert b"Without encryption the password for mail.studio.example would cross the net" in answer.content
    assert not MailAccount.objects.exists()
