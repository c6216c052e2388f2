"""Mail in: raw bytes to values. Readers of mailboxes, the parser, HTML made readable and harmless."""

from typing import TYPE_CHECKING, Any

from ashore.mail.attachments import Attachment
from ashore.mail.parsed import ParsedMessage
from ashore.mail.parsing import parse
from ashore.mail.plaintext import html_to_text
from ashore.mail.reading import Piece, Source, Unreadable, Work, measure, read, size_of, split_work

if TYPE_CHECKING:
    from ashore.mail.sanitising import sanitise

__all__ = [
    "Attachment",
    "ParsedMessage",
    "Piece",
    "Source",
    "Unreadable",
    "Work",
    "html_to_text",
    "measure",
    "parse",
    "read",
    "sanitise",
    "size_of",
    "split_work",
]


def __getattr__(name: str) -> Any:
    """``sanitise``, loaded when it is asked for: who shows no HTML needs no sanitiser (PEP 562)."""
    if name != "sanitise":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from ashore.mail.sanitising import sanitise

    return sanitise
