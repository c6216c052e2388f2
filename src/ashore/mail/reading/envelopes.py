"""Where messages begin in an mbox: the "From " line, told from a sentence that begins with From (H15)."""

import re
from datetime import UTC, datetime

LOOK = 2048
"""Bytes behind a "From " that decide whether it begins a message."""

_DAY = rb"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
_MONTH = rb"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_DATED = re.compile(
    rb"From (?:[^\n]{0,300}?[ \t])??"
    + _DAY
    + rb",?[ \t]+(?:"
    + _MONTH
    + rb"[ \t]+\d{1,2}|\d{1,2}[ \t]+"
    + _MONTH
    + rb")"
    rb"[^\n]{0,20}?\d{1,2}:\d\d(?::\d\d)?[^\n]{0,80}\r?\n"
)
_UNDATED = re.compile(
    rb"From (?:[^\s@]{1,200}@\S{1,200}|MAILER-DAEMON|\S{1,60}|)(?:[ \t]+\d{4}-\d\d-\d\d[^\n]{0,60})?[ \t]*\r?\n"
)
_FIELD = re.compile(rb"(?:>From |[!-9;-~]{1,76}[ \t]?:)")
_KNOWN = re.compile(
    rb"(?i)(?:return-path|received|from|to|date|subject|message-id|delivered-to|mime-version|content-type|x-[\w-]{1,60}|reply-to|"
    rb"sender|status|dkim-signature|authentication-results|envelope-to|arc-[\w-]+)[ \t]?:"
)
_STAMP = re.compile(rb"(" + _MONTH + rb")[ \t]+(\d{1,2})[ \t]+(\d{1,2}):(\d\d)(?::(\d\d))?[^\n]*?(\d{4})")
_MONTHS = b"Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def begins_message(lines: bytes, *, after_blank: bool) -> bool:
    """Whether ``lines``, which start with ``From ``, are an envelope line with a header below it.

    A dated line needs a header field below; an undated one also a blank line above and two fields that mail knows.
    """
    dated = _DATED.match(lines)
    if dated:
        rest = lines[dated.end() : dated.end() + 400]
        return not rest or _FIELD.match(rest) is not None
    if lines.startswith((b"From - \n", b"From - \r\n")):  # Netscape before a message that was moved
        return _KNOWN.match(lines, lines.find(b"\n") + 1) is not None
    undated = _UNDATED.match(lines) if after_blank else None
    if not undated:
        return False
    rest = lines[undated.end() :]
    if not _KNOWN.match(rest):
        return False
    second = re.compile(rb"\r?\n(?![ \t])").search(rest)
    following = rest[second.end() :] if second else b""
    return not following.strip() or _FIELD.match(following) is not None


def envelope_end(lines: bytes) -> int:
    """Length of the envelope line with its line end."""
    return lines.find(b"\n") + 1 or len(lines)


def envelope_time(line: bytes) -> datetime | None:
    """When the message was delivered by its envelope line; such lines carry UTC or local time, taken as UTC."""
    match = _STAMP.search(line[:500])
    if not match:
        return None
    try:
        hour, minute, second = int(match[3]), int(match[4]), min(int(match[5] or 0), 59)
        return datetime(int(match[6]), _MONTHS.index(match[1]) + 1, int(match[2]), hour, minute, second, tzinfo=UTC)
    except ValueError:
        return None
