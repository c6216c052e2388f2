"""``make torture``: fetching and sending are killed, a thousand times each, against a real Dovecot and a real Postfix.

``python tests/torture/both.py --kills 1000`` tells how far it is on stderr and prints a table; exit 1 where anything
was lost or doubled. Needs root, as Postfix does.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
LINES = (
    ("processes killed", "kills", "kills"),
    ("of them at work", "at_work", "in_the_act"),
    ("letters fetched, messages written", "letters", "messages"),
    ("lost", "lost", "lost"),
    ("doubled unseen", "doubled", "doubled"),
    ("left lying", "unplaced", "left"),
    ("seconds", "seconds", "seconds"),
    ("seed", "seed", "seed"),
)
WIDTH = 36


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=1000)
    kills = str(parser.parse_args().kills)
    with tempfile.TemporaryDirectory(prefix="ashore-torture-") as scratch:
        fetching = _run("fetching", "--kills", kills)
        sending = _run("sending", "--kills", kills, "--folder", scratch)
    sys.stdout.write(table(fetching, sending))
    return max(fetching["code"], sending["code"])


def table(fetching: dict[str, Any], sending: dict[str, Any]) -> str:
    """Both results side by side."""
    lines = [f"{'':<{WIDTH}}{'fetching':>10}{'sending':>10}"]
    lines += [f"{name:<{WIDTH}}{fetching[ours]:>10}{sending[theirs]:>10}" for name, ours, theirs in LINES]
    states = ", ".join(f"{count} {state.replace('_', ' ')}" for state, count in sorted(sending["states"].items()))
    return "\n".join([*lines, f"sending: {states}", f"fetching: {'; '.join(fetching['notes'])}", ""])


def _run(name: str, *words: str) -> dict[str, Any]:
    sys.stderr.write(f"{name}\n")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, HERE / f"{name}.py", *words], stdout=subprocess.PIPE, text=True, check=False, env=environment
    )
    if not done.stdout:
        sys.exit(f"{name} ended with {done.returncode} and told nothing")
    return {**json.loads(done.stdout.splitlines()[-1]), "code": done.returncode}


if __name__ == "__main__":
    sys.exit(main())
