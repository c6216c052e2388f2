"""The workspace's tags, by name."""

from django.db.models import Count

from ashore.store.models import ConversationTag, Tag, Workspace
from ashore.usecases.queries.rows import TagRow


def tags(*, workspace: Workspace) -> tuple[TagRow, ...]:
    """All tags by name."""
    rows = Tag.objects.filter(workspace=workspace, removed=False, merged_into=None)
    found = (TagRow(*each) for each in rows.values_list("pk", "name", "hue"))
    return tuple(sorted(found, key=lambda each: (each.name.casefold(), each.id)))


def counted(*, workspace: Workspace) -> tuple[TagRow, ...]:
    """The same with how many conversations bear each."""
    uses = ConversationTag.objects.filter(workspace=workspace).values_list("tag").annotate(Count("pk"))
    number = dict(uses)
    return tuple(TagRow(each.id, each.name, each.hue, number.get(each.id, 0)) for each in tags(workspace=workspace))
