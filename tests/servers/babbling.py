"""Servers that follow a script: they answer, hang, cut, or say anything at all, and remember what they heard."""

import contextlib
import socket
import threading
from collections.abc import Mapping
from typing import Any

HANG = "hang"
"""As an answer: nothing more is said, and the connection stays."""


class Scripted:
    """A server line by line on ``port``, for as many connections as come.

    ``answers``: by the first word of a command in capitals; ``greeting`` and ``content`` (after the dot of SMTP) are
    answers too, and ``reading`` says whether the content is read at all. An answer is bytes that are sent as they
    are, or `HANG`. What is not named is answered by ``usual``.
    """

    def __init__(self, answers: Mapping[str, bytes | str], *, usual: bytes = b"250 fine\r\n") -> None:
        self.answers: dict[str, bytes | str] = {"greeting": b"220 hello\r\n", "DATA": b"354 go\r\n", **answers}
        self.usual = usual
        self.heard: list[bytes] = []
        self.got: list[bytes] = []
        self.connections = 0
        self._open: list[socket.socket] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self) -> "Scripted":
        return self

    def __exit__(self, *_: object) -> None:
        for each in (self._listening, *self._open):
            with contextlib.suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    @property
    def server(self) -> dict[str, Any]:
        """As `mail.smtp` has it, without patience."""
        return {"host": "127.0.0.1", "port": self.port, "security": "none", "timeout": 0.7}

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                talk, _ = self._listening.accept()
                self.connections += 1
                self._open.append(talk)
                threading.Thread(target=self._talk, args=(talk,), daemon=True).start()

    def _talk(self, talk: socket.socket) -> None:
        with contextlib.suppress(OSError), talk.makefile("rb") as lines:
            if not self._says(talk, "greeting"):
                return
            for line in lines:
                self.heard.append(line.strip())
                word = line.split(b" ")[0].strip().upper().decode("latin-1")
                if not self._says(talk, word):
                    return
                if word == "DATA" and self.answers["DATA"] == b"354 go\r\n":
                    content = iter(lambda: lines.readline(), b".\r\n")
                    self.got.append(b"".join(iter(content)))
                    if not self._says(talk, "content"):
                        return

    def _says(self, talk: socket.socket, word: str) -> bool:
        answer = self.answers.get(word, self.usual)
        if isinstance(answer, str):
            return False
        talk.sendall(answer)
        return True
