"""Today stays short and true, conversations have owners, clients have the names that people give them."""

import datetime as dt

import pytest

from ashore.store.models import Client, Conversation, Engagement, Event, Message, Obligation
from ashore.usecases import parties, recording
from ashore.usecases.errors import NotPossible, NotThere
from ashore.usecases.queries.client import client
from ashore.usecases.queries.conversation import conversation
from ashore.usecases.queries.inbox import inbox
from ashore.usecases.queries.rows import Chosen
from ashore.usecases.queries.today import today
from ashore.usecases.rebuilding import derived_rows, rebuild
from ashore.usecases.refreshing import refresh_all
from ashore.usecases.setting_up import create_workspace

QUESTIONS = "Hello Anna. How much is a new site? When can you start? Which papers do you need from us?"


def home(workspace, now):
    return today(workspace=workspace, user=None, now=now)


def test_what_one_message_asks_is_one_row_that_quotes_its_questions_in_order(workspace, letter, arrive, now):
    arrive(letter(1, QUESTIONS))
    (row,) = home(workspace, now).due
    assert row.kind == "reply"
    assert [quote.split()[0] for quote in row.quotes] == ["How", "When", "Which"]
    assert {each.kind for each in row.folded} == {"acknowledge", "question"}
    assert home(workspace, now).due_today == 1


def test_what_both_sides_owe_in_one_conversation_stays_two_rows(workspace, letter, arrive, now):
    arrive(letter(1, QUESTIONS))
    arrive(letter(2, "How much is the logo?", sender="Bob <bob@other.example>", subject="Logo"))
    assert len(home(workspace, now).due) == 2


def test_why_something_was_settled_is_told_though_it_is_not_stored(workspace, user, letter, arrive, now):
    arrive(letter(1, "Hello Anna, how much is the site?", at=now - dt.timedelta(hours=3)))
    ours = {"sender": "Anna <anna@studio.example>", "to": "eva@client.example"}
    arrive(
        letter(
            2,
            "Hello Eva, the site is 900. I will send you the price list today.",
            after=1,
            at=now - dt.timedelta(hours=2),
            **ours,
        )
    )
    arrive(
        letter(
            3,
            "Hello Eva, here is the price list that I promised you.",
            subject="Price list",
            at=now - dt.timedelta(hours=1),
            **ours,
        )
    )
    talk = Conversation.objects.get(subject="New site")
    settled = [row for row in conversation(workspace=workspace, id=talk.pk, now=now).obligations if row.state == "met"]
    assert {"reply", "question", "promise"} <= {row.kind for row in settled}
    for row in settled:
        assert row.because.code.startswith("ledger.")
        assert any(step.code.startswith("ledger.met") for step in row.because.walk())
    assert all(row.because == {} for row in Obligation.objects.filter(state="met"))


def test_a_kind_word_that_is_late_is_kept_warm_and_is_no_debt_to_be_first_at(workspace, letter, arrive, now):
    arrive(letter(1, "Thank you, Anna, all is well!", at=now - dt.timedelta(days=3)))
    found = home(workspace, now)
    assert found.due == ()
    assert found.day_clear
    assert {row.kind for row in found.keep_warm} == {"last_word"}


def test_debts_of_long_ago_leave_today_and_stand_at_the_end_of_the_inbox(workspace, letter, arrive, now):
    arrive(letter(1, QUESTIONS, at=now - dt.timedelta(days=70), subject="Old"))
    arrive(letter(2, QUESTIONS, sender="Bob <bob@other.example>", subject="New"))
    found = home(workspace, now)
    assert [row.subject for row in found.due] == ["New"]
    assert (found.older, found.due_today) == (1, 1)
    page = inbox(workspace=workspace, now=now)
    assert [(row.subject, row.older) for row in page.rows] == [("New", False), ("Old", True)]
    assert [row.subject for row in inbox(workspace=workspace, now=now, chosen=Chosen(show="older")).rows] == ["Old"]


def test_a_day_with_nothing_but_old_debts_is_clear(workspace, letter, arrive, now):
    arrive(letter(1, QUESTIONS, at=now - dt.timedelta(days=70)))
    found = home(workspace, now)
    assert found.day_clear
    assert (found.late, found.first, found.due, found.keep_warm) == (0, None, (), ())


def test_a_new_message_wakes_the_debts_of_its_conversation(workspace, letter, arrive, now):
    arrive(letter(1, QUESTIONS, at=now - dt.timedelta(days=70)))
    arrive(letter(2, "Anna, are you there?", after=1))
    found = home(workspace, now)
    assert found.older == 0
    assert found.due[0].seconds_left < 0


def test_time_alone_puts_a_debt_aside(workspace, letter, arrive, now):
    arrive(letter(1, QUESTIONS))
    due = home(workspace, now).due[0].due
    later = due + dt.timedelta(days=30, minutes=1)
    assert Engagement.objects.get().next_at <= later
    refresh_all(now=later)
    assert home(workspace, later).due == ()
    assert home(workspace, later).older == 1
    before = derived_rows()
    rebuild(now=later, processes=0)
    assert derived_rows() == before


def test_the_owner_is_the_last_of_us_who_wrote_by_name(workspace, user, letter, arrive, now):
    arrive(letter(1, QUESTIONS, to="anna@studio.example", at=now - dt.timedelta(hours=3)))
    assert inbox(workspace=workspace, now=now).rows[0].owner == "Anna"
    tom = {"sender": "Tom Nagy <tom@studio.example>", "to": "eva@client.example"}
    arrive(letter(2, "Hello Eva, it is 900.", after=1, at=now - dt.timedelta(hours=2), **tom))
    assert inbox(workspace=workspace, now=now).rows[0].owner == "Tom Nagy"


def test_nobody_known_is_named_after_the_address(workspace, letter, arrive, now):
    arrive(letter(1, QUESTIONS, to="jana.mala@studio.example"))
    assert inbox(workspace=workspace, now=now).rows[0].owner == "Jana Mala"


def test_a_client_is_renamed_for_good_and_the_name_can_be_taken_back(workspace, user, letter, arrive, now):
    arrive(letter(1, QUESTIONS))
    who, act = Client.objects.get().pk, {"workspace": workspace, "user": user, "now": now}
    event = parties.rename_client(**act, client=who, name="  Kaviareň\nZrno ")
    arrive(letter(2, "One more: when?", after=1))
    rebuild(now=now, processes=0)
    assert client(workspace=workspace, id=who, now=now).name == "Kaviareň Zrno"
    assert Event.objects.get(pk=event).data == {"before": "Client", "name": "Kaviareň Zrno"}
    recording.undo(**act, event=event)
    assert client(workspace=workspace, id=who, now=now).name == "Client"


@pytest.mark.parametrize(("name", "code"), [("  ", "client.without_name"), ("Client", "client.same_name")])
def test_a_client_needs_another_name_to_be_renamed(workspace, letter, arrive, now, name, code):
    arrive(letter(1, QUESTIONS))
    with pytest.raises(NotPossible, match=code):
        parties.rename_client(workspace=workspace, user=None, now=now, client=Client.objects.get().pk, name=name)


@pytest.fixture
def outsider(letter, arrive, now) -> Message:
    """A stranger who answered into a conversation."""
    arrive(letter(1, "How much is it?", at=now - dt.timedelta(hours=3)))
    forged = arrive(letter(2, "Please send me the contract?", sender="Mallory <m@evil.example>", after=1))
    row = Message.objects.get(pk=forged)
    assert row.outsider
    return row


def shown(workspace, message, now):
    view = conversation(workspace=workspace, id=message.conversation_id, now=now)
    return next(row for row in view.messages if row.id == message.pk)


def test_h39_an_outsider_counts_once_a_person_lets_them_in_and_no_more_when_that_is_undone(
    workspace, user, outsider, letter, arrive, now
):
    act = {"workspace": workspace, "user": user, "now": now}
    assert shown(workspace, outsider, now).outsider_state == "unconfirmed"
    assert not Obligation.objects.filter(anchor=outsider.key).exists()
    event = parties.admit_outsider(**act, message=outsider.pk)
    assert Obligation.objects.filter(anchor=outsider.key, state__in=("open", "late")).exists()
    assert shown(workspace, outsider, now).outsider_event == event
    later = Message.objects.get(pk=arrive(letter(3, "And when?", sender="Mallory <m@evil.example>", after=2)))
    assert not later.outsider
    before = derived_rows()
    rebuild(now=now, processes=0)
    assert derived_rows() == before
    recording.undo(**act, event=event)
    assert not Obligation.objects.filter(anchor=outsider.key).exists()
    assert shown(workspace, outsider, now).outsider_state == "unconfirmed"


def test_h39_a_rejected_outsider_is_asked_about_no_more_and_counts_for_nothing(workspace, user, outsider, now):
    act = {"workspace": workspace, "user": user, "now": now}
    event = parties.reject_outsider(**act, message=outsider.pk)
    assert shown(workspace, outsider, now).outsider_state == "rejected"
    assert not Obligation.objects.filter(anchor=outsider.key).exists()
    with pytest.raises(NotPossible, match=r"outsider\.decided"):
        parties.reject_outsider(**act, message=outsider.pk)
    recording.undo(**act, event=event)
    assert shown(workspace, outsider, now).outsider_state == "unconfirmed"


def test_h94_decisions_about_another_workspace_are_not_there(workspace, outsider, now):
    other = create_workspace(name="Other", me=["other.example"], zone="UTC", now=now)
    act = {"workspace": other, "user": None, "now": now}
    who = outsider.conversation.client_id
    for attempt in (
        lambda: parties.admit_outsider(**act, message=outsider.pk),
        lambda: parties.reject_outsider(**act, message=outsider.pk),
        lambda: parties.rename_client(**act, client=who, name="Mine"),
        lambda: recording.suspend(**act, client=who, side="us", why="mine"),
        lambda: recording.resume(**act, suspension=1),
    ):
        with pytest.raises(NotThere):
            attempt()


def test_clocks_stand_still_until_they_are_resumed_and_both_can_be_undone(workspace, user, letter, arrive, now):
    arrive(letter(1, QUESTIONS))
    who, act = Client.objects.get().pk, {"workspace": workspace, "user": user, "now": now}
    due = Obligation.objects.get(kind="reply").due
    stop = recording.suspend(**act, client=who, side="us", why="No access to the site yet")
    assert Obligation.objects.get(kind="reply").state == "suspended"
    assert home(workspace, now).due == ()
    with pytest.raises(NotPossible, match=r"suspension\.stands"):
        recording.suspend(**act, client=who, side="us", why="Again")
    (note,) = client(workspace=workspace, id=who, now=now).suspensions
    assert (note.event, note.side, note.words) == (stop, "us", "No access to the site yet")
    monday = now + dt.timedelta(days=3)
    go = recording.resume(**act | {"now": monday}, suspension=stop)
    assert Obligation.objects.get(kind="reply").state == "open"
    assert Obligation.objects.get(kind="reply").due > due
    assert client(workspace=workspace, id=who, now=monday).suspensions == ()
    with pytest.raises(NotPossible, match=r"suspension\.ended"):
        recording.resume(**act, suspension=stop)
    recording.undo(**act | {"now": monday}, event=go)
    assert Obligation.objects.get(kind="reply").state == "suspended"
    recording.undo(**act | {"now": monday}, event=stop)
    assert Obligation.objects.get(kind="reply").due == due


def test_the_inbox_has_an_owner_column_for_all_conversations(workspace, letter, arrive, now):
    arrive(letter(1, QUESTIONS, to="list@other.example", cc="Anna Marek <anna@studio.example>"))
    assert Conversation.objects.get().owner == "Anna Marek"
