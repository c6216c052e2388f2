"""The pure tools run without the desk's packages, and the desk's commands then say what to install."""

import subprocess
import sys

import pytest

HIDDEN = """
import importlib.util, sys
found = importlib.util.find_spec
importlib.util.find_spec = lambda name, *more: None if name == "django" else found(name, *more)
sys.modules["django"] = None
from ashore.cli import main
sys.argv[0] = "ashore"
main()
"""


def ashore(*args: str) -> subprocess.CompletedProcess[str]:
    """The command line on a machine without Django."""
    return subprocess.run([sys.executable, "-c", HIDDEN, *args], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("command", ["up", "init", "import", "today", "doctor", "backup", "rebuild", "worker"])
def test_a_command_of_the_desk_says_what_to_install(command: str) -> None:
    run = ashore(command)
    assert run.returncode == 2
    assert f"ashore {command} needs the desk extra" in run.stderr
    assert "pip install" in run.stderr
    assert "Traceback" not in run.stderr


def test_pure_tools_need_no_django() -> None:
    run = ashore("worktime", "due", "2026-03-13T17:40:00+01:00", "2 working hours")
    assert run.returncode == 0, run.stderr
