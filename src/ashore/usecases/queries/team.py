"""How a conversation stands in the team, for its page."""

from datetime import datetime

from ashore.store.models import Conversation, Follower, Workspace
from ashore.usecases.queries.owners import Ours
from ashore.usecases.queries.rows import TeamView
from ashore.usecases.team.fieldlist import filled
from ashore.usecases.team.taglist import tags


def team_view(workspace: Workspace, row: Conversation, people: Ours, now: datetime) -> TeamView:
    """Whose it is, who follows it, until when it is put off, its tags and fields."""
    known = tags(workspace=workspace)
    followers = Follower.objects.filter(conversation=row).order_by("user").values_list("user_id", flat=True)
    following = [each for each in followers if each in people.by_id]
    until = row.snoozed_until if row.snoozed_until and row.snoozed_until > now else None
    return TeamView(
        owner=row.assignee_id if row.assignee_id in people.by_id else 0,
        owner_name=people.by_id.get(row.assignee_id or 0, ""),
        followers=tuple(following),
        follower_names=tuple(people.by_id[each] for each in following),
        snoozed_until=until,
        falls_due=row.next_due_at if until and row.next_due_at and row.next_due_at < until else None,
        tags=tuple(each for each in known if each.id in (row.tags or ())),
        fields=filled(workspace=workspace, conversation=row.pk),
        people=tuple(sorted(people.by_id.items(), key=lambda pair: pair[1].casefold())),
        known=known,
    )
