"""RFC 2047 encoded words as mailers really write them, in linear time (H22)."""

import binascii
import re

from ashore.mail.charsets import codec, decode
from ashore.mail.limits import MAX_HEADER_BYTES
from ashore.mail.transfer import base64_bytes

_WORD = re.compile(r"=\?([^?\s]*)\?([bBqQ])\?([^?]*(?:\?(?!=)[^?]*){0,20})\?=")
_BLANK = re.compile(r"[ \t\r\n]*")
_FOLD = re.compile(r"[ \t]*[\r\n]+[ \t]*")


def header_text(value: bytes, label: str = "") -> str:
    """A header's value as a person reads it: unfolded, raw 8-bit bytes guessed, encoded words decoded.

    ``label``: charset to try first for raw bytes (that of the body, H18).
    """
    if len(value) > MAX_HEADER_BYTES:
        value = value[:MAX_HEADER_BYTES]
    if value.isascii():
        text = value.decode("ascii").strip()
    else:
        text = raw_text(value, label).strip()
    if "\n" in text or "\r" in text:
        text = _FOLD.sub(" ", text)
    if "\0" in text:
        text = text.replace("\0", "\ufffd")
    return words(text) if "=?" in text else text


def raw_text(value: bytes, label: str = "") -> str:
    """Raw header bytes as text: UTF-8 where they are that, else by the body's charset, else guessed."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return decode(value, label)[0] if label and codec(label) not in ("", "ascii", "utf-8") else decode(value)[0]


def words(text: str) -> str:
    """Text with its encoded words decoded; a word that came out as encoded words again is decoded once more."""
    once = _pass(text)
    return _pass(once) if "=?" in once and once != text else once


def _pass(text: str) -> str:
    out: list[str] = []
    run: list[bytes] = []
    charset = ""
    end = 0
    for match in _WORD.finditer(text):
        label = match[1].partition("*")[0].lower()
        data = _payload(match[2], match[3])
        adjacent = bool(run) and _BLANK.fullmatch(text, end, match.start()) is not None
        if not (adjacent and label == charset):
            if run:
                out.append(decode(b"".join(run), charset)[0])
                run = []
            if not adjacent:
                out.append(text[end : match.start()])
            charset = label
        run.append(data)
        end = match.end()
    if run:
        out.append(decode(b"".join(run), charset)[0])
    out.append(text[end:])
    return "".join(out)


def _payload(kind: str, coded: str) -> bytes:
    data = coded.encode("utf-8", "replace")
    if kind in "bB":
        return base64_bytes(data)[0]
    return binascii.a2b_qp(data.replace(b"\r", b"").replace(b"\n", b""), header=True)
