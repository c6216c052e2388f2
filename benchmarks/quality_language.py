"""Precision, recall and F1 of the language facts on the project's own gold sentences and on public sets.

Run: ``python benchmarks/quality_language.py [report|build] [--errors]``. Half of the gold was looked at while the
phrases were written (``build``), the other half is only counted (``report``). Kinds are judged for each sentence as
present or absent; a sentence written for one kind may truly hold another, so a kind is counted wrong only on sentences
written for none and for closing, question, request and promise where those exclude each other.

Deadlines: *exact* is the right day or minute, or rightly none; *wrong but certain* is the one error that could call
somebody late who is not. The public English sets (``ASHORE_DATA``, by default ``../shared/data`` beside the checkout)
judge what they have: commands, wishes and promises together (intent), thanks and goodbyes as closing (multidogo).
"""

import json
import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ashore.core.language import LANGUAGES, Facts, read

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "tests" / "gold" / "language"
PUBLIC = Path(os.environ.get("ASHORE_DATA", ROOT.parent / "shared" / "data")) / "language"
KINDS = ("question", "request", "promise", "answer", "acknowledges", "reports", "closing")
_MAY_HOLD = {
    "question": {"request"},
    "request": {"question"},
    "promise": {"answer", "acknowledges"},
    "answer": {"promise", "acknowledges"},
    "acknowledges": {"promise", "answer", "reports"},
    "reports": {"acknowledges"},
    "closing": {"acknowledges"},
    "": {"acknowledges", "reports"},
}
_SOCIAL = {"thankyou", "closinggreeting"}
_NEUTRAL = {"openinggreeting", "confirmation", "rejection", "outofdomain"}
"""Kinds of sentences that may rightly close or not: "yes", "no", "ok", "hello", small talk."""
_COLUMNS = 7


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


def rows_of(path: Path, half: str) -> Iterator[dict[str, Any]]:
    """The gold rows of one half."""
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["half"] == half:
            yield row


def judge_kinds(language: str, half: str, show: bool) -> dict[str, list[int]]:
    """Kind -> right, false, missed on the gold sentences of a language."""
    at = datetime(2026, 3, 4, 10, 30, tzinfo=UTC)
    counts = {k: [0, 0, 0] for k in KINDS}
    for row in rows_of(GOLD / f"{language}.jsonl", half):
        facts = read(row["text"], language, at)  # type: ignore[arg-type]
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
        if wrong and show:
            print(f"  {language}: {row['text']!r}: {', '.join(wrong)}")
    return counts


def judge_deadlines(language: str, half: str, show: bool) -> tuple[int, int, int]:
    """Exact, wrong but certain, all."""
    exact = certain = rows = 0
    for row in rows_of(GOLD / "deadlines" / f"{language}.jsonl", half):
        facts = read(row["text"], language, datetime.fromisoformat(row["written"]))  # type: ignore[arg-type]
        due = next((each.due for each in (*facts.promises, *facts.requests) if each.due), None)
        shown = due and due.at.strftime("%Y-%m-%d %H:%M" if due.precision == "minute" else "%Y-%m-%d")
        rows += 1
        exact += shown == row["due"]
        certain += bool(due and due.certain and shown != row["due"])
        if show and shown != row["due"]:
            print(
                f"  {language}: {row['text']!r} {row['written'][:10]}: {shown} {due and due.certain}, not {row['due']}"
            )
    return exact, certain, rows


def judge_intent() -> list[int]:
    """Right, false, missed of "asks, commits or invites" on the public e-mail sentences."""
    counts = [0, 0, 0]
    for line in (PUBLIC / "intent-en.txt").read_text("utf-8").splitlines():
        label, _, text = line.partition("\t")
        facts = read(text, "en")
        found = bool(facts.requests or facts.promises or facts.questions)
        if label == "Yes":
            counts[0 if found else 2] += 1
        elif found:
            counts[1] += 1
    return counts


def judge_social(path: Path) -> tuple[int, int, int, int]:
    """Of sentences labelled thanks or goodbye: how many close, of how many; of all others: how many close wrongly."""
    right = social = wrong = others = 0
    for line in path.read_text("utf-8").splitlines()[1:]:
        cells = line.split("\t")
        if len(cells) != _COLUMNS:
            continue
        labels = {c.strip().lower() for c in cells[-1].split("<div>")}
        closes = read(cells[-3], "en").closing
        if labels <= _SOCIAL:
            social, right = social + 1, right + closes
        elif not labels & {*_SOCIAL, *_NEUTRAL}:
            others, wrong = others + 1, wrong + closes
    return right, social, wrong, others


def main() -> None:
    """Print all tables."""
    half = next((a for a in sys.argv[1:] if a in ("report", "build")), "report")
    show = "--errors" in sys.argv
    print(f"{half} half" + "".join(f"{k:>19}" for k in KINDS))
    for language in LANGUAGES:
        counts = judge_kinds(language, half, show)
        print(f"{language:11}" + "".join(f"{_scores(*counts[k]):>19}" for k in KINDS))
    print(f"\n{'deadlines':11}{'exact':>8}{'wrong but certain':>20}{'phrases x moments':>20}")
    for language in LANGUAGES:
        exact, certain, rows = judge_deadlines(language, half, show)
        print(f"{language:11}{exact / rows:8.3f}{certain:20}{rows:20}")
    if not PUBLIC.is_dir():
        print(f"\nNo public sets in {PUBLIC}: set ASHORE_DATA.")
        return
    print(f"\nintent-en (asks, commits or invites): {_scores(*judge_intent())}")
    for path in sorted(PUBLIC.glob("multidogo-*-en.tsv")):
        right, social, wrong, others = judge_social(path)
        print(f"{path.stem}: {right}/{social} thanks and goodbyes close, {wrong}/{others} others do")


def _scores(right: int, false: int, missed: int) -> str:
    precision = right / (right + false) if right + false else 1.0
    recall = right / (right + missed) if right + missed else 1.0
    mean = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return f"{precision:.2f}/{recall:.2f}/{mean:.2f} n{right + missed}"


if __name__ == "__main__":
    main()
