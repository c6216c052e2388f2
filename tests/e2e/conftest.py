"""A real browser before a real server on loopback, with the small world of the page tests in it."""

import importlib.util
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect, sync_playwright

# Playwright runs an event loop in this thread; the fixtures' database calls beside it are meant.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

PATIENCE = 30_000
"""Milliseconds: how fast a page answers says something of the machine too, and is measured in benchmarks/."""
expect.set_options(timeout=PATIENCE)

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SMALL_WORLD = Path(__file__).parent.parent / "integration" / "web" / "conftest.py"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs Chromium."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """A database in a file, as a desk has it. One in memory is a single connection that the server's threads and the
    test share: a page that is asked for while a reply is stored would be told that a table is locked."""
    from django.conf import settings

    settings.DATABASES["default"]["TEST"]["NAME"] = str(tmp_path_factory.mktemp("desk") / "desk.sqlite3")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium, without a word to the outside."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture
def world(transactional_db: None) -> Any:
    """The small world, committed, so that the server's threads see it."""
    spec = importlib.util.spec_from_file_location("small_world", SMALL_WORLD)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules["small_world"] = module
    spec.loader.exec_module(module)
    return module.build()


@pytest.fixture
def visit(live_server: Any, chromium: Browser, world: Any) -> Iterator[Any]:
    """``visit()``: a page of a fresh profile, Anna signed in through a link. Errors on the page fail the test."""
    from ashore.usecases.signin import sign_in_link

    contexts, wrong = [], []

    def open_page(*, signed_in: bool = True, **options: Any) -> Page:
        context = chromium.new_context(base_url=live_server.url, **options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        if signed_in:
            page.goto(sign_in_link(user=world.anna, now=timezone.now()))
            page.get_by_role("button").click()
            page.wait_for_url(live_server.url + "/")
        return page

    yield open_page
    for context in contexts:
        context.close()
    expected = ("422", "409", "410", "404")
    assert [each for each in wrong if not any(code in each for code in expected)] == []
