"""A sentence laid out for phrases, and what was recognised in it."""

import re
from collections.abc import Collection, Sequence

from ashore.core.kernel import Span
from ashore.core.language.lexicon import Lexicon, fold
from ashore.core.language.phrases import ANY, Phrase, depth, pairs

TOKEN = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*|[,;:()–—]")
LONGEST = 1_200
"""Code points of a sentence that are looked at; what is longer is a paste, not a sentence."""
_ASKING_END = re.compile(r"\?[?!.…)\]\"'»”’]*$")
_MARKER = re.compile(r"(?:\d{1,2}[.)]|[a-zа-я]\)|[-*•–—+])\s+")
_QUOTED = re.compile(r"\"[^\"]{1,240}\"|«[^»]{1,240}»|“[^”]{1,240}”|„[^“”]{1,240}[“”]")
_MANY = 6
"""So many phrases are first sifted by their pairs of words; for fewer the pairs cost more than they save."""
_FEW = 2
"""A quotation of so few words is a name ("the button «Buy»"); a longer one is somebody else's speech."""


class Sentence:
    """A sentence: its span of ``text``, its words, the layout that phrases are matched against, and the kinds
    recognised: kind -> the matches (None for a single word). ``whole``: no word of it was masked or cut off."""

    __slots__ = ("kinds", "laid_out", "marked", "span", "text", "whole", "words")

    def __init__(self, span: Span, text: str, words: list[str], laid_out: str, marked: bool, whole: bool) -> None:
        self.span = span
        self.text = text
        self.words = words
        self.laid_out = laid_out
        self.marked = marked
        self.whole = whole
        self.kinds: dict[str, list[re.Match[str] | None]] = {}

    def has(self, *kinds: str) -> bool:
        """Whether any of the kinds was recognised."""
        return not self.kinds.keys().isdisjoint(kinds)

    def rest(self, *kinds: str) -> list[str]:
        """The words that remain when the phrases of these kinds are cut out."""
        left = self.laid_out
        for kind in kinds:
            for match in self.kinds.get(kind, ()):
                if match and match.group() in left:
                    left = left.replace(match.group(), " ", 1)
                    left = left if left[:1] == " " else " " + left
        return [w for w in left.split() if w[0].isalnum()]


def sentence_at(span: Span, text: str, masked: str, lexicon: Lexicon) -> Sentence | None:
    """The sentence at ``span``, recognised; None where there are no words in it. ``masked``: see ``sentences.mask``."""
    start, end = span
    piece = masked[start:end]
    if cut := end - start > LONGEST:
        piece = piece[:LONGEST]
    tokens = tokens_of(fold(piece, lexicon.language))
    if not tokens:
        return None
    spoken = _spoken(piece)
    said = tokens if spoken is piece else tokens_of(fold(spoken, lexicon.language))
    marked = "?" in piece and bool(_ASKING_END.search(piece))
    one = Sentence(span, text, tokens, f" {' '.join(said)} ", marked, masked is text and not cut)
    recognise(one, said, lexicon)
    return one


def tokens_of(folded: str) -> list[str]:
    """``TOKEN`` throughout a text; plain words, most of all, need no expression."""
    tokens: list[str] = []
    for word in folded.split():
        if word.isalnum():
            tokens.append(word)
        else:
            tokens += TOKEN.findall(word)
    return tokens


def recognise(one: Sentence, words: Sequence[str], lexicon: Lexicon) -> None:
    """Fill the kinds: each word calls the phrases that may stand where it stands."""
    kinds, calls = one.kinds, lexicon.calls
    present = {"", *words}
    likely: dict[Phrase, None] = {}
    for word in words:
        singles, phrases = calls[word]
        for kind in singles:
            kinds.setdefault(kind, []).append(None)
        for need, other, phrase in phrases:
            if (need is ANY or not need.isdisjoint(present)) and (other is ANY or not other.isdisjoint(present)):
                likely[phrase] = None
    if likely:
        _search(one, likely, words, lexicon.leads)


def _search(one: Sentence, likely: Collection[Phrase], words: Sequence[str], leads: frozenset[str]) -> None:
    level, laid_out = depth(words), one.laid_out
    met = pairs(words, leads) if len(likely) >= _MANY else None
    for phrase in likely:
        if (met is None or not phrase.coupled.isdisjoint(met)) and (match := phrase.at_depth[level](laid_out)):
            one.kinds.setdefault(phrase.kind, []).append(match)


def _spoken(piece: str) -> str:
    """The piece without the marker of its list item and without longer quotations: those are others' words."""
    if not piece[0].isalpha() and (marker := _MARKER.match(piece)):
        piece = piece[marker.end() :] or piece
    if '"' in piece or (not piece.isascii() and ("«" in piece or "“" in piece or "„" in piece)):
        return _QUOTED.sub(lambda m: m.group() if len(m.group().split()) <= _FEW else " · ", piece)
    return piece
