"""Every test run has an installation folder of its own; nothing of the person's real desk is read or written."""

import os
import sys
import tempfile
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

from django.conf import settings  # noqa: E402 - the folder must stand before the settings are read

settings.HOME = Path(SCRATCH)
settings.SMTP = {}
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


# How fast values are made says something of the machine, which others may use too, and nothing of the code.
hypothesis_settings.register_profile("patient", suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("patient")


def pytest_sessionfinish() -> None:
    """Leave nothing behind."""
    import shutil

    shutil.rmtree(SCRATCH, ignore_errors=True)


@pytest.fixture(scope="session")
def signing() -> ModuleType:
    """Letters signed with keys made for the test: see ``tests/signing.py``."""
    spec = spec_from_file_location("ashore_tests_signing", Path(__file__).with_name("signing.py"))
    assert spec and spec.loader
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
