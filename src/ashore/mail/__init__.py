"""Mail in: raw bytes to values. Readers of mailboxes, the parser, HTML made readable and harmless."""

from ashore.mail.attachments import Attachment
from ashore.mail.parsed import ParsedMessage
from ashore.mail.parsing import parse
from ashore.mail.plaintext import html_to_text
from ashore.mail.reading import Piece, Source, Unreadable, Work, measure, read, split_work
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
    "split_work",
]
