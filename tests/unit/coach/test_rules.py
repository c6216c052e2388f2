"""The rules themselves: names, codes, documentation, phrases, sentences."""

import re
from pathlib import Path

import pytest

from ashore.core.coach import Rule, all_rules, page_of, rule_named
from ashore.core.coach.book import coach_book, phrases_of
from ashore.core.language import LANGUAGES
from ashore.words.saying import sentences

SECTIONS = ["What it does", "Why", "Example", "Use instead", "When to ignore"]
FIELD_CODE = re.compile(r"[ARWNCTSP]\d{1,2}")


def test_codes_and_names_are_unique() -> None:
    assert len({rule.code for rule in all_rules()}) == len(all_rules())
    assert len({rule.name for rule in all_rules()}) == len(all_rules())


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.name)
def test_a_code_is_made_of_the_rule_of_practice_it_rests_on(rule: Rule) -> None:
    assert FIELD_CODE.fullmatch(rule.field)
    letter, number = rule.field[0], int(rule.field[1:])
    assert re.fullmatch(rf"{letter}{number:02d}\d", rule.code)


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.name)
def test_a_rule_documents_itself_in_the_usual_order(rule: Rule) -> None:
    page = page_of(rule)
    assert re.findall(r"^## (.+)$", page, re.MULTILINE) == SECTIONS
    assert page.splitlines()[0].endswith(".")


@pytest.mark.parametrize("rule", all_rules(), ids=lambda rule: rule.name)
def test_a_rule_has_a_sentence_for_what_was_seen_and_what_to_do(rule: Rule) -> None:
    known = [code for code in sentences() if code == f"coach.{rule.name}" or code.startswith(f"coach.{rule.name}.")]
    assert len(known) >= 3
    assert f"coach.{rule.name}.title" in known


@pytest.mark.parametrize("rule", [rule for rule in all_rules() if rule.phrases], ids=lambda rule: rule.name)
def test_a_rule_with_phrases_has_them_in_each_language(rule: Rule) -> None:
    for language in LANGUAGES:
        assert sum(map(len, phrases_of(rule.name, language).values())) >= 3
        coach_book(language)


def test_no_file_of_phrases_lies_about_unused() -> None:
    import ashore.core.coach

    folder = Path(ashore.core.coach.__file__).parent / "data"
    wanted = {rule.name for rule in all_rules() if rule.phrases}
    assert {path.stem for path in folder.glob("*/*.txt")} == wanted


def test_a_rule_is_found_by_code_and_by_name() -> None:
    assert rule_named("r011") is rule_named("unanswered-question") is not None
    assert rule_named("R999") is None
