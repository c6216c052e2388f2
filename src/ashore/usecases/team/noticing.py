"""What concerns a person: that they were mentioned or given a conversation, that one of theirs was answered, that one
put off is back. It counts from their next working moment on, and asks for nothing before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from ashore.store.models import Concern, Conversation, Event, Follower, Membership, Message, User, Workspace
from ashore.usecases.changes import in_batches
from ashore.usecases.queries.rows import NO_CLIENT, ClientRef
from ashore.usecases.team.people import clock_of_person, next_working

SHOWN = 60
ON_TODAY = 6
AT_ONCE = 500
ARCHIVE = 2000
"""So many messages at once are no mail of the day, and nobody is told of each."""
FRESH = timedelta(days=2)
"""A letter that was written longer before it came is none that somebody waits for."""
KEPT = timedelta(days=120)


@dataclass(frozen=True, slots=True)
class ConcernRow:
    """One thing for the page. ``by``: who did it, empty for a client or the clock."""

    id: int
    kind: str
    conversation: int
    subject: str
    client: ClientRef
    by: str
    at: datetime
    read: bool


def tell(
    workspace: Workspace,
    people: Iterable[int],
    kind: str,
    conversation: int,
    uid: str,
    at: datetime,
    *,
    by: User | None = None,
) -> None:
    """Put it on these people's pages, each once. The caller holds the transaction."""
    members = Membership.objects.filter(workspace=workspace, user__in=list(people)).select_related("user")
    Concern.objects.bulk_create(
        (
            Concern(
                workspace=workspace, user=each.user, conversation_id=conversation, kind=kind, uid=uid, by=by, at=at,
                counts_from=next_working(clock_of_person(workspace, each.user), at),
            )
            for each in members
        ),
        ignore_conflicts=True,
    )  # fmt: skip


def tell_answers(workspace: Workspace, messages: Sequence[int]) -> None:
    """Tell whoever a conversation was given to, follows it or put it off that the client wrote there. ``messages``:
    what just came in. The caller holds the transaction."""
    if len(messages) > ARCHIVE:
        return
    followed = Exists(Follower.objects.filter(conversation=OuterRef("conversation")))
    wanted = Q(conversation__assignee__isnull=False) | followed | Q(conversation__in=_put_off(workspace))
    for some in in_batches(sorted(messages), AT_ONCE):
        rows = Message.objects.filter(wanted, pk__in=some, side="client", kind="message", outsider=False)
        for row in rows.select_related("conversation", "raw").defer("raw__body"):
            if row.workspace_id == workspace.pk and row.conversation and row.at > row.raw.arrived_at - FRESH:
                people = _concerned(row.conversation, row.raw.arrived_at)
                tell(workspace, people, "answer", row.conversation.pk, row.key, row.raw.arrived_at)


def tell_woken(*, now: datetime) -> int:
    """Tell those who put a conversation off, and whose it is, that it is back; how many conversations."""
    count = 0
    for talk in _awoken(now).select_related("workspace"):
        newest = _newest_snooze(talk.pk)
        if newest is None:
            continue
        people = [each for each in {newest.created_by_id, talk.assignee_id} if each]
        tell(talk.workspace, people, "woke", talk.pk, str(newest.pk), talk.snoozed_until or now)
        count += 1
    return count


def woken_pending(*, now: datetime) -> bool:
    """Whether anything woke of late."""
    return _awoken(now).exists()


def _awoken(now: datetime) -> QuerySet[Conversation]:
    """What is back of late, and nobody was told of."""
    told = Concern.objects.filter(kind="woke", conversation=OuterRef("pk"), at=OuterRef("snoozed_until"))
    return Conversation.objects.filter(~Exists(told), snoozed_until__lte=now, snoozed_until__gt=now - FRESH)


def concerns(*, workspace: Workspace, user: User, now: datetime) -> tuple[ConcernRow, ...]:
    """All that concerned a person of late, newest first."""
    rows = Concern.objects.filter(user=user, workspace=workspace, at__gt=now - KEPT)
    return _rows(rows.order_by("-at", "-pk")[:SHOWN])


def unread(*, workspace: Workspace, user: User, now: datetime) -> tuple[ConcernRow, ...]:
    """What a person has not seen yet and counts by now, newest first."""
    return _rows(unread_rows(user, now).filter(workspace=workspace).order_by("-at", "-pk")[:ON_TODAY])


def unread_rows(user: User, now: datetime) -> QuerySet[Concern]:
    """What a person has not seen yet and counts by now."""
    return Concern.objects.filter(user=user, read_at__isnull=True, counts_from__lte=now)


def mark_read(
    *, workspace: Workspace, user: User, now: datetime, conversation: int | None = None, concern: int | None = None
) -> int:
    """The person has seen one, all of a conversation, or all; how many those were."""
    rows = Concern.objects.filter(workspace=workspace, user=user, read_at__isnull=True)
    if concern is not None:
        rows = rows.filter(pk=concern)
    elif conversation is not None:
        rows = rows.filter(conversation=conversation)
    return rows.update(read_at=now)


def forget_old(*, now: datetime) -> int:
    """Clear away what nobody looks at any more; how many."""
    return Concern.objects.filter(at__lt=now - KEPT).delete()[0]


def _concerned(talk: Conversation, at: datetime) -> set[int]:
    people = set(Follower.objects.filter(conversation=talk).values_list("user_id", flat=True))
    newest = _newest_snooze(talk.pk)
    until = newest.data.get("until") if newest else ""
    by = newest.created_by_id if newest and until and datetime.fromisoformat(until) > at else None
    return people | {each for each in (talk.assignee_id, by) if each}


def _put_off(workspace: Workspace) -> QuerySet[Conversation, int]:
    """Where a snooze was decided, whether or not this very mail ended it."""
    rows = Event.objects.filter(workspace=workspace, kind="snooze", undone_by__isnull=True)
    return rows.exclude(conversation=None).values("conversation")  # type: ignore[return-value]


def _newest_snooze(conversation: int) -> Event | None:
    rows = Event.objects.filter(conversation=conversation, kind="snooze", undone_by__isnull=True)
    return rows.order_by("-pk").first()


def _rows(rows: Iterable[Concern] | QuerySet[Concern]) -> tuple[ConcernRow, ...]:
    assert isinstance(rows, QuerySet)
    found = rows.select_related("conversation__client", "by")
    return tuple(
        ConcernRow(
            id=each.pk,
            kind=each.kind,
            conversation=each.conversation_id or 0,
            subject=each.conversation.subject if each.conversation else "",
            client=_client(each.conversation),
            by=str(each.by or ""),
            at=each.at,
            read=each.read_at is not None,
        )
        for each in found
    )


def _client(talk: Conversation | None) -> ClientRef:
    return ClientRef(talk.client.pk, talk.client.name) if talk and talk.client else NO_CLIENT
