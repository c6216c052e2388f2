"""Ways to read the agreement files that tests write."""

from collections.abc import Callable

import pytest

from ashore.core.agreement import Agreement, load
from ashore.words import say


@pytest.fixture
def good() -> Callable[[str], Agreement]:
    """The agreement in a text that must have no faults."""

    def read(text: str) -> Agreement:
        found = load(text, "a.toml")
        assert isinstance(found, Agreement), [(f.where, say(f.reason)) for f in found]
        return found

    return read


@pytest.fixture
def faults() -> Callable[[str], list[tuple[str, str]]]:
    """(code without its area, place) of each fault of a text; a fault without words fails here."""

    def read(text: str) -> list[tuple[str, str]]:
        found = load(text, "a.toml")
        assert not isinstance(found, Agreement)
        for finding in found:
            said = say(finding.reason)
            assert said != finding.code
            assert "{" not in said.replace("{ ", "").replace("{...}", "")
        return [(f.code.removeprefix("agreement."), f.where.removeprefix("a.toml:")) for f in found]

    return read
