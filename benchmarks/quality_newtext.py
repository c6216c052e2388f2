"""New text against quotations and signatures: characters told apart rightly, and attribution lines found.

    python benchmarks/quality_newtext.py [report|build] [--errors] [--styles]

``build`` is tests/gold/correspondence/styles.jsonl, which was looked at while the patterns were written, with the build
half of tests/gold/language/*/attributions.jsonl; ``report`` (the default) is the rest of the latter, which is only
counted; a file without halves is all report. Each character that is not blank is judged as new or not new. An
attribution counts as found where each of its lines is told to be one, and as kept out where none of it passes for new
text. The *plain* rules beside ours are what scripts commonly do: lines with ">", and all beneath "On ... wrote:", a
head "From:" or "-----Original Message-----", and "-- ".
"""

import json
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ashore.core.correspondence.newtext import split

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "tests" / "gold"
_WROTE = re.compile(r"On .{5,200} wrote:\s*$")
_CUT = re.compile(r"-{2,}\s?Original Message\s?-{2,}|From: |_{10,}|-- ?$")
Labels = list[str]
"""For each character "n" new, "a" attribution, "x" anything else."""


@dataclass
class Count:
    """What was counted over some mails."""

    mails: int = 0
    characters: int = 0
    right: int = 0
    attributions: int = 0
    found: int = 0
    kept_out: int = 0
    wrong: list[str] = field(default_factory=list)


def ours(text: str) -> Labels:
    """Our labels."""
    labels = ["x"] * len(text)
    for segment in split(text).segments:
        mark = {"new": "n", "code": "n", "attribution": "a", "forwarded_header": "a"}.get(segment.kind, "x")
        start, end = segment.span.start, segment.span.end
        labels[start:end] = [mark] * (end - start)
    return labels


def plain(text: str) -> Labels:
    """The labels of ten plain rules."""
    labels: Labels = []
    cut = False
    for line in text.splitlines(keepends=True):
        wrote = _WROTE.match(line)
        cut = cut or bool(_CUT.match(line))
        labels += ("a" if wrote else "x" if cut or line.startswith(">") else "n") * len(line)
    return labels


def judge(row: dict[str, Any], method: Callable[[str], Labels], count: Count) -> None:
    """Add one mail to the count."""
    text = row["text"]
    labels = method(text)
    new = {at for start, end in row["new"] for at in range(start, end)}
    seen = [at for at, letter in enumerate(text) if not letter.isspace() and letter.isprintable()]
    missed = [at for at in seen if (labels[at] == "n") != (at in new)]
    count.mails += 1
    count.characters += len(seen)
    count.right += len(seen) - len(missed)
    if missed:
        count.wrong.append(f"{row['id']}: {lines_at(text, missed)}")
    if row.get("attribution"):
        start, end = row["attribution"]
        told = {labels[at] for at in seen if start <= at < end}
        count.attributions += 1
        count.found += told == {"a"}
        count.kept_out += "n" not in told
        if told != {"a"}:
            count.wrong.append(f"{row['id']}: attribution {text[start:end]!r}")


def lines_at(text: str, places: list[int]) -> str:
    """The lines in which the characters at ``places`` stand."""
    starts = dict.fromkeys(text.rfind("\n", 0, at) + 1 for at in places)
    return " / ".join(repr(text[start:].partition("\n")[0]) for start in starts)


def rows(part: str) -> Iterator[dict[str, Any]]:
    """The gold mails of one part, each with its language."""
    if part == "build":
        yield from read_gold(GOLD / "correspondence" / "styles.jsonl")
    for path in sorted((GOLD / "language").glob("*/attributions.jsonl")):
        for row in read_gold(path):
            if row.get("part", "report") == part:
                yield {"language": path.parent.name, **row}


def read_gold(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a file of JSON lines."""
    for line in path.read_text("utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def table(part: str, key: str, method: Callable[[str], Labels]) -> dict[str, Count]:
    """Counts by language or by style, and over all."""
    counts: dict[str, Count] = defaultdict(Count)
    for row in rows(part):
        judge(row, method, counts[row[key]])
        judge(row, method, counts["all"])
    return counts


def show(counts: dict[str, Count], compared: dict[str, Count]) -> None:
    """Print a line for each name: ours, then the plain rules."""
    print(f"{'':28}{'mails':>6}{'characters':>12}{'found':>9}{'kept out':>10}{'plain':>8}{'found':>9}")
    for name, count in sorted(counts.items(), key=lambda pair: (pair[0] == "all", pair[0])):
        other = compared[name]
        print(
            f"{name[:27]:28}{count.mails:6}{share(count):12.4f}{count.found:5}/{count.attributions:<3}"
            f"{count.kept_out:6}/{count.attributions:<3}{share(other):8.4f}{other.found:5}/{other.attributions:<3}"
        )


def share(count: Count) -> float:
    """Characters told apart rightly."""
    return count.right / max(1, count.characters)


def main(arguments: list[str]) -> None:
    """Print the tables."""
    part = "build" if "build" in arguments else "report"
    counts = table(part, "language", ours)
    if not counts:
        print(f"no gold mails for {part}")
        return
    show(counts, table(part, "language", plain))
    if "--styles" in arguments:
        show(table(part, "style", ours), table(part, "style", plain))
    if "--errors" in arguments:
        print("\n".join(counts["all"].wrong))


if __name__ == "__main__":
    main(sys.argv[1:])
