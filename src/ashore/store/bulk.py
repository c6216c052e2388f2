"""Many rows with plain SQL: a tenth of what the ORM spends on them."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from django.db import connection, models

from ashore.store import postgres

Rows = Iterable[Sequence[Any]]


def insert(
    model: type[models.Model],
    columns: Sequence[str],
    rows: Rows,
    *,
    ignore: bool = False,
    over: tuple[Sequence[str], Sequence[str]] | None = None,
) -> None:
    """Plain bulk insert; JSON columns are given as text. ``ignore``: rows that are there already are passed over;
    ``over``: (key, columns) that are overwritten in rows that are there already; of two with one key the last stays."""
    adapted = _adapted(model, columns, rows)
    if not adapted:
        return
    tail = "ON CONFLICT DO NOTHING" if ignore else ""
    if over is not None:
        adapted = _last_of_each(adapted, [columns.index(name) for name in over[0]])
        updates = ", ".join(f"{name} = excluded.{name}" for name in map(connection.ops.quote_name, over[1]))
        tail = f"ON CONFLICT ({', '.join(over[0])}) DO UPDATE SET {updates}"
    if connection.vendor != "postgresql":
        _one_by_one(model, columns, adapted, tail)
    elif tail:
        postgres.merge(model, columns, adapted, tail)
    else:
        postgres.copy(model, columns, adapted)


def update(model: type[models.Model], columns: Sequence[str], rows: Rows, *, key: str = "id") -> None:
    """Set ``columns`` of many rows; each of ``rows`` holds their values and then the row's ``key``, one a row. JSON is
    given as text."""
    quote = connection.ops.quote_name
    adapted = _adapted(model, columns, rows)
    if not adapted:
        return
    if connection.vendor == "postgresql":
        postgres.change(model, columns, adapted, key)
        return
    sets = ", ".join(f"{quote(column)} = %s" for column in columns)
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {quote(model._meta.db_table)} SET {sets} WHERE {quote(key)} = %s", adapted)  # noqa: S608


def _one_by_one(model: type[models.Model], columns: Sequence[str], rows: Sequence[Sequence[Any]], tail: str) -> None:
    """SQLite prepares the statement once."""
    table = connection.ops.quote_name(model._meta.db_table)
    names = ", ".join(connection.ops.quote_name(column) for column in columns)
    marks = ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks}) {tail}", rows)  # noqa: S608


def _last_of_each(rows: Sequence[Sequence[Any]], places: Sequence[int]) -> list[Sequence[Any]]:
    return list({tuple(row[place] for place in places): row for row in rows}.values())


def _adapted(model: type[models.Model], columns: Sequence[str], rows: Rows) -> list[Sequence[Any]]:
    """Instants in the database's own form; other values go as they are, so only those columns are looked at."""
    instants = {f.column for f in model._meta.concrete_fields if isinstance(f, models.DateTimeField)}
    places = [place for place, column in enumerate(columns) if column in instants]
    if not places or connection.vendor == "postgresql":
        return list(rows)
    adapt = lru_cache(maxsize=1000)(connection.ops.adapt_datetimefield_value)  # many rows share one moment
    adapted: list[Sequence[Any]] = []
    for row in rows:
        values = list(row)
        for place in places:
            values[place] = adapt(values[place])
        adapted.append(values)
    return adapted
