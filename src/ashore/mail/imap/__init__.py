"""A mailbox over IMAP: folders, UIDs after a cursor, sizes, bodies, the wait for news, and copies of what was sent."""

from ashore.mail.imap.fetched import Told
from ashore.mail.imap.filing import FilingSession, Lies
from ashore.mail.imap.folders import Folder
from ashore.mail.imap.session import Login, Opened, Server, Session
from ashore.mail.imap.troubles import (
    Cut,
    FolderGone,
    Garbage,
    ImapTrouble,
    MailboxFull,
    NoSuchHost,
    NotTaken,
    SignInRefused,
    TimedOut,
    Unreachable,
    Untrusted,
)

__all__ = [
    "Cut", "FilingSession", "Folder", "FolderGone", "Garbage", "ImapTrouble", "Lies", "Login", "MailboxFull",
    "NoSuchHost", "NotTaken", "Opened", "Server", "Session", "SignInRefused", "TimedOut", "Told",
    "Unreachable", "Untrusted",
]  # fmt: skip
