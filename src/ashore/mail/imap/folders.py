"""Folders of a mailbox: their names, and which of them holds what we sent."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

SENT_NAMES = frozenset(
    {
        "sent", "sent items", "sent messages", "sent mail", "sent-mail", "sent_mail", "outbox.sent",
        "отправленные", "исходящие", "надіслані", "odoslané", "odoslaná pošta", "odoslané správy", "odoslané položky",
        "odeslané", "odeslaná pošta", "odeslané položky", "naipadala", "ipinadala", "mga naipadala",
        "gesendet", "gesendete elemente", "gesendete objekte", "envoyés", "éléments envoyés", "messages envoyés",
        "enviados", "elementos enviados", "itens enviados", "posta inviata", "inviata", "wysłane", "elementy wysłane",
        "elküldött", "elküldött elemek", "verzonden", "verzonden items",
    }
)  # fmt: skip
"""What mailers call the folder of sent mail where the server does not say (RFC 6154 asks for \\Sent)."""
CLOSED = frozenset({b"\\noselect", b"\\nonexistent"})
APART = frozenset({b"\\drafts", b"\\trash", b"\\junk", b"\\all", b"\\flagged", b"\\important"})
"""Kinds of folders that hold no correspondence of their own."""


class Folder(NamedTuple):
    """``role``: inbox, sent, apart (drafts, junk, trash, a view of all mail) or other."""

    name: str
    role: str


def folders_of(listed: Iterable[tuple[Sequence[bytes], bytes | None, str | bytes]]) -> tuple[Folder, ...]:
    """The folders that can be opened, inbox and sent first. ``listed``: flags, separator and name of each, as LIST
    gave them."""
    found = [
        (frozenset(flag.lower() for flag in flags), (separator or b"/").decode("latin-1"), _text(name))
        for flags, separator, name in listed
    ]
    opened = [each for each in found if not each[0] & CLOSED]
    told = any(b"\\sent" in flags for flags, _, _ in opened)
    roles = [Folder(name, _role(flags, separator, name, told)) for flags, separator, name in opened]
    order = {"inbox": 0, "sent": 1, "other": 2, "apart": 3}
    return tuple(sorted(roles, key=lambda each: (order[each.role], each.name)))


def _role(flags: frozenset[bytes], separator: str, name: str, told: bool) -> str:
    if name.upper() == "INBOX":
        return "inbox"
    if b"\\sent" in flags or (not told and name.rpartition(separator)[2].strip().casefold() in SENT_NAMES):
        return "sent"
    return "apart" if flags & APART else "other"


def _text(name: str | bytes) -> str:
    return name.decode("utf-8", "replace") if isinstance(name, bytes) else name
