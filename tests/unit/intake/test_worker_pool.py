"""The pool: order, dead and stalled children, nothing left behind."""

import os
import signal
import time
from collections.abc import Iterable

import pytest

from ashore.intake.pool import DIED, STALLED, Lost, run
from ashore.intake.worker import Craft


def read_range(unit: tuple[int, int]) -> Iterable[int]:
    return range(*unit)


def read_and_die(unit: tuple[int, int]) -> Iterable[int]:
    for number in range(*unit):
        if number == 13:
            os.kill(os.getpid(), signal.SIGKILL)
        yield number


def make(item: int) -> bytes:
    return f"{item}".encode()


def make_or_die(item: int) -> bytes:
    if item in (13, 90):
        os.kill(os.getpid(), signal.SIGKILL)
    return make(item)


def make_or_sleep(item: int) -> bytes:
    if item == 13:
        time.sleep(60)
    return make(item)


def bury(item: int, why: str) -> bytes:
    return f"{item} {why}".encode()


def units(count: int, size: int) -> list[tuple[int, int]]:
    return [(n * size, (n + 1) * size) for n in range(count)]


@pytest.mark.parametrize("processes", [0, 1, 2, 3])
def test_results_come_in_the_order_of_the_archive(processes: int) -> None:
    got = list(run(units(9, 130), Craft(read_range, make, bury), processes=processes))
    assert got == [f"{n}".encode() for n in range(9 * 130)]


def test_an_item_that_kills_its_worker_is_reported_and_the_rest_is_read() -> None:
    got = list(run(units(4, 100), Craft(read_range, make_or_die, bury)))
    assert len(got) == 400
    assert got[13] == b"13 died"
    assert got[90] == b"90 died"
    assert [x for x in got if b" " in bytes(x)] == [b"13 died", b"90 died"]


def test_an_item_that_never_ends_is_reported_and_the_rest_is_read() -> None:
    started = time.monotonic()
    got = list(run(units(2, 20), Craft(read_range, make_or_sleep, bury), patience=0.4))
    assert time.monotonic() - started < 20
    assert got[13] == f"13 {STALLED}".encode()
    assert len(got) == 40


def test_a_file_that_cannot_even_be_read_is_given_up_and_the_others_are_read() -> None:
    got = list(run(units(3, 10), Craft(read_and_die, make, bury)))
    assert [x for x in got if isinstance(x, Lost)] == [Lost((10, 20), 3, DIED)]
    assert len(got) == 10 + 3 + 1 + 10


def test_stopping_early_leaves_no_child_behind() -> None:
    results = run(units(9, 1000), Craft(read_range, make, bury))
    next(results)
    results.close()  # type: ignore[attr-defined]
    import multiprocessing

    assert multiprocessing.active_children() == []
