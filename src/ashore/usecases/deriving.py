"""What is owed, derived per engagement and written by difference: a row changes only where its content did."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any, TypeVar

from django.db.models import Q

from ashore.audit.examine import NOT_ON_LISTS
from ashore.core import agreement as agreements
from ashore.core.agreement import Agreement
from ashore.core.agreement.terms import NO_CLAUSES
from ashore.core.kernel import Reason
from ashore.core.ledger.derive import derive
from ashore.core.ledger.dormancy import dormant_from
from ashore.core.ledger.obligations import Ledger, Obligation
from ashore.core.ledger.waiting import next_change, waiting_for
from ashore.store.bulk import insert, update
from ashore.store.models import AgreementText, Conversation, Engagement, Workspace
from ashore.store.models import Obligation as ObligationRow
from ashore.usecases.eventlog import Happened, happened
from ashore.usecases.records import text_for_database, write_finding, write_reason
from ashore.usecases.versions import joined

T = TypeVar("T")
ENGAGEMENTS_AT_ONCE = 200
NEVER = datetime(9999, 12, 31, tzinfo=UTC)
LONG_AGO = datetime(9999, 12, 31, 12, tzinfo=UTC)
"""Behind all others: conversations in which only debts of long ago stand open."""
DERIVED = (
    "kind", "owed_by", "state", "dormant", "created_at", "due", "remind_at", "met_at", "ended_at",
    "met_by", "anchor", "person", "quote", "conversation_id",
)  # fmt: skip
OPEN_STATES = ("open", "late", "suspended")
LISTED = ("waiting_for", "next_due_at", "next_kind", "sort_at")


def derive_engagements(workspace: Workspace, engagements: Iterable[int], now: datetime) -> None:
    """Bring obligations, habits and what lists show of these engagements up to ``now``. The caller holds the
    transaction."""
    for some in in_batches(sorted(set(engagements)), ENGAGEMENTS_AT_ONCE):
        _derive_batch(workspace, some, now)


def refresh(*, workspace: Workspace, now: datetime) -> int:
    """Derive anew where time alone changed something since the last look; the number of engagements."""
    due = Engagement.objects.filter(workspace=workspace, next_at__lte=now)
    found = list(due.values_list("pk", flat=True))
    derive_engagements(workspace, found, now)
    return len(found)


def in_batches(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """The items in stretches of at most ``size``."""
    return (items[start : start + size] for start in range(0, len(items), size))


def derive_all(terms: Agreement, log: Happened, now: datetime) -> Ledger:
    """Direct correspondence, and what went over lists, where nobody is owed a sign of life (W3) or a last word (W7)."""
    direct = derive(terms, log.direct, now)
    if not log.listed:
        return direct
    listed = derive(_on_lists(terms), log.listed, now)
    habits = tuple(each for each in listed.habits if each.code not in NOT_ON_LISTS)
    return replace(direct, obligations=direct.obligations + listed.obligations, habits=direct.habits + habits)


def _on_lists(terms: Agreement) -> Agreement:
    """Of the terms what holds on mailing lists: no courtesies, and no work, which is in the direct log already."""
    clauses = terms.clauses
    if clauses is not NO_CLAUSES:
        clauses = replace(
            clauses, stages=(), information=(), reports=(), penalties=(), edits=None, fees=None, meetings=None
        )
    later = tuple(map(_on_lists, terms.later))
    return replace(terms, contact_every=None, last_word=None, clauses=clauses, later=later)


def agreement_for(workspace: Workspace, engagement: int) -> Agreement:
    """The agreement of the engagement, else of the workspace, else the default one; see `versions.joined`."""
    return _agreements(workspace, [engagement])[engagement]


@lru_cache(maxsize=512)
def read_agreement(text: str, source: str) -> Agreement:
    """A stored text as an agreement; it was checked before it was stored."""
    read = agreements.load(text, source)
    if not isinstance(read, Agreement):
        raise ValueError(f"stored agreement {source} does not load: {read}")
    return read


def _derive_batch(workspace: Workspace, engagements: Sequence[int], now: datetime) -> None:
    log = happened(workspace, engagements)
    rows = Engagement.objects.in_bulk(engagements)
    talks: dict[int, dict[str, Conversation]] = {each: {} for each in engagements}
    for talk in Conversation.objects.filter(engagement__in=engagements):
        talks[talk.engagement_id or 0][talk.key] = talk
    terms = _agreements(workspace, engagements)
    changes = _Changes(workspace.pk, _standing(engagements))
    for each in engagements:
        ledger = derive_all(terms[each], log[each], now)
        changes.compare(each, ledger, talks[each], now)
        changes.show(ledger, talks[each], now)
        changes.note(rows[each], ledger, talks[each], now)
    changes.write()


def _agreements(workspace: Workspace, engagements: Sequence[int]) -> dict[int, Agreement]:
    """One query for all; each text is read once."""
    texts = AgreementText.objects.filter(workspace=workspace).filter(
        Q(engagement__in=engagements) | Q(engagement__isnull=True)
    )
    found: dict[int | None, list[Agreement]] = {}
    for row in texts.order_by("version"):
        found.setdefault(row.engagement_id, []).append(read_agreement(row.text, row.source))
    common = joined(found[None]) if None in found else agreements.default()
    return {each: joined(found[each]) if each in found else common for each in engagements}


def _standing(engagements: Sequence[int]) -> dict[int, dict[str, ObligationRow]]:
    found: dict[int, dict[str, ObligationRow]] = {}
    for row in ObligationRow.objects.filter(engagement__in=engagements).iterator(chunk_size=2000):
        found.setdefault(row.engagement_id, {})[row.uid] = row
    return found


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


class _Changes:
    """What must be written: obligations new, changed and gone; conversations and engagements with their new columns."""

    def __init__(self, workspace: int, standing: dict[int, dict[str, ObligationRow]]) -> None:
        self._workspace = workspace
        self._standing = standing
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
        self._engagements.append((_json(habits), now, min(filter(None, moments), default=None), row.pk))

    def write(self) -> None:
        """All of it, in few statements."""
        for some in in_batches(self._gone, 500):
            ObligationRow.objects.filter(pk__in=some).delete()
        update(ObligationRow, (*DERIVED, "because"), self._changed)
        insert(ObligationRow, ("workspace_id", "engagement_id", "uid", *DERIVED, "because"), self._new)
        update(Conversation, LISTED, self._talks)
        update(Engagement, ("habits", "derived_at", "next_at"), self._engagements)


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


def reasons(workspace: Workspace, rows: Sequence[ObligationRow], conversation: int) -> dict[str, Reason]:
    """The explanations of settled obligations of a conversation, by id: derived from what happened in it, and from the
    whole engagement where something elsewhere settled one."""
    wanted = {row.uid: (row.state, row.met_by) for row in rows if row.state not in OPEN_STATES}
    found: dict[str, Reason] = {}
    for talk in (conversation, None):
        engagement = rows[0].engagement if wanted else None
        if engagement is None or engagement.derived_at is None:
            break
        log = happened(workspace, [engagement.pk], talk)[engagement.pk]
        for owed in derive_all(agreement_for(workspace, engagement.pk), log, engagement.derived_at).obligations:
            if wanted.get(owed.id) == (owed.state, owed.met_by):
                found[owed.id] = owed.because
                del wanted[owed.id]
    return found


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
