"""Whether a message of the client is angry, and by which words."""

import re
from collections.abc import Iterator

from ashore.core.coach.values import Evidence, Turn
from ashore.core.kernel import Span
from ashore.core.language import Facts

_MARKS = re.compile(r"!{3,}|\?{3,}|(?:!\?|\?!){2,}")
_LETTERS = 20
"""So many letters tell whether a message is written in capitals."""
_SURE, _LIKELY = 0.6, 0.5
"""From which value on anger stands by itself; from which it does together with a complaint or a raised voice."""


def anger_in(turn: Turn, facts: Facts) -> Evidence | None:
    """The angry words of a message that says ``facts``; None where it is not surely angry: a mere complaint is not."""
    tone = facts.tone
    loud = _loud(turn.text)
    felt = tone.anger.value, tone.rude.value
    grounds = [value >= _LIKELY for value in felt] + [bool(facts.complaints), loud is not None]
    if max(felt) < _SURE and sum(grounds) < 2:
        return None
    span = next(_in_phrases(facts), None) or loud or next(_by_model(facts), None) or facts.complaints[0]
    return Evidence(turn.key, span, span.of(turn.text))


def _in_phrases(facts: Facts) -> Iterator[Span]:
    """The words of phrases that carry it, rude ones first."""
    for kind, felt in (("rude", facts.tone.rude), ("angry", facts.tone.anger)):
        by_model = {span for each in facts.learned if each.kind == kind for span in each.words}
        yield from (span for span in felt.words if span not in by_model)


def _by_model(facts: Facts) -> Iterator[Span]:
    """The sentences in which the model alone finds it."""
    return (each.span for each in facts.learned if each.kind in ("rude", "angry"))


def _loud(text: str) -> Span | None:
    """A row of marks, or all of a text in capitals."""
    if found := _MARKS.search(text):
        return Span(*found.span())
    letters = [c for c in text if c.isalpha()]
    if len(letters) >= _LETTERS and sum(map(str.isupper, letters)) * 10 >= len(letters) * 9:
        return Span(0, len(text.rstrip()))
    return None
