"""What a DKIM signature is computed over: header fields and body in canonical form (RFC 6376, 3.4 and 3.7).

Not left to a library, since it reads what strangers send: each step is linear. dkimpy is the oracle in tests.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from ashore.mail.headers import header_end

_BLANKS = re.compile(rb"[ \t]{2,}|\t")
"""What becomes a single space: a lone space is one already, and most are."""
_FIELD = re.compile(rb"([!-9;-~]+)[ \t]*:")
_NEXT_FIELD = re.compile(rb"\r\n(?![ \t])")


class Field(NamedTuple):
    """A header field: ``name`` in lower case; ``whole`` as it stands, folds with CRLF, without the last line end."""

    name: str
    whole: bytes

    @property
    def value(self) -> bytes:
        """What stands behind the colon."""
        return self.whole.partition(b":")[2]


def split(raw: bytes) -> tuple[list[Field], bytes]:
    """Header fields from top to bottom, and the body, both with CRLF as line ends; lines that are no field left out."""
    stop, body = header_end(raw, 0, len(raw))
    block = raw[:stop].removesuffix(b"\r")
    found: list[Field] = []
    for line in _NEXT_FIELD.split(_network(block)):
        match = _FIELD.match(line)
        if match:
            found.append(Field(match[1].decode("ascii").lower(), line))
    return found, _network(raw[body:])


def body_of(body: bytes, form: str) -> bytes:
    """The body in canonical ``form`` (simple, relaxed); ``body`` has CRLF line ends."""
    if body and not body.endswith(b"\r\n"):
        body += b"\r\n"
    if form == "relaxed":
        body = _BLANKS.sub(b" ", body).replace(b" \r\n", b"\r\n")
    text = len(body.rstrip(b"\r\n"))
    lone = body.rfind(b"\r\r", text)
    end = text if lone < 0 else lone + 1
    if end == 0:
        return b"\r\n" if form == "simple" else b""
    return body[: end + 2]


def signed_bytes(fields: list[Field], names: Iterable[str], signature: Field, form: str) -> bytes:
    """What the header signature covers: the fields that h= names, each time the lowest one left, then the signature,
    which is never among those it names (RFC 6376, 3.5)."""
    left: dict[str, list[Field]] = {}
    for field in fields:
        if field is signature:
            continue
        left.setdefault(field.name, []).append(field)
    chosen = [left[name].pop() for name in names if left.get(name)]
    lines = [_header(field.whole, form) + b"\r\n" for field in chosen]
    return b"".join(lines) + _header(_without_value_of_b(signature.whole), form)


def _header(whole: bytes, form: str) -> bytes:
    if form == "simple":
        return whole
    name, _, value = whole.partition(b":")
    unfolded = _BLANKS.sub(b" ", value.replace(b"\r\n", b"")).strip(b" \t")
    return name.strip(b" \t").lower() + b":" + unfolded


def _without_value_of_b(whole: bytes) -> bytes:
    head, colon, rest = whole.partition(b":")
    pieces = rest.split(b";")
    for number, piece in enumerate(pieces):
        name, equals, _ = piece.partition(b"=")
        if equals and name.strip() == b"b":
            pieces[number] = name + equals
            break
    return head + colon + b";".join(pieces)


def _network(data: bytes) -> bytes:
    """Line ends as they are on the wire: CRLF, for files that keep LF alone."""
    return data.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
