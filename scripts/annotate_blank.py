"""A second annotation of the gold that does not see the first one's labels.

    python scripts/annotate_blank.py FOLDER           blank sheets: LL.jsonl, with numbers in place of ids and no labels
    python scripts/annotate_blank.py --join FOLDER    filled sheets, LL.second.jsonl, as second.jsonl of the gold

The sample of each language is drawn with a fixed seed from the part ``build``, so that whoever annotates and then works
on the rules has not seen the part ``report``: 100 sentences, 40 pairs (with the text of each question, as answers are
judged by question) and 40 deadlines, one of the three moments each. A line of a filled sheet holds ``n`` and, by what
it judges: ``labels``, ``questions`` and ``owner``; ``answered`` (one for each question) and ``order_ok``; ``due`` and
``certain``, as NOTES.md of the language describes them. `benchmarks/quality_agreement.py` compares both.
"""

import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

GOLD = Path(__file__).parents[1] / "tests" / "gold" / "language"
LANGUAGES = ("en", "ru", "sk", "fil")
SIZES = {"sentences": 100, "pairs": 40, "deadlines": 40}
SEED = 20_261_127
JUDGED = {
    "sentences": ("labels", "questions", "owner"),
    "pairs": ("answered", "order_ok"),
    "deadlines": ("due", "certain"),
}
Row = dict[str, Any]


def sample(language: str) -> Iterator[tuple[str, Row, int]]:
    """Kind, row and number of the moment (deadlines) of each row that is drawn, the same at each call."""
    for kind, size in SIZES.items():
        draw = random.Random(f"{SEED}{language}{kind}")
        rows = [row for row in read_rows(GOLD / language / f"{kind}.jsonl") if row["part"] == "build"]
        for row in draw.sample(rows, size):
            yield kind, row, draw.randrange(len(row["cases"])) if kind == "deadlines" else 0


def blank(kind: str, row: Row, moment: int) -> Row:
    """What the second annotator sees of a row."""
    if kind == "pairs":
        asked = [question["text"] for question in row["questions"]]
        return {"client": row["client"], "draft": row["draft"], "questions": asked}
    return {"text": row["text"], **({"written": row["cases"][moment]["written"]} if kind == "deadlines" else {})}


def join(language: str, filled: Path) -> Iterator[Row]:
    """The rows of second.jsonl: id, kind, the moment of a deadline, and what was judged."""
    judged = {row["n"]: row for row in read_rows(filled)}
    for number, (kind, row, moment) in enumerate(sample(language)):
        if number not in judged:
            raise SystemExit(f"{filled}: number {number} has no line")
        written = {"written": row["cases"][moment]["written"]} if kind == "deadlines" else {}
        yield {"id": row["id"], "kind": kind, **written, **{key: judged[number][key] for key in JUDGED[kind]}}


def read_rows(path: Path) -> Iterator[Row]:
    """The rows of a file of JSON lines."""
    for line in path.read_text("utf-8").splitlines():
        yield json.loads(line)


def write_rows(path: Path, rows: Iterator[Row]) -> None:
    """The rows as a file of JSON lines."""
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")


def main(arguments: list[str]) -> None:
    """Write blank sheets, or the joined ones into the gold."""
    folder = Path(arguments[-1])
    folder.mkdir(parents=True, exist_ok=True)
    for language in LANGUAGES:
        if "--join" in arguments:
            write_rows(GOLD / language / "second.jsonl", join(language, folder / f"{language}.second.jsonl"))
        else:
            sheets = ({"n": n, "kind": one[0], **blank(*one)} for n, one in enumerate(sample(language)))
            write_rows(folder / f"{language}.jsonl", sheets)


if __name__ == "__main__":
    main(sys.argv[1:])
