"""The pairs of client's message and draft that the rule on questions is built with: most are told right."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ashore.core.coach import Draft, Turn, check
from ashore.core.correspondence.message import Address
from ashore.core.kernel import CLIENT

GOLD = Path(__file__).parents[2] / "gold" / "language"
AT = datetime(2026, 3, 3, 11, tzinfo=UTC)
ANNA, MILA = Address("Anna Client", "anna@client.example"), Address("Mila Hart", "mila@studio.example")


@dataclass
class Told:
    """What the coach said of the pairs of a language, against what is right."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    clean: int = 0
    doubted: int = 0

    def add(self, row: dict[str, object]) -> None:
        """Hold one pair against its labels."""
        asked, draft = str(row["client"]), str(row["draft"])
        turn = Turn("m1", AT.replace(hour=10), CLIENT, ANNA, asked, (MILA,))
        found = check(Draft(draft, AT, MILA, (ANNA,)), [turn]).findings
        places = [each.evidence[0].span for each in found if each.name == "unanswered-question"]
        left = [str(each["text"]) for each in row["questions"] if not each["answered"]]  # type: ignore[attr-defined]
        met = set()
        for span in places:
            on = [text for text in left if span.start < asked.find(text) + len(text) and asked.find(text) < span.end]
            met.update(on)
            self.right += bool(on)
            self.wrong += not on
        self.missed += len(set(left) - met)
        self.clean += not left
        self.doubted += bool(places) and not left


@pytest.mark.parametrize("language", ["en", "ru", "sk", "fil"])
def test_questions_left_out_are_found_and_clean_drafts_left_alone(language: str) -> None:
    told = Told()
    for line in (GOLD / language / "pairs.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["part"] == "build":
            told.add(row)
    assert told.right / (told.right + told.wrong) > 0.8, told
    assert told.right / (told.right + told.missed) > 0.3, told
    assert told.doubted / told.clean < 0.05, told
