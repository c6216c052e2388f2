"""What came by a messenger, erased with its writer and handed out whole."""

import datetime as dt
import json
from hashlib import sha256

from django.apps import apps

from ashore.channels import Envelope, open_envelope, wrap
from ashore.core.kernel import Reason
from ashore.store.models import Chat, Client, Message, RawMessage, Tray
from ashore.usecases import rebuilding
from ashore.usecases.channels.linking import link_chat
from ashore.usecases.channels.taking import take_in
from ashore.usecases.erasing.doing import erase
from ashore.usecases.exporting.writing import export
from ashore.usecases.importing.items import Item, Place, original
from ashore.usecases.importing.single import enter_message
from ashore.usecases.importing.storing import store
from ashore.usecases.records import write_reason_text
from ashore.usecases.sharing import raw_bytes


def test_a_person_of_a_messenger_is_erased_and_the_chat_can_still_be_read(channel, user, body, now) -> None:
    hers = take_in(
        channel=channel, raw=body(1, "Where do we put the blue plates?", original={"phone": "0905"}), now=now
    )
    other = {"sender": {"id": "u-9", "name": "Jörg"}}
    theirs = take_in(
        channel=channel, raw=body(2, "Ask Eva Malá.\n> Where do we put the blue plates?", **other), now=now
    )
    email = Message.objects.get(pk=hers.message).sender_email
    assert erase(workspace=channel.workspace, user=user, now=now, who=email) == 2
    whole = [raw_bytes(row) for row in RawMessage.objects.order_by("pk")]
    for gone in (b"Eva", b"u-7", b"blue plates", b"0905", b"Mal"):
        assert not any(gone in raw for raw in whole), gone
    assert [open_envelope(raw)[1].text for raw in whole] == ["[erased]", "Ask [erased].\n> [erased]"]
    assert open_envelope(whole[1])[1].sender_name == "Jörg"
    row = Message.objects.get(pk=hers.message)
    assert (row.channel, row.new_text) == ("viber", "[erased]")
    assert row.conversation_id == Message.objects.get(pk=theirs.message).conversation_id
    before = rebuilding.derived_rows()
    rebuilding.rebuild(now=now, processes=0)
    assert rebuilding.derived_rows() == before


def test_what_somebody_erased_wrote_before_stays_out_when_it_comes_again(channel, user, body, now) -> None:
    hers = take_in(channel=channel, raw=body(1, "Hello?"), now=now)
    email = Message.objects.get(pk=hers.message).sender_email
    erase(workspace=channel.workspace, user=user, now=now, who=email)
    late = take_in(channel=channel, raw=body(2, "The secret word."), now=now)
    assert late.message is not None
    assert not any(b"secret" in raw_bytes(row) for row in RawMessage.objects.all())


def everything() -> str:
    """All rows of all tables, as text; bytes of messages opened."""
    rows = [str(each) for model in apps.get_app_config("store").get_models() for each in model._base_manager.values()]
    raws = [raw_bytes(row).decode("utf-8", "replace") for row in RawMessage.objects.all()]
    return "\n".join([*rows, *raws])


def test_nothing_keeps_the_messengers_own_ids_of_somebody_erased(channel, user, body, letter_of, now) -> None:
    enter_message(workspace=channel.workspace, raw=letter_of, source="test", place="1", now=now)
    client = Client.objects.get()
    hers = take_in(channel=channel, raw=body(1, "Hello?", chat="chat-41", sender={"id": "user-77"}), now=now)
    talk = Message.objects.get(pk=hers.message).conversation
    link_chat(workspace=channel.workspace, user=user, now=now, conversation=talk.pk, client=client.pk)
    take_in(channel=channel, raw=body(2, "Yes", chat="chat-41", from_us=True, sender={"id": "desk-1"}), now=now)
    with_other = body(3, "Hi", chat="group-5", sender={"id": "user-77"})
    take_in(channel=channel, raw=with_other, now=now)
    take_in(channel=channel, raw=body(4, "Hi too", chat="group-5", sender={"id": "user-99", "name": "Jörg"}), now=now)
    assert "chat-41" in everything()
    assert "user-77" in everything()
    erase(workspace=channel.workspace, user=user, now=now, who=Message.objects.get(pk=hers.message).sender_email)
    assert "chat-41" not in everything()
    assert "user-77" not in everything()
    assert "group-5" in everything(), "a chat of others, too, is theirs as well"
    row = Message.objects.get(pk=hers.message)
    assert Chat.objects.filter(chat=row.notes["chat"], title="").exists()
    assert row.conversation.client_id == client.pk, "whose the chat is stays known"
    before = rebuilding.derived_rows()
    rebuilding.rebuild(now=now, processes=0)
    assert rebuilding.derived_rows() == before


def test_h87_what_a_messenger_delivers_again_of_somebody_erased_is_known(channel, user, body, now) -> None:
    said = body(1, "The secret word.")
    first = take_in(channel=channel, raw=said, now=now)
    erase(workspace=channel.workspace, user=user, now=now, who=Message.objects.get(pk=first.message).sender_email)
    later = now + dt.timedelta(hours=2)
    again = take_in(channel=channel, raw=said, now=later)
    assert (again.message, again.outcome) == (first.message, "known")
    late = take_in(channel=channel, raw=body(2, "The other secret word."), now=later)
    assert late.outcome == "new"
    assert take_in(channel=channel, raw=body(2, "The other secret word."), now=later).outcome == "known"
    told = everything()
    assert "secret word" not in told
    assert "c-1" not in told
    fresh = take_in(channel=channel, raw=body(3, "I am back.", at=later), now=later)
    assert Message.objects.get(pk=fresh.message).new_text == "I am back.", "who writes anew is heard"


def test_an_update_that_nobody_understood_goes_with_its_writer(channel, user, body, now) -> None:
    first = take_in(channel=channel, raw=body(1, "Hello?"), now=now)
    for number, sender in enumerate(("u-7", "u-8")):
        raw = wrap(Envelope("viber", now), json.dumps({"odd": {"from": sender, "n": number}}).encode())
        reason = write_reason_text(Reason("intake.failed", params={"error": "x", "place": "x"}))
        item = Item(
            Place("channel:viber", "channel:viber", str(number)), original(raw, form="channel"), None, reason, 9
        )
        store(channel.workspace, [item], now)
    assert Tray.objects.count() == 2
    erase(workspace=channel.workspace, user=user, now=now, who=Message.objects.get(pk=first.message).sender_email)
    assert b"u-8" in raw_bytes(Tray.objects.get().raw)
    assert "u-7" not in everything()


def test_messages_of_a_chat_are_exported_as_they_came_and_never_as_mail(
    channel, user, body, letter_of, now, tmp_path
) -> None:
    raw = body(1, "From here on?")
    take_in(channel=channel, raw=raw, now=now)
    enter_message(workspace=channel.workspace, raw=letter_of, source="test", place="1", now=now)
    export(workspace=channel.workspace, to=tmp_path / "out")
    (said,) = (tmp_path / "out" / "chats").rglob("*.json")
    assert said.read_bytes() == raw
    stored = said.with_suffix(".how").read_bytes() + raw
    assert Message.objects.get(channel="viber").key == sha256(stored).hexdigest(), "with its .how it is what is stored"
    assert json.loads(raw)["text"] == "From here on?"
    mail = b"".join(path.read_bytes() for path in (tmp_path / "out" / "mail").glob("*.mbox"))
    assert mail.count(b"From MAILER-DAEMON") == 1
    assert b"From here on?" not in mail
