"""A server of one line or page that is said a byte at a time."""

import contextlib
import socket
import threading
import time


class Dripping:
    """Says ``words`` on ``port`` to everybody who connects: ``at_once`` of them, then a byte each ``seconds``."""

    def __init__(self, words: bytes, *, at_once: int = 0, seconds: float = 0.05) -> None:
        self.words, self.at_once, self.seconds = words, at_once, seconds
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self) -> "Dripping":
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                talk, _ = self._listening.accept()
                threading.Thread(target=self._talk, args=(talk,), daemon=True).start()

    def _talk(self, talk: socket.socket) -> None:
        with contextlib.suppress(OSError), talk:
            talk.sendall(self.words[: self.at_once])
            for number in range(self.at_once, len(self.words)):
                time.sleep(self.seconds)
                talk.sendall(self.words[number : number + 1])
