"""What a team decides about conversations: folded from the log, undone like everything else, the same after a rebuild,
and never seen by a client."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from ashore.store.models import Concern, Conversation, Event, Outbox, SavedReply, User, Workspace
from ashore.usecases import arranging, recording, replies
from ashore.usecases.drafts import save_draft
from ashore.usecases.erasing.doing import erase
from ashore.usecases.errors import NotPossible, NotThere
from ashore.usecases.exporting.tables import tables
from ashore.usecases.queries.inbox import inbox
from ashore.usecases.queries.today import today
from ashore.usecases.rebuilding import derived_rows, rebuild
from ashore.usecases.setting_up import add_user, create_workspace
from ashore.usecases.team import acting, fields, lots, noticing, presence, saved, tags
from ashore.usecases.team.fieldlist import filled
from ashore.usecases.team.people import set_hours
from ashore.usecases.team.taglist import counted

FRIDAY_AFTERNOON = dt.datetime(2026, 1, 16, 14, 0, tzinfo=dt.UTC)
"""Behind the lunch of the house."""
MONDAY = dt.date(2026, 1, 19)


@pytest.fixture
def ben(workspace: Workspace) -> User:
    return add_user(workspace=workspace, email="ben@studio.example", name="Ben Novak")


@pytest.fixture
def talks(workspace: Workspace, arrive: Callable[..., int], letter: Callable[..., bytes]) -> list[int]:
    """Three conversations, each with a question of a client."""
    for number, subject in enumerate(("New site", "Logo", "Prices")):
        arrive(
            letter(number, "Could you send us the draft?", subject=subject, sender=f"Eva Malá <e{number}@c.example>")
        )
    return list(Conversation.objects.filter(workspace=workspace).order_by("pk").values_list("pk", flat=True))


@pytest.fixture
def act(workspace: Workspace, user: User, now: dt.datetime) -> dict[str, Any]:
    return {"workspace": workspace, "user": user, "now": now}


def row(talk: int) -> Conversation:
    return Conversation.objects.get(pk=talk)


def test_a_conversation_is_given_to_a_colleague_who_is_told_and_it_can_be_taken_back(act, ben, talks) -> None:
    event = acting.give(**act, conversation=talks[0], to=ben.pk)
    assert row(talks[0]).assignee_id == ben.pk
    assert Concern.objects.get(user=ben).kind == "given"
    recording.undo(**act, event=event)
    assert row(talks[0]).assignee_id is None
    assert not Concern.objects.exists()


def test_it_is_given_to_nobody_who_does_not_work_here(act, talks, now) -> None:
    other = create_workspace(name="Other", me=["other.example"], zone="UTC", now=now)
    stranger = add_user(workspace=other, email="zoe@other.example", name="Zoe")
    with pytest.raises(NotPossible, match=r"owner\.nobody_here"):
        acting.give(**act, conversation=talks[0], to=stranger.pk)
    with pytest.raises(NotThere):
        acting.give(workspace=other, user=stranger, now=now, conversation=talks[0], to=stranger.pk)


def test_what_somebody_had_goes_on_to_another_when_they_leave(act, user, ben, talks) -> None:
    lots.give_all(**act, conversations=talks[:2], to=ben.pk)
    lot = lots.hand_on(**act, leaving=ben.pk, to=user.pk)
    assert [row(each).assignee_id for each in talks] == [user.pk, user.pk, None]
    recording.undo(**act, event=lot.event)
    assert [row(each).assignee_id for each in talks] == [ben.pk, ben.pk, None]


def test_of_two_words_about_the_same_thing_the_newest_counts_and_an_undo_brings_the_one_before(act, user, ben, talks):
    acting.give(**act, conversation=talks[0], to=user.pk)
    second = acting.give(**act, conversation=talks[0], to=ben.pk)
    recording.undo(**act, event=second)
    assert row(talks[0]).assignee_id == user.pk


def test_a_snooze_ends_when_work_begins_and_earlier_when_the_client_writes(act, talks, arrive, letter, now) -> None:
    acting.snooze(**act, conversation=talks[0], choice="tomorrow")
    until = row(talks[0]).snoozed_until
    assert until is not None
    assert until.astimezone(dt.UTC).date() == MONDAY, "tomorrow is a Saturday, on which nobody works"
    arrive(letter(9, "One more thing: which colours?", subject="Re: New site", after=0, at=now,
                  sender="Eva Malá <e0@c.example>"))  # fmt: skip
    assert row(talks[0]).snoozed_until is None
    assert noticing.concerns(workspace=act["workspace"], user=act["user"], now=now)[0].kind == "answer"


def test_old_mail_out_of_an_archive_wakes_nothing(act, talks, arrive, letter, now) -> None:
    acting.snooze(**act, conversation=talks[0], choice="monday")
    arrive(letter(9, "An old word", subject="Re: New site", after=0, at=now - dt.timedelta(days=90),
                  sender="Eva Malá <e0@c.example>"))  # fmt: skip
    assert row(talks[0]).snoozed_until is not None


def test_who_put_it_off_is_told_when_it_is_back(act, user, talks, now) -> None:
    acting.snooze(**act, conversation=talks[0], choice="monday")
    assert noticing.tell_woken(now=now) == 0
    later = now + dt.timedelta(days=3)
    assert noticing.tell_woken(now=later) == 1
    assert noticing.tell_woken(now=later) == 0, "once"
    assert [each.kind for each in noticing.unread(workspace=act["workspace"], user=user, now=later)] == ["woke"]


def test_what_falls_due_in_it_stays_on_today(act, talks, now) -> None:
    for talk in talks:
        acting.snooze(**act, conversation=talk, choice="monday")
    due = {each.conversation for each in today(workspace=act["workspace"], user=act["user"], now=now).due}
    assert due == set(talks)
    later = now + dt.timedelta(days=30)
    assert inbox(workspace=act["workspace"], now=later).rows, "and all are back when the time is over"


def test_two_working_days_pass_over_a_weekend(act, talks) -> None:
    acting.snooze(**act, conversation=talks[0], choice="two_days")
    assert row(talks[0]).snoozed_until.date() == dt.date(2026, 1, 20)


@pytest.mark.parametrize(
    ("choice", "day", "code"),
    [
        ("date", None, "when"),
        ("date", "2026-01-16", "past"),
        ("date", "2029-01-16", "too_far"),
        ("never", None, "when"),
    ],
)
def test_a_snooze_without_a_moment_that_can_be_kept_is_refused(act, talks, choice, day, code) -> None:
    with pytest.raises(NotPossible, match=f"snooze.{code}"):
        acting.snooze(**act, conversation=talks[0], choice=choice, day=dt.date.fromisoformat(day) if day else None)


def test_tags_are_renamed_merged_and_removed_and_all_of_it_is_taken_back(act, workspace, talks) -> None:
    urgent, rush = (tags.tag_named(workspace=workspace, name=name) for name in ("Urgent", "Rush"))
    assert tags.tag_named(workspace=workspace, name=" urgent ") == urgent
    acting.tag(**act, conversation=talks[0], add=[rush])
    merged = tags.merge(**act, tag=rush, into=urgent)
    assert row(talks[0]).tags == [urgent]
    with pytest.raises(NotPossible, match=r"tag\.same"):
        acting.tag(**act, conversation=talks[0], add=[urgent])
    removed = tags.remove(**act, tag=urgent)
    assert row(talks[0]).tags is None
    recording.undo(**act, event=removed)
    recording.undo(**act, event=merged)
    assert row(talks[0]).tags == [rush]
    tags.rename(**act, tag=rush, name="Hurry", hue=3)
    assert [(each.name, each.uses) for each in counted(workspace=workspace)] == [("Hurry", 1), ("Urgent", 0)]


def test_a_tag_taken_off_after_a_merge_is_off_whatever_it_was_called(act, workspace, talks) -> None:
    urgent, rush = (tags.tag_named(workspace=workspace, name=name) for name in ("Urgent", "Rush"))
    acting.tag(**act, conversation=talks[0], add=[rush])
    tags.merge(**act, tag=rush, into=urgent)
    acting.tag(**act, conversation=talks[0], drop=[urgent])
    assert row(talks[0]).tags is None


def test_fields_take_what_their_kind_allows(act, workspace, talks) -> None:
    budget = fields.define(workspace=workspace, of="conversation", name="Budget", kind="number")
    size = fields.define(workspace=workspace, of="client", name="Size", kind="choice", choices=["small", "large"])
    fields.fill(**act, field=budget, conversation=talks[0], value="1 250,50")
    assert filled(workspace=workspace, conversation=talks[0])[0].value == "1250.5"
    with pytest.raises(NotPossible, match=r"field\.not_a_number"):
        fields.fill(**act, field=budget, conversation=talks[0], value="a lot")
    client = row(talks[0]).client_id
    with pytest.raises(NotPossible, match=r"field\.not_offered"):
        fields.fill(**act, field=size, client=client, value="huge")
    event = fields.fill(**act, field=size, client=client, value="large")
    assert filled(workspace=workspace, client=client)[0].value == "large"
    recording.undo(**act, event=event)
    assert filled(workspace=workspace, client=client)[0].value == ""


def test_a_lot_does_what_it_can_tells_the_rest_and_is_taken_back_at_once(act, ben, talks) -> None:
    acting.give(**act, conversation=talks[1], to=ben.pk)
    lot = lots.give_all(**act, conversations=[*talks, 10**9], to=ben.pk)
    assert lot.done == (talks[0], talks[2])
    assert [(each.conversation, each.error.code) for each in lot.refused] == [
        (talks[1], "owner.same"), (10**9, "lot.gone"),
    ]  # fmt: skip
    recording.undo(**act, event=lot.event)
    assert [row(each).assignee_id for each in talks] == [None, ben.pk, None]
    with pytest.raises(NotPossible, match=r"undo\.done_already"):
        recording.undo(**act, event=lot.event)


def test_many_need_no_answer_and_do_again_after_one_undo(act, talks) -> None:
    lot = lots.no_answers(**act, conversations=talks)
    assert {row(each).waiting_for for each in talks} == {"nobody"}
    recording.undo(**act, event=lot.event)
    assert {row(each).waiting_for for each in talks} == {"us"}


def test_what_was_decided_is_the_same_after_a_rebuild(act, workspace, user, ben, talks, now) -> None:
    urgent, rush = (tags.tag_named(workspace=workspace, name=name) for name in ("Urgent", "Rush"))
    acting.give(**act, conversation=talks[0], to=ben.pk)
    acting.follow(**act, conversation=talks[0], on=True)
    acting.tag(**act, conversation=talks[0], add=[urgent, rush])
    tags.merge(**act, tag=rush, into=urgent)
    acting.snooze(**act, conversation=talks[1], choice="monday")
    number = fields.define(workspace=workspace, of="conversation", name="Budget", kind="number")
    fields.fill(**act, field=number, conversation=talks[2], value="12")
    name = fields.define(workspace=workspace, of="client", name="Alias", kind="text")
    fields.fill(**act, field=name, client=row(talks[2]).client_id, value="The bakers")
    acting.note(**act, conversation=talks[0], text="@Ben please look")
    recording.undo(**act, event=acting.give(**act, conversation=talks[2], to=ben.pk))
    before = derived_rows()
    assert before["conversationtag"], "there is something to lose"
    rebuild(now=now, processes=0)
    after = derived_rows()
    for table in ("conversation", "conversationtag", "follower", "fieldvalue"):
        assert after[table] == before[table], table


def test_when_conversations_are_joined_both_keep_their_tags_and_part_with_them_again(
    act, workspace, ben, talks
) -> None:
    one, two = (tags.tag_named(workspace=workspace, name=name) for name in ("One", "Two"))
    acting.tag(**act, conversation=talks[0], add=[one])
    acting.tag(**act, conversation=talks[1], add=[two])
    acting.give(**act, conversation=talks[1], to=ben.pk)
    event = arranging.join(**act, conversation=talks[0], other=talks[1], across=True)
    both = Conversation.objects.get(messages_count=2)
    assert (both.tags, both.assignee_id) == (sorted([one, two]), ben.pk)
    recording.undo(**act, event=event)
    found = {each.subject: (each.tags, each.assignee_id) for each in Conversation.objects.all()}
    assert found["New site"] == ([one], None)
    assert found["Logo"] == ([two], ben.pk)


def test_a_note_names_colleagues_and_they_are_told(act, workspace, user, ben, talks, now) -> None:
    acting.note(**act, conversation=talks[0], text="@ben knows; ask @Ben Novak, not eva@client.example.")
    told = noticing.unread(workspace=workspace, user=ben, now=FRIDAY_AFTERNOON)
    assert [(each.kind, each.by, each.conversation) for each in told] == [("mention", "Anna", talks[0])]
    assert noticing.mark_read(workspace=workspace, user=ben, now=now, conversation=talks[0]) == 1
    assert not noticing.unread(workspace=workspace, user=ben, now=FRIDAY_AFTERNOON)
    with pytest.raises(NotPossible, match=r"note\.nobody"):
        acting.note(**act, conversation=talks[0], text="@Carla?")
    add_user(workspace=workspace, email="ben2@studio.example", name="Ben Other")
    with pytest.raises(NotPossible, match=r"note\.whom"):
        acting.note(**act, conversation=talks[0], text="@Ben?")


def test_what_concerns_a_person_counts_from_their_working_time_on(act, workspace, ben, talks, now) -> None:
    set_hours(user=ben, week={"tue": "10:00-12:00, 13:00-15:00"})
    acting.give(**act, conversation=talks[0], to=ben.pk)
    assert not noticing.unread(workspace=workspace, user=ben, now=now + dt.timedelta(days=3))
    tuesday = dt.datetime(2026, 1, 20, 9, 1, tzinfo=dt.UTC)  # 10:01 in Bratislava
    assert len(noticing.unread(workspace=workspace, user=ben, now=tuesday)) == 1
    with pytest.raises(NotPossible, match=r"hours\.unreadable"):
        set_hours(user=ben, week={"tue": "18:00-09:00"})


def test_no_word_of_a_note_leaves_the_house(act, workspace, user, talks, now) -> None:
    secret = "They will pay twice as much if we wait"
    acting.note(**act, conversation=talks[0], text=secret)
    replies.write_reply(**act, conversation=talks[0], text="The draft is attached.",
                        wishes=replies.Wishes(quote=True, sign=True))  # fmt: skip
    save_draft(**act, conversation=talks[0], text="x")
    sent = Outbox.objects.get()
    assert b"Could you send us the draft?" in bytes(sent.raw), "the client's words are quoted, so notes could be"
    assert b"twice" not in bytes(sent.raw)
    assert "twice" not in sent.text
    assert Event.objects.get(kind="note").data["text"] == secret


def test_a_saved_reply_is_filled_and_what_cannot_be_filled_holds_it_back(act, workspace, talks) -> None:
    kept = saved.keep_reply(**act, name="Thanks", text="Dear {{client}} ({{ first_name }}),\nby {{next_stage}}. {{me}}")
    text = saved.saved_text(**act, id=kept, conversation=talks[0])
    assert text == "Dear Eva Malá (Eva),\nby {{next_stage}}. Anna"
    with pytest.raises(NotPossible, match=r"reply\.unfilled"):
        replies.write_reply(**act, conversation=talks[0], text=text)
    with pytest.raises(NotPossible, match=r"saved\.unknown"):
        saved.keep_reply(**act, name="Odd", text="{{price}}")


def test_a_saved_reply_of_ones_own_is_seen_by_nobody_else(act, workspace, ben, now) -> None:
    own = saved.keep_reply(**act, name="Mine", text="x")
    saved.keep_reply(**act, name="Ours", text="y", team=True, language="sk")
    assert [each.name for each in saved.saved_replies(workspace=workspace, user=ben)] == ["Ours"]
    with pytest.raises(NotThere):
        saved.drop_reply(workspace=workspace, user=ben, id=own)
    found = saved.saved_replies(workspace=workspace, user=act["user"], language="en")
    assert [each.name for each in found] == ["Mine", "Ours"]


def test_a_person_who_is_erased_is_in_no_note_field_or_saved_reply(act, workspace, talks, now) -> None:
    name = fields.define(workspace=workspace, of="conversation", name="Asked by", kind="text")
    fields.fill(**act, field=name, conversation=talks[0], value="Eva Malá")
    acting.note(**act, conversation=talks[0], text="Eva Malá pays late")
    saved.keep_reply(**act, name="For Eva Malá", text="Dear Eva Malá,")
    erase(workspace=workspace, user=act["user"], now=now, who="e0@c.example")
    kept = [*Event.objects.values_list("data", flat=True), *SavedReply.objects.values_list("text", "name")]
    assert "Eva Malá" not in f"{kept} {filled(workspace=workspace, conversation=talks[0])}"
    assert "pays late" in f"{kept}"


def test_an_export_holds_all_of_it() -> None:
    names = {name for name, _ in tables()}
    assert {"tags", "conversation_tags", "custom_fields", "field_values", "followers", "saved_replies"} <= names


def test_who_looks_and_who_writes_is_known_for_a_short_while(act, workspace, ben, talks, now) -> None:
    presence.look_in(workspace=workspace, user=ben, now=now, conversation=talks[0])
    presence.look_in(workspace=workspace, user=ben, now=now, conversation=talks[0])
    save_draft(workspace=workspace, user=ben, now=now, conversation=talks[0], text="Dear Eva")
    seen = presence.present(**act, conversation=talks[0])
    assert [(each.name, each.looks, each.writes) for each in seen] == [("Ben Novak", True, True)]
    later = now + dt.timedelta(minutes=5)
    seen = presence.present(workspace=workspace, user=act["user"], now=later, conversation=talks[0])
    assert [(each.looks, each.writes, each.draft_at) for each in seen] == [(False, False, now)]
