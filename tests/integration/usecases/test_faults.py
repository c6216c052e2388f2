"""Killed, full, locked: nothing lost, nothing doubled, clear words."""

import datetime as dt
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from ashore.store.models import Conversation, Message, RawMessage
from ashore.usecases import rebuilding
from ashore.usecases.checkup import examine
from ashore.usecases.importing.archive import ImportStopped, import_archive
from ashore.usecases.importing.single import enter_message
from servers.desks import connect, own_database

KILLS = 25
LETTERS = 1500
WORDS = "SELECT count(*) FROM store_search WHERE store_search MATCH '\"1s0equestion\"'"
"""How many letters are found by their word; PostgreSQL has a row for each, whose number a kill may leave far up."""
if os.environ.get("ASHORE_TEST_DATABASE") == "postgres":
    WORDS = "SELECT count(*) FROM store_findable"


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
    with closing(connect(home)) as db:
        return int(db.execute(query).fetchone()[0])


@pytest.mark.slow
def test_h82_an_import_killed_again_and_again_ends_complete_and_without_doubles(tmp_path, letter, now, database_of):
    home = database_of(tmp_path / "home")
    path = archive(tmp_path / "a.mbox", letter, now)
    made = finished(home, "init", "--me", "studio.example", "--user", "anna@studio.example", "--zone", "UTC")
    assert made[0] == 0, made
    chance = random.Random(82)
    for _ in range(KILLS):
        process = ashore(home, "import", str(path), "--now", now.isoformat())
        time.sleep(chance.uniform(0.4, 2.5))
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        stored = count(home, "SELECT count(*) FROM store_rawmessage")
        assert stored == count(home, "SELECT count(DISTINCT sha256) FROM store_rawmessage")
    code, _, words = finished(home, "import", str(path), "--now", now.isoformat())
    assert code == 0, words
    for table in ("rawmessage", "message", "copy", "reading"):
        assert count(home, f"SELECT count(*) FROM store_{table}") == LETTERS, table
    assert count(home, "SELECT count(*) FROM store_message WHERE conversation_id IS NULL") == 0
    assert count(home, "SELECT count(*) FROM store_conversation") == LETTERS // 5
    assert count(home, "SELECT sum(messages_count) FROM store_conversation") == LETTERS
    assert count(home, WORDS) == LETTERS
    assert derived(home) == derived(in_one_go(tmp_path / "whole", path, now))
    assert finished(home, "worker", "--once")[0] == 0
    code, words, _ = finished(home, "doctor")
    assert code == 0, words
    assert "all messages can be searched" in words


@pytest.mark.slow
def test_h82_understanding_killed_again_and_again_owes_what_one_run_says(tmp_path, letter, now, database_of):
    path = archive(tmp_path / "a.mbox", letter, now)
    home = in_one_go(tmp_path / "home", path, now)
    whole = derived(home)
    assert len(whole["obligation"]) > LETTERS
    with closing(connect(home)) as db, db:
        db.execute("UPDATE store_reading SET said = NULL")
        db.execute("UPDATE store_engagement SET next_at = '1970-01-01 00:00:00'")
        db.execute("DELETE FROM store_obligation WHERE id % 3 = 0")
    chance = random.Random(83)
    for _ in range(KILLS):
        process = ashore(home, "import", str(path), "--now", now.isoformat())
        time.sleep(chance.uniform(0.4, 2.5))
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        doubled = "SELECT count(*) - count(DISTINCT engagement_id || uid) FROM store_obligation"
        assert count(home, doubled) == 0
    code, _, words = finished(home, "import", str(path), "--now", now.isoformat())
    assert code == 0, words
    assert derived(home) == whole


def in_one_go(home: Path, path: Path, now: dt.datetime) -> Path:
    """A desk that took the archive in undisturbed, all in one process."""
    own_database(home)
    made = finished(home, "init", "--me", "studio.example", "--user", "anna@studio.example", "--zone", "UTC")
    assert made[0] == 0, made
    made = finished(home, "import", str(path), "--processes", "0", "--now", now.isoformat())
    assert made[0] == 0, made
    return home


def derived(home: Path) -> dict[str, list[tuple[object, ...]]]:
    """What a desk understood and what it says is owed, free of row numbers."""
    owed = "e.client_id, uid, kind, o.owed_by, state, due, met_at, met_by, c.key, quote, because"
    queries = {
        "obligation": f"SELECT {owed} FROM store_obligation o JOIN store_engagement e ON e.id = o.engagement_id"
        " LEFT JOIN store_conversation c ON c.id = o.conversation_id ORDER BY 1, 2",
        "reading": "SELECT key, r.said FROM store_reading r JOIN store_message m ON m.raw_id = r.message_id ORDER BY 1",
        "conversation": "SELECT key, waiting_for, next_due_at, next_kind, sort_at FROM store_conversation ORDER BY 1",
        "engagement": "SELECT client_id, habits, next_at FROM store_engagement ORDER BY 1",
    }
    with closing(connect(home)) as db:
        return {name: db.execute(query).fetchall() for name, query in queries.items()}


@pytest.mark.sqlite
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


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_h85_a_disk_that_fills_up_while_placing_leaves_everything_stored_and_the_next_run_places_it(
    workspace, letter, tmp_path, write_mbox, now, monkeypatch
):
    letters = [letter(n, "How much is it?", sender=f"P <p@client{n}.example>") for n in range(80)]
    path = write_mbox(tmp_path / "a.mbox", letters)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
    from ashore.usecases.importing import archive as module

    def limit(pages: int) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA max_page_count = {pages}")

    place = module.place

    def place_on_a_full_disk(*args: object) -> int:
        limit(1)  # SQLite takes it for as many as are in use
        return place(*args)

    try:
        with monkeypatch.context() as full:
            full.setattr(module, "place", place_on_a_full_disk)
            with pytest.raises(ImportStopped, match="disk is full"):
                import_archive(workspace=workspace, paths=[path], now=now, processes=0)
    finally:
        limit(1073741823)
    assert Message.objects.filter(conversation__isnull=True).count() == 80
    import_archive(workspace=workspace, paths=[path], now=now, processes=0)
    assert (RawMessage.objects.count(), Message.objects.filter(conversation__isnull=True).count()) == (80, 0)


@pytest.mark.django_db(transaction=True)
def test_a_rebuild_that_is_broken_off_is_told_by_the_doctor_and_completed_by_the_next(
    workspace, letter, tmp_path, write_mbox, now, monkeypatch
):
    path = write_mbox(tmp_path / "a.mbox", [letter(n, f"How much is part {n}?") for n in range(9)])
    import_archive(workspace=workspace, paths=[path], now=now, processes=0)
    before = rebuilding.derived_rows()
    monkeypatch.setattr(rebuilding, "CHUNK", 3)

    def stop(done: int, _: int) -> None:
        if done == 6:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rebuilding.rebuild(now=now, processes=0, watch=stop)
    checks = {check.name: check for check in examine(folder=tmp_path, now=now)}
    assert not checks["search"].ok
    assert checks["search"].found.startswith("3 ")
    rebuilding.rebuild(now=now, processes=0)
    assert rebuilding.derived_rows() == before
    assert {check.name: check for check in examine(folder=tmp_path, now=now)}["search"].ok


@pytest.mark.django_db(transaction=True)
def test_mail_that_comes_in_while_a_rebuild_thinks_is_not_lost_to_it(workspace, letter, now, monkeypatch):
    from ashore.usecases.importing import placing

    enter_message(workspace=workspace, raw=letter(1, "How much?"), source="a", place="1", now=now)
    thread, late = placing.thread, [letter(2, "And when?", after=1)]

    def think(*args: object, **more: object) -> object:
        if late:
            enter_message(workspace=workspace, raw=late.pop(), source="a", place="2", now=now)
        return thread(*args, **more)

    monkeypatch.setattr(placing, "thread", think)
    rebuilding.rebuild(now=now, processes=0)
    assert Conversation.objects.get().messages_count == 2


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
