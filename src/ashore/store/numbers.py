"""Row numbers given out before the rows are written: ascending, and never the same to two writers."""

from collections.abc import Sequence

from django.db import connection, models


def take(model: type[models.Model], count: int) -> Sequence[int]:
    """``count`` free ids. On SQLite the caller is the only writer; on PostgreSQL the table's own sequence gives them
    out, with gaps where a transaction was undone."""
    if count <= 0:
        return ()
    if connection.vendor != "postgresql":
        first = (model._default_manager.aggregate(last=models.Max("pk"))["last"] or 0) + 1
        return range(first, first + count)
    sequence = "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)"
    with connection.cursor() as cursor:
        cursor.execute(sequence, [model._meta.db_table, model._meta.pk.column, count])
        return sorted(int(number) for (number,) in cursor.fetchall())
