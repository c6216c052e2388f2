"""Mail in: raw bytes to values. Readers of mailboxes, the parser, HTML made readable and harmless."""

from ashore.mail.attachments import Attachment
from ashore.mail.parsed import ParsedMessage
from ashore.mail.parsing import parse
from ashore.mail.plaintext import html_to_text

__all__ = ["Attachment", "ParsedMessage", "html_to_text", "parse"]
