"""The word index filled anew from stored messages, without understanding them again."""

from collections.abc import Callable

from django.db import transaction

from ashore.store import search
from ashore.store.models import Message

STEP_PAGES = 250
"""Pages of 4 kB that one step writes."""


def index_again() -> None:
    """Index all messages, in one transaction."""
    with transaction.atomic():
        search.forget_all()
        search.add_stored(list(Message.objects.order_by("pk").values_list("pk", flat=True)))


def is_whole() -> bool:
    """Whether every message can be searched."""
    return search.missing() == 0


def tidy(*, rest: Callable[[], bool]) -> int:
    """Put the word index in order where much was added, step by step, so that nobody waits for it; how many steps.
    ``rest``: called between two; whether it is enough for now."""
    steps = 0
    while search.tidied(STEP_PAGES, go_on=steps > 0) and not rest():
        steps += 1
    return steps
