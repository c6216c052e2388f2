"""What is stuck on its way out: the page of the day, the day's letter and the doctor count alike in each state."""

import datetime as dt

import pytest
from django.urls import reverse

from ashore.store.models import Outbox, User, Workspace
from ashore.usecases import digests
from ashore.usecases.checkup import examine
from ashore.usecases.queries.outgoing import outgoing, stuck_messages
from ashore.usecases.setting_up import add_user
from ashore.words import say, speech

NOW = dt.datetime(2026, 1, 19, 10, 0, tzinfo=dt.UTC)  # a Monday, at eleven in Bratislava
HOUR = dt.timedelta(hours=1)
STATES = {
    "just written": ({}, None),
    "planned for tomorrow": ({"not_before": NOW + 24 * HOUR, "created_at": NOW - 72 * HOUR}, None),
    "in its undo window": ({"not_before": NOW + HOUR / 60}, None),
    "tried once": ({"attempts": 1, "not_before": NOW + HOUR / 60}, None),
    "being sent": ({"state": "sending", "not_before": NOW + HOUR / 6}, None),
    "sent": ({"state": "sent"}, None),
    "withdrawn": ({"state": "withdrawn"}, None),
    "tried in vain": ({"attempts": 2, "not_before": NOW + HOUR}, "in_vain"),
    "no account helps": ({"reason": {"c": "outbox.account_paused"}, "not_before": NOW + HOUR / 12}, "blocked"),
    "failed": ({"state": "failed"}, "failed"),
    "cut": ({"state": "perhaps_sent"}, "perhaps_sent"),
    "not to all": ({"state": "sent", "incomplete": True}, "incomplete"),
    "withdrawn by an answer": ({"state": "withdrawn", "incomplete": True}, "incomplete"),
    "nothing works": ({"created_at": NOW - 3 * HOUR}, "untaken"),
    "planned, and nothing works": ({"created_at": NOW - 72 * HOUR, "not_before": NOW - 3 * HOUR}, "untaken"),
    "left by the dead": ({"state": "sending", "not_before": NOW - 3 * HOUR}, "untaken"),
}


@pytest.fixture
def anna(workspace: Workspace, settings) -> User:
    settings.SMTP = {"host": "127.0.0.1", "port": 1}
    person = add_user(workspace=workspace, email="anna@studio.example")
    digests.choose(user=person, wanted=True, now=NOW - 72 * HOUR)
    return person


def waits(workspace: Workspace, **more) -> Outbox:
    given = {"message_id": "m@x", "sender": "a@b", "subject": "", "text": "", "raw": b"", "created_at": NOW}
    return Outbox.objects.create(workspace=workspace, **{**given, **more})


@pytest.mark.parametrize(("columns", "why"), STATES.values(), ids=STATES)
def test_three_places_say_the_same_of_each_state(workspace, anna, client, monkeypatch, tmp_path, columns, why):
    row = waits(workspace, **columns)
    stuck = int(why is not None)
    assert stuck_messages(workspace=workspace, now=NOW) == ({why: 1} if why else {})
    assert sum(each.stuck for each in outgoing(workspace=workspace, now=NOW)) == stuck
    assert doctor(tmp_path).ok is not bool(stuck)
    assert doctor(tmp_path).found.startswith("1 stuck: " if stuck else "nothing stuck")
    client.force_login(anna)
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    page = client.get(reverse("today")).content.decode()
    assert ("1 message does not get out by itself" in page) is bool(stuck)
    assert digests.write(user=anna.pk, now=NOW)
    letter = Outbox.objects.exclude(pk=row.pk).get().text
    assert ("1 message does not get out by itself" in letter) is bool(stuck)


def test_without_a_server_replies_are_kept_to_be_sent_and_that_is_no_trouble(workspace, settings, tmp_path):
    settings.SMTP = {}
    waits(workspace, created_at=NOW - 72 * HOUR)
    assert not stuck_messages(workspace=workspace, now=NOW)
    assert doctor(tmp_path).ok
    waits(workspace, message_id="n@x", channel="tg", created_at=NOW - 72 * HOUR)
    assert stuck_messages(workspace=workspace, now=NOW) == {"untaken": 1}


def test_of_what_nothing_takes_up_the_page_says_so(workspace, anna):
    waits(workspace, created_at=NOW - 3 * HOUR)
    (row,) = outgoing(workspace=workspace, now=NOW)
    assert row.reason is not None
    assert say(row.reason, speech()).endswith("nothing has taken it up.")


def test_the_doctor_tells_what_is_stuck_in_all_houses_and_why(workspace, anna, tmp_path):
    other = Workspace.objects.create(name="Other", me=["other.example"], created_at=NOW)
    waits(workspace, state="failed")
    waits(other, message_id="n@x", state="perhaps_sent")
    waits(other, message_id="o@x", created_at=NOW - 3 * HOUR)
    assert doctor(tmp_path).found == "3 stuck: 1 failed, 1 perhaps sent, 1 taken up by nobody"


def doctor(folder):
    return next(each for each in examine(folder=folder, now=NOW, offline=True) if each.name == "outbox")
