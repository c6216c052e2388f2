"""What is owed, derived per engagement and written by difference: a row changes only where its content did."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, TypeVar

from django.db.models import Q

from ashore.audit.examine import NOT_ON_LISTS
from ashore.core import agreement as agreements
from ashore.core.agreement import Agreement
from ashore.core.ledger.derive import derive
from ashore.core.ledger.obligations import Ledger, Obligation
from ashore.core.ledger.waiting import next_change, waiting_for
from ashore.store.models import AgreementText, Conversation, Engagement, Workspace
from ashore.store.models import Obligation as ObligationRow
from ashore.usecases.eventlog import Happened, happened
from ashore.usecases.records import text_for_database, write_finding, write_reason

T = TypeVar("T")
ENGAGEMENTS_AT_ONCE = 200
NEVER = datetime(9999, 12, 31, tzinfo=UTC)
DERIVED = [
    "kind",
    "owed_by",
    "state",
    "created_at",
    "due",
    "remind_at",
    "met_at",
    "ended_at",
    "met_by",
    "anchor",
    "person",
    "quote",
    "because",
    "conversation_id",
]


def derive_engagements(workspace: Workspace, engagements: Iterable[int], now: datetime) -> None:
    """Bring obligations, habits and what lists show of these engagements up to ``now``. The caller holds the transaction."""
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
    listed = derive(replace(terms, contact_every=None, last_word=None), log.listed, now)
    habits = tuple(each for each in listed.habits if each.code not in NOT_ON_LISTS)
    return Ledger(direct.obligations + listed.obligations, direct.habits + habits)


def agreement_for(workspace: Workspace, engagement: int) -> Agreement:
    """The newest agreement of the engagement, else of the workspace, else the default one."""
    return _agreements(workspace, [engagement])[engagement]


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
    standing = _standing(engagements)
    create: list[ObligationRow] = []
    change: list[ObligationRow] = []
    drop: list[int] = []
    shown: list[Conversation] = []
    for each in engagements:
        ledger = derive_all(terms[each], log[each], now)
        _difference(workspace, each, ledger, talks[each], standing.get(each, {}), create, change, drop)
        shown.extend(_show(ledger, talks[each]))
        _note(rows[each], ledger, now)
    ObligationRow.objects.filter(pk__in=drop).delete()
    ObligationRow.objects.bulk_update(change, DERIVED, batch_size=200)
    ObligationRow.objects.bulk_create(create, batch_size=500)
    Conversation.objects.bulk_update(shown, ("waiting_for", "next_due_at", "next_kind", "sort_at"), batch_size=200)
    Engagement.objects.bulk_update(rows.values(), ("habits", "derived_at", "next_at"), batch_size=200)


def _agreements(workspace: Workspace, engagements: Sequence[int]) -> dict[int, Agreement]:
    """One query for all; each text is read once."""
    texts = AgreementText.objects.filter(workspace=workspace).filter(
        Q(engagement__in=engagements) | Q(engagement__isnull=True)
    )
    newest = {row.engagement_id: row for row in texts.order_by("version")}
    fallback = newest.pop(None, None)
    common = read_agreement(fallback.text, fallback.source) if fallback else agreements.default()
    own = {each: read_agreement(row.text, row.source) for each, row in newest.items() if each is not None}
    return {each: own.get(each, common) for each in engagements}


def _standing(engagements: Sequence[int]) -> dict[int, dict[str, ObligationRow]]:
    found: dict[int, dict[str, ObligationRow]] = {}
    for row in ObligationRow.objects.filter(engagement__in=engagements).iterator(chunk_size=2000):
        found.setdefault(row.engagement_id, {})[row.uid] = row
    return found


def _difference(
    workspace: Workspace,
    engagement: int,
    ledger: Ledger,
    talks: dict[str, Conversation],
    standing: dict[str, ObligationRow],
    create: list[ObligationRow],
    change: list[ObligationRow],
    drop: list[int],
) -> None:
    """Sort what the ledger says against the rows that stand into new, changed and gone."""
    for owed in ledger.obligations:
        values = _values(owed, talks)
        row = standing.pop(owed.id, None)
        if row is None:
            create.append(ObligationRow(workspace=workspace, engagement_id=engagement, uid=owed.id, **values))
        elif any(getattr(row, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            change.append(row)
    drop.extend(row.pk for row in standing.values())


def _values(owed: Obligation, talks: dict[str, Conversation]) -> dict[str, Any]:
    talk = talks.get(owed.conversation)
    values: dict[str, Any] = {
        name: getattr(owed, name)
        for name in ("kind", "owed_by", "state", "created_at", "due", "remind_at", "met_at", "ended_at")
    }
    for name in ("met_by", "anchor", "person", "quote"):
        values[name] = text_for_database(getattr(owed, name))
    values["because"] = write_reason(owed.because)
    values["conversation_id"] = talk.pk if talk else None
    return values


def _show(ledger: Ledger, talks: dict[str, Conversation]) -> Iterator[Conversation]:
    """The conversations whose list entry changes, changed."""
    open_by_talk: dict[str, list[Obligation]] = {}
    for owed in ledger.obligations:
        if owed.state in ("open", "late", "suspended"):
            open_by_talk.setdefault(owed.conversation, []).append(owed)
    for key, talk in talks.items():
        owed_here = open_by_talk.get(key, [])
        nearest = min(
            (o for o in owed_here if o.due and o.state != "suspended"),
            key=lambda o: (o.due or NEVER, o.id),
            default=None,
        )
        values = {
            "waiting_for": waiting_for(key, owed_here),
            "next_due_at": nearest.due if nearest else None,
            "next_kind": nearest.kind if nearest else "",
            "sort_at": (nearest.due if nearest else None) or NEVER,
        }
        if any(getattr(talk, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(talk, name, value)
            yield talk


def _note(row: Engagement, ledger: Ledger, now: datetime) -> None:
    """Habits, and the next moment at which time alone changes what is owed."""
    row.habits = [write_finding(habit) for habit in ledger.habits]
    row.derived_at = now
    row.next_at = next_change(ledger.obligations, now)
