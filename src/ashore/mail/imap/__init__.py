"""Reading a mailbox over IMAP: folders, UIDs after a cursor, sizes, bodies, and the wait for news."""

from ashore.mail.imap.fetched import Told
from ashore.mail.imap.folders import Folder
from ashore.mail.imap.session import Login, Opened, Server, Session
from ashore.mail.imap.troubles import (
    Cut,
    FolderGone,
    Garbage,
    ImapTrouble,
    NoSuchHost,
    SignInRefused,
    TimedOut,
    Unreachable,
    Untrusted,
)

__all__ = [
    "Cut", "Folder", "FolderGone", "Garbage", "ImapTrouble", "Login", "NoSuchHost", "Opened", "Server", "Session",
    "SignInRefused", "TimedOut", "Told", "Unreachable", "Untrusted",
]  # fmt: skip
