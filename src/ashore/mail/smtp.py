"""A connection to an SMTP server up to the point where mail can be handed over: security and sign-in.

``server`` everywhere: host, port, security (starttls, tls, none), user, and token, password or password_file.
"""

import base64
import contextlib
import smtplib
import socket
import ssl
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ashore.core.kernel import Reason
from ashore.mail.tls import in_the_clear, may_sign_in, stripped
from ashore.mail.xoauth2 import initial_response

WHOLE_SECONDS = 8 * 60.0
"""For all of it, from the greeting on; a server that sends a byte a second is as good as none (H84)."""


class NotSafe(smtplib.SMTPException):
    """No password is sent there: not over the net unencrypted, or not without the encryption that was agreed.
    ``reason``: for people; ``lasting``: trying again changes nothing."""

    def __init__(self, reason: Reason, *, lasting: bool) -> None:
        super().__init__(reason.code)
        self.reason, self.lasting = reason, lasting


class Bounded(smtplib.SMTP):
    """A connection that is cut when the whole takes too long. ``greeting``: what the server said first."""

    greeting = ""

    def __init__(self, *where: Any, whole: float, **more: Any) -> None:
        self._whole = whole
        self._watch: threading.Timer | None = None
        super().__init__(*where, **more)

    def connect(self, *args: Any, **more: Any) -> tuple[int, bytes]:
        """As the library does, which forgets what was said."""
        code, said = super().connect(*args, **more)
        self.greeting = said.decode("utf-8", "replace")
        return code, said

    def close(self) -> None:
        """End it, and the watch over it."""
        if self._watch:
            self._watch.cancel()
        super().close()

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        sock: socket.socket = super()._get_socket(host, port, timeout)  # type: ignore[misc]
        self._watch = threading.Timer(self._whole, self._cut, (sock,))
        self._watch.daemon = True
        self._watch.start()
        return sock

    def _cut(self, first: socket.socket) -> None:
        """End it from another thread: whoever reads from it sees that it is over. ``first``: the socket before it was
        the connection's, which it becomes with the greeting, and before it was wrapped."""
        for sock in (self.sock, first):
            with contextlib.suppress(OSError, AttributeError):
                sock.shutdown(socket.SHUT_RDWR)  # type: ignore[union-attr]


class _Wrapped(Bounded, smtplib.SMTP_SSL): ...


def connect(server: Mapping[str, Any], seconds: float, whole: float = WHOLE_SECONDS) -> Bounded:
    """Connect, with a time-out for each answer and one for all together. Raises OSError, smtplib.SMTPException,
    ValueError; `NotSafe` before anything is sent."""
    host, port = str(server["host"]), int(server.get("port", 587))
    security = str(server.get("security", "starttls"))
    if (server.get("user") or server.get("token")) and not may_sign_in(host, security):
        raise NotSafe(in_the_clear(host), lasting=True)
    if security == "tls":
        return _Wrapped(host, port, whole=whole, timeout=seconds, context=ssl.create_default_context())
    return Bounded(host, port, whole=whole, timeout=seconds)


def greet(smtp: smtplib.SMTP, server: Mapping[str, Any]) -> None:
    """Secure the connection as promised, and sign in where there is somebody to. Raises as `connect`."""
    if server.get("security", "starttls") == "starttls":
        smtp.ehlo_or_helo_if_needed()
        if not smtp.has_extn("starttls"):
            raise NotSafe(stripped(str(server["host"])), lasting=False)
        smtp.starttls(context=ssl.create_default_context())
    smtp.ehlo_or_helo_if_needed()
    if server.get("token"):
        _show_token(smtp, str(server.get("user", "")), str(server["token"]))
    elif server.get("user"):
        smtp.login(str(server["user"]), _password(server))


def _show_token(smtp: smtplib.SMTP, user: str, token: str) -> None:
    """XOAUTH2; a refusal comes as a challenge that wants an empty answer."""
    first = base64.b64encode(initial_response(user, token).encode()).decode()
    code, answer = smtp.docmd("AUTH", f"XOAUTH2 {first}")
    if code == 334:
        code, answer = smtp.docmd("")
    if code not in (235, 503):
        raise smtplib.SMTPAuthenticationError(code, answer)


def _password(server: Mapping[str, Any]) -> str:
    if named := server.get("password_file"):
        return Path(str(named)).expanduser().read_text(encoding="utf-8").strip()
    return str(server.get("password", ""))
