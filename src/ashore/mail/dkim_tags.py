"""Tag lists (``v=1; a=rsa-sha256; ...``) of DKIM signatures and keys (RFC 6376, 3.2)."""

import re

LONGEST_LIST = 16 * 1024
"""Bytes of a tag list that are read; a usual signature has 700."""

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_SPACE = re.compile(r"[ \t\r\n]+")


def read_tags(text: str) -> dict[str, str] | None:
    """The tags in order, blanks around names and values taken off; None for what is no tag list.

    A tag that stands there twice makes the whole list invalid, and so does one without "=" (RFC 6376, 3.2).
    """
    if len(text) > LONGEST_LIST:
        return None
    pieces = text.split(";")
    if not pieces[-1].strip():
        pieces.pop()
    found: dict[str, str] = {}
    for piece in pieces:
        name, equals, value = piece.partition("=")
        name = name.strip()
        if not equals or not _NAME.fullmatch(name) or name in found:
            return None
        found[name] = value.strip()
    return found


def squeezed(value: str) -> str:
    """A value without the blanks that folding may put anywhere into base64 and lists."""
    return _SPACE.sub("", value)


def number(value: str | None) -> int | None:
    """An unsigned number of at most 76 digits; None for anything else."""
    return int(value) if value and value.isascii() and value.isdigit() and len(value) <= 76 else None
