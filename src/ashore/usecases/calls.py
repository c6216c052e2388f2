"""Calls and meetings: planned with time and topic, missed or called off, and their appointment for a calendar (A8)."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import transaction

from ashore.channels.appointment import appointment
from ashore.channels.people import is_of_a_chat
from ashore.core.kernel import US, Side
from ashore.store.models import Conversation, Engagement, Event, User, Workspace
from ashore.usecases.appending import plain_words, record
from ashore.usecases.dealings import write_dealing
from ashore.usecases.errors import NotPossible, NotThere
from ashore.usecases.queries.conversation import reply_addresses
from ashore.usecases.queries.rows import Download
from ashore.usecases.recording import work_of
from ashore.usecases.sending import sender_address

FARTHEST = timedelta(days=2 * 366)
MOST_PEOPLE = 20


@transaction.atomic
def plan_call(
    *,
    workspace: Workspace,
    user: User,
    now: datetime,
    topic: str,
    at: datetime,
    minutes: int = 0,
    channel: str = "",
    people: str = "",
    conversation: int | None = None,
    engagement: int | None = None,
) -> int:
    """Plan a call or meeting in a conversation or an engagement; both sides then owe it to be there. The id that `undo`
    takes. ``people``: names, divided by commas.

    Raises `NotThere`, `NotPossible` (``call.without_party``, ``call.without_topic``, ``call.in_the_past``,
    ``call.too_far``).
    """
    talk, work = _party(workspace, conversation, engagement)
    words = plain_words(topic)
    if not words:
        raise NotPossible("call.without_topic")
    if at <= now:
        raise NotPossible("call.in_the_past")
    if at > now + FARTHEST:
        raise NotPossible("call.too_far")
    members: dict[str, Any] = {
        "scheduled": at.astimezone(UTC),
        "topic": words,
        "minutes": max(0, int(minutes)),
        "channel": plain_words(channel, 200),
        "people": tuple(name for each in people.split(",")[:MOST_PEOPLE] if (name := plain_words(each, 100))),
    }
    data = write_dealing("call_planned", US, now, members)
    return record(workspace, user, now, "call_planned", now, data, work, talk, talk.key if talk else "")


@transaction.atomic
def call_missed(*, workspace: Workspace, user: User, now: datetime, planned: int, by: Side, why: str = "") -> int:
    """Say that one side did not come to a planned call, or, before its time, that this side called it off; the id that
    `undo` takes. Raises `NotThere`, `NotPossible` (``call.settled``)."""
    row = _planned(workspace, planned)
    scheduled = datetime.fromisoformat(row.data["scheduled"])
    rows = Event.objects.filter(workspace=workspace, kind="call_missed", undone_by__isnull=True)
    if rows.filter(engagement=row.engagement, data__scheduled=row.data["scheduled"]).exists():
        raise NotPossible("call.settled")
    data = write_dealing("call_missed", by, now, {"scheduled": scheduled, "why": plain_words(why)})
    assert row.engagement is not None
    return record(workspace, user, now, "call_missed", now, data, row.engagement, row.conversation, row.anchor)


def invitation_file(*, workspace: Workspace, user: User, planned: int) -> Download:
    """The appointment of a planned call, to be attached and to be put into one's own calendar. Raises `NotThere`."""
    row = _planned(workspace, planned)
    to, cc = reply_addresses(row.conversation) if row.conversation else ((), ())
    content = appointment(
        uid=f"call-{row.pk}@{sender_address(workspace, user).rpartition('@')[2]}",
        at=datetime.fromisoformat(row.data["scheduled"]),
        minutes=int(row.data.get("minutes", 0)),
        topic=row.data["topic"],
        place=row.data.get("channel", ""),
        organizer=sender_address(workspace, user),
        attendees=[each for each in (*to, *cc) if not is_of_a_chat(each)],
        made_at=row.created_at,
    )
    return Download("invitation.ics", "text/calendar", content)


@dataclass(frozen=True, slots=True)
class CallNotes:
    """What is known of a call that was held. ``conversation``: where its summary is written, 0 where the client has
    none yet."""

    at: datetime
    topic: str
    notes: str
    conversation: int


def notes_of_call(*, workspace: Workspace, event: int) -> CallNotes:
    """A call and where its summary goes: into its conversation, by mail rather than into a chat. Raises `NotThere`."""
    row = _event(workspace, event, "call")
    return CallNotes(row.at, row.data.get("topic", ""), row.data.get("notes", ""), _where_to_write(row))


def conversation_of(*, workspace: Workspace, planned: int) -> int:
    """Where the invitation to a planned call is written, 0 where the client has no conversation yet. Raises
    `NotThere`."""
    return _where_to_write(_planned(workspace, planned))


def _where_to_write(row: Event) -> int:
    talk = row.conversation
    if talk is not None and not talk.channel:
        return talk.pk
    mail = Conversation.objects.filter(engagement=row.engagement, channel="").order_by("-last_at", "-pk").first()
    found = mail or talk
    return found.pk if found else 0


def _planned(workspace: Workspace, number: int) -> Event:
    return _event(workspace, number, "call_planned")


def _event(workspace: Workspace, number: int, kind: str) -> Event:
    rows = Event.objects.select_related("engagement", "conversation", "conversation__workspace")
    row = rows.filter(workspace=workspace, pk=number, kind=kind, undone_by__isnull=True).first()
    if row is None or row.engagement is None:
        raise NotThere(f"call {number}")
    return row


def _party(
    workspace: Workspace, conversation: int | None, engagement: int | None
) -> tuple[Conversation | None, Engagement]:
    if conversation is None:
        return None, work_of(workspace, engagement or 0)
    talk = Conversation.objects.select_related("engagement").filter(workspace=workspace, pk=conversation).first()
    if talk is None:
        raise NotThere(f"conversation {conversation}")
    if talk.engagement is None:
        raise NotPossible("call.without_party")
    return talk, talk.engagement
