"""Splits, joins and moves by hand: reversible, the same after a rebuild; all that hangs on a message goes with it."""

import datetime as dt

import pytest

from ashore.store.models import (
    Client,
    Conversation,
    Engagement,
    Event,
    Message,
    Obligation,
    Outbox,
    ReplyDraft,
    Silence,
)
from ashore.usecases import arranging, identities, recording, replies
from ashore.usecases.drafts import draft_of, save_draft
from ashore.usecases.errors import NotPossible, NotThere
from ashore.usecases.queries.conversation import conversation
from ashore.usecases.rebuilding import derived_rows, rebuild
from ashore.usecases.setting_up import create_workspace
from ashore.usecases.silencing import silence

ANNA = "Anna <anna@studio.example>"


@pytest.fixture
def acts(workspace, user, now):
    return {"workspace": workspace, "user": user, "now": now}


@pytest.fixture
def talk(letter, arrive, now):
    """Four messages in a row: asked, answered, a new topic in it, and an answer to that."""

    def hours(n):
        return now - dt.timedelta(hours=n)

    return [
        arrive(letter(1, "How much is the site?", at=hours(9))),
        arrive(letter(2, "It is 500 EUR.", sender=ANNA, to="eva@client.example", after=1, at=hours(8))),
        arrive(letter(3, "Thanks. Another thing: could you print a poster?", after=2, at=hours(7))),
        arrive(letter(4, "Also, in which size?", after=3, at=hours(6))),
    ]


@pytest.fixture
def other(letter, arrive, now):
    raw = letter(
        21, "When do you start?", subject="Shop", sender="Bob <bob@other.example>", at=now - dt.timedelta(hours=5)
    )
    return arrive(raw)


def home(message):
    return Message.objects.get(pk=message).conversation


def same_after_a_rebuild(now):
    rows = derived_rows()
    rebuild(now=now, processes=0)
    return derived_rows() == rows


def test_a_message_split_off_takes_along_what_answers_it_now_and_later(talk, acts, letter, arrive, now):
    event = arranging.split_off(**acts, message=talk[2])
    first, second = home(talk[0]), home(talk[2])
    assert [home(each) for each in talk] == [first, first, second, second]
    assert first != second
    assert Event.objects.get(pk=event).conversation == second
    later = arrive(letter(5, "And by when?", after=4))
    assert home(later) == second
    assert home(arrive(letter(6, "About the price", after=1))) == first
    assert same_after_a_rebuild(now)


def test_undo_gives_back_what_was(talk, acts, workspace, content, other):
    before = content(workspace)
    for act in (
        lambda: arranging.split_off(**acts, message=talk[2]),
        lambda: arranging.join(**acts, conversation=home(talk[0]).pk, other=home(other).pk, across=True),
        lambda: arranging.move(**acts, message=talk[3], to=home(other).pk, across=True),
        lambda: arranging.assign(**acts, conversation=home(talk[0]).pk, client=home(other).client_id),
        lambda: identities.merge_clients(
            workspace=acts["workspace"], user=acts["user"], now=acts["now"],
            client=home(other).client_id, into=home(talk[0]).client_id,
        ),
        lambda: identities.block_sender(**acts, message=other),
    ):  # fmt: skip
        event = act()
        assert content(workspace) != before
        recording.undo(**acts, event=event)
        assert content(workspace) == before
        assert not Client.objects.filter(hidden=True).exists()


def test_what_was_split_off_has_its_own_obligations_and_notes(talk, acts, workspace, user, now):
    (first,) = {home(each) for each in talk}
    answered = recording.needs_no_answer(**acts, message=talk[3])
    call = recording.log_call(**acts, topic="Sizes", conversation=first.pk)
    waived = recording.waive(**acts, obligation=Obligation.objects.get(kind="call_summary").uid, why="Said it twice")
    arranging.split_off(**acts, message=talk[2])
    new = home(talk[2])
    asked = set(
        Obligation.objects.filter(anchor=Message.objects.get(pk=talk[2]).key).values_list("conversation", flat=True)
    )
    assert asked == {new.pk}
    stood = {each.pk: each.conversation_id for each in Event.objects.all()}
    assert (stood[answered], stood[call], stood[waived]) == (new.pk, home(talk[0]).pk, home(talk[0]).pk)


def test_drafts_replies_and_silences_stay_with_the_message_they_answer(talk, acts, user, now):
    (first,) = {home(each) for each in talk}
    save_draft(**acts, conversation=first.pk, text="A2 is best.")
    silence(**acts, conversation=first.pk, scope="draft", code="R011")
    out = replies.write_reply(**acts, conversation=first.pk, text="A2")
    event = arranging.split_off(**acts, message=talk[2])
    new = home(talk[3])
    assert draft_of(user=user, conversation=new.pk)[0] == "A2 is best."
    assert draft_of(user=user, conversation=first.pk) is None
    assert Silence.objects.get().conversation == new
    assert Outbox.objects.get(pk=out).conversation == new
    assert Outbox.objects.get(pk=out).conversation_key == new.key
    recording.undo(**acts, event=event)
    assert ReplyDraft.objects.get().conversation == Outbox.objects.get().conversation == home(talk[0])


def test_an_earlier_message_that_comes_late_takes_no_draft_and_no_silence_with_it(letter, arrive, acts, user, now):
    second = arrive(letter(2, "Did you get it?", after=1))
    stood = home(second)
    save_draft(**acts, conversation=home(second).pk, text="Yes")
    silence(**acts, conversation=home(second).pk, scope="draft", code="R011")
    first = arrive(letter(1, "Here is the plan.", at=now - dt.timedelta(hours=3)))
    assert home(first) == home(second) == stood
    assert home(first).key == Message.objects.get(pk=first).key
    assert draft_of(user=user, conversation=home(first).pk)[0] == "Yes"
    assert Silence.objects.get().conversation == home(first)


def test_two_drafts_of_one_person_in_joined_conversations_are_both_kept(talk, letter, arrive, acts, user, now):
    more = arrive(letter(11, "May we have an invoice?", subject="Invoice"))
    save_draft(**acts, conversation=home(talk[0]).pk, text="About the site")
    later = {**acts, "now": now + dt.timedelta(minutes=1)}
    save_draft(**later, conversation=home(more).pk, text="About the invoice")
    arranging.join(**acts, conversation=home(talk[0]).pk, other=home(more).pk)
    assert draft_of(user=user, conversation=home(talk[0]).pk)[0] == "About the invoice\n\nAbout the site"


def test_joined_conversations_stay_one_for_all_that_is_still_written(talk, letter, arrive, acts, now):
    more = arrive(letter(11, "May we have an invoice?", subject="Invoice"))
    arranging.join(**acts, conversation=home(more).pk, other=home(talk[0]).pk)
    assert home(more) == home(talk[0])
    assert home(arrive(letter(12, "Any news of it?", subject="Re: Invoice", after=11))) == home(talk[0])
    assert home(arrive(letter(5, "And the site?", after=4))) == home(more)
    assert Conversation.objects.count() == 1
    assert same_after_a_rebuild(now)
    view = conversation(workspace=acts["workspace"], id=home(more).pk, now=now)
    (joined,) = [each for each in view.messages if each.certainty == "decided"]
    assert joined.id == more
    assert joined.placement.because[0].code == "correspondence.placed.first"
    assert [note.kind for note in view.notes] == ["join"]


def test_decisions_give_the_same_desk_wherever_the_mail_comes_in_another_order(
    workspace, user, letter, arrive, content, now
):
    mail = [
        letter(1, "How much?", at=now - dt.timedelta(hours=9)),
        letter(2, "Another thing: a poster?", after=1, at=now - dt.timedelta(hours=8)),
        letter(3, "In which size?", after=2, at=now - dt.timedelta(hours=7)),
        letter(11, "Invoice?", subject="Invoice", at=now - dt.timedelta(hours=6)),
        letter(12, "Invoice!", subject="Re: Invoice", after=11, at=now - dt.timedelta(hours=5)),
    ]
    there = create_workspace(name="Twin", me=["studio.example"], zone="Europe/Bratislava", now=now)
    for raw in mail:
        arrive(raw)
    ids = dict(Message.objects.values_list("message_id", "pk"))
    act = {"workspace": workspace, "user": user, "now": now}
    arranging.split_off(**act, message=ids["m2@mail.example"])
    arranging.join(**act, conversation=home(ids["m3@mail.example"]).pk, other=home(ids["m12@mail.example"]).pk)
    for row in Event.objects.order_by("pk"):
        Event.objects.create(
            workspace=there, kind=row.kind, at=row.at, data=row.data, anchor=row.anchor, created_at=now
        )
    for raw in reversed(mail):
        arrive(raw, into=there)
    assert content(there) == content(workspace)
    assert Conversation.objects.filter(workspace=there).count() == 2


def test_conversations_of_two_clients_are_joined_only_by_who_was_told(talk, other, acts):
    with pytest.raises(NotPossible, match=r"join\.other_client"):
        arranging.join(**acts, conversation=home(talk[0]).pk, other=home(other).pk)
    with pytest.raises(NotPossible, match=r"join\.other_client"):
        arranging.move(**acts, message=other, to=home(talk[0]).pk)
    assert home(talk[0]) != home(other)


def test_nothing_of_one_client_goes_to_the_other_where_conversations_were_joined(
    talk, other, acts, user, workspace, now
):
    arranging.join(**acts, conversation=home(talk[0]).pk, other=home(other).pk, across=True)
    view = conversation(workspace=workspace, id=home(other).pk, now=now)
    assert (view.reply_to, view.reply_cc) == (("bob@other.example",), ())
    replies.write_reply(**acts, conversation=home(other).pk, text="On Monday.")
    raw = bytes(Outbox.objects.get().raw).decode()
    assert "Re: Shop" in raw
    assert "<m21@mail.example>" in raw
    for secret in ("client.example", "New site", *(f"<m{n}@" for n in (1, 2, 3, 4))):
        assert secret not in raw


def test_a_reply_within_one_conversation_names_all_of_it_as_ever(talk, acts):
    replies.write_reply(**acts, conversation=home(talk[0]).pk, text="A2")
    raw = bytes(Outbox.objects.get().raw).decode()
    assert all(f"<m{n}@mail.example>" in raw for n in (1, 2, 3, 4))


def test_a_moved_message_brings_along_what_answers_it(talk, acts, letter, arrive, now):
    more = arrive(letter(11, "A poster", subject="Poster"))
    arranging.move(**acts, message=talk[2], to=home(more).pk)
    assert home(talk[3]) == home(more) != home(talk[0])
    assert home(arrive(letter(5, "By when?", after=4))) == home(more)
    assert same_after_a_rebuild(now)


def test_of_two_decisions_the_later_one_counts(talk, acts, now):
    arranging.split_off(**acts, message=talk[2])
    arranging.join(**acts, conversation=home(talk[0]).pk, other=home(talk[2]).pk)
    assert home(talk[0]) == home(talk[2])
    arranging.split_off(**acts, message=talk[2])
    assert home(talk[0]) != home(talk[2])
    assert same_after_a_rebuild(now)


def test_acts_that_change_nothing_are_refused(talk, acts):
    with pytest.raises(NotPossible, match=r"split\.first"):
        arranging.split_off(**acts, message=talk[0])
    with pytest.raises(NotPossible, match=r"join\.same"):
        arranging.join(**acts, conversation=home(talk[0]).pk, other=home(talk[0]).pk)
    with pytest.raises(NotPossible, match=r"join\.same"):
        arranging.move(**acts, message=talk[1], to=home(talk[0]).pk)
    with pytest.raises(NotPossible, match=r"assign\.same"):
        arranging.assign(**acts, conversation=home(talk[0]).pk, client=home(talk[0]).client_id)
    assert not Event.objects.exists()


def test_h94_no_act_reaches_into_another_desk(talk, other, acts, user, now):
    there = create_workspace(name="Rival", me=["rival.example"], zone="UTC", now=now)
    stranger = {"workspace": there, "user": user, "now": now}
    first, second = home(talk[0]).pk, home(other).pk
    for act in (
        lambda: arranging.split_off(**stranger, message=talk[2]),
        lambda: arranging.join(**stranger, conversation=first, other=second),
        lambda: arranging.move(**stranger, message=talk[2], to=second),
        lambda: arranging.assign(**stranger, conversation=first, client=home(other).client_id),
        lambda: identities.merge_clients(**stranger, client=home(other).client_id, into=home(talk[0]).client_id),
        lambda: identities.block_sender(**stranger, message=other),
        lambda: identities.same_person(**stranger, email="bob@other.example", known="eva@client.example"),
    ):
        with pytest.raises(NotThere):
            act()
    assert not Event.objects.exists()


def test_a_conversation_given_to_a_client_stays_theirs_whoever_writes_on(talk, other, acts, letter, arrive, now):
    owner = home(other).client
    arranging.assign(**acts, conversation=home(talk[0]).pk, client=owner.pk)
    assert home(talk[0]).client == owner
    assert set(Obligation.objects.filter(conversation=home(talk[0])).values_list("engagement__client", flat=True)) == {
        owner.pk
    }
    assert home(arrive(letter(5, "And by when?", after=4))).client == owner
    assert Client.objects.get(key="client.example").hidden
    assert same_after_a_rebuild(now)


def test_a_conversation_is_given_to_one_of_several_engagements(talk, acts, workspace, now):
    client = home(talk[0]).client
    first = home(talk[0]).engagement
    second = Engagement.objects.create(workspace=workspace, client=client, title="Second")
    arranging.assign(**acts, conversation=home(talk[0]).pk, client=client.pk, engagement=second.pk)
    assert home(talk[0]).engagement == second != first
    arranging.assign(**acts, conversation=home(talk[0]).pk, client=client.pk, engagement=first.pk)
    assert home(talk[0]).engagement == first


def test_merged_clients_are_one_for_all_that_still_comes(talk, other, acts, letter, arrive, now):
    into = home(talk[0]).client
    identities.merge_clients(**acts, client=home(other).client_id, into=into.pk)
    assert home(other).client == into
    again = arrive(letter(31, "New question?", sender="Carl <carl@other.example>", subject="Else"))
    assert home(again).client == into
    assert Client.objects.get(key="other.example").hidden
    assert same_after_a_rebuild(now)
    with pytest.raises(NotPossible, match=r"merge\.same"):
        identities.merge_clients(**acts, client=into.pk, into=Client.objects.get(key="other.example").pk)


def test_a_further_address_of_a_person_brings_its_mail_to_their_client(talk, acts, letter, arrive, now):
    private = "Eva Malá <eva.mala@gmail.com>"
    apart = arrive(letter(41, "A private question?", sender=private, subject="Hello"))
    joined = arrive(letter(42, "From my phone: which size?", sender=private, after=4))
    assert Message.objects.get(pk=joined).outsider
    event = identities.same_person(**acts, email="eva.mala@gmail.com", known="eva@client.example")
    assert home(apart).client.key == "client.example"
    assert not Message.objects.get(pk=joined).outsider
    assert same_after_a_rebuild(now)
    recording.undo(**acts, event=event)
    assert home(apart).client.key == "eva.mala@gmail.com"
    assert Message.objects.get(pk=joined).outsider


def test_mail_of_a_blocked_sender_is_kept_and_owes_nothing(talk, other, acts, letter, arrive, now):
    event = identities.block_sender(**acts, message=other)
    assert home(other).client is None
    assert not Obligation.objects.filter(anchor=Message.objects.get(pk=other).key).exists()
    again = arrive(letter(22, "Hello?", sender="Bob <bob@other.example>", subject="Again"))
    assert home(again).client is None
    inside = arrive(letter(23, "Hello?", sender="Bob <bob@other.example>", after=4))
    assert Message.objects.get(pk=inside).outsider
    shown = conversation(workspace=acts["workspace"], id=home(other).pk, now=now)
    assert shown.messages[0].outsider_state == "blocked"
    assert shown.reply_to == ()
    assert same_after_a_rebuild(now)
    recording.undo(**acts, event=event)
    assert home(other).client.key == "other.example"
