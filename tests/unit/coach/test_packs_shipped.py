"""The packs that come with Ashore: they pass their own tests, and say what the rules of the coach do not."""

from datetime import UTC, datetime

import pytest

from ashore.core.coach import Draft, check
from ashore.core.coach.packs.book import house_book
from ashore.core.coach.packs.model import HouseRule
from ashore.core.coach.packs.shipped import shipped_names, shipped_pack, shipped_text
from ashore.core.coach.packs.testing import tried
from ashore.core.kernel import Span
from ashore.core.language import LANGUAGES, Language
from ashore.core.language.hits import hits

NOW = datetime(2026, 3, 3, 11, tzinfo=UTC)
RULES = [(name, rule) for name in shipped_names() for rule in shipped_pack(name).rules]
WORDY = [pytest.param(name, rule, id=f"{name}/{rule.name}") for name, rule in RULES if rule.phrases or rule.replace]


def phrases(rule: HouseRule, language: Language) -> list[str]:
    return [*rule.phrases.get(language, ()), *(phrase for phrase, _ in rule.replace.get(language, ()))]


@pytest.mark.parametrize("name", shipped_names())
def test_a_pack_of_ours_speaks_all_languages_and_passes_its_tests(name: str) -> None:
    pack = shipped_pack(name)
    assert pack.name == name
    assert set(pack.languages) == set(LANGUAGES)
    assert set(pack.about) == set(LANGUAGES)
    assert tried(pack) == ()
    for language in LANGUAGES:
        assert sum(len(phrases(rule, language)) for rule in pack.rules) >= 12


def simplest(phrase: str) -> str:
    """The phrase with the first word of each choice, without what may be left out."""
    tokens = [token for token in phrase.split() if token[0] not in "?!^$._"]
    return " ".join(token.split("|")[0].replace("_", " ").replace("*", "ими") for token in tokens)


@pytest.mark.parametrize(("name", "rule"), WORDY)
def test_each_phrase_of_ours_can_be_met(name: str, rule: HouseRule) -> None:
    for language in rule.languages:
        known = house_book((shipped_pack(name),), language).lexicon
        for phrase in phrases(rule, language):
            text = simplest(phrase) + " x y"
            assert hits(text, known, [Span(0, len(text))]), f"{language}: {phrase}"


@pytest.mark.parametrize(("name", "rule"), WORDY)
def test_what_a_pack_of_ours_says_no_rule_of_the_coach_says(name: str, rule: HouseRule) -> None:
    for language in rule.languages:
        for phrase in phrases(rule, language):
            found = check(Draft(simplest(phrase) + " x y", NOW, language=language)).findings
            by_rule = [
                each for each in found if (each.code, each.severity) != ("R061", "warning")
            ]  # felt, in a fragment
            said = [each for each in by_rule if each.rule[:1] == "R" and each.span.end > each.span.start]
            assert not said, f"{language}: {phrase}"


def test_another_name_is_no_pack_of_ours() -> None:
    with pytest.raises(KeyError):
        shipped_text("../data/officialese")
