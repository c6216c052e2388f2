"""A request over HTTP that ends, whatever the server does: its time-outs bound single reads, and one byte a second, in
the header or in the body, meets none of them."""

import contextlib
import socket
import threading
from types import TracebackType
from typing import Any

_CONNECTED = frozenset({"connection.connect_tcp.complete", "connection.start_tls.complete"})


class Deadline:
    """``with Deadline(seconds) as deadline``: the connection of whose request ``notice`` is the ``trace`` extension is
    cut when the time is over; that of another library is given to ``watch``. ``passed``: whether it was."""

    def __init__(self, seconds: float) -> None:
        self.passed = False
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True

    def __enter__(self) -> "Deadline":
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()

    def notice(self, event: str, told: dict[str, Any]) -> None:
        """Keep the connection that was just made, and the one that it became by encryption."""
        if event in _CONNECTED:
            self.watch(told["return_value"].get_extra_info("socket"))

    def watch(self, connection: socket.socket) -> None:
        """Keep a connection, to be cut in time."""
        self._socket = connection
        if self.passed:
            self._cut()

    def _cut(self) -> None:
        self.passed = True
        with contextlib.suppress(OSError, AttributeError):
            self._socket.shutdown(socket.SHUT_RDWR)  # type: ignore[union-attr]
