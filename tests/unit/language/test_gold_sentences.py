"""The part of the gold that the rules were written against stays read as well as it is; the other part is only counted,
by ``benchmarks/quality_language.py``."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from ashore.core.kernel import Span
from ashore.core.language import LANGUAGES, Language, read
from ashore.core.language.deadlines import find_due

GOLD = Path(__file__).parents[2] / "gold" / "language"
AT = datetime(2026, 3, 4, 10, 30, tzinfo=UTC)
ZONES = {"en": "Europe/London", "ru": "Europe/Moscow", "sk": "Europe/Bratislava", "fil": "Asia/Manila"}
LEAST = {"question": 0.91, "request": 0.8, "promise": 0.8}
"""F1 below which the reading of the gold may not fall."""


def built(language: Language, name: str) -> Iterator[dict[str, Any]]:
    """The rows of the part that was built against."""
    rows = (json.loads(line) for line in (GOLD / language / f"{name}.jsonl").read_text("utf-8").splitlines())
    return (row for row in rows if row["part"] == "build")


def found(text: str, language: Language, label: str) -> bool:
    facts = read(text, language, AT)
    if label == "question":
        return any(not question.favour for question in facts.questions)
    return bool(facts.requests if label == "request" else facts.promises or facts.expected)


@pytest.mark.parametrize("label", LEAST)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_gold_is_read_no_worse_than_it_was(language: Language, label: str) -> None:
    rows = list(built(language, "sentences"))
    judged = [(label in row["labels"], found(row["text"], language, label)) for row in rows]
    right, wrong = judged.count((True, True)), judged.count((True, False)) + judged.count((False, True))
    assert 2 * right / (2 * right + wrong) >= LEAST[label]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_deadline_of_the_gold_is_resolved_as_it_is_meant(language: Language) -> None:
    wrong = []
    for row in built(language, "deadlines"):
        for case in row["cases"]:
            at = datetime.fromisoformat(case["written"]).astimezone(ZoneInfo(ZONES[language]))
            due = find_due(Span(0, len(row["text"])), row["text"], language, at)
            shown = due and f"{due.at:{'%Y-%m-%d %H:%M' if due.precision == 'minute' else '%Y-%m-%d'}}"
            if (shown, due is None or due.certain) != (case["due"], case["certain"]):
                wrong.append((row["text"], case["written"], shown))
    assert wrong == []
