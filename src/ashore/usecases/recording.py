"""What a person records: calls, waivers, "needs no answer", clocks that stand still, and taking them back. One
transaction each; the obligations of the engagement are derived anew in the same one."""

from datetime import datetime
from typing import Any

from django.db import transaction

from ashore.core import language
from ashore.core.kernel import Side
from ashore.store.models import Conversation, Engagement, Event, Message, User, Workspace
from ashore.usecases import arranging, housepacks, identities, keepers, manners, parties, silencing, traying
from ashore.usecases.appending import append, plain_words, record
from ashore.usecases.channels.belonging import LINK
from ashore.usecases.channels.linking import place_chat_again
from ashore.usecases.errors import NotPossible, NotThere
from ashore.usecases.queries.conversation import obligation_row
from ashore.usecases.records import text_for_database
from ashore.usecases.team.undoing import OF_TEAM
from ashore.usecases.team.undoing import take_back as take_back_of_team

MOST_NOTES = 20_000
OF_THE_COACH = ("silence", "silence_lifted", "manner", "required", "limits", "house_pack")
OF_KEEPING = (keepers.KIND,)
OF_PLACES = ("admit", "reject", *arranging.KINDS, *identities.KINDS, *traying.KINDS)
WITHOUT_ENGAGEMENT = (*OF_THE_COACH, *OF_KEEPING, *OF_PLACES, *OF_TEAM)
"""Kinds that may concern no engagement and are taken back all the same."""
"""What decides where messages stand and whose they are; their clocks follow from that."""


@transaction.atomic
def log_call(
    *,
    workspace: Workspace,
    user: User | None,
    now: datetime,
    topic: str,
    conversation: int | None = None,
    client: int | None = None,
    engagement: int | None = None,
    at: datetime | None = None,
    minutes: int = 0,
    notes: str = "",
) -> int:
    """Record a call or meeting held at ``at`` (``now`` if not given) in a conversation, in an engagement, or else in
    the newest one of a client (W6); the id that `undo` takes. ``notes``: what was agreed, a line each.

    Raises `NotThere`, `NotPossible` (``call.in_the_future``, ``call.without_party``).
    """
    held_at = at or now
    if held_at > now:
        raise NotPossible("call.in_the_future")
    talk, work = (None, work_of(workspace, engagement)) if engagement else _party(workspace, conversation, client)
    words = plain_words(topic)
    lines = "\n".join(line.rstrip() for line in text_for_database(notes)[:MOST_NOTES].splitlines()).strip()
    topics = sorted(language.read(f"{words}\n{lines}" if lines else words).topics)
    data: dict[str, Any] = {"topic": words, "minutes": max(0, int(minutes)), "topics": topics}
    data |= {"notes": lines} if lines else {}
    return record(workspace, user, now, "call", held_at, data, work, talk, talk.key if talk else "")


@transaction.atomic
def waive(
    *, workspace: Workspace, user: User | None, now: datetime, obligation: str, why: str, engagement: int | None = None
) -> int:
    """Release an obligation, with a reason in the person's own words; the id that `undo` takes. ``engagement``: of
    which, for obligations of agreed work, which bear the same id in each.

    Raises `NotThere`, `NotPossible` (``waiver.without_reason``, ``waiver.not_open``).
    """
    row = obligation_row(workspace, obligation, engagement)
    words = plain_words(why)
    if not words:
        raise NotPossible("waiver.without_reason")
    if row.state not in ("open", "late", "suspended"):
        raise NotPossible("waiver.not_open", state=row.state)
    data = {"obligation": row.uid, "why": words}
    return record(workspace, user, now, "waiver", now, data, row.engagement, row.conversation, row.anchor)


@transaction.atomic
def needs_no_answer(*, workspace: Workspace, user: User | None, now: datetime, message: int, why: str = "") -> int:
    """Say that a client's message needs no answer; the id that `undo` takes. Raises `NotThere`, `NotPossible`."""
    row = Message.objects.select_related("conversation__engagement").filter(workspace=workspace, pk=message).first()
    if row is None:
        raise NotThere(f"message {message}")
    if row.side != "client":
        raise NotPossible("no_answer.own_message")
    if row.conversation is None or row.conversation.engagement is None:
        raise NotPossible("no_answer.without_client")
    data = {"message": row.key, "why": plain_words(why)}
    engagement = row.conversation.engagement
    return record(workspace, user, now, "no_answer_needed", now, data, engagement, row.conversation, row.key)


@transaction.atomic
def undo(*, workspace: Workspace, user: User | None, now: datetime, event: int) -> int:
    """Take back a recorded event. The log only grows: a further event says so. Raises `NotThere`, `NotPossible`."""
    row = Event.objects.select_related("engagement", "conversation").filter(workspace=workspace, pk=event).first()
    if row is None or (row.engagement is None and row.kind not in WITHOUT_ENGAGEMENT):
        raise NotThere(f"event {event}")
    if row.kind == "undo":
        raise NotPossible("undo.of_an_undo")
    if Event.objects.filter(undoes=row).exists():
        raise NotPossible("undo.done_already")
    if row.kind in OF_TEAM:
        done = append(workspace, user, now, "undo", now, {}, row.engagement, row.conversation, undoes=row)
        take_back_of_team(row, user, now, undo)
        return done
    if row.kind in (*OF_THE_COACH, *OF_KEEPING):
        _take_back(row, user, now)
        return append(workspace, user, now, "undo", now, {}, row.engagement, row.conversation, undoes=row)
    if row.kind in OF_PLACES:
        done = append(workspace, user, now, "undo", now, {}, row.engagement, row.conversation, row.anchor, undoes=row)
        _put_back(row, now)
        return done
    assert row.engagement is not None
    done = record(workspace, user, now, "undo", now, {}, row.engagement, row.conversation, row.anchor, undoes=row)
    if row.kind == LINK:
        place_chat_again(workspace, row.data["chat"], now)
    if row.kind == "rename":
        parties.give_name(workspace=workspace, client=row.engagement.client_id, name=row.data["before"])
    return done


def _put_back(row: Event, now: datetime) -> None:
    """Where messages stand, and whose they are, without what was just taken back."""
    if row.kind in ("admit", "reject"):
        parties.decided_again(workspace=row.workspace, anchor=row.anchor, now=now)
    elif row.kind in arranging.KINDS:
        arranging.take_back(row, now)
    elif row.kind in traying.KINDS:
        traying.take_back(row, now)
    else:
        identities.take_back(row, now)


def _take_back(row: Event, user: User | None, now: datetime) -> None:
    """What people told the coach, and who keeps a client: no clock looks at it."""
    if row.kind in OF_KEEPING:
        keepers.take_back(row, user, now)
    elif row.kind == "house_pack":
        housepacks.take_back(row, user, now)
    elif row.kind in ("manner", "required", "limits"):
        manners.take_back(row)
    else:
        silencing.take_back(row, now)


@transaction.atomic
def suspend(
    *,
    workspace: Workspace,
    user: User | None,
    now: datetime,
    side: Side,
    why: str,
    client: int = 0,
    engagement: int | None = None,
    at: datetime | None = None,
) -> int:
    """Let the clocks of ``side`` stand still in an engagement, or else in the newest one of a client, from ``at``
    (``now`` if not given) until `resume` (A11, W11); the id that `undo` takes.

    Raises `NotThere`, `NotPossible` (``suspension.without_reason``, ``suspension.stands``).
    """
    work = work_of(workspace, engagement) if engagement else engagement_of(workspace, client)
    words = plain_words(why)
    if not words:
        raise NotPossible("suspension.without_reason")
    if any(row.data["side"] == side for row in _standing_still(work)):
        raise NotPossible("suspension.stands")
    return record(workspace, user, now, "suspension", at or now, {"side": side, "why": words}, work, None, "")


@transaction.atomic
def resume(
    *, workspace: Workspace, user: User | None, now: datetime, suspension: int, at: datetime | None = None
) -> int:
    """Let the clocks run on that event ``suspension`` stopped; the id that `undo` takes.

    Raises `NotThere`, `NotPossible` (``suspension.ended``).
    """
    row = Event.objects.select_related("engagement").filter(workspace=workspace, pk=suspension).first()
    if row is None or row.kind != "suspension" or row.engagement is None:
        raise NotThere(f"suspension {suspension}")
    if row not in _standing_still(row.engagement):
        raise NotPossible("suspension.ended")
    return record(workspace, user, now, "resume", at or now, {"suspension": row.pk}, row.engagement, None, "")


def _standing_still(engagement: Engagement) -> list[Event]:
    """Suspensions that were neither ended nor taken back."""
    rows = Event.objects.filter(engagement=engagement, undone_by__isnull=True)
    ended = {row.data["suspension"] for row in rows.filter(kind="resume")}
    return [row for row in rows.filter(kind="suspension") if row.pk not in ended]


def work_of(workspace: Workspace, engagement: int) -> Engagement:
    """One engagement. Raises `NotThere`."""
    found = Engagement.objects.filter(workspace=workspace, pk=engagement).first()
    if found is None:
        raise NotThere(f"engagement {engagement}")
    return found


def engagement_of(workspace: Workspace, client: int) -> Engagement:
    """The client's newest engagement. Raises `NotThere`."""
    found = Engagement.objects.filter(workspace=workspace, client_id=client).order_by("-pk").first()
    if found is None:
        raise NotThere(f"client {client}")
    return found


def _party(
    workspace: Workspace, conversation: int | None, client: int | None
) -> tuple[Conversation | None, Engagement]:
    """With whom the call was: the conversation's engagement, or the client's newest."""
    if conversation is not None:
        talk = Conversation.objects.select_related("engagement").filter(workspace=workspace, pk=conversation).first()
        if talk is None:
            raise NotThere(f"conversation {conversation}")
        if talk.engagement is None:
            raise NotPossible("call.without_party")
        return talk, talk.engagement
    if client is None:
        raise NotPossible("call.without_party")
    return None, engagement_of(workspace, client)
