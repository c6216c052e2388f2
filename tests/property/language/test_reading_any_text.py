"""``read`` takes any string, keeps its spans inside it and stays linear."""

import time
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ashore.core.language import LANGUAGES, Promise, Question, Request, read

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
    ]
)


@given(st.one_of(st.text(), st.lists(WORDS).map(" ".join)), st.sampled_from([None, *LANGUAGES, "und"]))
@settings(max_examples=150, deadline=None)
def test_any_text_is_read_and_its_spans_lie_in_it(text: str, language: str | None) -> None:
    facts = read(text, language, AT)  # type: ignore[arg-type]
    ends = [0]
    for span in facts.sentences:
        assert ends[-1] <= span.start < span.end <= len(text)
        ends.append(span.end)
    said: list[Question | Request | Promise] = [*facts.questions, *facts.requests, *facts.promises]
    for found in said:
        assert found.text == found.span.of(text)
        assert found.text == found.text.strip()
        assert any(span.start <= found.span.start < found.span.end <= span.end for span in facts.sentences)
    asked = sorted((question.span.start, question.span.end) for question in facts.questions)
    assert all(one[1] <= other[0] for one, other in pairwise(asked))


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
    ],
)
@pytest.mark.parametrize("language", [None, "en", "fil"])
def test_a_hostile_text_is_read_in_linear_time(unit: str, language: str | None) -> None:
    text = (unit * 100_000)[:100_000]
    start = time.process_time()
    read(text, language, AT)  # type: ignore[arg-type]
    assert time.process_time() - start < 2.0
