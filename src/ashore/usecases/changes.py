"""What a derivation changes in the database: worked out from rows that were read, written later, by another process
maybe, and only where nothing else changed meanwhile."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar

from ashore.core.ledger.dormancy import dormant_from
from ashore.core.ledger.obligations import Ledger, Obligation
from ashore.core.ledger.waiting import next_change, waiting_for
from ashore.store.bulk import insert, update
from ashore.store.locks import hold_engagements
from ashore.store.models import Conversation, Engagement
from ashore.store.models import Obligation as ObligationRow
from ashore.usecases.records import text_for_database, write_finding, write_reason

T = TypeVar("T")
NEVER = datetime(9999, 12, 31, tzinfo=UTC)
LONG_AGO = datetime(9999, 12, 31, 12, tzinfo=UTC)
"""Behind all others: conversations in which only debts of long ago stand open."""
DERIVED = (
    "kind", "owed_by", "state", "dormant", "created_at", "due", "remind_at", "met_at", "ended_at",
    "met_by", "anchor", "person", "quote", "conversation_id",
)  # fmt: skip
OPEN_STATES = ("open", "late", "suspended")
LISTED = ("waiting_for", "next_due_at", "next_kind", "sort_at")


def in_batches(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """The items in stretches of at most ``size``."""
    return (items[start : start + size] for start in range(0, len(items), size))


class _Quiet:
    """Since when the conversations of an engagement have been quiet, and which debts that makes ones of long ago."""

    def __init__(self, talks: Mapping[str, Conversation]) -> None:
        self._last = {key: talk.last_at for key, talk in talks.items()}
        self._anywhere = max(self._last.values(), default=None)

    def is_dormant(self, owed: Obligation, now: datetime) -> bool:
        """Whether it stands open since long ago."""
        return owed.state in OPEN_STATES and self._from(owed) <= now

    def next_change(self, obligations: Iterable[Obligation], now: datetime) -> datetime | None:
        """When the next debt becomes one of long ago if nobody writes."""
        moments = (self._from(owed) for owed in obligations if owed.state in OPEN_STATES)
        return min((at for at in moments if at > now), default=None)

    def _from(self, owed: Obligation) -> datetime:
        """A debt of the whole engagement sleeps only where all of its conversations do."""
        last_at = self._last.get(owed.conversation, self._anywhere)
        return dormant_from(owed.due, owed.created_at, last_at or owed.created_at)


class Changes:
    """What must be written: obligations new, changed and gone; conversations and engagements with their new columns.

    Plain values, so that one process can work them out and another one write them.
    """

    def __init__(self, workspace: int, standing: dict[int, dict[str, ObligationRow]]) -> None:
        self._workspace = workspace
        self._standing = standing
        self._revisions: dict[int, int] = {}
        self._new: list[tuple[Any, ...]] = []
        self._changed: list[tuple[Any, ...]] = []
        self._gone: list[int] = []
        self._talks: list[tuple[Any, ...]] = []
        self._engagements: list[tuple[Any, ...]] = []

    def compare(self, engagement: int, ledger: Ledger, talks: dict[str, Conversation], now: datetime) -> None:
        """Hold what the ledger says against the rows that stand."""
        standing = self._standing.pop(engagement, {})
        quiet = _Quiet(talks)
        for owed in ledger.obligations:
            values = _values(owed, talks, quiet.is_dormant(owed, now))
            row = standing.pop(owed.id, None)
            if row is None:
                self._new.append((self._workspace, engagement, owed.id, *values, _json(_kept_reason(owed))))
            else:
                because = _kept_reason(owed)
                if row.because != because or any(getattr(row, n) != v for n, v in zip(DERIVED, values, strict=True)):
                    self._changed.append((*values, _json(because), row.pk))
        self._gone.extend(row.pk for row in standing.values())

    def show(self, ledger: Ledger, talks: dict[str, Conversation], now: datetime) -> None:
        """What lists show of the conversations: whom each waits for, and its nearest clock."""
        open_by_talk: dict[str, list[Obligation]] = {}
        quiet = _Quiet(talks)
        for owed in ledger.obligations:
            if owed.state in OPEN_STATES:
                open_by_talk.setdefault(owed.conversation, []).append(owed)
        for key, talk in talks.items():
            owed_here = open_by_talk.get(key, [])
            awake = [owed for owed in owed_here if not quiet.is_dormant(owed, now)]
            running = [(owed.due, owed.id, owed.kind) for owed in awake if owed.due and owed.state != "suspended"]
            due, _, kind = min(running, default=(None, "", ""))
            values = (waiting_for(key, owed_here), due, kind, due or (LONG_AGO if owed_here and not awake else NEVER))
            if any(getattr(talk, name) != value for name, value in zip(LISTED, values, strict=True)):
                self._talks.append((*values, talk.pk))

    def note(self, row: Engagement, ledger: Ledger, talks: dict[str, Conversation], now: datetime) -> None:
        """Habits, and the next moment at which time alone changes what is owed."""
        habits = [write_finding(habit) for habit in ledger.habits]
        moments = (next_change(ledger.obligations, now), _Quiet(talks).next_change(ledger.obligations, now))
        next_at = min(filter(None, moments), default=None)
        self._engagements.append((_json(habits), now, next_at, row.revision + 1, row.pk))
        self._revisions[row.pk] = row.revision

    @property
    def engagements(self) -> Sequence[int]:
        """Whose they are."""
        return sorted(self._revisions)

    def still_hold(self) -> bool:
        """Whether nothing changed there since they were worked out. The caller holds the transaction in which they are
        to be written."""
        hold_engagements(self._revisions)
        rows = Engagement.objects.filter(pk__in=self._revisions)
        return dict(rows.values_list("pk", "revision")) == self._revisions

    def write(self) -> None:
        """All of it, in few statements."""
        for some in in_batches(self._gone, 500):
            ObligationRow.objects.filter(pk__in=some).delete()
        update(ObligationRow, (*DERIVED, "because"), self._changed)
        insert(ObligationRow, ("workspace_id", "engagement_id", "uid", *DERIVED, "because"), self._new)
        update(Conversation, LISTED, self._talks)
        update(Engagement, ("habits", "derived_at", "next_at", "revision"), self._engagements)


def _values(owed: Obligation, talks: dict[str, Conversation], dormant: bool) -> tuple[Any, ...]:
    """The columns ``DERIVED`` of an obligation."""
    talk = talks.get(owed.conversation)
    words = (text_for_database(text) for text in (owed.met_by, owed.anchor, owed.person, owed.quote))
    moments = (owed.created_at, owed.due, owed.remind_at, owed.met_at, owed.ended_at)
    return (owed.kind, owed.owed_by, owed.state, dormant, *moments, *words, talk.pk if talk else None)


def _kept_reason(owed: Obligation) -> dict[str, Any]:
    """What is stored of an explanation: all of it while something is owed, nothing once it is settled. Most of those
    are never opened; `reasons` tells them anew."""
    return write_reason(owed.because) if owed.state in OPEN_STATES else {}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
