"""Chores and their tasks: once each whoever asks, put off where they fail, taken over where a worker died."""

import datetime as dt
import os
import subprocess
import sys
from typing import Any

import pytest
from django.db import OperationalError
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from ashore.jobs import stopping, tasks, worker
from ashore.jobs.chores import CHORES, Chore, tick
from ashore.jobs.worker import drain
from ashore.store.models import InHand, RawMessage, Schedule, TaskTotal, Worker
from ashore.usecases import figures, in_hand, leasing, processes, queue, schedules, workers
from ashore.usecases.queue import PAUSES

NOW = dt.datetime(2026, 1, 16, 12, 0, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
HOURLY = (Chore("measure", HOUR, tasks.measure),)
ELSEWHERE = "other-machine/12/34"


def names() -> list[str]:
    return [path.rpartition(".")[2] for path in DBTaskResult.objects.values_list("task_path", flat=True)]


def dead_process() -> str:
    """The name of a process that has ended."""
    code = "from ashore.usecases.processes import own_name; print(own_name())"
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout.strip()


def test_a_chore_is_queued_when_it_is_due_and_not_again_before_its_time(db):
    assert tick(now=NOW, chores=HOURLY) == ["measure"]
    DBTaskResult.objects.all().delete()
    assert tick(now=NOW + HOUR - dt.timedelta(seconds=1), chores=HOURLY) == []
    assert tick(now=NOW + HOUR, chores=HOURLY) == ["measure"]
    assert names() == ["measure"]


def test_h87_of_two_workers_that_tick_in_one_moment_one_queues(db):
    """Both saw the same plan; the second one's guarded update finds it turned on already."""
    tick(now=NOW, chores=HOURLY)
    seen = Schedule.objects.get().next_at
    later, queued = seen + HOUR, []
    for each in ("a", "b"):
        schedules.fire(name="measure", seen=seen, every=HOUR, now=later, queue=lambda each=each: queued.append(each))
    assert queued == ["a"]


def test_h87_the_very_first_time_is_guarded_too(db):
    queued: list[str] = []
    for each in ("a", "b"):
        schedules.fire(name="new", seen=None, every=HOUR, now=NOW, queue=lambda each=each: queued.append(each))
    assert queued == ["a"]


def test_after_a_week_of_outage_a_chore_is_caught_up_with_once(db):
    tick(now=NOW, chores=HOURLY)
    DBTaskResult.objects.all().delete()
    assert tick(now=NOW + 168 * HOUR, chores=HOURLY) == ["measure"]
    DBTaskResult.objects.all().delete()
    assert tick(now=NOW + 168 * HOUR, chores=HOURLY) == []


def test_h93_a_clock_that_jumps_back_neither_fires_twice_nor_stops_a_chore(db):
    tick(now=NOW, chores=HOURLY)
    DBTaskResult.objects.all().delete()
    back = NOW - 48 * HOUR
    assert tick(now=back, chores=HOURLY) == []
    assert tick(now=back + HOUR, chores=HOURLY) == ["measure"]


def test_a_chore_whose_task_waits_or_runs_is_not_queued_again(db):
    tick(now=NOW, chores=HOURLY)
    assert tick(now=NOW + HOUR, chores=HOURLY) == []
    assert queue.claim(worker="w", now=NOW) is not None
    assert tick(now=NOW + HOUR, chores=HOURLY) == []


def test_a_chore_for_each_account_is_planned_for_each(db):
    each = (Chore("digest", HOUR, tasks.digest, each=lambda **_: [3, 5]),)
    assert tick(now=NOW, chores=each) == ["digest:3", "digest:5"]
    assert [row["args"] for row in DBTaskResult.objects.values_list("args_kwargs", flat=True)] == [[3], [5]]
    DBTaskResult.objects.filter(args_kwargs={"args": [3], "kwargs": {}}).delete()
    assert tick(now=NOW + HOUR, chores=each) == ["digest:3"]


def test_work_that_can_be_shared_is_queued_once_for_each_worker(db):
    for name in ("a/1/1", "b/1/1"):
        Worker.objects.create(name=name, title=name, started_at=NOW, seen_at=NOW)
    shared = (Chore("derive", HOUR, tasks.derive, abreast=True),)
    tick(now=NOW, chores=shared)
    assert names() == ["derive", "derive"]


def test_every_chore_has_a_name_of_its_own_and_a_task_that_can_be_found(db):
    assert len({chore.name for chore in CHORES}) == len(CHORES)
    for chore in CHORES:
        row = DBTaskResult(task_path=chore.task.module_path, run_after=NOW, backend_name="default")
        assert row.task.func is chore.task.func


def failing(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def fail(**_: object) -> int:
        raise error

    monkeypatch.setattr(figures, "measure", fail)


def run_at(monkeypatch: pytest.MonkeyPatch, now: dt.datetime) -> int:
    """What a worker does that looks at the clock then."""

    class Clock(dt.datetime):
        @classmethod
        def now(cls, tz: Any = None) -> "dt.datetime":
            return now

    monkeypatch.setattr(worker, "datetime", Clock)
    return drain()


def test_a_poison_task_is_put_off_longer_and_longer_and_the_others_are_done(db, monkeypatch):
    failing(monkeypatch, ValueError("Dear Eva"))
    tasks.measure.enqueue()
    tasks.derive.enqueue()
    at = NOW
    for pause in PAUSES:
        run_at(monkeypatch, at)
        row = queue.put_off()[0]
        assert row.run_after == at + pause
        assert row.exception_class_path == "builtins.ValueError"
        assert run_at(monkeypatch, at + pause / 2) == 0
        at += pause
    assert DBTaskResult.objects.get(task_path__endswith="derive").status == TaskResultStatus.SUCCESSFUL
    assert TaskTotal.objects.get(name="measure").failures == len(PAUSES)
    monkeypatch.undo()
    assert run_at(monkeypatch, at) == 1
    assert queue.put_off() == []


def test_a_task_that_fails_too_often_is_given_up_and_its_chore_rests_for_a_day(db, monkeypatch):
    failing(monkeypatch, ValueError())
    tick(now=NOW, chores=HOURLY)
    DBTaskResult.objects.update(worker_ids=["w"] * (queue.MOST_TRIES - 1))
    run_at(monkeypatch, NOW)
    assert DBTaskResult.objects.get().status == TaskResultStatus.FAILED
    assert tick(now=NOW + HOUR, chores=HOURLY) == []
    assert tick(now=NOW + 25 * HOUR, chores=HOURLY) == ["measure"]


def test_who_mended_the_cause_has_a_task_done_at_once(db, monkeypatch):
    failing(monkeypatch, ValueError())
    tasks.measure.enqueue()
    run_at(monkeypatch, NOW)
    monkeypatch.undo()
    assert run_at(monkeypatch, NOW) == 0
    queue.retry_now(job=str(queue.put_off()[0].pk), now=NOW)
    assert run_at(monkeypatch, NOW) == 1
    assert DBTaskResult.objects.get().status == TaskResultStatus.SUCCESSFUL


def test_h86_a_database_that_goes_away_in_the_middle_of_a_task_costs_it_no_try(db, monkeypatch):
    failing(monkeypatch, OperationalError("server closed the connection unexpectedly"))
    monkeypatch.setattr(worker.connections, "close_all", lambda: None)
    tasks.measure.enqueue()
    run_at(monkeypatch, NOW)
    row = DBTaskResult.objects.get()
    assert (row.status, row.worker_ids) == (TaskResultStatus.READY, [])
    assert row.run_after == NOW + dt.timedelta(seconds=worker.AWAY_SECONDS)


def test_a_task_that_a_stop_breaks_off_is_put_back_and_costs_no_try(db, monkeypatch):
    def broken_off(**_: object) -> int:
        stopping.ask()
        raise stopping.Stopped

    monkeypatch.setattr(figures, "measure", broken_off)
    monkeypatch.setattr(worker.connections, "close_all", lambda: None)
    tasks.measure.enqueue()
    try:
        run_at(monkeypatch, NOW)
    finally:
        stopping._asked.clear()
    row = DBTaskResult.objects.get()
    assert (row.status, row.worker_ids, row.run_after) == (TaskResultStatus.READY, [], NOW)


def left_behind(name: str, tries: int = 1) -> DBTaskResult:
    """A task in the hands of a worker of that name."""
    Worker.objects.create(name=name, title="x", started_at=NOW, seen_at=NOW)
    tasks.measure.enqueue()
    DBTaskResult.objects.update(worker_ids=["w"] * (tries - 1))
    job = queue.claim(worker=name, now=NOW)
    assert job is not None
    return job


def test_what_a_dead_worker_had_in_hand_is_put_back_at_once(db):
    left_behind(dead_process())
    assert queue.bury(now=NOW) == 1
    assert not Worker.objects.exists()
    assert queue.claim(worker="w", now=NOW) is not None


def test_what_killed_its_worker_again_and_again_is_put_off_and_shown_and_at_last_given_up(db):
    job = left_behind(dead_process(), tries=queue.FREE_DEATHS + 1)
    queue.bury(now=NOW)
    assert queue.put_off()[0].run_after == NOW + PAUSES[queue.FREE_DEATHS]
    assert queue.claim(worker="w", now=NOW) is None
    DBTaskResult.objects.all().delete()
    job = left_behind(dead_process(), tries=queue.MOST_TRIES)
    queue.bury(now=NOW)
    job.refresh_from_db()
    assert (job.status, job.exception_class_path) == (TaskResultStatus.FAILED, queue.DIED)


def test_a_worker_that_lives_keeps_its_task_however_long_it_takes(db):
    left_behind(processes.own_name())
    assert queue.bury(now=NOW + 100 * HOUR) == 0


def test_a_worker_of_another_machine_is_dead_after_its_lease_and_not_before(db):
    left_behind(ELSEWHERE)
    assert queue.bury(now=NOW + workers.LEASE) == 0
    assert queue.bury(now=NOW + workers.LEASE + dt.timedelta(seconds=1)) == 1


def test_h93_a_dead_worker_is_found_although_the_clock_was_put_back(db):
    left_behind(ELSEWHERE)
    assert queue.bury(now=NOW - HOUR) == 1
    assert queue.claim(worker="w", now=NOW - HOUR) is not None


def test_h93_what_was_put_off_before_the_clock_was_put_back_is_done_in_time(db, monkeypatch):
    tasks.measure.enqueue()
    DBTaskResult.objects.update(run_after=NOW + 100 * 24 * HOUR)
    assert queue.mend_clock(now=NOW) == 1
    assert queue.claim(worker="w", now=NOW) is not None


def test_a_worker_that_was_taken_for_dead_does_not_end_the_task_of_its_heir(db):
    job = left_behind(ELSEWHERE)
    queue.bury(now=NOW + HOUR)
    heir = queue.claim(worker="heir", now=NOW + HOUR)
    queue.succeed(job=job, value=1, now=NOW + HOUR)
    assert heir is not None
    heir.refresh_from_db()
    assert heir.status == TaskResultStatus.RUNNING


def test_h87_a_task_is_claimed_by_one_worker_only(db):
    tasks.measure.enqueue()
    assert queue.claim(worker="a", now=NOW) is not None
    assert queue.claim(worker="b", now=NOW) is None


def test_urgent_tasks_go_before_those_that_take_long(db):
    tasks.understand.enqueue()
    tasks.send_outbox.enqueue()
    first = queue.claim(worker="w", now=NOW)
    assert first is not None
    assert first.task_path.endswith("send_outbox")


def test_the_age_of_the_queue_is_that_of_the_oldest_task_that_could_be_done(db):
    assert figures.queue_age(now=NOW) == 0
    tasks.measure.enqueue()
    DBTaskResult.objects.update(enqueued_at=NOW)
    assert figures.queue_age(now=NOW + HOUR) == 3600
    DBTaskResult.objects.update(run_after=NOW + 2 * HOUR)
    assert figures.queue_age(now=NOW + HOUR) == 0


def test_a_process_that_ended_is_gone_and_one_that_lives_is_not():
    assert processes.is_gone(dead_process())
    assert not processes.is_gone(processes.own_name())
    assert not processes.is_gone(ELSEWHERE)
    place, _, _ = processes.own_name().rsplit("/", 2)
    assert processes.is_gone(f"{place}/{os.getpid()}/1"), "another process had this number once"


@pytest.fixture
def engagement(db: None) -> int:
    from ashore.store.models import Engagement
    from ashore.usecases.importing.single import enter_message
    from ashore.usecases.setting_up import create_workspace

    workspace = create_workspace(name="S", me=["studio.example"], zone="UTC", now=NOW)
    raw = b"From: eva@c.example\nTo: anna@studio.example\nSubject: Site\nDate: Fri, 16 Jan 2026 11:00:00 +0000\n"
    enter_message(workspace=workspace, raw=raw + b"\nHow much is it?\n", source="t", place="1", now=NOW)
    return Engagement.objects.get().pk


def took(engagement: int, *, now: dt.datetime, holder: str = "") -> set[int]:
    hands = in_hand.look("engagement", now=now)
    return in_hand.take("engagement", [engagement], holder=holder or processes.own_name(), now=now, hands=hands)


def test_what_a_living_process_has_in_hand_is_left_to_it(engagement):
    InHand.objects.create(engagement_id=engagement, holder=ELSEWHERE, until=NOW + in_hand.LEASE)
    assert in_hand.look("engagement", now=NOW).held == {engagement}
    assert took(engagement, now=NOW) == set()
    assert took(engagement, now=NOW + in_hand.LEASE) == {engagement}, "its lease has run out"


def test_what_a_dead_process_had_in_hand_is_free_at_once(engagement):
    InHand.objects.create(engagement_id=engagement, holder=dead_process(), until=NOW + in_hand.LEASE)
    assert took(engagement, now=NOW) == {engagement}
    in_hand.let_go("engagement", [engagement], holder=processes.own_name())
    assert not InHand.objects.exists()


def test_threads_of_one_process_leave_each_other_what_they_have_in_hand(engagement):
    with leasing.holding() as mine, leasing.holding() as other:
        assert took(engagement, now=NOW, holder=mine) == {engagement}
        assert took(engagement, now=NOW, holder=other) == set()
        in_hand.let_go("engagement", [engagement], holder=other)
        assert InHand.objects.exists(), "only whoever has it lets it go"


def test_h93_a_hold_from_before_the_clock_was_put_back_holds_nothing(engagement):
    InHand.objects.create(engagement_id=engagement, holder=ELSEWHERE, until=NOW + in_hand.LEASE)
    assert took(engagement, now=NOW - HOUR) == {engagement}


def test_of_a_worker_that_ended_the_engagements_are_free_and_what_it_was_reading_stays_noted(engagement):
    """H82: it may have died of it."""
    raw = RawMessage.objects.get()
    gone = dead_process()
    Worker.objects.create(name=gone, title="x", started_at=NOW, seen_at=NOW)
    InHand.objects.create(engagement_id=engagement, holder=f"{gone}#ab", until=NOW + in_hand.LEASE)
    InHand.objects.create(raw=raw, holder=f"{gone}#cd", until=NOW + in_hand.LEASE)
    queue.bury(now=NOW)
    assert not InHand.objects.filter(engagement=engagement).exists()
    assert in_hand.look("raw", now=NOW).suspects == {raw.pk}
