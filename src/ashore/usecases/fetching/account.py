"""An account as a whole: one worker at a time signs in, looks into each watched folder, and says what came of it."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal, TypeVar

from django.db import DatabaseError
from django.db.models import Case, IntegerField, Value, When

from ashore.core.kernel import Reason
from ashore.mail.imap import FolderGone, Login, Server, Session, SignInRefused
from ashore.store.models import MailAccount, MailFolder
from ashore.usecases.fetching.failing import failure_of, settle
from ashore.usecases.fetching.folder import Clock, FolderFetch
from ashore.usecases.fetching.limits import USUAL, Limits
from ashore.usecases.leasing import Overtaken, keep_lease, leased
from ashore.usecases.pausing import recovered
from ashore.usecases.sealing import unseal
from ashore.usecases.taking_in import take_in
from ashore.usecases.tokens import access_token, forget_token

LOOK_AT_FOLDERS_EVERY = timedelta(hours=1)
MOST_OF_A_NAME = 400
"""Characters of a folder's name that the database takes; longer ones are no folders of people."""
State = Literal["done", "busy", "paused", "later", "not_due", "gone"]


@dataclass(slots=True)
class Fetched:
    """What fetching an account brought. ``state``: ``done``; ``busy``, another worker fetches it; ``paused`` or
    ``later`` because of ``why``; ``not_due``, it is left alone for a while; ``gone``. ``read``: messages understood and
    placed; ``put_by``: old mail waits for tomorrow's bytes; ``unfinished``: there is more, ask again."""

    state: State = "done"
    new: int = 0
    known: int = 0
    tray: int = 0
    read: int = 0
    put_by: bool = False
    unfinished: bool = False
    missing: list[str] = field(default_factory=list)
    why: Reason | None = None


def fetch_account(
    *,
    account: int,
    clock: Clock,
    limits: Limits = USUAL,
    processes: int = 0,
    reading: bool = True,
    at_once: bool = False,
    enough: Callable[[], bool] = lambda: False,
) -> Fetched:
    """Bring the account's watched folders up to now. Never raises for what a server does.

    ``clock``: the present moment, asked often, for this may take hours; ``reading``: what was fetched is understood and
    placed too, by ``processes`` children; ``at_once``: although it was put off; ``enough``: stop in good order.
    """
    row = MailAccount.objects.select_related("workspace").filter(pk=account).exclude(imap_host="").first()
    if row is None:
        return Fetched("gone")
    if row.state != "active":
        return Fetched("paused")
    if row.retry_at and row.retry_at > clock() and not at_once:
        return Fetched("not_due")
    with leased(account=account, now=clock()) as holder:
        if holder is None:
            return Fetched("busy")
        result = Fetched()
        try:
            with _Fetch(row, holder, clock, limits) as fetch:
                fetch.run(result, processes if reading else None, enough)
        except Exception as error:
            _settle(result, row, error, clock())
        else:
            recovered(account=account)
            MailAccount.objects.filter(pk=account).update(fetched_at=clock())
    return result


def server_of(row: MailAccount, limits: Limits = USUAL) -> Server:
    """Where an account's mail is fetched."""
    return Server(row.imap_host, row.imap_port, row.imap_security, *limits[-3:])


def login_of(row: MailAccount, now: datetime) -> Login:
    """Who signs in. Raises what `access_token` raises."""
    user = row.user or row.address
    if row.auth == "xoauth2":
        return Login(user, token=access_token(account=row, now=now))
    return Login(user, password=str(unseal(row.secret).get("password", "")))


def watched(row: MailAccount) -> list[MailFolder]:
    """The folders that are fetched, inbox and sent first."""
    order = Case(
        When(role="inbox", then=Value(0)),
        When(role="sent", then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    folders = list(row.folders.filter(watched=True).order_by(order, "pk"))
    for folder in folders:
        folder.account = row
    return folders


class _Fetch:
    """One fetch of one account, over one connection while it holds."""

    def __init__(self, row: MailAccount, holder: str, clock: Clock, limits: Limits) -> None:
        self._row, self._holder, self._clock, self._limits = row, holder, clock, limits
        self._session: Session | None = None

    def __enter__(self) -> "_Fetch":
        self._connect()
        return self

    def __exit__(self, *error: object) -> None:
        if self._session:
            self._session.__exit__(None, None, None) if error[0] is None else self._session.close()

    def run(self, result: Fetched, processes: int | None, enough: Callable[[], bool]) -> None:
        """Look into each folder, again and again while old mail is left."""
        self._look_at_folders()
        while True:
            result.missing, more, result.put_by = [], False, False
            for folder in watched(self._row):
                more = self._look_into(folder, result) or more
                if processes is not None:
                    result.read += take_in(workspace=self._row.workspace, now=self._clock(), processes=processes)
            if not more or enough():
                result.unfinished = more
                return

    def _look_into(self, folder: MailFolder, result: Fetched) -> bool:
        """Whether old mail is left there. What was stored counts, however it ends."""
        assert self._session is not None
        self._keep()
        fetch = FolderFetch(folder, self._session, self._connect, self._clock, self._holder, self._limits)
        try:
            fetch.run()
        except FolderGone:
            result.missing.append(folder.name)
        finally:
            self._session, found = fetch.session, fetch.found
            result.new, result.known = result.new + found.new, result.known + found.known
            result.tray, result.put_by = result.tray + found.tray, result.put_by or found.put_by
        return found.more

    def _connect(self) -> Session:
        limits = self._limits
        if self._session:
            self._session.close()
            limits = limits.after_trouble()
        self._keep()
        self._session = signed_in(self._row, self._clock(), limits)
        self._session.call_meanwhile(self._keep)
        return self._session

    def _keep(self) -> None:
        keep_lease(account=self._row.pk, holder=self._holder, now=self._clock())

    def _look_at_folders(self) -> None:
        last = self._row.fetched_at
        if self._session and (last is None or self._clock() - last > LOOK_AT_FOLDERS_EVERY or not watched(self._row)):
            note_folders(self._row, self._session)


S = TypeVar("S", bound=Session)


def signed_in(row: MailAccount, now: datetime, limits: Limits = USUAL) -> Session:
    """A session of the account, for reading. Raises as `session_of`."""
    return session_of(row, now, limits, Session)


def session_of(row: MailAccount, now: datetime, limits: Limits, kind: type[S]) -> S:
    """A session of the account, of some kind. An access token that the server does not take is exchanged once: it may
    have been withdrawn before its time. Raises `ImapTrouble`, `TokenRefused`, `TokenUnavailable`, `SealBroken`."""
    session = kind(server_of(row, limits), login_of(row, now))
    try:
        session.__enter__()
        return session
    except SignInRefused:
        if row.auth != "xoauth2" or not forget_token(account=row, now=now):
            raise
    row.refresh_from_db(fields=["secret"])
    session = kind(server_of(row, limits), login_of(row, now))
    session.__enter__()
    return session


def note_folders(row: MailAccount, session: Session) -> None:
    """Write down what folders there are; Inbox and Sent are watched from the start, others by choice."""
    known = {folder.name: folder for folder in row.folders.all()}
    for name, role in session.folders():
        if len(name) > MOST_OF_A_NAME:
            continue
        kind = role if role in ("inbox", "sent") else "other"
        if name not in known:
            MailFolder.objects.create(account=row, name=name, role=kind, watched=kind != "other")
        elif known[name].role != kind:
            MailFolder.objects.filter(pk=known[name].pk).update(role=kind)


def _settle(result: Fetched, row: MailAccount, error: Exception, now: datetime) -> None:
    """What to do about a failure: pause, try later, or let it be seen."""
    if isinstance(error, Overtaken):
        result.state = "busy"
        return
    failure = failure_of(error)
    if failure is None:
        raise error
    result.state, result.why = failure
    with contextlib.suppress(DatabaseError):  # where the disk is full this cannot be written either
        settle(account=row.pk, failure=failure, now=now)
