"""What machines ask without a sign-in: alive, ready, figures; and that none of it tells of a person."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import OperationalError
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client as Browser
from django.utils import timezone

from ashore.store.models import MailAccount, TaskTotal, Worker
from ashore.usecases import figures, health
from ashore.usecases.processes import own_name


@pytest.fixture
def worker(db: None) -> None:
    Worker.objects.create(name=own_name(), title="w", started_at=timezone.now(), seen_at=timezone.now())


def test_a_process_that_answers_is_alive_whatever_the_database_does():
    assert Browser().get("/healthz").content == b"ok\n"


def test_a_desk_with_its_worker_is_ready(worker: None):
    answer = Browser().get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {"ready": True, "database": True, "migrated": True, "workers": 1, "queue_seconds": 0}


def test_a_desk_without_a_worker_is_not_ready(db: None):
    answer = Browser().get("/readyz")
    assert (answer.status_code, answer.json()["workers"]) == (503, 0)


def test_a_desk_whose_queue_is_old_is_not_ready(worker: None):
    from django_tasks_db.models import DBTaskResult

    from ashore.jobs import tasks

    tasks.measure.enqueue()
    DBTaskResult.objects.update(enqueued_at=timezone.now() - timedelta(hours=1))
    assert Browser().get("/readyz").status_code == 503


def test_tables_of_another_version_are_told(worker: None, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(health, "_MIGRATED", set())
    MigrationRecorder.Migration.objects.filter(app="store").latest("pk").delete()
    answer = Browser().get("/readyz")
    assert (answer.status_code, answer.json()["migrated"]) == (503, False)


def test_a_database_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch):
    def away() -> bool:
        raise OperationalError("connection to server at 10.0.0.7 failed: password of ashore")

    monkeypatch.setattr(figures, "answers", away)
    answer = Browser().get("/readyz")
    assert (answer.status_code, answer.json()["database"]) == (503, False)
    assert b"10.0.0.7" not in answer.content


def test_figures_tell_how_many_and_never_whose(world: Any):
    now = timezone.now()
    account = MailAccount.objects.create(
        workspace=world.desk, address="anna@studio.example", imap_host="imap.example", fetched_at=now, created_at=now
    )
    TaskTotal.objects.create(name="derive", runs=3, failures=1, seconds=1.5)
    figures.measure(now=now)
    world.browser().get(f"/conversations/{world.talk().pk}/")
    told = Browser().get("/metrics").content.decode()
    for line in (
        "ashore_messages 8.0",
        'ashore_outbox{state="failed"} 0.0',
        'ashore_queue{state="ready"} 0.0',
        "ashore_queue_age_seconds 0.0",
        "ashore_tray 0.0",
        "ashore_workers 0.0",
        f'ashore_fetched_timestamp_seconds{{account="{account.pk}"}}',
        'ashore_task_runs_total{task="derive"} 3.0',
        'ashore_task_failures_total{task="derive"} 1.0',
        'ashore_request_seconds_count{page="conversation",status="2xx"}',
    ):
        assert line in told, line
    for secret in ("@", "petra", "studio.example", "imap.example", "Home page", "nordlicht"):
        assert secret not in told.lower()


def test_figures_are_not_there_for_others(db: None):
    assert Browser().get("/metrics", REMOTE_ADDR="203.0.113.9").status_code == 404
    assert Browser().get("/metrics", headers={"X-Forwarded-For": "203.0.113.9"}).status_code == 404
    assert Browser().get("/metrics", REMOTE_ADDR="::1").status_code == 200


def test_with_a_token_whoever_shows_it_reads_the_figures(db: None, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(settings, "METRICS_TOKEN", "s3cret")
    away = {"REMOTE_ADDR": "203.0.113.9"}
    assert Browser().get("/metrics", headers={"Authorization": "Bearer s3cret"}, **away).status_code == 200
    assert Browser().get("/metrics", headers={"Authorization": "Bearer guess"}, **away).status_code == 404
    assert Browser().get("/metrics", headers={"Authorization": "Bearer gué"}, **away).status_code == 404
    assert Browser().get("/metrics").status_code == 404, "not even to this machine"


def test_figures_can_be_read_by_a_machine(db: None):
    from prometheus_client.parser import text_string_to_metric_families

    text = Browser().get("/metrics").content.decode()
    assert len(list(text_string_to_metric_families(text))) > 8


def test_json_is_what_it_says(db: None):
    assert json.loads(Browser().get("/readyz").content)["ready"] is False
