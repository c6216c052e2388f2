"""One engagement against its agreement: plan, what both sides owe, powers, statement; derived for the look."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from ashore.core.agreement import Agreement, questions
from ashore.core.kernel import CLIENT, US, Finding, Reason
from ashore.core.ledger.obligations import Ledger, Obligation, PlanLine, Power, StatementLine
from ashore.core.ledger.statement import totals
from ashore.store.models import AgreementText, Conversation, Message, Workspace
from ashore.store.models import Engagement as EngagementRow
from ashore.usecases.deriving import agreement_for, derive_all, read_agreement
from ashore.usecases.errors import NotThere
from ashore.usecases.eventlog import happened
from ashore.usecases.offering import Choice, choices
from ashore.usecases.queries.clocks import OPEN_STATES
from ashore.usecases.queries.notes import notes_of, suspensions_of
from ashore.usecases.queries.rows import ClientRef, ClockRow, NoteRow

AGREED_KINDS = frozenset(("stage", "approval", "edit", "estimate", "report", "call", "payment", "information"))
SHOWN_SETTLED = 60
SHOWN_SOURCES = 500


@dataclass(frozen=True, slots=True)
class VersionRow:
    """A stored version of an agreement. ``valid_from``: from when its own text says that it holds, None where it
    takes the place of all before it; ``amendments``: (from when, why) of each. ``who``: the person that put it in."""

    id: int
    version: int
    created_at: datetime
    who: str
    valid_from: datetime | None = None
    amendments: tuple[tuple[datetime, str], ...] = ()


@dataclass(frozen=True, slots=True)
class MessageRef:
    """A message that a reason rests on."""

    key: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class EngagementView:
    """An engagement as it stands at ``at``.

    ``agreement``: all that was loaded, later changes included; ``own``: it is of this engagement and not of the whole
    desk. ``settled``: the newest of what is no longer open and of the agreement's own kinds. ``totals``: by currency,
    what the sums of the statement come to for each side, and their ``balance``. ``questions``: what the agreement
    leaves open; ``choices``: what can be recorded; ``suspensions``: clocks that stand still; ``messages``: those that
    the reasons name.
    """

    id: int
    title: str
    client: ClientRef
    at: datetime
    agreement: Agreement
    own: bool
    versions: tuple[VersionRow, ...]
    plan: tuple[PlanLine, ...]
    we_owe: tuple[ClockRow, ...]
    they_owe: tuple[ClockRow, ...]
    settled: tuple[ClockRow, ...]
    powers: tuple[Power, ...]
    statement: tuple[StatementLine, ...]
    totals: Mapping[str, Mapping[str, Decimal]]
    questions: tuple[Finding, ...]
    unused: tuple[Finding, ...]
    recorded: tuple[NoteRow, ...]
    suspensions: tuple[NoteRow, ...]
    choices: tuple[Choice, ...]
    messages: tuple[MessageRef, ...] = ()


def engagement_row(workspace: Workspace, id: int) -> EngagementRow:
    """The row of an engagement. Raises `NotThere`."""
    row = EngagementRow.objects.select_related("client").filter(workspace=workspace, pk=id).first()
    if row is None:
        raise NotThere(f"engagement {id}")
    return row


def ledger_of(workspace: Workspace, row: EngagementRow, now: datetime) -> tuple[Agreement, Ledger]:
    """The agreement of an engagement, and everything that follows from it and the log at ``now``."""
    agreement = agreement_for(workspace, row.pk)
    return agreement, derive_all(agreement, happened(workspace, [row.pk])[row.pk], now)


def engagement(*, workspace: Workspace, id: int, now: datetime) -> EngagementView:
    """Everything about one engagement on one page. Raises `NotThere`."""
    row = engagement_row(workspace, id)
    agreement, ledger = ledger_of(workspace, row, now)
    stored = versions(workspace, row)
    rows = _clocks(row, ledger.obligations, now)
    recorded = notes_of(workspace, engagements=(row.pk,))
    return EngagementView(
        id=row.pk,
        title=row.title,
        client=ClientRef(row.client_id, row.client.name),
        at=now,
        agreement=agreement,
        own=bool(stored),
        versions=stored,
        plan=ledger.plan,
        we_owe=tuple(each for each in rows if each.owed_by == US and each.state in OPEN_STATES),
        they_owe=tuple(each for each in rows if each.owed_by == CLIENT and each.state in OPEN_STATES),
        settled=_settled(rows),
        powers=ledger.powers,
        statement=ledger.statement,
        totals=totals(ledger.statement),
        questions=questions(agreement) if stored else (),
        unused=ledger.unused,
        recorded=recorded[::-1],
        suspensions=suspensions_of(workspace, (row.pk,)),
        choices=choices(agreement.at(now).clauses, recorded) if stored else (),
        messages=_messages(workspace, _reasons(ledger, rows)),
    )


def versions(workspace: Workspace, row: EngagementRow) -> tuple[VersionRow, ...]:
    """The versions that were stored for an engagement, oldest first."""
    texts = AgreementText.objects.filter(workspace=workspace, engagement=row).select_related("created_by")
    return tuple(version_row(text) for text in texts.order_by("version"))


def version_row(text: AgreementText) -> VersionRow:
    """One version for the eye."""
    read = read_agreement(text.text, text.source)
    amended = tuple((each.valid_from, each.why) for each in read.amendments)
    return VersionRow(text.pk, text.version, text.created_at, str(text.created_by or ""), read.valid_from, amended)


def _clocks(row: EngagementRow, obligations: Iterable[Obligation], now: datetime) -> list[ClockRow]:
    talks = dict(Conversation.objects.filter(engagement=row).values_list("key", "pk"))
    subjects = dict(Conversation.objects.filter(engagement=row).values_list("key", "subject"))
    client = ClientRef(row.client_id, row.client.name)
    return [
        ClockRow(
            obligation=each.id,
            kind=each.kind,
            owed_by=each.owed_by,
            state=each.state,
            due=each.due,
            seconds_left=None if each.due is None else int((each.due - now).total_seconds()),
            client=client,
            conversation=talks.get(each.conversation, 0),
            subject=subjects.get(each.conversation, ""),
            quote=each.quote,
            because=each.because,
            created_at=each.created_at,
            person=each.person,
            anchor=each.anchor,
            met_at=each.met_at,
            engagement=row.pk,
        )
        for each in obligations
    ]


def _settled(rows: Iterable[ClockRow]) -> tuple[ClockRow, ...]:
    ended = [each for each in rows if each.state not in OPEN_STATES and each.kind in AGREED_KINDS]
    ended.sort(key=lambda each: (each.met_at or each.due or each.created_at, each.obligation), reverse=True)
    return tuple(ended[:SHOWN_SETTLED])


def _reasons(ledger: Ledger, rows: Iterable[ClockRow]) -> Iterator[Reason]:
    """All explanations that the page can open."""
    yield from (row.because for row in rows if row.state in OPEN_STATES or row.kind in AGREED_KINDS)
    for line in ledger.plan:
        yield from line.shift_because
        yield from (line.because,) if line.because else ()
    yield from (power.because for power in ledger.powers)
    yield from (line.because for line in ledger.statement)


def _messages(workspace: Workspace, reasons: Iterable[Reason]) -> tuple[MessageRef, ...]:
    keys = dict.fromkeys(key for reason in reasons for step in reason.walk() for key in step.sources if len(key) == 64)
    rows = Message.objects.filter(workspace=workspace, key__in=list(keys)[:SHOWN_SOURCES])
    columns = rows.values_list("key", "sender_name", "sender_email", "at")
    return tuple(MessageRef(key, name or email, at) for key, name, email, at in columns)
