"""``read`` takes any string, keeps its spans inside it and stays linear."""

import time
from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ashore.core.kernel import Span
from ashore.core.language import LANGUAGES, Promise, Question, Request, explain_language, measure, passages, read
from ashore.core.language.hits import book, hits
from ashore.core.language.lexicon import sections

AT = datetime(2026, 3, 4, 10, 30, tzinfo=UTC)
WORDS = st.sampled_from(
    [
        "if",
        "you",
        "we'll",
        "send",
        "by",
        "friday",
        "12.",
        "3.",
        "when",
        "?",
        "!",
        ".",
        ",",
        "\n",
        ">",
        "-",
        "когда",
        "если",
        "отправим",
        "до",
        "пятницы",
        "prosím",
        "či",
        "pošleme",
        "do",
        "piatka",
        "paki",
        "ba",
        "bukas",
        "namin",
        "...",
        "«",
        "»",
        '"',
        "03/04",
        "15:00",
        "31.12.",
        "thanks",
        "http://x.y/?a",
        "İ",
        "🙂",
        "\u200b",
        "€1,200",
        "15k",
        "unacceptable",
        "go ahead",
        "Petra",
    ]
)
BOOK = book({"all": sections("en", "phrases.txt")}, "en")


@given(st.one_of(st.text(), st.lists(WORDS).map(" ".join)), st.sampled_from([None, *LANGUAGES, "und"]))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_and_its_spans_lie_in_it(text: str, language: str | None) -> None:
    facts = read(text, language, AT)  # type: ignore[arg-type]
    ends = [0]
    for span in facts.sentences:
        assert ends[-1] <= span.start < span.end <= len(text)
        ends.append(span.end)
    said: list[Question | Request | Promise] = [*facts.questions, *facts.requests, *facts.promises, *facts.expected]
    for found in said:
        assert found.text == found.span.of(text)
        assert found.text == found.text.strip()
        assert any(span.start <= found.span.start < found.span.end <= span.end for span in facts.sentences)
    asked = sorted((question.span.start, question.span.end) for question in facts.questions)
    assert all(one[1] <= other[0] for one, other in pairwise(asked))
    held = {*facts.agreements, *facts.inclusions, *facts.actions, *facts.reported, *(p.sentence for p in facts.prices)}
    assert held <= set(facts.sentences)
    tone = facts.tone
    carried = [span for each in (tone.dissatisfied, tone.anger, tone.rude, tone.polite) for span in each.words]
    for part in (*carried, *(price.span for price in facts.prices), *measure(text, facts.sentences, "en").long_words):
        assert _within(part, facts.sentences)
        assert part.of(text) == part.of(text).strip()
    for hit in hits(text, BOOK, facts.sentences):
        assert hit.sentence in facts.sentences
        assert _within(hit.span, [hit.sentence])


@given(st.one_of(st.text(), st.lists(WORDS).map(" ".join)))
@settings(max_examples=100, deadline=None)
def test_passages_of_any_text_follow_each_other_and_change_the_language(text: str) -> None:
    found = passages(text)
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))
    assert all(one.language != other.language for one, other in pairwise(found))
    assert all(0 <= passage.span.start < passage.span.end <= len(text) for passage in found)
    assert explain_language(text).params["language"] in (*LANGUAGES, "und")


def _within(part: Span, sentences: Iterable[Span]) -> bool:
    return any(span.start <= part.start < part.end <= span.end for span in sentences)


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        "?",
        ". ",
        "if you will ",
        "\n",
        "« ",
        '"',
        "when and ",
        "1.",
        "a.",
        "(",
        "ng ",
        "если вы ",
        "in 2 ",
        "a@",
        "://",
        "\u200d",
        "i'll ",
        "if ",
        "🙂",
        "\u202eא ",
        "İ ",
        "([{",
        "1 ",
        "€1.",
        "a\n\n",
        "1) a\n",
        "please confirm by friday and we start\n",
        "po na ",
    ],
)
@pytest.mark.parametrize("language", [None, "en", "fil"])
def test_a_hostile_text_is_read_in_linear_time(unit: str, language: str | None) -> None:
    text = (unit * 100_000)[:100_000]
    start = time.process_time()
    sentences = read(text, language, AT).sentences  # type: ignore[arg-type]
    assert time.process_time() - start < 12
    for work in (passages, explain_language, lambda text: hits(text, BOOK, sentences)):
        start = time.process_time()
        work(text)
        assert time.process_time() - start < 12
    start = time.process_time()
    measure(text, sentences, "en")
    assert time.process_time() - start < 12
