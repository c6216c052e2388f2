"""The team: invitations, roles, leaving, and several desks."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from ashore.store.models import AuditEntry, Invitation, Membership, ReplyDraft, User, Workspace
from ashore.usecases import inviting, membership
from ashore.usecases.errors import NotPossible

WORDS = "harbour-and-tide"


def invited(world: Any, email: str = "ben@studio.example", role: str = "member", **more: Any) -> str:
    """The path of an invitation that Anna made on the page."""
    page = world.browser().post(reverse("invite"), {"email": email, "role": role, **more}).content.decode()
    begin = page.index("http://testserver/join/")
    return page[begin + len("http://testserver") : page.index('"', begin)]


def mate(world: Any, role: str, email: str = "", **more: Any) -> Any:
    """A person of Anna's team."""
    user = User.objects.create_user(email or f"{role}@studio.example", name=role.title())
    Membership.objects.create(workspace=world.desk, user=user, role=role, **more)
    return user


def role_of(world: Any, user: Any) -> str | None:
    return Membership.objects.filter(workspace=world.desk, user=user).values_list("role", flat=True).first()


def test_an_invitation_opens_the_desk_once_to_a_new_person(world: Any) -> None:
    path = invited(world)
    ben = Browser()
    assert b"ben@studio.example" in ben.get(path).content
    assert ben.post(path, {"name": "Ben", "password": WORDS}).url == "/"
    assert ben.get("/").status_code == 200
    assert role_of(world, User.objects.get(email="ben@studio.example")) == "member"
    again = Browser().post(path, {"name": "Eve", "password": WORDS})
    assert again.status_code == 410
    assert b"no longer works" in again.content


def test_the_link_is_shown_once_and_its_secret_is_kept_nowhere(world: Any) -> None:
    secret = invited(world).split("/")[2]
    assert secret not in world.browser().get(reverse("team")).content.decode()
    assert not Invitation.objects.filter(digest=secret).exists()
    assert Invitation.objects.get().email == "ben@studio.example"


def test_looking_at_an_invitation_does_not_use_it_up(world: Any) -> None:
    path = invited(world)
    for _ in range(3):
        Browser().get(path)
    assert Browser().post(path, {"name": "Ben", "password": WORDS}).status_code == 302


def test_an_invitation_ends_after_a_week_or_when_it_is_taken_back(world: Any) -> None:
    path = invited(world)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert Browser().get(path).status_code == 410
    path = invited(world, "eve@studio.example")
    row = Invitation.objects.get(email="eve@studio.example")
    world.browser().post(reverse("withdraw_invitation", args=[row.pk]))
    assert Browser().post(path, {"name": "Eve", "password": WORDS}).status_code == 410


def test_a_second_invitation_of_an_address_takes_the_first_ones_place(world: Any) -> None:
    first, second = invited(world), invited(world)
    assert Browser().get(first).status_code == 410
    assert Browser().get(second).status_code == 200


def test_a_weak_password_is_refused_with_the_reason_and_the_place_is_kept(world: Any) -> None:
    path = invited(world)
    answer = Browser().post(path, {"name": "Ben", "password": "short"})
    assert answer.status_code == 422
    assert b"too short" in answer.content
    assert Browser().get(path).status_code == 200


def test_whoever_has_an_account_signs_in_and_takes_the_place_with_it(world: Any) -> None:
    path = invited(world, "nora@nowhere.example", "accountant")
    stranger = Browser().post(path, {"name": "Nora", "password": WORDS})
    assert stranger.url.startswith(reverse("account_login")), "holding the link does not open another's account"
    assert role_of(world, world.nora) is None
    assert world.browser(world.nora).post(path).url == "/"
    assert role_of(world, world.nora) == "accountant"


def test_an_invitation_is_for_its_address_alone(world: Any) -> None:
    path = invited(world, "nora@nowhere.example")
    answer = world.browser(world.max).post(path)
    assert answer.status_code == 422
    assert role_of(world, world.max) is None
    assert b"another address" in answer.content


def test_an_invitation_is_mailed_by_the_desks_own_server_and_stands_in_no_outbox(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[Any] = []
    monkeypatch.setattr(inviting.sending, "route", lambda **_: inviting.sending.Route({"host": "127.0.0.1"}))
    monkeypatch.setattr(inviting, "connect", lambda *_: type("S", (), {"send_message": sent.append, "close": int})())
    monkeypatch.setattr(inviting, "greet", lambda *_: None)
    path = invited(world)
    assert path in sent[0].get_content().replace("=\n", "")
    assert sent[0]["To"] == "ben@studio.example"
    assert not world.desk.outbox_set.exists()


def test_a_server_that_fails_leaves_the_link_to_be_handed_over(world: Any, settings: Any) -> None:
    settings.SMTP = {"host": "127.0.0.1", "port": 1, "security": "none"}
    page = world.browser().post(reverse("invite"), {"email": "ben@studio.example", "role": "member"})
    assert b"hand it over yourself" in page.content
    assert b"/join/" in page.content


def test_a_guest_is_of_one_client_and_that_is_asked(world: Any) -> None:
    answer = world.browser().post(reverse("invite"), {"email": "g@x.example", "role": "guest"})
    assert answer.status_code == 422
    elsewhere = world.rival.client_set.first().pk
    assert (
        b"choose which"
        in world.browser()
        .post(reverse("invite"), {"email": "g@x.example", "role": "guest", "client": elsewhere})
        .content
    ), "a client of another desk is none"
    client = world.talk().client_id
    path = invited(world, "g@x.example", "guest", client=client)
    guest = Browser()
    guest.post(path, {"name": "Gil", "password": WORDS})
    assert guest.get("/").url == reverse("client", args=[client])
    assert guest.get(reverse("client", args=[client])).status_code == 200


def test_a_guest_sees_no_name_of_another_client_and_no_form(world: Any) -> None:
    client = world.talk().client
    guest = world.browser(mate(world, "guest", client=client))
    others = [each.name for each in world.desk.client_set.exclude(pk=client.pk)]
    for url in (reverse("client", args=[client.pk]), reverse("conversation", args=[world.talk().pk])):
        page = guest.get(url).content.decode()
        assert "reads-only" in page
        assert not [name for name in others if name in page]
        assert reverse("reply", args=[world.talk().pk]) not in page
    assert b"Inbox" not in guest.get(reverse("team")).content


def test_a_guest_whose_conversation_goes_to_another_client_sees_it_no_more(world: Any) -> None:
    talk = world.talk()
    guest = world.browser(mate(world, "guest", client=talk.client))
    assert guest.get(reverse("conversation", args=[talk.pk])).status_code == 200
    world.desk.conversation_set.filter(pk=talk.pk).update(client=world.talk("Смета").client)
    assert guest.get(reverse("conversation", args=[talk.pk])).status_code == 404


def test_an_accountant_begins_with_agreements_and_reads_no_letter(world: Any) -> None:
    from ashore.core.agreement import standard_text
    from ashore.usecases.agreements import add_version

    talk, now = world.talk(), timezone.now()
    add_version(workspace=world.desk, user=world.anna, now=now, engagement=talk.engagement_id, text=standard_text())
    browser = world.browser(mate(world, "accountant"))
    assert browser.get("/").url == reverse("papers")
    page = browser.get(reverse("papers")).content.decode()
    assert reverse("statement", args=[talk.engagement_id]) in page
    assert browser.get(reverse("agreement", args=[talk.engagement_id])).status_code == 200
    assert browser.get(reverse("statement", args=[talk.engagement_id])).status_code == 200
    assert browser.get(reverse("conversation", args=[talk.pk])).status_code == 403


def test_a_manager_gives_roles_below_their_own_and_touches_no_owner(world: Any) -> None:
    manager, member = mate(world, "manager"), mate(world, "member")
    browser = world.browser(manager)
    browser.post(reverse("change_role", args=[member.pk]), {"role": "owner"})
    assert role_of(world, member) == "member"
    browser.post(reverse("change_role", args=[member.pk]), {"role": "accountant"})
    assert role_of(world, member) == "accountant"
    browser.post(reverse("remove_member", args=[world.anna.pk]))
    browser.post(reverse("change_role", args=[world.anna.pk]), {"role": "member"})
    assert role_of(world, world.anna) == "owner"
    browser.post(reverse("change_role", args=[manager.pk]), {"role": "owner"})
    assert role_of(world, manager) == "manager"
    assert browser.post(reverse("invite"), {"email": "x@x.example", "role": "manager"}).status_code == 422


def test_the_last_owner_cannot_go_and_a_second_one_can(world: Any) -> None:
    anna = world.browser()
    assert b"last owner" in anna.post(reverse("leave"), follow=True).content
    anna.post(reverse("change_role", args=[world.anna.pk]), {"role": "member"})
    assert role_of(world, world.anna) == "owner"
    mate(world, "owner", "second@studio.example")
    anna.post(reverse("leave"))
    assert role_of(world, world.anna) is None
    assert anna.get("/").status_code == 403


def test_what_a_person_leaves_behind_is_told_before_they_go(world: Any) -> None:
    member = mate(world, "member")
    ReplyDraft.objects.create(conversation=world.talk(), user=member, text="half", saved_at=timezone.now())
    world.desk.conversation_set.filter(pk=world.talk().pk).update(owner="Member")
    page = world.browser().get(reverse("teammate", args=[member.pk])).content.decode()
    assert "1 unsent draft is deleted" in page
    assert "1 conversation keeps the name" in page
    world.browser().post(reverse("remove_member", args=[member.pk]))
    assert role_of(world, member) is None
    assert not ReplyDraft.objects.filter(user=member).exists()
    assert world.browser(member).get("/").status_code == 403


def test_a_removed_person_keeps_what_is_theirs_at_other_desks(world: Any) -> None:
    Membership.objects.create(workspace=world.desk, user=world.max, role="member")
    theirs = world.rival.conversation_set.first()
    ReplyDraft.objects.create(conversation=theirs, user=world.max, text="mine", saved_at=timezone.now())
    world.browser().post(reverse("remove_member", args=[world.max.pk]))
    assert ReplyDraft.objects.filter(user=world.max).exists()
    assert world.browser(world.max).get("/").status_code == 200


def test_a_person_of_two_desks_goes_from_one_to_the_other(world: Any) -> None:
    Membership.objects.create(workspace=world.desk, user=world.max, role="member")
    browser, talk = world.browser(world.max), world.talk()
    assert browser.get(reverse("conversation", args=[talk.pk])).status_code == 404
    assert b"Your desks" in browser.get("/").content
    browser.post(reverse("choose_desk"), {"desk": world.desk.pk})
    assert browser.get(reverse("conversation", args=[talk.pk])).status_code == 200
    assert browser.get(reverse("audit")).status_code == 403, "their role is that of the desk, not of the person"


def test_nobody_chooses_a_desk_that_they_have_no_place_at(world: Any) -> None:
    browser = world.browser()
    browser.post(reverse("choose_desk"), {"desk": world.rival.pk})
    assert browser.get(reverse("conversation", args=[world.rival.conversation_set.first().pk])).status_code == 404
    for nonsense in ("", "x", "9" * 40, "\x00"):
        assert browser.post(reverse("choose_desk"), {"desk": nonsense}).status_code == 302


def test_every_change_of_the_team_stands_in_the_log(world: Any) -> None:
    member = mate(world, "member")
    anna = world.browser()
    invited(world)
    anna.post(reverse("change_role", args=[member.pk]), {"role": "manager"})
    anna.post(reverse("remove_member", args=[member.pk]))
    found = AuditEntry.objects.filter(workspace=world.desk).order_by("pk").values_list("act", "detail")
    kept = [(act, detail) for act, detail in found if act in ("invited", "role_changed", "removed")]
    assert kept == [
        ("invited", {"email": "ben@studio.example", "role": "member"}),
        ("role_changed", {"email": "member@studio.example", "from": "member", "to": "manager"}),
        ("removed", {"email": "member@studio.example"}),
    ]


def test_another_desks_people_are_not_there(world: Any) -> None:
    now = timezone.now()
    with pytest.raises(LookupError):
        membership.remove(workspace=world.desk, user=world.anna, now=now, person=world.max.pk)
    with pytest.raises(NotPossible):
        membership.require_second_factor(workspace=world.rival, user=world.anna, now=now, wanted=True)
    assert not Workspace.objects.filter(second_factor=True).exists()


def test_guests_and_accountants_get_no_letter_of_the_day(world: Any) -> None:
    from ashore.usecases.signin import workspace_of

    assert workspace_of(user=mate(world, "accountant")) is None
    assert workspace_of(user=mate(world, "guest", client=world.talk().client)) is None
    assert workspace_of(user=mate(world, "member")) == world.desk


def test_what_a_person_had_in_hand_is_nobodys_when_they_go_and_that_is_said_before(world: Any) -> None:
    from ashore.usecases import keepers
    from ashore.usecases.team import acting

    ben, talk, now = mate(world, "member"), world.talk(), timezone.now()
    act: dict[str, Any] = {"workspace": world.desk, "user": world.anna, "now": now}
    acting.give(**act, conversation=talk.pk, to=ben.pk)
    keepers.take_over(**act, clients=[talk.client_id], keeper=ben.pk)
    told = world.browser().get(reverse("teammate", args=[ben.pk])).content.decode()
    assert "which are nobody's then: 1." in told
    assert f"/hand-over/?of={ben.pk}" in told
    world.browser().post(reverse("remove_member", args=[ben.pk]))
    talk.refresh_from_db()
    assert talk.assignee is None
    assert not world.desk.clientkeeper_set.exists()
    decided = world.desk.event_set.filter(kind__in=("owner", "keeper"))
    assert decided.count() == 4
    assert set(decided.values_list("created_by", flat=True)) == {world.anna.pk}
