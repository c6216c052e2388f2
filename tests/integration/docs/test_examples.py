"""What the docs tell people to type works: every console block is run, in order, in an empty folder."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PAGES = sorted([ROOT / "README.md", *(ROOT / "docs").rglob("*.md")])
BLOCK = re.compile(r"^```console\n(.*?)^```", re.M | re.S)


def commands(page: Path) -> list[tuple[str, list[str]]]:
    """Each command of a page with the lines of output shown under it; lines of "..." stand for anything."""
    found: list[tuple[str, list[str]]] = []
    for block in BLOCK.findall(page.read_text("utf-8")):
        for row in block.splitlines():
            if row.startswith("$ "):
                found.append((row[2:], []))
            elif row.strip(" .…") and found:
                found[-1][1].append(row.strip())
    return found


def test_there_are_examples_at_all() -> None:
    assert sum(len(commands(page)) for page in PAGES) >= 10


@pytest.mark.slow
@pytest.mark.parametrize("page", [p for p in PAGES if commands(p)], ids=lambda p: str(p.relative_to(ROOT)))
def test_examples_run_as_shown(page: Path, tmp_path: Path) -> None:
    env = {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "LANG": "C.UTF-8",
        "NO_COLOR": "1",
    }
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    for command, shown in commands(page):
        run = subprocess.run(
            command, shell=True, cwd=tmp_path, env=env, capture_output=True, text=True, timeout=120, check=False
        )
        assert run.returncode in (0, 1), f"{command}\n{run.stderr}"
        assert "Traceback" not in run.stderr, run.stderr
        for row in shown:
            assert row in run.stdout + run.stderr, f"{command}: not shown: {row}\n{run.stdout}{run.stderr}"
