"""The page of background work, reminders, and the choice of the day's letter."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from ashore.jobs import chores, fetching, tasks
from ashore.store.models import Digest, MailAccount, Membership, Notice, Schedule, Worker
from ashore.usecases import queue
from ashore.usecases.processes import own_name


def put_off(error: Exception) -> DBTaskResult:
    tasks.derive.enqueue()
    job = queue.claim(worker="w", now=timezone.now())
    assert job is not None
    try:
        raise error
    except Exception as raised:
        queue.fail(job=job, error=raised, now=timezone.now())
    return job


def test_an_owner_sees_workers_chores_and_what_was_put_off_but_no_words_of_it(world: Any):
    now = timezone.now()
    Worker.objects.create(name=own_name(), title="desk:1", started_at=now, seen_at=now, doing="understand")
    chores.tick(now=now)
    DBTaskResult.objects.all().delete()
    put_off(ValueError("cannot read Secret tender of zoe@secret.example"))
    page = world.browser().get("/background/").content.decode()
    for words in ("desk:1", "Understand mail", "Keep the clocks", "is tried again", "ValueError", "Clear away"):
        assert words in page
    assert "Secret tender" not in page


def test_chores_are_named_by_mailbox_and_person_and_those_of_another_desk_by_nobody(world: Any):
    now = timezone.now()
    own, other = (
        MailAccount.objects.create(workspace=desk, address=address, imap_host="127.0.0.1", created_at=now)
        for desk, address in ((world.desk, "office@studio.example"), (world.rival, "max@rival.example"))
    )
    for name in (f"fetch:{own.pk}", f"file_copies:{other.pk}", f"digest:{world.anna.pk}", "derive"):
        Schedule.objects.create(name=name, next_at=now)
    fetching.fetch.enqueue(own.pk)
    job = queue.claim(worker="w", now=now)
    assert job is not None
    queue.fail(job=job, error=ValueError(), now=now)
    page = world.browser().get("/background/").content.decode()
    assert page.count("office@studio.example") == 2
    assert world.anna.email in page
    assert "of another desk" in page
    assert "max@rival.example" not in page
    assert f'<span class="soft">{own.pk}</span>' not in page


def test_who_is_no_owner_finds_neither_the_page_nor_the_way_to_it(world: Any):
    Membership.objects.filter(user=world.anna).update(role="member")
    browser = world.browser()
    assert browser.get("/background/").status_code == 403
    assert browser.post("/background/again/", {"task": "x"}).status_code == 403
    assert b"/background/" not in browser.get("/").content


def test_without_a_worker_the_page_says_so_and_what_to_do(world: Any):
    page = world.browser().get("/background/").content.decode()
    assert "ashore worker" in page
    assert "None lives." in page


def test_without_a_worker_the_page_says_how_much_waits(world: Any):
    tasks.derive.enqueue()
    page = world.browser().get("/background/").content.decode()
    assert "Nobody works in the background" in page
    assert "1 task waits." in page


def test_the_page_says_on_which_machine_who_works_and_what_listens_to_new_mail(world: Any):
    now = timezone.now()
    Worker.objects.create(name="north-0a1b2c3d-f00d/7/9", title="desk:7", started_at=now, seen_at=now)
    assert "Waiting for new mail" not in world.browser().get("/background/").content.decode()
    MailAccount.objects.create(workspace=world.desk, address="a@b.example", imap_host="imap.example", created_at=now)
    page = world.browser().get("/background/").content.decode()
    assert "on north since" in page
    assert "None lives: new mail comes only every ten minutes" in page
    Worker.objects.create(
        name="south-0a1b2c3d-f00d/8/9", title="desk:8", started_at=now, seen_at=now, kind="watch", listens=2
    )
    page = world.browser().get("/background/").content.decode()
    assert "listens to 2 mailboxes and bots" in page
    assert "on south since" in page
    assert "None lives" not in page


def test_work_that_has_waited_long_is_told(world: Any):
    now = timezone.now()
    Worker.objects.create(name=own_name(), title="w", started_at=now, seen_at=now)
    tasks.derive.enqueue()
    DBTaskResult.objects.update(enqueued_at=now - timedelta(minutes=90))
    assert "Work has waited for 1 h 30 min" in world.browser().get("/background/").content.decode()


def test_what_was_put_off_is_tried_again_at_a_click(world: Any):
    job = put_off(ValueError())
    assert queue.claim(worker="w", now=timezone.now()) is None
    answer = world.browser().post("/background/again/", {"task": str(job.pk)}, follow=True)
    assert "It is tried again now." in answer.content.decode()
    assert queue.claim(worker="w", now=timezone.now()) is not None


@pytest.mark.parametrize("task", ["", "x", "00000000-0000-0000-0000-000000000000"])
def test_a_task_that_is_gone_meanwhile_is_no_error(world: Any, task: str):
    answer = world.browser().post("/background/again/", {"task": task}, follow=True)
    assert "not put off any more" in answer.content.decode()


def test_a_reminder_stands_on_today_until_it_is_put_away(world: Any):
    owed = world.desk.obligation_set.filter(conversation=world.talk(), owed_by="us").order_by("due").first()
    owed.state, owed.due = "open", timezone.now() + timedelta(minutes=40)
    owed.save()
    browser = world.browser()
    assert "Not to be forgotten" not in browser.get("/").content.decode()
    Notice.objects.create(user=world.anna, uid=owed.uid, at=timezone.now())
    assert "Not to be forgotten" in browser.get("/").content.decode()
    browser.post(f"/owed/{owed.uid}/seen/")
    assert "Not to be forgotten" not in browser.get("/").content.decode()


def test_the_letter_of_the_day_is_offered_where_mail_can_be_sent(world: Any, monkeypatch: pytest.MonkeyPatch):
    browser = world.browser()
    assert "letter of the day" not in browser.get("/").content.decode()
    monkeypatch.setattr(settings, "SMTP", {"host": "127.0.0.1"})
    assert "Send me a letter of the day" in browser.get("/").content.decode()
    browser.post("/preferences/", {"digest": "on"})
    assert Digest.objects.get(user=world.anna).wanted
    assert "No more letter of the day" in browser.get("/").content.decode()
    browser.post("/preferences/", {"digest": "off"})
    assert not Digest.objects.get(user=world.anna).wanted
