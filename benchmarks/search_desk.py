"""A desk of a million messages to search in, put in directly: rows and index as an import leaves them.

One conversation in two English, one in four Russian, one in seven Slovak, the rest Filipino; their words are drawn as
often as people use them ($ASHORE_DATA/language/sentences and the list archive), 20 to 300 a message. Five thousand
conversations are made up so and repeated to the size that is asked for, each message with a number and a date of its
own; four messages a conversation, four hundred clients, a file on one in seven, something open in three conversations
of a hundred.
"""

import itertools
import json
import mailbox
import os
import random
import re
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

DATA = Path(os.environ.get("ASHORE_DATA", Path(__file__).resolve().parents[2] / "shared" / "data"))
NOW = datetime(2026, 1, 16, 12, 0, tzinfo=UTC)
SENTENCES = {"en": "en_ewt-ud-dev", "ru": "ru_taiga-ud-dev", "sk": "sk_snk-ud-dev", "fil": "tl_trg-ud-test"}
SHARES = {"en": 50, "ru": 25, "sk": 14, "fil": 11}
PEOPLE = {"en": "Pat Harbour", "ru": "Мария Ковалёва", "sk": "Zuzana Kováčová", "fil": "Jomar Dimaculangan"}
FILES = {
    "en": ("contract_v2.pdf", "invoice-2041.pdf", "logo final.ai"),
    "ru": ("Счёт 2041.docx", "договор_подписан.pdf", "макет.psd"),
    "sk": ("zmluva_v2.pdf", "faktúra 2041.pdf", "návrh loga.ai"),
    "fil": ("kontrata_v2.pdf", "resibo 2041.pdf", "larawan.jpg"),
}
TALK, CLIENTS, TALKS, OPEN_SHARE = 4, 400, 5_000, 33
TALKS_AT_ONCE = 1_250


class Words(NamedTuple):
    """A language's words and, summed up, how often each is used."""

    words: list[str]
    sums: list[int]


class Letter(NamedTuple):
    """What repeats of a message: its columns, and its lexemes but for those of number and date."""

    sender: tuple[str, str]
    subject: str
    text: str
    file: str
    head: str
    lexemes: str


@lru_cache(maxsize=1)
def vocabulary() -> dict[str, Words]:
    """The words of each language with their frequencies."""
    found = {}
    for language, name in SENTENCES.items():
        counts: Counter[str] = Counter()
        for line in (DATA / "language" / "sentences" / f"{name}.conllu").read_text("utf-8").splitlines():
            columns = line.split("\t")
            if len(columns) > 3 and columns[1].isalpha():
                counts[columns[1].lower()] += 1
        if language == "en":
            box = mailbox.mbox(DATA / "mail" / "speakup.mbox", create=False)
            for key in box.iterkeys():
                said = box.get_bytes(key).decode("utf-8", "replace").lower().partition("\n\n")[2]
                counts.update(re.findall(r"[a-z]{2,20}", said))
        words = [word for word, _ in counts.most_common(60_000)]
        found[language] = Words(words, list(itertools.accumulate(counts[word] for word in words)))
    return found


def letters(talks: int) -> list[Letter]:
    """So many conversations of four messages."""
    from ashore.core.language.search import document, lexemes

    chance, known = random.Random(11), vocabulary()
    found = []
    for talk in range(talks):
        language = chance.choices(list(SHARES), weights=list(SHARES.values()))[0]
        words, who = known[language], talk % CLIENTS
        sender = (PEOPLE[language], f"pat@client{who}.example")
        for _ in range(TALK):
            size = min(300, 20 + int(chance.expovariate(1 / 60)))
            said = chance.choices(words.words, cum_weights=words.sums, k=size)
            text, subject = " ".join(said), " ".join(said[:4])
            file = chance.choice(FILES[language]) if chance.random() < 1 / 7 else ""
            to = [["Anna", "anna@studio.example"]]
            whole = document(
                subject=subject, sender=sender, to=to, cc=(), files=[file] if file else (), text=text, at=NOW
            )
            without_dates = lexemes(whole).split(" ", 4)[-1]
            found.append(Letter(sender, subject, text, file, json.dumps({"to": to, "cc": []}), f"wab {without_dates}"))
    return found


def fill(count: int) -> None:
    """A workspace with so many messages. The database joins number, date and letter into rows: a third of what it costs
    to hand over each row."""
    from django.db import connection

    from ashore.store.models import Client, Engagement
    from ashore.usecases.setting_up import create_workspace

    desk = create_workspace(name="Studio", me=["studio.example"], zone="UTC", now=NOW)
    names = [Client(workspace=desk, key=f"client{n}.example", name=f"Client {n}") for n in range(CLIENTS)]
    clients = [row.pk for row in Client.objects.bulk_create(names)]
    works = [Engagement(workspace=desk, client_id=client, derived_at=NOW) for client in clients]
    engagements = [row.pk for row in Engagement.objects.bulk_create(works)]
    repeated = letters(min(TALKS, count // TALK))
    with connection.cursor() as cursor:
        _prepare(cursor, repeated)
        for start in range(0, count // TALK, TALKS_AT_ONCE):
            talks = range(start, min(start + TALKS_AT_ONCE, count // TALK))
            _store(cursor, desk.pk, talks, repeated, clients, engagements, count)
            if (done := talks.stop * TALK) % 100_000 == 0:
                print(f"  {done:,} stored", file=sys.stderr, flush=True)
        _settle(cursor)


def _at(number: int, count: int) -> datetime:
    """When a message came: the last one just now, a million of them within two years."""
    return NOW - timedelta(minutes=count - number + 1)


def _prepare(cursor: Any, repeated: Sequence[Letter]) -> None:
    """The letters in a table of their own, gone with the connection, as is that of numbers and dates."""
    cursor.execute(
        "CREATE TEMPORARY TABLE letter (letter integer PRIMARY KEY, name text, email text, subject text, body text,"
        " file text, head text, lexemes text)"
    )
    marks = ", ".join(["%s"] * 8)
    rows = [(n, *each.sender, *each[1:]) for n, each in enumerate(repeated)]
    cursor.executemany(f"INSERT INTO letter VALUES ({marks})", rows)
    cursor.execute(
        "CREATE TEMPORARY TABLE arrival (n integer PRIMARY KEY, letter integer, talk integer, at text, key text,"
        " side text, scope text, dated text)"
    )
    if _vendor() == "postgresql":
        cursor.execute("DROP INDEX IF EXISTS store_findable_lexemes")  # it is made at the end in a tenth of the time


def _vendor() -> str:
    from django.db import connection

    return connection.vendor


def _store(
    cursor: Any,
    desk: int,
    talks: range,
    repeated: Sequence[Letter],
    clients: Sequence[int],
    works: Sequence[int],
    count: int,
) -> None:
    from django.db import transaction

    from ashore.store.bulk import insert
    from ashore.store.models import Conversation, Obligation

    with transaction.atomic():
        insert(Conversation, CONVERSATION, [_talk(desk, talk, repeated, clients, works, count) for talk in talks])
        cursor.execute("DELETE FROM arrival")
        cursor.executemany(
            "INSERT INTO arrival VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
            [_arrival(desk, n + 1, len(repeated), count) for n in range(talks.start * TALK, talks.stop * TALK)],
        )
        for statement in (*ROWS, INDEX[_vendor()]):
            cursor.execute(statement.format(desk=desk, **KINDS[_vendor()]))
        insert(Obligation, OWED, [_owed(desk, talk, works, count) for talk in talks])


def _arrival(desk: int, number: int, letters: int, count: int) -> tuple[Any, ...]:
    from ashore.core.language.search.lexemes import dates
    from ashore.store.search.scope import scope, segment

    at = _at(number, count)
    return (
        number, (number - 1) % letters, (number - 1) // TALK + 1, f"{at:%Y-%m-%d %H:%M:%S}", f"{number:064}",
        "us" if number % 2 else "client", scope(desk, segment(number)), f"{dates(at)} w{number:07} ",
    )  # fmt: skip


def _due(talk: int) -> datetime | None:
    return NOW + timedelta(minutes=talk % 9_000 - 3_000) if talk % OPEN_SHARE == 0 else None


def _talk(
    desk: int, talk: int, repeated: Sequence[Letter], clients: Sequence[int], works: Sequence[int], count: int
) -> tuple[Any, ...]:
    from ashore.usecases.changes import NEVER

    letter, due, last = repeated[talk * TALK % len(repeated)], _due(talk), _at(talk * TALK + TALK, count)
    who = talk % (len(repeated) // TALK) % CLIENTS
    return (
        talk + 1, desk, clients[who], works[who], f"{talk:064x}", letter.subject, letter.text[:200], TALK,
        _at(talk * TALK + 1, count), last, "client", "", "us" if due else "nobody", due, "reply" if due else "",
        due or NEVER, -int(last.timestamp()), False,
    )  # fmt: skip


def _owed(desk: int, talk: int, works: Sequence[int], count: int) -> tuple[Any, ...]:
    due, settled, asked = _due(talk), _at(talk * TALK + 2, count), _at(talk * TALK + 1, count)
    return (
        desk, works[talk % CLIENTS], talk + 1, f"reply:{talk}", "reply", "us", "open" if due else "met", False, asked,
        due or settled, None if due else settled, "", f"{talk * TALK + 1:064x}", "", "", "{}",
    )  # fmt: skip


def _settle(cursor: Any) -> None:
    """As a desk is: on PostgreSQL numbers go on behind the rows and the planner knows the tables, which SQLite's
    never does."""
    if _vendor() == "sqlite":
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return
    from ashore.store.search.postgres import INDEX as MADE

    cursor.execute("SET maintenance_work_mem = '1GB'")
    cursor.execute(MADE[0])
    for table in ("store_rawmessage", "store_conversation"):
        cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}")
    cursor.execute("VACUUM ANALYZE")


KINDS = {
    "sqlite": {"at": "at", "json": "", "bytes": "x''"},
    "postgresql": {"at": "(at || '+00')::timestamptz", "json": "::jsonb", "bytes": "''::bytea"},
}
FOUND = "scope || replace(dated || lexemes, ' ', ' ' || scope)"
INDEX = {
    "sqlite": f"INSERT INTO store_search (rowid, lexemes) SELECT n, {FOUND} FROM arrival JOIN letter USING (letter)",
    "postgresql": "INSERT INTO store_findable (message_id, lexemes)"
    f" SELECT n, array_to_tsvector(string_to_array({FOUND}, ' ')) FROM arrival JOIN letter USING (letter)",
}
ROWS = (
    "INSERT INTO store_rawmessage (id, workspace_id, sha256, size, arrived_at, state, body)"
    " SELECT n, {desk}, key, 700, {at}, 'read', {bytes} FROM arrival",
    "INSERT INTO store_message (raw_id, workspace_id, conversation_id, key, sender_name, sender_email, side, subject,"
    " at, head, new_text, text, message_id, kind, has_html, conflict, outsider, parent_key, placement, notes, words)"
    " SELECT n, {desk}, talk, key, name, email, side, subject, {at}, head{json}, body || ' AB-' || substr(key, 58),"
    " body || ' AB-' || substr(key, 58), '', 'message', false, false, false, '', '{{}}'{json}, '{{}}'{json}, {bytes}"
    " FROM arrival JOIN letter USING (letter)",
    "INSERT INTO store_reading (message_id, workspace_id, said, written, attachments)"
    " SELECT n, {desk}, '{{}}'{json}, '', 0 FROM arrival",
    "INSERT INTO store_attachment (workspace_id, message_id, position, name, type, size, sha256)"
    " SELECT {desk}, n, 0, file, 'application/pdf', 1, key FROM arrival JOIN letter USING (letter) WHERE file <> ''",
)
CONVERSATION = (
    "id", "workspace_id", "client_id", "engagement_id", "key", "subject", "snippet", "messages_count", "first_at",
    "last_at", "last_side", "owner", "waiting_for", "next_due_at", "next_kind", "sort_at", "recency", "listed",
)  # fmt: skip
OWED = (
    "workspace_id", "engagement_id", "conversation_id", "uid", "kind", "owed_by", "state", "dormant", "created_at",
    "due", "met_at", "met_by", "anchor", "person", "quote", "because",
)  # fmt: skip
