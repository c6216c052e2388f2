"""What makes a connection to a mail server safe enough for a password, and what to say where it is not."""

import ipaddress
import ssl

from ashore.core.kernel import Reason
from ashore.mail.neutral import one_line

MOST_WORDS = 200
LOCAL_NAMES = frozenset({"localhost", "localhost.localdomain", "ip6-localhost"})
"""RFC 6761 keeps them on the own machine."""
_EXPIRED = frozenset({9, 10})
_UNVOUCHED = frozenset({2, 18, 19, 20, 21})
_OTHER_NAME = frozenset({62, 63, 64})
"""What OpenSSL calls X509_V_ERR_...: not yet valid, expired; self-signed, or by nobody known; for another host."""


def is_loopback(host: str) -> bool:
    """Whether a server is this machine itself, by its name alone: nobody else is asked."""
    name = host.strip().strip("[]").rstrip(".").lower()
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name in LOCAL_NAMES


def may_sign_in(host: str, security: str) -> bool:
    """Whether a password or a token may be sent there at all: encrypted, or without leaving the machine (RFC 8314)."""
    return security in ("tls", "starttls") or is_loopback(host)


def untrusted(host: str, error: ssl.SSLCertVerificationError) -> Reason:
    """Why a certificate does not prove whose server this is, and what helps."""
    number = getattr(error, "verify_code", 0)
    said = getattr(error, "verify_message", "") or str(error)
    told = {"host": host, "error": one_line(said, MOST_WORDS)}
    if number in _EXPIRED:
        return Reason("account.tls.expired", params=told)
    if number in _OTHER_NAME:
        return Reason("account.tls.other_name", params=told)
    return Reason("account.tls.unvouched" if number in _UNVOUCHED else "account.imap.untrusted", params=told)


def stripped(host: str) -> Reason:
    """The server does not offer the encryption that was agreed with it: it, or somebody in between."""
    return Reason("account.tls.stripped", params={"host": host})


def in_the_clear(host: str) -> Reason:
    """A password would go over the net unencrypted."""
    return Reason("account.tls.in_the_clear", params={"host": host})
