"""The header block of a message or a part, read from bytes without touching the body."""

import re
from functools import lru_cache

from ashore.mail.encodedwords import header_text
from ashore.mail.limits import MAX_HEADERS

_LONGEST_KEPT, _MOST_KEPT = 100, 4096
_KEYS: dict[bytes, bytes] = {}
"""Names of fields as written, with those in lower case: a dictionary at hand, for a call would cost more."""

Fields = dict[bytes, list[bytes]]

_LINE_START = re.compile(rb"\r?\n(?![ \t])")
_NAME = re.compile(rb"[!-9;-~]+[ \t]*\Z")
_KNOWN = re.compile(
    rb"(?i)(?:x-[\w-]+|received|from|to|cc|subject|date|message-id|mime-version|content-[a-z-]+|reply-to|references|"
    rb"in-reply-to|return-path|sender|dkim-signature|list-[a-z-]+|delivered-to|user-agent|precedence|importance)[ \t]*:"
)


def header_end(raw: bytes, start: int, end: int) -> tuple[int, int]:
    """Where the header block that begins at ``start`` stops, and where the body begins; both ``end`` without a blank line."""  # noqa: E501
    if raw.startswith(b"\n", start):
        return start, start + 1
    if raw.startswith(b"\r\n", start):
        return start, start + 2
    line = raw.find(b"\n", start, end)
    if line < 0:
        return end, end
    if line > start and raw[line - 1] == 13:
        at = raw.find(b"\n\r\n", start, end)
        other = raw.find(b"\n\n", start, at + 1 if at >= 0 else end)
        return (other, other + 2) if other >= 0 else (at, at + 3) if at >= 0 else (end, end)
    at = raw.find(b"\n\n", start, end)
    # To look for a single byte is ten times as quick as to look for two.
    mixed = raw.find(b"\r", start, at if at >= 0 else end) >= 0
    other = raw.find(b"\n\r\n", start, at + 1 if at >= 0 else end) if mixed else -1
    return (other, other + 3) if other >= 0 else (at, at + 2) if at >= 0 else (end, end)


def read_fields(raw: bytes, start: int, end: int) -> tuple[Fields, int, list[str]]:
    """Fields by lower-case name (values raw, in order), where the body begins, what was wrong.

    Values are still folded, the line end of a fold being a carriage return alone.

    A line that is no field ends the header unless a well-known field follows it: then it alone is left out.
    """
    stop, body = header_end(raw, start, end)
    if raw.startswith((b"From ", b">From "), start):
        line = raw.find(b"\n", start, stop)
        start = stop if line < 0 else line + 1
    lines = _unfolded(raw[start:stop]).split(b"\n", MAX_HEADERS)
    wrong: list[str] = []
    if len(lines) > MAX_HEADERS:
        lines.pop()
        wrong.append("mail.cut.headers")
    fields: Fields = {}
    for number, line_bytes in enumerate(lines):
        name, colon, value = line_bytes.partition(b":")
        key = (_KEYS.get(name) or _key(name)) if colon else b""
        if key:
            if key in fields:
                fields[key].append(value)
            else:
                fields[key] = [value]
        elif line_bytes.strip():
            wrong.append("mail.header.broken_line")
            following = lines[number + 1] if number + 1 < len(lines) else b""
            if not _KNOWN.match(following):
                return fields, _offset_of(raw, start, stop, number), wrong
    return fields, body, wrong


def _unfolded(block: bytes) -> bytes:
    """A header block with one field a line: a fold is left as a carriage return, which no reader of a value minds.

    Three passes in C; a split by a regular expression costs twenty times as much, half of the parsing of a short mail.
    """
    if b"\r" in block:
        block = block.replace(b"\r\n", b"\n")
    return block.replace(b"\n ", b"\r ").replace(b"\n\t", b"\r\t")


def _key(name: bytes) -> bytes:
    """A field's name in lower case, empty for what is no name; names met before are remembered."""
    key = name.rstrip().lower() if _NAME.match(name) else b""
    if key and len(name) <= _LONGEST_KEPT and len(_KEYS) < _MOST_KEPT:
        _KEYS[name] = key
    return key


@lru_cache(maxsize=1024)
def _bytes_of(name: str) -> bytes:
    return name.lower().encode("ascii", "replace")


def _offset_of(raw: bytes, start: int, stop: int, number: int) -> int:
    """Offset of the ``number``-th logical line of a header block."""
    for count, match in enumerate(_LINE_START.finditer(raw, start, stop), 1):
        if count == number:
            return match.end()
    return start


class Headers:
    """Header fields of one entity, decoded when asked for."""

    __slots__ = ("fields", "label")

    def __init__(self, fields: Fields, label: str = "") -> None:
        self.fields = fields
        self.label = label

    def raw(self, name: str) -> bytes:
        """First value of a field as it came, empty where absent."""
        values = self.fields.get(_bytes_of(name))
        return values[0] if values else b""

    def raw_all(self, name: str) -> list[bytes]:
        """All values of a field as they came."""
        return self.fields.get(_bytes_of(name), [])

    def text(self, name: str) -> str:
        """First value of a field as a person reads it, empty where absent."""
        value = self.raw(name)
        return header_text(value, self.label) if value else ""

    def texts(self, name: str) -> list[str]:
        """All values of a field as a person reads them."""
        return [header_text(value, self.label) for value in self.raw_all(name)]

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and _bytes_of(name) in self.fields
