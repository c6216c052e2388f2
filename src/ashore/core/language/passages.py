"""Texts of several languages: which stretch is in which, and what spoke for the language of a text."""

from collections.abc import Iterable, Iterator, Sequence

from ashore.core.kernel import Reason, Span
from ashore.core.language.detect import WINDOW, language_of, tally, voters
from ashore.core.language.facts import LANGUAGES, Language, Passage
from ashore.core.language.lexicon import lexicon
from ashore.core.language.sentences import mask, split

_CHANGE, _NEW_PARAGRAPH = 2.5, 1.0
"""How many votes it takes to change the language within a paragraph, and where a new one begins."""
_CODE_SWITCH = 4.0
"""More where Filipino and English change: an English sentence in Taglish is no passage of its own."""
_MOST = 4.0
"""Votes of one sentence that count: a long one does not outweigh all around it."""
_SPEAKS = 2.0
"""Votes with which a sentence speaks for a language in a text of which the beginning speaks for none."""
_MOST_NAMED = 6
_MOST_SENTENCES = 3_000


def passages(text: str) -> tuple[Passage, ...]:
    """The stretches of ``text`` by language, in order; each reaches from its first sentence to the end of its last.

    One path through the sentences is chosen that agrees best with their votes (``detect.tally``) and seldom changes the
    language (Viterbi's algorithm, linear in the sentences; beyond 3 000 of them several are taken as one). Sentences
    that speak for no language go with their neighbours; a text in which nothing speaks is one passage of ``und``;
    without a sentence there is none.
    """
    masked = mask(text)
    sentences = split(masked, lexicon("en").abbreviations)
    if not sentences:
        return ()
    together = len(sentences) // _MOST_SENTENCES + 1
    sentences = [Span(run[0].start, run[-1].end) for run in _runs(sentences, together)]
    votes = [_votes(masked[span.start : span.end]) for span in sentences]
    if language_of(masked) == "und" and not any(max(one.values()) >= _SPEAKS for one in votes):
        return (Passage(Span(sentences[0].start, sentences[-1].end), "und"),)
    path = _path(votes, [_begins(text, sentences, number) for number in range(len(sentences))])
    found: list[Passage] = []
    for span, language in zip(sentences, path, strict=True):
        if found and found[-1].language == language:
            found[-1] = Passage(Span(found[-1].span.start, span.end), language)
        else:
            found.append(Passage(span, language))
    return tuple(found)


def explain_language(text: str) -> Reason:
    """Why ``language_of`` says what it says: ``language.vote`` with the ``language`` and its ``votes``; beneath it for
    every language for which anything speaks ``language.vote.words`` (the ``words`` that count most, and how many
    others) and ``language.vote.letters`` (``count`` of letters that only it has)."""
    masked = mask(text)
    low = masked[:WINDOW].lower().replace("’", "'")
    votes = tally(low)
    spoken = voters(low)
    steps: list[Reason] = []
    for language in sorted(LANGUAGES, key=lambda one: -votes[one]):
        if words := spoken.words[language]:
            named = sorted(words, key=lambda word: (-words[word], word))[:_MOST_NAMED]
            shown = ", ".join(f"{word} {words[word]}" for word in named)
            told = {"language": language, "count": sum(words.values()), "words": shown}
            steps.append(Reason("language.vote.words", params=told))
        if count := spoken.letters.get(language):
            steps.append(Reason("language.vote.letters", params={"language": language, "count": count}))
    best = language_of(masked)
    params = {"language": best, "votes": round(votes[best], 1) if best != "und" else 0.0}
    return Reason("language.vote" if best != "und" else "language.vote.none", params=params, because=tuple(steps))


def _runs(sentences: Sequence[Span], length: int) -> Iterator[Sequence[Span]]:
    return (sentences[at : at + length] for at in range(0, len(sentences), length))


def _votes(sentence: str) -> dict[Language, float]:
    votes = tally(sentence[:WINDOW].lower().replace("’", "'"))
    total = sum(votes.values())
    scale = min(1.0, _MOST / total) if total else 1.0
    return {language: vote * scale for language, vote in votes.items()}


def _begins(text: str, sentences: Sequence[Span], number: int) -> bool:
    """Whether a paragraph begins with this sentence."""
    return number == 0 or text.count("\n", sentences[number - 1].end, sentences[number].start) > 1


def _path(votes: Sequence[dict[Language, float]], begins: Iterable[bool]) -> list[Language]:
    """The best language of each sentence, given the cost of changes."""
    best = dict.fromkeys(LANGUAGES, 0.0)
    back: list[dict[Language, Language]] = []
    for one, new in zip(votes, begins, strict=True):
        came: dict[Language, Language] = {}
        reached: dict[Language, float] = {}
        for to in LANGUAGES:
            came[to] = max(LANGUAGES, key=lambda source: best[source] - _cost(source, to, new))
            reached[to] = best[came[to]] - _cost(came[to], to, new) + one[to]
        best = reached
        back.append(came)
    language = max(LANGUAGES, key=lambda one: best[one])
    path: list[Language] = []
    for came in reversed(back):
        path.append(language)
        language = came[language]
    return path[::-1]


def _cost(source: Language, to: Language, new: bool) -> float:
    if source == to:
        return 0.0
    usual = _NEW_PARAGRAPH if new else _CHANGE
    return usual + (_CODE_SWITCH if {source, to} == {"en", "fil"} and not new else 0.0)
