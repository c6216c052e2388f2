"""What the tests of documents stand on: an agreement that says everything, and one date."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from ashore.core.agreement import Agreement, load

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HERE = Path(__file__).parent


def read(text: str) -> Agreement:
    """An agreement from its text, which must be sound."""
    found = load(text, "agreement.toml")
    assert isinstance(found, Agreement), [finding.where for finding in found]
    return found


@pytest.fixture(scope="session")
def full() -> Agreement:
    """Every clause that a contract can have."""
    return read((HERE / "full.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def bare() -> Agreement:
    """Nothing but the version: the standard clocks."""
    return read("version = 1\n")
