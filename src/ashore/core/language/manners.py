"""Thanks, greetings, goodbyes, refusals, agreements, complaints; and whether a text is nothing but courtesy."""

from dataclasses import dataclass, field

from ashore.core.kernel import Span
from ashore.core.language.lexicon import Lexicon
from ashore.core.language.recognising import Sentence

_SHOWN = frozenset(("refusal", "agreement", "thanks", "greeting", "farewell", "apology", "complaint"))
_COURTESY = ("thanks", "farewell", "greeting", "courtesy", "agree")
_CLOSING = ("thanks", "farewell", "agree")
_UNASKED = frozenset(("refusal", "agreement", "complaint"))
"""No question is one."""
_FEW_MORE = 2


@dataclass(slots=True)
class Manners:
    """The manners of a text in the making. ``is_open``: something stands in it that is no courtesy."""

    spans: dict[str, list[Span]] = field(default_factory=dict)
    closed: bool = False
    is_open: bool = False

    def of(self, kind: str) -> tuple[Span, ...]:
        """The sentences of a kind."""
        return tuple(self.spans.get(kind, ()))

    def add(self, one: Sentence, lexicon: Lexicon) -> None:
        """Take in a sentence."""
        for kind in one.likely:
            if kind in _SHOWN and not (one.asks and kind in _UNASKED) and one.has(kind) and not one.has(f"no{kind}"):
                self.spans.setdefault(kind, []).append(one.span)
        self._weigh(one, lexicon)

    def _weigh(self, one: Sentence, lexicon: Lexicon) -> None:
        """Whether the sentence closes, is a mere name, or leaves the text open."""
        if self.is_open:
            return
        if one.likely.keys().isdisjoint(_COURTESY):
            left = [w for w in one.spoken if w[0].isalnum() and w not in lexicon.closing]
        else:
            left = [w for w in one.rest(*_COURTESY) if w not in lexicon.closing]
        if any(map(one.has, _CLOSING)) and len(left) <= (0 if one.has("receipt") else 2) and not one.asks:
            self.closed = True
        elif len(left) > 1 and not (one.has("greeting") and len(left) <= 2):
            self.is_open = not (self.closed and len(left) <= 3 and _is_name(one.span.of(one.text)))


def is_courteous(one: Sentence, lexicon: Lexicon) -> bool:
    """Whether a sentence thanks, agrees or says goodbye, with hardly a word beyond."""
    if one.likely.keys().isdisjoint(_CLOSING) or not any(map(one.has, _CLOSING)):
        return False
    return sum(word not in lexicon.closing for word in one.rest(*_COURTESY)) <= _FEW_MORE


def _is_name(line: str) -> bool:
    return all(w[:1].isupper() or not w[:1].isalpha() for w in line.split())
