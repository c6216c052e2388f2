"""The gold of tests/gold/language: rows of one part, and counting what was found against what is there."""

import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "tests" / "gold" / "language"
PUBLIC = Path(os.environ.get("ASHORE_DATA", ROOT.parent / "shared" / "data")) / "language"
"""Public sets, read where they are present; none of them is part of the project."""
Part = Literal["build", "report"]
Row = dict[str, Any]


def rows(language: str, name: str, part: str) -> Iterator[Row]:
    """The rows of ``name`` (sentences, deadlines, pairs) of one part; empty: of both."""
    for row in read_rows(GOLD / language / f"{name}.jsonl"):
        if not part or row["part"] == part:
            yield row


def read_rows(path: Path) -> Iterator[Row]:
    """The rows of a file of JSON lines."""
    for line in path.read_text("utf-8").splitlines():
        yield json.loads(line)


def asked(arguments: Sequence[str]) -> tuple[Part, bool]:
    """``--part build|report`` (report if not named), and whether ``--misses`` are to be listed: never of the report."""
    chosen = {"--part": "report", **dict(pairwise(arguments))}["--part"]
    if chosen not in ("build", "report"):
        sys.exit(f"--part {chosen}: there are build and report")
    misses = "--misses" in arguments
    if misses and chosen == "report":
        sys.exit("--misses: rows of the part that is kept for reporting are not shown; add --part build")
    return ("build" if chosen == "build" else "report"), misses


@dataclass(slots=True)
class Count:
    """What was found rightly, found falsely, and missed."""

    right: int = 0
    false: int = 0
    missed: int = 0

    def add(self, wanted: bool, found: bool) -> bool:
        """Count one case; whether it was judged rightly."""
        self.right += wanted and found
        self.false += found and not wanted
        self.missed += wanted and not found
        return wanted == found

    @property
    def precision(self) -> float:
        """1 where nothing was found."""
        return self.right / (self.right + self.false) if self.right + self.false else 1.0

    @property
    def recall(self) -> float:
        """1 where there was nothing to find."""
        return self.right / self.there if self.there else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.right / (2 * self.right + self.false + self.missed) if self.there or self.false else 1.0

    @property
    def there(self) -> int:
        """How many there are to find."""
        return self.right + self.missed

    def __str__(self) -> str:
        return f"{self.precision:.2f} {self.recall:.2f} {self.f1:.2f}"
