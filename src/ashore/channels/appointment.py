"""An appointment as an iCalendar file (RFC 5545, 5546): folded and escaped, nothing typed becomes a line of its own."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

FOLD = 73
_PLAIN_MAILBOX = re.compile(r"[^\s@\"(),:;<>\[\\\]\x00-\x1f\x7f]{1,64}@[\w.-]{1,253}")


def appointment(
    *,
    uid: str,
    at: datetime,
    minutes: int,
    topic: str,
    place: str = "",
    organizer: str = "",
    attendees: Sequence[str] = (),
    made_at: datetime,
    called_off: bool = False,
) -> bytes:
    """The file to attach. ``uid`` names the appointment in all its versions; ``minutes`` 0 means half an hour."""
    ends = at + timedelta(minutes=minutes or 30)
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Ashore//Desk//EN",
        f"METHOD:{'CANCEL' if called_off else 'REQUEST'}",
        "BEGIN:VEVENT",
        f"UID:{_escaped(uid)}",
        f"DTSTAMP:{_stamp(made_at)}",
        f"SEQUENCE:{1 if called_off else 0}",
        f"DTSTART:{_stamp(at)}",
        f"DTEND:{_stamp(ends)}",
        f"SUMMARY:{_escaped(topic)}",
        f"STATUS:{'CANCELLED' if called_off else 'CONFIRMED'}",
    ]
    lines += [f"LOCATION:{_escaped(place)}"] if place else []
    lines += [f"ORGANIZER:mailto:{organizer}"] if _PLAIN_MAILBOX.fullmatch(organizer) else []
    lines += [f"ATTENDEE;RSVP=TRUE:mailto:{each}" for each in attendees if _PLAIN_MAILBOX.fullmatch(each)]
    lines += ["END:VEVENT", "END:VCALENDAR"]
    return "".join(f"{_folded(each)}\r\n" for each in lines).encode("utf-8")


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
    """A text value; whatever could end the line is a blank or an escape."""
    flat = "".join(c if c.isprintable() or c == "\n" else " " for c in text.replace("\r\n", "\n").replace("\r", "\n"))
    return flat.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> str:
    """At most 75 bytes a line; no character is cut apart."""
    rows, held = [], ""
    for char in line:
        if len((held + char).encode("utf-8")) > FOLD:
            rows.append(held)
            held = ""
        held += char
    return "\r\n ".join([*rows, held])
