"""Replies that lost their references: found again by ids in the text, Thread-Index, or subject AND people AND time.

Never by subject alone. Each decision looks only at messages that share a ``fallback_keys`` key with the orphan, so that
a store can load those and decide the same (``closure``).
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta
from typing import NamedTuple

from ashore.core.correspondence.acquaintance import list_addresses, lists_of
from ashore.core.correspondence.domains import organisation
from ashore.core.correspondence.message import Message
from ashore.core.correspondence.subjects import Subject, is_generic, parse_subject

QUOTED_IDS = 20
"""So many ids named in a text are looked at."""
_PEOPLE = 40
_LOOKED_AT = 64
_LIST_PAUSE = timedelta(days=10)


class Found(NamedTuple):
    """Where an orphan belongs, and by what sign: quoted_id, thread_index, quoted_text, people, list."""

    target: int
    sign: str
    person: str = ""
    quoted: int = 0


def companions(message: Message, is_ours: Callable[[str], bool]) -> frozenset[str]:
    """People on the message besides us and the lists; of a crowd the first forty by name."""
    people = sorted(e for e in message.people() - list_addresses(message) if not is_ours(e))
    return frozenset(people[:_PEOPLE])


def fallback_keys(message: Message, is_ours: Callable[[str], bool]) -> tuple[str, ...]:
    """Keys under which a reply without references looks for its conversation, and is looked for."""
    subject = parse_subject(message.subject)
    keys = [f"index:{message.thread_index}"] if message.thread_index else []
    if subject.base:
        who = sorted({organisation(e) or e for e in companions(message, is_ours)} | lists_of(message))
        bases = (subject.base, subject.was) if subject.was else (subject.base,)
        keys += [f"subject:{base}\n{name}" for base in bases for name in who]
    return tuple(keys)


class Orphanage:
    """Messages by their fallback keys, so far as an orphan asks for them."""

    def __init__(
        self,
        mail: Sequence[Message],
        orphans: Iterable[int],
        is_ours: Callable[[str], bool],
        window: timedelta,
    ) -> None:
        self._mail = mail
        self._is_ours = is_ours
        self._window = window
        self._keys: dict[int, tuple[str, ...]] = {}
        self._under: dict[str, list[int]] = {}
        subjects, indexes = _asked_for(mail, orphans)
        for position, message in enumerate(mail):
            subject = parse_subject(message.subject)
            if subject.base in subjects or subject.was in subjects or message.thread_index in indexes:
                keys = self._keys[position] = fallback_keys(message, is_ours)
                for key in keys:
                    self._under.setdefault(key, []).append(position)

    def home(self, position: int, ids: Mapping[str, list[int]], place: Callable[[int], int]) -> Found | None:
        """Where the message at ``position`` belongs, or None. ``place`` tells apart what references have joined."""
        if self._mail[position].doubtful:
            return None
        return self._by_quoted_id(position, ids) or self._by_index(position) or self._by_subject(position, place)

    def _by_quoted_id(self, position: int, ids: Mapping[str, list[int]]) -> Found | None:
        message = self._mail[position]
        people = companions(message, self._is_ours) | lists_of(message)
        for name in message.quoted_ids[:QUOTED_IDS]:
            for target in ids.get(name, ()) if name else ():
                other = self._mail[target]
                if target == position:
                    continue
                if people & (companions(other, self._is_ours) | lists_of(other)) or self._comes_back(message, other):
                    return Found(target, "quoted_id")
        return None

    def _comes_back(self, message: Message, other: Message) -> bool:
        """A mail server's report to whoever of us sent the message that it names."""
        sender = other.sender.email
        return message.kind == "bounce" and self._is_ours(sender) and any(sender == each.email for each in message.to)

    def _by_index(self, position: int) -> Found | None:
        message = self._mail[position]
        if not message.thread_index:
            return None
        people = message.people()
        near = [
            other
            for other in self._around(self._under[f"index:{message.thread_index}"], position)
            if any(not self._is_ours(e) for e in people & self._mail[other].people())
        ]
        earlier = [other for other in near if other < position]
        chosen = max(earlier) if earlier else min(near, default=None)
        return None if chosen is None else Found(chosen, "thread_index")

    def _by_subject(self, position: int, place: Callable[[int], int]) -> Found | None:
        message = self._mail[position]
        subject = parse_subject(message.subject)
        if not subject.base or not _looks_like_reply(message, subject):
            return None
        shared: dict[int, str] = {}
        for key in self._keys[position]:
            if key.startswith("subject:"):
                who = key.partition("\n")[2]
                for other in self._earlier(self._under[key], position):
                    shared.setdefault(other, who)
        if not shared:
            return None
        return self._by_quote(position, shared) or self._by_company(position, shared, subject, place)

    def _by_quote(self, position: int, shared: Mapping[int, str]) -> Found | None:
        quoted = frozenset(self._mail[position].quoted_text)
        if not quoted:
            return None
        scores = {other: len(quoted.intersection(self._mail[other].own_text)) for other in shared}
        best = max(scores, key=lambda other: (scores[other], other))
        return Found(best, "quoted_text", shared[best], scores[best]) if scores[best] else None

    def _by_company(
        self, position: int, shared: Mapping[int, str], subject: Subject, place: Callable[[int], int]
    ) -> Found | None:
        if is_generic(subject.base):
            return None
        message = self._mail[position]
        known = companions(message, self._is_ours)
        with_people = [other for other in shared if known & companions(self._mail[other], self._is_ours)]
        candidates = with_people or [other for other in shared if message.at - self._mail[other].at <= _LIST_PAUSE]
        if not candidates:
            return None
        others = [o for o in candidates if self._mail[o].sender.email != message.sender.email]
        best = max(others or candidates, key=lambda o: (self._writes_to_author(position, o), o))
        sign = "people" if with_people else "list"
        if len({place(other) for other in candidates}) > 1 and sign == "list":
            return None
        who = min(known & companions(self._mail[best], self._is_ours), default=shared[best])
        return Found(best, sign, who)

    def _writes_to_author(self, position: int, other: int) -> bool:
        message, author = self._mail[position], self._mail[other].sender.email
        return any(address.email == author for address in (*message.to, *message.cc))

    def _earlier(self, bucket: Sequence[int], position: int) -> Iterable[int]:
        oldest = self._mail[position].at - self._window
        near = [other for other in self._around(bucket, position) if other < position]
        return (other for other in near if self._mail[other].at >= oldest)

    def _around(self, bucket: Sequence[int], position: int) -> Sequence[int]:
        """The nearest others of a bucket, so many to each side at most."""
        here = bisect_left(bucket, position)
        near = bucket[max(0, here - _LOOKED_AT) : here + _LOOKED_AT + 1]
        return [other for other in near if other != position]


def _asked_for(mail: Sequence[Message], orphans: Iterable[int]) -> tuple[frozenset[str], frozenset[str]]:
    """Base subjects and Thread-Indexes under which orphans will look."""
    subjects: set[str] = set()
    indexes: set[str] = set()
    for position in orphans:
        message = mail[position]
        indexes.add(message.thread_index)
        subject = parse_subject(message.subject)
        if _looks_like_reply(message, subject):
            subjects.update((subject.base, subject.was))
    return frozenset(subjects - {""}), frozenset(indexes - {""})


def _looks_like_reply(message: Message, subject: Subject) -> bool:
    return subject.reply or subject.forward or bool(subject.was) or bool(message.quoted_text)
