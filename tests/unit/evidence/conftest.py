"""A small engagement whose pack the tests make, spoil and check."""

import io
import json
from collections.abc import Callable
from datetime import UTC, datetime
from types import ModuleType

import pytest

from ashore.core.kernel import Reason
from ashore.evidence import layout
from ashore.evidence.building import Built, PackInput, build
from ashore.evidence.opening import Opened, open_pack
from ashore.evidence.zipping import ZipWriter
from ashore.mail import Source, Unreadable
from ashore.words import speech

NOW = datetime(2026, 4, 1, 12, tzinfo=UTC)
AGREEMENT = b"""\
version = 1
title = "Landing page"

[response]
answer_within = "2 working hours"

[[amendments]]
valid_from = 2026-03-20T00:00:00+01:00
why = "the launch was moved"
[amendments.changes]
"response.answer_within" = "4 working hours"
"""
EVENTS = (
    {
        "id": "e1",
        "type": "message",
        "at": "2026-03-13T16:40:00+00:00",
        "by": "client",
        "actor": "anna@client.example",
        "conversation": "page",
        "subject": "Approved: the landing page",
        "text": "We approve the landing page as shown today. When will it be live?",
        "source": "<approved-1@client.example>",
    },
    {
        "id": "e2",
        "type": "call_held",
        "at": "2026-03-16T10:00:00+00:00",
        "actor": "olga@studio.example",
        "conversation": "page",
        "topic": "launch",
        "source": "notes/2026-03-16.txt",
    },
)


def log(*more: bytes) -> io.BytesIO:
    lines = [json.dumps(event).encode() for event in EVENTS]
    return io.BytesIO(b"\n".join([*lines, *more]) + b"\n")


@pytest.fixture
def letters(signing: ModuleType) -> list[Source | Unreadable]:
    """A signed message, one without a signature, and one that cannot be read."""
    plain = b"From: bo@client.example\r\nSubject: \xd0\x96\r\nMessage-ID: <2@client.example>\r\n\r\nHi\r\n"
    return [
        Source(signing.signed(), "/home/anna/mail/approved.eml"),
        Source(plain, "/home/anna/mail/all.mbox", offset=120),
        Unreadable("/home/anna/mail/broken.zip", Reason("mail.source.broken_zip", params={"error": "cut"})),
    ]


Make = Callable[..., tuple[bytes, Built]]


@pytest.fixture
def make(letters: list[Source | Unreadable], signing: ModuleType) -> Make:
    """``make(**changes)``: the bytes of a pack and what was told of it."""

    def made(**changes: object) -> tuple[bytes, Built]:
        out = io.BytesIO()
        given = {
            "agreement": AGREEMENT,
            "events": log(),
            "mail": letters,
            "now": NOW,
            "keys": signing.rsa_signer().keys(seen_at=datetime(2026, 3, 13, 16, 41, tzinfo=UTC)),
            "reader": speech("en", "Europe/Bratislava"),
        }
        built = build(PackInput(**(given | changes)), out)  # type: ignore[arg-type]
        return out.getvalue(), built

    return made


def contents(pack: bytes) -> dict[str, bytes]:
    """The files of a pack by name."""
    opened = open_pack(io.BytesIO(pack))
    assert isinstance(opened, Opened)
    return {name: opened.read(name) for name in opened.members}


def zipped(files: dict[str, bytes]) -> bytes:
    """Files as a pack, whatever they say."""
    out = io.BytesIO()
    writer = ZipWriter(out)
    for name, data in files.items():
        writer.add(name, data)
    writer.close()
    return out.getvalue()


@pytest.fixture
def packs() -> ModuleType:
    """``contents`` and ``zipped``, for tests that take a pack apart."""
    module = ModuleType("packs")
    module.contents, module.zipped, module.log, module.layout = contents, zipped, log, layout  # type: ignore[attr-defined]
    return module
