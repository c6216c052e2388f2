"""A sign of life in time, over all conversations and channels, while work is in progress (W3).

Work is in progress while something that we promised for a day is not done: from the promise until it is kept, at most
until its day; afterwards the late promise speaks for itself. With nothing promised nobody is chased; an unanswered
client is the reply's business, and what the client owes us the reminder's. One debt covers a run of contact: each touch
of ours in time carries it on; it is missed at the first gap, and kept when the work ends.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from ashore.core.kernel import US, Reason, Value
from ashore.core.ledger.claim import Claim, obligation_id
from ashore.core.ledger.deeds import is_start
from ashore.core.ledger.events import CallEvent, MessageEvent
from ashore.core.ledger.log import Log, is_touch
from ashore.core.ledger.terms import Terms

Word = MessageEvent | CallEvent


class Work:
    """A stretch of work in progress, [begins, ends], and the promise that it began with."""

    __slots__ = ("begins", "ends", "first")

    def __init__(self, begins: datetime, ends: datetime, first: Claim) -> None:
        self.begins, self.ends, self.first = begins, ends, first


def in_progress(claims: Iterable[Claim]) -> list[Work]:
    """The stretches of work of one engagement, in order; they neither overlap nor touch."""
    pieces = [
        (begins, ends, claim)
        for claim in claims
        if claim.owed_by == US and claim.kind == "promise" and not is_start(claim.quote)
        for begins, ends in _pieces(claim)
        if begins < ends
    ]
    pieces.sort(key=lambda piece: (piece[0], piece[1], piece[2].id))
    found: list[Work] = []
    for begins, ends, claim in pieces:
        if found and begins <= found[-1].ends:
            found[-1].ends = max(ends, found[-1].ends)
        else:
            found.append(Work(begins, ends, claim))
    return found


def _pieces(claim: Claim) -> Iterator[tuple[datetime, datetime]]:
    """When a promise was work in progress: by each day that it had, until the next day was named or it ended."""
    begins = claim.created_at
    for moved, due in (*claim.earlier_dues, (None, claim.due)):
        ends = due or begins
        for until in (moved, claim.ended_at):
            ends = min(ends, until) if until else ends
        yield begins, ends
        begins = moved or begins


class _Run:
    """The run being followed: its debt and its touches."""

    def __init__(self, word: Word) -> None:
        self.first = self.last = word
        self.touches = 1

    def touch(self, word: Word) -> None:
        self.last = word
        self.touches += 1

    def in_time(self, at: datetime, surely: timedelta, terms: Terms) -> bool:
        """Whether a touch at ``at`` carries the run on; most come so soon that no calendar needs to be asked."""
        if at - self.last.at <= surely:
            return True
        due, _ = terms.due_after("contact_every", US, self.last.at)
        return due is None or at <= terms.moved(US, self.last.at, due, at)

    def claim(self, work: Work, terms: Terms) -> Claim:
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
            person=last.author,
        )
        promised: dict[str, Value] = {"message_at": work.first.created_at, "quote": work.first.quote}
        touched: dict[str, Value] = {"touch_at": last.at, "count": self.touches}
        claim.steps = [
            Reason("ledger.sign_of_life.in_progress", "W3", promised, (work.first.anchor,)),
            Reason("ledger.sign_of_life.last_touch", "W3", touched, (last.id,)),
            why,
        ]
        return claim


def signs_of_life(words: Sequence[Word], claims: Iterable[Claim], terms: Terms, log: Log) -> list[Claim]:
    """The runs of contact of one engagement; ``claims``: its promises, which tell when work was in progress."""
    if not terms.has("contact_every"):
        return []
    made: list[Claim] = []
    stretches = in_progress(claims)
    if stretches:
        touches = [word for word in words if is_touch(word)]
        moments = [word.at for word in touches]
        surely = terms.surely_within("contact_every")
        for work in stretches:
            _follow(work, touches, bisect_left(moments, work.begins), surely, terms, log, made)
    return made


def _follow(
    work: Work, touches: Sequence[Word], start: int, surely: timedelta, terms: Terms, log: Log, made: list[Claim]
) -> None:
    """The runs within one stretch of work; a touch that ends the work is the last one looked at."""
    run: _Run | None = None
    for index in range(start, len(touches)):
        word = touches[index]
        if word.at > work.ends:
            break
        if run and _waived(run, word.at, work, terms, log, made):
            run = None
        if run is None:
            run = _Run(word) if word.at < work.ends else None
        elif run.in_time(word.at, surely, terms):
            run.touch(word)
        else:
            missed = run.claim(work, terms)
            missed.met_at, missed.met_by = word.at, word.id
            made.append(missed)
            run = _Run(word) if word.at < work.ends else None
    if run and not _waived(run, work.ends, work, terms, log, made):
        made.append(run.claim(work, terms))
        made[-1].lapses_at = work.ends


def _waived(run: _Run, until: datetime, work: Work, terms: Terms, log: Log, made: list[Claim]) -> bool:
    """Puts a run that was waived by ``until`` among those ``made``."""
    release = log.released(obligation_id("sign_of_life", run.first.id)) if log.waivers else None
    if release is None or not run.first.at <= release.at <= until:
        return False
    made.append(run.claim(work, terms))
    made[-1].release = release
    return True
