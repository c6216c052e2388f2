"""The word index keeps step with what is stored."""

import pytest
from django.db import connection

from ashore.store import search
from ashore.store.models import Client, Message
from ashore.usecases.queries.finding import find
from ashore.usecases.rebuilding import read_again, rebuild
from ashore.usecases.reindexing import tidy


def ids(workspace, query, **more):
    return [row.message for row in find(workspace=workspace, query=query, **more).rows]


def test_people_files_and_the_other_sides_words_are_found(workspace, letter, arrive):
    message = arrive(letter(1, "> Kde je zmluva?\n\nPosielam ju.", cc="Pavol Hudec <pavol@client.example>"))
    for query in ("malá ", "hudec", "pavol@client.example", "zmlúv ", "to:pavol ", "from:eva ", "subject:site "):
        assert ids(workspace, query) == [message], query
    assert ids(workspace, "from:pavol ") == ids(workspace, "subject:zmluva ") == []


def test_a_message_that_is_taken_out_is_found_no_more_and_leaves_no_word_behind(workspace, letter, arrive):
    first, second = (arrive(letter(n, f"How much is harbour number {n}?")) for n in (1, 2))
    search.remove([first])
    assert ids(workspace, "harbour ") == [second]
    assert search.missing() == 1
    search.add_stored([first])
    search.add_stored([])
    assert ids(workspace, "harbour ") == [second, first]
    assert search.missing() == 0


def test_what_is_read_again_or_rebuilt_is_in_the_index_once(workspace, letter, arrive, now):
    message = arrive(letter(1, "How much is the harbour?"))
    read_again(workspace, [message])
    assert search.missing() == 0
    search.remove([message])
    assert ids(workspace, "harbour ") == []
    rebuild(now=now, processes=0)
    rebuild(now=now, processes=0)
    assert ids(workspace, "harbour ") == [message]
    search.remove([message])
    assert ids(workspace, "harbour ") == []


def test_mail_that_is_in_no_conversation_yet_is_not_shown(workspace, letter, arrive):
    message = arrive(letter(1, "How much is the harbour?"))
    Message.objects.filter(pk=message).update(conversation=None)
    assert ids(workspace, "harbour ") == []


def test_a_client_is_named_by_the_beginnings_of_its_words(workspace, letter, arrive):
    message = arrive(letter(1, "How much is the harbour?"))
    client = Client.objects.get(workspace=workspace)
    assert ids(workspace, f"client:{client.name[:4]} harbour ") == [message]
    assert ids(workspace, "harbour ", client=client.pk) == [message]
    assert ids(workspace, "client:nobody harbour ") == ids(workspace, "harbour ", client=client.pk + 1) == []


def test_days_are_those_of_the_desk(workspace, letter, arrive, now):
    late = now.replace(day=15, hour=23, minute=30)  # half past midnight of the 16th in Bratislava
    message = arrive(letter(1, "How much is the harbour?", at=late))
    assert ids(workspace, "after:2026-01-16 harbour ") == [message]
    assert ids(workspace, "before:16.1.2026 harbour ") == []


def parts():
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT segid FROM store_search_idx")
        return len(cursor.fetchall())


@pytest.mark.sqlite
def test_an_index_that_grew_in_many_parts_is_made_one_again_step_by_step(workspace, letter, arrive):
    there = [arrive(letter(n, f"How much is harbour number {n}?")) for n in range(3)]
    for message in there:
        search.remove([message])
        search.add_stored([message])
        assert message in ids(workspace, "harbour ")  # which makes SQLite write down what it holds in memory
    assert parts() > 1
    assert tidy(rest=lambda: True) == 0, "one step, and that is enough for now"
    assert tidy(rest=lambda: False) >= 0
    assert parts() == 1
    assert ids(workspace, "harbour ") == there[::-1]
    assert tidy(rest=lambda: pytest.fail("nothing is left to do")) == 0
