"""The one thing that is written into a mailbox: a copy of what was sent, into its Sent folder (APPEND)."""

import contextlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from imapclient import SEEN
from imapclient.exceptions import IMAPClientAbortError, IMAPClientError

from ashore.mail.imap.session import Session
from ashore.mail.imap.troubles import FolderGone, MailboxFull, NotTaken, named, said

USUAL_NAME = "Sent"
SLOWEST = 50_000
"""Bytes a second below which a line is as good as none."""
LONGEST_SECONDS = 400.0
AROUND = timedelta(days=2)
"""A copy is looked for from so long before its sending on: servers count days in zones of their own."""
_FULL = ("[overquota]", "quota", "mailbox is full", "mailbox full")


class Lies(NamedTuple):
    """Where a copy lies; 0 for what the server does not tell."""

    uidvalidity: int = 0
    uid: int = 0


class FilingSession(Session):
    """A session that can put a message into a folder."""

    def sent_folders(self) -> list[str]:
        """The folders that hold what was sent: those that the server calls so (RFC 6154), else by their usual names."""
        return [each.name for each in self.folders() if each.role == "sent"]

    def make_sent_folder(self) -> str:
        """Make one as mail programs do at the first sending, under the name that all of them know; its name. Raises
        `FolderGone` where the server does not allow it."""
        with named(self._server.host):
            prefix, separator = self._personal()
            name = f"{prefix}{USUAL_NAME}".replace("/", separator or "/")
            try:
                self._create(name)
            except IMAPClientError as error:
                _unless_cut(error)
                raise FolderGone(self._server.host, f"{name}: {said(error)}") from None
            with contextlib.suppress(IMAPClientError):
                self._client.subscribe_folder(name)  # else some mail programs do not show it
            return name

    def find(self, folder: str, message_id: str, sent_at: datetime) -> Lies | None:
        """Where in the folder a message of this id lies, if it does. Raises `FolderGone`."""
        opened = self.open(folder)
        since = (sent_at - AROUND).date()
        with named(self._server.host):
            found = self._client.search(["SINCE", since, "HEADER", "Message-ID", f"<{message_id}>"])
        return Lies(opened.uidvalidity, max(found)) if found else None

    def append(self, folder: str, raw: bytes, sent_at: datetime) -> Lies:
        """Put a message there, seen, as of ``sent_at``; where it lies (APPENDUID, RFC 4315). Raises `MailboxFull`,
        `FolderGone`, `NotTaken`."""
        with named(self._server.host), self._patiently(len(raw)):
            try:
                told = self._client.append(folder, raw, (SEEN,), sent_at)
            except IMAPClientError as error:
                _unless_cut(error)
                raise _refusal(self._server.host, said(error)) from None
        return _appenduid(told)

    def _create(self, name: str) -> None:
        if self._client.has_capability("CREATE-SPECIAL-USE"):
            with contextlib.suppress(IMAPClientError):
                quoted = self._client._normalise_folder(name)
                kind, _ = self._client._imap._simple_command("CREATE", quoted, "(USE (\\Sent))")
                if kind == "OK":
                    return
        self._client.create_folder(name)

    def _personal(self) -> tuple[str, str]:
        """Prefix and separator of a person's own folders (RFC 2342)."""
        if not self._client.has_capability("NAMESPACE"):
            return "", ""
        own = self._client.namespace().personal
        return (own[0][0] or "", own[0][1] or "") if own else ("", "")

    @contextlib.contextmanager
    def _patiently(self, size: int) -> Iterator[None]:
        """Time enough for so many bytes: a time-out of a socket bounds all that is sent at once."""
        sock = self._client.socket()
        usual = sock.gettimeout()
        longest = min(LONGEST_SECONDS, (usual or 0) + size / SLOWEST)
        sock.settimeout(longest)
        self._pace.lend(longest)  # for the answer: a server may store so much before it says so
        try:
            yield
        finally:
            with contextlib.suppress(OSError):
                sock.settimeout(usual)


def _unless_cut(error: IMAPClientError) -> None:
    if isinstance(error, IMAPClientAbortError):
        raise error


def _refusal(host: str, words: str) -> NotTaken | FolderGone:
    lowered = words.lower()
    if "[trycreate]" in lowered or "[nonexistent]" in lowered:
        return FolderGone(host, words)
    return MailboxFull(host, words) if any(sign in lowered for sign in _FULL) else NotTaken(host, words)


def _appenduid(told: object) -> Lies:
    words = bytes(told).upper() if isinstance(told, bytes) else b""
    _, found, rest = words.partition(b"[APPENDUID ")
    numbers = rest.partition(b"]")[0].split()
    if not found or len(numbers) != 2 or not all(each.isdigit() for each in numbers):
        return Lies()
    return Lies(int(numbers[0]), int(numbers[1]))
