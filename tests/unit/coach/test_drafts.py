"""Every draft of every page: hits are found where the page says, clean ones stay clean."""

from collections import Counter

import pytest

from ashore.core.coach import all_rules, rule_named
from ashore.core.language import LANGUAGES

from .drafts import FOLDER, Sample, all_samples, places

SAMPLES = all_samples()
LEAST = 5


@pytest.mark.parametrize("sample", SAMPLES, ids=str)
def test_a_draft_is_judged_as_its_page_says(sample: Sample) -> None:
    found = places(sample.review(), sample)
    assert len(found) == len(sample.marks), f"{found} for {sample.marks}"
    left = list(found)
    for mark in sample.marks:
        place = next((each for each in left if mark in each), None)
        assert place is not None, f"nothing lies on {mark!r}: {found}"
        left.remove(place)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_rule_has_its_page_with_enough_drafts(language: str) -> None:
    counts = Counter((sample.rule, sample.hit) for sample in SAMPLES if sample.language == language)
    few = {
        (rule.name, "hits" if hit else "clean"): counts[rule.name, hit]
        for rule in all_rules()
        for hit in (True, False)
        if counts[rule.name, hit] < LEAST
    }
    assert not few


def test_no_page_is_of_a_rule_that_does_not_exist() -> None:
    assert not [path for path in FOLDER.glob("*/*.md") if rule_named(path.stem) is None]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_clean_draft_of_one_rule_has_no_error_of_another(language: str) -> None:
    """At most 0.2 error findings on a clean reply: those that the pages call clean, taken together."""
    clean = [sample for sample in SAMPLES if sample.language == language and not sample.hit]
    errors = [
        (str(sample), remark.name)
        for sample in clean
        for remark in sample.review().findings
        if remark.severity == "error"
    ]
    assert len(errors) <= 0.2 * len(clean), errors
