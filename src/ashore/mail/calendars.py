"""An invitation as text (H70): what, when, where, who; never its HTML."""

import re

_FOLD = re.compile(r"\r?\n[ \t]")
_LINE = re.compile(
    r"(?m)^(SUMMARY|DTSTART|DTEND|LOCATION|ORGANIZER|DESCRIPTION)((?:;[^:\r\n]{0,300})?):([^\r\n]*)", re.IGNORECASE
)
_STAMP = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d\d(Z?))?")
_READ = 200_000


def calendar_text(source: str) -> str:
    """Lines of the first event of an iCalendar text (RFC 5545), values as plain text; empty where there is none."""
    text = _FOLD.sub("", source[:_READ])
    begin = text.upper().find("BEGIN:VEVENT")
    if begin < 0:
        return ""
    end = text.upper().find("END:VEVENT", begin)
    found: dict[str, str] = {}
    for match in _LINE.finditer(text, begin, end if end >= 0 else len(text)):
        found.setdefault(match[1].upper(), _value(match[1].upper(), match[2], match[3]))
    when = " – ".join(found[k] for k in ("DTSTART", "DTEND") if found.get(k))
    lines = [
        found.get("SUMMARY", ""),
        when,
        found.get("LOCATION", ""),
        found.get("ORGANIZER", ""),
        found.get("DESCRIPTION", ""),
    ]
    return "\n".join(line for line in lines if line)


def _value(name: str, parameters: str, value: str) -> str:
    if name in ("DTSTART", "DTEND"):
        zone = re.search(r'(?i)TZID="?([^";:]+)', parameters)
        return _stamp(value, zone[1] if zone else "")
    if name == "ORGANIZER":
        shown = re.search(r'(?i)CN="?([^";:]+)', parameters)
        address = re.sub(r"(?i)^mailto:", "", value.strip())
        return f"{shown[1]} <{address}>" if shown else address
    plain = (
        value.replace("\\n", "\n").replace("\\N", "\n").replace("\\,", ",").replace("\\;", ";").replace("\\\\", "\\")
    )
    return plain.strip()


def _stamp(value: str, zone: str) -> str:
    match = _STAMP.match(value.strip())
    if not match:
        return value.strip()
    day = f"{match[1]}-{match[2]}-{match[3]}"
    return f"{day} {match[4]}:{match[5]} {'UTC' if match[6] else zone}".strip() if match[4] else day
