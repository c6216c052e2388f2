"""Mail from a real Dovecot on loopback, against what anybody could do at best; same mail, same machine, one run.

    python benchmarks/bench_fetch.py [--messages 4000] [--rounds 3] [--save]

The mail: a public list archive ($ASHORE_DATA/mail/speakup.mbox) repeated with changed ids, dates and words, as one
Maildir. Three ways, in turn, ``rounds`` times, the best of each:

* *into memory*: imapclient alone, bodies by 200, thrown away; the upper bound of any program on this library.
* *fetched*: ours with nothing read yet: bytes hashed, compressed and committed with copies and cursor.
* *parsed*: our parser alone over the same bytes in memory, one process; what fetching must not be slower than.

Then *end to end*: a fresh desk fetches, reads, threads and indexes, with two children and with none. Then *latency*:
from a letter's arrival in the Maildir until it stands in the desk, placed and with its clock, told by IDLE.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tests"))

from bench_import import repeated  # noqa: E402
from servers.dovecot import Dovecot  # noqa: E402

USER = "samuel@ens-lyon.org"
LETTERS = 12


def into_memory(server: Dovecot, _: Path) -> int:
    """imapclient alone; how many messages."""
    from imapclient import IMAPClient, SocketTimeout

    client = IMAPClient("127.0.0.1", server.port, ssl=False, timeout=SocketTimeout(10, 60))
    client.login(USER, server.password)
    client.select_folder("INBOX", readonly=True)
    uids = client.search(["UID", "1:*"])
    found = 0
    for start in range(0, len(uids), 200):
        found += len(client.fetch(uids[start : start + 200], ["BODY.PEEK[]"]))
    client.logout()
    return found


def fetched(server: Dovecot, home: Path) -> tuple[int, float, float]:
    """Ours, stored durably and not read yet."""
    return _in_desk(server, home, "fetch_account(account=number, clock=clock, reading=False).new")


def whole(children: int) -> Callable[[Dovecot, Path], tuple[int, float, float]]:
    """Ours, until it can be read and found."""
    return lambda server, home: _in_desk(
        server, home, f"fetch_account(account=number, clock=clock, processes={children}).read"
    )


def parsed(letters: Sequence[bytes]) -> Callable[[Dovecot, Path], int]:
    """Our parser alone."""
    from ashore.mail import parse

    def run(_: Dovecot, __: Path) -> int:
        for raw in letters:
            parse(raw)
        return len(letters)

    return run


CODE = """
import sys, time
from datetime import UTC, datetime
from ashore.conf import boot
boot.start(sys.argv[1])
boot.migrate()
from ashore.usecases.accounts import add_account
from ashore.usecases.fetching import fetch_account
from ashore.usecases.setting_up import create_workspace
clock = lambda: datetime.now(UTC)
desk = create_workspace(name="Bench", me=[sys.argv[2]], zone="UTC", now=clock())
number = add_account(workspace=desk, address=sys.argv[2], now=clock(), password=sys.argv[4], imap_host="127.0.0.1",
    imap_port=int(sys.argv[3]), imap_security="none")
begun, worked = time.perf_counter(), time.process_time()
count = CALL
print(count, time.perf_counter() - begun, time.process_time() - worked)
"""
LATENCY = """
import threading
from ashore.jobs.fetching import Watchers, fetch
from ashore.store.models import Message
import queue
asked = queue.Queue()
def work():
    while True:
        fetch_account(account=asked.get(), clock=clock, at_once=True)
threading.Thread(target=work, daemon=True).start()
watchers = Watchers(asked.put); watchers.start()
print("ready", flush=True)
known = set()
while len(known) < int(sys.argv[5]):
    for name in Message.objects.filter(conversation__isnull=False).values_list("message_id", flat=True):
        if name not in known:
            known.add(name)
            print(name, time.time(), flush=True)
    time.sleep(0.02)
watchers.stop()
"""


def _in_desk(server: Dovecot, home: Path, call: str) -> tuple[int, float, float]:
    """A process of its own with a new desk: what it counted, its seconds and the processor's, without the start."""
    command = [sys.executable, "-c", CODE.replace("CALL", call), str(home), USER, str(server.port), server.password]
    done = subprocess.run(command, env=_environment(home), capture_output=True, text=True, check=True)
    count, seconds, worked = done.stdout.split()
    return int(count), float(seconds), float(worked)


def latency(server: Dovecot, home: Path) -> list[float]:
    """Seconds from arrival to the desk, letter by letter."""
    code = CODE.partition("begun, worked =")[0] + LATENCY
    command = [sys.executable, "-c", code, str(home), USER, str(server.port), server.password, str(LETTERS)]
    sent: dict[str, float] = {}
    found: list[float] = []
    with subprocess.Popen(command, env=_environment(home), stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        assert process.stdout.readline().strip() == "ready"
        time.sleep(3)
        for number in range(LETTERS):
            name = f"late{number}@mail.example"
            sent[name] = time.time()
            server.deliver(USER, [_letter(name)])
            seen, at = process.stdout.readline().split()
            found.append(float(at) - sent[seen])
            time.sleep(0.3)
    return found


def _letter(name: str) -> bytes:
    head = f"From: Eva <eva@client.example>\nTo: {USER}\nSubject: Late\nMessage-ID: <{name}>\n"
    return f"{head}Date: Fri, 16 Jan 2026 10:00:00 +0000\n\nHow much is it?\n".encode()


def _environment(home: Path) -> dict[str, str]:
    return {**os.environ, "ASHORE_HOME": str(home), "DJANGO_SETTINGS_MODULE": "ashore.conf.settings"}


def main() -> None:
    """Measure and print; with ``--save`` also into benchmarks/results."""
    given = argparse.ArgumentParser()
    given.add_argument("--messages", type=int, default=4000)
    given.add_argument("--rounds", type=int, default=3)
    given.add_argument("--save", action="store_true")
    options = given.parse_args()
    letters = list(repeated(options.messages))
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory(prefix="ashore-bench-") as scratch:
        with Dovecot() as server:
            server.deliver(USER, letters)
            into_memory(server, Path(scratch))  # Dovecot builds its index
            ways = {"into memory": into_memory, "fetched": fetched, "parsed": parsed(letters)}
            ways |= {"end to end, two children": whole(2), "end to end, one process": whole(0)}
            for turn in range(options.rounds):
                for name, way in ways.items():
                    if name.startswith("end") and turn:
                        continue
                    count, seconds, worked = _measured(way, server, Path(scratch) / f"{name}-{turn}")
                    figures[name] = max(figures.get(name, 0.0), count / seconds)
                    busy = f"{name}, a processor second"
                    figures[busy] = max(figures.get(busy, 0.0), count / worked)
                    print(f"{name:<26} {count / seconds:8.0f}/s {count / worked:8.0f} a processor second", flush=True)
        with Dovecot() as server:
            server.maildir(USER)
            waits = sorted(latency(server, Path(scratch) / "late"))
    figures["latency, median s"], figures["latency, worst s"] = statistics.median(waits), waits[-1]
    size = sum(map(len, letters)) / len(letters)
    print(f"{len(letters)} messages of {size:.0f} bytes")
    for name, value in figures.items():
        print(f"{name:<46} {value:8.2f}")
    if options.save:
        (HERE / "results").mkdir(exist_ok=True)
        (HERE / "results" / "fetch.json").write_text(json.dumps(figures, indent=2) + "\n")


def _measured(way: Callable[[Dovecot, Path], object], server: Dovecot, home: Path) -> tuple[int, float, float]:
    """Messages, seconds, seconds of this side's processor (children left out)."""
    begun, worked = time.perf_counter(), time.process_time()
    found = way(server, home)
    if isinstance(found, tuple):
        return found
    return int(str(found)), time.perf_counter() - begun, time.process_time() - worked


if __name__ == "__main__":
    main()
