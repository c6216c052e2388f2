"""A small desk to try things on."""

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from ashore.store.models import Conversation, Message, Obligation, User, Workspace
from ashore.usecases.importing.single import enter_message
from ashore.usecases.setting_up import add_user, create_workspace

NOW = dt.datetime(2026, 1, 16, 12, 0, tzinfo=dt.UTC)  # a Friday
Letter = Callable[..., bytes]


@pytest.fixture
def now() -> dt.datetime:
    return NOW


@pytest.fixture
def workspace(db: None) -> Workspace:
    return create_workspace(name="Studio", me=["studio.example"], zone="Europe/Bratislava", now=NOW)


@pytest.fixture
def user(workspace: Workspace) -> User:
    return add_user(workspace=workspace, email="anna@studio.example", name="Anna")


@pytest.fixture
def letter() -> Letter:
    """Raw mail: ``letter(n, "text", sender=..., to=..., at=..., after=n)``."""

    def write(
        number: int,
        text: str,
        *,
        sender: str = "Eva Malá <eva@client.example>",
        to: str = "anna@studio.example",
        cc: str = "",
        subject: str = "New site",
        at: dt.datetime = NOW - dt.timedelta(hours=1),
        after: int | None = None,
        extra: str = "",
    ) -> bytes:
        lines = [
            f"From: {sender}",
            f"To: {to}",
            f"Subject: {subject}",
            f"Date: {at.strftime('%a, %d %b %Y %H:%M:%S +0000')}",
            f"Message-ID: <m{number}@mail.example>",
        ]
        lines += [f"Cc: {cc}"] if cc else []
        lines += [f"In-Reply-To: <m{after}@mail.example>", f"References: <m{after}@mail.example>"] if after else []
        lines += [extra] if extra else []
        return ("\n".join([*lines, "Content-Type: text/plain; charset=utf-8", "", text, ""])).encode()

    return write


@pytest.fixture
def arrive(workspace: Workspace) -> Callable[..., int]:
    """Take in one message at ``NOW``; its id."""

    def enter(raw: bytes, *, into: Workspace = workspace, now: dt.datetime = NOW) -> int:
        found = enter_message(workspace=into, raw=raw, source="test", place=str(hash(raw)), now=now)
        assert found is not None
        return found

    return enter


def mbox(path: Path, letters: list[bytes]) -> Path:
    """The letters as an mbox file."""
    with path.open("wb") as out:
        for raw in letters:
            out.write(b"From sender@mail.example Fri Jan 16 08:00:00 2026\n" + raw + b"\n")
    return path


@pytest.fixture
def write_mbox() -> Callable[[Path, list[bytes]], Path]:
    return mbox


def held(workspace: Workspace) -> dict[str, object]:
    """What a workspace holds, free of row numbers."""
    talks = Conversation.objects.filter(workspace=workspace)
    shown = [
        "key",
        "subject",
        "snippet",
        "messages_count",
        "first_at",
        "last_at",
        "last_side",
        "waiting_for",
        "next_due_at",
        "next_kind",
        "sort_at",
    ]
    owed = ["uid", "kind", "owed_by", "state", "due", "met_at", "met_by", "conversation__key", "quote", "because"]
    placed = ["key", "conversation__key", "parent_key", "outsider", "placement"]
    client = "conversation__client__key"
    return {
        "conversations": sorted(map(repr, talks.values_list("client__key", *shown))),
        "obligations": sorted(
            json.dumps(list(row), default=str)
            for row in Obligation.objects.filter(workspace=workspace).values_list(*owed)
        ),
        "messages": sorted(map(repr, Message.objects.filter(workspace=workspace).values_list(client, *placed))),
    }


@pytest.fixture
def content() -> Callable[[Workspace], dict[str, object]]:
    return held
