"""How a reply is to go out: signed, quoting, with files and hidden copies, later, or only if nobody answers."""

import datetime as dt

import pytest

from ashore.mail import parse
from ashore.store.models import Event, MailAccount, Message, Outbox, Workspace
from ashore.usecases import outbox, recording, replies, sending
from ashore.usecases.answered import withdraw_answered
from ashore.usecases.composing import File
from ashore.usecases.draft_files import add_files, draft_files, remove_files, take_back_files
from ashore.usecases.errors import NotPossible
from ashore.usecases.proposing import proposed_moment
from ashore.usecases.queries.outgoing import outgoing, stuck_messages
from ashore.usecases.replies import Wishes
from ashore.usecases.sealing import seal
from ashore.usecases.signatures import set_signature

DAY = dt.timedelta(days=1)
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def a_server(settings):
    settings.SMTP = {"host": "127.0.0.1", "port": 1, "security": "none"}


@pytest.fixture
def talk(arrive, letter, now):
    first = arrive(letter(1, "Koľko stojí logo a kedy ho môžeme mať?", at=now - dt.timedelta(minutes=30)))
    return Message.objects.get(pk=first).conversation_id


@pytest.fixture
def write(workspace, user, talk, now):
    def reply(text="Stojí 900 EUR.", **wishes):
        number = replies.write_reply(
            workspace=workspace, user=user, now=now, conversation=talk, text=text, wishes=Wishes(**wishes)
        )
        return Outbox.objects.get(pk=number)

    return reply


def test_the_signature_is_in_the_clients_language_and_the_persons_own_goes_before_the_teams(
    workspace, user, write, now
):
    say = {"workspace": workspace, "user": user, "now": now}
    set_signature(**say, team=True, language="sk", text="Tím Studio")
    set_signature(**say, team=False, language="en", text="Anna, Studio")
    assert parse(bytes(write(sign=True).raw)).text.endswith("-- \nTím Studio\n")
    set_signature(**say, team=False, language="sk", text="Anna, štúdio")
    row = write(sign=True)
    assert parse(bytes(row.raw)).text.endswith("-- \nAnna, štúdio\n")
    assert row.text == "Stojí 900 EUR."
    set_signature(**say, team=False, language="sk", text=" ")
    assert parse(bytes(write(sign=True).raw)).text.endswith("Tím Studio\n")
    assert "--" not in parse(bytes(write().raw)).text


def test_h81_the_quote_names_no_address_and_the_hidden_copy_stands_nowhere(write):
    row = write(quote=True, bcc=("boss@studio.example",))
    raw = bytes(row.raw)
    assert b"boss" not in raw
    assert row.recipients == {"eva@client.example": "", "boss@studio.example": ""}
    assert row.hidden == ["boss@studio.example"]
    text = parse(raw).text
    assert "> Koľko stojí logo" in text
    assert "eva@client.example" not in text
    assert "Eva Malá" in text


def test_a_quoted_question_is_not_asked_again_by_us(workspace, write, now, arrive, letter):
    row = write(quote=True, sign=False)
    envelope = outbox.claim(now=now + MINUTE)
    done = outbox.Outcome("sent", dict.fromkeys(envelope.recipients, "sent"))
    outbox.settle(envelope=envelope, outcome=done, now=now + MINUTE)
    ours = Message.objects.get(side="us")
    assert ours.new_text.strip() == row.text


@pytest.mark.parametrize("address", ["a@x.example, b@y.example", '"a,b"@x.example', "a@x\r\nRCPT TO:<b@y>", "<a@x>"])
def test_h78_what_is_not_exactly_one_mailbox_is_refused(write, address):
    with pytest.raises(NotPossible, match="bad_address"):
        write(bcc=(address,))
    assert not Outbox.objects.exists()


def test_files_lie_beside_the_draft_go_out_once_and_come_back_with_a_reply_that_is_held_back(
    workspace, user, talk, write, now
):
    act = {"workspace": workspace, "user": user, "now": now}
    files = [File("../plan.pdf", "application/pdf", b"%PDF"), File("b.txt", "text/plain", b"b")]
    add_files(**act, conversation=talk, files=files)
    add_files(**act, conversation=talk, files=files)
    assert [each.name for each in draft_files(user=user, conversation=talk)] == ["plan.pdf", "b.txt"]
    remove_files(user=user, conversation=talk, ids=[draft_files(user=user, conversation=talk)[1].id])
    row = write()
    assert [(each.name, each.content) for each in parse(bytes(row.raw)).attachments] == [("plan.pdf", b"%PDF")]
    assert draft_files(user=user, conversation=talk) == ()
    replies.withdraw_reply(workspace=workspace, outgoing=row.pk)
    take_back_files(**act, outgoing=row.pk)
    assert [each.name for each in draft_files(user=user, conversation=talk)] == ["plan.pdf"]


def test_too_much_in_files_is_refused_and_none_of_it_kept(workspace, user, talk, now, monkeypatch):
    monkeypatch.setattr("ashore.usecases.composing.MAX_FILE_BYTES", 10)
    with pytest.raises(NotPossible, match="files_too_large"):
        add_files(
            workspace=workspace,
            user=user,
            now=now,
            conversation=talk,
            files=[File("a", "", b"x" * 6), File("b", "", b"y" * 6)],
        )
    assert draft_files(user=user, conversation=talk) == ()


def test_a_planned_message_goes_at_its_moment_and_bears_that_date(write, now):
    row = write(at=now + DAY)
    assert outbox.claim(now=now + DAY - MINUTE) is None
    envelope = outbox.claim(now=now + DAY + MINUTE)
    assert parse(envelope.raw).date == now + DAY + MINUTE
    assert parse(envelope.raw).message_id == row.message_id


def test_a_moment_must_lie_ahead_and_not_too_far(write, now):
    for at, code in ((now, "too_early"), (now + 400 * DAY, "too_far")):
        with pytest.raises(NotPossible, match=code):
            write(at=at)
    with pytest.raises(NotPossible, match="without_moment"):
        write(unless_answered=True)


def test_a_planned_message_can_be_sent_now_moved_or_withdrawn(workspace, write, now):
    row = write(at=now + DAY)
    replies.send_at(workspace=workspace, outgoing=row.pk, at=now + 2 * DAY, now=now)
    assert outbox.claim(now=now + DAY + MINUTE) is None
    replies.send_at(workspace=workspace, outgoing=row.pk, at=None, now=now)
    assert outbox.claim(now=now) is not None
    with pytest.raises(NotPossible, match="on_its_way"):
        replies.send_at(workspace=workspace, outgoing=row.pk, at=None, now=now)


def test_any_answer_of_the_client_in_whatever_conversation_withdraws_what_was_to_go_unless_they_answer(
    workspace, write, now, arrive, letter
):
    row = write(at=now + DAY, unless_answered=True)
    arrive(letter(7, "By the way, we moved house.", subject="Other matter", at=now + MINUTE), now=now + MINUTE)
    assert withdraw_answered(now=now + 2 * MINUTE) == 1
    row.refresh_from_db()
    assert (row.state, row.reason["c"]) == ("withdrawn", "outbox.answered_meanwhile")
    assert row.reason["p"]["who"] == "Eva Malá"
    assert stuck_messages(workspace=workspace, now=now) == {"incomplete": 1}
    assert outbox.claim(now=now + 2 * DAY) is None
    replies.send_again(workspace=workspace, outgoing=row.pk, now=now)
    assert outbox.claim(now=now + MINUTE) is not None


def test_what_was_under_way_when_it_was_planned_counts_as_an_answer_too(write, now, arrive, letter):
    row = write(at=now + DAY, unless_answered=True)
    arrive(letter(7, "We take it.", after=1, at=now - 10 * MINUTE), now=now + MINUTE)
    assert outbox.claim(now=now + DAY) is None
    row.refresh_from_db()
    assert row.state == "withdrawn"


def test_an_out_of_office_reply_is_no_answer(write, now, arrive, letter):
    write(at=now + DAY, unless_answered=True)
    away = letter(7, "I am away until Monday.", after=1, at=now + MINUTE, extra="Auto-Submitted: auto-replied")
    arrive(away, now=now + MINUTE)
    assert withdraw_answered(now=now + 2 * MINUTE) == 0
    assert outbox.claim(now=now + DAY) is not None


def test_a_call_is_an_answer(workspace, user, talk, write, now):
    write(at=now + DAY, unless_answered=True)
    recording.log_call(
        workspace=workspace, user=user, now=now + MINUTE, conversation=talk, topic="price", at=now + MINUTE
    )
    assert Event.objects.filter(kind="call").exists()
    assert withdraw_answered(now=now + 2 * MINUTE) == 1


def test_an_old_mailbox_that_is_imported_meanwhile_is_no_answer(write, now, arrive, letter):
    write(at=now + DAY, unless_answered=True)
    arrive(letter(7, "Old words.", subject="Old", at=now - 30 * DAY), now=now + MINUTE)
    assert withdraw_answered(now=now + 2 * MINUTE) == 0


def test_it_waits_while_our_own_mailbox_was_not_read_since_the_moment(workspace, write, now):
    row = write(at=now + DAY, unless_answered=True)
    account = MailAccount.objects.create(
        workspace=workspace, address="anna@studio.example", imap_host="imap.example", fetched_at=now, created_at=now
    )
    assert outbox.claim(now=now + DAY) is None
    row.refresh_from_db()
    assert row.reason["c"] == "outbox.mail_not_fetched"
    MailAccount.objects.filter(pk=account.pk).update(fetched_at=now + DAY + MINUTE)
    assert outbox.claim(now=now + DAY + 5 * MINUTE) is not None


def test_the_proposed_moment_lies_in_the_clients_working_time(workspace, talk, now):
    found = proposed_moment(workspace=workspace, conversation=talk, now=now)
    assert found is not None
    assert found > now
    assert found.astimezone(dt.UTC).weekday() < 5


def account(workspace, now, address="anna@studio.example", **more):
    return MailAccount.objects.create(
        workspace=workspace, address=address, smtp_host="smtp.example", user=address, created_at=now,
        secret=seal({"password": "horse"}), **more,
    )  # fmt: skip


def test_mail_goes_through_the_account_of_who_writes_else_the_houses_server(workspace, user, now, settings):
    ask = {"workspace": workspace.pk, "now": now}
    assert sending.route(**ask, sender="anna@studio.example").server["host"] == "127.0.0.1"
    own = account(workspace, now)
    route = sending.route(**ask, sender="Anna@studio.example")
    assert (route.account, route.server["host"], route.server["password"]) == (own.pk, "smtp.example", "horse")
    assert sending.sender_address(workspace, user) == "anna@studio.example"
    MailAccount.objects.update(address="info@studio.example")
    settings.SMTP = {}
    assert sending.sender_address(workspace, user) == "info@studio.example"
    assert sending.route(**ask, sender="anna@studio.example").account == own.pk


def test_a_paused_account_lets_mail_wait_and_says_so(workspace, write, now):
    row = write()
    own = account(workspace, now)
    sending.refused_sign_in(route=sending.Route(account=own.pk), reason=sending.Reason("outbox.sign_in"))
    route = sending.route(workspace=workspace.pk, sender="anna@studio.example", now=now)
    assert route.reason.code == "outbox.account_paused"
    envelope = outbox.claim(now=now + MINUTE)
    assert outbox.put_off(envelope=envelope, reason=route.reason, until=now + 5 * MINUTE)
    row.refresh_from_db()
    assert (row.state, row.attempts) == ("planned", 0)
    (shown,) = outgoing(workspace=workspace, now=now)
    assert shown.stuck


def test_h87_a_worker_whose_time_was_up_neither_sends_nor_overwrites(write, now):
    row = write()
    slow = outbox.claim(now=now + MINUTE)
    later = now + MINUTE + outbox.LEASE + MINUTE
    assert outbox.recover(now=later) == 1
    quick = outbox.claim(now=later)
    assert not outbox.begin_content(envelope=slow, now=later)
    assert outbox.begin_content(envelope=quick, now=later)
    done = outbox.Outcome("sent", {"eva@client.example": "sent"})
    assert not outbox.settle(envelope=slow, outcome=outbox.Outcome("later", {}), now=later)
    assert outbox.settle(envelope=quick, outcome=done, now=later)
    row.refresh_from_db()
    assert row.state == "sent"


def test_the_copy_in_the_sent_folder_is_no_second_message_and_proves_that_it_went_out(
    workspace, write, now, arrive, talk
):
    row = write()
    envelope = outbox.claim(now=now + MINUTE)
    outbox.begin_content(envelope=envelope, now=now + MINUTE)
    outbox.recover(now=now + DAY)
    row.refresh_from_db()
    assert row.state == "perhaps_sent"
    arrive(b"Received: by provider.example; Fri, 16 Jan 2026 12:02:00 +0000\r\n" + bytes(row.raw))
    row.refresh_from_db()
    assert (row.state, row.recipients) == ("sent", {"eva@client.example": "sent"})
    outbox.enter_sent(now=now + DAY)
    arrive(b"X-Provider: once more\r\n" + bytes(row.raw))
    ours = Message.objects.get(side="us")
    assert (ours.conversation_id, ours.conflict) == (talk, False)
    assert ours.raw.copies.count() == 3


def test_other_words_under_our_message_id_are_no_copy_of_ours(workspace, write, arrive):
    row = write()
    forged = bytes(row.raw).replace(b"900 EUR", b"100 EUR")
    assert forged != bytes(row.raw)
    arrive(forged)
    row.refresh_from_db()
    assert row.state == "planned"


def test_another_house_shares_nothing(workspace, write, now):
    write()
    other = Workspace.objects.create(name="Other", me=["other.example"], created_at=now)
    assert outgoing(workspace=other, now=now) == ()
