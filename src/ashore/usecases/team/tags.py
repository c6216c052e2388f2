"""The workspace's tags: made, renamed, coloured, merged, removed. What conversations bear follows from the log by way
of them, so that a merge is one change and is taken back as one."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zlib import crc32

from django.db import transaction

from ashore.store.models import ConversationTag, Event, Tag, User, Workspace
from ashore.usecases.appending import append, plain_words
from ashore.usecases.errors import NotPossible, NotThere
from ashore.usecases.team.settling import settle
from ashore.usecases.team.taglist import tags

HUES = 8
LONGEST = 40
MOST = 200


@transaction.atomic
def tag_named(*, workspace: Workspace, name: str, make: bool = True) -> int:
    """The tag of that name; where there is none yet it is made, if ``make``. Raises `NotPossible` (``tag.empty``,
    ``tag.gone``, ``tag.too_many``)."""
    words = plain_words(name, LONGEST)
    if not words:
        raise NotPossible("tag.empty")
    known = {each.name.casefold(): each.id for each in tags(workspace=workspace)}
    if words.casefold() in known:
        return known[words.casefold()]
    if not make:
        raise NotPossible("tag.gone")
    if len(known) >= MOST:
        raise NotPossible("tag.too_many", most=MOST)
    return Tag.objects.create(workspace=workspace, name=words, hue=crc32(words.casefold().encode()) % HUES).pk


@transaction.atomic
def rename(*, workspace: Workspace, user: User, now: datetime, tag: int, name: str, hue: int) -> int:
    """Call a tag otherwise, or give it another hue; the id that `undo` takes. Raises `NotThere`, `NotPossible`
    (``tag.empty``, ``tag.taken``, ``tag.unchanged``)."""
    row, words = _tag(workspace, tag), plain_words(name, LONGEST)
    if not words:
        raise NotPossible("tag.empty")
    if words.casefold() in {each.name.casefold() for each in tags(workspace=workspace) if each.id != row.pk}:
        raise NotPossible("tag.taken", name=words)
    if (words, hue % HUES) == (row.name, row.hue):
        raise NotPossible("tag.unchanged")
    return _change(workspace, user, now, row, {"name": words, "hue": hue % HUES})


@transaction.atomic
def merge(*, workspace: Workspace, user: User, now: datetime, tag: int, into: int) -> int:
    """Let what bears one tag bear the other instead, now and in future; the id that `undo` takes. Raises `NotThere`,
    `NotPossible` (``tag.same_one``)."""
    row, other = _tag(workspace, tag), _tag(workspace, into)
    if row.pk == other.pk:
        raise NotPossible("tag.same_one")
    return _change(workspace, user, now, row, {"merged_into_id": other.pk})


@transaction.atomic
def remove(*, workspace: Workspace, user: User, now: datetime, tag: int) -> int:
    """Take a tag off everything; the id that `undo` takes. Raises `NotThere`."""
    return _change(workspace, user, now, _tag(workspace, tag), {"removed": True})


def take_back(event: Event) -> None:
    """Bring a tag back to what it was. The caller holds the transaction. Raises `NotPossible` (``tag.taken``)."""
    row, before = Tag.objects.get(pk=event.data["tag"]), event.data["before"]
    name = before.get("name", row.name)
    others = {each.name.casefold() for each in tags(workspace=event.workspace) if each.id != row.pk}
    if name.casefold() in others:
        raise NotPossible("tag.taken", name=name)
    touched = _touched(row)
    Tag.objects.filter(pk=row.pk).update(**before)
    settle(event.workspace, touched)


def _change(workspace: Workspace, user: User, now: datetime, row: Tag, values: dict[str, Any]) -> int:
    before = {name: getattr(row, name) for name in values}
    touched = _touched(row)
    Tag.objects.filter(pk=row.pk).update(**values)
    data = {"tag": row.pk, "name": row.name, "before": before, "after": values}
    event = append(workspace, user, now, "tag_changed", now, data, None, None)
    if "name" not in values:
        settle(workspace, touched)
    return event


def _touched(row: Tag) -> set[int]:
    """Conversations in whose log it, or a tag that was merged into it, stands; a tag has no more of them than uses."""
    talks = set(ConversationTag.objects.filter(tag=row).values_list("conversation_id", flat=True))
    log = Event.objects.filter(workspace=row.workspace_id, kind="tag", undone_by__isnull=True)
    mine = {row.pk, *_merged(row.pk)}
    for talk, data in log.exclude(conversation=None).values_list("conversation_id", "data"):
        if mine & set(data.get("add", ())):
            talks.add(talk)
    return talks


def _merged(tag: int) -> Iterable[int]:
    found: list[int] = []
    border = [tag]
    while border:
        border = list(Tag.objects.filter(merged_into__in=border).exclude(pk__in=found).values_list("pk", flat=True))
        found += border
    return found


def _tag(workspace: Workspace, tag: int) -> Tag:
    rows = Tag.objects.select_for_update()  # whoever puts it on just now is done first, and seen
    row = rows.filter(workspace=workspace, pk=tag, removed=False, merged_into=None).first()
    if row is None:
        raise NotThere(f"tag {tag}")
    return row
