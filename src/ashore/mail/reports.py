"""Recipients that a bounce names (RFC 3464; X-Failed-Recipients; qmail's and plain mailer-daemon's text)."""

import re
from typing import NamedTuple

from ashore.mail.headers import Headers

_FIELD = re.compile(
    rb"(?im)^(final-recipient|original-recipient|action|status)[ \t]*:[ \t]*(?:rfc822[ \t]*;[ \t]*|utf-8[ \t]*;[ \t]*)?([^\r\n]*)"  # noqa: E501
)
_ADDRESS = re.compile(r"[^\s<>()\",;:\[\]]{1,200}@[^\s<>()\",;:\[\]]{1,200}")
_GROUP = re.compile(rb"\r?\n[ \t]*\r?\n")
_FOLDED = re.compile(rb"\r?\n[ \t]+")
_ID = re.compile(rb"(?im)^message-id[ \t]*:[ \t]*(?:\r?\n[ \t]+)?<([^<>\s]{1,400})>")
_MOST = 1000
_READ = 256 * 1024


def from_status(data: bytes) -> tuple[str, ...]:
    """Addresses whose delivery failed for good by a message/delivery-status body; delayed ones are not failed."""
    out: list[str] = []
    recipient = ""
    failed = True
    for match in _FIELD.finditer(data[:_READ]):
        name, value = match[1].lower(), match[2].decode("utf-8", "replace").strip().strip("<>").lower()
        if name == b"final-recipient" or (name == b"original-recipient" and not recipient):
            if name == b"final-recipient" and recipient and failed:
                out.append(recipient)
                failed = True
            recipient = value
        elif name == b"action":
            failed = value.startswith("failed")
            if recipient and failed:
                out.append(recipient)
            recipient, failed = "", False
    if recipient and failed:
        out.append(recipient)
    return tuple(dict.fromkeys(a for a in out if "@" in a))[:_MOST]


class Failure(NamedTuple):
    """One recipient in a delivery report. ``status``: of RFC 3463, ``words``: the diagnostic; ``action``: "failed",
    "delayed", "delivered", "relayed", "expanded" or empty."""

    email: str
    action: str
    status: str
    words: str


def failures(data: bytes) -> tuple[Failure, ...]:
    """The recipients of a message/delivery-status body with what the server said of each, in order."""
    found: list[Failure] = []
    for group in _GROUP.split(data[:_READ])[: _MOST + 1]:
        fields = _fields(group)
        address = fields.get("final-recipient") or fields.get("original-recipient", "")
        email = address.rpartition(";")[2].strip().strip("<>").lower()
        if "@" in email:
            words = fields.get("diagnostic-code", "").partition(";")[2].strip()
            status = fields.get("status", "").partition(" ")[0]
            found.append(Failure(email, fields.get("action", "").lower(), status[:20], words[:300]))
    return tuple(found)


def _fields(group: bytes) -> dict[str, str]:
    lines = _FOLDED.sub(b" ", group).splitlines()
    pairs = (line.decode("utf-8", "replace").partition(":") for line in lines)
    return {name.strip().lower(): " ".join(value.split()) for name, colon, value in reversed(list(pairs)) if colon}


def returned_id(head: bytes) -> str:
    """The Message-ID in the header of the message that came back, empty where it does not stand there."""
    end = min((at for at in (head.find(b"\n\n"), head.find(b"\n\r\n")) if at >= 0), default=len(head))
    match = _ID.search(head[: min(end + 1, _READ)])
    return match[1].decode("utf-8", "replace") if match else ""


def from_headers(headers: Headers) -> tuple[str, ...]:
    """Addresses in X-Failed-Recipients (Exim)."""
    return tuple(dict.fromkeys(a.lower() for a in _ADDRESS.findall(headers.text("x-failed-recipients")[:_READ])))[
        :_MOST
    ]


def from_text(text: str, own: str) -> tuple[str, ...]:
    """Addresses at the start of lines of a plain bounce before the copy of the mail; ``own`` is the daemon itself."""
    head = re.split(
        r"(?im)^-{2,}.*(?:copy|original|returned|below).*$|^received:|^return-path:", text[:20_000], maxsplit=1
    )[0]
    found = re.findall(r"(?m)^\W{0,4}([^\s<>()\",;:]{1,200}@[^\s<>()\",;:]{1,200}\.[a-z]{2,24})>?[:\s]", head)
    return tuple(dict.fromkeys(a.lower().rstrip(".") for a in found if a.lower() != own))[:_MOST]
