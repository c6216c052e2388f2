"""A look at an SMTP server: does it answer, in the promised security, and does it let us in. Nothing is sent."""

import base64
import contextlib
import re
import smtplib
import ssl
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from ashore.mail.neutral import one_line
from ashore.mail.xoauth2 import initial_response

SECONDS = 15.0
MOST_WORDS = 200
_DATE = re.compile(r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}")


class SmtpTrouble(Exception):
    """The server cannot be used; the message says why, without any password."""


def try_smtp(server: Mapping[str, Any], seconds: float = SECONDS) -> datetime | None:
    """Sign in and leave; the server's clock (UTC) where its greeting tells it. ``server``: host, port, security, user,
    password, token. Raises `SmtpTrouble`."""
    try:
        smtp = _connected(server, seconds)
    except (OSError, smtplib.SMTPException, ValueError) as error:
        raise SmtpTrouble(_words(error)) from None
    try:
        told = _clock(smtp.greeting)
        if server.get("security", "starttls") == "starttls":
            smtp.starttls(context=ssl.create_default_context())
        smtp.ehlo_or_helo_if_needed()
        _sign_in(smtp, server)
    except (OSError, smtplib.SMTPException, ValueError) as error:
        raise SmtpTrouble(_words(error)) from None
    finally:
        with contextlib.suppress(OSError, smtplib.SMTPException):
            smtp.quit()
        smtp.close()
    return told


class _Greeted:
    """Keeps what the server said first, which `smtplib` forgets."""

    greeting = ""

    def connect(self, *args: Any, **more: Any) -> tuple[int, bytes]:
        code, said = super().connect(*args, **more)  # type: ignore[misc]
        self.greeting = said.decode("utf-8", "replace")
        return code, said


class _Plain(_Greeted, smtplib.SMTP): ...


class _Wrapped(_Greeted, smtplib.SMTP_SSL): ...


def _connected(server: Mapping[str, Any], seconds: float) -> Any:
    host, port = str(server["host"]), int(server.get("port", 587))
    if server.get("security", "starttls") == "tls":
        return _Wrapped(host, port, timeout=seconds, context=ssl.create_default_context())
    return _Plain(host, port, timeout=seconds)


def _sign_in(smtp: smtplib.SMTP, server: Mapping[str, Any]) -> None:
    user = str(server.get("user", ""))
    if server.get("token"):
        first = base64.b64encode(initial_response(user, str(server["token"])).encode()).decode()
        code, said = smtp.docmd("AUTH", f"XOAUTH2 {first}")
        if code == 334:
            code, said = smtp.docmd("")
        if code not in (235, 503):
            raise smtplib.SMTPAuthenticationError(code, said)
    elif user:
        smtp.login(user, str(server.get("password", "")))


def _clock(greeting: str) -> datetime | None:
    match = _DATE.search(greeting)
    try:
        return parsedate_to_datetime(match[0]).astimezone(UTC) if match else None
    except ValueError:
        return None


def _words(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
        return one_line(f"{error.smtp_code} {text}", MOST_WORDS)
    return one_line(str(error) or type(error).__name__, MOST_WORDS)
