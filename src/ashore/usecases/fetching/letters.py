"""Bytes of messages from a server that may hang, lie or break off: one bad message never stops its folder (H89)."""

from collections.abc import Callable, Mapping, Sequence

from ashore.core.kernel import Reason
from ashore.mail.imap import Cut, Garbage, ImapTrouble, Session, TimedOut, Told, TooSlow
from ashore.mail.limits import KEPT_OF_TOO_LONG
from ashore.usecases.fetching.limits import Limits
from ashore.usecases.keeping import Letter

MEGABYTE = 1024 * 1024
TRIES = 2
Reconnect = Callable[[], Session]
"""A fresh session with the same folder open."""


class Letters:
    """Fetches batches over one session, and over fresh ones where that breaks. ``session``: the present one."""

    def __init__(self, session: Session, again: Reconnect, limits: Limits) -> None:
        self.session = session
        self._again = again
        self._limits = limits
        self._blamed = 0

    def of(self, uids: Sequence[int], told: Mapping[int, Told]) -> list[Letter]:
        """The messages that are still there, in the order of ``uids``, each with its bytes or the reason why not.
        Raises `ImapTrouble` where the server as a whole fails."""
        long = [uid for uid in uids if uid in told and told[uid].size > self._limits.message_bytes]
        usual = [uid for uid in uids if uid not in long]
        found = self._bodies(usual)
        doubted = [uid for uid in usual if not _is_whole(found.get(uid), told.get(uid))]
        there = self._still_there(doubted)
        letters = {uid: _letter(uid, found[uid], told) for uid in usual if uid not in doubted}
        letters |= {uid: self._doubted(uid, found.get(uid), told) for uid in doubted if uid in there}
        letters |= {uid: self._header_only(uid, told[uid]) for uid in long}
        return [letters[uid] for uid in uids if uid in letters]

    def _bodies(self, uids: Sequence[int]) -> dict[int, bytes]:
        try:
            return self.session.bodies(uids)
        except (Garbage, Cut, TimedOut):
            self.session = self._again()
        found = {uid: self._one(uid) for uid in uids}
        return {uid: raw for uid, raw in found.items() if raw is not None}

    def _one(self, uid: int) -> bytes | None:
        """One message by itself; None where the server fails at it again and again, or has nothing."""
        trouble: ImapTrouble | None = None
        for _ in range(TRIES):
            try:
                return self.session.bodies([uid]).get(uid)
            except (Garbage, Cut, TimedOut) as error:
                trouble = error
                self.session = self._again()
                if isinstance(error, TooSlow):
                    break  # a second time takes as long
        self._blamed += 1
        if trouble and self._blamed > self._limits.blamed:
            raise trouble
        return None

    def _still_there(self, uids: Sequence[int]) -> set[int]:
        return set(self.session.uids(min(uids), max(uids))) & set(uids) if uids else set()

    def _doubted(self, uid: int, first: bytes | None, told: Mapping[int, Told]) -> Letter:
        """Not of the size that was told, or not there: asked for once more. Some servers are always wrong about sizes;
        what comes twice the same is taken."""
        second = self._one(uid)
        if second is None or (not second and first is None):
            size = told[uid].size if uid in told else 0
            why = Reason("account.mail.not_given", params={"uid": uid})
            return Letter(uid, size, told[uid].arrived_at if uid in told else None, None, why)
        return _letter(uid, second, told)

    def _header_only(self, uid: int, told: Told) -> Letter:
        """The header of a message that is too long, with a visible reason (H68)."""
        why = Reason(
            "account.mail.too_large",
            params={"size": -(-told.size // MEGABYTE), "limit": self._limits.message_bytes // MEGABYTE},
        )
        try:
            head = self.session.headers(uid)[:KEPT_OF_TOO_LONG]
        except (Garbage, Cut, TimedOut):
            self.session = self._again()
            head = b""
        return Letter(uid, told.size, told.arrived_at, head or None, why)


def _is_whole(raw: bytes | None, told: Told | None) -> bool:
    return raw is not None and told is not None and len(raw) == told.size


def _letter(uid: int, raw: bytes, told: Mapping[int, Told]) -> Letter:
    return Letter(uid, len(raw), told[uid].arrived_at if uid in told else None, raw)
