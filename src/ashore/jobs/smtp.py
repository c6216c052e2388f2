"""One message to one SMTP server, with the truth about each recipient (H84)."""

import smtplib
import ssl
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ashore.usecases.outbox import Envelope, Outcome

TIMEOUT = 60.0


def deliver(envelope: Envelope, server: Mapping[str, Any]) -> Outcome:
    """Try once. ``server``: host, port, security (starttls, tls, none), user, password or password_file."""
    if not envelope.recipients:
        return Outcome("sent", {})
    try:
        with _connect(server) as smtp:
            return _hand_over(smtp, envelope)
    except smtplib.SMTPAuthenticationError as error:
        return Outcome("failed", {}, f"The server refuses the sign-in: {_words(error.smtp_error)}")
    except smtplib.SMTPNotSupportedError as error:
        return Outcome("failed", {}, f"The server cannot do this: {error}")
    except (OSError, smtplib.SMTPException) as error:
        return Outcome("later", {}, f"The server {server.get('host')} cannot be reached: {error}")


def _connect(server: Mapping[str, Any]) -> smtplib.SMTP:
    host, port = str(server["host"]), int(server.get("port", 587))
    security = server.get("security", "starttls")
    timeout = float(server.get("timeout", TIMEOUT))
    if security == "tls":
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=timeout, context=ssl.create_default_context())
    else:
        smtp = smtplib.SMTP(host, port, timeout=timeout)
        if security == "starttls":
            smtp.starttls(context=ssl.create_default_context())
    smtp.ehlo_or_helo_if_needed()
    if server.get("user"):
        smtp.login(str(server["user"]), _password(server))
    return smtp


def _password(server: Mapping[str, Any]) -> str:
    if named := server.get("password_file"):
        return Path(str(named)).expanduser().read_text(encoding="utf-8").strip()
    return str(server.get("password", ""))


def _hand_over(smtp: smtplib.SMTP, envelope: Envelope) -> Outcome:
    """Sender, recipients, content. After the content has begun a lost connection means: perhaps sent."""
    options = _options(smtp, envelope)
    code, answer = smtp.mail(envelope.sender, options)
    if code != 250:
        return _all(envelope, code, answer)
    found = {email: smtp.rcpt(email) for email in envelope.recipients}
    accepted = [email for email, (code, _) in found.items() if code in (250, 251)]
    states = {email: _state(*answer) for email, answer in found.items() if email not in accepted}
    if not accepted:
        temporary = any(state.startswith("later") for state in states.values())
        return Outcome("later" if temporary else "failed", states, "; ".join(sorted(set(states.values()))))
    try:
        code, answer = smtp.data(envelope.raw)
    except smtplib.SMTPDataError as error:
        return _all(envelope, error.smtp_code, error.smtp_error)
    except (OSError, smtplib.SMTPServerDisconnected):
        return Outcome("perhaps_sent", states, "The connection ended before the server's answer was known.")
    if code != 250:
        return _all(envelope, code, answer)
    states |= dict.fromkeys(accepted, "sent")
    temporary = any(state.startswith("later") for state in states.values())
    return Outcome("later" if temporary else "sent", states, _complaints(states))


def _options(smtp: smtplib.SMTP, envelope: Envelope) -> list[str]:
    """Ask for SMTPUTF8 where an address needs it; refuse before anybody is half-served (H80)."""
    if all(address.isascii() for address in (envelope.sender, *envelope.recipients)):
        return []
    if not smtp.has_extn("smtputf8"):
        raise smtplib.SMTPNotSupportedError("international addresses (SMTPUTF8) are not supported")
    smtp.command_encoding = "utf-8"
    return ["SMTPUTF8", "BODY=8BITMIME"]


def _all(envelope: Envelope, code: int, answer: bytes | str) -> Outcome:
    state = _state(code, answer)
    result = "later" if state.startswith("later") else "failed"
    return Outcome("later" if result == "later" else "failed", dict.fromkeys(envelope.recipients, state), state)


def _state(code: int, answer: bytes | str) -> str:
    return f"{'later' if 400 <= code < 500 else 'refused'}: {code} {_words(answer)}"


def _complaints(states: Mapping[str, str]) -> str:
    return "; ".join(f"{email} {state}" for email, state in states.items() if state != "sent")


def _words(answer: bytes | str) -> str:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return " ".join(text.split())[:300]
