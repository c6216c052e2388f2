"""Who reaches what: every address, asked by everybody there is. A route without a line here fails, and so does one
without a door."""

from typing import Any

import pytest
from django.db import transaction
from django.test import Client as Browser
from django.urls import reverse

from ashore.usecases.rights import ROLES, gives, may
from ashore.web.doors import DOORS
from integration.web.test_access import CHANGES, FORM, FORMS, OF_A_DESK, ids_of

WHO = ("owner", "manager", "member", "accountant", "guest", "elsewhere", "stranger", "anonymous")
"""``guest``: of the client that the thing belongs to; ``elsewhere``: guest of another client of the same desk;
``stranger``: an owner of another desk, with the numbers of this one; ``anonymous``: nobody who is signed in."""

ALL, WORKERS, LEADERS, OWNER, TERMS, CLIENT, FILE = (
    "++++++", "+++---", "++----", "+-----", "++++--", "+++-+0", "+++++0",
)  # fmt: skip
"""What the first six get: + it, - a refusal in clear words, 0 nothing is there."""

EXPECTED = {
    # of the desk as a whole: a stranger gets their own
    "today": "+++>>>" "+", "inbox": WORKERS + "+", "clients": WORKERS + "+", "papers": TERMS + "+",
    "waits": WORKERS + "+", "tray": WORKERS + "+", "retry_tray": WORKERS + "+", "outgoing": WORKERS + "+",
    "letters": WORKERS + "+", "sign": WORKERS + "+", "receipts": OWNER + "+",
    "coach_settings": WORKERS + "+", "require": LEADERS + "+", "limits": LEADERS + "+",
    "new_pack": WORKERS + "+", "add_pack": OWNER + "+", "switch_pack": OWNER + "+",
    "accounts": WORKERS + "+", "new_account": OWNER + "+", "add_account": OWNER + "+",
    "channels": WORKERS + "+", "new_channel": OWNER + "+", "add_channel": OWNER + "+",
    "background": OWNER + "+", "retry_task": OWNER + "+", "settings": WORKERS + "+",
    "data": WORKERS + "+", "want_export": OWNER + "+", "people_csv": OWNER + "+", "take_in_contacts": OWNER + "+",
    "erase": OWNER + "+", "search": WORKERS + "+", "jump": WORKERS + "+",
    "team": ALL + "+", "invite": LEADERS + "+", "leave": ALL + "+", "require_second_factor": OWNER + "+",
    "choose_desk": ALL + "+", "audit": OWNER + "+", "audit_csv": OWNER + "+", "keep_audit": OWNER + "+",
    "sessions": ALL + "+", "end_other_sessions": ALL + "+", "help": ALL + "+", "rule": ALL + "+",
    "preferences": ALL + "+",
    # of a client
    "client": CLIENT + "0", "rename": WORKERS + "0", "manner": WORKERS + "0", "merge": WORKERS + "0",
    "suspend": WORKERS + "0", "resume": WORKERS + "0", "chat_code": WORKERS + "0",
    "engagement": CLIENT + "0", "happened": WORKERS + "0", "plan_call_for": WORKERS + "0",
    "agreement": FILE + "0", "agree": WORKERS + "0", "statement": FILE + "0", "plan": FILE + "0",
    "agreement_file": FILE + "0", "contract": FILE + "0",
    # of a conversation
    "conversation": CLIENT + "0", "reply": WORKERS + "0", "draft": WORKERS + "0", "coach": WORKERS + "0",
    "silence": WORKERS + "0", "lift": WORKERS + "0", "call": WORKERS + "0", "arrange": WORKERS + "0",
    "join": WORKERS + "0", "assign": WORKERS + "0", "plan_call": WORKERS + "0", "letter": WORKERS + "0",
    "give_chat": WORKERS + "0", "invitation": CLIENT + "0", "missed_call": WORKERS + "0",
    "draft_summary": WORKERS + "0",
    # of a message
    "message": CLIENT + "0", "original": CLIENT + "0", "pictures": CLIENT + "0", "raw": WORKERS + "0",
    "attachment": CLIENT + "0", "ask_for_text": WORKERS + "0", "needs_no_answer": WORKERS + "0",
    "admit": WORKERS + "0", "reject": WORKERS + "0", "place": WORKERS + "0", "split": WORKERS + "0",
    "move": WORKERS + "0", "same_person": WORKERS + "0", "block": WORKERS + "0",
    # of the tray, the clocks, the outbox
    "retry": WORKERS + "0", "by_hand": WORKERS + "0", "write_down": WORKERS + "0", "put_away": WORKERS + "0",
    "seen": "+00---" "0", "waive": WORKERS + "0", "undo": WORKERS + "0",
    "withdraw": WORKERS + "0", "mark_sent": WORKERS + "0", "send_again": WORKERS + "0", "send_at": WORKERS + "0",
    "copy_now": WORKERS + "0", "no_copy": WORKERS + "0", "works_again": WORKERS + "0",
    # of how a team works, and of how it went
    "lot": WORKERS + "+", "concerns": WORKERS + "+", "read_concerns": WORKERS + "+", "set_hours": WORKERS + "+",
    "tags": WORKERS + "+", "new_tag": WORKERS + "+", "saved_replies": WORKERS + "+", "keep_saved": WORKERS + "+",
    "hand_overs": WORKERS + "+", "hand_overs_pdf": WORKERS + "+", "hand_overs_txt": WORKERS + "+",
    "taker_of_all": WORKERS + "+", "take_over_all": WORKERS + "+", "capacity": WORKERS + "+",
    "add_absence": WORKERS + "+", "efforts": WORKERS + "+", "attention": WORKERS + "+", "reports": WORKERS + "+",
    "reports_behind": WORKERS + "+", "reports_csv": WORKERS + "+", "reports_pdf": WORKERS + "+",
    "add_field": LEADERS + "+", "remove_field": LEADERS + "0",
    "give": WORKERS + "0", "follow": WORKERS + "0", "snooze": WORKERS + "0", "tag_talk": WORKERS + "0",
    "note": WORKERS + "0", "fill_field": WORKERS + "0", "fill_client_field": WORKERS + "0", "present": WORKERS + "0",
    "insert_saved": WORKERS + "0", "saved_text": WORKERS + "0", "change_tag": WORKERS + "0",
    "drop_saved": WORKERS + "0", "hand_over": WORKERS + "0", "hand_over_pdf": WORKERS + "0",
    "hand_over_txt": WORKERS + "0", "taker": WORKERS + "0", "take_over": WORKERS + "0",
    "remove_absence": WORKERS + "0",
    # of settings
    "pack": WORKERS + "0", "replace_pack": OWNER + "0", "remove_pack": OWNER + "0",
    "mail_account": OWNER + "0", "change_account": OWNER + "0", "check_account": OWNER + "0",
    "pause_account": OWNER + "0", "resume_account": OWNER + "0", "remove_account": OWNER + "0",
    "account_folders": OWNER + "0",
    "channel": OWNER + "0", "change_channel": OWNER + "0", "renew_secret": OWNER + "0",
    "check_channel": OWNER + "0", "pause_channel": OWNER + "0", "resume_channel": OWNER + "0",
    "remove_channel": OWNER + "0", "fetch_export": OWNER + "0",
    "withdraw_invitation": LEADERS + "0", "teammate": LEADERS + "0", "change_role": LEADERS + "0",
    "remove_member": LEADERS + "0", "end_session": "+00000" "0",
}  # fmt: skip


def people(world: Any) -> dict[str, Browser]:
    """A browser of each, all but the owner without a place anywhere else."""
    from ashore.store.models import Membership, User

    found = {"owner": world.browser(), "stranger": world.browser(world.max), "anonymous": Browser()}
    own, other = world.talk().client_id, world.desk.conversation_set.get(subject="Смета").client_id
    for who, role, client in (
        ("manager", "manager", None), ("member", "member", None), ("accountant", "accountant", None),
        ("guest", "guest", own), ("elsewhere", "guest", other),
    ):  # fmt: skip
        user = User.objects.create_user(f"{who}@studio.example")
        Membership.objects.create(workspace=world.desk, user=user, role=role, client_id=client)
        found[who] = world.browser(user)
    return found


def told(answer: Any) -> str:
    """What an answer comes to: a letter of the table."""
    if answer.status_code == 302 and answer.url.startswith(reverse("account_login")):
        return "d"
    if answer.status_code == 302 and answer.wsgi_request.path == "/":
        return ">"
    return {403: "-", 404: "0"}.get(answer.status_code, "+" if answer.status_code < 500 else "!")


def test_every_route_has_a_line_here_and_a_door() -> None:
    assert set(EXPECTED) == set(OF_A_DESK) == set(DOORS)


def test_everybody_reaches_what_their_role_opens_and_nothing_else(world: Any) -> None:
    """One world for all: what each does is taken back before the next one comes."""
    browsers, ids = people(world), ids_of(world, world.desk, world.anna)
    got: dict[str, str] = {}
    for name in OF_A_DESK:
        url, got[name] = reverse(name, args=ids.get(name, [])), ""
        for who in WHO:
            with transaction.atomic():
                browser = browsers[who]
                answer = browser.post(url, FORMS.get(name, FORM)) if name in CHANGES else browser.get(url)
                transaction.set_rollback(True)
            got[name] += told(answer)
            if got[name][-1] in "-0d":
                assert b"petra" not in getattr(answer, "content", b"").lower(), f"{who} is told nothing by {name}"
    assert {name: line for name, line in got.items() if line != EXPECTED[name] + "d"} == {}


def test_an_address_without_a_door_opens_to_nobody(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(DOORS, "inbox")
    assert world.browser().get(reverse("inbox")).status_code == 403


def test_a_role_that_nobody_knows_may_nothing() -> None:
    assert not may("king", "be_here")
    assert gives("king") == ()


def test_nobody_gives_a_role_that_opens_more_than_their_own() -> None:
    acts = ("read_mail", "read_terms", "read_client", "work", "settle_house", "manage_team", "own", "be_here")
    for giver in ROLES:
        for given in gives(giver):
            assert not [act for act in acts if may(given, act) and not may(giver, act)]
