"""One folder from its cursor: new mail first, then the old, newest first, so that what people look for comes early.

The cursor is a stretch: all UIDs from ``first_uid`` to ``last_uid`` are stored. New mail lengthens it upwards; old mail
downwards, within the account's bytes a day, until it reaches 1. Another UIDVALIDITY means that all UIDs are others: the
stretch begins anew at the top, and what comes is known by its content (H88).
"""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Sum

from ashore.mail.imap import Opened, Session, Told
from ashore.store.models import MailFolder, Tray
from ashore.usecases.fetching.letters import Letters
from ashore.usecases.fetching.limits import Limits
from ashore.usecases.keeping import Cursor, Kept, keep, source_of

Clock = Callable[[], datetime]
RETRIED = 3
RETRIED_FOR = timedelta(days=3)
OVERLAP = timedelta(days=1)
"""Mail that is at most so much older than the last fetch is no old mail, whatever its UID."""


@dataclass(slots=True)
class Pass:
    """What one look into a folder brought. ``more``: mail is left for the next one; ``put_by``: for tomorrow."""

    new: int = 0
    known: int = 0
    tray: int = 0
    more: bool = False
    put_by: bool = False

    def add(self, kept: Kept) -> None:
        """Count a batch."""
        self.new += kept.new
        self.known += kept.known
        self.tray += kept.tray


class FolderFetch:
    """One look into one folder. ``found``: what it brought so far."""

    def __init__(
        self,
        folder: MailFolder,
        session: Session,
        connect: Callable[[], Session],
        clock: Clock,
        holder: str,
        limits: Limits,
    ) -> None:
        self._folder, self._clock, self._holder, self._limits = folder, clock, holder, limits
        self._connect = connect
        self._letters = Letters(session, self._again, limits)
        self._began = time.monotonic()
        self.found = Pass()

    @property
    def session(self) -> Session:
        """The session in use, which may be another than at first."""
        return self._letters.session

    def run(self) -> None:
        """Store what is new, and a slice of what is old. Raises `ImapTrouble`, `Overtaken`."""
        folder, opened = self._folder, self.session.open(self._folder.name)
        if opened.uidvalidity != folder.uidvalidity:
            self._begin(opened)
        if not self._is_unchanged(opened):
            self._new()
            if not self.found.more:
                self._old()
        self._once_more()
        folder.modseq, folder.fetched_at = opened.modseq, self._clock()
        row = MailFolder.objects.filter(pk=folder.pk, uidvalidity=folder.uidvalidity)
        row.update(modseq=folder.modseq, fetched_at=folder.fetched_at)

    def _again(self) -> Session:
        session = self._connect()
        if session.open(self._folder.name).uidvalidity != self._folder.uidvalidity:
            self._folder.uidvalidity = -1  # nothing is stored under the wrong one: the guarded move fails
        return session

    def _begin(self, opened: Opened) -> None:
        """A folder that was never read, or whose UIDs are all others now."""
        top = opened.uidnext - 1 if opened.uidnext else max(self.session.uids(1), default=0)
        self._keep((), Cursor(opened.uidvalidity, top + 1, top))
        self._folder.modseq = 0

    def _is_unchanged(self, opened: Opened) -> bool:
        folder = self._folder
        whole = folder.first_uid == 1 and opened.uidnext == folder.last_uid + 1
        return whole and opened.modseq == folder.modseq != 0

    def _new(self) -> None:
        for uids in _chunks(self.session.uids(self._folder.last_uid + 1), self._limits.uids):
            told = self.session.sizes(uids)
            for batch in _batches(uids, told, self._at_once):
                here = self._here()
                self._keep(batch, Cursor(here.validity, here.first, batch[-1]), told)
                if self._takes_long():
                    self.found.more = True
                    return

    def _old(self) -> None:
        uids = self.session.uids(1, self._folder.first_uid - 1)[::-1]
        for chunk in _chunks(uids[: self._limits.slice], self._limits.uids):
            told = self.session.sizes(chunk)
            for batch in _batches(chunk, told, self._at_once):
                some = self._within_the_day(batch, told)
                here = self._here()
                if some:
                    self._keep(some, Cursor(here.validity, some[-1], here.last), told, old=True)
                if len(some) < len(batch):
                    self.found.put_by = True
                    return
                if self._takes_long() and self._folder.first_uid > uids[-1]:
                    self.found.more = True
                    return
        if len(uids) > self._limits.slice:
            self.found.more = True
        elif self._folder.first_uid != 1:
            here = self._here()
            self._keep((), Cursor(here.validity, 1, here.last))

    def _takes_long(self) -> bool:
        """Whether it is time to look at what else there is: over a slow line a slice may take hours."""
        return time.monotonic() - self._began > self._limits.slice_seconds

    def _at_once(self) -> Limits:
        """How much is fetched at once over the line as it proved to be: little over a slow one, so that what is cut
        there has not cost much."""
        rate, limits = self.session.rate, self._limits
        most = limits.batch_bytes if rate is None else int(rate * limits.batch_seconds)
        return limits._replace(batch_bytes=min(limits.batch_bytes, most))

    def _within_the_day(self, batch: Sequence[int], told: Mapping[int, Told]) -> list[int]:
        """Of old mail what the day's bytes allow: until they are used up, so that at least one message goes."""
        bound = self._folder.account.daily_bytes
        if bound is None:
            return list(batch)
        spent, found = self._spent(), []
        for uid in batch:
            if spent >= bound and not self._is_recent(told.get(uid)):
                break
            found.append(uid)
            spent += told[uid].size if uid in told else 0
        return found

    def _spent(self) -> int:
        rows = MailFolder.objects.filter(account=self._folder.account_id, day=self._clock().astimezone(UTC).date())
        return int(rows.aggregate(all=Sum("day_bytes"))["all"] or 0)

    def _is_recent(self, told: Told | None) -> bool:
        since = self._folder.fetched_at
        return bool(since and told and told.arrived_at and told.arrived_at > since - OVERLAP)

    def _once_more(self) -> None:
        """Some of what the server did not give before is asked for again: once an hour, for it may take its time-outs,
        and whenever a person wished it since the last look."""
        here, now, last = self._here(), self._clock(), self._folder.fetched_at
        if last is None:
            return
        source = source_of(self._folder, here.validity)
        rows = Tray.objects.filter(workspace=self._folder.account.workspace_id, source=source, raw__isnull=True)
        same_hour = (now.date(), now.hour) == (last.date(), last.hour)
        wished = rows.filter(at__gt=last) if same_hour else rows.filter(at__gt=now - RETRIED_FOR)
        places = wished.order_by("?").values_list("place", flat=True)[:RETRIED]
        uids = [int(place) for place in places if place.isdigit()]
        if uids:
            told = self.session.sizes(uids)
            self._keep([uid for uid in uids if uid in told], here, told)

    def _keep(
        self, uids: Sequence[int], after: Cursor, told: Mapping[int, Told] | None = None, *, old: bool = False
    ) -> None:
        letters = self._letters.of(uids, told or {}) if uids else []
        before = self._here()  # not earlier: on the way a fresh session may have shown another UIDVALIDITY
        spent = sum(len(each.raw or b"") for each in letters) if old else 0
        kept = keep(
            folder=self._folder, letters=letters, before=before, after=after, now=self._clock(), holder=self._holder,
            old_bytes=spent,
        )  # fmt: skip
        self.found.add(kept)

    def _here(self) -> Cursor:
        return Cursor(self._folder.uidvalidity, self._folder.first_uid, self._folder.last_uid)


def _chunks(uids: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    return (uids[start : start + size] for start in range(0, len(uids), size))


def _batches(uids: Sequence[int], told: Mapping[int, Told], at_once: Callable[[], Limits]) -> Iterator[list[int]]:
    """UIDs whose bodies are fetched at once, as is asked for each batch; those too long count as their header."""
    batch: list[int] = []
    weight, limits = 0, at_once()
    for uid in uids:
        size = told[uid].size if uid in told else 0
        size = size if size <= limits.message_bytes else 0
        if batch and (len(batch) >= limits.batch or weight + size > limits.batch_bytes):
            yield batch
            batch, weight, limits = [], 0, at_once()
        batch.append(uid)
        weight += size
    if batch:
        yield batch
