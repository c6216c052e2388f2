"""The messages of several paths as one archive: sorted, copies counted once, conflicts kept."""

from collections.abc import Iterable
from dataclasses import dataclass

from ashore.intake import Taken


@dataclass(frozen=True, slots=True)
class Archive:
    """``taken``: each message once, in order of time. ``copies``: how many more were the same message again.

    ``conflicting``: Message-IDs that different messages carry; all of them are kept (H32).
    """

    taken: tuple[Taken, ...]
    copies: int
    conflicting: tuple[str, ...]


def archive(taken: Iterable[Taken]) -> Archive:
    """Put what was read together. The same bytes, or the same Message-ID, sender, subject and time, are one message:
    a list's copy and the sent copy differ in their transport headers only."""
    keys: set[str] = set()
    first_by_id: dict[str, Taken] = {}
    conflicting: set[str] = set()
    kept: list[Taken] = []
    copies = 0
    for each in taken:
        message = each.message
        if message.key in keys:
            copies += 1
            continue
        twin = first_by_id.get(message.message_id) if message.message_id else None
        if twin is not None and _same(twin, each):
            copies += 1
            continue
        if twin is not None:
            conflicting.add(message.message_id)
        elif message.message_id:
            first_by_id[message.message_id] = each
        keys.add(message.key)
        kept.append(each)
    kept.sort(key=lambda each: (each.message.at, each.message.order))
    return Archive(tuple(kept), copies, tuple(sorted(conflicting)))


def _same(one: Taken, two: Taken) -> bool:
    a, b = one.message, two.message
    told_alike = a.sender.email == b.sender.email and a.at == b.at and a.doubtful == b.doubtful
    return told_alike and _plain(a.subject) == _plain(b.subject)


def _plain(subject: str) -> str:
    """The subject without what a list puts before it."""
    return " ".join(subject.rpartition("]")[2].split()).casefold()
