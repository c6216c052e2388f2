"""Killed, full, locked: nothing lost, nothing doubled, clear words."""

import datetime as dt
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from ashore.store.models import Message, RawMessage
from ashore.usecases.importing.archive import ImportStopped, import_archive

KILLS = 10
LETTERS = 1500


def archive(path: Path, letter, now: dt.datetime) -> Path:
    with path.open("wb") as out:
        for n in range(LETTERS):
            text = f"Question number {n}: how much is part {n * 7}? " + "Some words. " * 30
            after = n if n % 5 else None
            who, at = f"P <p@client{n // 5 % 40}.example>", now - dt.timedelta(minutes=5 * (LETTERS - n))
            raw = letter(n + 1, text, sender=who, subject=f"Part {n // 5}", after=after, at=at)
            out.write(b"From sender@mail.example Fri Jan 16 08:00:00 2026\n" + raw + b"\n")
    return path


def ashore(home: Path, *args: str) -> subprocess.Popen[bytes]:
    environment = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    return subprocess.Popen(
        [sys.executable, "-m", "ashore", *args],
        env={**environment, "ASHORE_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )


def finished(home: Path, *args: str) -> tuple[int, str, str]:
    process = ashore(home, *args)
    out, err = process.communicate(timeout=180)
    return process.returncode, out.decode(), err.decode()


def count(home: Path, query: str) -> int:
    with closing(sqlite3.connect(home / "desk.sqlite3")) as db:
        return int(db.execute(query).fetchone()[0])


@pytest.mark.slow
def test_h82_an_import_killed_again_and_again_ends_complete_and_without_doubles(tmp_path, letter, now):
    home = tmp_path / "home"
    path = archive(tmp_path / "a.mbox", letter, now)
    made = finished(home, "init", "--me", "studio.example", "--user", "anna@studio.example", "--zone", "UTC")
    assert made[0] == 0, made
    chance = random.Random(82)
    for _ in range(KILLS):
        process = ashore(home, "import", str(path), "--now", now.isoformat())
        time.sleep(chance.uniform(0.4, 3.0))
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        stored = count(home, "SELECT count(*) FROM store_rawmessage")
        assert stored == count(home, "SELECT count(DISTINCT sha256) FROM store_rawmessage")
    code, _, words = finished(home, "import", str(path), "--now", now.isoformat())
    assert code == 0, words
    for table in ("rawmessage", "message", "copy"):
        assert count(home, f"SELECT count(*) FROM store_{table}") == LETTERS, table
    assert count(home, "SELECT count(*) FROM store_message WHERE conversation_id IS NULL") == 0
    assert count(home, "SELECT count(*) FROM store_conversation") == LETTERS // 5
    assert count(home, "SELECT sum(messages_count) FROM store_conversation") == LETTERS
    assert count(home, "SELECT count(*) FROM store_search WHERE store_search MATCH 'question'") == LETTERS
    assert finished(home, "worker", "--once")[0] == 0
    code, words, _ = finished(home, "doctor")
    assert code == 0, words


@pytest.mark.django_db(transaction=True)
def test_h85_a_full_disk_stops_with_clear_words_and_the_same_command_resumes(
    workspace, letter, tmp_path, write_mbox, now
):
    path = write_mbox(tmp_path / "a.mbox", [letter(n, f"How much is {os.urandom(3000).hex()}?") for n in range(60)])
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA page_count")
        pages = cursor.fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages + 20}")
    try:
        with pytest.raises(ImportStopped, match=r"disk is full.*same command again"):
            import_archive(workspace=workspace, paths=[path], now=now, processes=0)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA max_page_count = 1073741823")
    assert RawMessage.objects.count() == Message.objects.count()
    import_archive(workspace=workspace, paths=[path], now=now, processes=0)
    assert RawMessage.objects.count() == Message.objects.count() == 60


@pytest.mark.django_db(transaction=True)
def test_a_run_that_ended_before_placing_is_placed_by_the_next(
    workspace, letter, tmp_path, write_mbox, now, monkeypatch
):
    path = write_mbox(tmp_path / "a.mbox", [letter(1, "How much is it?"), letter(2, "And when?", after=1)])
    from ashore.usecases.importing import archive as module

    with monkeypatch.context() as broken:
        broken.setattr(module, "place", lambda *a, **k: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            import_archive(workspace=workspace, paths=[path], now=now, processes=0)
    assert Message.objects.filter(conversation__isnull=True).count() == 2
    import_archive(workspace=workspace, paths=[path], now=now, processes=0)
    assert Message.objects.filter(conversation__isnull=True).count() == 0
