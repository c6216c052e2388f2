"""What came by a messenger, erased with its writer and handed out whole."""

import json

from ashore.channels import open_envelope
from ashore.store.models import Message, RawMessage
from ashore.usecases import rebuilding
from ashore.usecases.channels.taking import take_in
from ashore.usecases.erasing.doing import erase
from ashore.usecases.exporting.writing import export
from ashore.usecases.importing.single import enter_message
from ashore.usecases.queries.downloads import raw_bytes


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


def test_messages_of_a_chat_are_exported_as_they_came_and_never_as_mail(
    channel, user, body, letter_of, now, tmp_path
) -> None:
    raw = body(1, "From here on?")
    take_in(channel=channel, raw=raw, now=now)
    enter_message(workspace=channel.workspace, raw=letter_of, source="test", place="1", now=now)
    export(workspace=channel.workspace, to=tmp_path / "out")
    (said,) = (tmp_path / "out" / "chats").rglob("*.json")
    assert said.read_bytes() == raw
    assert json.loads(raw)["text"] == "From here on?"
    mail = b"".join(path.read_bytes() for path in (tmp_path / "out" / "mail").glob("*.mbox"))
    assert mail.count(b"From MAILER-DAEMON") == 1
    assert b"From here on?" not in mail
