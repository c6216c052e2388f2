"""Kills of the fetching process at random points against a real Dovecot: nothing may be lost, nothing doubled.

``python tests/torture/fetching.py --kills 1000`` does it a thousand times and prints the figures as JSON; exit 1 where
anything is amiss. Each victim is forked from a warm process that never opens the database, and does what
``ashore sync`` does; it is killed with all its children.
"""

import argparse
import hashlib
import json
import os
import random
import signal
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from servers.dovecot import Dovecot

USER = "anna@studio.example"
FIRST, EACH = 300, 8
MOVED = 10
LONGEST = 0.6
"""Seconds after it took the mailbox in hand, within which a process is killed; follows the machine's pace: longer after
each kill that came before the work, shorter after each that came too late."""


@dataclass
class Outcome:
    """``at_work``: kills that came after the process had begun to store and before it was done; ``ended``: processes
    that were done before their turn came, which are no kills; ``seconds``: what all that took."""

    kills: int = 0
    at_work: int = 0
    ended: int = 0
    seconds: float = 0.0
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


def run(kills: int, *, seed: int, tell: Callable[[str], None] = lambda _: None) -> Outcome:
    """Kill the fetch ``kills`` times while mail arrives, is moved, and UIDVALIDITY changes; then let it finish. Loads
    Django, so once a process."""
    chance = random.Random(seed)
    found = Outcome()
    with tempfile.TemporaryDirectory(prefix="ashore-torture-") as scratch, Dovecot() as server:
        home = Path(scratch) / "desk"
        _load(home)
        _in_child(lambda: _set_up(server))
        _deliver(server, found, FIRST, chance)
        begun = time.monotonic()
        turn, longest = -1, LONGEST
        while found.kills < kills:
            turn += 1
            longest *= _kill_one(home, chance.uniform(0, longest), found)
            _deliver(server, found, EACH, chance)
            if turn % 8 == 3:
                _move_some(server, chance)
            if turn % 10 == 7:
                server.change_uidvalidity(USER)
            if turn % 50 == 49:
                tell(f"{turn + 1} kills, {found.at_work} of them at work, {found.letters} letters")
        found.seconds = round(time.monotonic() - begun, 1)
        for _ in range(2):
            _in_child(_sync)
        judge(home, found)
    return found


def _load(home: Path) -> None:
    """What victims need is loaded once; nothing here opens the database."""
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)
    from ashore.conf import boot

    boot.start(str(home))
    import ashore.usecases.fetching
    import ashore.usecases.queries.accounts
    import ashore.usecases.refreshing  # noqa: F401
    from ashore.core import agreement
    from ashore.intake.hearing import warm

    warm()
    agreement.default()


def _set_up(server: Dovecot) -> None:
    """A desk with one account."""
    from ashore.conf import boot
    from ashore.usecases.accounts import add_account
    from ashore.usecases.setting_up import create_workspace

    boot.migrate()
    now = datetime.now(UTC)
    desk = create_workspace(name="Studio", me=["studio.example"], zone="UTC", now=now)
    add_account(
        workspace=desk, address=USER, now=now, imap_host="127.0.0.1", imap_port=server.port, imap_security="none",
        password=server.password,
    )  # fmt: skip


def _sync() -> None:
    """What ``ashore sync`` does."""
    from ashore.usecases.fetching import fetch_account
    from ashore.usecases.queries.accounts import accounts
    from ashore.usecases.refreshing import refresh_all
    from ashore.usecases.setting_up import the_workspace

    for row in accounts(workspace=the_workspace()):
        done = fetch_account(account=row.id, clock=lambda: datetime.now(UTC), processes=2, at_once=True)
        if done.state != "done":
            raise RuntimeError(f"{done.state}: {done.why}")
    refresh_all(now=datetime.now(UTC), processes=2)


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
        searched = _one(db, "SELECT count(*) FROM store_search_docsize")
    sent = {hashlib.sha256(letter(n).replace(b"\n", b"\r\n")).hexdigest() for n in range(found.letters)}
    found.lost = len(sent - set(stored))
    found.doubled = len(stored) - len(set(stored)) + len(ids) - len(set(ids)) + len(set(stored) - sent) + places
    found.sound = homeless == 0 and inside == searched == found.letters and talks == -(-found.letters // 5)
    found.notes.append(
        f"{talks} conversations of {inside} messages, {searched} in the word index, {homeless} without a copy"
    )


def _kill_one(home: Path, seconds: float, found: Outcome) -> float:
    """Kill a victim so long after it took the mailbox in hand; by how much others should live longer."""
    before = _stored(home)
    victim = _forked(_sync)
    until = time.monotonic() + 30
    ended = False
    while not ended and not _leased(home) and time.monotonic() < until:
        time.sleep(0.002)  # it is starting: killing it there proves little
        ended = os.waitpid(victim, os.WNOHANG)[0] != 0
    if not ended:
        time.sleep(seconds)
        ended = os.waitpid(victim, os.WNOHANG)[0] != 0
    if not ended:
        os.killpg(victim, signal.SIGKILL)
        os.waitpid(victim, 0)
    found.kills += not ended
    found.ended += ended
    at_work = not ended and _stored(home) != before
    found.at_work += at_work
    return 0.7 if ended else 1.0 if at_work else 1.1


def _in_child(act: Callable[[], None]) -> None:
    if os.waitpid(_forked(act), 0)[1] != 0:
        raise RuntimeError("a child that nobody killed failed")


def _forked(act: Callable[[], None]) -> int:
    """A child that does it, the leader of a group of its own."""
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        os.setsid()
        act()
        code = 0
    except BaseException as error:
        sys.stderr.write(f"child: {type(error).__name__}: {error}\n")
    finally:
        os._exit(code)


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
    for path in chance.sample(sorted(inbox.glob("*/*.test*")), MOVED):
        path.rename(sent / "new" / f"{path.name.partition(':')[0]}m{chance.randrange(10**6)}")


def _one(db: sqlite3.Connection, query: str) -> int:
    return int(db.execute(query).fetchone()[0] or 0)


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    given = parser.parse_args()
    found = run(given.kills, seed=given.seed, tell=partial(print, file=sys.stderr, flush=True))
    sys.stdout.write(json.dumps({"seed": given.seed, **asdict(found)}) + "\n")
    return int(bool(found.lost or found.doubled or found.unplaced or found.tray or not found.sound))


if __name__ == "__main__":
    sys.exit(main())
