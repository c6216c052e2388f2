"""Capacity from clocks, plans, absences; keepers, and hand-overs that can be taken back (W8, W12)."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from ashore.store.models import Client, ClientKeeper, Event, Membership, Outbox, ReplyDraft
from ashore.usecases import absences, keepers, recording
from ashore.usecases.agreements import add_version
from ashore.usecases.errors import NotPossible, NotThere
from ashore.usecases.manners import write_so
from ashore.usecases.queries.capacity import can_take, capacity
from ashore.usecases.queries.client import client as client_page
from ashore.usecases.queries.handing import hand_over, taker
from ashore.usecases.queries.inbox import inbox
from ashore.usecases.rebuilding import rebuild
from ashore.usecases.setting_up import add_user
from integration.usecases.test_reports import TERMS, at

LETTERS = (
    ("Eva Malá <eva@client.example>", "Web", "Dobrý deň, Anna, kedy bude hotová stránka? Ďakujem, Eva"),
    ("Ольга <olga@hleb.example>", "Смета", "Здравствуйте, Анна! Когда будет готова смета? Это безобразие!"),
    ("Tess <tess@kape.example>", "Board", "Hi Anna, kailan po matatapos ang menu board?"),
)


@pytest.fixture
def ben(workspace: Any) -> Any:
    return add_user(workspace=workspace, email="ben@studio.example", name="Ben")


@pytest.fixture
def desk(workspace: Any, user: Any, ben: Any, arrive: Any, letter: Any) -> Any:
    """Three clients of three languages, each with a question of today that is open."""
    for number, (sender, subject, text) in enumerate(LETTERS):
        arrive(letter(number, text, sender=sender, subject=subject, at=at(16, 11)))
    return workspace


def of(desk: Any, key: str) -> int:
    return Client.objects.get(workspace=desk, key=key).pk


def test_work_falls_to_the_keeper_else_to_whom_the_conversation_shows(desk: Any, user: Any, ben: Any, now: Any) -> None:
    before = {each.name: each.load.weeks[0].need for each in capacity(workspace=desk, now=now).people}
    assert before["Anna"] > 0
    keepers.take_over(workspace=desk, user=ben, now=now, clients=[of(desk, "client.example")])
    after = {each.name: each.load.weeks[0].need for each in capacity(workspace=desk, now=now).people}
    assert sum(after.values()) == sum(before.values())
    assert after["Ben"] == before["Anna"] // 3


def test_stages_of_a_plan_count_before_they_are_owed(desk: Any, user: Any, now: Any) -> None:
    client = of(desk, "client.example")
    keepers.take_over(workspace=desk, user=user, now=now, clients=[client])
    before = capacity(workspace=desk, now=now).people[0].load
    work = Client.objects.get(pk=client).engagements.get().pk
    add_version(workspace=desk, user=user, now=now, engagement=work, text=TERMS)
    after = next(each for each in capacity(workspace=desk, now=now).people if each.name == "Anna").load
    assert sum(w.need for w in after.weeks) - sum(w.need for w in before.weeks) == 960
    absences.set_efforts(workspace=desk, efforts={"stage": 2400})
    after = next(each for each in capacity(workspace=desk, now=now).people if each.name == "Anna").load
    assert sum(w.need for w in after.weeks) - sum(w.need for w in before.weeks) == 2400
    absences.set_efforts(workspace=desk, efforts={"stage": None})
    assert capacity(workspace=desk, now=now).efforts[7].minutes == 960


def test_a_holiday_takes_hours_and_gives_what_falls_due_to_who_covers(desk: Any, user: Any, ben: Any, now: Any) -> None:
    first, last = date(2026, 1, 16), date(2026, 1, 30)
    plain = {each.name: each.load for each in capacity(workspace=desk, now=now).people}
    row = absences.add_absence(workspace=desk, user=user, now=now, person=user.pk, first=first, last=last, cover=ben.pk)
    away = {each.name: each.load for each in capacity(workspace=desk, now=now).people}
    assert [week.free for week in away["Anna"].weeks[:3]] == [0, 0, 0]
    assert away["Anna"].weeks[3].free == plain["Anna"].weeks[3].free > 0
    assert away["Ben"].weeks[0].need + away["Ben"].weeks[1].need > 0
    absences.remove_absence(workspace=desk, absence=row)
    assert {each.name: each.load for each in capacity(workspace=desk, now=now).people} == plain


def test_who_has_more_than_fits_is_told_with_the_reason(desk: Any, user: Any, ben: Any, now: Any) -> None:
    absences.set_efforts(workspace=desk, efforts={"reply": 2000})
    first = capacity(workspace=desk, now=now).people[0]
    assert first.name == "Anna"
    assert first.why is not None
    assert first.why.code == "capacity.does_not_fit"
    assert {step.code for step in first.why.because} == {"capacity.work"}
    for each in first.why.because:
        assert each.sources, "the message behind it"


def test_the_question_whether_more_fits_is_answered_for_each_of_us(desk: Any, user: Any, ben: Any, now: Any) -> None:
    absences.set_attention(workspace=desk, person=user.pk, percent=0)
    ask = {"first": date(2026, 1, 19), "last": date(2026, 1, 23)}
    anna, ben_ = sorted(can_take(workspace=desk, now=now, minutes=600, **ask), key=lambda each: each.name)
    assert not anna.taking.fits
    assert anna.taking.earliest is None
    assert ben_.taking.fits
    assert ben_.taking.reason.code == "capacity.fits"
    too_much = {each.name: each for each in can_take(workspace=desk, now=now, minutes=60 * 60, **ask)}
    assert not too_much["Ben"].taking.fits


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"last": date(2026, 1, 1)}, "absence.backwards"),
        ({"last": date(2029, 1, 1)}, "absence.too_long"),
        ({"cover": "self"}, "absence.own_cover"),
        ({"cover": 987654}, "absence.nobody"),
        ({"person": 987654}, "absence.nobody"),
    ],
)
def test_what_cannot_be_an_absence_is_refused(desk: Any, user: Any, now: Any, change: Any, code: str) -> None:
    given = {"person": user.pk, "first": date(2026, 1, 20), "last": date(2026, 1, 21), "cover": 0} | change
    given["cover"] = user.pk if given["cover"] == "self" else given["cover"]
    with pytest.raises(NotPossible) as refused:
        absences.add_absence(workspace=desk, user=user, now=now, **given)
    assert refused.value.code == code


def test_capacity_asks_no_more_of_the_database_the_more_there_is(
    desk: Any, user: Any, arrive: Any, letter: Any, now: Any, django_assert_max_num_queries: Any
) -> None:
    for number in range(20, 30):
        arrive(letter(number, "When?", sender=f"P <p@c{number}.example>", subject=f"S{number}", at=at(9, 9)))
    for key in ("client.example", "c20.example", "c21.example"):
        work = Client.objects.get(key=key).engagements.get().pk
        add_version(workspace=desk, user=user, now=now, engagement=work, text=TERMS)
    with django_assert_max_num_queries(12):
        capacity(workspace=desk, now=now)
    with django_assert_max_num_queries(12):
        hand_over(workspace=desk, now=now, of=0)
    with django_assert_max_num_queries(12):
        taker(workspace=desk, now=now, person=user.pk, of=0)


def test_taking_over_passes_the_client_shows_it_and_can_be_undone(desk: Any, user: Any, ben: Any, now: Any) -> None:
    client = of(desk, "client.example")
    first = keepers.take_over(workspace=desk, user=user, now=now, clients=[client])
    event = keepers.take_over(workspace=desk, user=ben, now=now, clients=[client], seen=user.pk)
    assert client_page(workspace=desk, id=client, now=now).keeper.name == "Ben"
    assert {row.owner for row in inbox(workspace=desk, now=now, client=client).rows} == {"Ben"}
    assert [note.kind for note in client_page(workspace=desk, id=client, now=now).log] == ["keeper", "keeper"]
    rebuild(now=now, processes=0)
    assert ClientKeeper.objects.get(client=client).user == ben
    recording.undo(workspace=desk, user=ben, now=now, event=event)
    assert ClientKeeper.objects.get(client=client).user == user
    with pytest.raises(NotPossible, match="done_already"):
        recording.undo(workspace=desk, user=ben, now=now, event=event)
    recording.undo(workspace=desk, user=user, now=now, event=first)
    assert not ClientKeeper.objects.exists()
    assert Event.objects.filter(kind="undo").count() == 2


def test_nobody_takes_a_client_unawares_from_a_colleague(desk: Any, user: Any, ben: Any, now: Any) -> None:
    client = of(desk, "client.example")
    first = keepers.take_over(workspace=desk, user=user, now=now, clients=[client], seen=0)
    with pytest.raises(NotPossible, match=r"keeper\.moved_on"):
        keepers.take_over(workspace=desk, user=ben, now=now, clients=[client], seen=0)
    keepers.take_over(workspace=desk, user=ben, now=now, clients=[client], seen=user.pk)
    with pytest.raises(NotPossible, match=r"keeper\.moved_on"):
        recording.undo(workspace=desk, user=user, now=now, event=first)
    assert ClientKeeper.objects.get(client=client).user == ben
    with pytest.raises(NotPossible, match=r"keeper\.same"):
        keepers.take_over(workspace=desk, user=ben, now=now, clients=[client])
    with pytest.raises(NotPossible, match=r"keeper\.nobody"):
        keepers.take_over(workspace=desk, user=ben, now=now, clients=[client], keeper=987654)
    with pytest.raises(NotThere):
        keepers.take_over(workspace=desk, user=ben, now=now, clients=[client, 987654])


def test_all_clients_of_a_person_go_in_one_step_and_come_back_in_one(desk: Any, user: Any, ben: Any, now: Any) -> None:
    clients = [of(desk, key) for key in ("client.example", "hleb.example", "kape.example")]
    keepers.take_over(workspace=desk, user=user, now=now, clients=clients)
    found = taker(workspace=desk, now=now, person=ben.pk, of=user.pk)
    assert sorted(found.clients) == sorted(clients)
    assert found.change is not None
    assert found.change.after.load.weeks[0].need > found.change.before.load.weeks[0].need
    event = keepers.take_over(workspace=desk, user=ben, now=now, clients=clients)
    assert {row.user for row in ClientKeeper.objects.all()} == {ben}
    recording.undo(workspace=desk, user=ben, now=now, event=event)
    assert {row.user for row in ClientKeeper.objects.all()} == {user}


def test_the_new_contact_is_introduced_by_a_draft_in_the_client_s_language(
    desk: Any, user: Any, ben: Any, now: Any
) -> None:
    clients = [of(desk, key) for key in ("client.example", "hleb.example", "kape.example")]
    keepers.take_over(workspace=desk, user=user, now=now, clients=clients)
    sent = Outbox.objects.count()
    event = keepers.take_over(workspace=desk, user=ben, now=now, clients=clients, introduced=True)
    drafts = {row.conversation.client.key: row for row in ReplyDraft.objects.select_related("conversation__client")}
    assert {row.user for row in drafts.values()} == {ben}
    assert Outbox.objects.count() == sent, "a draft, never sent by itself"
    assert "Dobrý deň" in drafts["client.example"].text
    assert "Tieto vaše otázky sú ešte otvorené:\n1. " in drafts["client.example"].text
    assert "Здравствуйте" in drafts["hleb.example"].text
    assert "po" in drafts["kape.example"].text.split()
    for row in drafts.values():
        assert "Ben" in row.text
        assert "Anna" in row.text
    kept = drafts["client.example"]
    kept.text += " And more."
    kept.save()
    recording.undo(workspace=desk, user=ben, now=now, event=event)
    assert list(ReplyDraft.objects.all()) == [kept], "what somebody wrote on is theirs"


def test_a_draft_of_the_taker_s_own_is_left_alone(desk: Any, user: Any, ben: Any, now: Any) -> None:
    from ashore.usecases.drafts import save_draft

    client = of(desk, "client.example")
    talk = desk.conversation_set.get(client=client).pk
    save_draft(workspace=desk, user=ben, now=now, conversation=talk, text="Mine")
    keepers.take_over(workspace=desk, user=ben, now=now, clients=[client], introduced=True)
    assert ReplyDraft.objects.get().text == "Mine"


def test_the_pack_holds_what_is_open_how_they_feel_and_what_to_avoid(desk: Any, user: Any, now: Any) -> None:
    client = of(desk, "hleb.example")
    write_so(workspace=desk, user=user, now=now, client=client, type="anxious", familiar=False, terms="CTR")
    work = Client.objects.get(pk=client).engagements.get().pk
    add_version(workspace=desk, user=user, now=now, engagement=work, text=TERMS)
    (pack,) = hand_over(workspace=desk, now=now, client=client).packs
    assert [row.quote for row in pack.questions] == ["Когда будет готова смета?"]
    assert pack.steps
    assert pack.steps[0].due is not None
    assert (pack.language, pack.manner.type) == ("ru", "anxious")
    assert pack.mood is not None
    assert pack.mood.reason.code in ("handing.mood.angry", "handing.mood.dissatisfied")
    assert {"coach.promise-without-date.title"} <= {reason.code for reason in pack.avoid}
    assert [line.name for line in pack.works[0].plan] == ["Design"]
    assert [person.emails for person in pack.people] == [("olga@hleb.example",)]
    with pytest.raises(NotThere):
        hand_over(workspace=desk, now=now, client=987654)


def test_who_works_here_no_more_gets_no_client_back(desk: Any, user: Any, ben: Any, now: datetime) -> None:
    client = of(desk, "client.example")
    keepers.take_over(workspace=desk, user=user, now=now, clients=[client])
    event = keepers.take_over(workspace=desk, user=ben, now=now, clients=[client])
    Membership.objects.filter(user=user).delete()
    recording.undo(workspace=desk, user=ben, now=now + timedelta(days=1), event=event)
    assert not ClientKeeper.objects.filter(client=client).exists()
