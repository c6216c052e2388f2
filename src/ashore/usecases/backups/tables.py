"""All tables of the desk from one database into another, value by value, whatever each of them calls a moment or a
truth. Django's fields know both."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, cast

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connections, models, transaction

AT_ONCE = 500
WEIGHTY_AT_ONCE = 50
ASIDE = "aside"
Watch = Callable[[int, int], None]


@contextmanager
def opened(path: Path) -> Iterator[str]:
    """A SQLite file as one more database of Django's; its alias."""
    known = dict(connections.settings)
    options = {"timeout": 20, "transaction_mode": "IMMEDIATE", "init_command": "PRAGMA synchronous=OFF;"}
    given = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path), "OPTIONS": options}
    connections.settings[ASIDE] = connections.configure_settings({**known, ASIDE: given})[ASIDE]
    try:
        yield ASIDE
    finally:
        connections[ASIDE].close()
        del connections[ASIDE]
        del connections.settings[ASIDE]


def migrate(alias: str) -> None:
    """Create the tables, or bring them to their newest shape."""
    call_command("migrate", database=alias, verbosity=0, interactive=False, skip_checks=True)


def all_models() -> list[type[models.Model]]:
    """Every table that is ours or an application's of ours, those that are pointed at first where that is possible; not
    the word index, which each database has in its own way."""
    found = (m for m in apps.get_models(include_auto_created=True) if m._meta.managed and not m._meta.proxy)
    return [m for m in found if m.__name__ != "Findable"]


def count(alias: str) -> int:
    """How many rows there are in all."""
    return sum(each._base_manager.using(alias).count() for each in all_models())


def copy_all(source: str, target: str, watch: Watch | None = None) -> int:
    """Fill the tables of ``target``, whose rows go, from ``source``; the number of rows. The caller holds the
    transactions: on ``source`` one that sees a single state, on ``target`` one in which all appears or nothing."""
    total, done = count(source), 0
    empty(target)
    _check_at_the_end(target)
    for model in all_models():
        for number in _copy(model, source, target):
            done += number
            if watch:
                watch(done, total)
    _set_sequences(target)
    return done


def empty(alias: str) -> None:
    """Take out what migrations put into fresh tables: content types and the like, which the source has too."""
    connection = connections[alias]
    for sql in connection.ops.sql_flush(
        no_style(), [each._meta.db_table for each in all_models()], reset_sequences=False, allow_cascade=True
    ):
        with connection.cursor() as cursor:
            cursor.execute(sql)


def in_one(alias: str) -> Any:
    """A transaction on a database of that alias."""
    return transaction.atomic(using=alias)


def _copy(model: type[models.Model], source: str, target: str) -> Iterator[int]:
    fields = [each for each in model._meta.concrete_fields if each.column]
    weighty = any(isinstance(each, models.BinaryField | models.TextField) for each in fields)
    size = WEIGHTY_AT_ONCE if weighty else AT_ONCE
    there = connections[target]
    quote = there.ops.quote_name
    names = ", ".join(quote(cast(str, each.column)) for each in fields)
    marks = ", ".join(["%s"] * len(fields))
    sql = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({marks})"  # noqa: S608
    rows = model._base_manager.using(source).order_by("pk").values_list(*(each.attname for each in fields))
    stream = rows.iterator(chunk_size=size)
    while some := list(islice(stream, size)):
        fit = [[each.get_db_prep_save(v, there) for each, v in zip(fields, row, strict=True)] for row in some]
        with there.cursor() as cursor:
            cursor.executemany(sql, fit)
        yield len(some)


def _check_at_the_end(alias: str) -> None:
    """Rows may come before those that they point at. Migrations in the same transaction may have asked PostgreSQL to
    look at once."""
    if connections[alias].vendor == "postgresql":
        with connections[alias].cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _set_sequences(alias: str) -> None:
    """Counters of new rows behind the largest that was copied (PostgreSQL; SQLite looks by itself)."""
    connection = connections[alias]
    for sql in connection.ops.sequence_reset_sql(no_style(), all_models()):
        with connection.cursor() as cursor:
            cursor.execute(sql)
