"""Packs of house rules in a desk: kept once their tests pass, switched, replaced, taken out, and never read in vain."""

import datetime as dt
from typing import Any

import pytest

from ashore.core.coach.packs import book
from ashore.core.coach.packs.model import Pack
from ashore.core.coach.packs.template import new_pack
from ashore.store.models import Conversation, Event, HousePack
from ashore.usecases import coaching, housepacks, houserules, manners, recording, silencing
from ashore.usecases.errors import NotPossible, NotThere
from ashore.usecases.setting_up import add_user, create_workspace

TEXT = new_pack("ours")
DRAFT = "Hello Eva, we leverage the pictures.\n\nAnna\nExample Studio"


@pytest.fixture
def act(workspace: Any, user: Any, now: dt.datetime) -> dict[str, Any]:
    return {"workspace": workspace, "user": user, "now": now}


@pytest.fixture
def talk(letter: Any, arrive: Any) -> Conversation:
    arrive(letter(1, "Hello Anna, when is the site ready?"))
    return Conversation.objects.get()


def codes(act: dict[str, Any], talk: Conversation, text: str = DRAFT) -> list[str]:
    found = coaching.coach(**act, conversation=talk.pk, text=text).review.findings
    return [each.code for each in found if each.code.startswith("H:")]


def switched_on(act: dict[str, Any], text: str = TEXT) -> HousePack:
    assert housepacks.add(**act, text=text).faults == ()
    housepacks.switch(**act, name="ours", on=True)
    return HousePack.objects.get(name="ours")


def test_a_pack_holds_once_it_is_switched_on(act, talk):
    assert housepacks.add(**act, text=TEXT).faults == ()
    assert codes(act, talk) == []
    housepacks.switch(**act, name="ours", on=True)
    assert codes(act, talk) == ["H:ours/plain-words"]
    housepacks.switch(**act, name="ours", on=False)
    assert codes(act, talk) == []


def test_a_pack_with_faults_or_failing_tests_is_not_kept(act):
    broken = housepacks.add(**act, text=TEXT.replace("why:", "wy:", 1)).faults
    failing = housepacks.add(**act, text=TEXT.replace("great synergies", "great pages")).faults
    assert [(each.place.line, each.reason.code) for each in broken] == [(11, "pack.unknown_key")]
    assert [(each.place.line, each.reason.code) for each in failing] == [(19, "pack.test_hit")]
    assert not HousePack.objects.exists()


def test_names_are_given_once_and_those_of_ours_not_at_all(act):
    housepacks.add(**act, text=TEXT)
    assert [each.reason.code for each in housepacks.add(**act, text=TEXT + "\n").faults] == ["pack.name_here"]
    assert [each.reason.code for each in housepacks.add(**act, text=new_pack("jargon")).faults] == ["pack.name_shipped"]


def test_a_pack_that_is_replaced_stays_on_and_keeps_its_name(act, talk):
    row = switched_on(act)
    assert housepacks.replace(**act, pack=row.pk, text=TEXT.replace("leverage", "exploit")).faults == ()
    assert codes(act, talk) == []
    assert codes(act, talk, DRAFT.replace("leverage", "exploit")) == ["H:ours/plain-words"]
    other = housepacks.replace(**act, pack=row.pk, text=new_pack("theirs")).faults
    assert [each.reason.code for each in other] == ["pack.name_other"]
    wrong = housepacks.replace(**act, pack=row.pk, text="name: ours").faults
    assert wrong
    assert codes(act, talk, DRAFT.replace("leverage", "exploit")) == ["H:ours/plain-words"], "the old one goes on"


def test_each_step_can_be_undone(act, talk):
    row = switched_on(act)
    housepacks.replace(**act, pack=row.pk, text=TEXT.replace("leverage", "exploit"))
    housepacks.remove(**act, pack=row.pk)
    assert codes(act, talk) == []
    removed, replaced = Event.objects.filter(kind="house_pack").order_by("-pk")[:2]
    recording.undo(**act, event=removed.pk)
    assert codes(act, talk, DRAFT.replace("leverage", "exploit")) == ["H:ours/plain-words"]
    recording.undo(**act, event=replaced.pk)
    assert codes(act, talk) == ["H:ours/plain-words"]


def test_packs_that_come_with_ashore_are_switched_by_name(act, talk):
    event = housepacks.switch(**act, name="officialese", on=True)
    text = "Hello Eva, at this point in time the page is up."
    assert codes(act, talk, text) == ["H:officialese/heavy-turns"]
    recording.undo(**act, event=event)
    assert codes(act, talk, text) == []
    with pytest.raises(NotThere):
        housepacks.switch(**act, name="no-such-pack", on=True)


def test_a_house_rule_is_required_silenced_and_asked_a_reason_for(act, talk):
    switched_on(act)
    manners.require(**act, rules=["ours/plain-words", "R112"])
    assert coaching.required_by(act["workspace"]) == {"H:ours/plain-words", "R112"}
    silence = {**act, "conversation": talk.pk, "scope": "draft", "code": "H:ours/plain-words"}
    with pytest.raises(NotPossible, match=r"silence\.without_reason"):
        silencing.silence(**silence)
    silencing.silence(**silence, why="The client calls it so")
    assert codes(act, talk) == []
    with pytest.raises(NotPossible, match=r"required\.unknown"):
        manners.require(**act, rules=["ours/no-such-rule"])


def test_a_rule_that_its_pack_requires_holds_and_wants_a_reason(act, talk):
    switched_on(act, TEXT.replace("kind: substitution", "kind: substitution\n    required: true"))
    assert coaching.coach(**act, conversation=talk.pk, text=DRAFT).review.blocked
    with pytest.raises(NotPossible, match=r"silence\.without_reason"):
        silencing.silence(**act, conversation=talk.pk, scope="draft", code="H:ours/plain-words")


def test_findings_tell_the_why_in_the_readers_language(act, talk):
    housepacks.switch(**act, name="officialese", on=True)
    act["user"].language = "sk"
    text = "Hello Eva, at this point in time the page is up."
    found = coaching.coach(**act, conversation=talk.pk, text=text).review.findings
    (why,) = [each.reason.params["why"] for each in found if each.code.startswith("H:")]
    assert str(why).startswith("Jedno obyčajné slovo")


def test_a_key_reads_no_pack_and_builds_no_book(act, talk, monkeypatch):
    switched_on(act)
    housepacks.switch(**act, name="jargon", on=True)
    codes(act, talk)
    read: list[Any] = []
    real = houserules.read_pack

    def listen(*given: Any) -> Any:
        read.append(given)
        return real(*given)

    monkeypatch.setattr(houserules, "read_pack", listen)
    built = book.house_book.cache_info().misses
    for text in ("Hello", "Hello Eva, we leverage", DRAFT):
        codes(act, talk, text)
    assert (read, book.house_book.cache_info().misses) == ([], built)


def test_a_pack_that_this_version_cannot_read_is_left_out(act, talk):
    HousePack.objects.create(
        workspace=act["workspace"], name="old", text="name: old", digest="0" * 64, on=True, created_at=act["now"]
    )
    assert codes(act, talk) == []


def test_only_an_owner_changes_the_rules_of_a_house(act, workspace, now):
    row = switched_on(act)
    member = add_user(workspace=workspace, email="bob@studio.example", name="Bob")
    of_bob = {**act, "user": member}
    last = Event.objects.filter(kind="house_pack").latest("pk")
    for wish in (
        lambda: housepacks.add(**of_bob, text=new_pack("bobs")),
        lambda: housepacks.replace(**of_bob, pack=row.pk, text=TEXT + "\n"),
        lambda: housepacks.switch(**of_bob, name="jargon", on=True),
        lambda: housepacks.remove(**of_bob, pack=row.pk),
        lambda: recording.undo(**of_bob, event=last.pk),
    ):
        with pytest.raises(NotPossible, match=r"house_pack\.not_owner"):
            wish()


def test_a_pack_of_another_house_is_not_there(act, now):
    row = switched_on(act)
    rival = create_workspace(name="Rival", me=["rival.example"], zone="UTC", now=now)
    charlie = add_user(workspace=rival, email="charlie@rival.example", name="Charlie")
    theirs = {"workspace": rival, "user": charlie, "now": now}
    with pytest.raises(NotThere):
        housepacks.replace(**theirs, pack=row.pk, text=TEXT)
    with pytest.raises(NotThere):
        housepacks.remove(**theirs, pack=row.pk)
    with pytest.raises(NotThere):
        housepacks.switch(**theirs, name="ours", on=False)
    assert houserules.house_of(rival, "en").packs == ()


def test_a_text_that_was_checked_is_a_pack():
    assert isinstance(housepacks.checked(TEXT), Pack)
