"""Newest first, and never all: a search goes back through the segments until its page is full or its work is done."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from django.db import connection

from ashore.core.language.search import Document, Plan, Query, holds, plan
from ashore.core.language.search.lexemes import SENDER, SUBJECT
from ashore.store.search import postgres, sqlite
from ashore.store.search.looking import documents, envelopes, first_waiting, last, placed
from ashore.store.search.scope import SEGMENT_BITS, segment

SEGMENTS = 128
"""One search goes through so many: two million messages."""
SEGMENTS_AT_ONCE = 16
CANDIDATES = 12_000
"""Messages with the right words whose client or date is looked at, in one search."""
TEXTS, CHARACTERS = 300, 300_000
"""So many texts, and so much of them, are read for a phrase in one search."""
FEW, SOME, MANY = 50, 300, 5_000
"""Messages in one lot."""


@dataclass(frozen=True, slots=True)
class Found:
    """``hits``: (message, conversation), newest arrival first. ``reached``: where the search stopped for its work's
    sake, though older messages may match; None where it did not."""

    hits: tuple[tuple[int, int], ...]
    reached: int | None = None


def newest(
    *, workspace: int, query: Query, before: int | None, limit: int, clients: Collection[int] | None = None
) -> Found:
    """The newest messages that a query asks for, older than ``before``. ``clients``: of these only."""
    if not query or (clients is not None and not clients):
        return Found(())
    search = _Search(workspace, plan(query), clients)
    hits: list[tuple[int, int]] = []
    back_to = 1
    for back_to, some in search.candidates(_end(workspace, before), limit):  # noqa: B007 - how far the last lot reached
        hits += search.kept(some)
        if len(hits) >= limit:
            return Found(tuple(hits[:limit]))
        if search.tired:
            break
    return Found(tuple(hits), back_to if back_to > 1 else None)


def _end(workspace: int, before: int | None) -> int:
    """Behind the newest message that is in a conversation. All that waits for its place is placed at once, so it is
    the newest, and is passed over here: looked at one by one, an import would use up a search before anything is
    found."""
    waiting = first_waiting(workspace)
    end = last() + 1 if waiting is None else waiting
    return end if before is None else min(before, end)


class _Search:
    """One search: what it looks for and what it has looked at."""

    def __init__(self, workspace: int, asked: Plan, clients: Collection[int] | None) -> None:
        self.workspace = workspace
        self.plan = asked
        self.clients = clients
        self.seen = 0
        self.texts = 0
        self.characters = 0

    @property
    def tired(self) -> bool:
        """Whether so much was looked at as one search may."""
        return self.seen >= CANDIDATES or self.texts >= TEXTS or self.characters >= CHARACTERS

    @property
    def narrowed(self) -> bool:
        """Whether more is asked than the index can tell."""
        return bool(self.plan.texts or self.plan.after or self.plan.before or self.clients is not None)

    def candidates(self, below: int, limit: int) -> Iterator[tuple[int, list[int]]]:
        """Messages that the index names, newest first, in lots: how far the lot reaches back, and its messages. The
        last one reaches to 1 where there is nothing older, else to where the search gave up."""
        ids = sqlite.ids if connection.vendor == "sqlite" else postgres.ids
        many = MANY if self.plan.wordless else SOME
        size = FEW if self.plan.texts else many if self.narrowed else limit
        at, width = segment(max(below - 1, 0)), 1
        oldest = max(0, at - SEGMENTS + 1)
        while at >= oldest:
            first = max(oldest, at - width + 1)
            some = ids(self.plan, self.workspace, range(at, first - 1, -1), below, size)
            if len(some) >= size:
                below = some[-1]
                at, width = segment(below), max(1, width // 2)
                size = min(size * 2, SOME) if self.plan.texts else min(size * 4, MANY)
            else:
                below = max(first << SEGMENT_BITS, 1)
                at, width = first - 1, min(width * 2, SEGMENTS_AT_ONCE)
            yield below, some

    def kept(self, some: Sequence[int]) -> list[tuple[int, int]]:
        """Those of some messages that match in all, with their conversations."""
        self.seen += len(some)
        if not some:
            return []
        found = placed(some, self.workspace, self.plan.after, self.plan.before, self.clients)
        if self.plan.months and len(some) >= FEW and len(found) * 2 < len(some):
            self.plan = self.plan.dated
        if not self.plan.texts or not found:
            return found
        good = {
            message
            for message, document in self._read([pk for pk, _ in found])
            if all(holds(term, document) for term in self.plan.texts)
        }
        return [hit for hit in found if hit[0] in good]

    def _read(self, ids: Sequence[int]) -> Iterator[tuple[int, Document]]:
        """As much of some messages as the plan asks them for."""
        if {term.field for term in self.plan.texts} <= {SUBJECT, SENDER}:
            yield from envelopes(ids)
            return
        for message, _, document in documents(ids):
            self.texts += 1
            self.characters += len(document.text)
            yield message, document
