"""How long a server may be waited for as a whole: a purse of seconds, emptied by waiting and filled by what comes.

A time-out bounds a single read, so a server that sends a byte a second never meets one and would keep a fetch for days.
Whoever waits spends from the purse; each byte earns what the slowest line that is taken for one needs for it, each
command a little for the way there and back. It never holds more than at first, so nothing can be saved up. A line of
any honest speed earns more than it spends and may take hours over a first import.
"""

import imaplib
import io
import socket
import time
from collections.abc import Callable
from typing import Any

from imapclient import IMAPClient, SocketTimeout

PATIENCE_SECONDS = 120.0
SLOWEST = 1_000
"""Bytes a second below which a line is as good as none."""
COMMAND_SECONDS = 2.0
"""What a command may take again and again, of a server that thinks long and says little."""
MEANWHILE_SECONDS = 30.0
ENOUGH_TO_JUDGE = 3.0
"""Seconds of waiting after which a speed can be told."""
LITERAL_BYTES = 128 * 1024 * 1024
"""Longest literal that is read into memory, whatever a server promises."""
LINE_BYTES = 64 * 1024 * 1024
"""A million UIDs come in one line; the library's 1 MB are too few."""
imaplib._MAXLINE = LINE_BYTES  # type: ignore[attr-defined]


class Crawls(TimeoutError):
    """The purse is empty: each read came in time, and all of them together did not."""


class Pace:
    """The purse of one connection. ``meanwhile`` is called twice a minute while something comes, and may raise;
    ``clock`` gives seconds that only go on."""

    def __init__(self, seconds: float = PATIENCE_SECONDS, clock: Callable[[], float] = time.monotonic) -> None:
        self.left = self._most = seconds
        self.meanwhile: Callable[[], None] = lambda: None
        self._clock = clock
        self._called = clock()
        self._waited, self._came = 0.0, 0

    @property
    def rate(self) -> float | None:
        """Bytes that come in a second of waiting; None until that can be told."""
        return self._came / self._waited if self._waited >= ENOUGH_TO_JUDGE else None

    def earn(self, seconds: float) -> None:
        """Fill the purse again, up to its size."""
        self.left = min(max(self._most, self.left), self.left + seconds)

    def lend(self, seconds: float) -> None:
        """Have at least so much, for an answer that is known to take long."""
        self.left = max(self.left, seconds)

    def receive(self, sock: Any, buffer: memoryview) -> int:
        """What comes next, into ``buffer``; how many bytes, 0 at the end. Raises `Crawls`, TimeoutError, OSError."""
        usual = sock.gettimeout()
        hurried = usual is None or self.left < usual
        if self.left <= 0:
            raise Crawls
        start = self._clock()
        try:
            if hurried:
                sock.settimeout(self.left)
            count = int(sock.recv_into(buffer))
        except TimeoutError:
            if hurried:
                raise Crawls from None
            raise
        finally:
            self._spend(self._clock() - start)
            if hurried:
                sock.settimeout(usual)
        self._came += count
        self.earn(count / SLOWEST)
        self._live_on()
        return count

    def _spend(self, seconds: float) -> None:
        self.left -= seconds
        self._waited += seconds

    def _live_on(self) -> None:
        if self._clock() - self._called >= MEANWHILE_SECONDS:
            self._called = self._clock()
            self.meanwhile()


class _Stream(io.RawIOBase):
    def __init__(self, sock: socket.socket, pace: Pace) -> None:
        super().__init__()
        self.sock, self._pace = sock, pace

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        return self._pace.receive(self.sock, buffer)


class _Paced(imaplib.IMAP4):
    """Reads what its socket gives at a pace, within bounds; a socket that was wrapped anew is read from its start, so
    nothing that was said before the encryption is taken for said in it."""

    def __init__(self, host: str, port: int, pace: Pace, seconds: float) -> None:
        self._pace, self._connect_seconds = pace, seconds
        self._read_from: socket.socket | None = None
        super().__init__(host, port, timeout=seconds)

    def _create_socket(self, timeout: float | None = None) -> socket.socket:
        return socket.create_connection((self.host, self.port), timeout or self._connect_seconds)

    def read(self, size: int) -> bytes:
        if size > LITERAL_BYTES:
            raise ValueError(f"a literal of {size} bytes")
        return self._lines().read(size) or b""

    def readline(self) -> bytes:
        line = self._lines().readline(LINE_BYTES + 1)
        if len(line) > LINE_BYTES:
            raise self.error(f"got more than {LINE_BYTES} bytes")
        return line

    def _new_tag(self) -> bytes:
        self._pace.earn(COMMAND_SECONDS)
        return super()._new_tag()  # type: ignore[misc,no-any-return]

    def _lines(self) -> "io.BufferedReader[_Stream]":
        if self._read_from is not self.sock:
            self._read_from = self.sock
            self._reader = io.BufferedReader(_Stream(self.sock, self._pace))
        return self._reader


class _PacedTls(_Paced):
    def __init__(self, host: str, port: int, pace: Pace, seconds: float, context: Any) -> None:
        self._context = context
        super().__init__(host, port, pace, seconds)

    def _create_socket(self, timeout: float | None = None) -> socket.socket:
        wrapped: socket.socket = self._context.wrap_socket(super()._create_socket(timeout), server_hostname=self.host)
        return wrapped


class PacedClient(IMAPClient):  # type: ignore[misc]
    """A client each of whose reads is counted by ``pace``."""

    def __init__(self, host: str, port: int, *, pace: Pace, **more: Any) -> None:
        self._pace = pace
        super().__init__(host, port, **more)

    def _create_IMAP4(self) -> imaplib.IMAP4:  # noqa: N802 - the library's name
        seconds = self._timeout.connect if isinstance(self._timeout, SocketTimeout) else self._timeout
        if self.ssl:
            return _PacedTls(self.host, self.port, self._pace, seconds, self.ssl_context)
        return _Paced(self.host, self.port, self._pace, seconds)
