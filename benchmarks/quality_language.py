"""Precision, recall and F1 of the language facts on the project's own gold sentences, per language and kind.

Run: ``python benchmarks/quality_language.py [report|build] [--errors]``. Half of the gold was looked at while
the phrases were
written (``build``), the other half only counted (``report``). Kinds are judged for each sentence as present or
absent; a sentence
written for one kind may truly hold another, so a kind is counted wrong only on sentences written for none and for
closing, question, request and promise where those exclude each other.
"""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from ashore.core.language import Facts, read

GOLD = Path(__file__).parents[1] / "tests" / "gold" / "language"
KINDS = ("question", "request", "promise", "answer", "acknowledges", "reports", "closing")
_MAY_HOLD = {
    "question": {"request"},
    "request": {"question"},
    "promise": {"answer"},
    "answer": {"promise"},
    "acknowledges": {"promise", "answer", "reports"},
    "reports": {"acknowledges"},
    "closing": {"acknowledges"},
    "": {"acknowledges", "reports"},
}


def present(facts: Facts) -> dict[str, bool]:
    """Which kinds the facts hold."""
    return {
        "question": bool(facts.questions),
        "request": bool(facts.requests),
        "promise": bool(facts.promises),
        "answer": any(p.answer for p in facts.promises),
        "acknowledges": facts.acknowledges,
        "reports": bool(facts.reports),
        "closing": facts.closing,
    }


def main() -> None:
    half = next((a for a in sys.argv[1:] if a in ("report", "build")), "report")
    at = datetime(2026, 3, 4, 10, 30, tzinfo=UTC)
    print(f"{half} half" + "".join(f"{k:>22}" for k in KINDS))
    for path in sorted(GOLD.glob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        counts = {k: [0, 0, 0] for k in KINDS}
        for row in (r for r in rows if r["half"] == half):
            facts = read(row["text"], path.stem, at)
            found = present(facts)
            wrong = []
            for kind in KINDS:
                wanted = kind == row["kind"]
                if wanted and found[kind]:
                    counts[kind][0] += 1
                elif wanted:
                    counts[kind][2] += 1
                    wrong.append(f"missed {kind}")
                elif found[kind] and kind not in _MAY_HOLD[row["kind"]]:
                    counts[kind][1] += 1
                    wrong.append(f"false {kind}")
            if row["kind"] == "question" and len(facts.questions) not in (0, row["count"]):
                wrong.append(f"{len(facts.questions)} questions for {row['count']}")
            if wrong and "--errors" in sys.argv:
                print(f"  {path.stem}: {row['text']!r}: {', '.join(wrong)}")
        print(f"{path.stem:11}" + "".join(f"{_scores(*counts[k]):>22}" for k in KINDS))


def _scores(right: int, false: int, missed: int) -> str:
    precision = right / (right + false) if right + false else 1.0
    recall = right / (right + missed) if right + missed else 1.0
    mean = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return f"{precision:.2f}/{recall:.2f}/{mean:.2f} n{right + missed}"


if __name__ == "__main__":
    main()
