"""The programs' door: signed, bounded, once; nothing of another house is there."""

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from ashore.channels.signing import new_secret, sign
from ashore.store.models import Channel, Client, Conversation, Event, Message, RawMessage, User, Workspace
from ashore.usecases.channels.linking import new_code
from ashore.usecases.channels.registry import add_channel, renew_secret
from ashore.usecases.setting_up import add_user, create_workspace

Write = Callable[..., bytes]
URL = "/api/v1/channels/viber/messages"


@pytest.fixture
def secret(workspace: Workspace, now: dt.datetime) -> str:
    return add_channel(workspace=workspace, now=now, kind="api", key="viber", name="Viber")[1]


def post(body: bytes, secret: str, *, url: str = URL, at: dt.datetime | None = None, **headers: str) -> Any:
    signed = {**sign(secret, "d-1", at or timezone.now(), body), **headers}
    return Browser(enforce_csrf_checks=True).post(url, body, content_type="application/json", headers=signed)


def test_a_signed_message_is_taken_once(secret: str, body: Write) -> None:
    first, again = post(body(1, "Hello?"), secret), post(body(1, "Hello?"), secret)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json()["message"] == again.json()["message"]
    assert Message.objects.get().text == "Hello?"


def test_an_id_used_for_something_else_is_told(secret: str, body: Write) -> None:
    post(body(1, "Hello?"), secret)
    answer = post(body(1, "Good bye"), secret)
    assert answer.status_code == 409
    assert answer.json()["errors"][0]["place"] == "id"


@pytest.mark.parametrize("minutes", [-6, 6, 60 * 24 * 365 * 5000])
def test_an_old_or_early_signature_is_refused(secret: str, body: Write, minutes: int) -> None:
    sent = body(1, "Hello?")
    headers = sign(secret, "d-1", timezone.now(), sent)
    stamp = str(int(timezone.now().timestamp()) + 60 * minutes)
    honest = sign(secret, "d-1", timezone.now() + dt.timedelta(minutes=minutes), sent) if abs(minutes) < 60 else headers
    answer = Browser().post(URL, sent, content_type="application/json", headers={**honest, "webhook-timestamp": stamp})
    assert answer.status_code == 401
    assert not RawMessage.objects.exists()


def test_wrong_signatures_are_refused(secret: str, body: Write) -> None:
    sent = body(1, "Hello?")
    right = sign(secret, "d-1", timezone.now(), sent)
    for headers in (
        sign(new_secret(), "d-1", timezone.now(), sent),
        {**right, "webhook-id": "d-2"},
        {**right, "webhook-signature": right["webhook-signature"].replace("v1,", "v2,")},
        {**right, "webhook-signature": "v1,"},
        {**right, "webhook-signature": "v1,!!!! " * 5000},
        {**right, "webhook-timestamp": "now"},
        {},
    ):
        answer = Browser().post(URL, sent, content_type="application/json", headers=headers)
        assert answer.status_code == 401, headers
    assert Browser().post(URL, sent + b" ", content_type="application/json", headers=right).status_code == 401
    assert not RawMessage.objects.exists()


def test_a_secret_can_be_exchanged_without_a_gap(secret: str, body: Write, workspace: Workspace) -> None:
    fresh = renew_secret(workspace=workspace, key="viber")
    assert post(body(1, "old"), secret).status_code == 201
    assert post(body(2, "new"), fresh).status_code == 201
    renew_secret(workspace=workspace, key="viber")
    assert post(body(3, "older"), secret).status_code == 401


def test_h94_the_secret_of_another_house_opens_nothing(secret: str, body: Write, now: dt.datetime) -> None:
    rival = create_workspace(name="Rival", me=["rival.example"], zone="UTC", now=now)
    other = add_channel(workspace=rival, now=now, kind="api", key="rival-chat", name="Viber")[1]
    assert post(body(1, "x"), other).status_code == 401
    taken = post(body(1, "x"), other, url="/api/v1/channels/rival-chat/messages")
    assert taken.status_code == 201
    assert Message.objects.get().workspace == rival


def test_h94_no_id_of_another_house_that_a_message_names_leads_there(
    secret: str, body: Write, workspace: Workspace, user: User, now: dt.datetime
) -> None:
    """The same chat, an answer to their message, an edit of it, their one-time code: all of it stays in our house."""
    at = timezone.now()
    post(body(1, "Our bid is 4242.", at=at), secret)
    theirs = Message.objects.get()
    channel = Channel.objects.get()
    client = Client.objects.create(workspace=workspace, key="eva@client.example", name="Eva")
    code = new_code(workspace=workspace, client=client.pk, channel=channel.pk, now=at)
    rival = create_workspace(name="Rival", me=["rival.example"], zone="UTC", now=now)
    other = add_channel(workspace=rival, now=now, kind="api", key="rival-chat", name="Viber")[1]
    url = "/api/v1/channels/rival-chat/messages"
    for sent in (
        body(1, "Mine.", at=at),
        body(2, "Mine.", reply_to="m-1", at=at),
        body(3, "Mine.", edits="m-1", at=at),
        body(4, code, at=at),
    ):
        answer = post(sent, other, url=url)
        assert answer.status_code == 201
        assert b"4242" not in answer.content
        assert answer.json()["message"] != theirs.pk
    rows = Message.objects.exclude(pk=theirs.pk)
    assert set(rows.values_list("workspace", flat=True)) == {rival.pk}
    assert theirs.conversation_id not in rows.values_list("conversation", flat=True)
    assert not [row for row in rows if "4242" in f"{row.text}{row.head}{row.notes}"]
    assert not Event.objects.filter(kind="chat_linked").exists()
    theirs.refresh_from_db()
    assert (theirs.text, Conversation.objects.get(pk=theirs.conversation_id).messages_count) == ("Our bid is 4242.", 1)
    post(body(5, code, at=at), secret)
    assert Event.objects.filter(kind="chat_linked", workspace=workspace).exists(), "at home it counts, and once"


def test_h94_every_operation_of_the_api_is_tried_here_and_refuses_who_does_not_sign(secret: str, user: User) -> None:
    described = browser_of(user).get("/api/v1/openapi.json").json()
    found = {(path, verb) for path, verbs in described["paths"].items() for verb in verbs}
    assert found == {("/api/v1/channels/{key}/messages", "post")}
    for path, verb in found:
        answer = getattr(browser_of(user), verb)(path.format(key="viber"), b"{}", content_type="application/json")
        assert answer.status_code == 401
    for verb in ("get", "put", "delete", "patch"):
        assert getattr(browser_of(user), verb)(URL).status_code == 405


def test_there_is_no_telling_which_channels_exist(secret: str, body: Write) -> None:
    there, nowhere = post(body(1, "x"), new_secret()), post(body(1, "x"), new_secret(), url=URL.replace("viber", "no"))
    assert (there.status_code, there.json()) == (nowhere.status_code, nowhere.json())


@pytest.mark.parametrize("state", ["paused", "removed"])
def test_nothing_comes_by_a_channel_that_rests(secret: str, body: Write, state: str) -> None:
    Channel.objects.update(state=state)
    assert post(body(1, "x"), secret).status_code == 401


def test_faults_are_told_with_place_and_advice(secret: str) -> None:
    answer = post(json.dumps({"id": "1", "chat": "c", "sender": "s", "tekst": "x"}).encode(), secret)
    assert answer.status_code == 422
    fault = next(each for each in answer.json()["errors"] if each["place"] == "tekst")
    assert fault["advice"] == "Did you mean text?"
    assert not RawMessage.objects.exists()


def test_h68_what_is_too_large_is_refused_before_it_is_read(secret: str, body: Write) -> None:
    sent = body(1, "x")
    answer = post(sent, secret, **{"Content-Length": "900000000"})
    assert answer.status_code == 413


def test_h77_line_ends_in_names_begin_no_header(secret: str, body: Write) -> None:
    evil = "Eva\r\nBcc: thief@x.example"
    sent = body(1, "Hi?", chat="c\r\nBcc: x@y", sender={"id": "u\r\nTo: x", "name": evil}, subject=evil)
    assert post(sent, secret).status_code == 201
    row = Message.objects.get()
    assert "\n" not in row.sender_email and "@" in row.sender_email


def test_the_description_is_for_owners_alone(secret: str, workspace: Workspace, user: User) -> None:
    assert Browser().get("/api/v1/docs").status_code == 404
    member = add_user(workspace=workspace, email="ben@studio.example", name="Ben")
    for person, status in ((user, 200), (member, 404)):
        browser = Browser()
        browser.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
        assert browser.get("/api/v1/docs").status_code == status
        assert browser.get("/api/v1/openapi.json").status_code == status
    described = browser_of(user).get("/api/v1/openapi.json").json()
    assert "/api/v1/channels/{key}/messages" in described["paths"]


def browser_of(user: User) -> Browser:
    browser = Browser()
    browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return browser
