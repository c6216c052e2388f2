"""One worker against two, on SQLite and on PostgreSQL: how fast mail that was taken in is understood.

    python benchmarks/bench_workers.py [--clients 300] [--rounds 2] [--save]

The mail is made: eight messages to and fro for each client, so that there is much to derive. A worker is what ``ashore
worker`` runs, with one child that reads; Django and the language data are loaded before the clock starts. Each round
measures one worker and two by turns on the same desk, made forgetful in between; the best of each counts.
"""

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent / "src"), str(HERE.parent / "tests")]
BINARIES = "/usr/lib/postgresql"


@contextmanager
def postgres() -> Iterator[str]:
    """The address of a server of our own, gone afterwards. It does not run as root."""
    found = sorted(Path(BINARIES).glob("*/bin"))
    binaries = found[-1] if found else Path(shutil.which("postgres") or "postgres").parent
    place = Path(tempfile.mkdtemp(prefix="bench-postgres-"))
    as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.getuid() == 0 else []
    if as_user:
        shutil.chown(place, "postgres", "postgres")
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": "/"}
    data = str(place / "data")
    subprocess.run([*as_user, str(binaries / "initdb"), "-D", data, "-A", "trust", "-U", "ashore"], check=True, **quiet)
    options = ["-c", "listen_addresses=", "-c", f"unix_socket_directories={place}"]
    server = subprocess.Popen([*as_user, str(binaries / "postgres"), "-D", data, *options], **quiet)
    try:
        create = [*as_user, str(binaries / "createdb"), "-h", str(place), "-U", "ashore", "desk"]
        while subprocess.run(create, **quiet).returncode:
            time.sleep(0.2)
        yield f"postgres://ashore@/desk?host={place}"
    finally:
        server.send_signal(signal.SIGINT)
        server.wait()
        shutil.rmtree(place, ignore_errors=True)


def inside(clients: int, rounds: int) -> dict[str, float]:
    """In a process of its own, with the database that the environment names: messages a second."""
    from ashore.conf import boot

    folder = os.environ["ASHORE_HOME"]
    boot.start(folder)
    boot.migrate()
    from django.conf import settings

    from ashore.intake.hearing import warm
    from ashore.store.models import Workspace
    from ashore.usecases import rebuilding
    from ashore.usecases.refreshing import has_untold
    from servers.killing import differing, kill, start_worker, take_in, told

    settings.WORKER_PROCESSES = 1
    take_in(folder, datetime.now(UTC), clients)
    warm()
    best = {1: 0.0, 2: 0.0}
    for _ in range(rounds):
        for count in best:
            for workspace in Workspace.objects.all():
                rebuilding._forget_what_was_said(workspace)
            start = time.perf_counter()
            workers = [start_worker() for _ in range(count)]
            while has_untold():
                time.sleep(0.02)
            took = time.perf_counter() - start
            for each in workers:
                kill(each)
            best[count] = max(best[count], told() / took)
    wrong = differing()
    if wrong:
        raise SystemExit(f"what two workers made is not what a rebuild makes: {wrong}")
    return {"one": round(best[1], 1), "two": round(best[2], 1), "ratio": round(best[2] / best[1], 2)}


def measured(name: str, url: str, clients: int, rounds: int) -> dict[str, float]:
    """One database."""
    folder = tempfile.mkdtemp(prefix="bench-workers-")
    try:
        command = [sys.executable, __file__, "--inside", "--clients", str(clients), "--rounds", str(rounds)]
        environment = {**os.environ, "ASHORE_HOME": folder, "DATABASE_URL": url}
        out = subprocess.run(command, check=True, stdout=subprocess.PIPE, env=environment).stdout
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    found: dict[str, float] = json.loads(out.splitlines()[-1])
    print(f"{name:<12}{found['one']:>8.1f}/s with one worker {found['two']:>8.1f}/s with two   {found['ratio']} times")
    return found


def main() -> None:
    """Measure, print, and keep where asked."""
    options = argparse.ArgumentParser()
    options.add_argument("--clients", type=int, default=300)
    options.add_argument("--rounds", type=int, default=2)
    options.add_argument("--save", action="store_true")
    options.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.inside:
        print(json.dumps(inside(given.clients, given.rounds)))
        return
    print(f"{given.clients * 8} messages of {given.clients} clients, understood; load {os.getloadavg()[0]:.1f}")
    found = {"sqlite": measured("SQLite", "", given.clients, given.rounds)}
    with postgres() as url:
        found["postgresql"] = measured("PostgreSQL", url, given.clients, given.rounds)
    if given.save:
        (HERE / "results").mkdir(exist_ok=True)
        (HERE / "results" / "workers.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
