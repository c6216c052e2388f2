"""What comes back: tied to our mail, the address marked, and what the mail had met open again (H75)."""

import datetime as dt

import pytest

from ashore.core.kernel import Reason
from ashore.store.models import Message, Obligation, Outbox, Returned
from ashore.usecases import outbox, replies
from ashore.usecases.bounces import lift_returned
from ashore.usecases.outbox import Outcome
from ashore.usecases.queries.conversation import conversation
from ashore.usecases.queries.returned import unreachable
from ashore.usecases.sending import configured
from ashore.words import say

STEP = dt.timedelta(minutes=10)


@pytest.fixture(autouse=True)
def a_server(settings):
    settings.SMTP = {"host": "127.0.0.1", "port": 1, "security": "none"}


@pytest.fixture
def asked(arrive, letter, now):
    """Eva asks; the reply is due the same day."""
    return Message.objects.get(
        pk=arrive(letter(1, "How much is the logo, and when can we have it?", at=now - 3 * STEP))
    )


def sent(workspace, user, talk, now, text="The logo is 900 EUR, on Friday.", how="sent", **more):
    """A reply that a server took, as its outbox row."""
    assert configured(workspace)
    number = replies.write_reply(workspace=workspace, user=user, now=now, conversation=talk, text=text, **more)
    envelope = outbox.claim(now=now + dt.timedelta(minutes=1))
    assert envelope is not None
    states = dict.fromkeys(envelope.recipients, how) if isinstance(how, str) else how
    assert outbox.settle(envelope=envelope, outcome=Outcome("sent", states), now=now + dt.timedelta(minutes=1))
    return Outbox.objects.get(pk=number)


def bounce(row, now, *emails, action="failed", headers_only=False, words="550 5.1.1 no such user"):
    """A report as Postfix writes it, without any header that points at our message."""
    groups = "\n\n".join(
        f"Final-Recipient: rfc822; {each}\nAction: {action}\nStatus: 5.1.1\nDiagnostic-Code: smtp; {words}"
        for each in emails
    )
    kind = "text/rfc822-headers" if headers_only else "message/rfc822"
    date = now.strftime("%a, %d %b %Y %H:%M:%S +0000")
    return (
        "From: Mail Delivery System <MAILER-DAEMON@mx.example>\nTo: anna@studio.example\n"
        f"Subject: Undelivered Mail Returned to Sender\nDate: {date}\nMessage-ID: <b{len(groups)}@mx.example>\n"
        'Auto-Submitted: auto-replied\nContent-Type: multipart/report; report-type=delivery-status; boundary="B"\n\n'
        "--B\n\nYour message could not be delivered.\n\n--B\nContent-Type: message/delivery-status\n\n"
        f"Reporting-MTA: dns; mx.example\n\n{groups}\n\n--B\nContent-Type: {kind}\n\n"
        f"From: anna@studio.example\nMessage-ID:\n <{row.message_id}>\nSubject: x\n\nbody\n\n--B--\n"
    ).encode()


def reply_state():
    return Obligation.objects.get(kind="reply").state


def test_h75_a_bounce_reopens_what_the_reply_had_met_and_marks_the_address(workspace, user, asked, arrive, now):
    row = sent(workspace, user, asked.conversation_id, now)
    assert reply_state() == "met"
    back = arrive(bounce(row, now + STEP, "eva@client.example"), now=now + STEP)
    assert Message.objects.get(pk=back).conversation_id == asked.conversation_id
    assert reply_state() in ("open", "late")
    assert not Obligation.objects.filter(kind="question", state="met").exists()
    row.refresh_from_db()
    assert row.recipients["eva@client.example"].startswith("bounced: 5.1.1 550")
    assert row.incomplete
    marked = Returned.objects.get()
    assert (marked.email, marked.code, marked.outgoing_id) == ("eva@client.example", "5.1.1", row.pk)
    because = Obligation.objects.get(kind="reply").because
    assert "ledger.returned" in str(because)
    view = conversation(workspace=workspace, id=asked.conversation_id, now=now + STEP)
    told = [say(step) for clock in view.obligations for step in clock.because.walk()]
    assert any("did not reach eva@client.example" in each for each in told)


def test_h75_a_report_that_brings_only_the_headers_back_is_tied_too(workspace, user, asked, arrive, now):
    row = sent(workspace, user, asked.conversation_id, now)
    arrive(bounce(row, now + STEP, "eva@client.example", headers_only=True), now=now + STEP)
    assert reply_state() in ("open", "late")


def test_a_delayed_notice_changes_nothing(workspace, user, asked, arrive, now):
    row = sent(workspace, user, asked.conversation_id, now)
    arrive(bounce(row, now + STEP, "eva@client.example", action="delayed"), now=now + STEP)
    assert reply_state() == "met"
    assert not Returned.objects.exists()
    row.refresh_from_db()
    assert not row.incomplete


def test_a_copy_that_came_back_leaves_the_answer_to_those_who_got_it(workspace, user, arrive, letter, now):
    first = arrive(letter(1, "How much is the logo?", cc="joerg@client.example", at=now - 3 * STEP))
    row = sent(workspace, user, Message.objects.get(pk=first).conversation_id, now)
    arrive(bounce(row, now + STEP, "joerg@client.example"), now=now + STEP)
    assert reply_state() == "met"


def test_whoever_asked_and_did_not_get_the_answer_is_still_owed_it_though_a_colleague_got_it(
    workspace, user, arrive, letter, now
):
    first = arrive(letter(1, "How much is the logo?", cc="joerg@client.example", at=now - 3 * STEP))
    row = sent(workspace, user, Message.objects.get(pk=first).conversation_id, now)
    arrive(bounce(row, now + STEP, "eva@client.example"), now=now + STEP)
    assert reply_state() in ("open", "late")


def test_a_promise_that_a_lost_letter_kept_is_open_again(workspace, user, asked, arrive, letter, now):
    talk = asked.conversation_id
    arrive(
        letter(
            2,
            "I will send you the logo draft by Friday evening.",
            sender="Anna <anna@studio.example>",
            to="eva@client.example",
            after=1,
            at=now - 2 * STEP,
        )
    )
    row = sent(workspace, user, talk, now, text="I have sent you the logo draft; it is finished.")
    assert Obligation.objects.get(kind="promise").state == "met"
    arrive(bounce(row, now + STEP, "eva@client.example"), now=now + STEP)
    promise = Obligation.objects.get(kind="promise")
    assert promise.state in ("open", "late")
    assert "ledger.returned" in str(promise.because)


def test_reached_by_other_means_closes_it_again(workspace, user, asked, arrive, now):
    row = sent(workspace, user, asked.conversation_id, now)
    arrive(bounce(row, now + STEP, "eva@client.example"), now=now + STEP)
    assert reply_state() in ("open", "late")
    replies.mark_sent(workspace=workspace, outgoing=row.pk, now=now + 2 * STEP)
    assert reply_state() == "met"


def test_who_is_refused_at_the_door_got_nothing_though_others_did(workspace, user, arrive, letter, now):
    first = arrive(letter(1, "How much is the logo?", cc="joerg@client.example", at=now - 3 * STEP))
    how = {"eva@client.example": "refused: 550 nobody here", "joerg@client.example": "sent"}
    row = sent(workspace, user, Message.objects.get(pk=first).conversation_id, now, how=how)
    assert row.incomplete
    assert reply_state() in ("open", "late")


def test_an_address_that_mail_came_back_from_warns_until_it_writes_or_a_person_says_that_it_works(
    workspace, user, asked, arrive, letter, now
):
    row = sent(workspace, user, asked.conversation_id, now)
    arrive(bounce(row, now + STEP, "eva@client.example"), now=now + STEP)
    emails = ["Eva@client.example", "joerg@client.example"]
    found = unreachable(workspace=workspace, emails=emails)
    assert set(found) == {"eva@client.example"}
    lift_returned(workspace=workspace, returned=found["eva@client.example"].id, now=now)
    assert unreachable(workspace=workspace, emails=emails) == {}
    Returned.objects.update(lifted_at=None)
    arrive(letter(3, "I am here again.", after=1, at=now + 2 * STEP), now=now + 2 * STEP)
    assert unreachable(workspace=workspace, emails=emails) == {}


def test_a_bounce_proves_that_what_perhaps_went_out_did(workspace, user, asked, arrive, now):
    number = replies.write_reply(
        workspace=workspace, user=user, now=now, conversation=asked.conversation_id, text="It is 900 EUR."
    )
    envelope = outbox.claim(now=now + STEP)
    lost = Outcome("perhaps_sent", {"eva@client.example": "perhaps"}, Reason("outbox.cut"))
    assert outbox.settle(envelope=envelope, outcome=lost, now=now + STEP)
    row = Outbox.objects.get(pk=number)
    arrive(bounce(row, now + 2 * STEP, "eva@client.example"), now=now + 2 * STEP)
    row.refresh_from_db()
    assert row.state == "sent"
    assert row.recipients["eva@client.example"].startswith("bounced")
