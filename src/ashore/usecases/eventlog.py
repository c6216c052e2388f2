"""Stored messages and recorded events as the core's events, for whole engagements at once.

Whose a conversation is, and which of its messages concern us, is decided by the same code as in ``ashore audit``.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, cast

from ashore.audit.engagements import Correspondence, Engagement, Matter, correspondence, events_of
from ashore.audit.people import Us, us
from ashore.core.correspondence import Conversation as CoreConversation
from ashore.core.correspondence import Message as CoreMessage
from ashore.core.correspondence import Placement, Threads
from ashore.core.kernel import Reason
from ashore.core.ledger.events import CallEvent, Event, NoAnswerNeededEvent, SuspensionEvent, WaiverEvent
from ashore.core.ledger.heard import Said
from ashore.intake import Taken
from ashore.store.models import Conversation, Message, Workspace
from ashore.store.models import Event as EventRow
from ashore.usecases.channels.belonging import agreed_names
from ashore.usecases.dealings import DEALINGS, read_dealing
from ashore.usecases.delivered import Delivery, delivered, told_by_outbox
from ashore.usecases.plainvalues import read_value

IN_THE_LEDGER = ("call", "waiver", "no_answer_needed", "suspension", *DEALINGS)
RESUME = "resume"
_STORED = Reason("correspondence.placed.stored")


@dataclass(frozen=True, slots=True)
class _Kept:
    """A stored message in the shape of ``intake.Taken``; what it said is read only where it is asked for."""

    message: CoreMessage
    packed: Mapping[str, Any]

    @property
    def said(self) -> Said:
        return read_value(Said, self.packed)


@dataclass(frozen=True, slots=True)
class Happened:
    """The events of one engagement: direct correspondence, and what went over mailing lists."""

    direct: tuple[Event, ...]
    listed: tuple[Event, ...]


def us_of(workspace: Workspace) -> Us:
    """Our addresses and domains; they were checked when they were stored."""
    found = us(workspace.me)
    if isinstance(found, str):
        raise ValueError(f"{found!r} is neither an address nor a domain")
    return found


def matters_of(workspace: Workspace, messages: Sequence[CoreMessage], threads: Threads) -> dict[str, Matter]:
    """For each conversation whose it is; the messages are all of the conversations' messages."""
    kept = cast(Sequence[Taken], [_Kept(message, {}) for message in messages])
    whole = correspondence(kept, threads, us_of(workspace))
    found = {matter.conversation.key: matter for each in whole.engagements for matter in each.matters}
    return found | {matter.conversation.key: matter for matter in whole.others}


def happened(workspace: Workspace, engagements: Iterable[int], talk: int | None = None) -> dict[int, Happened]:
    """Per engagement all that happened, undone things left out. ``talk``: only what happened in that conversation."""
    wanted = list(engagements)
    talks: dict[int, list[Matter]] = {each: [] for each in wanted}
    rows = Conversation.objects.filter(engagement__in=wanted)
    rows = rows if talk is None else rows.filter(pk=talk)
    for row in rows.select_related("client"):
        members = CoreConversation(row.key, row.subject, ())
        talks[row.engagement_id or 0].append(Matter(members, row.client.key if row.client else "", row.listed))
    mail = _mail(workspace, wanted, talk)
    recorded = _recorded(workspace, wanted)
    told = told_by_outbox(workspace, wanted)
    found = {each: _happened(workspace, talks[each], mail.get(each, []), recorded.get(each, [])) for each in wanted}
    return {each: with_outbox(log, told[each]) if each in told else log for each, log in found.items()}


def with_outbox(log: Happened, told: Sequence[Delivery]) -> Happened:
    """The log with what the outbox knows of deliveries besides bounces."""
    return replace(log, direct=delivered(log.direct, told))


def read_head(head: Mapping[str, Any], order: int = 0) -> CoreMessage:
    """The message that threading sees, from its column, with its arrival number."""
    return read_value(CoreMessage, {**head, "order": order})


_Stored = tuple[str, _Kept, Placement]


def _mail(workspace: Workspace, engagements: Sequence[int], only: int | None) -> dict[int, list[_Stored]]:
    rows = Message.objects.filter(workspace=workspace, conversation__engagement__in=engagements)
    rows = rows if only is None else rows.filter(conversation=only)
    columns = ("conversation__engagement", "conversation__key", "pk", "parent_key", "outsider", "head", "reading__said")
    agreed = agreed_names(workspace)
    found: dict[int, list[_Stored]] = {}
    for engagement, talk, order, parent, outsider, head, said in rows.values_list(*columns).iterator(chunk_size=2000):
        message = read_head(head, order)
        if message.doubtful and not outsider:  # a person said that it is ours (H38)
            message = replace(message, doubtful=False)
        if message.channel in agreed:
            message = replace(message, channel=agreed[message.channel])
        placement = Placement(message.key, talk, parent, _STORED, outsider)
        found.setdefault(engagement, []).append((talk, _Kept(message, said or {}), placement))
    return found


def _happened(
    workspace: Workspace, talks: Sequence[Matter], mail: Sequence[_Stored], recorded: Sequence[Event]
) -> Happened:
    members: dict[str, list[str]] = {}
    for talk, kept, _ in mail:
        members.setdefault(talk, []).append(kept.message.key)
    matters = tuple(
        Matter(
            CoreConversation(
                each.conversation.key, each.conversation.subject, tuple(members.get(each.conversation.key, ()))
            ),
            each.client,
            each.listed,
        )
        for each in talks
    )
    taken = {kept.message.key: kept for _, kept, _ in mail}
    placements = {placement.message: placement for _, _, placement in mail}
    engagement = Engagement(matters[0].client if matters else "", matters)
    whole = Correspondence(cast(Mapping[str, Taken], taken), placements, (engagement,), (), us_of(workspace))
    listed_talks = {each.conversation.key for each in matters if each.listed}
    on_lists = tuple(events_of(whole, engagement, listed=True))
    apart = [each for each in recorded if isinstance(each, CallEvent) and each.conversation in listed_talks]
    direct = (*events_of(whole, engagement, listed=False), *(each for each in recorded if each not in apart))
    shared = tuple(each for each in recorded if not isinstance(each, CallEvent))
    return Happened(direct, (*on_lists, *apart, *shared) if on_lists else ())


def _recorded(workspace: Workspace, engagements: Sequence[int]) -> dict[int, list[Event]]:
    standing = EventRow.objects.filter(workspace=workspace, engagement__in=engagements, undone_by__isnull=True)
    rows = standing.filter(kind__in=(*IN_THE_LEDGER, RESUME)).select_related("conversation", "created_by")
    told = list(rows.order_by("pk"))
    resumed = {row.data["suspension"]: row.at for row in told if row.kind == RESUME}
    found: dict[int, list[Event]] = {}
    for row in told:
        if row.kind != RESUME:
            found.setdefault(row.engagement_id or 0, []).append(recorded_event(row, resumed.get(row.pk)))
    return found


def recorded_event(row: EventRow, until: datetime | None = None) -> Event:
    """A row that a person made, as the core knows it. ``until``: when a suspension was ended."""
    name, author, data = f"event:{row.pk}", str(row.created_by or ""), row.data
    conversation = row.conversation.key if row.conversation else ""
    if row.kind == "call":
        topics = frozenset(data.get("topics", ()))
        return CallEvent(name, row.at, conversation, author, data.get("topic", ""), data.get("minutes", 0), topics)
    if row.kind == "waiver":
        return WaiverEvent(name, row.at, data["obligation"], author, data["why"])
    if row.kind == "no_answer_needed":
        return NoAnswerNeededEvent(name, row.at, data["message"], author, data.get("why", ""))
    if row.kind in DEALINGS:
        return read_dealing(row.kind, name, row.at, author, data)
    if row.kind != "suspension":
        raise ValueError(f"event {row.pk}: kind {row.kind!r} is not known")
    return SuspensionEvent(name, row.at, data["side"], author, data["why"], until)
