"""The model of sentences takes any string, gives the same again, and stays linear."""

import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ashore.core.language import LANGUAGES, Language, read
from ashore.core.language.linear import KINDS

AT = datetime(2026, 3, 4, 10, 30, tzinfo=UTC)
_WORDS = (
    "the logo is blurry again idiot please send never . ? !!! «опять» не работает пришлите дурак к сожалению logo "
    "nefunguje zase prosím pošlite hlupák žiaľ sira na naman tanga po pakisend hindi kaya İ ß 🙂 \u200b '' -- x-y_z"
)
WORDS = st.sampled_from([*_WORDS.split(), "\n"])


@given(st.one_of(st.text(), st.lists(WORDS).map(" ".join)), st.sampled_from(LANGUAGES))
@settings(max_examples=150, deadline=None)
def test_any_text_is_judged_the_same_again_and_its_words_lie_in_their_sentences(text: str, language: Language) -> None:
    facts = read(text, language, AT)
    assert read(text, language, AT) == facts
    for found in facts.learned:
        assert found.kind in KINDS
        assert found.span in facts.sentences
        assert 0.5 <= found.sure <= 1
        assert all(found.span.start <= word.start < word.end <= found.span.end for word in found.words)
    found_by_model = {(each.kind, each.span) for each in facts.learned}
    assert {span for kind, span in found_by_model if kind == "complaint"} <= set(facts.complaints)
    assert {span for kind, span in found_by_model if kind == "refusal"} <= set(facts.refusals)
    assert {span for kind, span in found_by_model if kind == "request"} <= {each.span for each in facts.requests}


@given(st.lists(WORDS).map(" ".join), st.sampled_from(LANGUAGES))
@settings(max_examples=100, deadline=None)
def test_without_the_model_nothing_is_learned_and_tone_knows_phrases_only(text: str, language: Language) -> None:
    facts = read(text, language, AT, learned=False)
    assert facts.learned == ()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "unit",
    ["idiot! ", "a", "aA1-'", "the logo is broken ", "не работает, ", "zle\n", "\u0301", "!?", "x y ", "ſK ", "İ"],
)
def test_a_hostile_text_is_judged_in_linear_time(unit: str, language: Language) -> None:
    text = (unit * 100_000)[:100_000]
    start = time.process_time()
    read(text, language, AT)
    assert time.process_time() - start < 12
