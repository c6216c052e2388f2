"""Every test run has an installation folder of its own; nothing of the person's real desk is read or written."""

import os
import tempfile
from pathlib import Path

SCRATCH = tempfile.mkdtemp(prefix="ashore-tests-")
Path(SCRATCH, "static").mkdir()
os.environ["ASHORE_HOME"] = SCRATCH
os.environ["ASHORE_SECRET_KEY"] = "only-for-tests"

from django.conf import settings  # noqa: E402 - the folder must stand before the settings are read

settings.HOME = Path(SCRATCH)
settings.SMTP = {}
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_sessionfinish() -> None:
    """Leave nothing behind."""
    import shutil

    shutil.rmtree(SCRATCH, ignore_errors=True)
