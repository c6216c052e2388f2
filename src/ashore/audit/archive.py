"""The messages of several paths as one archive: sorted, copies counted once, conflicts kept."""

from collections.abc import Callable, Iterable
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


def archive(taken: Iterable[Taken], text_of: Callable[[Taken], str] = lambda _: "") -> Archive:
    """Put what was read together. The same bytes are one message, and so is a letter that came by several ways: of
    these the one to which the least was added counts, whichever was read first. ``text_of``: what a message says,
    asked only of those that bear one Message-ID.
    """
    keys: set[str] = set()
    by_id: dict[str, list[str]] = {}
    kept: dict[str, Taken] = {}
    copies = 0
    for each in taken:
        if each.message.key in keys:
            copies += 1
            continue
        keys.add(each.message.key)
        named = by_id.setdefault(each.message.message_id, []) if each.message.message_id else []
        twin = next((key for key in named if _is_copy(each, kept[key], text_of)), None)
        if twin is None:
            kept[each.message.key] = each
            named.append(each.message.key)
            continue
        copies += 1
        if _is_plainer(each, kept[twin], text_of):
            kept[twin] = each
    found = sorted(kept.values(), key=lambda each: (each.message.at, each.message.order))
    conflicting = sorted(name for name, named in by_id.items() if len(named) > 1)
    return Archive(tuple(found), copies, tuple(conflicting))


def _is_copy(one: Taken, other: Taken, text_of: Callable[[Taken], str]) -> bool:
    if one.message.sender.email != other.message.sender.email or one.message.at != other.message.at:
        return False
    from ashore.audit.twins import is_copy  # what reads words is loaded while the archive is read

    return is_copy(one, other, text_of)


def _is_plainer(one: Taken, other: Taken, text_of: Callable[[Taken], str]) -> bool:
    from ashore.audit.twins import is_plainer

    return is_plainer(one, other, text_of)
