"""What goes out, as people see and steer it."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from ashore.core.kernel import Reason
from ashore.mail import parse
from ashore.store.models import DraftFile, MailAccount, Outbox, Receipts, ReplyDraft, Returned, SentCopy, Signature
from ashore.usecases.accounts import add_account
from ashore.usecases.queries.conversation import conversation as read_conversation
from ashore.usecases.records import write_reason
from ashore.web.views.conversation import seen


@pytest.fixture(autouse=True)
def a_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server is set up; nobody speaks to it."""
    monkeypatch.setattr(settings, "SMTP", {"host": "127.0.0.1", "port": 1, "security": "none"})


def send(world: Any, number: int = 1, **more: Any) -> Any:
    """Press Send under a reply to Petra."""
    talk = read_conversation(workspace=world.desk, id=world.talk().pk, now=timezone.now())
    form = {"text": "It is 900 EUR.", "to": "petra@nordlicht.example", "once": f"{number:032x}", "seen": seen(talk)}
    return world.browser().post(reverse("reply", args=[talk.id]), {**form, **more})


def file(name: str = "plan.pdf", content: bytes = b"%PDF") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def test_files_that_were_chosen_go_out_with_the_reply_under_safe_names(world: Any) -> None:
    """H77."""
    assert send(world, files=[file("../../plan.pdf"), file("b.pdf", b"b")]).status_code == 302
    row = Outbox.objects.get()
    found = parse(bytes(row.raw)).attachments
    assert [(each.name, each.content) for each in found] == [("plan.pdf", b"%PDF"), ("b.pdf", b"b")]
    page = world.browser().get(reverse("conversation", args=[world.talk().pk]))
    assert b"plan.pdf" in page.content


def test_a_refused_reply_keeps_its_files_and_they_can_be_taken_away(world: Any) -> None:
    answer = send(world, text=" ", files=[file()])
    assert answer.status_code == 422
    assert b"plan.pdf" in answer.content
    kept = DraftFile.objects.get()
    assert send(world, text=" ", drop=kept.pk).status_code == 422
    assert not DraftFile.objects.exists()


def test_a_reply_that_was_sent_twice_by_one_click_leaves_no_files_behind(world: Any) -> None:
    send(world, files=[file()])
    assert send(world, files=[file()]).status_code == 302
    assert Outbox.objects.count() == 1
    assert not DraftFile.objects.exists()


def test_too_much_is_refused_with_the_limit(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ashore.usecases.composing.MAX_FILE_BYTES", 3)
    answer = send(world, files=[file()])
    assert answer.status_code == 422
    assert b"few mail servers take that" in answer.content
    assert not Outbox.objects.exists()


def test_a_reply_can_be_planned_moved_sent_at_once_and_held_back(world: Any) -> None:
    at = timezone.localtime(timezone.now()) + timedelta(days=2)
    form = {"when": "chosen", "at": f"{at:%Y-%m-%dT%H:%M}", "unless_answered": "on", "bcc": "boss@studio.example"}
    assert send(world, **form).status_code == 302
    row = Outbox.objects.get()
    assert row.unless_answered
    assert row.hidden == ["boss@studio.example"]
    page = world.browser().get(reverse("outgoing")).content.decode()
    assert "unless they answer" in page
    assert "hidden copy" in page
    world.browser().post(reverse("send_at", args=[row.pk]), {})
    row.refresh_from_db()
    assert row.planned_for is None
    form = {"conversation": world.talk().pk}
    world.browser().post(reverse("withdraw", args=[row.pk]), form)
    assert ReplyDraft.objects.get().text == "It is 900 EUR."
    assert b"Nothing waits" in world.browser().get(reverse("outgoing")).content


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"when": "chosen"}, "Say when it is to go."),
        ({"when": "chosen", "at": "2020-01-01T10:00"}, "This moment is over"),
        ({"unless_answered": "on"}, "Say until when the client has time"),
        ({"bcc": "a@x.example; no address"}, "is not one plain address"),
    ],
)
def test_a_wish_that_cannot_be_is_refused_beside_its_field_and_the_words_stay(
    world: Any, form: dict[str, str], told: str
) -> None:
    answer = send(world, **form)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert b"It is 900 EUR." in answer.content
    assert not Outbox.objects.exists()


def test_what_is_stuck_stands_on_today_and_first_under_outgoing_with_what_can_be_done(world: Any) -> None:
    send(world)
    Outbox.objects.update(
        state="perhaps_sent", reason={"c": "outbox.cut"}, recipients={"petra@nordlicht.example": "perhaps"}
    )
    assert b"1 message does not get out by itself" in world.browser().get(reverse("today")).content
    page = world.browser().get(reverse("outgoing")).content.decode()
    for words in ("Needs a decision", "perhaps has it", "Send it again", "It was sent by other means"):
        assert words in page
    world.browser().post(reverse("send_again", args=[Outbox.objects.get().pk]))
    assert Outbox.objects.get().state == "planned"


def test_the_composer_warns_of_an_address_that_mail_came_back_from(world: Any) -> None:
    message = world.talk().messages.first()
    back = Returned.objects.create(
        workspace=world.desk, message=message, email="joerg@nordlicht.example", words="550 gone", at=timezone.now()
    )
    page = reverse("conversation", args=[world.talk().pk])
    assert b"Mail to joerg@nordlicht.example came back" in world.browser().get(page).content
    world.browser().post(reverse("works_again", args=[back.pk]))
    assert b"came back" not in world.browser().get(page).content


def test_signatures_are_kept_per_person_and_team_and_stand_under_the_reply(world: Any) -> None:
    browser = world.browser()
    browser.post(reverse("sign"), {"language": "en", "team": "on", "text": "Studio\nBratislava"})
    browser.post(reverse("sign"), {"language": "en", "text": "Anna Marek"})
    assert Signature.objects.count() == 2
    page = browser.get(reverse("letters")).content.decode()
    assert "Studio\nBratislava" in page
    send(world, sign="on")
    assert parse(bytes(Outbox.objects.get().raw)).text.endswith("-- \nAnna Marek\n")


def test_receipts_are_off_until_an_owner_switches_them_on(world: Any) -> None:
    assert b"Off: the desk writes nothing by itself." in world.browser().get(reverse("letters")).content
    world.browser().post(reverse("receipts"), {"on": "1"})
    assert Receipts.objects.get().since is not None
    assert b"Switched on by Anna Marek" in world.browser().get(reverse("letters")).content
    world.browser().post(reverse("receipts"), {"on": "0"})
    assert Receipts.objects.get().since is None


def test_an_out_of_office_reply_shows_until_when(world: Any) -> None:
    from ashore.usecases.importing.single import enter_message

    now = timezone.now()
    day = now + timedelta(days=9)
    raw = (
        "From: Petra Nord <petra@nordlicht.example>\nTo: anna@studio.example\n"
        "Subject: Automatic reply: Home page text\n"
        f"Date: {now:%a, %d %b %Y %H:%M:%S} +0000\nMessage-ID: <away@x>\nIn-Reply-To: <p3@mail.example>\n"
        f"Auto-Submitted: auto-replied\n\nI am away until {day:%d %B %Y}.\n"
    )
    enter_message(workspace=world.desk, raw=raw.encode(), source="t", place="away", now=now)
    page = world.browser().get(reverse("conversation", args=[world.talk().pk]))
    assert f"away until {day:%a} {day.day} {day:%b}" in page.content.decode()


@pytest.fixture
def late(world: Any) -> SentCopy:
    """A reply that went out, and whose copy the mailbox has no room for."""
    send(world)
    account = add_account(
        workspace=world.desk, address="anna@studio.example", now=timezone.now(), imap_host="127.0.0.1",
        imap_security="none", password="x",
    )  # fmt: skip
    row = Outbox.objects.get()
    Outbox.objects.filter(pk=row.pk).update(state="sent", sent_at=timezone.now())
    full = Reason("account.imap.full", params={"host": "mail.example", "error": "[OVERQUOTA]"})
    return SentCopy.objects.create(
        outgoing=row, account_id=account, at=timezone.now(), attempts=3, reason=write_reason(full),
        not_before=timezone.now() + timedelta(hours=1),
    )  # fmt: skip


def test_a_copy_that_the_sent_folder_has_not_got_is_shown_with_its_reason_and_the_message_as_sent(
    world: Any, late: SentCopy
) -> None:
    page = world.browser().get(reverse("outgoing")).content.decode()
    assert "Sent, but not in the Sent folder yet" in page
    assert "The mailbox at mail.example is full ([OVERQUOTA])" in page
    assert "Needs a decision" not in page
    answer = world.browser().post(reverse("copy_now", args=[late.pk]), follow=True)
    assert "tried again within some seconds" in answer.content.decode()
    late.refresh_from_db()
    assert (late.state, late.not_before) == ("waiting", None)


def test_a_copy_that_nobody_misses_is_given_up_and_nothing_is_left_to_look_at(world: Any, late: SentCopy) -> None:
    answer = world.browser().post(reverse("no_copy", args=[late.pk]), follow=True).content.decode()
    assert "Nothing waits" in answer
    late.refresh_from_db()
    assert late.state == "given_up"
    assert Outbox.objects.get().state == "sent"


def test_a_copy_that_was_never_tried_is_nobodys_concern_unless_its_account_is_paused(
    world: Any, late: SentCopy
) -> None:
    SentCopy.objects.update(reason={}, attempts=0, not_before=None)
    assert b"Sent folder yet" not in world.browser().get(reverse("outgoing")).content
    MailAccount.objects.update(state="paused")
    page = world.browser().get(reverse("outgoing")).content.decode()
    assert "The mail account anna@studio.example is paused" in page
