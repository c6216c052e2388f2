"""Canonical JSON: one value, one sequence of bytes, so that a hash of it means something.

As RFC 8785 (JSON Canonicalization Scheme): UTF-8, no blanks, members in the order of their names by UTF-16 code
units, strings escaped only where JSON demands it (short forms, else ``\\u00xx`` in lower case). What differs, since
nothing that counts may go through binary fractions: whole numbers are written in full, however large, and numbers with
a fraction or an exponent keep the digits as they were written. Names that stand twice in an object, lone surrogates,
NaN and Infinity are refused.
"""

import json
from collections.abc import Mapping
from json.encoder import encode_basestring

DEEPEST = 200
"""Objects and lists inside one another that are read or written."""


class Uncanonical(ValueError):
    """It has no canonical form, or is no JSON at all; the message says why, in English, for a log."""


class Digits(str):
    """A number with a fraction or an exponent, digit by digit as it was written."""

    __slots__ = ()


def canonical(value: object) -> bytes:
    """The canonical bytes of a JSON value (dict, list, tuple, str, int, bool, None, Digits); raises Uncanonical."""
    out: list[str] = []
    _write(value, out, 0)
    try:
        return "".join(out).encode("utf-8")
    except UnicodeEncodeError:
        raise Uncanonical("a lone surrogate has no form in UTF-8") from None


def parse(data: bytes) -> object:
    """A JSON text as values; raises Uncanonical for what is none, or has no canonical form."""
    try:
        return _DECODER.decode(data.decode("utf-8"))
    except Uncanonical:
        raise
    except (ValueError, RecursionError) as error:
        raise Uncanonical(str(error)[:200]) from None


def _write(value: object, out: list[str], depth: int) -> None:
    if depth > DEEPEST:
        raise Uncanonical(f"nested deeper than {DEEPEST}")
    if isinstance(value, Digits):
        out.append(value)
    elif isinstance(value, str):
        out.append(encode_basestring(value))
    elif value is None or isinstance(value, bool):
        out.append({None: "null", True: "true", False: "false"}[value])
    elif isinstance(value, int):
        out.append(str(value))
    elif isinstance(value, Mapping):
        _write_object(value, out, depth)
    elif isinstance(value, list | tuple):
        for number, item in enumerate(value):
            out.append("," if number else "[")
            _write(item, out, depth + 1)
        out.append("]" if value else "[]")
    else:
        raise Uncanonical(f"{type(value).__name__} has no canonical form")


def _write_object(value: Mapping[object, object], out: list[str], depth: int) -> None:
    names = [name for name in value if isinstance(name, str)]
    if len(names) != len(value):
        raise Uncanonical("a name that is no text")
    names.sort(key=lambda name: name.encode("utf-16-be", "surrogatepass"))
    for number, name in enumerate(names):
        out.append("," if number else "{")
        out.append(encode_basestring(name))
        out.append(":")
        _write(value[name], out, depth + 1)
    out.append("}" if names else "{}")


def _members(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Uncanonical("a name stands twice in an object")
    return found


def _whole(digits: str) -> object:
    """Longer numbers than 4 300 digits cannot be read as such (and need not be)."""
    return int(digits) if len(digits) <= 1000 and digits != "-0" else Digits(digits)


def _refuse(name: str) -> object:
    raise Uncanonical(f"{name} is no number")


_DECODER = json.JSONDecoder(object_pairs_hook=_members, parse_float=Digits, parse_int=_whole, parse_constant=_refuse)
