"""Runs every benchmark, one after the other: ``python benchmarks/run.py [NAME ...]``.

Each is a script of its own that prints ratios against named peers measured in the same run.
"""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main(names: list[str]) -> int:
    """The exit code of the last benchmark that failed, or 0."""
    scripts = sorted(HERE.glob("bench_*.py"))
    chosen = [s for s in scripts if not names or s.stem.removeprefix("bench_") in names]
    if not chosen:
        print("known:", ", ".join(s.stem.removeprefix("bench_") for s in scripts), file=sys.stderr)
        return 2
    worst = 0
    for script in chosen:
        print(f"\n== {script.stem.removeprefix('bench_')}", flush=True)
        worst = subprocess.run([sys.executable, str(script)], check=False).returncode or worst
    return worst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
