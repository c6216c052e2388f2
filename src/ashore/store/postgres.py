"""Many rows into PostgreSQL: by COPY, or as arrays in one statement. Ten times what a statement a row achieves."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection, models, transaction

AT_ONCE = 2000
"""Rows of one statement with arrays: its text is built in memory."""

Rows = Sequence[Sequence[Any]]


def copy(model: type[models.Model], columns: Sequence[str], rows: Rows) -> None:
    """Put rows in that are not there yet; JSON is given as text."""
    statement = f"COPY {_table(model)} ({_names(columns)}) FROM STDIN"
    with connection.cursor() as cursor, connection.wrap_database_errors, cursor.copy(statement) as stream:
        for row in rows:
            stream.write_row(row)


def merge(model: type[models.Model], columns: Sequence[str], rows: Rows, tail: str) -> None:
    """Put rows in, with what is to be done where one is there already."""
    statement = f"INSERT INTO {_table(model)} ({_names(columns)}) SELECT * FROM {_unnest(model, columns)} {tail}"  # noqa: S608
    _in_pieces(statement, rows)


def change(model: type[models.Model], columns: Sequence[str], rows: Rows, key: str) -> None:
    """Set columns of rows; each of ``rows`` holds their values and then the row's ``key``."""
    sets = ", ".join(f"{name} = new.{name}" for name in map(_quoted, columns))
    everything = (*columns, key)
    _in_pieces(
        f"UPDATE {_table(model)} AS old SET {sets} FROM {_unnest(model, everything)} AS new ({_names(everything)})"  # noqa: S608
        f" WHERE old.{_quoted(key)} = new.{_quoted(key)}",
        rows,
    )


def set_schema_aside(name: str) -> None:
    """Rename the schema with all of its tables, and leave an empty one in its place."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        here = _quoted(str(cursor.fetchone()[0]))
        cursor.execute(f"ALTER SCHEMA {here} RENAME TO {_quoted(name)}")
        cursor.execute(f"CREATE SCHEMA {here}")


def _in_pieces(statement: str, rows: Rows) -> None:
    with connection.cursor() as cursor:
        for start in range(0, len(rows), AT_ONCE):
            cursor.execute(statement, [list(column) for column in zip(*rows[start : start + AT_ONCE], strict=True)])


def _unnest(model: type[models.Model], columns: Sequence[str]) -> str:
    """Arrays as a table, each of its column's type; lengths are left to the column, which refuses what a cast cuts."""
    return f"unnest({', '.join(f'%s::{kind}[]' for kind in _types(model, columns))})"


def _types(model: type[models.Model], columns: Sequence[str]) -> Iterator[str]:
    fields = {field.column: field for field in model._meta.concrete_fields}
    for column in columns:
        yield str(fields[column].db_type(connection)).partition("(")[0]


def _table(model: type[models.Model]) -> str:
    return _quoted(model._meta.db_table)


def _names(columns: Sequence[str]) -> str:
    return ", ".join(map(_quoted, columns))


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
