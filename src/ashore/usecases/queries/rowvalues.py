"""Comparing several columns at once: where a page goes on, found in the index on both databases."""

from typing import Any, ClassVar

from django.db.models import BooleanField, Expression, F, Func


class _Row(Func):
    template = "(%(expressions)s)"
    output_field: ClassVar[Any] = BooleanField()  # of no account: a row has no type of its own


class _Above(Func):
    template = "%(expressions)s"
    arg_joiner = " > "
    output_field: ClassVar[Any] = BooleanField()


def above(columns: tuple[str, ...], values: tuple[Expression, ...]) -> Func:
    """``(a, b, c) > (x, y, z)``, in the order of the columns: an index with them begins at the place, where the same
    said with OR reads all that comes before among equal first values."""
    return _Above(_Row(*map(F, columns)), _Row(*values))
