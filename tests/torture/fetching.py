"""Kills of the fetching process at random points against a real Dovecot: nothing may be lost, nothing doubled.

``python tests/torture/fetching.py 1000`` does it a thousand times and tells the figures; `make test` does 25.
"""

import hashlib
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from servers.dovecot import Dovecot

USER = "anna@studio.example"
FIRST, EACH = 600, 40
LONGEST = 1.5
"""Seconds after the process is ready, within which it is killed."""


@dataclass
class Outcome:
    """``at_work``: kills that came after the process had begun to store and before it was done."""

    kills: int = 0
    at_work: int = 0
    ended: int = 0
    letters: int = 0
    lost: int = 0
    doubled: int = 0
    unplaced: int = 0
    tray: int = 0
    sound: bool = True
    notes: list[str] = field(default_factory=list)


def letter(number: int) -> bytes:
    """A letter of a conversation of five; lines end with LF as in a Maildir."""
    day, second = divmod(number, 80_000)
    after = f"In-Reply-To: <m{number - 1}@mail.example>\n" if number % 5 else ""
    return (
        f"From: P <p@client{number // 5 % 40}.example>\nTo: {USER}\nSubject: Part {number // 5}\n"
        f"Date: {8 + day:02} Jan 2026 {second // 3600:02}:{second // 60 % 60:02}:{second % 60:02} +0000\n"
        f"Message-ID: <m{number}@mail.example>\n{after}Content-Type: text/plain\n\n"
        f"Question number {number}: how much is part {number * 7}? {'Some words. ' * 30}\n"
    ).encode()


def run(kills: int, *, seed: int = 82, tell: Callable[[str], None] = lambda _: None) -> Outcome:
    """Kill the fetch ``kills`` times while mail arrives, is moved, and UIDVALIDITY changes; then let it finish."""
    chance = random.Random(seed)
    found = Outcome()
    with tempfile.TemporaryDirectory(prefix="ashore-torture-") as scratch, Dovecot() as server:
        home = Path(scratch) / "desk"
        begin(home, Path(scratch) / "password", server)
        _deliver(server, found, FIRST, chance)
        for turn in range(kills):
            _kill_one(home, chance, found)
            _deliver(server, found, EACH, chance)
            if turn % 8 == 3:
                _move_some(server, chance)
            if turn % 10 == 7:
                server.change_uidvalidity(USER)
            if turn % 50 == 49:
                tell(f"{turn + 1} kills, {found.at_work} of them at work, {found.letters} letters")
        for _ in range(2):
            code, words = ashore(home, "sync")
            if code:
                found.notes.append(words)
        judge(home, found)
    return found


def begin(home: Path, password: Path, server: Dovecot) -> None:
    """A desk with one account."""
    password.write_text(server.password + "\n")
    for command in (
        ("init", "--me", "studio.example", "--user", USER, "--zone", "UTC"),
        ("account", "add", USER, "--imap-host", "127.0.0.1", "--imap-port", str(server.port), "--imap-security", "none",
         "--password-file", str(password)),
    ):  # fmt: skip
        code, words = ashore(home, *command)
        if code:
            raise RuntimeError(words)


def ashore(home: Path, *command: str) -> tuple[int, str]:
    """Exit code and words of a command that is left alone."""
    done = subprocess.run(_command(*command), env=_environment(home), capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def judge(home: Path, found: Outcome) -> None:
    """Compare what the desk holds with what was sent."""
    with closing(sqlite3.connect(home / "desk.sqlite3")) as db:
        stored = [row[0] for row in db.execute("SELECT sha256 FROM store_rawmessage")]
        ids = [row[0] for row in db.execute("SELECT message_id FROM store_message")]
        found.unplaced = _one(db, "SELECT count(*) FROM store_message WHERE conversation_id IS NULL")
        found.unplaced += _one(db, "SELECT count(*) FROM store_rawmessage WHERE state <> 'read'")
        found.tray = _one(db, "SELECT count(*) FROM store_tray")
        places = _one(db, "SELECT count(*) - count(DISTINCT source || place) FROM store_copy")
        homeless = _one(
            db,
            "SELECT count(*) FROM store_rawmessage r WHERE NOT EXISTS (SELECT 1 FROM store_copy WHERE raw_id = r.id)",
        )
        talks = _one(db, "SELECT count(*) FROM store_conversation")
        inside = _one(db, "SELECT sum(messages_count) FROM store_conversation")
        searched = _one(db, "SELECT count(*) FROM store_search WHERE store_search MATCH 'question'")
    sent = {hashlib.sha256(letter(n).replace(b"\n", b"\r\n")).hexdigest() for n in range(found.letters)}
    found.lost = len(sent - set(stored))
    found.doubled = len(stored) - len(set(stored)) + len(ids) - len(set(ids)) + len(set(stored) - sent) + places
    found.sound = homeless == 0 and inside == searched == found.letters and talks == -(-found.letters // 5)
    found.notes.append(f"{talks} conversations of {inside} messages, {searched} found, {homeless} without a copy")


def _kill_one(home: Path, chance: random.Random, found: Outcome) -> None:
    before = _stored(home)
    process = subprocess.Popen(
        _command("sync"),
        env=_environment(home),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    until = time.monotonic() + 30
    while not _leased(home) and process.poll() is None and time.monotonic() < until:
        time.sleep(0.01)  # it is starting: killing it there proves little
    time.sleep(chance.uniform(0, LONGEST))
    ended = process.poll() is not None
    if not ended:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    found.kills += 1
    found.ended += ended
    found.at_work += not ended and _stored(home) != before


def _stored(home: Path) -> tuple[int, ...]:
    with closing(sqlite3.connect(home / "desk.sqlite3", timeout=20)) as db:
        return tuple(
            _one(db, f"SELECT count(*) FROM store_{table}")
            for table in ("rawmessage", "copy", "message", "conversation")
        )


def _leased(home: Path) -> bool:
    with closing(sqlite3.connect(home / "desk.sqlite3", timeout=20)) as db:
        holder, until = db.execute("SELECT leased_by, leased_until FROM store_mailaccount").fetchone()
    fresh = (holder, until) != _last.get(home, ("", None))
    _last[home] = (holder, until)
    return bool(holder) and fresh


_last: dict[Path, tuple[str, str | None]] = {}


def _deliver(server: Dovecot, found: Outcome, count: int, chance: random.Random) -> None:
    numbers = range(found.letters, found.letters + count)
    server.deliver(USER, map(letter, numbers))
    server.deliver(USER, [letter(chance.randrange(found.letters + count))], folder="Sent")  # a second place
    found.letters += count


def _move_some(server: Dovecot, chance: random.Random) -> None:
    inbox, sent = server.maildir(USER), server.maildir(USER, "Sent")
    for path in chance.sample(sorted(inbox.glob("*/*.test*")), 20):
        path.rename(sent / "new" / f"{path.name.partition(':')[0]}m{chance.randrange(10**6)}")


def _one(db: sqlite3.Connection, query: str) -> int:
    return int(db.execute(query).fetchone()[0] or 0)


def _command(*words: str) -> list[str]:
    return [sys.executable, "-m", "ashore", *words]


def _environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    return {**kept, "ASHORE_HOME": str(home)}


if __name__ == "__main__":
    begun = time.monotonic()
    outcome = run(int(sys.argv[1]) if len(sys.argv) > 1 else 1000, tell=lambda line: print(line, flush=True))  # noqa: T201
    print(outcome, f"{time.monotonic() - begun:.0f} s")  # noqa: T201
    sys.exit(bool(outcome.lost or outcome.doubled or outcome.unplaced or not outcome.sound))
