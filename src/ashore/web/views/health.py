"""For machines that watch the desk: alive, ready, figures. No sign-in, and nothing that is anybody's business."""

from collections.abc import Iterator
from dataclasses import asdict
from secrets import compare_digest
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily

from ashore.usecases import figures, queue
from ashore.usecases.health import readiness
from ashore.web.metering import REGISTRY

HERE = ("127.0.0.1", "::1")


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - the signature of a view
    """The process answers; nothing else is asked."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Database, tables, workers, queue: 200 where all is well, else 503; how each stands as JSON."""
    found = readiness(now=timezone.now())
    return JsonResponse({"ready": found.ready, **asdict(found)}, status=200 if found.ready else 503)


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Figures for Prometheus; for others there is nothing here."""
    if not _may_read(request):
        return HttpResponse(status=404)
    registry = CollectorRegistry()
    registry.register(_Figures())
    return HttpResponse(generate_latest(REGISTRY) + generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def _may_read(request: HttpRequest) -> bool:
    """With a token whoever shows it; without one this machine, unless a proxy on it speaks for somebody else."""
    if settings.METRICS_TOKEN:
        shown = request.headers.get("Authorization", "").removeprefix("Bearer ")
        return compare_digest(shown.encode(), settings.METRICS_TOKEN.encode())
    forwarded = "X-Forwarded-For" in request.headers or "Forwarded" in request.headers
    return request.META.get("REMOTE_ADDR") in HERE and not forwarded


class _Figures:
    """What the database knows, asked when the figures are."""

    def collect(self) -> Iterator[Any]:
        """One family after the other."""
        now = timezone.now()
        for name, value in figures.counted().items():
            yield GaugeMetricFamily(f"ashore_{name}", f"How many {name} there are, as last counted.", value=value)
        yield _by("ashore_outbox", "Outgoing messages by state.", "state", figures.outbox_states())
        yield _by("ashore_queue", "Tasks by state.", "state", queue.lengths())
        age = figures.queue_age(now=now)
        yield GaugeMetricFamily("ashore_queue_age_seconds", "How long the oldest task has waited.", value=age)
        yield GaugeMetricFamily("ashore_tray", "What could not be understood.", value=figures.tray_size())
        left = figures.not_understood()
        yield GaugeMetricFamily("ashore_not_understood", "Engagements with mail to be understood.", value=left)
        yield GaugeMetricFamily("ashore_workers", "Workers that live.", value=figures.workers_alive(now=now))
        fetched = {str(each): at.timestamp() for each, at in figures.fetched().items() if at}
        yield _by("ashore_fetched_timestamp_seconds", "When an account was last fetched.", "account", fetched)
        yield from _totals()


def _by(name: str, told: str, label: str, values: Any) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, told, labels=[label])
    for each, value in values.items():
        family.add_metric([each], value)
    return family


def _totals() -> Iterator[CounterMetricFamily]:
    runs = CounterMetricFamily("ashore_task_runs", "How often a task was done or failed.", labels=["task"])
    failures = CounterMetricFamily("ashore_task_failures", "How often a task failed.", labels=["task"])
    seconds = CounterMetricFamily("ashore_task_seconds", "How long a task took in all.", labels=["task"])
    for name, (done, failed, took) in figures.totals().items():
        runs.add_metric([name], done)
        failures.add_metric([name], failed)
        seconds.add_metric([name], took)
    yield from (runs, failures, seconds)
