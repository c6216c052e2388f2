"""The doctor: settings with their source, accounts tried at real servers, keys, queue, clock."""

import datetime as dt
import json
import os
import platform
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult
from django_tasks_db.models import DBTaskResult

from ashore.conf.explaining import settings_of
from ashore.jobs import tasks
from ashore.store.models import Channel, MailAccount, Worker
from ashore.usecases.checkup import examine
from ashore.usecases.pausing import pause_because
from ashore.usecases.processes import own_name
from ashore.usecases.sealing import seal
from ashore.usecases.setting_up import add_user, create_workspace
from servers.dovecot import Dovecot

NOW = dt.datetime.now(dt.UTC)


@pytest.fixture(scope="module")
def dovecot() -> Iterator[Dovecot]:
    with Dovecot() as server:
        yield server


class _Sink:
    """Takes nothing; knows one password."""

    def authenticate(self, server, session, envelope, mechanism, data):
        return AuthResult(success=data.password == b"tiger", handled=False)


class _Telling(Controller):
    """Tells a time in its greeting, as many servers do."""

    def factory(self):
        return SMTP(
            self.handler, auth_require_tls=False, authenticator=self.handler.authenticate, hostname="localhost",
            ident=f"ESMTP; {self.told:%a, %d %b %Y %H:%M:%S +0000}",
        )  # fmt: skip


@pytest.fixture
def smtp(request) -> Iterator[Controller]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        server = _Telling(_Sink(), hostname="127.0.0.1", port=free.getsockname()[1])
    server.told = NOW + dt.timedelta(hours=getattr(request, "param", 0))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def desk(db, settings, tmp_path):
    workspace = create_workspace(name="Studio", me=["studio.example"], zone="UTC", now=NOW)
    add_user(workspace=workspace, email="anna@studio.example")
    settings.SMTP = {}
    return workspace


@pytest.fixture
def account(desk, dovecot, smtp) -> MailAccount:
    dovecot.deliver("anna@studio.example", [b"Subject: x\r\n\r\nx\r\n"])
    return MailAccount.objects.create(
        workspace=desk, address="anna@studio.example", secret=seal({"password": dovecot.password}), created_at=NOW,
        imap_host="127.0.0.1", imap_port=dovecot.port, imap_security="none",
    )  # fmt: skip


def looked(folder: Path, **more):
    return {check.name: check for check in examine(folder=folder, now=NOW, **more)}


def test_an_account_is_signed_in_at_its_real_server(account, tmp_path):
    found = looked(tmp_path)["account anna@studio.example"]
    assert (found.ok, found.found) == (True, "IMAP 127.0.0.1 lets us in")
    assert looked(tmp_path, offline=True)["account anna@studio.example"].found == "never fetched; not tried"


def test_a_refused_password_is_told_and_never_shown(account, tmp_path):
    MailAccount.objects.update(secret=seal({"password": "wrong-one"}))
    found = looked(tmp_path)["account anna@studio.example"]
    assert not found.ok
    assert "ashore account change anna@studio.example" in found.advice
    assert "wrong-one" not in found.found + found.advice


def test_sending_is_tried_too_and_nothing_is_sent(account, smtp, tmp_path):
    account.imap_host, account.smtp_host, account.smtp_port, account.smtp_security = "", "127.0.0.1", smtp.port, "none"
    account.secret = seal({"password": "tiger"})
    account.save()
    found = looked(tmp_path)
    assert found["account anna@studio.example"].found == "SMTP 127.0.0.1 lets us in"
    assert found["clock"].ok
    MailAccount.objects.update(secret=seal({"password": "lion"}))
    assert "535" in looked(tmp_path)["account anna@studio.example"].found


@pytest.mark.parametrize(("smtp", "side"), [(2, "behind"), (-2, "ahead of")], indirect=["smtp"])
def test_a_clock_that_differs_from_the_mail_servers_is_told(desk, smtp, settings, tmp_path, side):
    settings.SMTP = {"host": "127.0.0.1", "port": smtp.port, "security": "none"}
    found = looked(tmp_path)["clock"]
    assert not found.ok
    assert side in found.found


def test_a_server_that_does_not_answer_is_told_with_its_name(desk, settings, tmp_path):
    settings.SMTP = {"host": "127.0.0.1", "port": 1, "security": "none"}
    assert "127.0.0.1" in looked(tmp_path)["smtp"].found


def test_a_paused_account_is_told_with_its_reason(account, tmp_path):
    from ashore.core.kernel import Reason

    pause_because(account=account.pk, reason=Reason("account.imap.refused", params={"host": "h", "error": "no"}))
    found = looked(tmp_path)["account anna@studio.example"]
    assert not found.ok
    assert found.found.startswith("paused: ")


def test_secrets_under_another_key_are_named(account, settings, tmp_path):
    from cryptography.fernet import Fernet

    assert looked(tmp_path, offline=True)["secrets"].ok
    settings.SEAL_KEY = Fernet.generate_key().decode()
    found = looked(tmp_path)
    assert not found["secrets"].ok
    assert "anna@studio.example" in found["secrets"].found
    assert not found["account anna@studio.example"].ok


def test_key_files_that_others_can_read_are_told(desk, tmp_path):
    (tmp_path / "seal-key").write_text("x")
    (tmp_path / "seal-key").chmod(0o640)
    assert looked(tmp_path)["keys"].advice.startswith("chmod 600")
    (tmp_path / "seal-key").chmod(0o600)
    assert looked(tmp_path)["keys"].ok


def test_a_queue_that_nobody_works_off_is_told_by_its_age(desk, tmp_path):
    tasks.derive.enqueue()
    DBTaskResult.objects.update(enqueued_at=NOW - dt.timedelta(minutes=75))
    found = looked(tmp_path)["queue"]
    assert not found.ok
    assert "1 h 15 min" in found.found


def test_each_setting_is_told_with_its_source_and_no_secret_is_shown(tmp_path):
    (tmp_path / "ashore.toml").write_text(
        'port = 9000\ndatabase_url = "postgres://ann:tiger@db/ashore"\nodd = 1\n[smtp]\nhost = "h"\npassword = "lion"\n'
    )
    environment = {"ASHORE_PORT": "9100", "ASHORE_SEAL_KEY": "bear", "ASHORE_LOG": "json"}
    found = {each.name: (each.value, each.source) for each in settings_of(tmp_path, environment)}
    assert found["port"] == ("9100", "environment")
    assert found["database_url"] == ("postgres://ann:***@db/ashore", "ashore.toml")
    assert found["smtp.host"] == ("h", "ashore.toml")
    assert found["smtp.port"] == ("587", "default")
    assert found["smtp.password"] == ("(set)", "ashore.toml")
    assert found["seal_key"] == ("(set)", "environment")
    assert found["odd"] == ("1", "ashore.toml")
    assert found["ASHORE_LOG"] == ("json", "environment")
    assert not {"tiger", "lion", "bear"} & set(repr(found).replace("'", " ").replace(":", " ").split())


def test_the_command_tells_it_for_people_and_machines_and_exits_1_where_something_is_amiss(tmp_path):
    environment = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    environment["ASHORE_HOME"] = str(tmp_path / "home")

    def run(*words):
        command = [sys.executable, "-m", "ashore", *words]
        return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)

    assert run("init", "--me", "studio.example", "--zone", "UTC").returncode == 0
    done = run("doctor", "--offline", "--json")
    data = json.loads(done.stdout)
    assert done.returncode == 1, "nobody can sign in yet"
    assert {each["name"] for each in data["settings"]} >= {"home", "port", "database_url"}
    assert {each["name"]: each["ok"] for each in data["checks"]}["people"] is False
    assert run("user", "add", "anna@studio.example").returncode == 0
    done = run("doctor")
    assert done.returncode == 0, done.stdout
    assert "8765  (default)" in done.stdout


def lives(kind: str = "worker", **more) -> None:
    given = {"title": "desk:7", "started_at": NOW - dt.timedelta(hours=2), "seen_at": NOW - dt.timedelta(seconds=4)}
    Worker.objects.create(
        name=own_name() if kind == "worker" else "north-0a1b2c3d-f00d/7/9", kind=kind, **given, **more
    )


def test_who_works_in_the_background_is_told_with_host_start_and_what_is_in_hand(desk, tmp_path):
    lives(doing="understand")
    found = looked(tmp_path)["worker desk:7"]
    since = f"{NOW - dt.timedelta(hours=2):%Y-%m-%d %H:%M} UTC"
    assert found.ok
    assert found.found == f"on {platform.node()[:40]} since {since}, last sign of life 4 s ago; in hand: understand"


def test_that_nobody_works_is_told_and_is_wrong_where_work_waits(desk, tmp_path):
    assert (looked(tmp_path)["worker"].ok, looked(tmp_path)["worker"].found) == (True, "none lives, and nothing waits")
    tasks.measure.enqueue()
    found = looked(tmp_path)["worker"]
    assert (found.ok, found.found) == (False, "none lives, and work waits: 1 task(s)")
    assert "ashore worker" in found.advice


def test_who_watches_is_told_and_that_nobody_does_where_there_is_something_to_watch(desk, tmp_path):
    assert "watch" not in looked(tmp_path)
    Channel.objects.create(workspace=desk, key="tg", name="T", kind="telegram", created_at=NOW)
    found = looked(tmp_path)["watch"]
    assert not found.ok
    assert "ashore watch" in found.advice
    lives("watch", listens=1)
    checks = looked(tmp_path)
    assert "watch" not in checks
    assert checks["watch desk:7"].found.startswith("on north since ")
    assert checks["watch desk:7"].found.endswith("in hand: 1 mailbox(es) and bot(s)")
