"""The lists of a desk at a million messages, on either database: each query's own time, and what its plan does.

    python benchmarks/bench_lists.py [--database sqlite|postgres] [--messages 1000000] [--plans]

Rows are put in directly, in the shape in which an import leaves them: four messages a conversation, four hundred
clients, three of a hundred conversations with something open, two of three given to one of six people, one of five
with a common tag and a few with a rare one. The bound for the page of the inbox is 2 ms.
"""

import argparse
import json
import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

from databases import DATABASES, fresh_database

NOW = datetime(2026, 1, 16, 12, 0, tzinfo=UTC)
BOUND_MS = 2.0
ROUNDS = 30
TALK, CLIENTS, OPEN_SHARE = 4, 400, 33
PEOPLE, COMMON, RARE = 6, 1, 2
AT_ONCE = 20_000
HEAD = '{"k":""}'


def fill(count: int) -> None:
    """``count`` messages with all that belongs to them."""
    from ashore.store.models import Client, Engagement, Tag
    from ashore.usecases.setting_up import add_user, create_workspace

    desk = create_workspace(name="Studio", me=["studio.example"], zone="UTC", now=NOW)
    clients = Client.objects.bulk_create(
        Client(workspace=desk, key=f"client{n}.example", name=f"Client {n}") for n in range(CLIENTS)
    )
    for number in range(PEOPLE):
        add_user(workspace=desk, email=f"p{number}@studio.example", name=f"Person {number}")
    Tag.objects.bulk_create(Tag(workspace=desk, name=name) for name in ("Common", "Rare"))
    works = Engagement.objects.bulk_create(Engagement(workspace=desk, client=each, derived_at=NOW) for each in clients)
    for start in range(0, count, AT_ONCE):
        _some(desk.pk, range(start, min(start + AT_ONCE, count)), clients, works, count)


def _some(desk: int, numbers: range, clients: list[Any], works: list[Any], count: int) -> None:
    from django.db import transaction

    from ashore.store.models import Conversation, ConversationTag, Message, Obligation, RawMessage, Reading

    talks = range(numbers.start // TALK, numbers.stop // TALK)
    with transaction.atomic():
        _put(RawMessage, [_raw(desk, n) for n in numbers])
        _put(Conversation, [_talk(desk, t, clients[t % CLIENTS].pk, works[t % CLIENTS].pk, count) for t in talks])
        worn = [(t, tag) for t in talks for tag in _tags(t)]
        _put(ConversationTag, [{"workspace_id": desk, "tag_id": tag, "conversation_id": t + 1} for t, tag in worn])
        _put(Message, [_message(desk, n, count) for n in numbers])
        _put(Reading, [{"message_id": n + 1, "workspace_id": desk, "said": "{}", "attachments": 0} for n in numbers])
        _put(Obligation, [_owed(desk, t, works[t % CLIENTS].pk, count) for t in talks])


def _put(model: Any, rows: list[dict[str, Any]]) -> None:
    from ashore.store.bulk import insert

    full = [{"written": "", **row} if model.__name__ == "Reading" else row for row in rows]
    insert(model, list(full[0]), [list(row.values()) for row in full])


def _at(n: int, count: int) -> datetime:
    return NOW - timedelta(minutes=2 * (count - n))


def _due(talk: int) -> datetime | None:
    return NOW + timedelta(minutes=talk % 9000 - 3000) if talk % OPEN_SHARE == 0 else None


def _raw(desk: int, n: int) -> dict[str, Any]:
    row = {"id": n + 1, "workspace_id": desk, "sha256": f"{n:064x}", "size": 100, "arrived_at": NOW}
    return {**row, "state": "read", "body": b"x" * 40}


def _talk(desk: int, talk: int, client: int, work: int, count: int) -> dict[str, Any]:
    from ashore.usecases.changes import NEVER

    due, last = _due(talk), _at(talk * TALK + 3, count)
    return {
        "id": talk + 1, "workspace_id": desk, "client_id": client, "engagement_id": work, "key": f"{talk:064x}",
        "subject": f"Subject {talk}", "snippet": "How much?", "messages_count": TALK, "listed": False,
        "first_at": _at(talk * TALK, count), "last_at": last, "last_side": "client", "owner": "Anna",
        "waiting_for": "us" if due else "nobody", "next_due_at": due, "next_kind": "reply" if due else "",
        "sort_at": due or NEVER, "recency": -int(last.timestamp()),
        "assignee_id": talk % PEOPLE + 1 if talk % 3 else None,
        "tags": json.dumps(_tags(talk)) if _tags(talk) else None,
    }  # fmt: skip


def _tags(talk: int) -> list[int]:
    """The numbers of a conversation's tags."""
    return [tag for tag, every in ((COMMON, 5), (RARE, 4001)) if talk % every == 0]


def _message(desk: int, n: int, count: int) -> dict[str, Any]:
    talk = n // TALK
    return {
        "raw_id": n + 1, "workspace_id": desk, "conversation_id": talk + 1, "key": f"{n:064x}", "at": _at(n, count),
        "message_id": f"<m{n}@mail.example>", "sender_name": "Pat", "sender_email": f"p@client{talk % CLIENTS}.example",
        "side": "us" if n % 2 else "client", "kind": "message", "subject": f"Subject {talk}", "has_html": False,
        "head": HEAD, "notes": "{}", "words": b"", "new_text": f"How much is part {n}? " * 3,
        "text": f"How much is part {n}? " * 5, "conflict": False, "outsider": False, "parent_key": "",
        "placement": "{}",
    }  # fmt: skip


def _owed(desk: int, talk: int, work: int, count: int) -> dict[str, Any]:
    due, settled = _due(talk), _at(talk * TALK + 1, count)
    return {
        "workspace_id": desk, "engagement_id": work, "conversation_id": talk + 1, "uid": f"reply:{talk}",
        "kind": "reply", "owed_by": "us", "state": "open" if due else "met", "dormant": False,
        "created_at": _at(talk * TALK, count), "due": due or settled, "met_at": None if due else settled, "met_by": "",
        "anchor": f"{talk * TALK:064x}", "person": "", "quote": "", "because": "{}",
    }  # fmt: skip


def pages() -> dict[str, Callable[[], object]]:
    """What is asked of the lists."""
    from ashore.store.models import Client, Workspace
    from ashore.usecases.queries.client import client as client_view
    from ashore.usecases.queries.conversation import conversation
    from ashore.usecases.queries.inbox import inbox
    from ashore.usecases.queries.rows import Chosen
    from ashore.usecases.queries.today import today

    desk, client = Workspace.objects.get(), Client.objects.order_by("pk")[7].pk
    deep = inbox(workspace=desk, now=NOW, limit=50)
    first = deep.rows[0].conversation
    for _ in range(200):
        deep = inbox(workspace=desk, now=NOW, limit=50, after=deep.next)
    return {
        "inbox": lambda: inbox(workspace=desk, now=NOW, limit=50),
        "inbox, page 202": lambda: inbox(workspace=desk, now=NOW, limit=50, after=deep.next),
        "inbox of a client": lambda: inbox(workspace=desk, now=NOW, limit=50, client=client),
        "mine": lambda: inbox(workspace=desk, now=NOW, limit=50, chosen=Chosen(who="2")),
        "nobody's": lambda: inbox(workspace=desk, now=NOW, limit=50, chosen=Chosen(who="nobody")),
        "a common tag": lambda: inbox(workspace=desk, now=NOW, limit=50, chosen=Chosen(tag=COMMON)),
        "a rare tag": lambda: inbox(workspace=desk, now=NOW, limit=50, chosen=Chosen(tag=RARE)),
        "mine with a tag": lambda: inbox(workspace=desk, now=NOW, limit=50, chosen=Chosen(who="2", tag=COMMON)),
        "put off": lambda: inbox(workspace=desk, now=NOW, limit=50, chosen=Chosen(show="snoozed")),
        "today": lambda: today(workspace=desk, user=None, now=NOW),
        "conversation": lambda: conversation(workspace=desk, now=NOW, id=first),
        "client": lambda: client_view(workspace=desk, now=NOW, id=client),
    }


def measure(name: str, page: Callable[[], object], plans: bool) -> None:
    """Print the slowest query of a page, at best and in the median, and the whole page. Others who use the machine
    make the median worse, never the best."""
    statements = _statements(page)
    slowest = max((_timed(*each) for each in statements), key=lambda found: found[0])
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        page()
        times.append((time.perf_counter() - start) * 1000)
    whole, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    verdict = "ok" if slowest[0] <= BOUND_MS else "OVER"
    print(
        f"  {name:20} slowest of {len(statements):2} queries {slowest[0]:6.2f} ms at best {slowest[1]:6.2f} ms median"
        f"  {verdict:4}  whole {whole:6.2f} ms median {p95:6.2f} ms p95"
    )
    if plans:
        for sql, values in statements:
            print(f"    {sql[:110]} ...")
            for line in _plan(sql, values):
                print(f"      {line}")


def _statements(page: Callable[[], object]) -> list[tuple[str, Any]]:
    """The queries of a page with their values."""
    from django.db import connection

    found: list[tuple[str, Any]] = []

    def note(execute: Any, sql: str, values: Any, many: bool, context: Any) -> Any:
        found.append((sql, values))
        return execute(sql, values, many, context)

    with connection.execute_wrapper(note):
        page()
    return found


def _timed(sql: str, values: Any) -> tuple[float, float]:
    """Best and median in milliseconds, rows fetched; on PostgreSQL the server's own time, without the way there."""
    from django.db import connection

    times = []
    with connection.cursor() as cursor:
        for _ in range(50):
            if connection.vendor == "postgresql":
                cursor.execute("EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) " + sql, values)
                times.append(cursor.fetchone()[0][0]["Execution Time"])
                continue
            start = time.perf_counter()
            cursor.execute(sql, values)
            cursor.fetchall()
            times.append((time.perf_counter() - start) * 1000)
    return min(times), statistics.median(times)


def _plan(sql: str, values: Any) -> Iterator[str]:
    from django.db import connection

    how = "EXPLAIN (ANALYZE, COSTS OFF, SUMMARY OFF) " if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN "
    with connection.cursor() as cursor:
        cursor.execute(how + sql, values)
        for row in cursor.fetchall():
            yield str(row[-1])


@contextmanager
def desk_of(database: str, count: int) -> Iterator[None]:
    """A filled desk, gone afterwards."""
    with tempfile.TemporaryDirectory() as scratch, fresh_database(database) as url:
        os.environ |= {"ASHORE_HOME": scratch, "DJANGO_SETTINGS_MODULE": "ashore.conf.settings", "DATABASE_URL": url}
        from ashore.conf import boot

        boot.start()
        boot.migrate()
        start = time.perf_counter()
        fill(count)
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
        print(f"{database}: {count:,} messages put in within {time.perf_counter() - start:.0f} s")
        yield
        connection.close()


def main() -> None:
    """Fill, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", choices=DATABASES, default="sqlite")
    parser.add_argument("--messages", type=int, default=1_000_000)
    parser.add_argument("--plans", action="store_true")
    options = parser.parse_args()
    with desk_of(options.database, options.messages):
        for name, page in pages().items():
            measure(name, page, options.plans)


if __name__ == "__main__":
    main()
