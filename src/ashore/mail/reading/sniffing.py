"""What kind of thing a file is, by its first bytes and only then by its name."""

import re
from typing import Literal

from ashore.core.kernel import Reason
from ashore.mail.reading.envelopes import begins_message

Kind = Literal["mbox", "message", "emlx", "zip"]

_FOREIGN = (
    (b"!BDN", "pst"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "msg"), (b"%PDF", "pdf"), (b"\x1f\x8b", "gzip"), (b"BZh", "bzip2"),  # noqa: E501
    (b"\xfd7zXZ", "xz"), (b"\x28\xb5\x2f\xfd", "zstd"), (b"7z\xbc\xaf", "7z"), (b"Rar!", "rar"), (b"SQLite format 3", "sqlite"),  # noqa: E501
    (b"\x89PNG", "png"), (b"\xff\xd8\xff", "jpeg"), (b"GIF8", "gif"), (b"\x7fELF", "program"), (b"MZ", "program"),
)  # fmt: skip
_FIELD = re.compile(rb"[!-9;-~]{1,76}[ \t]?:")
_MAIL = re.compile(
    rb"(?im)^(?:return-path|received|from|to|cc|date|subject|message-id|delivered-to|mime-version|content-type|"
    rb"reply-to|sender|x-mailer|in-reply-to|dkim-signature)[ \t]?:"
)
_PAGE = re.compile(rb"(?i)\s*<(?:!doctype|html|\?xml)")


def kind_of(prefix: bytes, name: str) -> Kind | Reason:
    """The kind of a file from its first 4 KiB and its name, or why it is no mail."""
    if not prefix:
        return Reason("mail.source.empty")
    if prefix.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    for magic, what in _FOREIGN:
        if prefix.startswith(magic):
            return Reason("mail.source.foreign", params={"type": what})
    text = prefix.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    if text.startswith(b"From ") and begins_message(text, after_blank=True):
        return "mbox"
    ending = name.lower().rpartition(".")[2]
    if ending == "emlx" and re.match(rb"\d+\s*\n", prefix):
        return "emlx"
    if _is_message(text) or ending in ("eml", "mht", "nws"):
        return "message"
    return Reason("mail.source.no_mail")


def _is_message(text: bytes) -> bool:
    """A header field in the first line (or below one "From " line) and one that mail knows in the header."""
    if text.startswith((b"From ", b">From ")):
        text = text.partition(b"\n")[2]
    if not _FIELD.match(text) or _PAGE.match(text):
        return False
    header = re.split(rb"\r?\n\r?\n", text, maxsplit=1)[0]
    return _MAIL.search(header) is not None and b"\0\0" not in header
