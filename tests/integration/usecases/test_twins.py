"""One letter that comes in by two ways is one message; whoever only claims its id is shown beside it."""

import datetime as dt
from itertools import permutations

import pytest

from ashore.store.models import Conversation, Copy, Message, Obligation, RawMessage, Tray
from ashore.usecases.importing.archive import import_archive
from ashore.usecases.queries.downloads import raw_bytes
from ashore.usecases.rebuilding import derived_rows, rebuild

WORDS = "How much is it?\n\nWe need it by Friday."
FOOTER = (
    "\n_______________________________________________\nOffice mailing list -- office@studio.example\n"
    "To unsubscribe send an email to office-leave@studio.example"
)


def by(raw: bytes, way: str, *fields: str) -> bytes:
    """The letter as it lies in another mailbox: a server's fields above it."""
    above = [
        f"Return-Path: <eva@client.example>\nDelivered-To: {way}@studio.example",
        f"Received: from mx.client.example by mail.studio.example for <{way}@studio.example>;\n"
        "\tFri, 16 Jan 2026 11:00:09 +0000",
        *fields,
    ]
    return "\n".join(above).encode() + b"\n" + raw


@pytest.fixture
def ways(letter) -> dict[str, bytes]:
    """A client's letter to anna@ and in copy to office@, which is also a list."""
    both = {"to": "anna@studio.example", "cc": "office@studio.example"}
    plain = letter(1, WORDS, **both)
    listed = letter(1, WORDS + "\n" + FOOTER, **both, subject="[Office] New site")
    return {
        "anna": by(plain, "anna"),
        "office": by(plain, "office", "X-Spam-Score: 0"),
        "list": by(listed, "office", "List-Id: <office.studio.example>", "List-Post: <mailto:office@studio.example>"),
    }


def state() -> tuple:
    """What is read and owed, whichever copy came first."""
    row = Message.objects.select_related("conversation").get()
    talk = row.conversation
    owed = set(Obligation.objects.values_list("kind", "owed_by", "state", "due", "quote"))
    return (
        row.text, row.new_text, row.subject, row.at, row.side, row.conflict, row.head["to"], row.head["cc"],
        row.head.get("list_id"), talk.messages_count, talk.listed, talk.subject, talk.waiting_for, talk.snippet, frozenset(owed),
    )  # fmt: skip


def test_h33_a_letter_by_three_ways_is_one_message_in_any_order(workspace, ways, arrive):
    found = set()
    for order in permutations(ways):
        ids = {arrive(ways[way]) for way in order}
        assert len(ids) == 1
        assert sorted(RawMessage.objects.values_list("state", flat=True)) == ["copy", "copy", "read"]
        assert Copy.objects.count() == 3
        assert {raw_bytes(row) for row in RawMessage.objects.all()} == set(ways.values())
        found.add(str(state()))
        before = derived_rows()
        rebuild(now=dt.datetime(2026, 1, 16, 12, 0, tzinfo=dt.UTC), processes=0)
        assert derived_rows() == before
        RawMessage.objects.filter(workspace=workspace).delete()
        Conversation.objects.all().delete()
    assert len(found) == 1
    assert "'list_id': " not in found.pop()
