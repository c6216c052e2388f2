"""Packages whose names are loaded when they are asked for."""

import subprocess
import sys
from importlib import import_module

import pytest

PACKAGES = {
    "ashore.mail": "ashore.mail.sanitising",
    "ashore.intake": "ashore.core.language",
    "ashore.core.agreement": "ashore.core.agreement.terms",
    "ashore.core.ledger": "ashore.core.ledger.deriving",
}


@pytest.mark.parametrize("package", PACKAGES)
def test_each_name_that_a_package_gives_away_is_there_and_another_is_not(package: str) -> None:
    module = import_module(package)
    assert [name for name in module.__all__ if not hasattr(module, name)] == []
    with pytest.raises(AttributeError, match=f"module '{package}' has no attribute 'nothing'"):
        module.nothing  # noqa: B018 - asking is the test


@pytest.mark.parametrize(("package", "costly"), PACKAGES.items())
def test_who_only_names_a_package_does_not_wait_for_all_of_it(package: str, costly: str) -> None:
    code = f"import sys, {package}; sys.exit({costly!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
