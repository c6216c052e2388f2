"""Everything a report says, gathered while the clients pass by; what was met in time leaves only figures behind."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from operator import attrgetter
from typing import Any

from ashore.audit.addressing import outsiders
from ashore.audit.answers import Times
from ashore.audit.engagements import Engagement
from ashore.audit.examine import STANDING, Inquest, Talk, examine, is_unanswered
from ashore.core.kernel import CLIENT, US, Finding, Side
from ashore.core.ledger.obligations import Obligation
from ashore.intake import Unread


@dataclass(frozen=True, slots=True)
class Line:
    """One thing worth a line: the obligation with its surroundings. ``late_minutes``: working time past its due, by the
    calendar of who owes; ``quote``: their words where the obligation itself has none, ``more``: the questions besides.
    """

    obligation: Obligation
    client: str
    subject: str
    quote: str
    late_minutes: int
    more: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """What ``--why`` takes (any unambiguous beginning of it)."""
        return self.obligation.id


@dataclass(frozen=True, slots=True)
class Habit:
    """A finding about how we work, with its surroundings."""

    id: str
    finding: Finding
    client: str
    subject: str
    at: datetime | None


@dataclass(slots=True)
class Promises:
    """Promises of one side: kept, broken, still open, and how many named no date."""

    kept: int = 0
    broken: int = 0
    open: int = 0
    undated: int = 0

    def take_in(self, other: "Promises") -> None:
        """Count another one's promises too."""
        self.kept += other.kept
        self.broken += other.broken
        self.open += other.open
        self.undated += other.undated


Sums = tuple[Any, ...]
"""What a tally has counted, as it travels between processes: the values of its ``COUNTED`` fields."""
LISTS = (
    "we_owe",
    "they_owe",
    "unanswered",
    "promises_broken",
    "promises_undated",
    "last_words",
    "silences",
    "habits",
)
GROUPS = ("by_client", "by_person", "by_month")
COUNTED = (*LISTS, *GROUPS, "answers", "promises", "states", "waiting", "talks")


@dataclass(slots=True)
class Tally:
    """The audit's result. Lists are in the order of their creation; sorting for the reader is the report's business.

    ``figures_only``: who only wants the figures needs no lines; each list then holds one and the same line as often as
    there would be others, and memory does not grow with what is owed.
    """

    inquest: Inquest
    unread: Sequence[Unread]
    figures_only: bool = False
    we_owe: list[Line] = field(default_factory=list)
    they_owe: list[Line] = field(default_factory=list)
    unanswered: list[Line] = field(default_factory=list)
    promises_broken: list[Line] = field(default_factory=list)
    promises_undated: list[Line] = field(default_factory=list)
    last_words: list[Line] = field(default_factory=list)
    silences: list[Line] = field(default_factory=list)
    habits: list[Habit] = field(default_factory=list)
    answers: Times = field(default_factory=Times)
    by_client: dict[str, Times] = field(default_factory=dict)
    by_person: dict[str, Times] = field(default_factory=dict)
    by_month: dict[str, Times] = field(default_factory=dict)
    promises: dict[Side, Promises] = field(default_factory=lambda: {US: Promises(), CLIENT: Promises()})
    states: Counter[tuple[Side, str]] = field(default_factory=Counter)
    waiting: Counter[str] = field(default_factory=Counter)
    talks: int = 0
    _any_line: Line | None = None

    @property
    def now(self) -> datetime:
        """As of when everything is judged."""
        return self.inquest.moment.now

    @property
    def is_clean(self) -> bool:
        """True where nothing is late, unanswered, broken or unreadable and no habit was noticed."""
        late = self.states[US, "late"] + self.states[CLIENT, "late"] + self.states[US, "missed"]
        return not (late or self.unanswered or self.habits or self.unread)

    def sums(self) -> Sums:
        """All that was counted, without the archive."""
        return _counted(self)

    def take_in(self, sums: Sums) -> None:
        """Count what another tally, of the clients that come next, has counted."""
        other = dict(zip(COUNTED, sums, strict=True))
        for name in LISTS:
            getattr(self, name).extend(other[name])
        for name in GROUPS:
            group = getattr(self, name)
            for key, times in other[name].items():
                group.setdefault(key, Times()).take_in(times)
        self.answers.take_in(other["answers"])
        for side, promises in other["promises"].items():
            self.promises[side].take_in(promises)
        self.states.update(other["states"])
        self.waiting.update(other["waiting"])
        self.talks += other["talks"]

    def add(self, engagement: Engagement, talks: Sequence[Talk]) -> None:
        """Count one client's conversations."""
        for talk in talks:
            self.talks += 1
            self.waiting[talk.waiting_for] += 1
            quotes = {} if self.figures_only else _quotes(talk, self.inquest)
            for each in talk.obligations:
                self.states[each.owed_by, each.state] += 1
                self._enter(self._line(engagement, talk, each, quotes))
            self.habits += [self._habit(engagement, talk, finding) for finding in talk.findings]

    def _line(self, engagement: Engagement, talk: Talk, each: Obligation, quotes: dict[str, list[str]]) -> Line:
        late = 0
        if each.due is not None and each.state in ("late", "suspended") and each.due < self.now:
            late = self.inquest.agreement.clock(each.owed_by).elapsed(each.due, self.now)
        asked = quotes.get(each.anchor, []) if not each.quote else []
        quote, *more = asked if each.kind == "reply" and asked else [each.quote or next(iter(asked), "")]
        client = self._counterpart(engagement, talk, each)
        return Line(each, client, talk.matter.conversation.subject, quote, late, tuple(more))

    def _counterpart(self, engagement: Engagement, talk: Talk, each: Obligation) -> str:
        """On a list each author stands for themselves, whoever began the conversation; who owes us is who was asked."""
        whole = self.inquest.whole
        if not talk.matter.listed:
            return engagement.client
        if each.person and each.person not in whole.us:
            return each.person
        anchor = whole.taken.get(each.anchor)
        if anchor is None:
            return engagement.client
        asked = whole.taken.get(whole.placements[each.anchor].parent)
        candidates = [asked.message.sender] if asked else outsiders(anchor.message, whole.us)
        return next((a.email for a in candidates if a.email and a.email not in whole.us), engagement.client)

    def _enter(self, line: Line) -> None:
        each = line.obligation
        if each.kind == "reply" and each.owed_by == US:
            self._answered(line)
        if self.figures_only:
            line = self._any_line = self._any_line or line
        if each.kind == "promise":
            self._promised(each, line)
        if is_unanswered(each):
            self.unanswered.append(line)
        if each.kind == "last_word" and each.met_at is None:
            self.last_words.append(line)
        if each.kind == "sign_of_life" and each.state in ("late", "missed"):
            self.silences.append(line)
        if each.state in STANDING and each.due and not _is_told_elsewhere(each):
            (self.we_owe if each.owed_by == US else self.they_owe).append(line)

    def _answered(self, line: Line) -> None:
        each = line.obligation
        groups = [self.answers, self.by_client.setdefault(line.client, Times())]
        month = f"{each.created_at.astimezone(self.inquest.zone):%Y-%m}"
        groups.append(self.by_month.setdefault(month, Times()))
        if each.met_at is not None:
            answer = self.inquest.whole.taken.get(each.met_by)
            if answer is not None:
                groups.append(self.by_person.setdefault(answer.message.sender.email, Times()))
            minutes = self.inquest.agreement.clock(US).elapsed(each.created_at, each.met_at)
            for times in groups:
                times.add(minutes, each.state == "met")
        elif each.state in ("late", "missed"):
            for times in groups:
                times.waiting += 1

    def _promised(self, each: Obligation, line: Line) -> None:
        side = self.promises[each.owed_by]
        side.kept += each.state == "met"
        side.broken += each.state in ("missed", "late")
        side.open += each.state in ("open", "suspended")
        if each.state in ("missed", "late"):
            self.promises_broken.append(line)
        if each.due is None:
            side.undated += 1
            if each.state in STANDING:
                self.promises_undated.append(line)

    def _habit(self, engagement: Engagement, talk: Talk, finding: Finding) -> Habit:
        name = blake2b(f"{finding.code}\0{finding.where}".encode("utf-8", "replace"), digest_size=8).hexdigest()
        taken = self.inquest.whole.taken.get(finding.where)
        at = taken.message.at if taken else None
        return Habit(name, finding, engagement.client, talk.matter.conversation.subject, at)


_counted = attrgetter(*COUNTED)


def tally(inquest: Inquest, unread: Sequence[Unread] = ()) -> Tally:
    """Examine every client and gather what the report needs."""
    result = Tally(inquest, unread)
    for engagement, talks in examine(inquest):
        result.add(engagement, talks)
    return result


def _is_told_elsewhere(each: Obligation) -> bool:
    """Questions and receipts go with their reply; a running contact clock is a debt only once it is late."""
    if each.kind == "sign_of_life":
        return each.state != "late"
    return each.kind in ("last_word", "question", "acknowledge")


def _quotes(talk: Talk, inquest: Inquest) -> dict[str, list[str]]:
    """The open questions of each message, else all of them, in its own order, to show beside a reply owed for it."""
    asked: dict[str, list[Obligation]] = {}
    for each in talk.obligations:
        if each.kind == "question" and each.quote:
            asked.setdefault(each.anchor, []).append(each)
    quotes: dict[str, list[str]] = {}
    for anchor, questions in asked.items():
        shown = [each.quote for each in questions if is_unanswered(each)] or [each.quote for each in questions]
        quotes[anchor] = in_order(anchor, shown, inquest) if len(shown) > 1 else shown
    return quotes


def in_order(anchor: str, quotes: list[str], inquest: Inquest) -> list[str]:
    """Questions of one message as they follow each other there."""
    taken = inquest.whole.taken.get(anchor)
    places = {ask.text: place for place, ask in enumerate(inquest.whole.said(anchor).asks)} if taken else {}
    return sorted(quotes, key=lambda quote: places.get(quote, len(places)))
