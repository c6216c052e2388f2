"""``read``: a text as facts. One pass over its sentences; a word calls the phrases that may hold it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from ashore.core.kernel import Span
from ashore.core.language.asking import questions_in
from ashore.core.language.deeds import When, gather
from ashore.core.language.detect import language_of
from ashore.core.language.facts import Facts, Language, Price, Question
from ashore.core.language.gathered import Gathered, Mark
from ashore.core.language.joining import Joined, told_by_rules
from ashore.core.language.lexicon import Lexicon, lexicon
from ashore.core.language.linear import linear
from ashore.core.language.mixing import is_mixed
from ashore.core.language.prices import prices_in
from ashore.core.language.recognising import Sentence, sentence_at
from ashore.core.language.sentences import mask, split
from ashore.core.language.tone import tone_of

if TYPE_CHECKING:
    from ashore.core.worktime import WorkClock

_PATCH_LINES = 3
_ITEM_START = "-*•–—+0123456789"


def read(
    text: str,
    language: Language | None = None,
    at: datetime | None = None,
    clock: "WorkClock | None" = None,
    *,
    learned: bool = True,
) -> Facts:
    """What ``text`` says (rules W1, W2, W5, R1). Never raises on any string.

    ``language``: taken as given where the caller knows it, else told from the text. ``at``: when it was written,
    aware, in the author's zone; without it no deadline can be resolved and ``due`` is None. ``clock``: the working
    time by which working days are counted; without it they are Monday to Friday (see ``deadlines``). Spans count code
    points of ``text``. A sentence such as "Could you send it?" is in both questions and requests, with the same span:
    count it once. ``learned``: False leaves the model of sentences out (``linear``): the rules alone.
    """
    masked = mask(text)
    tongue = language or language_of(masked)
    words = lexicon(tongue if language or tongue != "und" else "en")
    found, when = Gathered(), When(at, clock)
    model = linear(tongue) if learned else None
    joined = Joined(model, words, tongue, when, found) if model else None
    sentences = _gather(text, masked, words, tongue, when, found, joined.add if joined else None)
    if joined:
        joined.finish()
    return _facts(text, tongue, sentences, found, words)


def observed(text: str, language: Language, at: datetime) -> list[tuple[Sentence, set[str]]]:
    """The sentences of a text, each with what the rules alone tell of it: what a model of sentences is fitted on."""
    masked, words, found = mask(text), lexicon(language), Gathered()
    seen: list[tuple[Sentence, set[str]]] = []

    def note(one: Sentence, since: Mark, introduces: bool) -> None:  # noqa: ARG001 - what ``Joined.add`` takes
        seen.append((one, told_by_rules(one, since, found)))

    _gather(text, masked, words, language, When(at, None), found, note)
    return seen


def _gather(
    text: str,
    masked: str,
    words: Lexicon,
    language: Language,
    when: When,
    found: Gathered,
    second: Callable[[Sentence, Mark, bool], None] | None,
) -> list[Span]:
    """Judge each sentence by the rules, then by a ``second`` opinion. Gives all sentences."""
    sentences = split(masked, words.abbreviations)
    skipped = (">", "|", "+") if text.count("\n+") >= _PATCH_LINES else (">", "|")
    for number, span in enumerate(sentences):
        if masked.startswith(skipped, span.start):
            continue
        if one := sentence_at(span, text, masked, words):
            since, introduces = found.mark(), _introduces(masked, sentences, number)
            _judge(one, introduces, words, language, when, found)
            if second:
                second(one, since, introduces)
    if found.announced and not found.questions:
        found.questions += [_question_of(one, words) for one in found.announced]
    return sentences


def _judge(one: Sentence, introduces: bool, lexicon: Lexicon, language: Language, when: When, found: Gathered) -> None:
    found.words += one.words
    found.spoken.append(one)
    requests = len(found.deeds.requests)
    asked = [] if introduces and not one.marked else questions_in(one, lexicon)
    found.questions += asked
    one.asks = bool(asked)
    if not asked and one.has("announce") and not (one.has("noask") or one.has("offer")):
        found.announced.append(one)
    if len(asked) > 1:
        for question in asked:
            if part := sentence_at(question.span, one.text, one.text, lexicon):
                gather(part, True, lexicon, language, when, found.deeds)
    elif not (introduces and one.has("ask")):
        gather(one, one.asks, lexicon, language, when, found.deeds)
    if len(asked) == 1 and len(found.deeds.requests) > requests and not one.has("feasible"):
        found.questions[-1] = replace(asked[0], favour=True)
    found.manners.add(one, lexicon)
    if len(found.deeds.requests) > requests or (one.has("action") and not one.has("noaction")):
        found.actions.append(one.span)


def _introduces(masked: str, sentences: Sequence[Span], number: int) -> bool:
    """Whether the sentence ends in a colon and a list follows: then the items ask, not their introduction."""
    end = sentences[number].end
    if masked[end - 1] != ":" or number + 1 == len(sentences):
        return False
    return masked[sentences[number + 1].start] in _ITEM_START


def _question_of(one: Sentence, lexicon: Lexicon) -> Question:
    return Question(one.span, one.span.of(one.text), lexicon.topics_of(one.words), one.marked)


def _facts(text: str, language: Language, sentences: list[Span], found: Gathered, lexicon: Lexicon) -> Facts:
    deeds, manners = found.deeds, found.manners
    refusals, complaints = manners.of("refusal"), manners.of("complaint")
    prices = prices_in(text, language, [one.span for one in found.spoken])
    tone = tone_of(found.spoken, found.learned)
    learned = {each.span for each in found.learned}
    spans = [each.span for each in found.questions] + [each.span for each in deeds.requests]
    spans += [each.span for each in deeds.promises]
    owed = deeds.reports or not learned.issuperset((*spans, *complaints, *refusals))
    return Facts(
        language=language,
        sentences=tuple(sentences),
        questions=tuple(found.questions),
        requests=tuple(deeds.requests),
        promises=tuple(deeds.promises),
        expected=tuple(deeds.expected),
        refusals=refusals,
        agreements=manners.of("agreement"),
        thanks=manners.of("thanks"),
        greetings=manners.of("greeting"),
        farewells=manners.of("farewell"),
        apologies=manners.of("apology"),
        complaints=complaints,
        inclusions=_inclusions(found.spoken, prices),
        actions=tuple(found.actions),
        prices=prices,
        reports=tuple(deeds.reports),
        reported=tuple(deeds.reported),
        acknowledges=deeds.acknowledges,
        closing=manners.closed and not manners.is_open and not owed and not _angry(found),
        mixed=language == "fil" and is_mixed(found.words),
        topics=lexicon.topics_of(found.words),
        tone=tone,
        learned=tuple(sorted(found.learned)),
        mood=tone.mood,
        anger=tone.anger.value,
        rude=tone.rude.value,
    )


def _angry(found: Gathered) -> bool:
    """Whether a phrase is angry: courtesy hardly is, whatever the model has of it."""
    return any(one.has("anger") for one in found.spoken)


def _inclusions(spoken: Sequence[Sentence], prices: Sequence[Price]) -> tuple[Span, ...]:
    """The sentences that say what is included; some words do so only beside a price."""
    priced = {price.sentence for price in prices}
    return tuple(
        one.span
        for one in spoken
        if not one.asks
        and (one.has("inclusion") or (one.span in priced and one.has("maybe_inclusion")))
        and not one.has("noinclusion")
    )
