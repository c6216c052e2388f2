"""The step that put two tables of things in hand into one: what stood there stands there still, and backwards too."""

import datetime as dt
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from ashore.store.models import Engagement, RawMessage
from ashore.usecases.importing.single import enter_message
from ashore.usecases.setting_up import create_workspace

NOW = dt.datetime(2026, 1, 16, 12, tzinfo=dt.UTC)
LETTER = b"From: eva@c.example\nTo: anna@studio.example\nDate: Fri, 16 Jan 2026 11:00:00 +0000\n\nHow much is it?\n"


@pytest.fixture
def step() -> Any:
    (name,) = (each for _, each in MigrationLoader(connection).disk_migrations if each.endswith("_in_hand"))
    return import_module(f"ashore.store.migrations.{name}")


@pytest.fixture
def apps(transactional_db: None, step: Any) -> Iterator[Any]:
    """The models in the middle of the step, with the tables that are gone after it."""
    loader = MigrationLoader(connection, replace_migrations=False)
    state = loader.project_state(step.Migration.dependencies[0], at_end=True)
    step.Migration.operations[0].state_forwards("store", state)
    old = [state.apps.get_model("store", name) for name, _ in step.OLD]
    with connection.schema_editor() as editor:
        for model in old:
            editor.create_model(model)
    yield state.apps
    with connection.schema_editor() as editor:
        for model in old:
            editor.delete_model(model)


def test_holders_and_leases_move_into_one_table_and_back(apps: Any, step: Any) -> None:
    workspace = create_workspace(name="S", me=["studio.example"], zone="UTC", now=NOW)
    enter_message(workspace=workspace, raw=LETTER, source="t", place="1", now=NOW)
    raw, engagement = RawMessage.objects.get().pk, Engagement.objects.get().pk
    mail, holds, both = (apps.get_model("store", name).objects for name in ("MailInHand", "Hold", "InHand"))
    mail.create(raw_id=raw, holder="a/1/1#ab", until=NOW)
    holds.create(engagement_id=engagement, holder="a/1/1", until=NOW + dt.timedelta(hours=1))
    before = [list(each.values()) for each in (mail, holds)]

    with connection.schema_editor() as editor:
        step.join(apps, editor)
    assert set(both.values_list("raw", "engagement", "holder", "until")) == {
        (raw, None, "a/1/1#ab", NOW),
        (None, engagement, "a/1/1", NOW + dt.timedelta(hours=1)),
    }
    mail.all().delete()
    holds.all().delete()
    with connection.schema_editor() as editor:
        step.part(apps, editor)
    assert [list(each.values()) for each in (mail, holds)] == before
