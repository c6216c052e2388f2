"""Stored bytes become messages, whoever died over them."""

import datetime as dt

import pytest
from django.db import connection

from ashore.intake import pool
from ashore.jobs.worker import tick
from ashore.store.models import InHand, Message, RawMessage, Tray
from ashore.usecases import rebuilding
from ashore.usecases.importing import items
from ashore.usecases.processes import own_name
from ashore.usecases.refreshing import has_new, refresh_all
from ashore.usecases.taking_in import take_in, waits

from .conftest import NOW, held, letters


@pytest.fixture
def stored(dovecot, account, user, fetch):
    """Mail that is stored, and not read yet."""
    dovecot.deliver(user, letters(range(6)))
    assert fetch(account, reading=False).new == 6
    return account


@pytest.mark.django_db
def test_bytes_are_stored_before_anybody_reads_them(stored, workspace) -> None:
    assert set(RawMessage.objects.values_list("state", flat=True)) == {"waiting"}
    assert Message.objects.count() == 0
    assert waits(workspace=workspace)
    assert has_new()
    refresh_all(now=NOW, processes=0)
    assert held() == (6, 6, 6)
    assert not waits(workspace=workspace)
    assert InHand.objects.count() == 0


@pytest.mark.django_db
def test_what_another_living_process_reads_is_left_to_it(stored, workspace) -> None:
    mine = RawMessage.objects.order_by("pk")[:2]
    for raw in mine:
        InHand.objects.create(raw=raw, holder="another-machine/1/1#ab", until=NOW + dt.timedelta(minutes=5))
    assert take_in(workspace=workspace, now=NOW) == 4
    assert take_in(workspace=workspace, now=NOW + dt.timedelta(minutes=6)) == 2
    assert not InHand.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_h82_a_message_that_a_process_died_of_cannot_end_the_next_one(stored, workspace, monkeypatch) -> None:
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        monkeypatch.setattr(connection, "close", lambda: None)  # it would be gone
    dead = f"{own_name()}0#ab"
    for raw in RawMessage.objects.order_by("pk")[:2]:
        InHand.objects.create(raw=raw, holder=dead, until=NOW + dt.timedelta(minutes=5))
    import os

    understood, here = items.understood, os.getpid()

    def deadly(source, we):
        if source.raw.endswith(b"0: How much is it?\r\n"):
            assert os.getpid() != here, "it would have killed the worker"
            os._exit(9)
        return understood(source, we)

    monkeypatch.setattr(items, "understood", deadly)
    monkeypatch.setattr(pool, "forks", lambda: True)  # so that the child has what was changed here
    take_in(workspace=workspace, now=NOW)
    assert Message.objects.count() == 5
    row = Tray.objects.select_related("raw").get()
    assert (row.raw.state, row.place) == ("tray", "1")
    assert "intake.died" in row.reason
    assert not waits(workspace=workspace)


@pytest.mark.django_db
def test_a_rebuild_reads_what_waits_and_nobody_reads_it_twice(stored, workspace) -> None:
    rebuilding.rebuild(now=NOW, processes=0)
    assert not waits(workspace=workspace)
    assert take_in(workspace=workspace, now=NOW) == 0
    assert held() == (6, 6, 6)


@pytest.mark.django_db
def test_a_rebuild_of_fetched_mail_changes_nothing(dovecot, account, user, fetch, workspace) -> None:
    dovecot.deliver(user, [*letters(range(4)), b"Subject: no date\nFrom: Eva <eva@client.example>\n\nHow much?\n"])
    fetch(account)
    refresh_all(now=NOW, processes=0)
    before = rebuilding.derived_rows()
    rebuilding.rebuild(now=NOW, processes=0)
    assert rebuilding.derived_rows() == before


@pytest.mark.django_db
def test_the_worker_asks_for_accounts_that_nobody_looked_into(account) -> None:
    assert f"fetch:{account.pk}" in tick(NOW)
