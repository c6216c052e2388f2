"""What FETCH answers, read strictly: a body that does not end where the server said is no body (H89).

`imaplib` gives a response with a literal as a pair (line up to the literal, literal) and what follows it as a line of
its own. Servers may put UID before or after it, and may send unasked FETCH of flags in between.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, NamedTuple

_UID = re.compile(rb"[( ]UID (\d+)")
_SIZE = re.compile(rb"[( ]RFC822\.SIZE (\d+)")
_DATE = re.compile(rb'INTERNALDATE "( ?\d?\d-[A-Za-z]{3}-\d{4} \d\d:\d\d:\d\d [+-]\d{4})"')
_HEAD = re.compile(rb"\d+ \((?:.* )?BODY\[(?:HEADER)?\](?:<\d+>)? \{\d+\+?\}$", re.S | re.I)
_TAIL = re.compile(rb"(?: [A-Z][A-Z0-9.-]* (?:\([^()\r\n]*\)|\d+|\"[^\"\r\n]*\"|NIL))*\)$", re.I)
_MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"


class Told(NamedTuple):
    """``size``: RFC822.SIZE in bytes; ``arrived_at``: INTERNALDATE in UTC, None where it makes no sense."""

    size: int
    arrived_at: datetime | None


class NotFetch(ValueError):
    """The answer has not the form of FETCH."""


def sizes_in(data: Iterable[Any]) -> dict[int, Told]:
    """Size and date by UID."""
    found: dict[int, Told] = {}
    for line in data:
        if not isinstance(line, bytes):
            continue
        uid, size = _UID.search(line), _SIZE.search(line)
        if uid and size:
            found[int(uid[1])] = Told(int(size[1]), _internal_date(line))
    return found


def bodies_in(data: Iterable[Any]) -> dict[int, bytes]:
    """Bodies by UID. Raises `NotFetch` where one does not end as was said."""
    return dict(_bodies(iter(data)))


def _bodies(data: Iterator[Any]) -> Iterator[tuple[int, bytes]]:
    for item in data:
        if not isinstance(item, tuple):
            continue
        line, body = item
        tail = next(data, None)
        if not _HEAD.match(line) or not isinstance(tail, bytes) or not _TAIL.match(tail):
            raise NotFetch("a message does not end where the server said")
        uid = _UID.search(line) or _UID.search(tail)
        if uid is None:
            raise NotFetch("a message without its number")
        yield int(uid[1]), body


def _internal_date(line: bytes) -> datetime | None:
    found = _DATE.search(line)
    if not found:
        return None
    day, clock, offset = found[1].decode("ascii").split()
    number, month, year = day.split("-")
    hour, minute, second = (int(each) for each in clock.split(":"))
    minutes = (int(offset[1:3]) * 60 + int(offset[3:5])) * (-1 if offset[0] == "-" else 1)
    try:
        at = datetime(
            int(year), _MONTHS.index(month.lower()) // 3 + 1, int(number), hour, minute, min(second, 59),
            tzinfo=timezone(timedelta(minutes=minutes)),
        )  # fmt: skip
        return at.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
