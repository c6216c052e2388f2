"""Every address: strangers are sent to the door, other desks do not exist, changes need POST and a token (H94)."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import URLPattern, reverse

from ashore.core.agreement import standard_text
from ashore.core.coach.packs.template import new_pack as template
from ashore.web.urls import urlpatterns

WATCHED = {"healthz", "readyz", "metrics"}
"""By machines, without a sign-in; see `test_health`."""
OPEN = WATCHED | {
    "enter", "account_login", "account_logout", "account_inactive", "account_signup", "account_reset_password",
    "join_team", "mfa_authenticate", "mfa_login_webauthn", "socialaccount_login_error",
    "socialaccount_login_cancelled", "openid_connect_login", "openid_connect_callback", "socialaccount_signup",
    "socialaccount_connections",
}  # fmt: skip
ACCOUNT = {
    "account_change_password", "account_set_password", "account_reauthenticate",
    "mfa_index", "mfa_activate_totp", "mfa_deactivate_totp", "mfa_list_webauthn", "mfa_add_webauthn",
    "mfa_edit_webauthn", "mfa_remove_webauthn", "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes", "mfa_reauthenticate", "mfa_reauthenticate_webauthn",
}  # fmt: skip
"""Of the person who is signed in, whatever desk that is; see `test_factors`."""
LISTS = {
    "today", "inbox", "clients", "search", "jump", "help", "tray", "waits", "coach_settings", "new_pack", "accounts",
    "new_account", "channels", "new_channel", "outgoing", "letters", "background", "data", "people_csv",
    "settings", "papers", "team", "audit", "audit_csv", "sessions",
    "concerns", "tags", "saved_replies",
    "reports", "reports_behind", "reports_csv", "reports_pdf", "capacity",
    "hand_overs", "hand_overs_pdf", "hand_overs_txt", "taker_of_all",
}  # fmt: skip
FOR_ALL = {"rule"}
"""Pages of the program's own knowledge, the same at every desk."""
CHANGES = {
    "reply", "draft", "call", "needs_no_answer", "waive", "undo", "withdraw", "mark_sent", "send_again", "preferences",
    "rename", "suspend", "resume", "admit", "reject", "retry", "retry_tray", "happened", "agree",
    "coach", "silence", "lift", "manner", "require", "limits",
    "add_pack", "switch_pack", "replace_pack", "remove_pack",
    "split", "move", "join", "assign", "merge", "same_person", "block", "write_down", "put_away",
    "add_account", "change_account", "check_account", "pause_account", "resume_account", "remove_account",
    "account_folders",
    "add_channel", "change_channel", "renew_secret", "check_channel", "pause_channel", "resume_channel",
    "remove_channel",
    "send_at", "copy_now", "no_copy", "sign", "receipts", "works_again",
    "plan_call", "plan_call_for", "letter", "give_chat", "missed_call", "draft_summary", "chat_code", "ask_for_text",
    "retry_task", "seen",
    "want_export", "take_in_contacts", "erase",
    "invite", "withdraw_invitation", "change_role", "remove_member", "leave", "require_second_factor", "choose_desk",
    "keep_audit", "end_session", "end_other_sessions",
    "lot", "give", "follow", "snooze", "tag_talk", "note", "fill_field", "present", "insert_saved", "fill_client_field",
    "read_concerns", "set_hours", "new_tag", "change_tag", "add_field", "remove_field", "keep_saved", "drop_saved",
    "add_absence", "remove_absence", "efforts", "attention", "take_over", "take_over_all",
}  # fmt: skip
ROUTES = {str(each.name): each for each in urlpatterns if isinstance(each, URLPattern)}
OF_A_DESK = sorted(set(ROUTES) - OPEN - ACCOUNT)


def ids_of(world: Any, desk: Any, user: Any) -> dict[str, list[Any]]:
    """For each route with an argument: what this desk would put there."""
    from allauth.usersessions.models import UserSession

    from ashore.core.kernel import Reason
    from ashore.store.models import (
        Absence,
        AgreementText,
        Attachment,
        Channel,
        Event,
        Invitation,
        Membership,
        Message,
        Notice,
        Outbox,
        Returned,
        SentCopy,
        Tray,
        User,
    )
    from ashore.usecases import bundles, calls, housepacks, inviting, recording, replies, silencing
    from ashore.usecases.accounts import add_account
    from ashore.usecases.agreements import add_version
    from ashore.usecases.channels.registry import add_channel
    from ashore.usecases.channels.taking import take_in
    from ashore.usecases.records import write_reason

    talk = desk.conversation_set.order_by("pk").first()
    message = talk.messages.first()
    event = recording.log_call(workspace=desk, user=user, now=message.at, topic="bid", conversation=talk.pk)
    replies.write_reply(workspace=desk, user=user, now=message.at, conversation=talk.pk, text="42")
    now = message.at
    pause = recording.suspend(workspace=desk, user=user, now=now, client=talk.client_id, side="client", why="w")
    act = {"workspace": desk, "user": user, "now": now, "conversation": talk.pk}
    silencing.silence(**act, scope="house", code="R011", why="Secret tender")
    mailbox = add_account(
        workspace=desk, address=f"box-{desk.pk}@secret.example", now=now, imap_host="127.0.0.1", imap_port=1,
        imap_security="none", password="x",
    )  # fmt: skip
    pack = template("ours").replace("Our style guide", "Secret tender")
    assert not housepacks.add(workspace=desk, user=user, now=now, text=pack).faults
    own_pack = desk.house_packs.get().pk
    outsider = world.outsider(desk, "z1" if desk == world.rival else "p3")
    owed = desk.obligation_set.order_by("pk").first()
    Notice.objects.get_or_create(user=user, uid=owed.uid, defaults={"at": now})
    work = talk.engagement_id
    add_version(workspace=desk, user=user, now=now, engagement=work, text=standard_text() + "# Secret tender")
    version = AgreementText.objects.get(engagement=work)
    unread = Tray.objects.create(workspace=desk, raw=in_the_tray(desk), source="s", place="p", reason="{}", at=now)
    outgoing = Outbox.objects.get(workspace=desk)
    SentCopy.objects.create(
        outgoing=outgoing, account_id=mailbox, at=now, reason=write_reason(Reason("account.sealed"))
    )
    back = Returned.objects.create(workspace=desk, message=message, email="zoe@secret.example", at=now)
    at = datetime.now(UTC) + timedelta(days=3)
    act = {"workspace": desk, "user": user, "now": datetime.now(UTC), "conversation": talk.pk}
    planned = calls.plan_call(**act, topic="Secret tender", at=at)
    channel, _ = add_channel(workspace=desk, now=now, kind="api", key=f"chat-{desk.pk}", name="Chat")
    row = Channel.objects.get(pk=channel)
    said = b'{"id": "1", "chat": "c", "sender": "s", "text": "Secret tender?"}'
    chat = take_in(channel=row, raw=said, now=now).message
    assert Event.objects.get(pk=event).workspace_id == desk.pk
    tag, field, kept = of_the_team(desk, user, now, talk)
    away = Absence.objects.create(
        workspace=desk, user=user, first_date=now.date(), last_date=now.date(), created_at=now
    ).pk
    export = bundles.want(workspace=desk, user=user, now=now)
    bundles.make(now=now)
    inviting.invite(workspace=desk, user=user, now=act["now"], email=f"i{desk.pk}@secret.example", role="member")
    invited = Invitation.objects.get(workspace=desk, used_at=None, withdrawn_at=None)
    mate = User.objects.create_user(f"mate{desk.pk}@secret.example", name="Secret mate")
    Membership.objects.create(workspace=desk, user=mate, role="member")
    session = UserSession.objects.create(user=user, session_key=f"none-{desk.pk}", ip="192.0.2.1", user_agent="x")
    return {
        "withdraw_invitation": [invited.pk], "teammate": [mate.pk], "change_role": [mate.pk],
        "remove_member": [mate.pk], "end_session": [session.pk],
        "client": [talk.client_id],
        "conversation": [talk.pk], "reply": [talk.pk], "draft": [talk.pk], "call": [talk.pk],
        "original": [message.pk], "pictures": [message.pk], "raw": [message.pk],
        "needs_no_answer": [message.pk], "message": [message.key],
        "coach": [talk.pk], "silence": [talk.pk], "lift": [desk.silence_set.get().pk], "rule": ["unanswered-question"],
        "rename": [talk.client_id], "manner": [talk.client_id], "suspend": [talk.client_id], "resume": [pause],
        "admit": [outsider.pk], "reject": [outsider.pk],
        "place": [message.pk], "arrange": [talk.pk], "split": [outsider.pk], "move": [outsider.pk], "join": [talk.pk],
        "assign": [talk.pk], "merge": [talk.client_id], "same_person": [message.pk], "block": [outsider.pk],
        "by_hand": [unread.pk], "write_down": [unread.pk], "put_away": [unread.pk],
        "attachment": [Attachment.objects.get(workspace=desk).pk],
        "engagement": [work], "happened": [work], "agreement": [work], "agree": [work],
        "statement": [work], "plan": [work], "agreement_file": [version.pk], "contract": [version.pk],
        "retry": [unread.pk],
        "fetch_export": [export],
        "remove_absence": [away],
        "hand_over": [talk.client_id], "hand_over_pdf": [talk.client_id], "hand_over_txt": [talk.client_id],
        "taker": [talk.client_id], "take_over": [talk.client_id],
        "pack": [own_pack], "replace_pack": [own_pack], "remove_pack": [own_pack],
        "mail_account": [mailbox], "change_account": [mailbox], "check_account": [mailbox], "pause_account": [mailbox],
        "resume_account": [mailbox], "remove_account": [mailbox], "account_folders": [mailbox],
        "channel": [channel], "change_channel": [channel], "renew_secret": [channel], "check_channel": [channel],
        "pause_channel": [channel], "resume_channel": [channel], "remove_channel": [channel],
        "waive": [owed.uid], "seen": [owed.uid], "undo": [event],
        "plan_call": [talk.pk], "plan_call_for": [work], "letter": [talk.pk], "invitation": [planned],
        "missed_call": [planned], "draft_summary": [event], "ask_for_text": [message.pk],
        "give_chat": [Message.objects.get(pk=chat).conversation_id], "chat_code": [talk.client_id],
        "give": [talk.pk], "follow": [talk.pk], "snooze": [talk.pk], "tag_talk": [talk.pk], "note": [talk.pk],
        "fill_field": [talk.pk], "present": [talk.pk], "insert_saved": [talk.pk], "saved_text": [talk.pk, kept],
        "fill_client_field": [talk.client_id], "change_tag": [tag], "remove_field": [field], "drop_saved": [kept],
        "withdraw": [outgoing.pk], "mark_sent": [outgoing.pk], "send_again": [outgoing.pk],
        "send_at": [outgoing.pk], "copy_now": [outgoing.pk], "no_copy": [outgoing.pk], "works_again": [back.pk],
    }  # fmt: skip


def of_the_team(desk: Any, user: Any, now: datetime, talk: Any) -> tuple[int, int, int]:
    """A tag, a field of conversations and one of clients, a saved reply."""
    from ashore.usecases.team import acting, fields, saved, tags

    act = {"workspace": desk, "user": user, "now": now}
    tag = tags.tag_named(workspace=desk, name="Secret tender")
    acting.tag(**act, conversation=talk.pk, add=[tag])
    acting.note(**act, conversation=talk.pk, text="Secret tender")
    acting.give(**act, conversation=talk.pk, to=user.pk)
    field = fields.define(workspace=desk, of="conversation", name="Secret tender", kind="text")
    of_client = fields.define(workspace=desk, of="client", name="Secret tender", kind="text")
    FORMS["fill_field"], FORMS["fill_client_field"] = {**FORM, "field": field}, {**FORM, "field": of_client}
    return tag, field, saved.keep_reply(**act, name="Secret tender", text="Secret tender", team=True)


def in_the_tray(desk: Any) -> Any:
    """Bytes that nobody could read."""
    from ashore.usecases.importing.single import enter_message

    enter_message(workspace=desk, raw=b"\x00" * 40, source="odd", place="1", now=desk.created_at)
    desk.rawmessage_set.filter(size=40).update(state="tray")
    return desk.rawmessage_set.get(size=40)


FORM = {
    "text": "x", "to": "zoe@secret.example", "why": "x", "topic": "x", "at": "2026-01-05T10:00", "once": "0" * 32,
    "silence": "house|R112|", "why-R112-": "x", "familiar": "on", "rule": "R011",
    "name": "jargon", "on": "1", "role": "member", "days": "30",
}  # fmt: skip
FORMS: dict[str, Any] = {}
"""Where a form must name something of the desk."""


def test_the_lists_of_this_test_name_every_route(world: Any) -> None:
    takes_argument = set(ids_of(world, world.rival, world.max))
    fixed = {
        "preferences", "retry_tray", "require", "limits", "add_pack", "switch_pack", "add_account", "add_channel",
        "sign", "receipts", "retry_task", "want_export", "take_in_contacts", "erase",
        "invite", "leave", "require_second_factor", "choose_desk", "keep_audit", "end_other_sessions",
        "lot", "read_concerns", "set_hours", "new_tag", "add_field", "keep_saved",
        "add_absence", "efforts", "attention", "take_over_all",
    }  # fmt: skip
    assert set(OF_A_DESK) == LISTS | fixed | takes_argument
    assert set(ROUTES) >= CHANGES


@pytest.mark.parametrize("name", OF_A_DESK)
def test_h94_what_belongs_to_another_desk_is_not_there(world: Any, name: str) -> None:
    ids = ids_of(world, world.rival, world.max)
    anna = world.browser()
    if name not in ids:
        answer = anna.get(reverse(name), {"q": "bid tender"}) if name in LISTS else anna.post(reverse(name), FORM)
        assert answer.status_code in (200, 302, 422)
        for secret in (b"Secret tender", b"secret.example", b"what is our bid"):
            assert secret not in answer.content
        return
    url = reverse(name, args=ids[name])
    answer = anna.post(url, FORMS.get(name, FORM)) if name in CHANGES else anna.get(url)
    assert answer.status_code == (200 if name in FOR_ALL else 404)
    assert b"Secret" not in answer.content
    own = world.browser(world.max)
    seen = own.post(url, FORMS.get(name, FORM)) if name in CHANGES else own.get(url)
    assert seen.status_code != 404, "the owner reaches it, so the refusal above means something"


@pytest.mark.parametrize("name", OF_A_DESK)
def test_an_anonymous_person_is_sent_to_the_door(world: Any, name: str) -> None:
    url = reverse(name, args=ids_of(world, world.desk, world.anna).get(name, []))
    stranger = Browser()
    answer = stranger.post(url, FORM) if name in CHANGES else stranger.get(url)
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))


@pytest.mark.parametrize("name", OF_A_DESK)
def test_who_belongs_to_no_desk_sees_none(world: Any, name: str) -> None:
    url = reverse(name, args=ids_of(world, world.desk, world.anna).get(name, []))
    nora = world.browser(world.nora)
    answer = nora.post(url, FORM) if name in CHANGES else nora.get(url)
    assert answer.status_code == 403
    assert b"petra" not in answer.content.lower()


@pytest.mark.parametrize("name", sorted(CHANGES))
def test_changes_are_made_by_post_alone(world: Any, name: str) -> None:
    url = reverse(name, args=ids_of(world, world.desk, world.anna).get(name, []))
    assert world.browser().get(url).status_code == 405


@pytest.mark.parametrize("name", sorted(CHANGES))
def test_a_change_without_the_token_of_our_page_is_refused(world: Any, name: str) -> None:
    url = reverse(name, args=ids_of(world, world.desk, world.anna).get(name, []))
    answer = world.browser(enforce_csrf_checks=True).post(url, FORM)
    assert answer.status_code == 403
    assert b"reload the page" in answer.content


@pytest.mark.parametrize("number", ["0", "-1", "01", "9" * 19, "9" * 400, "1.5", "%00", "x"])
def test_numbers_that_no_row_can_have_are_simply_not_there(world: Any, number: str) -> None:
    for path in ("conversations", "clients", "attachments"):
        assert world.browser().get(f"/{path}/{number}/").status_code == 404


def test_largest_number_that_a_path_lets_through_breaks_nothing(world: Any) -> None:
    assert world.browser().get(f"/conversations/{'9' * 18}/").status_code == 404
