"""A sign of life in time, over all conversations and channels of an active engagement (W3).

One debt covers a run of contact: each touch of ours in time carries it on; it is missed at the first gap, and kept when the
work ends. An engagement is active while something dated is open, and for fourteen days after the last word; a client's
closing with nothing open ends it at once.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from ashore.core.kernel import CLIENT, US, Reason
from ashore.core.ledger.claim import Claim, obligation_id
from ashore.core.ledger.events import CallEvent, MessageEvent
from ashore.core.ledger.log import is_touch
from ashore.core.ledger.terms import Terms

QUIET = timedelta(days=14)
Word = MessageEvent | CallEvent


class OpenTimes:
    """When something dated was open between the two sides."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        dated = [claim for claim in claims if claim.due is not None]
        self._begins = sorted(claim.created_at for claim in dated)
        self._ends = sorted(claim.ended_at for claim in dated if claim.ended_at)

    def anything(self, at: datetime) -> bool:
        """True where something begun by ``at`` had not ended by then."""
        return bisect_right(self._begins, at) > bisect_right(self._ends, at)

    def over(self, at: datetime) -> datetime | None:
        """The first instant from ``at`` on with nothing open; None where that does not come."""
        while self.anything(at):
            index = bisect_right(self._ends, at)
            if index == len(self._ends):
                return None
            at = self._ends[index]
        return at


class _Run:
    """The run being followed: its debt, its touches, and when it lapses if nobody writes any more."""

    def __init__(self, word: Word, terms: Terms) -> None:
        self.first = self.last = word
        self.touches = 0
        self.due, self.why = terms.due_after("contact_every", US, word.at)
        self.lapses: datetime | None = None

    def touch(self, word: Word, terms: Terms) -> None:
        self.last = word
        self.touches += 1
        self.due, self.why = terms.due_after("contact_every", US, word.at)

    def claim(self) -> Claim:
        first, last = self.first, self.last
        claim = Claim(
            id=obligation_id("sign_of_life", first.id),
            kind="sign_of_life",
            owed_by=US,
            conversation=last.conversation,
            anchor=first.id,
            created_at=first.at,
            due=self.due,
            root="ledger.sign_of_life",
            rule="W3",
            lapses_at=self.lapses,
            person=last.author,
        )
        params = {"touch_at": last.at, "count": self.touches + 1}
        claim.steps = [Reason("ledger.sign_of_life.last_touch", "W3", params, (last.id,)), self.why]
        return claim


def signs_of_life(words: Sequence[Word], claims: Iterable[Claim], terms: Terms) -> list[Claim]:
    """The runs of contact of one engagement; ``claims``: the other debts, which keep it active while they are open."""
    if not terms.has("contact_every"):
        return []
    times = OpenTimes(claims)
    made: list[Claim] = []
    run: _Run | None = None
    for word in words:
        if run and run.lapses and run.lapses <= word.at:
            made.append(run.claim())
            run = None
        run = _next(run, word, terms, made)
        if run:
            run.lapses = _lapses(word, times)
    if run:
        made.append(run.claim())
    return made


def _next(run: _Run | None, word: Word, terms: Terms, made: list[Claim]) -> _Run | None:
    """The run after ``word``: begun, carried on, or broken by a touch that came too late."""
    if run is None:
        return None if isinstance(word, MessageEvent) and word.said.closing else _Run(word, terms)
    if not is_touch(word):
        return run
    due = terms.moved(US, run.last.at, run.due, word.at) if run.due else None
    if due is None or word.at <= due:
        run.touch(word, terms)
        return run
    missed = run.claim()
    missed.lapses_at = None
    missed.met_at, missed.met_by = word.at, word.id
    made.append(missed)
    return _Run(word, terms)


def _lapses(word: Word, times: OpenTimes) -> datetime | None:
    """When the engagement falls quiet, as known after ``word``; None while something is open without an end."""
    if not times.anything(word.at):
        closed = isinstance(word, MessageEvent) and word.side == CLIENT and word.said.closing
        return word.at if closed else word.at + QUIET
    over = times.over(word.at)
    return None if over is None else max(over, word.at + QUIET)
