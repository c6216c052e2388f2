"""How far two annotators of the gold agree: Cohen's kappa by label, and the share of deadlines that are the same.

    python benchmarks/quality_agreement.py

The second read the decisions in NOTES.md and a sample of the part ``build`` without labels (scripts/annotate_blank.py).
Kappa is over the sample of all four languages; "-" where the first has no such row in a language.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from ashore.core.language import LANGUAGES, Language
from gold import GOLD, Row, read_rows, rows

Votes = dict[str, list[tuple[bool, bool]]]
_COUNTED = ("questions as many", "owner of promises", "deadline exact", "deadline certain")
"""Told as a share of rows that are the same, not as kappa."""


def kappa(votes: Sequence[tuple[bool, bool]]) -> float:
    """Cohen's kappa of two annotators; 1 where both say the same of every row."""
    n = len(votes)
    same = sum(one == other for one, other in votes) / n
    first, second = (sum(vote[k] for vote in votes) / n for k in (0, 1))
    chance = first * second + (1 - first) * (1 - second)
    return 1.0 if same == 1 else (same - chance) / (1 - chance)


def compared(language: Language) -> Iterator[tuple[str, bool, bool]]:
    """What is judged, and what the first and the second say of it, row by row."""
    first = {row["id"]: row for name in ("sentences", "pairs", "deadlines") for row in rows(language, name, "build")}
    for second in read_rows(GOLD / language / "second.jsonl"):
        yield from _KINDS[second["kind"]](first[second["id"]], second)


def _sentences(first: Row, second: Row) -> Iterator[tuple[str, bool, bool]]:
    for label in _LABELS:
        yield label, label in first["labels"], label in second["labels"]
    yield "questions as many", True, first["questions"] == second["questions"]
    yield "owner of promises", True, first["owner"] == second["owner"]


def _pairs(first: Row, second: Row) -> Iterator[tuple[str, bool, bool]]:
    for question, answered in zip(first["questions"], second["answered"], strict=True):
        yield "question answered", question["answered"], answered
    yield "answers in order", first["order_ok"], second["order_ok"]


def _deadlines(first: Row, second: Row) -> Iterator[tuple[str, bool, bool]]:
    case = next(case for case in first["cases"] if case["written"] == second["written"])
    yield "deadline exact", True, case["due"] == second["due"]
    yield "deadline certain", True, case["certain"] == second["certain"]


_KINDS = {"sentences": _sentences, "pairs": _pairs, "deadlines": _deadlines}
_LABELS = (
    *("question", "request", "promise", "refusal", "agreement", "apology", "thanks", "complaint", "price", "includes"),
    *("action", "report", "acknowledge", "greeting", "farewell", "none"),
)


def _cell(votes: Sequence[tuple[bool, bool]], name: str) -> str:
    if name in _COUNTED:
        return f"{sum(one == other for one, other in votes) / len(votes):.2f}"
    return f"{kappa(votes):.2f}" if any(map(any, votes)) else "-"


def main() -> None:
    """Print the table."""
    by_language: dict[Language, Votes] = {}
    for language in LANGUAGES:
        votes = by_language[language] = defaultdict(list)
        for name, first, second in compared(language):
            votes[name].append((first, second))
    print("Two annotators: kappa (last four rows: share that is the same)")
    print(f"{'':20}" + "".join(f"{language:>8}" for language in LANGUAGES) + f"{'all':>8}{'rows':>7}")
    names = sorted(by_language["en"], key=lambda name: name in _COUNTED)
    for name in names:
        cells = [votes[name] for votes in by_language.values()]
        pooled = [vote for cell in cells for vote in cell]
        shown = "".join(f"{_cell(cell, name):>8}" for cell in (*cells, pooled))
        print(f"{name:20}{shown}{len(pooled):>7}")


if __name__ == "__main__":
    main()
