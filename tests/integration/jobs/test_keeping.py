"""Threads that wait for word from outside, and the process that has them."""

import datetime as dt
import threading
import time
from collections.abc import Callable

import pytest

from ashore.jobs import keeping, watching
from ashore.jobs.keeping import Keeper
from ashore.store.models import Worker
from ashore.usecases import workers
from ashore.usecases.processes import own_name

NOW = dt.datetime(2026, 1, 16, 12, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping.connections, "close_all", lambda: None)


def until(condition: Callable[[], bool]) -> bool:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return False


def test_each_wanted_number_has_one_thread_and_all_end_together() -> None:
    keeper = Keeper("t", lambda _now: (1, 2), lambda _number, stop: stop.wait(), every=60)
    assert (keeper.keep(NOW), keeper.keep(NOW), keeper.count) == (2, 2, 2)
    keeper.stop(60)
    assert keeper.count == 0


def test_a_thread_that_fails_is_begun_anew_and_takes_no_other_with_it() -> None:
    begun: list[int] = []

    def work(number: int, stop: threading.Event) -> None:
        begun.append(number)
        if number == 1:
            raise ValueError("broken")
        stop.wait()

    keeper = Keeper("t", lambda _now: (1, 2), work, every=0.02)
    keeper.start()
    assert until(lambda: begun.count(1) >= 3)
    keeper.stop(60)
    assert begun.count(2) == 1


def test_what_is_not_wanted_any_more_is_not_begun_again() -> None:
    wanted = [1]
    keeper = Keeper("t", lambda _now: wanted, lambda _number, _stop: None, every=60)
    keeper.keep(NOW)
    wanted.clear()
    assert until(lambda: keeper.count == 0)
    assert keeper.keep(NOW) == 0


@pytest.mark.django_db(transaction=True)
def test_the_process_that_watches_says_that_it_lives_and_is_no_worker(monkeypatch: pytest.MonkeyPatch) -> None:
    stop, seen = threading.Event(), []
    nothing = Keeper("t", lambda _now: (7,), lambda _number, stop: stop.wait(), every=60)
    monkeypatch.setattr(watching.fetching, "watchers", lambda _ask: nothing)
    monkeypatch.setattr(watching.channels, "listeners", lambda: Keeper("l", lambda _now: (), print, every=60))
    monkeypatch.setattr(watching, "BEAT_SECONDS", 0.02)
    monkeypatch.setattr(watching.connections, "close_all", lambda: None)

    def look() -> None:
        now = dt.datetime.now(dt.UTC)
        seen.append((len(workers.alive(now=now)), [(w.name, w.listens) for w in workers.alive(now=now, kind="watch")]))
        if seen[-1][1][0][1]:
            stop.set()

    beat = watching._beat
    monkeypatch.setattr(watching, "_beat", lambda listens: (beat(listens), look()))
    watching.run(stop)
    assert seen[0] == (0, [(own_name(), 0)])
    assert seen[-1] == (0, [(own_name(), 1)])
    assert not Worker.objects.exists()
