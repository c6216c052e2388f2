"""``read``: a text as facts. One pass over its sentences; a word calls the phrases that may hold it."""

from collections.abc import Sequence
from datetime import datetime

from ashore.core.kernel import Span
from ashore.core.language.asking import questions_in
from ashore.core.language.deeds import Deeds, gather
from ashore.core.language.detect import language_of
from ashore.core.language.facts import Facts, Language, Question
from ashore.core.language.lexicon import Lexicon, lexicon
from ashore.core.language.manners import Manners
from ashore.core.language.recognising import Sentence, sentence_at
from ashore.core.language.sentences import mask, split

_PATCH_LINES = 3
_ITEM_START = "-*•–—+0123456789"


class _Gathered:
    """Facts in the making."""

    def __init__(self) -> None:
        self.questions: list[Question] = []
        self.announced: list[Sentence] = []
        self.deeds = Deeds()
        self.manners = Manners()
        self.words: list[str] = []


def read(text: str, language: Language | None = None, at: datetime | None = None) -> Facts:
    """What ``text`` says (rules W1, W2, W5, R1). Never raises on any string.

    ``language``: taken as given where the caller knows it, else told from the text. ``at``: when it was written,
    aware, in the author's zone; without it no deadline can be resolved and ``due`` is None. Spans count code points
    of ``text``. A sentence such as "Could you send it?" is in both questions and requests, with the same span: count
    it once.
    """
    masked = mask(text)
    tongue = language or language_of(masked)
    words = lexicon(tongue if language or tongue != "und" else "en")
    sentences = split(masked, words.abbreviations)
    found = _Gathered()
    skipped = (">", "|", "+") if text.count("\n+") >= _PATCH_LINES else (">", "|")
    for number, span in enumerate(sentences):
        if masked.startswith(skipped, span.start):
            continue
        if one := sentence_at(span, text, masked, words):
            _judge(one, _introduces(masked, sentences, number), words, tongue, at, found)
    if found.announced and not found.questions:
        found.questions += [_question_of(one, words) for one in found.announced]
    return _facts(tongue, sentences, found, words)


def _judge(
    one: Sentence, introduces: bool, lexicon: Lexicon, language: Language, at: datetime | None, found: _Gathered
) -> None:
    found.words += one.words
    asked = [] if introduces and not one.marked else questions_in(one, lexicon)
    found.questions += asked
    if not asked and one.has("announce") and not (one.has("noask") or one.has("offer")):
        found.announced.append(one)
    if len(asked) > 1:
        for question in asked:
            if part := sentence_at(question.span, one.text, one.text, lexicon):
                gather(part, True, lexicon, language, at, found.deeds)
    elif not (introduces and one.has("ask")):
        gather(one, bool(asked), lexicon, language, at, found.deeds)
    found.manners.add(one, bool(asked), lexicon)


def _introduces(masked: str, sentences: Sequence[Span], number: int) -> bool:
    """Whether the sentence ends in a colon and a list follows: then the items ask, not their introduction."""
    end = sentences[number].end
    if masked[end - 1] != ":" or number + 1 == len(sentences):
        return False
    return masked[sentences[number + 1].start] in _ITEM_START


def _question_of(one: Sentence, lexicon: Lexicon) -> Question:
    return Question(one.span, one.span.of(one.text), lexicon.topics_of(one.words), one.marked)


def _facts(language: Language, sentences: list[Span], found: _Gathered, lexicon: Lexicon) -> Facts:
    deeds, manners = found.deeds, found.manners
    refusals, thanks, complaints = manners.of("refusal"), manners.of("thanks"), manners.of("complaint")
    score = manners.scores.get
    anger, rude = score("anger", 0), score("rude", 0)
    good = score("positive", 0) + len(thanks)
    bad = score("negative", 0) + len(complaints) + 2 * anger + 2 * rude
    owed = found.questions or deeds.requests or deeds.promises or complaints or refusals or deeds.reports
    return Facts(
        language=language,
        sentences=tuple(sentences),
        questions=tuple(found.questions),
        requests=tuple(deeds.requests),
        promises=tuple(deeds.promises),
        refusals=refusals,
        thanks=thanks,
        greetings=manners.of("greeting"),
        farewells=manners.of("farewell"),
        apologies=manners.of("apology"),
        complaints=complaints,
        reports=tuple(deeds.reports),
        acknowledges=deeds.acknowledges,
        closing=manners.closed and not manners.is_open and not owed and not anger,
        topics=lexicon.topics_of(found.words),
        mood=round((good - bad) / (good + bad + 1), 3),
        anger=round(anger / (anger + 1), 3),
        rude=round(rude / (rude + 1), 3),
    )
