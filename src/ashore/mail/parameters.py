"""Parameters of Content-Type and Content-Disposition, RFC 2231 included, bounded (H07, H26)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import unquote_to_bytes

from ashore.mail.charsets import decode
from ashore.mail.encodedwords import raw_text, words
from ashore.mail.limits import MAX_PARAMETER_BYTES, MAX_PARAMETERS

_SIMPLE = re.compile(r"\s*([\w.+-]+/[\w.+-]+)\s*(?:;\s*charset\s*=\s*\"?([\w.:-]+)\"?\s*;?\s*)?")
_KEY = re.compile(r"\s*([^\s=;\"]{1,100})\s{0,100}=\s{0,100}")
_PIECE = re.compile(r"(.+?)\*(\d{1,4})?(\*)?\Z")
_QUOTED = re.compile(r'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
_BAD_PIECE = re.compile(r".+\*\d{5,}\*?\Z")
_SHORT = 200


@dataclass(frozen=True, slots=True)
class Field:
    """A structured field: ``value`` in lower case, parameters by lower-case name."""

    value: str
    parameters: Mapping[str, str] = field(default_factory=dict)


def read(raw: bytes) -> Field:
    """A field such as ``text/plain; charset=utf-8``; broken parameters are left out, the first of duplicates counts."""
    return _read_short(raw) if len(raw) <= _SHORT and b"oundary" not in raw else _read(raw)


def _read(raw: bytes) -> Field:
    text = raw_text(raw[:MAX_PARAMETER_BYTES])
    simple = _SIMPLE.fullmatch(text)
    if simple:
        return Field(simple[1].lower(), {"charset": simple[2]} if simple[2] else {})
    value, _, rest = text.partition(";")
    return Field(value.strip().lower(), _join(_pairs(rest)))


_read_short = lru_cache(maxsize=1024)(_read)


def _pairs(text: str) -> list[tuple[str, str]]:
    out: list[tuple[str, str]] = []
    at = 0
    quotes_close = True
    while at < len(text) and len(out) < MAX_PARAMETERS:
        key = _KEY.match(text, at)
        if not key:
            at = _after_semicolon(text, at)
            continue
        at = key.end()
        closed = _closing_quote(text, at) if quotes_close and text.startswith('"', at) else -1
        if closed >= 0:
            out.append((key[1].lower(), _unescape(text[at + 1 : closed])))
            at = _after_semicolon(text, closed)
            continue
        quotes_close = quotes_close and not text.startswith('"', at)
        end = _after_semicolon(text, at)
        out.append((key[1].lower(), text[at:end].rstrip(";").strip().strip('"')))
        at = end
    return out


def _after_semicolon(text: str, at: int) -> int:
    found = text.find(";", at)
    return len(text) if found < 0 else found + 1


def _closing_quote(text: str, at: int) -> int:
    """Index of the quote that ends the string begun at ``at``, or -1."""
    match = _QUOTED.match(text, at)
    return match.end() - 1 if match else -1


def _unescape(text: str) -> str:
    # Windows paths in file names come unescaped: only quote and backslash are escapes.
    return re.sub(r"\\([\"\\])", r"\1", text) if "\\" in text else text


def _join(pairs: list[tuple[str, str]]) -> dict[str, str]:
    plain: dict[str, str] = {}
    pieces: dict[str, dict[int, tuple[str, bool]]] = {}
    for key, value in pairs:
        match = _PIECE.match(key) if "*" in key else None
        if match:
            number = int(match[2]) if match[2] else 0
            coded = bool(match[3]) or not match[2]
            pieces.setdefault(match[1], {}).setdefault(number, (value, coded))
        elif not _BAD_PIECE.match(key):
            plain.setdefault(key, value)
    for key, value in plain.items():
        if "=?" in value:
            plain[key] = words(value)
    for key, numbered in pieces.items():
        plain[key] = _assembled(numbered)
    return plain


def _assembled(numbered: dict[int, tuple[str, bool]]) -> str:
    """RFC 2231 pieces in order of their numbers; the charset stands in the first."""
    charset = ""
    out: list[bytes] = []
    for place, number in enumerate(sorted(numbered)):
        value, coded = numbered[number]
        if coded:
            if place == 0 and value.count("'") >= 2:
                charset, _, value = value.split("'", 2)
            out.append(unquote_to_bytes(value))
        else:
            out.append(value.encode("utf-8", "replace"))
    text = decode(b"".join(out), charset)[0]
    return words(text) if "=?" in text else text
