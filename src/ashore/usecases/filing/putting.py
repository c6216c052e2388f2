"""Copies into the Sent folder of one account, each by a claim of its own.

Who died between the APPEND and writing it down left the copy ``filing``: whoever takes it up looks for our Message-ID
in the folder first, and so does everybody, for a provider may have put a copy there unasked.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from django.db.models import Q, QuerySet

from ashore.core.kernel import Reason
from ashore.mail.imap import FilingSession, FolderGone, ImapTrouble, Lies, NotTaken
from ashore.mail.writing import one_line
from ashore.store.models import MailAccount, Outbox, SentCopy
from ashore.usecases.fetching.account import note_folders, session_of
from ashore.usecases.fetching.failing import failure_of
from ashore.usecases.fetching.limits import USUAL, Limits
from ashore.usecases.filing.planning import wants_copies
from ashore.usecases.pausing import doubled, pause_because
from ashore.usecases.records import write_reason
from ashore.usecases.sealing import SealBroken
from ashore.usecases.tokens import TokenRefused, TokenUnavailable

LEASE = timedelta(minutes=15)
"""Longer than connecting, looking and putting take with their time-outs."""
FIRST_PAUSE = timedelta(minutes=1)
LONGEST_PAUSE = timedelta(hours=2)
MAX_ADDRESS = 320
Clock = Callable[[], datetime]


@dataclass(slots=True)
class Filed:
    """What came of it. ``filed``: copies that lie there now; ``found``: those of them that lay there already;
    ``state``: ``later`` and ``paused`` because of ``why``."""

    state: Literal["done", "later", "paused"] = "done"
    filed: int = 0
    found: int = 0
    why: Reason | None = None


def accounts_with_copies(*, now: datetime) -> list[int]:
    """Active accounts for which a copy may be put away now."""
    rows = _due(now).filter(account__state="active").exclude(account__imap_host="")
    return sorted(set(rows.values_list("account", flat=True)))


def file_copies(
    *, account: int, clock: Clock, limits: Limits = USUAL, enough: Callable[[], bool] = lambda: False
) -> Filed:
    """Put away what waits for this account. Never raises for what a server does, and never touches how a message
    stands: it went out."""
    row = MailAccount.objects.filter(pk=account, state="active").exclude(imap_host="").first()
    if row is None:
        return Filed("paused")
    if not wants_copies(row):
        SentCopy.objects.filter(account=row, state__in=("waiting", "filing")).delete()
        return Filed()
    if not _due(clock()).filter(account=row).exists():
        return Filed()
    result = Filed()
    try:
        session = session_of(row, clock(), limits, FilingSession)
    except (ImapTrouble, TokenRefused, TokenUnavailable, SealBroken) as error:
        return _not_let_in(row, error, clock())
    try:
        _file_all(row, session, result, clock, enough)
        if result.state == "done":
            session.__exit__(None, None, None)
    finally:
        session.close()
    return result


def _not_let_in(row: MailAccount, error: Exception, now: datetime) -> Filed:
    failure = failure_of(error)
    assert failure is not None, error
    if failure.state == "later":
        return _all_later(row, failure.why, now)
    pause_because(account=row.pk, reason=failure.why)
    return Filed("paused", why=failure.why)


def _file_all(
    row: MailAccount, session: FilingSession, result: Filed, clock: Clock, enough: Callable[[], bool]
) -> None:
    try:
        folder = _folder(row, session)
    except ImapTrouble as trouble:
        reason = _no_folder(row, trouble) if isinstance(trouble, FolderGone) else trouble.reason
        later = _all_later(row, reason, clock())
        result.state, result.why = later.state, later.why
        return
    while not enough() and (copy := _claim(row, clock())) is not None:
        try:
            lies, found = _put(session, folder, copy)
        except ImapTrouble as trouble:
            result.state, result.why = "later", _told(row, trouble)
            _put_off(copy, result.why, clock())
            if not isinstance(trouble, NotTaken):
                return  # the connection, or the folder, is of no use any more
        else:
            _write_down(copy, folder, lies, clock())
            result.filed, result.found = result.filed + 1, result.found + found


def _folder(row: MailAccount, session: FilingSession) -> str:
    """The folder of sent mail; of several that which is fetched. Where there is none it is made, as every mail program
    does at the first sending: without it copies would wait for ever. Raises `FolderGone`."""
    there = session.sent_folders()
    if not there:
        there = [session.make_sent_folder()]
        note_folders(row, session)
    watched = set(row.folders.filter(role="sent", watched=True).values_list("name", flat=True))
    return next((name for name in there if name in watched), there[0])


def _claim(row: MailAccount, now: datetime) -> SentCopy | None:
    for copy in _due(now).filter(account=row).select_related("outgoing").order_by("at", "pk")[:20]:
        mine = SentCopy.objects.filter(pk=copy.pk, claim=copy.claim, state=copy.state)
        if mine.update(state="filing", claim=copy.claim + 1, not_before=now + LEASE, attempts=copy.attempts + 1) == 1:
            copy.claim, copy.attempts = copy.claim + 1, copy.attempts + 1
            return copy
    return None


def _put(session: FilingSession, folder: str, copy: SentCopy) -> tuple[Lies, bool]:
    """Where it lies now, and whether it lay there before."""
    found = session.find(folder, copy.outgoing.message_id, copy.at)
    if found is not None:
        return found, True
    return session.append(folder, with_hidden(copy.outgoing), copy.at), False


def with_hidden(outgoing: Outbox) -> bytes:
    """The very bytes that were sent; above them who got a hidden copy. Mail programs keep that field in the Sent folder
    (RFC 5322, 3.6.3, leaves it to them): it is the one place where whoever wrote it sees it on the telephone too, and
    nobody but they looks there."""
    raw = bytes(outgoing.raw)
    hidden = [one_line(email, MAX_ADDRESS) for email in outgoing.hidden]
    return ("Bcc: " + ",\r\n ".join(hidden) + "\r\n").encode() + raw if hidden else raw


def _write_down(copy: SentCopy, folder: str, lies: Lies, now: datetime) -> bool:
    mine = SentCopy.objects.filter(pk=copy.pk, claim=copy.claim)
    told = {"folder": folder[:400], "uidvalidity": lies.uidvalidity, "uid": lies.uid, "filed_at": now}
    return mine.update(state="filed", not_before=None, reason={}, **told) == 1


def _put_off(copy: SentCopy, reason: Reason, now: datetime) -> None:
    mine = SentCopy.objects.filter(pk=copy.pk, claim=copy.claim, state="filing")
    mine.update(
        state="waiting",
        not_before=now + doubled(FIRST_PAUSE, copy.attempts, LONGEST_PAUSE),
        reason=write_reason(reason),
    )


def _all_later(row: MailAccount, reason: Reason, now: datetime) -> Filed:
    """Nothing can be put away there now."""
    while (copy := _claim(row, now)) is not None:
        _put_off(copy, reason, now)
    return Filed("later", why=reason)


def _told(row: MailAccount, trouble: ImapTrouble) -> Reason:
    return _no_folder(row, trouble) if isinstance(trouble, FolderGone) else trouble.reason


def _no_folder(row: MailAccount, trouble: FolderGone) -> Reason:
    return Reason("filing.no_folder", params={"account": row.address, "error": trouble.reason.params["error"]})


def _due(now: datetime) -> QuerySet[SentCopy]:
    waiting = Q(state="waiting") & (Q(not_before__isnull=True) | Q(not_before__lte=now))
    return SentCopy.objects.filter(waiting | Q(state="filing", not_before__lte=now))
