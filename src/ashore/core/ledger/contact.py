"""A sign of life in time, over all conversations and channels of an active engagement (W3).

One debt covers a run of contact: each touch of ours in time carries it on; it is missed at the first gap, and kept when
the work ends. An engagement is active while something dated is open, and for fourteen days after the last word; a
client's closing with nothing open ends it at once.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from ashore.core.kernel import CLIENT, US, Reason, Value
from ashore.core.ledger.claim import Claim, obligation_id
from ashore.core.ledger.events import CallEvent, MessageEvent
from ashore.core.ledger.log import Log, is_touch
from ashore.core.ledger.terms import Terms

QUIET = timedelta(days=14)
FOREVER = datetime.max.replace(tzinfo=UTC)
Word = MessageEvent | CallEvent


class OpenTimes:
    """When something dated was open between the two sides: stretches that neither overlap nor touch."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._begins: list[datetime] = []
        self._ends: list[datetime] = []
        dated = sorted((c.created_at, c.ended_at or FOREVER) for c in claims if c.due is not None)
        for begins, ends in dated:
            if self._ends and begins <= self._ends[-1]:
                self._ends[-1] = max(ends, self._ends[-1])
            elif begins < ends:
                self._begins.append(begins)
                self._ends.append(ends)

    def over(self, at: datetime) -> datetime:
        """The first instant from ``at`` on with nothing open; ``FOREVER`` where that does not come."""
        index = bisect_right(self._begins, at) - 1
        return max(at, self._ends[index]) if index >= 0 else at


class _Run:
    """The run being followed: its debt, its touches, and when it lapses if nobody writes any more."""

    def __init__(self, word: Word) -> None:
        self.first = self.last = word
        self.touches = int(is_touch(word))
        self.lapses: datetime | None = None

    def touch(self, word: Word) -> None:
        self.last = word
        self.touches += 1

    def in_time(self, at: datetime, surely: timedelta, terms: Terms) -> bool:
        """Whether a touch at ``at`` carries the run on; most come so soon that no calendar needs to be asked."""
        if at - self.last.at <= surely:
            return True
        due, _ = terms.due_after("contact_every", US, self.last.at)
        return due is None or at <= terms.moved(US, self.last.at, due, at)

    def claim(self, terms: Terms) -> Claim:
        first, last = self.first, self.last
        due, why = terms.due_after("contact_every", US, last.at)
        claim = Claim(
            id=obligation_id("sign_of_life", first.id),
            kind="sign_of_life",
            owed_by=US,
            conversation=last.conversation,
            anchor=first.id,
            created_at=first.at,
            due=due,
            root="ledger.sign_of_life",
            rule="W3",
            lapses_at=self.lapses,
            person=last.author,
        )
        params: dict[str, Value] = {"touch_at": last.at, "message_at": last.at, "count": self.touches}
        code = "ledger.sign_of_life.last_touch" if is_touch(last) else "ledger.sign_of_life.waits_for_first"
        claim.steps = [Reason(code, "W3", params, (last.id,)), why]
        return claim


def signs_of_life(words: Sequence[Word], claims: Iterable[Claim], terms: Terms, log: Log) -> list[Claim]:
    """The runs of contact of one engagement; ``claims``: the other debts, which keep it active while they are open."""
    if not terms.has("contact_every"):
        return []
    times, surely = OpenTimes(claims), terms.surely_within("contact_every")
    made: list[Claim] = []
    run: _Run | None = None
    before = words[0] if words else None
    for word in words:
        if run and before:
            run.lapses = _lapses(before, times, word.at)
            run = None if _over(run, word.at, terms, log, made) else run
        run = _next(run, word, surely, terms, made)
        before = word
    if run and before:
        run.lapses = _lapses(before, times, FOREVER)
    if run and not _over(run, FOREVER, terms, log, made):
        made.append(run.claim(terms))
    return made


def _over(run: _Run, at: datetime, terms: Terms, log: Log, made: list[Claim]) -> bool:
    """Puts a run that was waived or fell quiet by ``at`` among those ``made``."""
    release = log.released(obligation_id("sign_of_life", run.first.id)) if log.waivers else None
    if release and run.first.at <= release.at <= at and (run.lapses is None or release.at < run.lapses):
        made.append(run.claim(terms))
        made[-1].release = release
        return True
    if run.lapses and run.lapses <= at:
        made.append(run.claim(terms))
        return True
    return False


def _next(run: _Run | None, word: Word, surely: timedelta, terms: Terms, made: list[Claim]) -> _Run | None:
    """The run after ``word``: begun, carried on, or broken by a touch that came too late."""
    if run is None:
        return None if isinstance(word, MessageEvent) and word.said.closing else _Run(word)
    if not is_touch(word):
        return run
    if run.in_time(word.at, surely, terms):
        run.touch(word)
        return run
    missed = run.claim(terms)
    missed.lapses_at = None
    missed.met_at, missed.met_by = word.at, word.id
    made.append(missed)
    return _Run(word)


def _lapses(word: Word, times: OpenTimes, until: datetime) -> datetime | None:
    """When the engagement falls quiet after ``word``; None where that is not before ``until``, the next word."""
    closing = isinstance(word, MessageEvent) and word.side == CLIENT and word.said.closing
    if not closing and until - word.at < QUIET:
        return None
    over = times.over(word.at)
    if over == FOREVER:
        return None
    if closing and over == word.at:
        return over
    return max(over, word.at + QUIET)
