"""Conversations out of a heap of messages. The order in which they arrived cannot matter: only the set is looked at."""

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta

from ashore.core.correspondence.chats import apart, with_chats
from ashore.core.correspondence.groups import Groups
from ashore.core.correspondence.message import Conversation, Message, Placement, Threads
from ashore.core.correspondence.orphans import Found, Orphanage
from ashore.core.correspondence.ours import Us, ours
from ashore.core.correspondence.pointers import by_message_id, in_order
from ashore.core.correspondence.references import Joined, join_references
from ashore.core.kernel import Finding, Reason, Value

WINDOW = timedelta(days=30)
"""So long after a message a reply without references may still be found to belong to it."""


def thread(messages: Iterable[Message], *, us: Us, window: timedelta = WINDOW) -> Threads:
    """Put messages into conversations, each with its parent and the reason (W9, H31-H43).

    ``us``: our addresses and domains as a frozenset, or a test for one address. Joined are messages that References and
    In-Reply-To connect, missing ones between them included; a message that names no id is joined by an id in its
    text, by
    Outlook's Thread-Index, or as a reply under the same subject among the same people within ``window``; never by
    its subject
    alone. Who is joined by a reference but known to nobody there is marked an outsider (H39). A pure function of the
    set of messages; linear but for sorting. Messages of chats are never joined with mail by what headers say:
    `chats` puts them in order.
    """
    chats, mail = apart(in_order(messages))
    return with_chats(_thread_mail(mail, us, window), mail, chats)


def _thread_mail(mail: Sequence[Message], us: Us, window: timedelta) -> Threads:
    is_ours = ours(us)
    joined = join_references(mail, is_ours)
    found = _find_homes(mail, joined, is_ours, window)
    sets = joined.groups.sets()
    parents = _parents(mail, joined, found, sets)
    placements = tuple(_place(mail, joined, found, parents, position) for position in range(len(mail)))
    conversations = tuple(
        Conversation(mail[first].key, mail[first].subject, tuple(mail[member].key for member in members))
        for first, members in sorted(sets.items())
    )
    return Threads(placements, conversations, _conflicts(mail, joined))


def _find_homes(
    mail: Sequence[Message], joined: Joined, is_ours: Callable[[str], bool], window: timedelta
) -> dict[int, Found]:
    orphans = [position for position in range(len(mail)) if position not in joined.pointing]
    orphanage = Orphanage(mail, orphans, is_ours, window)
    ids = by_message_id(mail)
    homes = {position: orphanage.home(position, ids, joined.groups.find) for position in orphans}
    found = {position: home for position, home in homes.items() if home is not None}
    for position, home in found.items():
        joined.groups.join(position, home.target)
    return found


def _parents(
    mail: Sequence[Message], joined: Joined, found: dict[int, Found], sets: dict[int, list[int]]
) -> dict[int, int]:
    """The parent of each message but the roots: one tree a conversation, cycles cut at their earliest message (H42)."""
    parents: dict[int, int] = {}
    for position in range(len(mail)):
        target = _parent(joined, found, joined.groups, position)
        if target is not None:
            parents[position] = target
    _cut_cycles(parents, len(mail))
    for members in sets.values():
        roots = [member for member in members if member not in parents]
        for root in roots[1:]:
            parents[root] = roots[0]
    return parents


def _parent(joined: Joined, found: dict[int, Found], groups: Groups, position: int) -> int | None:
    for target in joined.targets.get(position, ()):
        if groups.together(position, target):
            return target
    home = found.get(position)
    return home.target if home is not None else None


def _cut_cycles(parents: dict[int, int], size: int) -> None:
    done = bytearray(size)
    for start in range(size):
        path: list[int] = []
        position: int | None = start
        while position is not None and not done[position]:
            done[position] = 2
            path.append(position)
            position = parents.get(position)
        if position is not None and done[position] == 2:
            del parents[min(path[path.index(position) :])]
        for seen in path:
            done[seen] = 1


def _place(
    mail: Sequence[Message],
    joined: Joined,
    found: dict[int, Found],
    parents: dict[int, int],
    position: int,
) -> Placement:
    message = mail[position]
    parent = parents.get(position)
    first = joined.groups.find(position)
    outsider = position in joined.outsiders
    reason = _reason(mail, joined, found, parent, position)
    if outsider:
        reason = Reason(
            "correspondence.placed.outsider",
            params={"sender": message.sender.email or message.sender.name},
            sources=(message.key,),
            because=(reason,),
        )
    return Placement(message.key, mail[first].key, "" if parent is None else mail[parent].key, reason, outsider)


def _reason(
    mail: Sequence[Message], joined: Joined, found: dict[int, Found], parent: int | None, position: int
) -> Reason:
    message = mail[position]
    if parent is None:
        return Reason("correspondence.placed.first", sources=(message.key,))
    above = mail[parent]
    sources = (message.key, above.key)
    if parent in joined.targets.get(position, ()):
        return Reason("correspondence.placed.reference", params={"message_id": above.message_id}, sources=sources)
    home = found.get(position)
    if home is not None and home.target == parent:
        params: dict[str, Value] = {"subject": above.subject, "person": home.person, "passages": home.quoted}
        return Reason(f"correspondence.placed.{home.sign}", params=params, sources=sources)
    sibling = joined.missing.get(position)
    if sibling is not None:
        code = "twin" if sibling[0] == message.message_id else "missing_parent"
        return Reason(f"correspondence.placed.{code}", params={"message_id": sibling[0]}, sources=sources)
    return Reason("correspondence.placed.connected", sources=sources)


def _conflicts(mail: Sequence[Message], joined: Joined) -> tuple[Finding, ...]:
    findings = []
    for name, twins in sorted(joined.twins.items()):
        keys = tuple(mail[position].key for position in twins)
        reason = Reason("correspondence.duplicate_id", params={"message_id": name, "count": len(keys)}, sources=keys)
        findings += [Finding("duplicate-message-id", "warning", key, reason) for key in keys]
    return tuple(findings)
