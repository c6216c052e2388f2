"""The gold mails of tests/gold/correspondence/styles.jsonl from their marked-up form in styles.txt.

    python scripts/gold_styles.py [FOLDER]

A mail begins with "# id | program"; its language is the first part of the id. Each of its lines bears what it is:
"n|" new text, "a|" the attribution or header block, "x|" anything else. A line of JSON holds ``id``, ``language``,
``style`` (the program), ``text``, ``new`` (spans of new text, without the blank lines around it) and ``attribution``
(the span from its first to its last line, or null).
"""

import json
import sys
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "tests" / "gold" / "correspondence"


def mails(source: str) -> Iterator[dict[str, Any]]:
    """The mails of a marked-up text."""
    for part in source.split("\n# ")[1:]:
        head, *lines = part.rstrip("\n").split("\n")
        name, _, program = head.partition(" | ")
        yield mail(name, program, [(line[0], line[2:]) for line in lines if line[1:2] == "|"])


def mail(name: str, program: str, lines: list[tuple[str, str]]) -> dict[str, Any]:
    """One mail; ``lines`` are marks and texts."""
    new, attribution = [], None
    at = 0
    for mark, group in groupby(lines, key=lambda line: line[0]):
        piece = "".join(f"{text}\n" for _, text in group)
        bare = piece.strip()
        start = at + piece.find(bare)
        if mark == "n" and bare:
            new.append([start, start + len(bare)])
        elif mark == "a" and attribution is None:
            attribution = [start, start + len(bare)]
        at += len(piece)
    text = "".join(f"{text}\n" for _, text in lines)
    return {
        "id": name,
        "language": name.partition("-")[0],
        "style": program,
        "text": text,
        "new": new,
        "attribution": attribution,
    }


def main(folder: Path = FOLDER) -> None:
    """Write the file into ``folder``."""
    rows = mails((FOLDER / "styles.txt").read_text("utf-8"))
    written = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (folder / "styles.jsonl").write_text(written, "utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
