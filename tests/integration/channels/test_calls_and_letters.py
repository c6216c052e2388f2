"""Calls planned, missed, minuted; letters on paper; voice messages: each with what follows from it."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser

from ashore.core.agreement import standard_text
from ashore.store.models import (
    Channel,
    Conversation,
    DraftFile,
    Event,
    Message,
    Obligation,
    Outbox,
    Receipts,
    ReplyDraft,
    User,
    Workspace,
)
from ashore.usecases import calls, letters, recording, replies
from ashore.usecases.agreements import add_version
from ashore.usecases.channels.taking import take_in
from ashore.usecases.errors import NotPossible
from ashore.usecases.importing.single import enter_message
from ashore.usecases.queries.conversation import conversation
from ashore.usecases.rebuilding import derived_rows, rebuild
from ashore.usecases.receipts import write_receipts
from ashore.usecases.refreshing import refresh_all

Write = Callable[..., bytes]
DAY = dt.timedelta(days=1)


@pytest.fixture
def talk(workspace: Workspace, letter_of: bytes, now: dt.datetime) -> Conversation:
    enter_message(workspace=workspace, raw=letter_of, source="t", place="1", now=now)
    return Conversation.objects.get()


@pytest.fixture
def plan(workspace: Workspace, user: User, now: dt.datetime, talk: Conversation) -> Callable[..., int]:
    def make(**more: Any) -> int:
        given = {"topic": "The menu", "at": now + DAY, "minutes": 20, "channel": "phone", "people": "Eva, Anna", **more}
        return calls.plan_call(workspace=workspace, user=user, now=now, conversation=talk.pk, **given)

    return make


def owed(kind: str = "call") -> dict[str, str]:
    return dict(Obligation.objects.filter(kind=kind).values_list("owed_by", "state"))


def test_both_sides_owe_it_to_be_at_a_planned_call(plan: Callable[..., int]) -> None:
    event = plan()
    assert owed() == {"us": "open", "client": "open"}
    row = Obligation.objects.filter(kind="call").first()
    assert row is not None and (row.anchor, row.quote) == (f"event:{event}", "The menu")


def test_a_call_that_was_held_meets_its_plan(
    plan: Callable[..., int], workspace: Workspace, user: User, now: dt.datetime, talk: Conversation
) -> None:
    plan()
    later = now + DAY + dt.timedelta(hours=1)
    held = {"topic": "The menu", "at": now + DAY, "conversation": talk.pk}
    recording.log_call(workspace=workspace, user=user, now=later, **held)
    assert owed() == {"us": "met", "client": "met"}
    assert owed("call_summary") == {"us": "open"}


def test_a_missed_call_is_missed_by_who_did_not_come(
    plan: Callable[..., int], workspace: Workspace, user: User, now: dt.datetime
) -> None:
    event, later = plan(), now + DAY + dt.timedelta(hours=1)
    missed = calls.call_missed(workspace=workspace, user=user, now=later, planned=event, by="client", why="nobody came")
    assert owed() == {"us": "met", "client": "missed"}
    with pytest.raises(NotPossible, match=r"call\.settled"):
        calls.call_missed(workspace=workspace, user=user, now=later, planned=event, by="us")
    recording.undo(workspace=workspace, user=user, now=later, event=missed)
    assert owed() == {"us": "late", "client": "late"}


def test_a_call_called_off_beforehand_is_owed_by_nobody(
    plan: Callable[..., int], workspace: Workspace, user: User, now: dt.datetime
) -> None:
    calls.call_missed(workspace=workspace, user=user, now=now + dt.timedelta(hours=1), planned=plan(), by="us", why="x")
    assert set(owed().values()) == {"waived"} or not Obligation.objects.filter(kind="call", state="open").exists()


def test_two_calls_on_one_day_are_two(plan: Callable[..., int], now: dt.datetime) -> None:
    plan()
    plan(at=now + DAY + dt.timedelta(hours=3))
    assert Obligation.objects.filter(kind="call", state="open").count() == 4


def test_a_plan_is_taken_back_like_everything(
    plan: Callable[..., int], workspace: Workspace, user: User, now: dt.datetime
) -> None:
    recording.undo(workspace=workspace, user=user, now=now, event=plan())
    assert owed() == {}


@pytest.mark.parametrize(
    ("wrong", "code"),
    [({"topic": " "}, "call.without_topic"), ({"at": dt.datetime(2020, 1, 1, tzinfo=dt.UTC)}, "call.in_the_past"),
     ({"at": dt.datetime(2090, 1, 1, tzinfo=dt.UTC)}, "call.too_far")],
)  # fmt: skip
def test_a_call_is_planned_with_time_and_topic(plan: Callable[..., int], wrong: dict[str, Any], code: str) -> None:
    with pytest.raises(NotPossible, match=code):
        plan(**wrong)


def test_h77_nothing_typed_becomes_a_line_of_the_appointment(
    plan: Callable[..., int], workspace: Workspace, user: User
) -> None:
    event = plan(topic="Menu\r\nATTENDEE:mailto:thief@x.example", channel="here\r\nEND:VCALENDAR", people="A\r\nB:c")
    found = calls.invitation_file(workspace=workspace, user=user, planned=event)
    lines = found.content.decode().replace("\r\n ", "").split("\r\n")
    assert not [each for each in lines if "thief" in each and each.startswith("ATTENDEE")]
    assert lines[-2] == "END:VCALENDAR" and lines.count("END:VCALENDAR") == 1
    assert "ATTENDEE;RSVP=TRUE:mailto:eva@client.example" in lines
    assert all(len(each.encode()) <= 75 for each in found.content.decode().split("\r\n"))


def browser_of(user: User) -> Browser:
    browser = Browser()
    browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return browser


def test_the_summary_is_drafted_from_the_notes_in_the_clients_language(
    workspace: Workspace, user: User, now: dt.datetime
) -> None:
    slovak = (
        b"From: Eva <eva@client.example>\nTo: anna@studio.example\nSubject: Menu\nMessage-ID: <s@x>\n"
        b"Date: Mon, 12 Jan 2026 10:00:00 +0000\nContent-Type: text/plain; charset=utf-8\n\n"
        + "Dobrý deň, Anna, kedy bude hotové nové menu? Ďakujem za odpoveď.\n".encode()
    )
    number = enter_message(workspace=workspace, raw=slovak, source="t", place="1", now=now)
    talk = Conversation.objects.get(messages=number)
    notes = "Menu bude na dvoch stranách\nPošleme návrh do piatka\n- Pošlite nám prosím logo do stredy"
    event = recording.log_call(workspace=workspace, user=user, now=now, topic="Menu", conversation=talk.pk, notes=notes)
    answer = browser_of(user).post(f"/calls/{event}/summary/")
    assert answer.url == f"/conversations/{talk.pk}/#reply"
    text = ReplyDraft.objects.get().text
    assert text.startswith("Dobrý deň, Eva,")
    assert "1. Menu bude na dvoch stranách" in text
    ours, theirs = text.index("Pošleme návrh"), text.index("Pošlite nám")
    assert ours < theirs, "what we do stands before what is asked of them"


def test_a_plan_on_the_page_leaves_an_invitation_with_its_appointment(talk: Conversation, user: User) -> None:
    at = dt.datetime.now(dt.UTC) + 3 * DAY
    form = {"topic": "The menu", "at": at.strftime("%Y-%m-%dT%H:%M"), "minutes": "20", "once": "a" * 32}
    for _ in range(2):
        browser_of(user).post(f"/conversations/{talk.pk}/plan-call/", {**form, "people": "Eva, Anna"})
    assert Event.objects.filter(kind="call_planned").count() == 1
    assert ReplyDraft.objects.get().text.startswith("Hello Eva,\n\nLet us speak on ")
    assert DraftFile.objects.get().name == "invitation.ics"
    past = {**form, "at": "2020-01-01T10:00", "once": "c" * 32}
    refused = browser_of(user).post(f"/conversations/{talk.pk}/plan-call/", past)
    assert refused.status_code == 422
    work = browser_of(user).get(f"/engagements/{talk.engagement_id}/").content.decode()
    assert "The menu" in work and "invitation.ics" in work


def test_a_letter_is_kept_from_the_page(talk: Conversation, user: User) -> None:
    scan = SimpleUploadedFile("scan.pdf", b"%PDF", "application/pdf")
    form = {"by": "client", "dated": "2026-01-12", "text": "We confirm.", "scan": scan, "once": "b" * 32}
    browser_of(user).post(f"/conversations/{talk.pk}/letter/", form)
    row = Message.objects.get(channel="letter")
    assert row.attachments.get().name == "scan.pdf"
    page = browser_of(user).get(f"/conversations/{talk.pk}/").content.decode()
    assert "Dated" in page and "Mon 12 Jan 2026" in page


def test_a_voice_message_is_kindly_asked_to_be_written(
    channel: Channel, body: Write, user: User, now: dt.datetime
) -> None:
    take_in(channel=channel, raw=body(1, "Здравствуйте, Анна! Когда будет готова смета?", at=now - DAY), now=now)
    number = take_in(channel=channel, raw=body(2, "", voice_seconds=65), now=now).message
    browser = browser_of(user)
    talk = Conversation.objects.get()
    assert b"1:05" in browser.get(f"/conversations/{talk.pk}/").content
    browser.post(f"/messages/{number}/ask-for-text/")
    assert ReplyDraft.objects.get().text.startswith("Здравствуйте, Eva!")


class TestLetters:
    @pytest.fixture
    def keep(self, workspace: Workspace, user: User, now: dt.datetime, talk: Conversation) -> Callable[..., int]:
        def make(**more: Any) -> int:
            given = {"by": "client", "dated": dt.date(2026, 1, 12), "arrived": dt.date(2026, 1, 15), **more}
            given = {"text": "We end the contract. Please confirm the date.", **given}
            return letters.record_letter(workspace=workspace, user=user, now=now, conversation=talk.pk, **given)

        return make

    def test_a_letter_joins_its_conversation_and_its_clock_runs_from_receipt(
        self, keep: Callable[..., int], talk: Conversation, now: dt.datetime
    ) -> None:
        row = Message.objects.get(pk=keep())
        assert (row.conversation, row.channel, row.side) == (talk, "letter", "client")
        assert (row.notes["sent"], row.notes["received"]) == ("2026-01-12", "2026-01-15")
        assert row.at == dt.datetime(2026, 1, 15, 11, tzinfo=dt.UTC)

    def test_a_letter_of_ours_answers(self, keep: Callable[..., int], now: dt.datetime) -> None:
        row = Message.objects.get(pk=keep(by="us", text="We can start on Monday, 19 January.", arrived=None))
        assert row.side == "us"
        assert Obligation.objects.get(kind="reply", owed_by="us").state in ("met", "missed")

    def test_its_scan_is_attached(self, keep: Callable[..., int]) -> None:
        row = Message.objects.get(pk=keep(text="", scans=[letters.Scan("../scan.pdf", "application/pdf", b"%PDF")]))
        assert row.attachments.get().name == "../scan.pdf"

    def test_the_same_filling_in_counts_once(self, keep: Callable[..., int]) -> None:
        assert keep(once="a" * 32)
        keep(once="a" * 32)
        assert Message.objects.filter(channel="letter").count() == 1

    @pytest.mark.parametrize(
        ("wrong", "code"),
        [({"text": " "}, "letter.empty"), ({"dated": dt.date(2027, 1, 1)}, "letter.in_the_future"),
         ({"arrived": dt.date(2026, 1, 1)}, "letter.before_it_was_written")],
    )  # fmt: skip
    def test_a_letter_that_cannot_be_is_refused(
        self, keep: Callable[..., int], wrong: dict[str, Any], code: str
    ) -> None:
        with pytest.raises(NotPossible, match=code):
            keep(**wrong)

    def test_a_rebuild_gives_what_stood_there(
        self, keep: Callable[..., int], plan: Callable[..., int], now: dt.datetime
    ) -> None:
        plan()
        keep()
        before = derived_rows()
        rebuild(now=now, processes=0)
        assert derived_rows() == before


def test_a_letter_kept_in_a_chat_stays_there_and_the_chat_is_still_answered(
    channel: Channel, body: Write, workspace: Workspace, user: User, now: dt.datetime
) -> None:
    channel.url = "https://bridge.example/in"
    channel.save()
    take_in(channel=channel, raw=body(1, "When will the menu be ready?", at=now - DAY), now=now)
    talk = Conversation.objects.get()
    act = {"workspace": workspace, "user": user, "now": now, "conversation": talk.pk}
    letters.record_letter(**act, by="client", dated=now.date(), text="We confirm the order.")
    talk = Conversation.objects.get()
    assert (talk.messages_count, talk.channel) == (2, "letter")
    assert replies.write_reply(**act, text="Thank you.")
    assert Outbox.objects.get().channel == "viber"


def test_no_mail_goes_to_the_address_of_a_chat(
    channel: Channel, body: Write, workspace: Workspace, user: User, now: dt.datetime, settings: Any, talk: Conversation
) -> None:
    settings.SMTP = {"host": "mx.studio.example"}
    Receipts.objects.create(workspace=workspace, since=now - DAY, changed_at=now)
    take_in(channel=channel, raw=body(1, "When will the menu be ready?"), now=now)
    write_receipts(now=now)
    assert not Outbox.objects.filter(recipients__has_key="u-7@viber.chat.invalid").exists()
    act = {"workspace": workspace, "user": user, "now": now, "conversation": talk.pk}
    with pytest.raises(NotPossible, match=r"reply\.bad_address"):
        replies.write_reply(**act, text="x", to=["u-7@viber.chat.invalid"])


def test_a_channel_that_does_not_bind_says_so_and_what_was_promised_there(
    channel: Channel, body: Write, workspace: Workspace, user: User, now: dt.datetime
) -> None:
    take_in(channel=channel, raw=body(1, "We will send you the photos by Friday."), now=now)
    talk = Conversation.objects.get()
    text = (
        standard_text()
        + '\n[[channels]]\nname = "Viber"\nbinding = false\n\n[[channels]]\nname = "e-mail"\nbinding = true\n'
    )
    add_version(workspace=workspace, user=user, now=now, engagement=talk.engagement_id, text=text)
    mark = conversation(workspace=workspace, id=talk.pk, now=now).messages[0].channel
    assert mark is not None
    assert (mark.binding, mark.confirm_by) == ("not_binding", "e-mail")
    assert mark.promises == ("We will send you the photos by Friday.",)
    page = browser_of(user).get(f"/conversations/{talk.pk}/").content.decode()
    assert "Not a binding channel: confirm by e-mail." in page
    assert ".chat.invalid" not in page.replace('name="to" value="c-1@viber.chat.invalid"', "")
    channel.agreed_as = "E-Mail"
    channel.save()
    mark = conversation(workspace=workspace, id=talk.pk, now=now).messages[0].channel
    assert mark is not None and mark.binding == "binding"


def test_a_channels_own_answering_time_holds_for_its_messages(
    channel: Channel, body: Write, workspace: Workspace, user: User, now: dt.datetime
) -> None:
    take_in(channel=channel, raw=body(1, "When will the menu be ready?", at=now - dt.timedelta(minutes=5)), now=now)
    talk = Conversation.objects.get()
    before = Obligation.objects.get(kind="reply").due
    rule = '\n[[response.rules]]\nside = "us"\nchannel = "viber"\nanswer_within = "3 working days"\n'
    add_version(workspace=workspace, user=user, now=now, engagement=talk.engagement_id, text=standard_text() + rule)
    refresh_all(now=now)
    after = Obligation.objects.get(kind="reply").due
    assert before is not None and after is not None and after - before > DAY


def test_the_pages_of_client_and_engagement_show_the_channels(
    channel: Channel, body: Write, talk: Conversation, user: User, now: dt.datetime
) -> None:
    take_in(channel=channel, raw=body(1, "When?"), now=now)
    chat = Conversation.objects.get(channel="viber")
    page = browser_of(user).post(f"/conversations/{chat.pk}/chat-of/", {"client": talk.client_id}, follow=True)
    assert "belongs to this client now" in page.content.decode()
    seen = browser_of(user).get(f"/clients/{talk.client_id}/").content.decode()
    assert "Viber" in seen and "e-mail" in seen
    assert ".chat.invalid" not in seen
    assert Event.objects.filter(kind="chat_linked").count() == 1
    code = browser_of(user).post(f"/clients/{talk.client_id}/chat-code/", {"channel": channel.pk}, follow=True)
    assert "/start link-" in code.content.decode()
