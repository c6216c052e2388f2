"""Packs of house rules as people write them, and what they are told where something is wrong."""

import pytest

from ashore.core.coach.packs.model import Pack, PackFault
from ashore.core.coach.packs.reading import decoded, read_pack
from ashore.core.coach.packs.template import new_pack
from ashore.core.coach.packs.testing import tried
from ashore.words import say

GOOD = """name: harbour
version: 1
language: en
rules:
  - name: no-synergy
    kind: phrase
    severity: advice
    why: Nobody knows what it means.
    source: Style guide
    phrases: [synergy|synergies]
    tests:
      hits: [We see synergies.]
      clean: [We see each other.]
"""


def faults(text: str) -> list[tuple[int, int, str, str]]:
    found = read_pack(text, "harbour.yaml")
    assert not isinstance(found, Pack)
    return [(each.place.line, each.place.column, each.path, each.reason.code) for each in found]


def pack(text: str = GOOD) -> Pack:
    found = read_pack(text, "harbour.yaml")
    assert isinstance(found, Pack), found
    return found


def test_a_pack_is_read_with_its_rules_and_tests() -> None:
    (rule,) = pack().rules
    assert (rule.name, rule.kind, rule.severity, rule.source) == ("no-synergy", "phrase", "advice", "Style guide")
    assert rule.phrases == {"en": ("synergy|synergies",)}
    assert [(each.text, each.hit, each.place.line) for each in rule.samples] == [
        ("We see synergies.", True, 12),
        ("We see each other.", False, 13),
    ]
    assert pack().code_of(rule) == "H:harbour/no-synergy"


def test_the_pack_to_begin_with_passes_its_own_tests() -> None:
    begun = pack(new_pack("our-house"))
    assert {rule.kind for rule in begun.rules} == {"phrase", "substitution", "count", "structure"}
    assert tried(begun) == ()


def test_words_that_yaml_takes_for_something_else_stay_words() -> None:
    text = GOOD.replace("[synergy|synergies]", "[no, 404, on]").replace("We see synergies.", "Error 404 again")
    assert pack(text).rules[0].phrases == {"en": ("no", "404", "on")}


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("phrases:", "phrase:", (10, 5, "rules.1.phrase", "pack.unknown_key")),
        ("version: 1", "version: 2", (2, 10, "version", "pack.version")),
        ("language: en", "language: de", (3, 11, "language.1", "pack.choice")),
        ("severity: advice", "severity: advise", (7, 15, "rules.1.severity", "pack.choice")),
        ("no-synergy", "No Synergy", (5, 11, "rules.1.name", "pack.name")),
        ("    why: Nobody knows what it means.\n", "", (5, 5, "rules.1", "pack.key_missing")),
        ("      clean: [We see each other.]\n", "", (12, 7, "rules.1.tests", "pack.tests_missing")),
        ("synergy|synergies", '"synergy, synergies"', (10, 15, "rules.1.phrases.1", "pack.word_parts")),
        ("synergy|synergies", "'?synergy'", (10, 15, "rules.1.phrases.1", "pack.phrase_open")),
        ("synergy|synergies", "'@ours work'", (10, 15, "rules.1.phrases.1", "pack.list_unknown")),
        ("synergy|synergies", "a => b", (10, 15, "rules.1.phrases.1", "pack.phrase_arrow")),
        ("synergy|synergies", "we ^ see", (10, 15, "rules.1.phrases.1", "pack.phrase_sign")),
        ("synergy|synergies", "a ... b ... c ... d ... e", (10, 15, "rules.1.phrases.1", "pack.phrase_wide")),
        ("[synergy|synergies]", "{de: [synergy]}", (10, 14, "rules.1.phrases", "pack.not_list")),
        ("[synergy|synergies]", "{sk: [synergy]}", (10, 15, "rules.1.phrases.sk", "pack.language_other")),
        ("[synergy|synergies]", "[]", (10, 14, "rules.1.phrases", "pack.list_empty")),
        ("kind: phrase", "kind: count", (5, 5, "rules.1", "pack.limit_missing")),
        ("why: Nobody", "at_most: 3\n    why: Nobody", (8, 5, "rules.1.at_most", "pack.key_of_kind")),
        ("source: Style guide", 'source: "a \\e[31m b"', (9, 13, "rules.1.source", "pack.letter")),
        ("source: Style guide", "source:", (9, 12, "rules.1.source", "pack.text_empty")),
    ],
)
def test_a_mistake_is_told_with_its_place(before: str, after: str, expected: tuple[int, int, str, str]) -> None:
    assert expected in faults(GOOD.replace(before, after, 1))


def test_an_unknown_key_names_the_nearest_one() -> None:
    found = read_pack(GOOD.replace("why:", "whyy:"), "h.yaml")
    assert not isinstance(found, Pack)
    (fault,) = found
    assert fault.where == "h.yaml:8:5"
    assert say(fault.reason) == '"whyy" is not known; did you mean "why"?'


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("", 1, "pack.empty"),
        ("# only a remark\n", 1, "pack.empty"),
        ("- a\n- b\n", 1, "pack.not_a_pack"),
        ("name: a\nname: b\n", 2, "pack.key_twice"),
        ("name: a\n\tversion: 1\n", 2, "pack.tab"),
        ("name: a\nabout: we: you\n", 2, "pack.colon"),
        ("name: @ours\n", 1, "pack.quotes"),
        ("name: [a\n", 2, "pack.unreadable"),
        ("name: a\nabout: !python/object:os.system x\n", 2, "pack.tag"),
        ("name: a\n---\nname: b\n", 2, "pack.two_documents"),
        ("name: a\nabout: bad\x00letter\n", 2, "pack.letter"),
        ("name: &a x\nabout: *a\n", 1, "pack.anchor"),
        ("name: " + "[" * 50 + "]" * 50, 1, "pack.too_deep"),
        ("name: [" + "a," * 30_000 + "]", 1, "pack.too_many"),
        ("name: " + "a" * 100_001, 1, "pack.too_long"),
        ("{[a]: b}", 1, "pack.key_no_text"),
    ],
)
def test_a_text_that_is_no_pack_says_why_and_where(text: str, line: int, code: str) -> None:
    assert next((each[0], each[3]) for each in faults(text)) == (line, code)


def test_laughing_a_billion_times_is_refused_at_the_first_laugh() -> None:
    text = "a: &a [ha]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(30))
    assert faults(text) == [(1, 4, "", "pack.anchor")]


@pytest.mark.parametrize(
    ("raw", "place", "code"),
    [
        (b"name: a\nabout: caf\xe9\n", (2, 11), "pack.encoding"),
        ("name: a".encode("utf-16"), (1, 1), "pack.encoding_other"),
    ],
)
def test_another_encoding_is_told(raw: bytes, place: tuple[int, int], code: str) -> None:
    found = decoded(raw, "h.yaml")
    assert isinstance(found, PackFault)
    assert (tuple(found.place), found.reason.code) == (place, code)


def test_a_mark_of_byte_order_and_windows_line_ends_do_not_matter() -> None:
    text = decoded(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode(), "h.yaml")
    assert isinstance(text, str)
    assert pack(text).rules[0].name == "no-synergy"


def test_a_pack_of_two_languages_wants_phrases_and_tests_in_both() -> None:
    text = GOOD.replace("language: en", "language: [en, sk]")
    assert {each[3] for each in faults(text)} == {"pack.language_needed"}
    text = text.replace("[synergy|synergies]", "{en: [synergy], sk: [synergia]}")
    text = text.replace("[We see synergies.]", "{en: [A synergy.]}").replace("[We see each other.]", "{en: [Hi.]}")
    assert faults(text) == [
        (5, 5, "rules.1.tests.hits", "pack.tests_language"),
        (5, 5, "rules.1.tests.clean", "pack.tests_language"),
    ]


def test_two_rules_of_one_name_are_told_apart() -> None:
    again = GOOD + GOOD[GOOD.index("  - name") :]
    assert faults(again) == [(14, 5, "rules.2.name", "pack.rule_twice")]


def test_a_test_that_fails_is_told_with_the_place_of_its_text() -> None:
    wrong = pack(GOOD.replace("We see synergies.", "We see energy.").replace("We see each other.", "A synergy!"))
    assert [(each.place.line, each.path, each.reason.code) for each in tried(wrong)] == [
        (12, "rules.1.tests.hits.1", "pack.test_hit"),
        (13, "rules.1.tests.clean.1", "pack.test_clean"),
    ]


def test_the_same_pack_read_twice_is_tested_by_the_same_book() -> None:
    """The book is kept by the pack's text, so its rules may be those of an earlier reading."""
    assert (tried(pack()), tried(pack())) == ((), ())


def test_lists_that_overlap_in_more_ways_than_there_are_letters_are_refused() -> None:
    """Each word in another choice of the lists needs a letter of its own in the pattern."""
    lists = "lists:\n" + "".join(
        f"  l{bit}: [{', '.join(f'w{n}' for n in range(500) if n >> bit & 1)}]\n" for bit in range(9)
    )
    text = GOOD.replace("rules:\n", lists + "rules:\n", 1)
    text = text.replace("[synergy|synergies]", "['" + " ".join(f"@l{bit}" for bit in range(9)) + "']")
    assert [each[3] for each in faults(text)] == ["pack.phrase_wide"]
