"""Contacts out of a table: comma, semicolon, tab or bar between columns, headings in the first line."""

import csv
import io
import re
from collections.abc import Iterator

from ashore.core.kernel import Reason
from ashore.intake.contacts.columns import fields_of
from ashore.intake.contacts.formulas import as_it_was
from ashore.intake.contacts.values import MOST_ADDRESSES, MOST_CONTACTS, MOST_NAME, Contact, Contacts, Fault
from ashore.mail.neutral import one_line

_DELIMITERS = ",;\t|"
_MAILBOX = re.compile(
    r"[^\s@\"(),:;<>\[\\\]\x00-\x1f\x7f]{1,64}@[^\s@\"(),:;<>\[\\\]\x00-\x1f\x7f/]{1,253}\.[\w-]{1,63}"
)
_BETWEEN = re.compile(r"[;,\s]+|:::")
_DOMAIN = re.compile(r"(?:https?://)?(?:www\.)?((?:[\w-]{1,63}\.){1,8}[\w-]{2,63})(?:[/:?#].*)?")
_LONGEST_CELL = 100_000


def read_table(text: str, encoding: str) -> Contacts:
    """All contacts with the line that each begins on, and what is wrong, line by line; the rest of the file counts."""
    if not text.strip():
        return Contacts(faults=(_fault(0, "empty"),), form="csv", encoding=encoding)
    delimiter = delimiter_of(text)
    rows = _rows(text, delimiter)
    start, headings = next(((line, row) for line, row, _ in rows if row), (1, []))
    fields = fields_of(headings)
    columns = tuple((one_line(head, 80), field) for head, field in zip(headings, fields, strict=True))
    if "email" not in fields and "domain" not in fields:
        known = one_line(", ".join(headings), 300)
        wrong = (_fault(start, "no_address_column", columns=known),)
        return Contacts((), wrong, "csv", encoding, delimiter, columns)
    found: list[Contact] = []
    faults: list[Fault] = []
    for line, row, broken in rows:
        each = broken or _contact(line, row, fields)
        if isinstance(each, Fault):
            faults.append(each)
        elif each:
            found.append(each)
        if len(found) >= MOST_CONTACTS:
            faults.append(_fault(line, "too_many", most=MOST_CONTACTS))
            break
    return Contacts(tuple(found), tuple(faults), "csv", encoding, delimiter, columns)


def delimiter_of(text: str) -> str:
    """The sign between columns: the one that the first line has most of outside quotation marks."""
    first = text.lstrip("\n \ufeff").partition("\n")[0]
    if first.lower().startswith("sep=") and len(first) == 5:
        return first[4]
    bare = re.sub(r'"[^"]*"', "", first)
    return max(_DELIMITERS, key=lambda sign: (bare.count(sign), -_DELIMITERS.index(sign)))


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str], Fault | None]]:
    """(line, cells, fault) of each row that is not blank."""
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield line, [], _fault(line, "broken_row")
            continue
        if line == 1 and row and row[0].lower().startswith("sep="):
            continue
        if any(cell.strip() for cell in row):
            yield line, [cell.strip(" \ufeff\u00a0\t\n") for cell in row], None


def _contact(line: int, row: list[str], fields: list[str]) -> Contact | Fault | None:
    if len(row) > len(fields) and any(row[len(fields) :]):
        return _fault(line, "more_columns", found=len(row), expected=len(fields))
    values: dict[str, list[str]] = {}
    for field, cell in zip(fields, row, strict=False):
        if field and cell:
            values.setdefault(field, []).append(as_it_was(cell))
    emails = addresses(values.get("email", []))
    if isinstance(emails, str):
        return _fault(line, "bad_address", text=one_line(emails, 80))
    domain = domain_in(" ".join(values.get("domain", [])[:1]))
    client = one_line(" ".join(values.get("client", [])[:1]), MOST_NAME)
    if not emails and not domain:
        return _fault(line, "without_address")
    return Contact(line, _name(values), emails, client, domain)


def addresses(cells: list[str]) -> tuple[str, ...] | str:
    """The addresses in some cells, in lower case, each once; the piece that is none otherwise."""
    found: dict[str, None] = {}
    for cell in cells:
        inside = re.findall(r"<([^<>]*)>", cell)
        for piece in inside or _BETWEEN.split(cell):
            plain = piece.strip().removeprefix("mailto:").lower()
            if plain and not _MAILBOX.fullmatch(plain):
                return plain
            if plain:
                found[plain] = None
    return tuple(found)[:MOST_ADDRESSES]


def domain_in(text: str) -> str:
    """The domain of a web address or of itself, in lower case; empty where there is none."""
    match = _DOMAIN.fullmatch(text.strip().lower())
    return match[1] if match else ""


def _name(values: dict[str, list[str]]) -> str:
    whole = values.get("name") or [*values.get("first", []), *values.get("last", [])]
    return one_line(" ".join(whole[:2] if "name" not in values else whole[:1]), MOST_NAME)


def _fault(line: int, code: str, **params: str | int) -> Fault:
    return Fault(line, Reason(f"contacts.{code}", params=dict(params)))
