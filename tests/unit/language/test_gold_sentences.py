"""The half of the gold that phrases were written against stays read as it is; the other half is only counted, by
``benchmarks/quality_language.py``."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from ashore.core.language import LANGUAGES, Language, read

GOLD = Path(__file__).parents[2] / "gold" / "language"
AT = datetime(2026, 3, 4, 10, 30, tzinfo=UTC)
DEBTS = {"question", "request", "promise", "answer"}


def built(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of the build half."""
    rows = (json.loads(line) for line in path.read_text("utf-8").splitlines())
    return (row for row in rows if row["half"] == "build")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_gold_sentence_without_a_debt_is_taken_for_one(language: Language) -> None:
    false = []
    for row in built(GOLD / f"{language}.jsonl"):
        facts = read(row["text"], language, AT)
        if row["kind"] not in DEBTS and (facts.questions or facts.requests):
            false.append(row["text"])
        if row["kind"] == "" and facts.promises:
            false.append(row["text"])
    assert false == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_of_the_gold_is_found_with_and_without_a_mark(language: Language) -> None:
    rows = [row for row in built(GOLD / f"{language}.jsonl") if row["kind"] == "question"]
    missed = [row["text"] for row in rows if len(read(row["text"], language, AT).questions) != row["count"]]
    assert missed == []
    assert sum("?" not in row["text"] for row in rows) * 2 >= len(rows)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_deadline_of_the_gold_is_wrong_and_certain(language: Language) -> None:
    wrong = []
    for row in built(GOLD / "deadlines" / f"{language}.jsonl"):
        facts = read(row["text"], language, datetime.fromisoformat(row["written"]))
        for due in [p.due for p in facts.promises if p.due] + [r.due for r in facts.requests if r.due]:
            shown = due.at.strftime("%Y-%m-%d %H:%M" if due.precision == "minute" else "%Y-%m-%d")
            if shown != row["due"] and due.certain:
                wrong.append((row["text"], shown))
    assert wrong == []
