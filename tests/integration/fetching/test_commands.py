"""``ashore account`` and ``ashore sync`` as people type them."""

import json
import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from servers.dovecot import Dovecot

from .conftest import letter

Typed = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def ashore(tmp_path: Path) -> Typed:
    """Run a command in a desk of its own; ``typed``: what comes on stdin."""

    def run(*words: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        kept = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
        return subprocess.run(
            [sys.executable, "-m", "ashore", *words],
            env={**kept, "ASHORE_HOME": str(tmp_path / "home")},
            input=typed, capture_output=True, text=True, timeout=120, check=False,
        )  # fmt: skip

    made = run("init", "--me", "studio.example", "--user", "anna@studio.example", "--zone", "UTC")
    assert made.returncode == 0, made.stderr
    return run


def test_a_mailbox_is_added_fetched_and_looked_after_from_the_command_line(
    ashore: Typed, dovecot: Dovecot, user: str
) -> None:
    dovecot.deliver(user, [letter(1)])
    dovecot.deliver(user, [letter(2)], folder="Projects")
    server = ("--imap-host", "127.0.0.1", "--imap-port", str(dovecot.port), "--imap-security", "none")
    done = ashore("account", "add", user, *server, typed=dovecot.password + "\n")
    assert done.returncode == 0, done.stderr
    assert "Signed in; 3 folders there." in done.stderr
    found = ashore("account", "folders", user, "Sent", "Projects")
    assert "* other  Projects" in found.stdout
    told = json.loads(ashore("sync", "--json").stdout)["sync"][0]
    assert (told["address"], told["state"], told["new"], told["read"]) == (user, "done", 2, 2)
    listed = json.loads(ashore("account", "list", "--json").stdout)["accounts"][0]
    assert listed["fetched_at"]
    assert "secret" not in listed
    again = ashore("sync", "--account", user)
    assert (again.returncode, f"{user}: 0 new." in again.stderr) == (0, True)
    assert "copies of what is sent go into the Sent folder (automatic)" in ashore("account", "list").stdout
    assert ashore("account", "change", user, "--sent-copies", "never").returncode == 0
    assert "no copies are put into the Sent folder (never)" in ashore("account", "list").stdout
    assert json.loads(ashore("account", "list", "--json").stdout)["accounts"][0]["sent_copies_kept"] == "never"
    assert ashore("account", "pause", user).returncode == 0
    assert "Paused by hand" in ashore("account", "list").stdout
    assert ashore("account", "resume", user).returncode == 0
    assert ashore("account", "remove", user, "--yes").returncode == 0
    assert ashore("account", "check", user).returncode == 2


def test_a_refused_password_is_told_with_the_next_step_and_shown_nowhere(
    ashore: Typed, dovecot: Dovecot, user: str, tmp_path: Path
) -> None:
    (tmp_path / "password").write_text("wrong-horse\n")
    server = ("--imap-host", "127.0.0.1", "--imap-port", str(dovecot.port), "--imap-security", "none")
    done = ashore("account", "add", user, *server, "--password-file", str(tmp_path / "password"))
    assert done.returncode == 1
    assert "refuses the sign-in" in done.stderr
    assert f"ashore account change {user} --password" in done.stderr
    failed = ashore("sync")
    assert failed.returncode == 1
    assert "ashore account change" in failed.stderr
    assert "paused" in ashore("account", "list").stdout
    for each in (done, failed):
        assert "wrong-horse" not in each.stdout + each.stderr
    mended = ashore("account", "change", user, "--password", typed=dovecot.password + "\n")
    assert mended.returncode == 0, mended.stderr
    assert ashore("sync").returncode == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("add", "nobody"), "not an e-mail address"),
        (("add", "anna@studio.example", "--no-check"), "--imap-host"),
        (("add", "anna@outlook.com"), "takes no passwords"),
        (("check", "nobody@studio.example"), "is no account here"),
    ],
)
def test_mistakes_are_told_in_a_sentence(ashore: Typed, words: tuple[str, ...], said: str) -> None:
    done = ashore("account", *words, typed="x\n")
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_the_watch_brings_new_mail_by_itself_and_ends_when_it_is_told(
    ashore: Typed, dovecot: Dovecot, user: str, tmp_path: Path
) -> None:
    dovecot.maildir(user)
    server = ("--imap-host", "127.0.0.1", "--imap-port", str(dovecot.port), "--imap-security", "none")
    assert ashore("account", "add", user, *server, "--no-check", typed=dovecot.password + "\n").returncode == 0
    kept = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    environment = {**kept, "ASHORE_HOME": str(tmp_path / "home")}
    with subprocess.Popen([sys.executable, "-m", "ashore", "watch"], env=environment) as process:
        until = time.monotonic() + 90
        dovecot.deliver(user, [letter(1)])
        while _placed(tmp_path) < 1 and time.monotonic() < until:
            time.sleep(0.1)
        dovecot.deliver(user, [letter(2)])
        while _placed(tmp_path) < 2 and time.monotonic() < until:
            time.sleep(0.1)
        process.terminate()
        assert process.wait(30) == 0
    assert _placed(tmp_path) == 2


def _placed(folder: Path) -> int:
    with closing(sqlite3.connect(folder / "home" / "desk.sqlite3", timeout=20)) as db:
        return int(db.execute("SELECT count(*) FROM store_message WHERE conversation_id IS NOT NULL").fetchone()[0])
