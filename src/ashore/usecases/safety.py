"""Foreign names made fit for people and disks."""

import re
import unicodedata

MAX_NAME = 120
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]+')
_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def neutral(text: str) -> str:
    """The text without characters that reorder or hide others (H29), each shown as U+FFFD; line ends become spaces."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_neutral(char) for char in text)


def _neutral(char: str) -> str:
    category = unicodedata.category(char)
    if category == "Cc":
        return " "
    if category == "Cf" and char not in "\u200c\u200d\u00ad":
        return "\ufffd"
    return char


def safe_name(name: str, fallback: str = "attachment") -> str:
    """A file name for a download header and any disk (H63): no folder, no device, no control, at most 120 characters."""
    last = re.split(r"[/\\]", neutral(name).replace("\ufffd", "_"))[-1]
    plain = _FORBIDDEN.sub("_", last).strip(" .")
    if _RESERVED.match(plain):
        plain = f"_{plain}"
    if len(plain) > MAX_NAME:
        stem, dot, ending = plain.rpartition(".")
        plain = f"{stem[: MAX_NAME - 12]}.{ending[:10]}" if dot else plain[:MAX_NAME]
    return plain or fallback
