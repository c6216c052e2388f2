"""One message to one SMTP server, with the truth about each recipient (H84)."""

import contextlib
import re
import smtplib
import ssl
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ashore.core.kernel import Reason
from ashore.mail.smtp import WHOLE_SECONDS, NotSafe, connect, greet
from ashore.mail.tls import untrusted
from ashore.usecases.outbox import CUT, LATER, PERHAPS, REFUSED, SENT, Envelope, Outcome

TIMEOUT = 60.0
WHOLE_TIMEOUT = WHOLE_SECONDS
"""Seconds for all of it, less than a claim holds."""
PASSING_SIGN_IN = range(400, 500)
_LINE_OF_DOT = re.compile(rb"(?m)^\.")


def deliver(envelope: Envelope, server: Mapping[str, Any], begin: Callable[[], bool] = lambda: True) -> Outcome:
    """Try once. ``server``: as `mail.smtp` has it.

    ``begin``: called when the content is about to leave; False means that it must not.
    """
    if not envelope.recipients:
        return Outcome("sent", {})
    try:
        with _connected(server) as smtp:
            return _hand_over(smtp, envelope, begin)
    except smtplib.SMTPAuthenticationError as error:
        passing = error.smtp_code in PASSING_SIGN_IN
        told = Reason("outbox.sign_in", params={"host": _host(server), "words": _words(error.smtp_error)})
        return Outcome("later", {}, told, locked=not passing)
    except ssl.SSLCertVerificationError as error:
        return Outcome("later", {}, untrusted(_host(server), error), locked=True)
    except NotSafe as error:
        return Outcome("later", {}, error.reason, locked=error.lasting)
    except smtplib.SMTPNotSupportedError as error:
        known = Reason("outbox.smtputf8") if "SMTPUTF8" in str(error) else _unfit(server, error)
        return Outcome("failed", {}, known)
    except (OSError, smtplib.SMTPException, ValueError) as error:
        told = Reason("outbox.unreachable", params={"host": _host(server), "words": _said(error)})
        return Outcome("later", {}, told)


@contextlib.contextmanager
def _connected(server: Mapping[str, Any]) -> Iterator[smtplib.SMTP]:
    """A connection that is cut when the whole takes too long, and is closed whatever happened."""
    whole = float(server.get("whole_timeout", WHOLE_TIMEOUT))
    smtp = connect(server, float(server.get("timeout", TIMEOUT)), whole)
    try:
        greet(smtp, server)
        yield smtp
        with contextlib.suppress(OSError, smtplib.SMTPException):
            smtp.quit()
    finally:
        smtp.close()


def _host(server: Mapping[str, Any]) -> str:
    return str(server["host"])


def _hand_over(smtp: smtplib.SMTP, envelope: Envelope, begin: Callable[[], bool]) -> Outcome:
    """Sender, recipients, content. After the content has begun a lost connection means: perhaps sent."""
    options = _options(smtp, envelope)
    code, answer = smtp.mail(envelope.sender, options)
    if code != 250:
        return _all(envelope, code, answer)
    found = {email: smtp.rcpt(email) for email in envelope.recipients}
    accepted = [email for email, (code, _) in found.items() if code in (250, 251)]
    states = {email: _state(*answer) for email, answer in found.items() if email not in accepted}
    if not accepted:
        return Outcome("later" if _any_later(states) else "failed", states, Reason("outbox.nobody"))
    code, answer = smtp.docmd("DATA")
    if code != 354:
        return _all(envelope, code, answer, states)
    if not begin():
        smtp.close()  # before a word more, which would be content; the server drops what has no end
        return Outcome("later", {}, Reason("outbox.taken_over"))
    try:
        code, answer = _content(smtp, envelope.raw)
    except (OSError, smtplib.SMTPServerDisconnected):
        return Outcome("perhaps_sent", states | dict.fromkeys(accepted, PERHAPS), CUT)
    if code != 250:
        return _all(envelope, code, answer, states)
    states |= dict.fromkeys(accepted, SENT)
    if _any_later(states):
        return Outcome("later", states, Reason("outbox.some_later"))
    return Outcome("sent", states, None if len(accepted) == len(found) else Reason("outbox.some_refused"))


def _content(smtp: smtplib.SMTP, raw: bytes) -> tuple[int, bytes]:
    """The content, whose lines of a dot get another one (RFC 5321, 4.5.2), and what the server says to it."""
    end = b".\r\n" if raw.endswith(b"\r\n") else b"\r\n.\r\n"
    smtp.send(_LINE_OF_DOT.sub(b"..", raw) + end)
    return smtp.getreply()


def _options(smtp: smtplib.SMTP, envelope: Envelope) -> list[str]:
    """Ask for SMTPUTF8 where an address needs it; refuse before anybody is half-served (H80)."""
    if all(address.isascii() for address in (envelope.sender, *envelope.recipients)):
        return []
    if not smtp.has_extn("smtputf8"):
        raise smtplib.SMTPNotSupportedError("SMTPUTF8")
    smtp.command_encoding = "utf-8"
    return ["SMTPUTF8", "BODY=8BITMIME"]


def _all(envelope: Envelope, code: int, answer: bytes | str, known: Mapping[str, str] | None = None) -> Outcome:
    """The server answered for all whom it had not refused one by one."""
    state = _state(code, answer)
    states = {email: (known or {}).get(email, state) for email in envelope.recipients}
    told = Reason("outbox.answered", params={"words": state.partition(": ")[2]})
    return Outcome("later" if _any_later(states) else "failed", states, told)


def _any_later(states: Mapping[str, str]) -> bool:
    return any(state.startswith(LATER) for state in states.values())


def _state(code: int, answer: bytes | str) -> str:
    """Temporary are 4xx and a connection that ended (-1)."""
    return f"{REFUSED if 500 <= code < 600 else LATER} {code} {_words(answer)}"


def _unfit(server: Mapping[str, Any], error: Exception) -> Reason:
    return Reason("outbox.unfit", params={"host": _host(server), "words": _words(str(error))})


def _said(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return _words(f"{error.smtp_code} {_words(error.smtp_error)}")
    return _words(str(error))


def _words(answer: bytes | str) -> str:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return " ".join(text.split())[:300]
