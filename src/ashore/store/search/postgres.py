"""The index in PostgreSQL: a column of lexemes with a GIN index; no dictionary of PostgreSQL's is asked."""

from collections.abc import Iterable, Sequence

from django.db import connection

from ashore.core.language.search import Alternatives, Plan
from ashore.store.search.scope import scope

INDEX = (
    "CREATE INDEX store_findable_lexemes ON store_findable USING gin (lexemes)"
    " WITH (fastupdate = on, gin_pending_list_limit = 65536)",
    "CREATE FUNCTION store_found(asked tsquery) RETURNS SETOF bigint LANGUAGE plpgsql STABLE"
    " SET enable_seqscan = off AS $$"
    " BEGIN RETURN QUERY SELECT message_id FROM store_findable WHERE lexemes @@ asked; END $$",
)
"""What comes in waits in the index's list until a lot is sorted in together (``insert``), which costs half of going in
one by one. The function is the step that is done in full before anything is ordered: the planner, which knows nothing
of the words, would else walk all messages backwards."""
APART = "ALTER TABLE store_findable SET (toast_tuple_target = 128)"
"""A search for a common word visits the rows of thousands of messages; a hundred of them without their lexemes fit
where three with them would."""
LOT = 100
"""Messages that wait; each search has to look through them."""
FORGET = ("DROP FUNCTION IF EXISTS store_found(tsquery)",)

Row = tuple[int, str]


def insert(rows: Iterable[Row]) -> None:
    """Add (message, its lexemes as the index has them)."""
    sql = "INSERT INTO store_findable (message_id, lexemes) VALUES (%s, array_to_tsvector(string_to_array(%s, ' ')))"
    waiting = list(rows)
    with connection.cursor() as cursor:
        for start in range(0, len(waiting), LOT):
            cursor.executemany(sql, waiting[start : start + LOT])
            cursor.execute("SELECT gin_clean_pending_list('store_findable_lexemes')")


def delete(ids: Sequence[int]) -> None:
    """Take these messages out."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM store_findable WHERE message_id = ANY(%s)", (list(ids),))


def count() -> int:
    """How many messages the index holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM store_findable")
        return int(cursor.fetchone()[0])


def clear() -> None:
    """Forget all."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM store_findable")


def ids(plan: Plan, workspace: int, segments: Sequence[int], below: int, limit: int) -> list[int]:
    """Messages of these segments (newest first) that have the plan's lexemes, older than ``below``, newest first."""
    queries = [_query(plan, scope(workspace, number)) for number in segments]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT hit FROM unnest(%s::text[]) AS asked CROSS JOIN LATERAL ("
            " SELECT hit FROM store_found(asked::tsquery) AS hit WHERE hit < %s ORDER BY hit DESC LIMIT %s"
            ") AS each ORDER BY hit DESC LIMIT %s",
            (queries, below, limit, limit),
        )
        return [row[0] for row in cursor.fetchall()]


def _query(plan: Plan, before: str) -> str:
    """The plan in PostgreSQL's language; each lexeme is quoted, and none can hold a quote."""
    every = [_any(each, before) for each in plan.every]
    return " & ".join(every + [f"!{_any(each, before)}" for each in plan.none])


def _any(alternatives: Alternatives, before: str) -> str:
    words = [f"'{before}{each.text}'" + (":*" if each.beginning else "") for each in alternatives]
    return words[0] if len(words) == 1 else f"({' | '.join(words)})"
