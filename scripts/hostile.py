"""Writes docs/explanation/hostile-mail.md from tests/hostile.toml; with --check only says whether it is up to date."""

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
LIST = ROOT / "tests" / "hostile.toml"
PAGE = ROOT / "docs" / "explanation" / "hostile-mail.md"
HEAD = """# Hostile mail and faults

What is sent to a desk, by malice or by old programs, and what breaks beneath it, and what becomes of it here. "Kept"
means: the bytes are stored once as they came, shown, what is odd about them is said, and the run goes on. Every line
is shown by tests, which `tests/hostile.toml` names under the same number; this page is made of that list by
`python scripts/hostile.py`.
"""


def page() -> str:
    """The page as it should stand."""
    return "\n".join([HEAD, *_lines()]) + "\n"


def _lines() -> Iterator[str]:
    topic = ""
    for number, line in tomllib.loads(LIST.read_text("utf-8")).items():
        if line["topic"] != topic:
            topic = line["topic"]
            yield from (f"\n## {topic}\n", "| | What comes | What becomes of it |", "|---|---|---|")
        yield f"| {number} | {line['comes']} | {line['becomes']} |"


if __name__ == "__main__":
    if "--check" not in sys.argv:
        PAGE.write_text(page(), "utf-8")
    sys.exit(0 if PAGE.read_text("utf-8") == page() else f"{PAGE.name} is not up to date: run scripts/hostile.py")
