"""The word index filled anew from stored messages, without understanding them again."""

from collections.abc import Iterator, Sequence

from django.db import transaction

from ashore.store import search
from ashore.store.models import Message
from ashore.usecases.eventlog import read_head
from ashore.usecases.importing.items import INDEXED_CHARACTERS, people_of

AT_ONCE = 200


def index_again() -> None:
    """Index all messages, in one transaction."""
    with transaction.atomic():
        search.forget_all()
        search.add(_entries())


def index_changed(messages: Sequence[int]) -> None:
    """Let messages that were changed be found by the words that are left."""
    if messages:
        index_again()


def is_whole() -> bool:
    """Whether every message can be searched."""
    return search.missing() == 0


def _entries() -> Iterator[search.Entry]:
    columns = ("pk", "workspace_id", "subject", "head", "text")
    rows = Message.objects.order_by("pk").values_list(*columns)
    for message, workspace, subject, head, text in rows.iterator(chunk_size=AT_ONCE):
        people = people_of(read_head(head))
        yield message, search.scope(workspace), subject, people, text[:INDEXED_CHARACTERS]
