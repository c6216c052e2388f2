"""Every test run has an installation folder of its own; nothing of the person's real desk is read or written."""

import os
import sys
import tempfile
from collections.abc import Callable
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

SCRATCH = tempfile.mkdtemp(prefix="ashore-tests-")
Path(SCRATCH, "static").mkdir()
os.environ["ASHORE_HOME"] = SCRATCH
os.environ["ASHORE_SECRET_KEY"] = "only-for-tests"
os.environ["ASHORE_SEAL_KEY"] = "b25seS1mb3ItdGVzdHMtb25seS1mb3ItdGVzdHMtMTI="

SERVER = None
ON_POSTGRES = os.environ.get("ASHORE_TEST_DATABASE") == "postgres"
if ON_POSTGRES and "ASHORE_TEST_SERVER" not in os.environ:
    # Whoever is first starts the server: the run itself, or the controller of pytest-xdist, whose workers inherit its
    # address and make a database of their own in it.
    from servers.postgres import Postgres

    SERVER = Postgres().start()
    os.environ["ASHORE_TEST_SERVER"] = SERVER.url("ashore")

from django.conf import settings  # noqa: E402 - the folder must stand before the settings are read
from django.db import connections  # noqa: E402

from ashore.conf.databases import database  # noqa: E402

settings.HOME = Path(SCRATCH)
settings.SMTP = {}
# Said here and not in the environment, where commands that tests start would see it: these have folders, and so
# databases, of their own (see the fixture `database_of`).
os.environ.pop("DATABASE_URL", None)
if ON_POSTGRES:
    # Django was set up before this file was read: no connection is open yet, but their settings are known.
    settings.DATABASES["default"] = database(os.environ["ASHORE_TEST_SERVER"], Path(SCRATCH))
    connections.settings = connections.configure_settings(settings.DATABASES)
    for alias in connections:
        if hasattr(connections._connections, alias):
            del connections[alias]
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


# How fast values are made says something of the machine, which others may use too, and nothing of the code.
hypothesis_settings.register_profile("patient", suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("patient")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On SQLite all is run; on PostgreSQL once more what touches a database, for nothing else can differ. Each has
    tests of its own, marked by its name."""
    fits = _is_of_postgres if ON_POSTGRES else _is_of_sqlite
    chosen, others = [], []
    for item in items:
        (chosen if fits(item) else others).append(item)
    config.hook.pytest_deselected(items=others)
    items[:] = chosen


def _is_of_sqlite(item: pytest.Item) -> bool:
    return item.get_closest_marker("postgres") is None


def _is_of_postgres(item: pytest.Item) -> bool:
    """Whether a test asks for the database, by a fixture or by its mark; browsers are shown one of them only."""
    asks = {"db", "transactional_db", "database_of"} & set(getattr(item, "fixturenames", ()))
    wants = bool(asks) or any(map(item.get_closest_marker, ("django_db", "postgres")))
    return wants and not any(map(item.get_closest_marker, ("e2e", "sqlite")))


def pytest_sessionfinish() -> None:
    """Leave nothing behind."""
    import shutil

    shutil.rmtree(SCRATCH, ignore_errors=True)
    if SERVER is not None:
        connections.close_all()
        SERVER.end()


@pytest.fixture(scope="session")
def database_of() -> Callable[..., Path]:
    """``database_of(home)``: an installation folder whose database is of the kind that this run is about."""
    from servers.desks import own_database

    return own_database


@pytest.fixture(scope="session")
def signing() -> ModuleType:
    """Letters signed with keys made for the test: see ``tests/signing.py``."""
    spec = spec_from_file_location("ashore_tests_signing", Path(__file__).with_name("signing.py"))
    assert spec and spec.loader
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
