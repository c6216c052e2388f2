"""How easily a text reads: the length of its sentences and its long words, counted (R3, R4)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ashore.core.kernel import Span
from ashore.core.language.facts import Language

LONG = {"en": 11, "ru": 12, "sk": 11, "fil": 12, "und": 12}
"""Letters from which on a word is long: as many as one word in fifty of everyday mail has, counted on our own sentences
and, for English, on 150 000 words of a mailing list. The six letters of LIX (Björnsson, 1968) would make a third of all
Russian words long; Filipino verbs bear affixes and doubled syllables, Russian ones prefixes and endings."""
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|[\d]+(?:[.,:/]\d+)*")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w.-]{1,190}")


@dataclass(frozen=True, slots=True)
class SentenceLength:
    """A sentence and how many words it has."""

    span: Span
    words: int


@dataclass(frozen=True, slots=True)
class Readability:
    """Counts of a text. ``sentences``: those with words, in order; ``longest``: the one with most words, the first of
    equal ones; ``long_words``: their places, parts between hyphens counted apart; ``long_share``: of all words, 0 to 1;
    ``mean``: words a sentence. A number is a word; addresses are none."""

    sentences: tuple[SentenceLength, ...] = ()
    longest: SentenceLength | None = None
    words: int = 0
    long_words: tuple[Span, ...] = ()
    long_share: float = 0.0
    mean: float = 0.0


def measure(text: str, sentences: Sequence[Span], language: Language) -> Readability:
    """Count a text. ``sentences``: those that are to count, as ``Facts`` has them; spans count code points."""
    least = LONG[language]
    counted: list[SentenceLength] = []
    long_words: list[Span] = []
    for span in sentences:
        piece = span.of(text)
        if "@" in piece or "://" in piece or "www." in piece:
            piece = _ADDRESS.sub(lambda found: " " * len(found.group()), piece)
        words = 0
        for found in _WORD.finditer(piece):
            words += 1
            if found.end() - found.start() >= least and _is_long(found.group(), least):
                long_words.append(Span(span.start + found.start(), span.start + found.end()))
        if words:
            counted.append(SentenceLength(span, words))
    total = sum(one.words for one in counted)
    if not total:
        return Readability()
    longest = max(counted, key=lambda one: one.words)
    share, mean = round(len(long_words) / total, 3), round(total / len(counted), 1)
    return Readability(tuple(counted), longest, total, tuple(long_words), share, mean)


def _is_long(word: str, least: int) -> bool:
    return any(len(part) >= least for part in word.split("-")) and not word[0].isdigit()
