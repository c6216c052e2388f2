"""Workers as processes: killed at random points, told to stop, and several at a time."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

TESTS = Path(__file__).resolve().parents[2]
KILLS = 25


def environment(home: Path, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    paths = [str(TESTS.parent / "src"), str(TESTS)]
    return kept | {"ASHORE_HOME": str(home), "PYTHONPATH": os.pathsep.join(paths)} | more


def started(home: Path, *arguments: str, **more: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", *arguments]
    out = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    return subprocess.Popen(command, env=environment(home, **more), start_new_session=True, **out)


def asked(home: Path, query: str) -> list[Any]:
    with closing(sqlite3.connect(home / "desk.sqlite3", timeout=30)) as db:
        return db.execute(query).fetchall()


def until(home: Path, query: str, wanted: list[Any]) -> None:
    """Wait as long as a slow machine needs."""
    for _ in range(600):
        if asked(home, query) == wanted:
            return
        time.sleep(0.1)
    raise AssertionError(f"{query}: {asked(home, query)}")


@pytest.mark.slow
def test_h86_a_worker_killed_at_random_points_of_understanding_leaves_what_a_rebuild_makes(tmp_path: Path):
    """H86, and H82 for the second stage: the ledger equals a rebuild, and no hold, worker or task is left behind."""
    run = started(tmp_path, "servers.killing", str(tmp_path), str(KILLS), "86")
    out, err = run.communicate(timeout=600)
    assert run.returncode == 0, err.decode()
    found = json.loads(out)
    assert len(found["seen"]) == KILLS
    assert len(set(found["seen"])) >= KILLS / 5, "the kills fell into the work"
    assert (found["all"], found["differ"]) == (480, [])
    assert found["owed"] > 480
    assert (found["holds"], found["workers"], found["put_off"]) == (0, 0, 0)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A desk with nothing in it."""
    made = started(tmp_path, "ashore", "init", "--me", "anna@studio.example")
    assert made.wait(120) == 0
    return tmp_path


@pytest.mark.slow
def test_a_worker_told_to_stop_ends_within_five_seconds_and_strikes_itself_off(home: Path):
    """Ten more seconds for a machine that is busy with other things: what is tested is that nothing lingers."""
    worker = started(home, "ashore", "worker", "--name", "the first")
    until(home, "SELECT title FROM store_worker", [("the first",)])
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(15) == 0
    assert asked(home, "SELECT title FROM store_worker") == []


@pytest.mark.slow
def test_two_workers_do_each_chore_once_and_the_one_that_lives_takes_the_others_place(home: Path):
    """H87: the schedule turns once an interval, however many tick."""
    first = started(home, "ashore", "worker", "--name", "first")
    second = started(home, "ashore", "worker", "--name", "second")
    try:
        until(home, "SELECT title FROM store_worker ORDER BY title", [("first",), ("second",)])
        until(home, "SELECT count(*) > 0 FROM store_tasktotal WHERE name = 'measure'", [(1,)])
        time.sleep(3)
        assert asked(home, "SELECT runs FROM store_tasktotal WHERE name = 'measure'") == [(1,)]
        os.killpg(first.pid, signal.SIGKILL)
        first.wait()
        until(home, "SELECT title FROM store_worker", [("second",)])
    finally:
        for each in (first, second):
            if each.poll() is None:
                os.killpg(each.pid, signal.SIGKILL)
                each.wait()


@pytest.mark.slow
def test_a_service_manager_is_told_when_a_worker_is_ready_and_that_it_lives(home: Path, tmp_path: Path):
    import socket

    address = str(tmp_path / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.bind(address)
        line.settimeout(60)
        worker = started(home, "ashore", "worker", NOTIFY_SOCKET=address)
        try:
            heard = {line.recv(100).decode() for _ in range(2)}
            assert heard == {"READY=1", "WATCHDOG=1"}
            worker.send_signal(signal.SIGTERM)
            while "STOPPING=1" not in heard:
                heard.add(line.recv(100).decode())
        finally:
            os.killpg(worker.pid, signal.SIGKILL)
            worker.wait()


@pytest.mark.slow
def test_a_worker_told_to_stop_puts_back_what_takes_too_long(tmp_path: Path):
    run = started(tmp_path, "servers.stopping", str(tmp_path))
    out, err = run.communicate(timeout=180)
    assert run.returncode == 0, err.decode()
    found = json.loads(out)
    assert found["took"] < 30, "the task would have taken a minute"
    assert (found["code"], found["state"], found["tries"], found["workers"]) == (0, "READY", 0, 0)
