"""What the desk writes by itself: little, marked, and never in a circle."""

import datetime as dt

import pytest

from ashore.mail import parse
from ashore.store.models import AutomaticMail, Membership, Message, Obligation, Outbox, RawMessage, Tray
from ashore.usecases import automatic, outbox, replies
from ashore.usecases.errors import NotPossible
from ashore.usecases.receipts import write_receipts
from ashore.usecases.setting_up import add_user

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def a_server(settings):
    settings.SMTP = {"host": "127.0.0.1", "port": 1, "security": "none"}


@pytest.fixture
def known(workspace, user, arrive, letter, now):
    """We have written to Eva before."""
    early = now - dt.timedelta(days=2)
    arrive(
        letter(
            1, "Hello Eva, good to meet you.", sender="Anna <anna@studio.example>", to="eva@client.example", at=early
        )
    )


@pytest.fixture
def switched_on(workspace, user, now, known):
    automatic.switch(workspace=workspace, user=user, now=now, on=True)


def send_all(now):
    """Everything that waits goes out."""
    while (envelope := outbox.claim(now=now)) is not None:
        done = outbox.Outcome("sent", dict.fromkeys(envelope.recipients, "sent"))
        outbox.settle(envelope=envelope, outcome=done, now=now)


def ask(arrive, letter, number, at, text="How much is the logo?", **more):
    return Message.objects.get(pk=arrive(letter(number, text, at=at, subject=f"Matter {number}", **more), now=at))


def test_h76_nothing_is_written_by_itself_until_an_owner_wants_it(workspace, user, known, arrive, letter, now):
    ask(arrive, letter, 2, now + MINUTE)
    assert write_receipts(now=now + 2 * MINUTE) == 0
    member = add_user(workspace=workspace, email="ben@studio.example", name="Ben")
    Membership.objects.filter(user=member).update(role="member")
    with pytest.raises(NotPossible, match="not_owner"):
        automatic.switch(workspace=workspace, user=member, now=now, on=True)


def test_a_receipt_names_the_time_of_the_answer_in_the_clients_language_and_stops_no_clock(
    switched_on, arrive, letter, now
):
    asked = ask(arrive, letter, 2, now + MINUTE, "Dobrý deň, Anna, koľko stojí nové logo a kedy bude hotové?")
    assert write_receipts(now=now + 2 * MINUTE) == 1
    assert write_receipts(now=now + 2 * MINUTE) == 0
    row = Outbox.objects.get()
    parsed = parse(bytes(row.raw))
    assert parsed.headers.text("auto-submitted") == "auto-replied"
    assert parsed.in_reply_to == (asked.message_id,)
    assert "Ďakujeme" in parsed.text
    send_all(now + 3 * MINUTE)
    ours = Message.objects.get(side="us", kind="auto_reply")
    assert ours.conversation_id == asked.conversation_id
    assert set(Obligation.objects.filter(anchor=asked.key).values_list("state", flat=True)) == {"open"}


def test_h73_at_most_one_automatic_message_a_day_and_two_until_a_person_writes(
    workspace, user, switched_on, arrive, letter, now
):
    day = dt.timedelta(days=1, minutes=5)
    ask(arrive, letter, 2, now + MINUTE)
    ask(arrive, letter, 3, now + 2 * MINUTE)
    assert write_receipts(now=now + 3 * MINUTE) == 1
    reasons = AutomaticMail.objects.filter(outgoing=None).values_list("reason", flat=True)
    assert [each["c"] for each in reasons] == ["automatic.limit_day"]
    written = 1
    for number in range(1, 5):
        at = now + number * 7 * day
        ask(arrive, letter, 10 + number, at)
        written += write_receipts(now=at + MINUTE)
    assert written == 2
    assert AutomaticMail.objects.filter(reason__c="automatic.limit_all").count() == 3


@pytest.mark.parametrize(
    "mark",
    [
        "Auto-Submitted: auto-generated",
        "Auto-Submitted: auto-notified",
        "Precedence: bulk",
        "Precedence: junk",
        "Precedence: auto_reply",
        "X-Autoreply: yes",
        "X-Auto-Response-Suppress: All\nAuto-Submitted: auto-replied",
        "X-Loop: eva@client.example\nPrecedence: bulk",
        "List-Id: <talk.client.example>\nPrecedence: list",
        "Return-Path: <>",
        "Content-Disposition: inline\nX-Autorespond: x",
    ],
)
def test_h71_machines_and_lists_get_no_automatic_answer(switched_on, arrive, letter, now, mark):
    ask(arrive, letter, 2, now + MINUTE, extra=mark)
    assert write_receipts(now=now + 2 * MINUTE) == 0
    assert not Outbox.objects.exists()


@pytest.mark.parametrize(
    "mark",
    ["X-Auto-Response-Suppress: All", "X-Auto-Response-Suppress: DR, OOF, AutoReply", "X-Loop: eva@client.example"],
)
def test_h71_whoever_forbids_automatic_answers_gets_none_and_a_persons_answer_is_owed_all_the_same(
    switched_on, arrive, letter, now, mark
):
    found = ask(arrive, letter, 2, now + MINUTE, extra=mark)
    assert write_receipts(now=now + 2 * MINUTE) == 0
    assert AutomaticMail.objects.get().reason["c"] == "automatic.unwanted"
    assert Obligation.objects.filter(anchor=found.key, kind="reply", state="open").exists()


@pytest.mark.parametrize("mark", ["X-Auto-Response-Suppress: None", "X-Auto-Response-Suppress: DR, NDR", "X-Loop:"])
def test_what_forbids_only_reports_of_delivery_is_confirmed(switched_on, arrive, letter, now, mark):
    ask(arrive, letter, 2, now + MINUTE, extra=mark)
    assert write_receipts(now=now + 2 * MINUTE) == 1


@pytest.mark.parametrize(
    "mark",
    [
        "Auto-Submitted: auto-replied", "Auto-Submitted: auto-generated", "Precedence: bulk", "Precedence: junk",
        "Precedence: auto_reply", "X-Autoreply: yes", "X-Autorespond: 1", "Return-Path: <>",
        "MIME-Version: 1.0\nContent-Type: multipart/report; report-type=delivery-status; boundary=b",
    ],
)  # fmt: skip
@pytest.mark.parametrize("answered", [False, True])
def test_h71_a_machines_mail_starts_no_debt_stops_none_and_opens_nothing_again(
    workspace, user, known, arrive, letter, now, mark, answered
):
    """Whether the conversation waits for us or was answered: what is owed is what was owed before."""
    ask(arrive, letter, 2, now + MINUTE)
    if answered:
        arrive(
            letter(3, "900 EUR.", sender="Anna <anna@studio.example>", to="eva@client.example", after=2,
                   subject="Re: Matter 2", at=now + 2 * MINUTE),
            now=now + 2 * MINUTE,
        )  # fmt: skip
    said = ("uid", "kind", "state", "due", "met_by")
    before = sorted(map(str, Obligation.objects.values_list(*said)))
    found = ask(arrive, letter, 4, now + 3 * MINUTE, "I am away. When do you need it?", extra=mark, after=2)
    assert found.kind != "message"
    assert sorted(map(str, Obligation.objects.values_list(*said))) == before


@pytest.mark.parametrize("name", ["noreply", "no-reply", "donotreply", "mailer-daemon", "newsletter", "notifications"])
def test_addresses_that_nobody_reads_get_none(switched_on, arrive, letter, now, name):
    ask(arrive, letter, 2, now + MINUTE, sender=f"Shop <{name}@client.example>")
    assert write_receipts(now=now + 2 * MINUTE) == 0


def test_h76_whoever_never_heard_from_us_gets_none_however_many_they_send(switched_on, arrive, letter, now):
    for number in range(2, 22):
        ask(arrive, letter, number, now + MINUTE, sender=f"X <x{number}@forged.example>")
    assert write_receipts(now=now + 2 * MINUTE) == 0


def test_h76_a_flood_of_known_senders_meets_the_limit_of_the_house(
    workspace, user, switched_on, arrive, letter, now, monkeypatch
):
    monkeypatch.setattr(automatic, "MOST_AN_HOUR", 2)
    early = now - dt.timedelta(days=1)
    for number in range(2, 7):
        sender = f"c{number}@firm{number}.example"
        arrive(letter(100 + number, "Hello.", sender="Anna <anna@studio.example>", to=sender, at=early))
        ask(arrive, letter, number, now + MINUTE, sender=sender)
    assert write_receipts(now=now + 2 * MINUTE) == 2


def test_h73_two_desks_that_confirm_each_other_stop(workspace, user, switched_on, arrive, letter, now):
    """The other desk marks nothing: each of its receipts looks like a person's question."""
    at, written = now, 0
    for number in range(2, 40):
        at += dt.timedelta(hours=7)
        ask(arrive, letter, number, at, "We have your message. How can we help?")
        written += write_receipts(now=at + MINUTE)
        send_all(at + MINUTE)
    assert written <= 2


def test_h74_an_automatic_message_of_ours_that_comes_back_is_put_aside_to_be_seen(
    workspace, switched_on, arrive, letter, now
):
    ask(arrive, letter, 2, now + MINUTE)
    write_receipts(now=now + 2 * MINUTE)
    send_all(now + 3 * MINUTE)
    raw = bytes(Outbox.objects.get().raw)
    before = Message.objects.count()
    back = raw.replace(b"\r\nTo: ", b"\r\nX-Forwarded: yes\r\nTo: ").replace(b"automatically", b"by a machine")
    from ashore.usecases.importing.single import enter_message

    enter_message(workspace=workspace, raw=back, source="inbox", place="9", now=now + 4 * MINUTE)
    assert Message.objects.count() == before
    assert "automatic.came_back" in Tray.objects.get().reason
    assert RawMessage.objects.filter(state="tray").count() == 1


def test_h44_a_mark_that_is_not_ours_means_nothing(workspace, switched_on, arrive, letter, now):
    found = ask(arrive, letter, 2, now + MINUTE, extra="X-Ashore-Mark: " + "0" * 40)
    assert found.kind == "message"
    assert not Tray.objects.exists()
    assert not automatic.is_own_mark("0" * 40, found.message_id)


def test_a_person_who_answers_in_between_lets_two_more_be_written(workspace, user, switched_on, arrive, letter, now):
    day = dt.timedelta(days=1, minutes=5)
    talks = [ask(arrive, letter, number, now + number * day) for number in (2, 3)]
    assert write_receipts(now=now + 2 * day + MINUTE) == 1
    assert write_receipts(now=now + 3 * day + MINUTE) in (0, 1)
    at = now + 4 * day
    replies.write_reply(workspace=workspace, user=user, now=at, conversation=talks[-1].conversation_id, text="900 EUR.")
    send_all(at + MINUTE)
    ask(arrive, letter, 9, at + 2 * day)
    assert write_receipts(now=at + 2 * day + MINUTE) == 1
