"""A look at an SMTP server: does it answer, in the promised security, and does it let us in. Nothing is sent."""

import contextlib
import re
import smtplib
import ssl
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from ashore.core.kernel import Reason
from ashore.mail.neutral import one_line
from ashore.mail.smtp import NotSafe, connect, greet
from ashore.mail.tls import untrusted

SECONDS = 15.0
WHOLE_SECONDS = 60.0
MOST_WORDS = 200
_DATE = re.compile(r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}")


class SmtpTrouble(Exception):
    """The server cannot be used; the message says why, without any password. ``reason``: for people, where there is a
    better word for it."""

    def __init__(self, words: str, reason: Reason | None = None) -> None:
        super().__init__(words)
        self.reason = reason


def try_smtp(server: Mapping[str, Any], seconds: float = SECONDS) -> datetime | None:
    """Sign in and leave; the server's clock (UTC) where its greeting tells it. ``server``: as `mail.smtp` has
    it. Raises `SmtpTrouble`."""
    try:
        smtp = connect(server, seconds, WHOLE_SECONDS)
    except (OSError, smtplib.SMTPException, ValueError) as error:
        raise _trouble(server, error) from None
    try:
        told = _clock(smtp.greeting)
        greet(smtp, server)
    except (OSError, smtplib.SMTPException, ValueError) as error:
        raise _trouble(server, error) from None
    finally:
        with contextlib.suppress(OSError, smtplib.SMTPException):
            smtp.quit()
        smtp.close()
    return told


def _clock(greeting: str) -> datetime | None:
    match = _DATE.search(greeting)
    try:
        return parsedate_to_datetime(match[0]).astimezone(UTC) if match else None
    except ValueError:
        return None


def _trouble(server: Mapping[str, Any], error: Exception) -> SmtpTrouble:
    if isinstance(error, ssl.SSLCertVerificationError):
        return SmtpTrouble(_words(error), untrusted(str(server["host"]), error))
    return SmtpTrouble(_words(error), error.reason if isinstance(error, NotSafe) else None)


def _words(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
        return one_line(f"{error.smtp_code} {text}", MOST_WORDS)
    return one_line(str(error) or type(error).__name__, MOST_WORDS)
