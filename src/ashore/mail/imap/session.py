"""A session with an IMAP server that only ever reads: EXAMINE and BODY.PEEK, so nothing is marked as seen.

Time-outs are set always, for connecting and for each read, and `pace` bounds the whole; every failure is one of
`troubles`.
"""

import contextlib
import select
import ssl
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from types import TracebackType
from typing import Any, NamedTuple

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientError

from ashore.mail.imap.fetched import Told, bodies_in, sizes_in
from ashore.mail.imap.folders import Folder, folders_of
from ashore.mail.imap.pace import PATIENCE_SECONDS, Pace, PacedClient
from ashore.mail.imap.troubles import FolderGone, Garbage, InTheClear, Stripped, Unreachable, named
from ashore.mail.tls import may_sign_in

CONNECT_SECONDS = 15.0
READ_SECONDS = 60.0
LOOK_SECONDS = 0.5
LAST_UID = 2**32 - 1


class Server(NamedTuple):
    """Where to connect. ``security``: tls, starttls or none; time-outs in seconds, ``patience_seconds`` for
    what comes too slowly as a whole (`pace`)."""

    host: str
    port: int = 993
    security: str = "tls"
    connect_seconds: float = CONNECT_SECONDS
    read_seconds: float = READ_SECONDS
    patience_seconds: float = PATIENCE_SECONDS


class Login(NamedTuple):
    """Who signs in: with a password, or with an access token (XOAUTH2) where one is given."""

    user: str
    password: str = ""
    token: str = ""

    def __repr__(self) -> str:
        return f"Login({self.user!r})"


class Opened(NamedTuple):
    """A folder as it was when it was opened; 0 where the server does not say."""

    uidvalidity: int
    uidnext: int
    exists: int
    modseq: int


class Session:
    """``with Session(server, login) as mailbox``: signed in until the end of the block."""

    def __init__(self, server: Server, login: Login) -> None:
        self._server, self._login = server, login
        self._client: Any = None
        self._pace = Pace(server.patience_seconds)

    def __enter__(self) -> "Session":
        if not may_sign_in(self._server.host, self._server.security):
            raise InTheClear(self._server.host)
        with named(self._server.host, connecting=True):
            self._client = self._connected()
        try:
            with named(self._server.host):
                self._sign_in()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            with contextlib.suppress(Exception):
                self._client.logout()
                return
        self.close()

    def close(self) -> None:
        """Drop the connection without a word."""
        with contextlib.suppress(Exception):
            self._client.shutdown()

    @property
    def rate(self) -> float | None:
        """Bytes that come in a second of waiting, as far as that can be told."""
        return self._pace.rate

    def call_meanwhile(self, action: Callable[[], None]) -> None:
        """Have ``action`` called twice a minute while something comes; what it raises ends the session's command."""
        self._pace.meanwhile = action

    def folders(self) -> tuple[Folder, ...]:
        """The folders that can be opened, with their roles."""
        with named(self._server.host):
            return folders_of(self._client.list_folders())

    def open(self, folder: str) -> Opened:
        """Look into a folder from here on. Raises `FolderGone`."""
        with named(self._server.host):
            try:
                told = self._client.select_folder(folder, readonly=True)
            except IMAPClientError as error:
                if isinstance(error, IMAPClient.AbortError):
                    raise
                raise FolderGone(self._server.host, f"{folder}: {error}") from None
            return Opened(*(_number(told.get(name)) for name in _TOLD))

    def uids(self, first: int, last: int = LAST_UID) -> list[int]:
        """The UIDs from ``first`` to ``last`` that are there, ascending."""
        if first > last:
            return []
        with named(self._server.host):
            data = self._told("SEARCH", f"UID {first}:{last}", verb="SEARCH")
            found = {int(each) for line in data if isinstance(line, bytes) for each in _before_modseq(line).split()}
            return sorted(uid for uid in found if first <= uid <= last)

    def sizes(self, uids: Sequence[int]) -> dict[int, Told]:
        """Size and arrival of messages; those that are gone are missing."""
        return self._fetch(uids, "(UID RFC822.SIZE INTERNALDATE)", sizes_in)

    def bodies(self, uids: Sequence[int]) -> dict[int, bytes]:
        """The bytes of messages; those that are gone, or that the server keeps to itself, are missing."""
        return self._fetch(uids, "(UID BODY.PEEK[])", bodies_in)

    def headers(self, uid: int) -> bytes:
        """The header of one message; empty where there is none."""
        found: dict[int, bytes] = self._fetch([uid], "(UID BODY.PEEK[HEADER])", bodies_in)
        return found.get(uid, b"")

    @property
    def can_idle(self) -> bool:
        """Whether the server tells of new mail by itself."""
        with named(self._server.host):
            return bool(self._client.has_capability("IDLE"))

    def idle(self, seconds: float, stopped: Callable[[], bool] = lambda: False) -> bool:
        """Wait for news of the opened folder, at most so long (stay below 29 minutes, RFC 2177); whether there was any.
        A connection that died silently shows when the wait ends: `TimedOut`."""
        with named(self._server.host):
            self._client.idle()
            until = time.monotonic() + seconds
            news = False
            while not news and not stopped() and (left := until - time.monotonic()) > 0:
                news = self._readable(min(left, LOOK_SECONDS)) and self._line_of_news()
            _, told = self._client.idle_done()
            return news or any(_is_news(each) for each in told)

    def _connected(self) -> Any:
        host, port, security, connect, read, _ = self._server
        context = ssl.create_default_context()
        client = PacedClient(
            host, port, pace=self._pace, ssl=security == "tls", ssl_context=context,
            timeout=SocketTimeout(connect, read),
        )  # fmt: skip
        if security == "starttls":
            if not client.has_capability("STARTTLS"):
                client.shutdown()
                raise Stripped(host)
            client.starttls(context)
        return client

    def _sign_in(self) -> None:
        client, (user, password, token) = self._client, self._login
        if token:
            client.oauth2_login(user, token)
        elif user.isascii() and password.isascii() and not client.has_capability("LOGINDISABLED"):
            client.login(user, password)
        elif client.has_capability("AUTH=PLAIN"):
            client.plain_login(user, password)
        else:
            raise Unreachable(self._server.host, "the server offers no sign-in with a password")
        with contextlib.suppress(IMAPClientError):
            if client.has_capability("ENABLE") and client.has_capability("CONDSTORE"):
                client.enable("CONDSTORE")  # before SELECT, else some servers do not tell HIGHESTMODSEQ

    def _fetch(self, uids: Sequence[int], what: str, read: Callable[[Iterable[Any]], dict[int, Any]]) -> dict[int, Any]:
        if not uids:
            return {}
        with named(self._server.host):
            found = read(self._told("FETCH", _as_set(uids), what, verb="FETCH"))
        wanted = set(uids)
        return {uid: value for uid, value in found.items() if uid in wanted}

    def _told(self, *command: str, verb: str) -> list[Any]:
        """What the server answers to a UID command. Raises what `named` names."""
        kind, data = self._client._imap.uid(*command)
        if kind != "OK":
            raise Garbage(self._server.host, f"{verb}: {data[-1]!r}" if data else verb)
        return [] if data == [None] else list(data)

    def _readable(self, seconds: float) -> bool:
        sock = self._client.socket()
        if getattr(sock, "pending", lambda: 0)():
            return True
        return bool(select.select([sock], [], [], seconds)[0])

    def _line_of_news(self) -> bool:
        """The line that came, at whose end the server goes on waiting. Anything ends the wait but that it is alive."""
        return not self._client._imap._get_line().upper().startswith(b"* OK")


_TOLD = (b"UIDVALIDITY", b"UIDNEXT", b"EXISTS", b"HIGHESTMODSEQ")


def _number(value: Any) -> int:
    value = value[0] if isinstance(value, list | tuple) and value else value
    return int(value) if str(value).isdigit() else 0


def _before_modseq(line: bytes) -> bytes:
    return line.partition(b"(")[0]


def _is_news(told: Any) -> bool:
    return isinstance(told, tuple) and len(told) > 1 and told[1] in (b"EXISTS", b"RECENT", b"EXPUNGE")


def _as_set(uids: Sequence[int]) -> str:
    """UIDs as a sequence set, neighbours as ranges."""
    return ",".join(f"{a}:{b}" if b > a else str(a) for a, b in _ranges(sorted(uids)))


def _ranges(uids: Sequence[int]) -> Iterator[tuple[int, int]]:
    start = last = uids[0]
    for uid in uids[1:]:
        if uid != last + 1:
            yield start, last
            start = uid
        last = uid
    yield start, last
