"""The open promises of an engagement, found by what they are about: most messages touch none of them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from ashore.core.ledger.claim import Claim

WINDOW = 40
"""So many open promises of an engagement are held against each later message; older ones stay as they are."""


@dataclass(slots=True, eq=False)
class Standing:
    """An open promise. ``begins``: from when on any word of its side shows that work began, for a promise to begin.

    ``answers``: it announces the answer to open questions; the next real message in its conversation gives it.
    """

    claim: Claim
    conversation: str
    topics: frozenset[str]
    begins: datetime | None = None
    answers: bool = False

    @property
    def is_eager(self) -> bool:
        """Whether a message may keep it that delivers nothing."""
        return self.begins is not None or self.answers


class OpenPromises:
    """Those held against each message, in the order in which they were made: the newest ``WINDOW``.

    ``eager``: those among them that a message may keep which delivers nothing, by number.
    """

    __slots__ = ("_by_stem", "_by_talk", "_number", "_standing", "eager")

    def __init__(self) -> None:
        self._number = 0
        self._standing: dict[int, Standing] = {}
        self.eager: dict[int, Standing] = {}
        self._by_talk: dict[str, dict[int, Standing]] = {}
        self._by_stem: dict[str, dict[int, Standing]] = {}

    def __iter__(self) -> Iterator[Standing]:
        return iter(self._standing.values())

    def add(self, each: Standing) -> None:
        """One more; beyond ``WINDOW`` the oldest is held no longer."""
        number = self._number = self._number + 1
        self._standing[number] = each
        self._by_talk.setdefault(each.conversation, {})[number] = each
        for stem in each.topics:
            sharing = self._by_stem.get(stem)
            if sharing is None:
                self._by_stem[stem] = {number: each}
            else:
                sharing[number] = each
        if each.is_eager:
            self.eager[number] = each
        if len(self._standing) > WINDOW:
            self._drop(next(iter(self._standing)))

    def remove(self, gone: Iterable[Standing]) -> None:
        """Hold these no longer."""
        gone = set(gone)
        for number in [number for number, each in self._standing.items() if each in gone]:
            self._drop(number)

    def _drop(self, number: int) -> None:
        each = self._standing.pop(number)
        del self._by_talk[each.conversation][number]
        for stem in each.topics:
            del self._by_stem[stem][number]
        self.eager.pop(number, None)

    def touched(self, conversation: str, stems: frozenset[str]) -> list[Standing]:
        """Those of a conversation, and those of any that share a stem with ``stems``."""
        if len(stems) > 2 * len(self._standing):
            apart = stems.isdisjoint
            return [each for each in self if each.conversation == conversation or not apart(each.topics)]
        found = dict(self._by_talk.get(conversation, ()))
        for stem in stems:
            if sharing := self._by_stem.get(stem):
                found.update(sharing)
        return [found[number] for number in sorted(found)] if len(found) > 1 else list(found.values())
