"""H82: the fetching process killed with SIGKILL, again and again, while mail comes and goes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

TORTURE = Path(__file__).parents[2] / "torture" / "fetching.py"
KILLS = 25


@pytest.mark.slow
def test_h82_fetching_killed_again_and_again_loses_nothing_and_doubles_nothing() -> None:
    done = subprocess.run(
        [sys.executable, TORTURE, "--kills", str(KILLS)],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    found = json.loads(done.stdout.splitlines()[-1])
    assert (found["lost"], found["doubled"], found["unplaced"], found["tray"]) == (0, 0, 0, 0), found
    assert found["sound"], found
    assert found["kills"] == KILLS
    assert found["at_work"] >= KILLS // 5, found  # else it was not tried at all
    assert done.returncode == 0, done.stderr
