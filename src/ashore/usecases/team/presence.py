"""Who has a conversation open, and who writes in it: a short lease that the page renews, and the drafts that lie
there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import OuterRef, Q, Subquery

from ashore.store.models import Conversation, Membership, Presence, ReplyDraft, User, Workspace
from ashore.usecases.errors import NotThere

LEASE = timedelta(seconds=40)
"""A little more than two polls of the page."""
WRITING = timedelta(seconds=60)
"""Whoever saved a draft so short a time ago is writing."""


@dataclass(frozen=True, slots=True)
class PresentRow:
    """A colleague in a conversation. ``looks``: they have it open; ``writes``: just now; ``draft_at``: when they kept
    an unfinished reply, None without one."""

    name: str
    looks: bool
    writes: bool
    draft_at: datetime | None


def look_in(*, workspace: Workspace, user: User, now: datetime, conversation: int) -> None:
    """Say that one has a conversation open. Raises `NotThere`."""
    if not Conversation.objects.filter(workspace=workspace, pk=conversation).exists():
        raise NotThere(f"conversation {conversation}")
    Presence.objects.bulk_create(
        [Presence(conversation_id=conversation, user=user, until=now + LEASE)],
        update_conflicts=True,
        unique_fields=["conversation", "user"],
        update_fields=["until"],
    )


def present(*, workspace: Workspace, user: User, now: datetime, conversation: int) -> Sequence[PresentRow]:
    """The others there, in one question: who looks, who writes, whose draft lies there."""
    leases = Presence.objects.filter(conversation=conversation, user=OuterRef("user"), until__gt=now)
    drafts = ReplyDraft.objects.filter(conversation=conversation, user=OuterRef("user"))
    others = Membership.objects.filter(workspace=workspace, user__is_active=True).exclude(user=user)
    rows = others.annotate(
        looks=Subquery(leases.values("until")[:1]), kept=Subquery(drafts.values("saved_at")[:1])
    ).filter(Q(looks__isnull=False) | Q(kept__isnull=False))
    found = rows.order_by("user__name", "user_id").values_list("user__name", "user__email", "looks", "kept")
    return [
        PresentRow(name or email.partition("@")[0], looks is not None, kept is not None and kept > now - WRITING, kept)
        for name, email, looks, kept in found
    ]


def forget_gone(*, now: datetime) -> int:
    """Clear leases away that ran out; how many."""
    return Presence.objects.filter(until__lt=now).delete()[0]
