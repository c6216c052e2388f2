"""Agreements in plain words, read as a whole by a person in each language.

RENEW_GOLDEN=1 python -m pytest tests/golden/agreement -q && git diff tests/golden/agreement
"""

import difflib
import os
from pathlib import Path

import pytest

from ashore.core.agreement import Agreement, load, preset_text
from ashore.core.agreement.presets import LANGUAGES, Preset
from ashore.words.explaining import explain

FOLDER = Path(__file__).parent
SHOWN: tuple[tuple[Preset, str], ...] = (
    *((("standard", language)) for language in LANGUAGES),
    ("urgent", "en"),
    ("retainer", "ru"),
    ("one-edit-text", "sk"),
    ("share-of-sales", "fil"),
)
AMENDED = (
    '\n[[amendments]]\nvalid_from = 2026-05-01\nwhy = "+"\n[amendments.changes]\n"response.answer_within" = "1 day"\n'
)


@pytest.mark.parametrize(("preset", "language"), SHOWN)
def test_an_agreement_in_plain_words_reads_as_reviewed(preset: Preset, language: str) -> None:
    found = load(preset_text(preset, language) + AMENDED, preset)
    assert isinstance(found, Agreement)
    told = "".join(
        f"{each.heading} ({each.clause}) {', '.join(each.clocks)}".rstrip()
        + f"\n  {each.text}\n"
        + (f"  {each.example}\n" if each.example else "")
        for each in explain(found, language)
    )
    place = FOLDER / f"{preset}.{language}.txt"
    if os.environ.get("RENEW_GOLDEN"):
        place.write_text(told, encoding="utf-8")
    known = place.read_text(encoding="utf-8") if place.exists() else ""
    assert told == known, "\n".join(difflib.unified_diff(known.splitlines(), told.splitlines(), "reviewed", "now", n=0))
