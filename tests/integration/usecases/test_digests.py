"""The letter of the day: to those who asked, when their day begins, once, in their language; and reminders."""

import datetime as dt
from email import message_from_bytes
from email.policy import default as modern

import pytest
from django.conf import settings

from ashore.jobs import tasks
from ashore.store.models import Client, Digest, Message, Notice, Obligation, Outbox, User, Workspace
from ashore.usecases import clockmending, digests, outbox, reminding
from ashore.usecases.outbox import Outcome
from ashore.usecases.setting_up import add_user, create_workspace

MONDAY = dt.datetime(2026, 1, 19, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def smtp(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "SMTP", {"host": "127.0.0.1"})


@pytest.fixture
def anna(workspace: Workspace) -> User:
    """In Bratislava, one hour ahead of UTC in January; she asked on Friday."""
    person = add_user(workspace=workspace, email="anna@studio.example", name="Anna")
    person.zone = "Europe/Bratislava"
    person.save()
    digests.choose(user=person, wanted=True, now=MONDAY - dt.timedelta(days=3))
    return person


def at(hour: float, day: int = 0) -> dt.datetime:
    """Hours after midnight in Bratislava."""
    return MONDAY + dt.timedelta(days=day, hours=hour - 1)


def letter() -> "tuple[Outbox, str]":
    row = Outbox.objects.get()
    parsed = message_from_bytes(bytes(row.raw), policy=modern)
    return row, parsed.get_content()


def test_it_comes_when_the_working_day_of_the_person_begins_and_not_before(anna):
    assert digests.due(now=at(8.9)) == []
    assert digests.due(now=at(9.1)) == [anna.pk]


@pytest.mark.parametrize("moment", [at(3), at(22), at(10, day=-1), at(10, day=-2)], ids=["night", "late", "Sun", "Sat"])
def test_it_never_comes_outside_working_hours(anna, moment):
    assert digests.due(now=moment) == []
    assert digests.write(user=anna.pk, now=moment) is False
    assert not Outbox.objects.exists()


def test_it_is_off_until_somebody_asks_for_it_and_can_be_switched_off_again(workspace, anna):
    other = add_user(workspace=workspace, email="ben@studio.example", name="Ben")
    assert not digests.wants(user=other)
    digests.choose(user=anna, wanted=False, now=at(0))
    assert digests.due(now=at(10)) == []
    assert digests.write(user=anna.pk, now=at(10)) is False


def test_the_first_one_comes_on_the_next_day_after_it_was_asked_for(anna):
    digests.choose(user=anna, wanted=True, now=at(15))
    assert digests.due(now=at(15.5)) == []
    assert digests.due(now=at(9.5, day=1)) == [anna.pk]


def test_h87_two_workers_write_one_letter_a_day(anna):
    assert digests.write(user=anna.pk, now=at(10)) is True
    assert digests.write(user=anna.pk, now=at(10)) is False
    assert Outbox.objects.count() == 1
    assert digests.write(user=anna.pk, now=at(10, day=1)) is True


def test_h93_a_clock_that_jumps_back_a_day_writes_no_second_letter(anna):
    digests.write(user=anna.pk, now=at(10, day=1))
    assert digests.write(user=anna.pk, now=at(10)) is False


def test_without_a_mail_server_none_is_written(anna, monkeypatch):
    monkeypatch.setattr(settings, "SMTP", {})
    assert digests.due(now=at(10)) == []


def test_it_tells_what_is_late_due_promised_and_stuck(workspace, anna, letter_to_us):
    letter_to_us(1, "How much is it?", at=at(10, day=-4))
    letter_to_us(2, "When is it ready?", at=at(9), subject="Other", sender="Eva <eva@other.example>")
    Outbox.objects.create(
        workspace=workspace, message_id="f@x", sender="a@b", subject="", text="", raw=b"", state="failed",
        created_at=at(0),
    )  # fmt: skip
    digests.write(user=anna.pk, now=at(9.2))
    row = Outbox.objects.get(state="planned")
    text = message_from_bytes(bytes(row.raw), policy=modern).get_content().replace("\r\n", "\n")
    assert row.subject.startswith("Mon 19 Jan 2026: ")
    assert "Late\n- Client: " in text
    assert text.count("- ") == 2, "one line for a conversation, as on the page of the day"
    assert "Due today\n- " in text
    assert "1 message does not get out by itself; decide on it." in text
    assert row.recipients == {"anna@studio.example": ""}


def test_an_empty_day_is_said_to_be_clear_and_in_the_language_of_the_person(anna):
    User.objects.update(language="sk")
    digests.write(user=anna.pk, now=at(10))
    row, text = letter()
    assert row.subject.endswith(": deň je voľný")
    assert "Vypnúť ho môžete" in text


def test_it_is_marked_as_written_by_a_program(anna):
    """RFC 3834: so that no auto-reply answers it."""
    digests.write(user=anna.pk, now=at(10))
    parsed = message_from_bytes(bytes(letter()[0].raw), policy=modern)
    assert parsed["Auto-Submitted"] == "auto-generated"
    assert parsed["To"] == "anna@studio.example"
    assert b"\r\n" in bytes(Outbox.objects.get().raw)


def test_a_letter_that_went_out_is_no_message_of_any_conversation(anna):
    digests.write(user=anna.pk, now=at(10))
    envelope = outbox.claim(now=at(10.1))
    assert envelope is not None
    outbox.settle(envelope=envelope, outcome=Outcome("sent", {"anna@studio.example": "sent"}), now=at(10.1))
    assert Outbox.objects.get().state == "sent"
    assert not Message.objects.exists()


def test_the_task_says_whether_a_letter_was_written(anna):
    Digest.objects.update(wanted=False)
    assert tasks.digest.call(anna.pk) is False


@pytest.fixture
def letter_to_us(letter, arrive):
    def send(number: int, text: str, **more):
        return arrive(letter(number, text, **more), now=more["at"])

    return send


def owed_by(side: str) -> Obligation:
    return Obligation.objects.filter(owed_by=side, due__isnull=False).order_by("due")[0]


def test_of_ours_one_is_reminded_an_hour_before_it_is_due_once_until_it_is_put_away(workspace, anna, letter_to_us):
    letter_to_us(1, "How much is it?", at=at(10))
    owed = owed_by("us")
    assert owed.due is not None
    before = owed.due - reminding.BEFORE
    assert reminding.remind(now=before - dt.timedelta(minutes=1)) == 0
    assert reminding.remind(now=before) >= 1
    assert reminding.remind(now=before) == 0
    shown = reminding.notices(workspace=workspace, user=anna, now=before)
    assert len(shown) == 1, "one row for a conversation"
    assert owed.uid in [shown[0].obligation, *(row.obligation for row in shown[0].folded)]
    reminding.put_away(workspace=workspace, user=anna, uid=shown[0].obligation, now=before)
    assert reminding.notices(workspace=workspace, user=anna, now=before) == ()
    assert reminding.remind(now=before) == 0, "it does not come back"


def test_of_the_clients_one_is_reminded_half_way(workspace, anna, letter_to_us):
    letter_to_us(1, "How much is it?", at=at(9))
    ours = {"sender": "Anna <anna@studio.example>", "to": "eva@client.example", "subject": "Re: New site"}
    letter_to_us(2, "It is 900. Please send us the logo file.", at=at(9.5), after=1, **ours)
    owed = Obligation.objects.filter(owed_by="client", remind_at__isnull=False).first()
    assert owed is not None
    assert owed.remind_at is not None
    reminding.remind(now=owed.remind_at - dt.timedelta(minutes=1))
    assert not Notice.objects.filter(uid=owed.uid).exists()
    reminding.remind(now=owed.remind_at)
    assert Notice.objects.filter(uid=owed.uid, user=anna).exists()


def test_who_is_reminded_is_whoever_of_us_writes_there_else_all(workspace, anna, letter_to_us):
    ben = add_user(workspace=workspace, email="ben@studio.example", name="Ben")
    letter_to_us(1, "How much is it?", at=at(10), to="anna@studio.example")
    owed = owed_by("us")
    assert owed.due is not None
    assert owed.conversation is not None
    reminding.remind(now=owed.due - reminding.BEFORE)
    assert not Notice.objects.filter(user=ben).exists()
    Notice.objects.all().delete()
    owed.conversation.owner = ""
    owed.conversation.save()
    reminding.remind(now=owed.due - reminding.BEFORE)
    assert Notice.objects.filter(user=ben, uid=owed.uid).exists()


def test_nobody_of_another_desk_is_reminded(workspace, anna, letter_to_us):
    rival = create_workspace(name="Rival", me=["rival.example"], zone="UTC", now=at(0))
    max_ = add_user(workspace=rival, email="max@rival.example", name="Max")
    letter_to_us(1, "How much is it?", at=at(10))
    due = owed_by("us").due
    assert due is not None
    reminding.remind(now=due - reminding.BEFORE)
    assert Notice.objects.exists()
    assert not Notice.objects.filter(user=max_).exists()


def test_h93_after_a_year_ahead_and_back_the_next_letter_comes_tomorrow(anna):
    assert digests.write(user=anna.pk, now=at(10, day=364))
    assert clockmending.mend(now=at(10)) == 1
    assert digests.due(now=at(10)) == []
    assert digests.due(now=at(10, day=1)) == [anna.pk]


def test_h62_markup_in_a_clients_name_stays_text_in_the_letter_of_the_day(workspace, anna, arrive):
    raw = b"From: Eva <eva@client.example>\nTo: anna@studio.example\nSubject: <img src=x onerror=alert(1)>\n"
    arrive(raw + b"Date: Fri, 16 Jan 2026 08:00:00 +0000\n\nHow much is it?\n")
    Client.objects.update(name="<b onclick=alert(1)>Eva</b>\r\nBcc: eve@evil.example")
    assert digests.write(user=anna.pk, now=at(10))
    row = Outbox.objects.get()
    parsed = message_from_bytes(bytes(row.raw), policy=modern)
    assert [part.get_content_type() for part in parsed.walk()] == ["text/plain"]
    assert "<b onclick=alert(1)>Eva</b>" in parsed.get_content()
    assert parsed["Bcc"] is None
    assert parsed["Subject"] == row.subject
