"""The interface is complete in all languages: nothing untranslated, nothing doubtful, nothing uncompiled."""

import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).resolve().parents[3] / "scripts" / "words.py"


def test_catalogues_are_complete_and_compiled() -> None:
    run = subprocess.run([sys.executable, str(SCRIPT), "--check"], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
