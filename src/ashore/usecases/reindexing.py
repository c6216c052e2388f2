"""The word index filled anew from stored messages, without understanding them again."""

from django.db import transaction

from ashore.store import search
from ashore.store.models import Message


def index_again() -> None:
    """Index all messages, in one transaction."""
    with transaction.atomic():
        search.forget_all()
        search.add_stored(list(Message.objects.order_by("pk").values_list("pk", flat=True)))


def is_whole() -> bool:
    """Whether every message can be searched."""
    return search.missing() == 0
