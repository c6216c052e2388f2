"""What the coach is told of a draft's surroundings: conversation, people, terms, the house and the client."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from ashore.core.coach import Review
from ashore.core.coach import case as cases
from ashore.store.models import Conversation, Event, Message, Outbox
from ashore.usecases import coaching, manners, recording, silencing
from ashore.usecases.agreements import add_version
from ashore.usecases.errors import NotPossible, NotThere
from ashore.usecases.replies import write_reply


@pytest.fixture
def talk(letter: Any, arrive: Any, now: dt.datetime) -> Conversation:
    first, second = now - dt.timedelta(hours=3), now - dt.timedelta(hours=1)
    arrive(letter(1, "Hello Anna, when is the site ready?", cc="jan@client.example", at=first))
    ours = letter(
        2, "Hello Eva, on Friday.", sender="Anna <anna@studio.example>", to="Eva Malá <eva@client.example>",
        cc="jan@client.example", at=first + dt.timedelta(hours=1), after=1,
    )  # fmt: skip
    arrive(ours)
    arrive(letter(3, "And what does it cost?", cc="jan@client.example", at=second, after=2))
    return Conversation.objects.get()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What the core is asked, each time."""
    calls: list[Any] = []

    def listen(*given: Any, **_more: Any) -> Review:
        calls.append(given)
        return Review((), "en")

    monkeypatch.setattr(coaching, "check", listen)
    return calls


def act(workspace: Any, user: Any, now: dt.datetime) -> dict[str, Any]:
    return {"workspace": workspace, "user": user, "now": now}


def test_the_conversation_is_told_with_both_sides_and_without_quotes(workspace, user, talk, asked, now):
    coaching.coach(**act(workspace, user, now), conversation=talk.pk, text="Hello")
    turns = sorted(asked[0][1], key=lambda turn: turn.at)
    assert [(turn.side, turn.text) for turn in turns] == [
        ("client", "Hello Anna, when is the site ready?"),
        ("us", "Hello Eva, on Friday."),
        ("client", "And what does it cost?"),
    ]
    assert turns[0].sender == ("Eva Malá", "eva@client.example")
    assert [each.email for each in turns[0].cc] == ["jan@client.example"]


def test_recipients_are_parted_as_the_reply_will_part_them(workspace, user, talk, asked, now):
    chosen = ["jan@client.example", "eva@client.example"]
    local = now.astimezone(ZoneInfo("Europe/Bratislava"))
    coaching.coach(**act(workspace, user, local), conversation=talk.pk, text="Hello", to=chosen)
    draft = asked[0][0]
    assert [tuple(each) for each in draft.to] == [("Eva Malá", "eva@client.example")]
    assert [each.email for each in draft.cc] == ["jan@client.example"]
    assert (draft.sender.email, draft.subject) == ("anna@studio.example", "Re: New site")
    assert draft.at.utcoffset() == dt.timedelta(hours=1), "dates are meant on the writer's clock"


def test_the_one_contact_is_who_the_agreement_names(workspace, user, talk, asked, now):
    terms = 'version = 1\n[parties.client]\nname = "Client"\ncontact = "Jan"\ncontact_email = "jan@client.example"\n'
    assert add_version(**act(workspace, user, now), engagement=talk.engagement_id, text=terms) == ()
    coaching.coach(**act(workspace, user, now), conversation=talk.pk, text="Hello", to=["eva@client.example"])
    _, _, agreement, people, _ = asked[0]
    assert agreement is not None
    assert [person.email for person in people if person.contact] == ["jan@client.example"]
    assert {person.email: person.side for person in people}["anna@studio.example"] == "us"


def test_what_the_house_knows_of_the_client_is_told(workspace, user, talk, asked, now):
    manner = {"type": "know-all", "familiar": True, "terms": "CMS, SEO"}
    manners.write_so(**act(workspace, user, now), client=talk.client_id, **manner)
    manners.require(**act(workspace, user, now), rules=["placeholder-left-in"])
    for scope, code in (("house", "R062"), ("client", "R063"), ("draft", "R064")):
        silencing.silence(**act(workspace, user, now), conversation=talk.pk, scope=scope, code=code, why="w")
    coaching.coach(**act(workspace, user, now), conversation=talk.pk, text="Hello")
    profile = asked[0][4]
    assert (profile.client_type, profile.familiar, profile.known_terms) == ("know-all", True, {"cms", "seo"})
    assert profile.required == {"R112"}
    assert [(each.scope, each.code) for each in profile.silences] == [
        ("draft", "R064"), ("client", "R063"), ("house", "R062"),
    ]  # fmt: skip


def test_a_conversation_is_read_once_and_not_at_each_key(workspace, user, talk, now, monkeypatch):
    seen: list[str] = []
    real = cases.read

    def read(text: str, *rest: Any) -> Any:
        seen.append(text)
        return real(text, *rest)

    cases._facts_of.cache_clear()
    monkeypatch.setattr(cases, "read", read)
    coaching.coach(**act(workspace, user, now), conversation=talk.pk, text="")
    assert "And what does it cost?" in seen, "before the first word"
    seen.clear()
    for text in ("H", "He", "Hello Eva, it costs 40 EUR."):
        coaching.coach(**act(workspace, user, now), conversation=talk.pk, text=text)
    assert set(seen) <= {"H", "He", "Hello Eva, it costs 40 EUR."}


def test_a_key_costs_few_questions_to_the_database(workspace, user, talk, now, django_assert_max_num_queries):
    to = ["eva@client.example"]
    with django_assert_max_num_queries(8):
        coaching.coach(**act(workspace, user, now), conversation=talk.pk, text="Hello Eva", to=to)


def test_outsiders_and_machines_take_no_part(workspace, user, talk, asked, now, letter, arrive):
    arrive(letter(4, "Who pays?", sender="x@elsewhere.example", after=3))
    arrive(letter(5, "I am away.", after=3, extra="Auto-Submitted: auto-replied"))
    assert Message.objects.filter(conversation=talk).count() == 5
    coaching.coach(**act(workspace, user, now), conversation=talk.pk, text="Hello")
    assert {turn.text for turn in asked[0][1]}.isdisjoint({"Who pays?", "I am away."})


def test_what_is_not_there_is_refused(workspace, user, now):
    with pytest.raises(NotThere):
        coaching.coach(**act(workspace, user, now), conversation=99, text="Hello")
    with pytest.raises(NotThere):
        silencing.silence(**act(workspace, user, now), conversation=99, scope="draft", code="R112")
    with pytest.raises(NotThere):
        silencing.lift(**act(workspace, user, now), silence=99)
    with pytest.raises(NotThere):
        manners.write_so(**act(workspace, user, now), client=99, familiar=True, terms="")


def test_a_required_rule_holds_every_way_of_writing_a_reply(workspace, user, talk, now):
    manners.require(**act(workspace, user, now), rules=["R112"])
    with pytest.raises(NotPossible, match=r"reply\.held"):
        write_reply(**act(workspace, user, now), conversation=talk.pk, text="It costs XXX EUR.")
    assert not Outbox.objects.exists()
    write_reply(**act(workspace, user, now), conversation=talk.pk, text="It costs 40 EUR.")
    assert Outbox.objects.count() == 1


def test_decisions_stand_in_the_log_and_move_no_clock(workspace, user, talk, now):
    before = talk.engagement.revision
    event = silencing.silence(
        **act(workspace, user, now), conversation=talk.pk, scope="client", code="R112", why="codes"
    )
    row = Event.objects.get(pk=event)
    assert (row.kind, row.engagement_id, row.created_by, row.data["why"]) == (
        "silence", talk.engagement_id, user, "codes",
    )  # fmt: skip
    talk.engagement.refresh_from_db()
    assert talk.engagement.revision == before


def test_lifting_is_taken_back_too(workspace, user, talk, now):
    silencing.silence(**act(workspace, user, now), conversation=talk.pk, scope="house", code="R112", why="w")
    row = workspace.silence_set.get()
    lifted = silencing.lift(**act(workspace, user, now), silence=row.pk)
    with pytest.raises(NotPossible, match=r"silence\.lifted"):
        silencing.lift(**act(workspace, user, now), silence=row.pk)
    recording.undo(**act(workspace, user, now), event=lifted)
    row.refresh_from_db()
    assert row.lifted_at is None
    with pytest.raises(NotPossible, match=r"undo\.done_already"):
        recording.undo(**act(workspace, user, now), event=lifted)


def test_the_same_is_not_silenced_twice(workspace, user, talk, now):
    given = {"conversation": talk.pk, "scope": "house", "code": "R112", "why": "w"}
    silencing.silence(**act(workspace, user, now), **given)
    with pytest.raises(NotPossible, match=r"silence\.stands"):
        silencing.silence(**act(workspace, user, now), **given)


def test_terms_are_taken_apart_once_each_and_not_without_end():
    assert manners.terms_in(" CMS ,seo;\nLanding   Page, cms,, ") == ["cms", "seo", "landing page"]
    many = manners.terms_in(",".join(f"{n}-{'x' * 100}" for n in range(1000)))
    assert (len(many), max(map(len, many))) == (manners.MAX_TERMS, manners.MAX_TERM)
