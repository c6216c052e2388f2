"""House rules in drafts: each kind of rule, silenced and required like any other."""

from datetime import UTC, datetime

import pytest

from ashore.core.coach import Draft, Profile, Remark, Silence, check
from ashore.core.coach.packs.book import house_book
from ashore.core.coach.packs.model import House, Pack
from ashore.core.coach.packs.reading import read_pack
from ashore.core.language import Language
from ashore.words import say

NOW = datetime(2026, 3, 3, 11, tzinfo=UTC)
HEAD = """name: ours
version: 1
language: {language}
lists: {{trade: [site, web shop]}}
rules:
  - name: it
    kind: {kind}
    severity: warning
    why: {{en: Because., sk: Preto.}}
    source: Our guide
    {body}
    tests: {{hits: [x], clean: [y]}}
"""


def pack(kind: str, body: str, language: str = "en") -> Pack:
    text = HEAD.format(kind=kind, body=body, language=language).replace("{en: Because., sk: Preto.}", "Because.")
    found = read_pack(text, "ours.yaml")
    assert isinstance(found, Pack), found
    return found


def found_in(text: str, kind: str, body: str, language: Language = "en") -> list[Remark]:
    review = check(Draft(text, NOW, language=language), house=House((pack(kind, body, language),)))
    return [each for each in review.findings if each.code.startswith("H:")]


def words(text: str, kind: str, body: str, language: Language = "en") -> list[str]:
    return [each.span.of(text) for each in found_in(text, kind, body, language)]


def test_a_phrase_is_found_with_its_code_its_why_and_no_rule_of_practice() -> None:
    (found,) = found_in("We see great synergies here.", "phrase", "phrases: [synergy|synergies]")
    assert (found.code, found.name, found.rule, found.severity) == ("H:ours/it", "ours/it", "", "warning")
    assert say(found.reason) == "Not how this house writes: synergies"
    assert [say(each) for each in found.reason.because] == ["Because. (source: Our guide)"]
    assert len(found.mark) == 12


def test_a_list_of_the_pack_stands_for_its_words() -> None:
    assert words("Your new web shop is up.", "phrase", "phrases: ['new @trade']") == ["new web shop"]


def test_an_exception_spares_its_sentence_only() -> None:
    body = "phrases: [synergy]\n    except: [synergy gmbh]"
    assert words("Synergy GmbH wrote. We like synergy.", "phrase", body) == ["synergy"]


def test_quoted_mail_and_the_signature_are_not_judged_for_words() -> None:
    text = "Hi,\n\nit is done.\n\n> We want synergy.\n\n-- \nMila, Synergy Studio\n"
    assert words(text, "phrase", "phrases: [synergy]") == []


@pytest.mark.parametrize(
    ("text", "better"),
    [("We leverage it.", "use"), ("Leverage it.", "Use"), ("LEVERAGE IT NOW.", "USE")],
)
def test_one_replacement_is_a_safe_change_with_the_capitals_of_the_words(text: str, better: str) -> None:
    (found,) = found_in(text, "substitution", "replace: {leverage: use}")
    assert found.fix is not None
    assert found.fix.text == better


@pytest.mark.parametrize("body", ["replace: {leverage: [use, apply]}", "replace: {'leverage .. tools': use them}"])
def test_a_choice_and_a_phrase_with_a_gap_are_told_but_not_changed(body: str) -> None:
    (found,) = found_in("We leverage the old tools.", "substitution", body)
    assert found.fix is None
    assert found.suggestion is not None
    assert say(found.suggestion).startswith("Write: ")


@pytest.mark.parametrize(
    ("body", "text", "expected"),
    [
        ("count: words in a sentence\n    at_most: 3", "It is up. It is up for you.", ["It is up for you."]),
        ("count: sentences in a paragraph\n    at_most: 1", "One is. Two is.\n\nThree is.", ["One is. Two is."]),
        ("count: exclamation marks\n    at_most: 1", "Hi! Thanks! Bye!", ["!"]),
        ("count: phrases\n    at_most: 1\n    phrases: [please]", "Please read, please sign, please.", ["please"]),
        ("count: paragraphs\n    at_most: 1", "One is.\n\nTwo is.", ["Two is."]),
        ("count: words\n    at_least: 9", "It is up.", [""]),
        ("count: question marks\n    at_least: 1", "Which one?", []),
        ("count: sentences\n    at_most: 9", "It is up.", []),
    ],
)
def test_a_limit_is_counted(body: str, text: str, expected: list[str]) -> None:
    assert words(text, "count", body) == expected


def test_a_count_says_how_many_and_the_limit() -> None:
    (found,) = found_in("Hi! Thanks! Bye!", "count", "count: exclamation marks\n    at_most: 1")
    assert say(found.reason) == "Exclamation marks: 3; the house's limit is 1"


LETTER = "Dear Anna,\n\nthe page is up.\n\nKind regards\nMila\nHarbour Studio\n"


@pytest.mark.parametrize(
    ("body", "text", "count"),
    [
        ("begins_with: [dear]", LETTER, 0),
        ("begins_with: [hi]", LETTER, 1),
        ("ends_with: [harbour studio]", LETTER, 0),
        ("ends_with: [harbour studio]", LETTER + "Quay Street 12\n", 1),
        ("ends_with: [harbour studio]\n    lines: 2", LETTER + "Quay Street 12\n", 0),
        ("ends_with: [harbour studio]", LETTER.replace("Kind regards\n", "-- \n"), 0),
        ("contains: [vat]", LETTER, 1),
        ("contains: [vat]\n    when: [invoice]", LETTER, 0),
        ("contains: [vat]\n    when: [invoice]", LETTER.replace("page", "invoice"), 1),
        ("order: [dear, kind regards]", LETTER, 0),
        ("order: [kind regards, page is up]", LETTER, 1),
        ("contains: [vat]", "", 0),
    ],
)
def test_a_letter_is_built_as_the_house_builds_it(body: str, text: str, count: int) -> None:
    assert len(found_in(text, "structure", body)) == count


def test_slovak_is_found_without_its_accents_and_russian_with_both_letters() -> None:
    assert words("Zhodnotime synergiu firiem.", "phrase", "phrases: [zhodnotíme synergiu]", "sk") == [
        "Zhodnotime synergiu"
    ]
    assert words("Ещё актуализируем отчёт.", "phrase", "phrases: [актуализируем отчет]", "ru") == [
        "актуализируем отчёт"
    ]


def test_english_words_are_met_in_taglish() -> None:
    house = House((pack("phrase", "phrases: [touch base]"),))
    review = check(Draft("Hi po, mag-touch base po tayo bukas, touch base lang po.", NOW, language="fil"), house=house)
    assert [each.name for each in review.findings if each.name == "ours/it"] == ["ours/it"]


def test_a_house_rule_is_silenced_and_required_like_any_other() -> None:
    draft = Draft("We see synergies.", NOW, language="en")
    house = House((pack("phrase", "phrases: [synergies]"),))
    required = check(draft, profile=Profile(required=frozenset({"ours/it"})), house=house)
    assert required.blocked
    for silence in (Silence("H:ours/it"), Silence("ours/it"), Silence("", required.findings[-1].mark)):
        silent = check(draft, profile=Profile(silences=(silence,)), house=house)
        assert [(each.name, by) for each, by in silent.silenced if each.name == "ours/it"] == [("ours/it", silence)]


def test_a_rule_that_its_pack_requires_holds_the_reply_back() -> None:
    draft = Draft("We see synergies.", NOW, language="en")
    assert check(draft, house=House((pack("phrase", "phrases: [synergies]\n    required: true"),))).blocked


def test_texts_of_a_pack_are_told_in_the_readers_language() -> None:
    text = HEAD.format(kind="phrase", body="{phrases}", language="[en, sk]")
    text = text.replace("{phrases}", "phrases: {en: [synergy], sk: [synergia]}")
    text = text.replace("{hits: [x], clean: [y]}", "{hits: {en: [x], sk: [x]}, clean: {en: [y], sk: [y]}}")
    both = read_pack(text, "ours.yaml")
    assert isinstance(both, Pack)
    draft = Draft("We see synergy.", NOW, language="en")
    (found,) = [each for each in check(draft, house=House((both,), "sk")).findings if each.rule == ""]
    assert found.reason.params["why"] == "Preto."


def test_a_part_that_only_another_language_asks_for_is_not_missed() -> None:
    text = HEAD.format(kind="structure", body="{edges}", language="[en, sk]")
    text = text.replace("{edges}", "begins_with: {en: [dear]}\n    ends_with: {sk: [s pozdravom]}")
    text = text.replace("{hits: [x], clean: [y]}", "{hits: {en: [x], sk: [x]}, clean: {en: [y], sk: [y]}}")
    both = read_pack(text, "ours.yaml")
    assert isinstance(both, Pack)
    review = check(Draft("Dear Anna, the page is up.", NOW, language="en"), house=House((both,)))
    assert [each for each in review.findings if each.code.startswith("H:")] == []


def test_the_book_of_a_house_is_built_once() -> None:
    ours = pack("phrase", "phrases: [once built]")
    assert house_book((ours,), "en") is house_book((pack("phrase", "phrases: [once built]"),), "en")
