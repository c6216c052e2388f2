"""A mailbox over IMAP: folders, UIDs after a cursor, sizes, bodies, the wait for news, and copies of what was sent."""

from ashore.mail.imap.fetched import Told
from ashore.mail.imap.filing import FilingSession, Lies
from ashore.mail.imap.folders import Folder
from ashore.mail.imap.session import Login, Opened, Server, Session
from ashore.mail.imap.troubles import (
    Barred,
    Cut,
    FolderGone,
    Garbage,
    ImapTrouble,
    InTheClear,
    MailboxFull,
    NoSuchHost,
    NotTaken,
    SignInRefused,
    Stripped,
    TimedOut,
    TooSlow,
    Unreachable,
    Untrusted,
)

__all__ = [
    "Barred", "Cut", "FilingSession", "Folder", "FolderGone", "Garbage", "ImapTrouble", "InTheClear", "Lies", "Login",
    "MailboxFull", "NoSuchHost", "NotTaken", "Opened", "Server", "Session", "SignInRefused", "Stripped", "TimedOut",
    "Told", "TooSlow", "Unreachable", "Untrusted",
]  # fmt: skip
