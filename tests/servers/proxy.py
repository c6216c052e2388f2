"""A TCP proxy in front of a server that is slow, cuts, hangs, and lies about lengths, as a test tells it to."""

import contextlib
import re
import socket
import threading
import time
from collections.abc import Callable

_LITERAL = re.compile(rb"\{(\d+)\}\r\n")
Change = Callable[[bytes], bytes]


class Proxy:
    """Listens on ``port``. Faults hold for what the server says from when they are set, over all connections:

    ``cut_after``: bytes until the connection is cut, once; ``hang_after``: bytes until nothing comes any more;
    ``delay``: seconds before each piece; ``slow``: seconds between pieces of ``slow_bytes``, once ``slow_from`` says so
    (1 byte: a server that drips); ``lie``: added to the length of each literal of at least ``lie_from`` bytes;
    ``change``: what is done to each piece; ``deaf``: new connections are accepted and never served.
    """

    def __init__(self, target: int) -> None:
        self._target = target
        self.cut_after: int | None = None
        self.hang_after: int | None = None
        self.delay = 0.0
        self.slow, self.slow_bytes = 0.0, 1
        self.slow_from: Callable[[], bool] = lambda: True
        self.lie, self.lie_from = 0, 100
        self.change: Change | None = None
        self.deaf = False
        self.connections = 0
        self.bytes = 0
        self.sent: list[bytes] = []
        self._open: list[socket.socket] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self) -> "Proxy":
        return self

    def __exit__(self, *_: object) -> None:
        self._listening.close()
        self.cut()

    def cut(self) -> None:
        """End all connections now."""
        for each in self._open:
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
        self._open.clear()

    def heal(self) -> None:
        """No more faults."""
        self.cut_after = self.hang_after = self.change = None
        self.delay, self.slow, self.lie, self.deaf = 0.0, 0.0, 0, False

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listening.accept()
                self.connections += 1
                self._open.append(client)
                if self.deaf:
                    continue
                server = socket.create_connection(("127.0.0.1", self._target))
                self._open.append(server)
                threading.Thread(target=self._upwards, args=(client, server), daemon=True).start()
                threading.Thread(target=self._downwards, args=(server, client), daemon=True).start()

    def _upwards(self, client: socket.socket, server: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := client.recv(65536):
                self.sent.append(data)
                server.sendall(data)
        _end(server)

    def _downwards(self, server: socket.socket, client: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := server.recv(65536):
                time.sleep(self.delay)
                if self.hang_after is not None:
                    data, self.hang_after = data[: self.hang_after], max(0, self.hang_after - len(data))
                if self.cut_after is not None:
                    if len(data) >= self.cut_after:
                        client.sendall(data[: self.cut_after])
                        self.cut_after = None
                        break
                    self.cut_after -= len(data)
                data = self._lied(data)
                data = self.change(data) if self.change else data
                self.bytes += len(data)
                self._send(client, data)
        _end(client)
        _end(server)

    def _send(self, client: socket.socket, data: bytes) -> None:
        while data and self.slow and self.slow_from():
            time.sleep(self.slow)
            client.sendall(data[: self.slow_bytes])
            data = data[self.slow_bytes :]
        client.sendall(data)

    def _lied(self, data: bytes) -> bytes:
        if not self.lie:
            return data

        def other(found: re.Match[bytes]) -> bytes:
            told = int(found[1])
            return b"{%d}\r\n" % (told + self.lie) if told >= self.lie_from else found[0]

        return _LITERAL.sub(other, data)


def _end(sock: socket.socket) -> None:
    with contextlib.suppress(OSError):
        sock.shutdown(socket.SHUT_RDWR)
