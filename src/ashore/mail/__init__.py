"""Mail in: raw bytes to values. Readers of mailboxes, the parser, HTML made readable and harmless."""

from typing import TYPE_CHECKING

from ashore.core.kernel.lazily import lazily
from ashore.mail.attachments import Attachment
from ashore.mail.parsed import ParsedMessage
from ashore.mail.parsing import parse
from ashore.mail.plaintext import html_to_text
from ashore.mail.reading import Piece, Source, Unreadable, Work, measure, read, size_of, split_work

if TYPE_CHECKING:
    from ashore.mail.sanitising import sanitise

# Who shows no HTML needs no sanitiser.
__getattr__ = lazily(__name__, {"sanitising": ("sanitise",)})

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
