"""From what a text says (``language.Facts``) and what it stands under (``newtext`` parts) to what clocks need."""

import re
from collections.abc import Iterator, Sequence
from typing import Protocol

from ashore.core.kernel import Span
from ashore.core.language.facts import WRITER, Due, Facts, Promise, Question, Request
from ashore.core.language.lexicon import lexicon
from ashore.core.ledger.addressed import speaks_to_reader
from ashore.core.ledger.answer_kinds import expected, given, wanted, yes_or_no
from ashore.core.ledger.deeds import essence, is_start
from ashore.core.ledger.heard import Ask, Pledge, Said
from ashore.core.ledger.ways import joined

LONGEST_QUOTE = 300
LONGEST_PASSAGE = 2_000
MOST_PASSAGES = 40
_QUOTE_MARKS = ">|}"
"""An old program's way of quoting that was not taken for one: what others asked is not asked again."""
_NUMBER = re.compile(r"\s*(\d{1,2})[.)]\s")
_ITEM = re.compile(r"^[ \t]*\d{1,2}[.)][ \t]+(\S.*)$", re.MULTILINE)


class Passage(Protocol):
    """New text that stands directly under a quotation."""

    @property
    def nearest(self) -> str: ...
    @property
    def answer(self) -> str: ...


class TextParts(Protocol):
    """A message's text taken apart, as ``correspondence.newtext`` does."""

    @property
    def new_text(self) -> str: ...
    @property
    def own_text(self) -> str: ...
    @property
    def code(self) -> str: ...
    @property
    def inline(self) -> Sequence[Passage]: ...


def said(facts: Facts, parts: TextParts, *, attachments: int = 0) -> Said:
    """The compact form that goes into a ``MessageEvent``.

    ``facts`` were read from ``parts.new_text`` by the rules alone (``read(..., learned=False)``): each clock then has
    words to show, and nobody is called late on the word of a model. ``attachments``: how many real ones came along (no
    logos of signatures); a patch or a log within the text counts as one. What third ones or the reader will do pledges
    nobody. A sentence that is both a question and a request ("Could you send it?") becomes one ask. Quotes are cut to
    300 characters.
    """
    text = parts.new_text
    statements = list(_statements(facts, text))
    return Said(
        language=facts.language,
        asks=tuple(ask for _, ask in asks_in(facts, text)),
        pledges=tuple(_pledge(each, facts.language, text) for each in facts.promises if each.owner == WRITER),
        reports=facts.reports,
        under_quotes=tuple(under_quotes(parts, facts.language)),
        topics=facts.topics,
        words=len(parts.own_text.split()),
        complaint=bool(facts.complaints),
        acknowledges=facts.acknowledges,
        closing=facts.closing,
        attachments=attachments + bool(parts.code),
        points=tuple(points(text, facts.language)),
        gives=given(statements),
        polar=sum(1 for each in statements if yes_or_no(each)),
        statements=len(statements),
        thanks=bool(facts.thanks),
        thanked=_topics_in(facts.thanks, text, facts.language),
        troubles=_topics_in(facts.complaints, text, facts.language),
        blames=any(speaks_to_reader(span.of(text), facts.language) for span in facts.complaints),
    )


def _pledge(promise: Promise, language: str, text: str) -> Pledge:
    due = promise.due
    return Pledge(
        _short(promise.text),
        _about(promise.topics, promise.span, due, language, text),
        due.at if due else None,
        due is not None and due.precision == "day",
        due is None or due.certain,
        promise.answer,
        is_start(promise.text),
    )


def _about(topics: frozenset[str], span: Span, due: Due | None, language: str, text: str) -> frozenset[str]:
    """What a promise or request is about: the words of its deadline say nothing of it."""
    if due:
        rest = f"{text[span.start : due.span.start]} {text[due.span.end : span.end]}"
        topics &= topics_of(rest, language)
    return essence(topics, language)


def asks_in(facts: Facts, text: str) -> Iterator[tuple[Span, Ask]]:
    """Questions and requests of the text that ``facts`` were read from, each with its place, in order."""
    return joined(_asks(facts, text), text)


def _asks(facts: Facts, text: str) -> Iterator[tuple[Span, Ask]]:
    """Questions and requests in the order of the text; one where both are the same sentence."""
    requested = {request.span: request for request in facts.requests}
    asked: dict[Span, Question | Request] = {**requested}
    asked.update((question.span, question) for question in facts.questions)
    for span in sorted(asked):
        each = asked[span]
        if each.text[:1] in _QUOTE_MARKS:
            continue
        request = requested.get(span)
        due = request.due if request else None
        asking = isinstance(each, Question)
        ask = Ask(
            _short(each.text),
            _unnumbered(each) if request is None else _about(each.topics, span, due, facts.language, text),
            request is not None,
            due.at if due else None,
            due is not None and due.precision == "day",
            expected(each.text) if asking else wanted(each.text),
            asking,
        )
        yield span, ask


def _topics_in(spans: Sequence[Span], text: str, language: str) -> frozenset[str]:
    return topics_of(" ".join(span.of(text) for span in spans), language) if spans else frozenset()


def _unnumbered(asked: Question | Request) -> frozenset[str]:
    """Its topics without the number that it bears in a list."""
    number = _NUMBER.match(asked.text)
    return asked.topics - {number[1]} if number else asked.topics


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST_QUOTE else flat[: LONGEST_QUOTE - 1] + "…"


def _statements(facts: Facts, text: str) -> Iterator[str]:
    """Sentences that say something: neither questions nor greetings, goodbyes or bare thanks."""
    skipped = {q.span for q in facts.questions} | {*facts.greetings, *facts.farewells, *facts.thanks}
    for span in facts.sentences:
        sentence = span.of(text)
        if span not in skipped or (span in facts.thanks and len(sentence.split()) > 6):
            yield sentence


def points(text: str, language: str) -> Iterator[frozenset[str]]:
    """The items of a numbered list, but for those that ask."""
    for item in _ITEM.findall(text):
        if not item.rstrip().endswith("?"):
            yield topics_of(item, language)


def under_quotes(parts: TextParts, language: str) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """Topics of each quoted passage that new text follows, and topics of that text."""
    for passage in parts.inline[:MOST_PASSAGES]:
        quoted = topics_of(passage.nearest[-LONGEST_PASSAGE:], language)
        yield quoted, topics_of(passage.answer[:LONGEST_PASSAGE], language)


def topics_of(text: str, language: str) -> frozenset[str]:
    """Stems of the content words of a text, as the language facts have them."""
    known = lexicon(language if language in ("en", "ru", "sk", "fil", "und") else "und")
    return known.topics_of(known.words_of(text))
