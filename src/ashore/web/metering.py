"""How long requests take, counted in this process and told at /metrics."""

import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from prometheus_client import CollectorRegistry, Histogram

REGISTRY = CollectorRegistry()
_SECONDS = Histogram(
    "ashore_request_seconds",
    "How long requests took, by the name of the page.",
    ["page", "status"],
    registry=REGISTRY,
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)


def metered(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: the first to begin and the last to end. A page is known by its name, never by its address."""

    def respond(request: HttpRequest) -> HttpResponse:
        start = time.perf_counter()
        response = get_response(request)
        match = request.resolver_match
        page = (match.url_name if match else None) or "none"
        _SECONDS.labels(page, f"{response.status_code // 100}xx").observe(time.perf_counter() - start)
        return response

    return respond
