"""A sentence, its words, and the kinds of phrases in it, each looked for when it is first asked about."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from ashore.core.kernel import Span
from ashore.core.language.lexicon import Lexicon
from ashore.core.language.matching import PAUSES
from ashore.core.language.phrases import OPENING, Phrase

LONGEST = 1_200
"""Code points of a sentence that are looked at; what is longer is a paste, not a sentence."""
_ASKING_END = re.compile(r"\?[?!.…)\]\"'»”’]*$")
_MARKER = re.compile(r"(?:\d{1,2}[.)]|[a-zа-я]\)|[-*•–—+])\s+")
_QUOTED = re.compile(r"\"[^\"]{1,240}\"|«[^»]{1,240}»|“[^”]{1,240}”|„[^“”]{1,240}[“”]")
_FEW = 2
"""A quotation of so few words is a name ("the button «Buy»"); a longer one is somebody else's speech."""


class Recognised:
    """What words may say. ``likely``: kind -> the phrases that may stand in them, None for a single word that does;
    ``alone``: the kinds of those single words, each with its place among the words."""

    __slots__ = ("_found", "alone", "likely", "spoken")

    def __init__(self, spoken: Sequence[str], lexicon: Lexicon) -> None:
        self.spoken = spoken
        self.alone, phrases = called_by(spoken, lexicon)
        self.likely: dict[str, list[Phrase | None]] = {}
        for kind, _ in self.alone:
            self.likely.setdefault(kind, []).append(None)
        for phrase in phrases:
            self.likely.setdefault(phrase.kind, []).append(phrase)
        self._found: dict[str, list[Phrase | None]] = {}

    def has(self, kind: str) -> bool:
        """Whether a phrase of the kind stands in the words."""
        if kind not in self.likely:
            return False
        known = self._found.get(kind)
        return bool(self.found(kind) if known is None else known)

    def found(self, kind: str) -> list[Phrase | None]:
        """The phrases of a kind that stand in the words."""
        known = self._found.get(kind)
        if known is None:
            known = [one for one in self.likely.get(kind, ()) if one is None or one.find(self.spoken)]
            self._found[kind] = known
        return known

    def rest(self, *kinds: str) -> list[str]:
        """The words that remain when the phrases of these kinds are cut out."""
        left = f" {' '.join(self.spoken)} "
        for kind in kinds:
            for phrase in self.likely.get(kind, ()):
                if phrase and (text := phrase.text_in(self.spoken)) and text in left:
                    left = left.replace(text, " ", 1)
                    left = left if left[:1] == " " else " " + left
        return [w for w in left.split() if w[0].isalnum()]


class Sentence(Recognised):
    """A sentence: its span of ``text``, its words, those it speaks itself (no longer quotations) and what they say.
    ``own``: its text without quotations; ``whole``: no word of it was masked or cut off; ``asks``: a question was
    found in it; ``beyond``: the kinds that hold as the model has it (``linear``); None where none was asked."""

    __slots__ = ("_lexicon", "_places", "asks", "beyond", "marked", "own", "span", "text", "whole", "words")

    def __init__(
        self,
        span: Span,
        text: str,
        words: list[str],
        said: list[str],
        own: str,
        marked: bool,
        whole: bool,
        lexicon: Lexicon,
    ) -> None:
        super().__init__(said, lexicon)
        self.span = span
        self.text = text
        self.words = words
        self.marked = marked
        self.asks = False
        self.beyond: Mapping[str, int] | None = None
        self.whole = whole
        self.own = own
        self._lexicon = lexicon
        self._places: list[Span] | None = None

    @property
    def chat(self) -> bool:
        """Whether it is written as in a chat: with a small letter, without a mark at its end. Then yes or no is asked
        without one, too."""
        raw = self.span.of(self.text)
        return raw[:1].islower() and raw[-1:] not in ".!?…:;,"

    def at_opening(self, kind: str) -> bool:
        """Whether a word of the kind stands where a clause begins."""
        leads = self._lexicon.leads
        return any(k == kind and (not place or self.spoken[place - 1] in leads) for k, place in self.alone)

    def stretches(self, *kinds: str) -> Iterator[Span]:
        """Where the phrases of these kinds stand in the text."""
        for kind, place in self.alone:
            if kind in kinds:
                yield self.place(place, place + 1)
        for kind in kinds:
            for phrase in self.found(kind):
                if phrase:
                    for first, last in phrase.every(self.spoken):
                        yield self.place(first, last)

    def place(self, first: int, last: int) -> Span:
        """Where words stand in the text, from one to the one before ``last``, without pauses at their ends."""
        places = self._all_places()
        first, last = bare(self.spoken, first, last)
        return Span(places[first].start, places[last - 1].end)

    @property
    def written(self) -> list[str]:
        """The words and pauses that the sentence speaks itself, as they are written."""
        return [self.text[start:end] for start, end in self._all_places()]

    def _all_places(self) -> list[Span]:
        if self._places is None:
            self._places = self._lexicon.places_of(self.own, self.span.start)
        return self._places


def bare(words: Sequence[str], first: int, last: int) -> tuple[int, int]:
    """A stretch of words without pauses at its ends; never empty."""
    while last - 1 > first and words[last - 1] in PAUSES:
        last -= 1
    while first < last - 1 and words[first] in PAUSES:
        first += 1
    return first, last


def sentence_at(span: Span, text: str, masked: str, lexicon: Lexicon) -> Sentence | None:
    """The sentence at ``span``; None where there are no words in it. ``masked``: see ``sentences.mask``."""
    start, end = span
    piece = masked[start:end]
    if cut := end - start > LONGEST:
        piece = piece[:LONGEST]
    words = lexicon.words_of(piece)
    if not words:
        return None
    own = spoken(piece)
    said = words if own is piece else lexicon.words_of(own)
    marked = "?" in piece and bool(_ASKING_END.search(piece))
    return Sentence(span, text, words, said, own, marked, masked is text and not cut, lexicon)


def called_by(words: Sequence[str], lexicon: Lexicon) -> tuple[list[tuple[str, int]], Collection[Phrase]]:
    """What words call for: the kinds of those that mean one by themselves, each with its place among the words; the
    phrases that may stand where they stand."""
    alone: list[tuple[str, int]] = []
    phrases: dict[Phrase, None] = {}
    for place, calls in enumerate(map(lexicon.calls.__getitem__, words)):
        if calls is None:
            continue
        singles, anywhere, behind = calls
        for kind in singles:
            alone.append((kind, place))
        if anywhere:
            phrases |= anywhere
        if behind:
            before = words[place - 1] if place else ""
            if before in behind:
                phrases |= behind[before]
            if before in lexicon.leads:
                if OPENING in behind:
                    phrases |= behind[OPENING]
                if place > 1 and before in PAUSES and words[place - 2] in behind:
                    phrases |= behind[words[place - 2]]
    return alone, phrases


def spoken(piece: str) -> str:
    """The piece with the marker of its list item and longer quotations blank: those are others' words. Same length."""
    if not piece[:1].isalpha() and (marker := _MARKER.match(piece)) and marker.end() < len(piece):
        piece = " " * marker.end() + piece[marker.end() :]
    if '"' in piece or (not piece.isascii() and ("«" in piece or "“" in piece or "„" in piece)):
        return _QUOTED.sub(_blank, piece)
    return piece


def _blank(quoted: re.Match[str]) -> str:
    whole = quoted.group()
    return whole if len(whole.split()) <= _FEW else " " * len(whole)
