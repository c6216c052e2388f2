"""Several processes at one desk: nothing twice, nothing lost, nobody waits for somebody who waits for them."""

import datetime as dt
from pathlib import Path

import pytest

from servers import desks

TALKS = 60
CLIENTS = 12
CALLS = 25

CALLING = """
import sys
from datetime import UTC, datetime
from django.db import connection
from ashore.store.models import Conversation, Workspace
from ashore.usecases.recording import log_call
from ashore.usecases.transactions import in_a_transaction
now, desk = datetime.fromisoformat(sys.argv[1]), Workspace.objects.get()
talks = list(Conversation.objects.order_by("key").values_list("pk", flat=True))
for n in range(int(sys.argv[2])):
    one = talks[n * 7 % len(talks)]
    call = lambda: log_call(workspace=desk, user=None, now=now, topic=f"Call {n}", conversation=one, minutes=5)
    call() if connection.vendor == "postgresql" else in_a_transaction(call)
"""


def write(path: Path, letter, now: dt.datetime, steps: range) -> Path:
    """Some steps of all conversations: a question, our answer, a further question."""
    with path.open("wb") as out:
        for step in steps:
            for talk in range(TALKS):
                number, them = talk * 10 + step + 1, f"P <p@client{talk % CLIENTS}.example>"
                sender, to = (them, "anna@studio.example") if step % 2 == 0 else ("anna@studio.example", them)
                at = now - dt.timedelta(days=3 - step, minutes=talk)
                text = ("How much is it? I will send the photos tomorrow.", "It costs 500. Which colour?")[step % 2]
                raw = letter(
                    number, f"{text} {talk}.", sender=sender, to=to, subject=f"Part {talk}", at=at,
                    after=number - 1 if step else None,
                )  # fmt: skip
                out.write(b"From sender@mail.example Fri Jan 16 08:00:00 2026\n" + raw + b"\n")
    return path


def made(home: Path) -> Path:
    code, _, words = desks.finished(home, "init", "--me", "studio.example", "--zone", "UTC")
    assert code == 0, words
    return home


def deadlocks(home: Path) -> int:
    """How often PostgreSQL had to end a transaction because two waited for each other."""
    with desks.connect(home) as db:
        found = db.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()").fetchone()
        return int(found[0])


@pytest.mark.slow
def test_h87_two_importers_on_one_mailbox_store_and_owe_everything_once(tmp_path, letter, now, database_of):
    path = write(tmp_path / "a.mbox", letter, now, range(3))
    home, alone = made(database_of(tmp_path / "home")), made(database_of(tmp_path / "alone"))
    both = [desks.start(home, "import", str(path), "--now", now.isoformat()) for _ in range(2)]
    for each in both:
        code, _, words = desks.ended(each)
        assert code == 0, words
    assert desks.finished(alone, "import", str(path), "--processes", "0", "--now", now.isoformat())[0] == 0
    for table in ("rawmessage", "message", "copy", "reading"):
        assert desks.count(home, table) == TALKS * 3, table
    assert desks.count(home, "conversation") == TALKS
    assert desks.owed(home) == desks.owed(alone)


@pytest.mark.slow
def test_h87_mail_is_placed_understood_and_talked_about_at_once_and_the_ledger_is_that_of_a_rebuild(
    tmp_path, letter, now, database_of
):
    """An import, a worker and two people, each a process, write into the same clients' conversations."""
    home = made(database_of(tmp_path / "home"))
    moment = now.isoformat()
    first, rest = (
        write(tmp_path / "a.mbox", letter, now, range(1)),
        write(tmp_path / "b.mbox", letter, now, range(1, 3)),
    )
    assert desks.finished(home, "import", str(first), "--later", "--now", moment)[0] == 0
    at_work = [
        desks.start(home, "import", str(rest), "--now", moment),
        desks.start(home, "worker", "--once"),
        desks.start_script(home, CALLING, moment, str(CALLS)),
        desks.start_script(home, CALLING, moment, str(CALLS)),
    ]
    for each in at_work:
        code, _, words = desks.ended(each)
        assert code == 0, words
    assert desks.count(home, "event") == 2 * CALLS
    assert desks.count(home, "message") == TALKS * 3
    # The worker looked by the clock of today; by the clock of the letters all is told again, from what is recorded.
    assert desks.finished(home, "rebuild", "--now", moment)[0] == 0
    told = desks.owed(home)
    assert desks.finished(home, "rebuild", "--processes", "0", "--now", moment)[0] == 0
    assert desks.owed(home) == told


@pytest.mark.postgres
def test_h87_nobody_waits_for_somebody_who_waits_for_them(tmp_path, letter, now, database_of):
    """PostgreSQL counts how often it had to break such a knot."""
    home = made(database_of(tmp_path / "home"))
    moment = now.isoformat()
    path = write(tmp_path / "a.mbox", letter, now, range(3))
    assert desks.finished(home, "import", str(path), "--later", "--now", moment)[0] == 0
    at_work = [desks.start_script(home, CALLING, moment, str(CALLS)) for _ in range(2)]
    at_work += [desks.start(home, "worker", "--once"), desks.start(home, "import", str(path), "--now", moment)]
    for each in at_work:
        code, _, words = desks.ended(each)
        assert code == 0, words
    assert deadlocks(home) == 0
