"""What one of us decides about a conversation: whose it is, who follows it, until when it is put off, its tags, its
fields, and what we note among ourselves. Each is an event; one press takes it back. No clock looks at any of it."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from ashore.store.models import Concern, Conversation, Event, Message, User, Workspace
from ashore.usecases.appending import append
from ashore.usecases.arranging import talk_of
from ashore.usecases.drafts import newest_message
from ashore.usecases.errors import NotPossible
from ashore.usecases.records import text_for_database
from ashore.usecases.team.folding import Standing, fold
from ashore.usecases.team.noticing import tell
from ashore.usecases.team.people import colleagues, mentioned, team_clock
from ashore.usecases.team.settling import (
    decisions_of,
    hold_conversations,
    settle,
    settle_client,
    standing_tags,
)
from ashore.usecases.team.snoozing import wakes_at
from ashore.usecases.team.taglist import tags

LONGEST_NOTE = 20_000


@transaction.atomic
def give(*, workspace: Workspace, user: User, now: datetime, conversation: int, to: int) -> int:
    """Give a conversation to one of us; ``to`` 0: to nobody. The id that `undo` takes.

    Raises `NotThere`, `NotPossible` (``owner.nobody_here``, ``owner.same``).
    """
    talk, standing = _held(workspace, conversation)
    names = {each.id: each.name for each in colleagues(workspace)}
    if to and to not in names:
        raise NotPossible("owner.nobody_here")
    if standing.owner == to:
        raise NotPossible("owner.same")
    data = {"user": to, "before": standing.owner, "name": names.get(to, "")}
    event = _decide(workspace, user, now, "owner", talk, data)
    if to and to != user.pk:
        tell(workspace, (to,), "given", talk.pk, str(event), now, by=user)
    return event


@transaction.atomic
def follow(*, workspace: Workspace, user: User, now: datetime, conversation: int, on: bool) -> int:
    """Follow a conversation, or no more; the id that `undo` takes. Raises `NotThere`, `NotPossible`
    (``follow.same``)."""
    talk, standing = _held(workspace, conversation)
    if (user.pk in standing.followers) == on:
        raise NotPossible("follow.same")
    return _decide(workspace, user, now, "follow", talk, {"user": user.pk, "on": on})


@transaction.atomic
def snooze(
    *, workspace: Workspace, user: User, now: datetime, conversation: int, choice: str, day: date | None = None
) -> int:
    """Put a conversation off until a working moment of the team (`snoozing.wakes_at`); it is back earlier when the
    client writes, and what falls due in it is hidden by nothing. The id that `undo` takes.

    Raises `NotThere`, `NotPossible` (``snooze...``).
    """
    talk, _ = _held(workspace, conversation)
    until = wakes_at(team_clock(workspace), now, choice, day)
    seen = Message.objects.filter(conversation=talk).aggregate(last=Max("pk"))["last"] or 0
    return _decide(workspace, user, now, "snooze", talk, {"until": until.isoformat(), "seen": seen})


@transaction.atomic
def wake(*, workspace: Workspace, user: User, now: datetime, conversation: int) -> int:
    """Call back what was put off; the id that `undo` takes. Raises `NotThere`, `NotPossible` (``snooze.none``)."""
    talk, _ = _held(workspace, conversation)
    if talk.snoozed_until is None or talk.snoozed_until <= now:
        raise NotPossible("snooze.none")
    return _decide(workspace, user, now, "snooze", talk, {"until": "", "seen": 0})


@transaction.atomic
def tag(
    *,
    workspace: Workspace,
    user: User,
    now: datetime,
    conversation: int,
    add: Sequence[int] = (),
    drop: Sequence[int] = (),
) -> int:
    """Put tags on and take others off; the id that `undo` takes. Raises `NotThere`, `NotPossible` (``tag.same``,
    ``tag.gone``)."""
    talk, standing = _held(workspace, conversation)
    stands_for = standing_tags(workspace)
    if not {*add, *drop} <= set(stands_for):
        raise NotPossible("tag.gone")
    borne = {stands_for[each] for each in standing.tags if each in stands_for}
    more = {stands_for[each] for each in add} - borne
    less = {stands_for[each] for each in drop} & borne
    if not more and not less:
        raise NotPossible("tag.same")
    aliases = sorted(each for each, now_is in stands_for.items() if now_is in less)
    names = {each.id: each.name for each in tags(workspace=workspace)}
    told = [f"+ {names[each]}" for each in sorted(more)] + [f"\N{MINUS SIGN} {names[each]}" for each in sorted(less)]
    data = {"add": sorted(more), "drop": aliases, "name": ", ".join(told)}
    return _decide(workspace, user, now, "tag", talk, data)


@transaction.atomic
def note(*, workspace: Workspace, user: User, now: datetime, conversation: int, text: str) -> int:
    """Keep a note for ourselves; whom it names with an @ is told of it. It is in no letter and in nothing quoted. The
    id that `undo` takes. Raises `NotThere`, `NotPossible` (``note.empty``, ``note.nobody``, ``note.whom``)."""
    talk = talk_of(workspace, conversation)
    words = text_for_database(text).replace("\r\n", "\n").replace("\r", "\n").strip()[:LONGEST_NOTE]
    if not words:
        raise NotPossible("note.empty")
    people = mentioned(words, colleagues(workspace))
    data = {"text": words, "mentions": list(people)}
    anchor = newest_message(talk.pk) or talk.key
    event = append(workspace, user, now, "note", now, data, talk.engagement, talk, anchor)
    tell(workspace, [each for each in people if each != user.pk], "mention", talk.pk, str(event), now, by=user)
    return event


def take_back(event: Event) -> None:
    """Bring the rows to a log in which an act of the team does not count any more. The caller holds the
    transaction."""
    if event.kind == "field" and event.conversation is None:
        for client in event.workspace.client_set.filter(key=event.data["client"]):
            settle_client(event.workspace, client)
    elif event.conversation_id:
        settle(event.workspace, [event.conversation_id])
    Concern.objects.filter(workspace=event.workspace, uid=str(event.pk), kind__in=("mention", "given")).delete()


def _held(workspace: Workspace, conversation: int) -> tuple[Conversation, Standing]:
    """The conversation and how it stands, held until the end of the transaction."""
    hold_conversations([conversation])
    talk = talk_of(workspace, conversation)
    return talk, fold(decisions_of([talk.pk]).get(talk.pk, ()))


def _decide(
    workspace: Workspace, user: User, now: datetime, kind: str, talk: Conversation, data: dict[str, Any]
) -> int:
    event = append(workspace, user, now, kind, now.astimezone(UTC), data, talk.engagement, talk, talk.key)
    settle(workspace, [talk.pk])
    return event
