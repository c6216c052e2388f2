"""What a text says, in the making: sentence by sentence, first by the rules, then as the model has it."""

from dataclasses import dataclass, field
from typing import NamedTuple

from ashore.core.kernel import Span
from ashore.core.language.deeds import Deeds
from ashore.core.language.facts import Learned, Question
from ashore.core.language.manners import Manners
from ashore.core.language.recognising import Sentence


class Mark(NamedTuple):
    """How much had been gathered before a sentence."""

    questions: int
    requests: int
    promises: int
    expected: int


@dataclass(slots=True)
class Gathered:
    """Facts in the making. ``spoken``: the sentences so far; ``words``: theirs; ``announced``: those that announce a
    question; ``actions``: that tell the next step; ``learned``: what the model alone found."""

    questions: list[Question] = field(default_factory=list)
    announced: list[Sentence] = field(default_factory=list)
    deeds: Deeds = field(default_factory=Deeds)
    manners: Manners = field(default_factory=Manners)
    words: list[str] = field(default_factory=list)
    spoken: list[Sentence] = field(default_factory=list)
    actions: list[Span] = field(default_factory=list)
    learned: list[Learned] = field(default_factory=list)

    def mark(self) -> Mark:
        """Where the next sentence begins."""
        deeds = self.deeds
        return Mark(len(self.questions), len(deeds.requests), len(deeds.promises), len(deeds.expected))
