"""Workers that are killed again and again while they understand mail, in a process of their own.

    python -m servers.killing FOLDER KILLS SEED

Django is loaded once; each worker is forked from here, so that the kills fall into work and not into its start. Prints
as JSON how far each worker had come, and whether what stands at the end is what a rebuild makes.
"""

import json
import mailbox
import os
import random
import signal
import sys
import time
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

CLIENTS = 60
LETTERS = 8
TEXTS = (
    "Could you send us the prices by Friday? And who approves the texts?",
    "They are attached. I will send the rest on Monday. Which logo should we use?",
    "The blue one. When will the home page be ready, and how much is it?",
)


def letters(now: datetime, clients: int = CLIENTS) -> list[bytes]:
    """A few messages of each client, to and fro."""
    found = []
    for client in range(clients):
        theirs, ours = f"p@client{client}.example", "anna@studio.example"
        for n in range(LETTERS):
            message = EmailMessage()
            message["From"], message["To"] = (theirs, ours) if n % 2 == 0 else (ours, theirs)
            message["Subject"] = f"Site {client}"
            message["Date"] = datetime.fromtimestamp(now.timestamp() - 3600 * (40 - 3 * n), UTC)
            message["Message-ID"] = f"<{client}.{n}@mail.example>"
            if n:
                message["In-Reply-To"] = f"<{client}.{n - 1}@mail.example>"
            message.set_content(f"Hello,\n\n{TEXTS[n % 3]}\n\nNumber {client}.{n}\n")
            found.append(message.as_bytes())
    return found


def take_in(folder: str, now: datetime, clients: int = CLIENTS) -> None:
    """Mail in a new desk that nobody understood yet."""
    from ashore.usecases.importing.archive import import_archive
    from ashore.usecases.setting_up import create_workspace

    workspace = create_workspace(name="S", me=["studio.example"], zone="UTC", now=now)
    path = Path(folder, "mail.mbox")
    box = mailbox.mbox(path)
    for raw in letters(now, clients):
        box.add(raw)
    box.close()
    import_archive(workspace=workspace, paths=[path], now=now, processes=0, later=True)


def start_worker() -> int:
    """A worker as ``ashore worker`` runs it; its process, the leader of a group of its own."""
    from django.db import connections

    connections.close_all()
    worker = os.fork()
    if worker == 0:
        os.setsid()
        from ashore.jobs.worker import run

        try:
            run()
        finally:
            os._exit(0)
    return worker


def kill(worker: int) -> None:
    """As the system does it when memory is short: at once, children included."""
    os.killpg(worker, signal.SIGKILL)
    os.waitpid(worker, 0)


def told() -> int:
    """How many texts are understood."""
    from ashore.store.models import Reading

    return Reading.objects.filter(said__isnull=False).count()


def pace() -> float:
    """How many seconds this machine needs from the start of a worker to its first text, a minute at most."""
    victim, begun = start_worker(), time.monotonic()
    while not told() and time.monotonic() < begun + 60:
        time.sleep(0.02)
    kill(victim)
    return time.monotonic() - begun


def differing() -> list[str]:
    """In which tables a rebuild makes other rows than stand there."""
    from ashore.usecases.rebuilding import derived_rows, rebuild

    rows = derived_rows()
    rebuild(now=datetime.now(UTC), processes=0)
    again = derived_rows()
    for tables in (rows, again):  # when it was looked at says nothing of what is owed
        tables["engagement"] = [(*row[:4], row[5]) for row in tables["engagement"]]
    return [name for name in rows if rows[name] != again[name]]


def main(folder: str, kills: int, seed: int) -> dict[str, Any]:
    """The whole story."""
    from ashore.conf import boot

    boot.start(folder)
    boot.migrate()
    from django.conf import settings

    from ashore.intake.hearing import warm
    from ashore.jobs import tasks, worker
    from ashore.store.models import InHand, Obligation, Worker
    from ashore.usecases import queue, understanding

    settings.WORKER_PROCESSES = 1
    tasks.SHARE, understanding.TEXTS, understanding.WRITTEN_AT_ONCE = 16, 4, 4
    worker.BURY_SECONDS = 0.1
    take_in(folder, datetime.now(UTC))
    warm()
    chance, first, seen = random.Random(seed), pace(), []
    for _ in range(kills):
        victim = start_worker()
        time.sleep(first * chance.uniform(0.3, 2.0))
        kill(victim)
        seen.append(told())
        queue.bury(now=datetime.now(UTC))
        for job in queue.put_off():  # as a person would who sees it put off, and knows that it is not to blame
            queue.retry_now(job=str(job.pk), now=datetime.now(UTC))
    worker.run(once=True)
    left = {"holds": InHand.objects.count(), "workers": Worker.objects.count(), "put_off": len(queue.put_off())}
    return {"seen": seen, "all": told(), "owed": Obligation.objects.count(), "differ": differing(), **left}


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))))  # noqa: T201 - its result
