"""What people record changes the clocks, and can be taken back."""

import datetime as dt

import pytest

from ashore.store.models import Event, Message, Obligation, Outbox
from ashore.usecases import recording, replies
from ashore.usecases.errors import NotPossible, NotThere
from ashore.usecases.queries.client import client, clients
from ashore.usecases.queries.conversation import conversation
from ashore.usecases.queries.cursors import BadCursor
from ashore.usecases.queries.finding import find
from ashore.usecases.queries.inbox import inbox
from ashore.usecases.queries.today import today
from ashore.usecases.refreshing import refresh_all
from ashore.usecases.setting_up import add_agreement, create_workspace
from ashore.usecases.signin import redeem, sign_in_link, workspace_of

NOON = dt.datetime(2026, 1, 16, 12, 0, tzinfo=dt.UTC)


@pytest.fixture
def asked(workspace, letter, arrive) -> Message:
    return Message.objects.get(pk=arrive(letter(1, "Hello, how much is a new site?")))


def reply_clock(workspace, now):
    shown = [one for row in today(workspace=workspace, user=None, now=now).due for one in (row, *row.folded)]
    return next(row for row in shown if row.kind == "reply")


def test_a_question_shows_as_due_with_its_reason(workspace, asked, now):
    row = reply_clock(workspace, now)
    assert row.client.name == "Client"
    assert row.conversation == asked.conversation_id
    assert row.because.code.startswith("ledger.")
    assert any(asked.key in step.sources for step in row.because.walk())
    assert row.seconds_left == (row.due - now).total_seconds()


def test_a_waived_obligation_leaves_today_and_undo_brings_it_back(workspace, user, asked, now):
    row = reply_clock(workspace, now)
    act = {"workspace": workspace, "user": user, "now": now}
    event = recording.waive(**act, obligation=row.obligation, why="Settled by phone")
    assert Obligation.objects.get(uid=row.obligation).state == "waived"
    assert recording.undo(**act, event=event) > event
    assert reply_clock(workspace, now).obligation == row.obligation
    with pytest.raises(NotPossible, match=r"undo\.done_already"):
        recording.undo(**act, event=event)


def test_a_waiver_needs_a_reason(workspace, user, asked, now):
    row = reply_clock(workspace, now)
    with pytest.raises(NotPossible, match=r"waiver\.without_reason"):
        recording.waive(workspace=workspace, user=user, now=now, obligation=row.obligation, why="  \n ")
    assert Event.objects.count() == 0


def test_a_message_that_needs_no_answer_runs_no_clock(workspace, user, asked, now):
    event = recording.needs_no_answer(workspace=workspace, user=user, now=now, message=asked.pk)
    assert not [row for row in today(workspace=workspace, user=None, now=now).due if row.kind == "reply"]
    view = conversation(workspace=workspace, id=asked.conversation_id, now=now)
    assert view.messages[0].no_answer_needed == event


def test_a_call_starts_the_clock_of_its_summary(workspace, user, asked, now):
    recording.log_call(
        workspace=workspace, user=user, now=now, conversation=asked.conversation_id, topic="Colours of the site",
        at=now - dt.timedelta(hours=1), minutes=20,
    )  # fmt: skip
    assert Obligation.objects.filter(kind="call_summary", owed_by="us").exists()
    with pytest.raises(NotPossible, match=r"call\.in_the_future"):
        recording.log_call(
            workspace=workspace, user=user, now=now, conversation=asked.conversation_id, topic="x",
            at=now + dt.timedelta(hours=1),
        )  # fmt: skip


def test_h94_nothing_of_another_workspace_can_be_reached(workspace, user, asked, now):
    row = reply_clock(workspace, now)
    other = create_workspace(name="Other", me=["other.example"], zone="UTC", now=now)
    act = {"workspace": other, "user": user, "now": now}
    talk, who = asked.conversation_id, asked.conversation.client_id
    for attempt in (
        lambda: recording.waive(**act, obligation=row.obligation, why="mine"),
        lambda: recording.needs_no_answer(**act, message=asked.pk),
        lambda: recording.log_call(**act, conversation=talk, topic="x"),
        lambda: recording.log_call(**act, client=who, topic="x"),
        lambda: replies.write_reply(**act, conversation=talk, text="x"),
        lambda: conversation(workspace=other, id=talk, now=now),
        lambda: client(workspace=other, id=who, now=now),
    ):
        with pytest.raises(NotThere):
            attempt()
    assert inbox(workspace=other, now=now).rows == ()
    assert find(workspace=other, query="much").rows == ()
    assert inbox(workspace=other, now=now, client=who).rows == ()
    assert clients(workspace=other, now=now).rows == ()


def test_a_clock_that_ran_out_reads_late_before_and_after_the_refresh(workspace, asked, now):
    due = reply_clock(workspace, now).due
    later = due + dt.timedelta(minutes=5)
    assert reply_clock(workspace, later).state == "late"
    assert Obligation.objects.get(kind="reply").state == "open"
    assert refresh_all(now=later) == 1
    assert Obligation.objects.get(kind="reply").state == "late"
    assert refresh_all(now=later) == 0


def test_a_reply_without_smtp_is_kept_and_stops_no_clock_until_it_is_marked_sent(workspace, user, asked, now):
    out = replies.write_reply(
        workspace=workspace, user=user, now=now, conversation=asked.conversation_id, text="It is 900."
    )
    view = conversation(workspace=workspace, id=asked.conversation_id, now=now)
    assert [(o.state, [each.email for each in o.to]) for o in view.outgoing] == [("planned", ["eva@client.example"])]
    assert Obligation.objects.get(kind="reply").state == "open"
    replies.mark_sent(workspace=workspace, outgoing=out, now=now)
    assert Obligation.objects.get(kind="reply").state == "met"
    sent = Message.objects.get(side="us")
    assert sent.conversation_id == asked.conversation_id
    assert sent.subject == "Re: New site"
    with pytest.raises(NotPossible):
        replies.mark_sent(workspace=workspace, outgoing=out, now=now)


def test_h77_h78_nothing_typed_becomes_a_header_or_a_second_recipient(workspace, user, asked, now):
    talk = asked.conversation_id
    asked.conversation.subject = "Hello\r\nBcc: spy@evil.example"
    asked.conversation.save()
    for bad in (
        "a@x.example\r\nBcc: spy@evil.example",
        "a@x.example, b@y.example",
        '"a, b"@x.example',
        "a b@x.example",
        "a@x\x00.example",
    ):
        with pytest.raises(NotPossible, match=r"reply\.bad_address"):
            replies.write_reply(workspace=workspace, user=user, now=now, conversation=talk, text="x", to=[bad])
    user.name = "Anna\r\nBcc: spy@evil.example"
    out = replies.write_reply(workspace=workspace, user=user, now=now, conversation=talk, text="Hi\r\n.\r\nRCPT TO:<x>")
    raw = bytes(Outbox.objects.get(pk=out).raw)
    header = raw.partition(b"\r\n\r\n")[0]
    assert b"\nBcc:" not in header
    assert b"\n" not in raw.replace(b"\r\n", b"")
    assert list(Outbox.objects.get(pk=out).recipients) == ["eva@client.example"]


def test_a_reply_goes_to_all_who_take_part_and_never_to_ourselves(workspace, user, letter, arrive, now):
    row = Message.objects.get(pk=arrive(letter(1, "How much?", cc="jan@client.example, tom@studio.example")))
    view = conversation(workspace=workspace, id=row.conversation_id, now=now)
    assert (view.reply_to, view.reply_cc) == (("eva@client.example",), ("jan@client.example",))


def test_the_inbox_runs_by_due_time_and_pages_meet_without_gaps(workspace, letter, arrive, now):
    for n in range(7):
        at = now - dt.timedelta(hours=n + 1)
        arrive(letter(n, "How much is it?", subject=f"Matter {n}", sender=f"P <p@client{n}.example>", at=at))
    seen, after = [], None
    while True:
        page = inbox(workspace=workspace, now=now, after=after, limit=3)
        seen += page.rows
        after = page.next
        if after is None:
            break
    assert len({row.conversation for row in seen}) == len(seen) == 7
    dues = [row.clock.due for row in seen]
    assert dues == sorted(dues)
    with pytest.raises(BadCursor):
        inbox(workspace=workspace, now=now, after="nonsense")


def test_h95_any_query_is_only_words(workspace, asked, now):
    for query in ('"', "* OR", "NEAR(", "scope:workspace1", "a" * 10_000, "'; DROP", "much*", "-x", "\x00", "(" * 500):
        find(workspace=workspace, query=query)
    assert len(find(workspace=workspace, query="MUCH new").rows) == 1


def test_a_new_agreement_moves_the_clocks(workspace, asked, now):
    before = reply_clock(workspace, now).due
    from ashore.core.agreement import standard_text

    text = standard_text().replace('answer_within = "2 working hours"', 'answer_within = "4 working hours"')
    assert text != standard_text()
    assert add_agreement(workspace=workspace, text=text, source="new.toml", now=now) == ()
    assert reply_clock(workspace, now).due > before
    assert add_agreement(workspace=workspace, text="version = 'x'", source="bad.toml", now=now)


def test_a_sign_in_link_opens_once_and_only_in_time(workspace, user, now):
    secret = sign_in_link(user=user, now=now).split("/")[2]
    assert redeem(secret=secret, now=now + dt.timedelta(days=2)) is None
    assert redeem(secret=secret, now=now) == user
    assert redeem(secret=secret, now=now) is None
    assert redeem(secret="x" * 43, now=now) is None
    assert workspace_of(user=user) == workspace
