"""Keyset cursors: where a page ended, as an opaque word for a link."""

import base64
import json
from collections.abc import Sequence


class BadCursor(ValueError):
    """The word is not one of ours; the caller shows the first page or a 404."""


def write_cursor(*values: str | int) -> str:
    """The place after a row with these sort values."""
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


def read_cursor(word: str, shape: Sequence[type]) -> list[object]:
    """The sort values again, checked against their types. Raises `BadCursor`."""
    try:
        values = json.loads(base64.urlsafe_b64decode(word.encode() + b"=" * (-len(word) % 4)))
    except (ValueError, UnicodeEncodeError) as error:
        raise BadCursor(word[:40]) from error
    if not isinstance(values, list) or [type(value) for value in values] != list(shape):
        raise BadCursor(word[:40])
    if any(isinstance(value, int) and abs(value) >= 2**63 for value in values):
        raise BadCursor(word[:40])
    return values
