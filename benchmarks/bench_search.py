"""Search and the inbox on a desk of a million messages, on SQLite and on PostgreSQL, alone and while mail is imported.

    python benchmarks/bench_search.py [--messages 1000000] [--database sqlite|postgres|both] [--keep FOLDER] [--save]

The desk is that of ``search_desk``, the queries are those of ``search_queries``. What is timed is the whole use case:
the index, the rows, and the line that is shown of each; by the clock, and as processor time of our process and of the
database's, which others who use the machine move less. There is no peer: the bounds are 10 ms on SQLite and 80 ms on
PostgreSQL for nineteen of twenty everyday queries, 200 ms for any query, 100 ms for hostile ones (H95), 2 ms for the
slowest query of the inbox.
``--keep`` fills a folder once; with DATABASE_URL a PostgreSQL of yours is.
"""

import argparse
import gc
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from search_desk import NOW, fill
from search_queries import HARD, HOSTILE, everyday, kinds

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "tests"))
BOUNDS = {"sqlite": 10.0, "postgres": 80.0}
ANY_QUERY_MS, HOSTILE_MS, INBOX_MS = 200.0, 100.0, 2.0
ROUNDS = 2
SINGLE = {"hard": HARD, "hostile": HOSTILE}
"""Kinds whose queries are told one by one."""


class Cost(NamedTuple):
    """Milliseconds by the clock and of processor time."""

    wall: float
    cpu: float


def spent() -> Cost:
    """So far: on the clock, and by this process with the one that serves it in the database."""
    from django.db import connection

    own = time.process_time()
    if connection.vendor == "postgresql":
        if connection.connection is None:
            connection.connect()
        server = Path(f"/proc/{connection.connection.info.backend_pid}/schedstat")
        own += int(server.read_text().split()[0]) / 1e9 if server.exists() else 0
    return Cost(time.perf_counter() * 1000, own * 1000)


def timed(task: Callable[[], object], rounds: int = 1) -> Cost:
    """What a task costs; at best of ``rounds``."""
    times = []
    for _ in range(rounds):
        before = spent()
        task()
        after = spent()
        times.append(Cost(after.wall - before.wall, after.cpu - before.cpu))
    return Cost(min(each.wall for each in times), min(each.cpu for each in times))


def spread(times: Sequence[Cost]) -> dict[str, Cost]:
    """Median, 95th percentile and maximum."""
    columns = list(zip(*times, strict=True))
    return {
        "median": Cost(*map(statistics.median, columns)),
        "p95": Cost(*(statistics.quantiles(column, n=20)[-1] for column in columns)),
        "most": Cost(*map(max, columns)),
    }


def told(name: str, found: dict[str, Cost], figure: str, bound: float) -> None:
    """One line: the figures, and whether one of them is within its bound."""
    each = "  ".join(f"{cost.wall:7.1f} {cost.cpu:6.1f} {what}" for what, cost in found.items())
    cost = found[figure]
    verdict = "ok" if cost.wall <= bound else "OVER by the clock alone" if cost.cpu <= bound else "OVER"
    print(f"  {name:42} {each}  {verdict} ({figure} {bound:.0f})", flush=True)


def pace() -> float:
    """Seconds of processor time for ten million turns of a bare loop: how fast the machine is just now."""
    before = time.process_time()
    for _ in range(10_000_000):
        pass
    return time.process_time() - before


def measure(bound: float, said: str) -> dict[str, Any]:
    """All queries once around; what they cost."""
    from ashore.usecases.queries.finding import find
    from ashore.usecases.setting_up import the_workspace

    desk = the_workspace()
    print(
        f" {said}; ms by the clock and of processor time; load {os.getloadavg()[0]:.1f}; {pace():.2f} s for a bare loop"
    )
    queries = everyday()
    for query in everyday(seed=5):  # a server that has been up for a while has read the words of other searches
        find(workspace=desk, query=query)
    found = {"everyday": spread([timed(lambda q=query: find(workspace=desk, query=q)) for query in queries])}
    told("everyday queries", found["everyday"], "p95", bound)
    for kind, asked in kinds().items():
        times = [timed(lambda q=query: find(workspace=desk, query=q), ROUNDS) for query in asked]
        found[kind] = spread(times)
        told(kind, found[kind], "most", HOSTILE_MS if kind == "hostile" else ANY_QUERY_MS)
        if kind in SINGLE:
            for name, cost in zip(SINGLE[kind], times, strict=True):
                print(f"    {name:40} {cost.wall:7.1f} {cost.cpu:6.1f}")
    ratio = found["hostile"]["most"].cpu / found["hard"]["most"].cpu
    print(f"  the worst hostile query takes {ratio:.1f} times as long as the hardest honest one")
    found |= measure_inbox(desk)
    return found


def measure_inbox(desk: Any) -> dict[str, Any]:
    """The page of the inbox: its queries alone, and with what Python makes of them."""
    from django.db import connection

    from ashore.usecases.queries.inbox import inbox

    slowest: list[Cost] = []

    def note(execute: Any, sql: str, values: Any, many: bool, context: Any) -> Any:
        before = spent()
        answer = execute(sql, values, many, context)
        after = spent()
        slowest[-1] = max(slowest[-1], Cost(after.wall - before.wall, after.cpu - before.cpu))
        return answer

    with connection.execute_wrapper(note):
        for _ in range(100):
            slowest.append(Cost(0, 0))
            inbox(workspace=desk, now=NOW, limit=30)
    whole = spread([timed(lambda: inbox(workspace=desk, now=NOW, limit=30)) for _ in range(100)])
    found = {"inbox, its slowest query": spread(slowest), "inbox, the page": whole}
    told("inbox, its slowest query", found["inbox, its slowest query"], "p95", INBOX_MS)
    told("inbox, the page", whole, "p95", BOUNDS["sqlite"])
    return found


def importing(scratch: Path, messages: int) -> subprocess.Popen[bytes]:
    """An import into the desk, begun."""
    from bench_import import repeated

    path = scratch / "more.mbox"
    with path.open("wb") as out:
        for raw in repeated(messages):
            out.write(b"From s@mail.example Fri Jan 16 08:00:00 2026\n" + raw.replace(b"\nFrom ", b"\n>From ") + b"\n")
    command = [sys.executable, "-m", "ashore", "import", str(path), "--later", "--processes", "1"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def one(database: str, home: Path, count: int, busy: int) -> dict[str, Any]:
    """One database, filled unless it was, and measured."""
    from ashore.conf import boot

    boot.start(str(home))
    boot.migrate()
    from ashore.store.models import Message
    from ashore.usecases.reindexing import tidy

    start = time.perf_counter()
    if not Message.objects.exists():
        fill(count)
        print(f"{database}: {count:,} messages stored and indexed in {time.perf_counter() - start:.0f} s")
    start = time.perf_counter()
    if steps := tidy(rest=lambda: False):  # as a worker does within a quarter of an hour
        print(f"{database}: the index put in order in {time.perf_counter() - start:.0f} s, {steps} steps")
    gc.collect()
    gc.freeze()  # as the server does
    result = {"alone": measure(BOUNDS[database], f"{database}, {Message.objects.count():,} messages")}
    if busy:
        before = Message.objects.count()
        running = importing(home, busy)
        while Message.objects.count() == before and running.poll() is None:
            time.sleep(0.5)
        result["importing"] = measure(BOUNDS[database], "the same while mail is imported")
        state = "was still going on" if running.poll() is None else "had ended before"
        print(f"  the import {state}, {Message.objects.count() - before:,} messages taken in")
        running.terminate()
        running.wait()
    return result


def on_postgres(home: Path, count: int, busy: int) -> dict[str, Any]:
    """The same on a PostgreSQL of our own."""
    from servers.postgres import Postgres

    if given := os.environ.get("DATABASE_URL"):
        print(f"on {given.partition('@')[2]}")
        return one("postgres", home, count, busy)
    server = Postgres(lasting=True, options=("shared_buffers=1GB", "work_mem=32MB", "max_wal_size=4GB")).start()
    try:
        os.environ["DATABASE_URL"] = server.create("ashore")
        return one("postgres", home, count, busy)
    finally:
        server.end()


def main() -> None:
    """Fill, measure, print; with --save also into results/search.json."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", type=int, default=1_000_000)
    parser.add_argument("--database", choices=("sqlite", "postgres", "both"), default="both")
    parser.add_argument("--import", dest="busy", type=int, default=20_000, help="Messages imported meanwhile.")
    parser.add_argument("--keep", type=Path, help="A folder for SQLite's desk, filled once.")
    parser.add_argument("--save", action="store_true")
    options = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "ashore.conf.settings"
    if options.database == "both":
        for name in ("sqlite", "postgres"):
            given = [word for word in sys.argv[1:] if word not in ("--database", "both")]
            subprocess.run([sys.executable, __file__, *given, "--database", name], check=True)
        return
    with tempfile.TemporaryDirectory() as scratch:
        home = options.keep or Path(scratch)
        run = (
            on_postgres(home, options.messages, options.busy)
            if options.database == "postgres"
            else one("sqlite", home, options.messages, options.busy)
        )
    if options.save:
        target = HERE / "results" / f"search-{options.database}.json"
        target.parent.mkdir(exist_ok=True)
        target.write_text(json.dumps(run, indent=2) + "\n")


if __name__ == "__main__":
    main()
