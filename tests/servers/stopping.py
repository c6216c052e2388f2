"""A worker that is told to stop in the middle of a task that would take a minute, in a process of its own.

    python -m servers.stopping FOLDER

Prints as JSON how it ended, and what became of the task.
"""

import json
import os
import signal
import sys
import time
from typing import Any


def main(folder: str) -> dict[str, Any]:
    """The whole story."""
    from ashore.conf import boot

    boot.start(folder)
    boot.migrate()
    from django_tasks_db.models import DBTaskResult

    from ashore.jobs import tasks
    from ashore.store.models import Worker
    from ashore.usecases import figures
    from servers.killing import start_worker

    figures.measure = lambda **_: time.sleep(60)  # type: ignore[assignment]
    tasks.measure.enqueue()
    worker = start_worker()
    while not Worker.objects.filter(doing="measure").exists():
        time.sleep(0.05)
    start = time.monotonic()
    os.kill(worker, signal.SIGTERM)
    _, status = os.waitpid(worker, 0)
    took = time.monotonic() - start
    job = DBTaskResult.objects.get(task_path__endswith=".measure")
    left = Worker.objects.count()
    return {"took": took, "code": status, "state": job.status, "tries": len(job.worker_ids), "workers": left}


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1])))  # noqa: T201 - its result
