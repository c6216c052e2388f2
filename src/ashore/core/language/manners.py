"""Thanks, greetings, goodbyes, refusals, complaints, tone; and whether a text is nothing but courtesy."""

from dataclasses import dataclass, field

from ashore.core.kernel import Span
from ashore.core.language.lexicon import Lexicon
from ashore.core.language.recognising import Sentence

_SHOWN = frozenset(("refusal", "thanks", "greeting", "farewell", "apology", "complaint"))
_COURTESY = ("thanks", "farewell", "greeting", "courtesy", "agree")
_CLOSING = ("thanks", "farewell", "agree")
_UNASKED = frozenset(("refusal", "complaint"))
"""No question is one."""
_TONES = frozenset(("positive", "negative", "anger", "rude"))


@dataclass(slots=True)
class Manners:
    """The manners of a text in the making. ``is_open``: something stands in it that is no courtesy."""

    spans: dict[str, list[Span]] = field(default_factory=dict)
    scores: dict[str, int] = field(default_factory=dict)
    closed: bool = False
    is_open: bool = False

    def of(self, kind: str) -> tuple[Span, ...]:
        """The sentences of a kind."""
        return tuple(self.spans.get(kind, ()))

    def add(self, one: Sentence, asked: bool, lexicon: Lexicon) -> None:
        """Take in a sentence. ``asked``: it holds a question."""
        for kind in one.likely:
            if kind in _TONES:
                self.scores[kind] = self.scores.get(kind, 0) + len(one.found(kind))
            elif kind in _SHOWN and not (asked and kind in _UNASKED) and one.has(kind) and not one.has(f"no{kind}"):
                self.spans.setdefault(kind, []).append(one.span)
        self._weigh(one, asked, lexicon)

    def _weigh(self, one: Sentence, asked: bool, lexicon: Lexicon) -> None:
        """Whether the sentence closes, is a mere name, or leaves the text open."""
        if self.is_open:
            return
        if one.likely.keys().isdisjoint(_COURTESY):
            left = [w for w in one.spoken if w[0].isalnum() and w not in lexicon.closing]
        else:
            left = [w for w in one.rest(*_COURTESY) if w not in lexicon.closing]
        if any(map(one.has, _CLOSING)) and len(left) <= (0 if one.has("receipt") else 2) and not asked:
            self.closed = True
        elif len(left) > 1 and not (one.has("greeting") and len(left) <= 2):
            self.is_open = not (self.closed and len(left) <= 3 and _is_name(one.span.of(one.text)))


def _is_name(line: str) -> bool:
    return all(w[:1].isupper() or not w[:1].isalpha() for w in line.split())
