"""The ledger of a log that grows: the next message is worked in without deriving everything else anew.

It gives what ``derive`` gives for the same events, always. What a message cannot change is kept: the debts of other
conversations, the promises settled long ago, the states that do not change by themselves meanwhile. An event that may
change what lies before it (one that comes late, a waiver, a suspension, an amendment) makes everything be derived anew.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from ashore.core.agreement import Agreement
from ashore.core.kernel import Finding
from ashore.core.ledger.calls import call_summaries
from ashore.core.ledger.claim import Claim
from ashore.core.ledger.contact import signs_of_life
from ashore.core.ledger.dealings import Amended, ForceMajeure, Resumption
from ashore.core.ledger.deriving import (
    IN_ORDER,
    claims_of_conversation,
    claims_of_work,
    derive,
    says_more,
    settle,
    told,
)
from ashore.core.ledger.events import Event, MessageEvent, NoAnswerNeededEvent, SuspensionEvent, WaiverEvent
from ashore.core.ledger.frame import Frame
from ashore.core.ledger.habits import Watch
from ashore.core.ledger.judge import judge
from ashore.core.ledger.log import Log, enter, in_utc, is_real, read_log
from ashore.core.ledger.obligations import Ledger, Obligation
from ashore.core.ledger.promises import PromiseRun
from ashore.core.ledger.terms import Terms

_REACHES_BACK = (WaiverEvent, NoAnswerNeededEvent, SuspensionEvent, ForceMajeure, Resumption, Amended)


def _reaches_back(event: Event) -> bool:
    return isinstance(event, _REACHES_BACK) or (isinstance(event, MessageEvent) and bool(event.returns))


class Growing:
    """One engagement whose events come one by one, mostly in order."""

    def __init__(self, agreement: Agreement, events: Iterable[Event] = ()) -> None:
        self.agreement = agreement
        self.events = list(events)
        self._last = max(((each.at, each.id) for each in self.events), default=None)
        self._plain = not any(map(_reaches_back, self.events))
        self._kept: _Kept | None = None

    def add(self, event: Event) -> None:
        """One more event, whenever it happened."""
        self.events.append(event)
        self._plain = self._plain and not _reaches_back(event)
        mark = event.at, event.id
        if self._last is not None and mark <= self._last:
            self._kept = None
            return
        self._last = mark
        if self._kept is not None:
            self._kept.enter(in_utc(event))

    def ledger(self, now: datetime) -> Ledger:
        """The ledger at ``now``; the same as ``derive`` gives."""
        if not self._plain or self._last is None or self._last[0] > now:
            self._kept = None
            return derive(self.agreement, self.events, now)
        if self._kept is None:
            self._kept = _Kept(self.agreement, read_log(self.events, now))
        return self._kept.ledger(now)


class _Judgement(NamedTuple):
    claim: Claim
    obligation: Obligation
    at: datetime

    def holds(self, claim: Claim, now: datetime) -> bool:
        """Whether nothing has changed by itself since, in the same debt."""
        changes = self.obligation.next_at
        return self.claim is claim and self.at <= now and (changes is None or now < changes)


class _Kept:
    """What is known of a log, in order, in which nothing reaches back."""

    def __init__(self, agreement: Agreement, log: Log) -> None:
        self.log, self.terms = log, Terms(agreement)
        self._talks: dict[str, list[Claim]] = {}
        self._promises, self._watch = PromiseRun(self.terms, log), Watch()
        self._noticed: list[Finding] = []
        self._judged: dict[str, _Judgement] = {}
        for message in log.all_messages:
            self._hear(message)

    def enter(self, event: Event) -> None:
        """The next event of the log."""
        enter(self.log, event)
        if isinstance(event, MessageEvent):
            self._talks.pop(event.conversation, None)
            self._promises.part()
            self._hear(event)

    def _hear(self, message: MessageEvent) -> None:
        self._noticed += self._watch.hear(message)
        if is_real(message):
            self._promises.hear(message)

    def ledger(self, now: datetime) -> Ledger:
        """The ledger at ``now``, which is not before the last event."""
        claims = [claim for name in self.log.conversations for claim in self._talk(name)]
        claims += self._promises.claims
        claims += self._settled(call_summaries(self.log, self.terms))
        claims += self._settled(signs_of_life(self.log.words, self._promises.claims, self.terms, self.log))
        if not says_more(self.terms.agreement, self.log):
            return Ledger(self._judge(claims, now), tuple(self._noticed))
        frame = Frame(self.terms, self.log, now)
        found, plan, more = claims_of_work(frame)
        owed = self._judge(claims + self._settled(more), now)
        return told(frame, found, plan, owed, tuple(self._noticed))

    def _talk(self, name: str) -> list[Claim]:
        known = self._talks.get(name)
        if known is None:
            made = claims_of_conversation(self.log.conversations[name], self.log, self.terms)
            known = self._talks[name] = self._settled(made)
        return known

    def _settled(self, claims: list[Claim]) -> list[Claim]:
        for claim in claims:
            if claim.remind_from:
                settle(claim, self.terms)
        return claims

    def _judge(self, claims: list[Claim], now: datetime) -> tuple[Obligation, ...]:
        claims.sort(key=IN_ORDER)
        known = self._judged
        self._judged = {}
        owed = []
        for claim in claims:
            before = known.get(claim.id)
            if before is None or not before.holds(claim, now):
                before = _Judgement(claim, judge(claim, now), now)
            self._judged[claim.id] = before
            owed.append(before.obligation)
        return tuple(owed)
