"""A desk with a messenger."""

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import pytest

from ashore.store.models import Channel, User, Workspace
from ashore.usecases.setting_up import add_user, create_workspace

NOW = dt.datetime(2026, 1, 16, 12, 0, tzinfo=dt.UTC)  # a Friday


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
def channel(workspace: Workspace) -> Channel:
    return Channel.objects.create(workspace=workspace, key="viber", kind="api", name="Viber", created_at=NOW)


@pytest.fixture
def body() -> Callable[..., bytes]:
    """JSON as a messenger posts it: ``body(1, "text", chat="c-1", ...)``."""

    def write(number: int | str, text: str, *, at: dt.datetime = NOW - dt.timedelta(hours=1), **more: Any) -> bytes:
        given = {
            "id": f"m-{number}",
            "chat": {"id": more.pop("chat", "c-1"), "title": "Kaviareň Luna"},
            "sender": {"id": "u-7", "name": "Eva Malá"},
            "text": text,
            "at": at.isoformat(),
            **more,
        }
        return json.dumps(given).encode()

    return write


@pytest.fixture
def letter_of() -> bytes:
    """Mail by which a client becomes known."""
    return (
        b"From: =?utf-8?q?Eva_Mal=C3=A1?= <eva@client.example>\nTo: anna@studio.example\nSubject: New site\n"
        b"Date: Mon, 12 Jan 2026 10:00:00 +0000\nMessage-ID: <m1@client.example>\n\nHello Anna,\n\nwhen can we start?\n"
    )
