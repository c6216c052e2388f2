"""Rows as CSV that a spreadsheet shows and never runs (H96), and as JSON Lines."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from ashore.intake.contacts.formulas import harmless


def neutral(value: object) -> object:
    """A cell that is shown as it stands: an apostrophe before what would be run. Numbers of ours stay numbers."""
    return harmless(value) if isinstance(value, str) else value


def plain(value: object) -> Any:
    """A value as text or number: instants and days as ISO 8601."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, dict | list | tuple):
        return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    return value


def csv_lines(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The table line by line, RFC 4180, CRLF."""
    held = io.StringIO()
    writer = csv.writer(held, lineterminator="\r\n")
    yield _written(held, writer, headings)
    for row in rows:
        yield _written(held, writer, [neutral(plain(each)) for each in row])


def json_lines(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """The table as one JSON object a line."""
    for row in rows:
        data = {
            name: value.isoformat() if isinstance(value, datetime | date) else value
            for name, value in zip(headings, row, strict=True)
        }
        yield json.dumps(data, ensure_ascii=False, sort_keys=True, default=str) + "\n"


def _written(held: io.StringIO, writer: Any, row: Sequence[object]) -> str:
    held.seek(0)
    held.truncate()
    writer.writerow(row)
    return held.getvalue()
