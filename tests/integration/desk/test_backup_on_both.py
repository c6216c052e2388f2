"""A desk as one file, from either database into either, compared row by row."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest

from servers.postgres import Postgres

NOW = "2026-01-16T12:00:00+00:00"
LETTER = (
    "From s@mail.example Fri Jan 16 08:00:00 2026\nFrom: Éva Malá <eva@client.example>\nTo: anna@studio.example\n"
    "Subject: Nový web %d\nDate: Fri, 16 Jan 2026 08:00:00 +0000\nMessage-ID: <m%d@mail.example>\n"
    "Content-Type: text/plain; charset=utf-8\n\nKoľko stojí časť %d? Пришлите смету до пятницы.\n\n"
)
ACCOUNT = """
import datetime as dt, django
django.setup()
from ashore.store.models import *
from ashore.usecases.sealing import seal
from ashore.usecases import recording, replies
desk = Workspace.objects.get()
anna = User.objects.get()
now = dt.datetime(2026, 1, 16, 12, tzinfo=dt.UTC)
sealed = seal({"password": "tiger"})
MailAccount.objects.create(workspace=desk, address="anna@studio.example", secret=sealed, created_at=now)
talk = Conversation.objects.order_by("pk").first()
recording.log_call(workspace=desk, user=anna, now=now, topic="цена", conversation=talk.pk)
replies.write_reply(workspace=desk, user=anna, now=now, conversation=talk.pk, text="It costs 100 EUR.")
"""


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    """PostgreSQL of our own, for this module."""
    running = Postgres().start()
    yield running
    running.end()


class Desk:
    """A home folder, on SQLite or on a database of ``server``."""

    def __init__(self, home: Path, url: str = "") -> None:
        self.home, self.url = home, url

    def environment(self) -> dict[str, str]:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("DJANGO_", "ASHORE_", "DATABASE_"))}
        kept |= {"ASHORE_HOME": str(self.home), "DJANGO_SETTINGS_MODULE": "ashore.conf.settings"}
        return kept | ({"DATABASE_URL": self.url} if self.url else {})

    def run(self, *words: str, code: int = 0) -> tuple[str, str]:
        command = [sys.executable, "-m", "ashore", *words]
        done = subprocess.run(command, env=self.environment(), capture_output=True, text=True, timeout=300, check=False)
        assert done.returncode == code, done.stderr
        return done.stdout, done.stderr

    def script(self, text: str) -> str:
        command = [sys.executable, "-c", text]
        done = subprocess.run(command, env=self.environment(), capture_output=True, text=True, timeout=300, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def rows(self) -> str:
        """Every row of every table, as Django reads it."""
        return self.script(
            "import django, json; django.setup()\n"
            "from ashore.usecases.backups.tables import all_models\n"
            "def plain(v):\n"
            "    v = bytes(v) if isinstance(v, memoryview) else v\n"
            "    return json.dumps(v, sort_keys=True) if isinstance(v, (dict, list)) else v\n"
            "for m in all_models():\n"
            "    names = [f.attname for f in m._meta.concrete_fields if f.column]\n"
            "    for row in m._base_manager.order_by('pk').values_list(*names):\n"
            "        print(m.__name__, [plain(v) for v in row])\n"
        )

    def found(self, word: str) -> str:
        return self.script(
            "import django; django.setup()\n"
            "from ashore.store.models import Workspace\nfrom ashore.usecases.queries.finding import find\n"
            f"print([each.message for each in find(workspace=Workspace.objects.get(), query={word!r}).rows])"
        )


def filled(desk: Desk, number: int = 7) -> Desk:
    """With mail, a letter that came by two ways, an account, an event, and a reply that waits."""
    desk.run("init", "--me", "studio.example", "--user", "anna@studio.example", "--zone", "UTC", "--now", NOW)
    mail = desk.home / "a.mbox"
    letters = [LETTER % (n, n, n) for n in range(number)]
    other_way = letters[0].replace("\nFrom: ", "\nDelivered-To: office@studio.example\nFrom: ", 1)
    mail.write_text("".join([*letters, other_way]), "utf-8")
    desk.run("import", str(mail), "--processes", "0", "--now", NOW)
    desk.script(ACCOUNT)
    return desk


@pytest.fixture(scope="module")
def on_sqlite(tmp_path_factory: Any) -> Desk:
    return filled(Desk(tmp_path_factory.mktemp("one")))


def test_a_desk_moves_to_postgresql_and_back_and_every_row_is_the_same(on_sqlite, server, tmp_path):
    there = Desk(tmp_path / "there", server.create("there"))
    on_sqlite.run("backup", str(tmp_path / "a.sqlite3"), "--with-key")
    there.run("restore", str(tmp_path / "a.sqlite3"), "--with-key")
    assert there.rows() == on_sqlite.rows()
    there.run("backup", str(tmp_path / "b.sqlite3"))
    assert (tmp_path / "b.sqlite3").stat().st_mode & 0o077 == 0
    back = Desk(tmp_path / "back")
    back.run("restore", str(tmp_path / "b.sqlite3"))
    assert back.rows() == on_sqlite.rows()
    for each in (there, back):
        assert each.found("стоит OR") == on_sqlite.found("стоит OR")
        assert "1" in each.found("смет")


def test_on_postgresql_rows_that_come_later_get_numbers_of_their_own(on_sqlite, server, tmp_path):
    there = Desk(tmp_path / "there", server.create("numbers"))
    on_sqlite.run("backup", str(tmp_path / "a.sqlite3"))
    there.run("restore", str(tmp_path / "a.sqlite3"))
    more = tmp_path / "b.mbox"
    more.write_text("".join((LETTER % (n, n, n)).replace("client", "other") for n in range(20, 23)), "utf-8")
    _, words = there.run("import", str(more), "--processes", "0", "--now", NOW)
    assert "3 new" in words
    there.script(ACCOUNT.replace('anna@studio.example", secret', 'b@studio.example", secret'))
    before = there.rows()
    there.run("rebuild", "--processes", "0", "--now", NOW)
    keep = [line for line in before.splitlines() if not line.startswith(("Engagement", "MessageLink"))]
    after = [line for line in there.rows().splitlines() if not line.startswith(("Engagement", "MessageLink"))]
    assert after == keep, "a rebuild makes the same rows, with a call and a reply present"


def test_a_restore_on_postgresql_puts_the_former_desk_aside_as_a_schema(on_sqlite, server, tmp_path):
    there = filled(Desk(tmp_path / "there", server.create("aside")), 2)
    before = there.rows()
    on_sqlite.run("backup", str(tmp_path / "a.sqlite3"))
    _, words = there.run("restore", str(tmp_path / "a.sqlite3"))
    assert there.rows() == on_sqlite.rows()
    former = next(word for word in words.split() if word.startswith("public_before_")).rstrip(".")
    there.url += f"&options=-csearch_path%3D{former}"
    assert there.rows() == before


def test_a_restore_killed_at_any_moment_leaves_the_former_desk(on_sqlite, server, tmp_path):
    there = filled(Desk(tmp_path / "there", server.create("killed")), 2)
    before = there.rows()
    on_sqlite.run("backup", str(tmp_path / "a.sqlite3"))
    for pause in (0.6, 1.0, 1.4):
        command = [sys.executable, "-m", "ashore", "restore", str(tmp_path / "a.sqlite3")]
        going = subprocess.Popen(command, env=there.environment(), stderr=subprocess.DEVNULL)
        time.sleep(pause)
        going.send_signal(signal.SIGKILL)
        if going.wait() == 0:
            break
        assert there.rows() == before


def test_a_backup_is_of_one_moment_though_mail_comes_in_meanwhile(server, tmp_path):
    there = filled(Desk(tmp_path / "there", server.create("moment")), 3)
    with psycopg.connect(there.url.replace("postgres://", "postgresql://")) as other:
        other.execute("UPDATE store_client SET name = 'Changed'")  # not committed: must not be seen, must not block
        there.run("backup", str(tmp_path / "a.sqlite3"))
    with closing(sqlite3.connect(tmp_path / "a.sqlite3")) as file:
        assert file.execute("SELECT name FROM store_client").fetchall() == [("Client",)]


def test_a_file_of_a_newer_version_is_refused_and_nothing_is_touched(on_sqlite, tmp_path):
    on_sqlite.run("backup", str(tmp_path / "a.sqlite3"))
    with closing(sqlite3.connect(tmp_path / "a.sqlite3")) as file:
        file.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('store', '9999_ahead', '2030-01-01')")
        file.commit()
    before = on_sqlite.rows()
    _, words = on_sqlite.run("restore", str(tmp_path / "a.sqlite3"), code=2)
    assert "newer version" in words
    assert on_sqlite.rows() == before


def test_keys_are_written_only_on_request_and_without_them_the_accounts_are_named(on_sqlite, tmp_path):
    _, words = on_sqlite.run("backup", str(tmp_path / "a.sqlite3"))
    assert "keys are not in it" in words
    key = (on_sqlite.home / "seal-key").read_text()
    assert key.encode() not in (tmp_path / "a.sqlite3").read_bytes()
    other = Desk(tmp_path / "other")
    _, words = other.run("restore", str(tmp_path / "a.sqlite3"))
    assert "anna@studio.example: sealed with another key" in words
    _, words = on_sqlite.run("backup", str(tmp_path / "b.sqlite3"), "--with-key")
    keys = tmp_path / "b.sqlite3.keys"
    assert keys.stat().st_mode & 0o777 == 0o600
    _, words = other.run("restore", str(tmp_path / "b.sqlite3"), "--with-key")
    assert (other.home / "seal-key").read_text() == key
    assert "another key" not in words
    _, words = other.run("restore", str(tmp_path / "a.sqlite3"))
    assert "another key" not in words
    _, words = other.run("restore", str(tmp_path / "a.sqlite3"), "--with-key", code=2)
    assert "without --with-key" in words


def test_contacts_export_and_erasing_do_on_postgresql_what_they_do_on_sqlite(server, tmp_path):
    there = filled(Desk(tmp_path / "there", server.create("data")), 3)
    (tmp_path / "c.csv").write_text("Name,E-mail,Company\nJán,jan@client.example,\nZoe,zoe@zoe.example,Zoe\n")
    _, words = there.run("contacts", "import", str(tmp_path / "c.csv"), "--now", NOW)
    assert "1 new client(s), 1 new person(s)" in words
    there.run("export", str(tmp_path / "out"))
    assert (tmp_path / "out/mail/client.example.mbox").read_bytes().count(b"Subject: ") == 3
    out, _ = there.run("erase", "eva@client.example", "--yes", "--now", NOW)
    assert "3 letters of theirs" in out
    before = there.rows()
    assert "eva@client" not in before and "Malá" not in before
    assert there.found("stojí") == "[]\n"
    there.run("rebuild", "--processes", "0", "--now", NOW)
    keep = [line for line in before.splitlines() if not line.startswith(("Engagement", "MessageLink"))]
    assert [line for line in there.rows().splitlines() if not line.startswith(("Engagement", "MessageLink"))] == keep
