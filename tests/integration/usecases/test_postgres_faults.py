"""PostgreSQL ends, restarts, or has no room left while mail comes in: nothing lost, nothing doubled, clear words."""

import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

from ashore.store.models import Message, RawMessage
from ashore.usecases.importing.archive import ImportStopped, import_archive
from servers import desks
from servers.postgres import Postgres

pytestmark = pytest.mark.postgres
LETTERS = 1200
RESTARTS = 4


@pytest.fixture
def server() -> Iterator[Postgres]:
    """One that keeps what it committed, to be ended at will."""
    server = Postgres(lasting=True).start()
    yield server
    server.end()


@pytest.fixture
def home(server, tmp_path) -> Path:
    place = tmp_path / "home"
    place.mkdir()
    (place / "ashore.toml").write_text(f'database_url = "{server.create("desk")}"\n')
    code, _, words = desks.finished(place, "init", "--me", "studio.example", "--zone", "UTC")
    assert code == 0, words
    return place


@pytest.fixture
def mail(tmp_path, letter, write_mbox) -> Path:
    letters = [letter(n, f"How much is part {n}?", sender=f"P <p@client{n % 9}.example>") for n in range(LETTERS)]
    return write_mbox(tmp_path / "a.mbox", letters)


@pytest.mark.slow
def test_h86_a_server_that_crashes_again_and_again_in_mid_batch_costs_nothing(server, home, mail, now):
    """The import goes on by itself where the server is back within seconds; else the same command goes on."""
    chance = random.Random(86)
    importing = desks.start(home, "import", str(mail), "--now", now.isoformat())
    for _ in range(RESTARTS):
        time.sleep(chance.uniform(0.5, 3))
        server.stop(at_once=True)
        time.sleep(chance.uniform(0, 0.5))
        server.start()
    code, _, words = desks.ended(importing)
    for _ in range(5):
        if code == 0:
            break
        assert words.startswith("ashore: "), words
        code, _, words = desks.finished(home, "import", str(mail), "--now", now.isoformat())
    assert code == 0, words
    with server.connect("desk") as db:
        for table, key in (("rawmessage", "sha256"), ("message", "key"), ("copy", "place"), ("reading", "message_id")):
            all_and_different = db.execute(f"SELECT count(*), count(DISTINCT {key}) FROM store_{table}").fetchone()
            assert all_and_different == (LETTERS, LETTERS), table
        assert db.execute("SELECT sum(messages_count) FROM store_conversation").fetchone() == (LETTERS,)


def test_h86_a_server_that_is_away_is_said_with_the_next_step(server, home, mail):
    server.stop()
    code, _, words = desks.finished(home, "import", str(mail))
    assert code == 2
    assert "The database does not answer" in words
    assert "DATABASE_URL" in words
    assert "Traceback" not in words


def with_a_file(raw: bytes) -> bytes:
    """The letter with a file beside its text."""
    head, _, text = raw.partition(b"\n\n")
    head = head.replace(b"text/plain; charset=utf-8", b"multipart/mixed; boundary=b")
    file = b"--b\nContent-Disposition: attachment; filename=a.bin\n\nxyz\n--b--\n"
    return head + b"\n\n--b\n\n" + text + b"\n" + file


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "table", ["store_message", "store_attachment", "store_findable", "store_conversation", "store_obligation"]
)
def test_h85_a_full_disk_stops_with_clear_words_and_the_same_command_resumes(
    table, workspace, letter, tmp_path, write_mbox, now
):
    """While storing, indexing, placing, or writing what is owed; the code of the error counts, not its language."""
    path = write_mbox(tmp_path / "a.mbox", [with_a_file(letter(n, "How much is it?")) for n in range(30)])
    full = "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS"
    with connection.cursor() as cursor:
        cursor.execute(f"{full} $$ BEGIN RAISE 'na zariadení nie je miesto' USING ERRCODE = 'disk_full'; END $$")
        cursor.execute(f"CREATE TRIGGER full_disk BEFORE INSERT ON {table} EXECUTE FUNCTION full_disk()")
    try:
        with pytest.raises(ImportStopped, match=r"disk is full.*same command again"):
            import_archive(workspace=workspace, paths=[path], now=now, processes=0)
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP FUNCTION full_disk CASCADE")
    import_archive(workspace=workspace, paths=[path], now=now, processes=0)
    assert RawMessage.objects.count() == Message.objects.filter(conversation__isnull=False).count() == 30


@pytest.mark.django_db(transaction=True)
def test_a_child_leaves_its_parents_connection_alone(workspace):
    """A forked child that ends, or opens the database for itself, does not say goodbye in its parent's name."""
    import os

    connection.ensure_connection()
    before = connection.connection.info.backend_pid
    child = os.fork()
    if child == 0:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_backend_pid()")
                own = cursor.fetchone()[0]
            connection.close()
            os._exit(0 if own != before else 3)
        except BaseException:
            os._exit(4)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        assert cursor.fetchone()[0] == before
