"""A folder of a real mailbox imported once, and again."""

import os
import subprocess
import sys

import pytest

from ashore.mail.imap import Login, Server
from ashore.mail.imap.troubles import FolderGone, SignInRefused
from ashore.store.models import Copy, MailAccount, Message, RawMessage
from ashore.usecases.erasing.doing import erase
from ashore.usecases.fetching import fetch_account
from ashore.usecases.importing.mailbox import import_mailbox

LETTER = (
    "From: Eva <eva@client.example>\r\nTo: anna@studio.example\r\nSubject: Part %d\r\n"
    "Date: Thu, 15 Jan 2026 08:00:00 +0000\r\nMessage-ID: <b%d@mail.example>\r\n\r\nHow much is part %d?\r\n"
)


def letters(first, last):
    return [(LETTER % (n, n, n)).encode() for n in range(first, last)]


@pytest.fixture
def take(workspace, dovecot, user, now):
    def run(password="", folder="Archive", **more):
        server = Server("127.0.0.1", dovecot.port, "none", 5, 10)
        login = Login(user, password or dovecot.password)
        return import_mailbox(workspace=workspace, server=server, login=login, folder=folder, now=now, **more)

    return run


def test_a_folder_comes_in_byte_for_byte_once_and_later_only_what_is_new(workspace, dovecot, user, take):
    dovecot.deliver(user, letters(0, 30), folder="Archive")
    done = take()
    assert (done.read, done.new, done.unreadable) == (30, 30, 0)
    assert Message.objects.filter(conversation__isnull=False).count() == 30
    again = take()
    assert (again.read, again.new, again.known) == (0, 0, 30)
    dovecot.deliver(user, letters(30, 33), folder="Archive")
    assert take().new == 3
    assert RawMessage.objects.count() == Copy.objects.count() == 33


def test_a_new_uidvalidity_doubles_nothing(dovecot, user, take):
    dovecot.deliver(user, letters(0, 5), folder="Archive")
    take()
    dovecot.change_uidvalidity(user, "Archive")
    done = take()
    assert (done.new, done.known) == (0, 5)
    assert RawMessage.objects.count() == 5


def test_a_wrong_password_and_a_missing_folder_are_named_and_store_nothing(dovecot, user, take):
    dovecot.deliver(user, letters(0, 1), folder="Archive")
    with pytest.raises(SignInRefused):
        take(password="wrong")
    with pytest.raises(FolderGone):
        take(folder="Nowhere")
    assert not RawMessage.objects.exists()


def test_fetched_mail_of_whom_was_erased_comes_in_emptied(workspace, dovecot, user, add_account, now):
    account: MailAccount = add_account(user)
    dovecot.deliver(user, letters(0, 2))
    fetch_account(account=account.pk, clock=lambda: now)
    erase(workspace=workspace, user=None, now=now, who="eva@client.example")
    dovecot.deliver(user, letters(2, 4))
    fetch_account(account=account.pk, clock=lambda: now)
    assert RawMessage.objects.filter(redacted_at__isnull=False).count() == 4
    assert {row.text.strip() for row in Message.objects.all()} == {"[erased]"}
    assert not Message.objects.filter(sender_email="eva@client.example").exists()


def test_the_command_takes_an_address_and_refuses_a_password_in_it(dovecot, user, tmp_path):
    dovecot.deliver(user, letters(0, 3), folder="Archive")
    (tmp_path / "pw").write_text(dovecot.password + "\n")
    environment = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    environment["ASHORE_HOME"] = str(tmp_path / "home")

    def run(*words):
        command = [sys.executable, "-m", "ashore", *words]
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)

    assert run("init", "--me", "studio.example", "--zone", "UTC").returncode == 0
    url = f"imap://{user}@127.0.0.1:{dovecot.port}/Archive"
    done = run("import", url, "--password-file", str(tmp_path / "pw"))
    assert (done.returncode, "3 new" in done.stderr) == (0, True), done.stderr
    (tmp_path / "pw").write_text("wrong\n")
    done = run("import", url, "--password-file", str(tmp_path / "pw"))
    assert done.returncode == 2
    assert "wrong" not in done.stderr.replace("What", "")
    done = run("import", f"imap://{user.partition('@')[0]}:secret@127.0.0.1/Archive")
    assert (done.returncode, "secret" in done.stderr) == (2, False)
