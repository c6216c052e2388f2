"""What can go wrong with an IMAP server, as named exceptions with a reason for people. None holds a password."""

import re
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from imaplib import IMAP4

from imapclient.exceptions import CapabilityError, IMAPClientError, LoginError, ProtocolError

from ashore.core.kernel import Reason
from ashore.mail.imap.pace import Crawls
from ashore.mail.neutral import one_line
from ashore.mail.tls import in_the_clear, stripped, untrusted

MOST_WORDS = 200
_BYTES = re.compile(r"""\bb(['"])(.*)\1""")
"""Answers of servers as `imaplib` quotes them."""
PASSING = (
    "[unavailable]",
    "[inuse]",
    "[limit]",
    "[serverbug]",
    "too many",
    "try again",
    "temporar",
    "later",
    "timeout",
)
"""Answers to a sign-in that say nothing of the password (RFC 5530, and what servers without its codes write)."""


class ImapTrouble(Exception):
    """The server or the way to it failed; trying later is right. ``reason``: what happened, for people."""

    code = "account.imap.failed"

    def __init__(self, host: str, words: str = "") -> None:
        plain = one_line(_BYTES.sub(r"\2", words), MOST_WORDS)
        self.reason = Reason(self.code, params={"host": host, "error": plain})
        super().__init__(f"{host}: {words}" if words else host)


class Barred(ImapTrouble):
    """Trying again changes nothing: the account rests until a person has helped."""

    code = "account.imap.failed"


class SignInRefused(Barred):
    """User or password are not accepted; trying again changes nothing and may lock the mailbox (H92)."""

    code = "account.imap.refused"


class NoSuchHost(ImapTrouble):
    """The name of the server is not known."""

    code = "account.imap.no_host"


class Unreachable(ImapTrouble):
    """Nobody answers there, or not in the promised security."""

    code = "account.imap.unreachable"


class Untrusted(Barred):
    """The server's certificate does not prove that it is the one that was named; nothing was sent there."""

    code = "account.imap.untrusted"

    def __init__(self, host: str, error: ssl.SSLCertVerificationError) -> None:
        super().__init__(host, str(error))
        self.reason = untrusted(host, error)


class InTheClear(Barred):
    """A password would go over the net unencrypted; nothing was sent, not even a connection made."""

    def __init__(self, host: str) -> None:
        super().__init__(host)
        self.reason = in_the_clear(host)


class Stripped(ImapTrouble):
    """The server does not offer the encryption that was agreed with it; nothing was sent."""

    def __init__(self, host: str) -> None:
        super().__init__(host)
        self.reason = stripped(host)


class TimedOut(ImapTrouble):
    """The server accepted the connection and then said nothing for too long (H90)."""

    code = "account.imap.timeout"


class TooSlow(TimedOut):
    """Each read came in time, but all of them together take too long: a byte a second, say (H90)."""

    code = "account.imap.too_slow"


class Cut(ImapTrouble):
    """The connection ended in the middle."""

    code = "account.imap.cut"


class Garbage(ImapTrouble):
    """What the server said is no IMAP, or contradicts itself (H89)."""

    code = "account.imap.garbage"


class FolderGone(ImapTrouble):
    """The folder cannot be opened: renamed, deleted, or not ours any more."""

    code = "account.imap.folder_gone"


class NotTaken(ImapTrouble):
    """The server does not take a message that was to be put there."""

    code = "account.imap.not_taken"


class MailboxFull(NotTaken):
    """There is no room left (RFC 9208)."""

    code = "account.imap.full"


def said(error: Exception) -> str:
    """What a server answered, without what the library says about it."""
    text = str(error)
    match = _BYTES.search(text)
    return match[2] if match else text


@contextmanager
def named(host: str, *, connecting: bool = False) -> Iterator[None]:
    """Turns what sockets and libraries raise within into the exceptions above."""
    try:
        yield
    except ImapTrouble:
        raise
    except LoginError as error:
        if isinstance(error.__context__, IMAP4.abort):  # the library calls a lost connection a refused sign-in too
            raise _of_abort(host, str(error)) from None
        raise _of_sign_in(host, str(error)) from None
    except socket.gaierror as error:
        raise NoSuchHost(host, error.strerror or "") from None
    except Crawls:
        raise TooSlow(host) from None
    except TimeoutError:
        raise (Unreachable(host, "no answer") if connecting else TimedOut(host)) from None
    except ssl.SSLCertVerificationError as error:
        raise Untrusted(host, error) from None
    except OSError as error:
        words = error.strerror or type(error).__name__
        raise (Unreachable(host, words) if connecting else Cut(host, words)) from None
    except IMAP4.abort as error:
        raise _of_abort(host, str(error)) from None
    except (IMAP4.error, IMAPClientError, CapabilityError) as error:
        raise (Unreachable if connecting else Garbage)(host, str(error)) from None
    except (ProtocolError, ValueError, LookupError, TypeError, AttributeError, AssertionError) as error:
        raise Garbage(host, f"{type(error).__name__}: {error}") from None


def _of_abort(host: str, words: str) -> ImapTrouble:
    return (Cut if any(sign in words for sign in ("EOF", "socket error", "BYE")) else Garbage)(host, words)


def _of_sign_in(host: str, words: str) -> ImapTrouble:
    lowered = words.lower()
    kind = Unreachable if any(sign in lowered for sign in PASSING) else SignInRefused
    return kind(host, words)
