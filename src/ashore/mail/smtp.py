"""A connection to an SMTP server up to the point where mail can be handed over: security and sign-in.

``server`` everywhere: host, port, security (starttls, tls, none), user, and token, password or password_file.
"""

import base64
import smtplib
import ssl
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ashore.core.kernel import Reason
from ashore.mail.tls import in_the_clear, may_sign_in, stripped
from ashore.mail.xoauth2 import initial_response


class NotSafe(smtplib.SMTPException):
    """No password is sent there: not over the net unencrypted, or not without the encryption that was agreed.
    ``reason``: for people; ``lasting``: trying again changes nothing."""

    def __init__(self, reason: Reason, *, lasting: bool) -> None:
        super().__init__(reason.code)
        self.reason, self.lasting = reason, lasting


def connect(
    server: Mapping[str, Any],
    seconds: float,
    plain: type[smtplib.SMTP] = smtplib.SMTP,
    wrapped: type[smtplib.SMTP_SSL] = smtplib.SMTP_SSL,
) -> smtplib.SMTP:
    """Connect, with a time-out for each answer. Raises OSError, smtplib.SMTPException, ValueError; `NotSafe` before
    anything is sent."""
    host, port = str(server["host"]), int(server.get("port", 587))
    security = str(server.get("security", "starttls"))
    if (server.get("user") or server.get("token")) and not may_sign_in(host, security):
        raise NotSafe(in_the_clear(host), lasting=True)
    if security == "tls":
        return wrapped(host, port, timeout=seconds, context=ssl.create_default_context())
    return plain(host, port, timeout=seconds)


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
