"""One act on many conversations: each is decided for itself, each refusal is told, and one press takes all of it
back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db import transaction

from ashore.store.models import Conversation, Event, Message, User, Workspace
from ashore.usecases import recording
from ashore.usecases.appending import append
from ashore.usecases.errors import NotPossible, NotThere
from ashore.usecases.team import acting
from ashore.usecases.team.settling import hold_conversations

MOST = 200


@dataclass(frozen=True, slots=True)
class Refused:
    """Why one of many was left as it was. ``subject``: of the conversation, empty where it is not there."""

    conversation: int
    subject: str
    error: NotPossible


@dataclass(frozen=True, slots=True)
class Lot:
    """What came of an act on many. ``event``: what `undo` takes, 0 where nothing was done."""

    event: int
    done: tuple[int, ...]
    refused: tuple[Refused, ...]


def give_all(*, workspace: Workspace, user: User, now: datetime, conversations: Sequence[int], to: int) -> Lot:
    """Give many to one of us, or to nobody (0). Raises `NotPossible` (``lot.nothing``, ``lot.too_many``)."""
    return _lot(workspace, user, now, conversations, "owner", partial(acting.give, to=to))


def tag_all(
    *,
    workspace: Workspace,
    user: User,
    now: datetime,
    conversations: Sequence[int],
    add: Sequence[int] = (),
    drop: Sequence[int] = (),
) -> Lot:
    """Tag many, or take tags off. Raises as `give_all`."""
    return _lot(workspace, user, now, conversations, "tag", partial(acting.tag, add=add, drop=drop))


def snooze_all(
    *,
    workspace: Workspace,
    user: User,
    now: datetime,
    conversations: Sequence[int],
    choice: str,
    day: date | None = None,
) -> Lot:
    """Put many off. Raises as `give_all`."""
    return _lot(workspace, user, now, conversations, "snooze", partial(acting.snooze, choice=choice, day=day))


def follow_all(*, workspace: Workspace, user: User, now: datetime, conversations: Sequence[int]) -> Lot:
    """Follow many. Raises as `give_all`."""
    return _lot(workspace, user, now, conversations, "follow", partial(acting.follow, on=True))


def no_answers(*, workspace: Workspace, user: User, now: datetime, conversations: Sequence[int]) -> Lot:
    """Say of the newest word of the client in many that it needs no answer. Raises as `give_all`."""
    return _lot(workspace, user, now, conversations, "no_answer_needed", _no_answer)


def hand_on(*, workspace: Workspace, user: User, now: datetime, leaving: int, to: int) -> Lot:
    """Give all that one of us had to somebody else, or to nobody (0): they leave. The id that `undo` takes stands in
    the lot; nothing is refused for its number."""
    rows = Conversation.objects.filter(workspace=workspace, assignee=leaving)
    act = partial(acting.give, to=to)
    return _carry_out(workspace, user, now, list(rows.order_by("pk").values_list("pk", flat=True)), "owner", act)


def _lot(
    workspace: Workspace,
    user: User,
    now: datetime,
    conversations: Sequence[int],
    kind: str,
    act: Callable[..., int],
) -> Lot:
    wanted = sorted(set(conversations))
    if not wanted:
        raise NotPossible("lot.nothing")
    if len(wanted) > MOST:
        raise NotPossible("lot.too_many", most=MOST)
    return _carry_out(workspace, user, now, wanted, kind, act)


@transaction.atomic
def _carry_out(
    workspace: Workspace,
    user: User,
    now: datetime,
    wanted: Sequence[int],
    kind: str,
    act: Callable[..., int],
) -> Lot:
    subjects = dict(Conversation.objects.filter(workspace=workspace, pk__in=wanted).values_list("pk", "subject"))
    if kind != "no_answer_needed":
        hold_conversations(subjects)
    done: list[tuple[int, int]] = []
    refused: list[Refused] = []
    for each in wanted:
        try:
            if each not in subjects:
                raise NotPossible("lot.gone")
            done.append((each, act(workspace=workspace, user=user, now=now, conversation=each)))
        except NotThere:
            refused.append(Refused(each, "", NotPossible("lot.gone")))
        except NotPossible as error:
            refused.append(Refused(each, subjects.get(each, ""), error))
    events = [event for _, event in done]
    data: dict[str, Any] = {"act": kind, "events": events}
    lot = append(workspace, user, now, "lot", now, data, None, None) if len(events) > 1 else sum(events)
    return Lot(lot, tuple(talk for talk, _ in done), tuple(refused))


def _no_answer(*, workspace: Workspace, user: User, now: datetime, conversation: int) -> int:
    rows = Message.objects.filter(workspace=workspace, conversation=conversation, kind="message", outsider=False)
    newest = rows.order_by("-at", "-pk").values_list("pk", "side", "key").first()
    if newest is None or newest[1] != "client":
        raise NotPossible("lot.we_wrote_last")
    said = Event.objects.filter(conversation=conversation, kind="no_answer_needed", undone_by__isnull=True)
    if said.filter(data__message=newest[2]).exists():
        raise NotPossible("lot.said_already")
    return recording.needs_no_answer(workspace=workspace, user=user, now=now, message=newest[0])
