"""Recipients that a bounce names (RFC 3464; X-Failed-Recipients; qmail's and plain mailer-daemon's text)."""

import re

from ashore.mail.headers import Headers

_FIELD = re.compile(
    rb"(?im)^(final-recipient|original-recipient|action|status)[ \t]*:[ \t]*(?:rfc822[ \t]*;[ \t]*|utf-8[ \t]*;[ \t]*)?([^\r\n]*)"  # noqa: E501
)
_ADDRESS = re.compile(r"[^\s<>()\",;:\[\]]{1,200}@[^\s<>()\",;:\[\]]{1,200}")
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
