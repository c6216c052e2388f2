"""What was said by channels, in a pack of evidence: taken out of the desk, packed, checked by the other side."""

import datetime as dt
import io
import json
import shutil
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from ashore import cli
from ashore.evidence.opening import Opened, open_pack
from ashore.store.models import Message
from ashore.usecases.channels.taking import take_in
from ashore.usecases.exporting.writing import export
from ashore.usecases.importing.single import enter_message
from ashore.usecases.letters import record_letter

CALL = {
    "id": "call-1", "type": "call_held", "at": "2026-01-16T09:00:00+00:00", "by": "us", "conversation": "page",
    "actor": "anna@studio.example", "topic": "The launch", "minutes": 30,
}  # fmt: skip
NOW = "--now=2026-02-01T00:00+00:00"


@pytest.fixture
def taken_out(channel: Any, user: Any, body: Any, letter_of: bytes, now: dt.datetime, tmp_path: Path) -> Path:
    """The export of a desk with a chat, a change, a voice message and a letter."""
    take_in(channel=channel, raw=body(1, "We accept the offer.\n\x1b[2JPayment on Friday."), now=now)
    take_in(channel=channel, raw=body(2, "We accept your offer.", edits="m-1"), now=now)
    take_in(channel=channel, raw=body(3, "", voice_seconds=42), now=now)
    enter_message(workspace=channel.workspace, raw=letter_of, source="test", place="1", now=now)
    talk = Message.objects.get(channel="").conversation
    day = now.date() - dt.timedelta(days=2)
    record_letter(
        workspace=channel.workspace, user=user, now=now, conversation=talk.pk, by="client", dated=day,
        arrived=day + dt.timedelta(days=1), text="We give notice.", scans=[], once="0" * 32,
    )  # fmt: skip
    export(workspace=channel.workspace, to=tmp_path / "out")
    (tmp_path / "agreement.toml").write_text('version = 1\ntitle = "Landing page"\n')
    first = Message.objects.order_by("pk")[0]
    said = {
        "id": "e1", "type": "message", "at": first.at.isoformat(), "by": "client", "actor": first.sender_email,
        "conversation": "page", "text": first.text, "source": f"sha256:{first.key}",
    }  # fmt: skip
    (tmp_path / "events.jsonl").write_text(f"{json.dumps(said)}\n{json.dumps(CALL)}\n")
    return tmp_path


def pack(folder: Path, *more: str) -> Opened:
    words = ("agreement.toml", "events.jsonl", "-o", "pack.zip", "--chats", "out/chats", NOW, *more)
    assert cli.run(["evidence", "export", *words]) == 0
    opened = open_pack(io.BytesIO(Path("pack.zip").read_bytes()))
    assert isinstance(opened, Opened)
    return opened


def test_it_holds_chats_changes_voice_letters_and_calls_with_how_they_came(
    taken_out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(taken_out)
    opened = pack(taken_out)
    listed = [json.loads(line) for line in opened.lines("messages/messages.jsonl")]
    assert sorted(each["kind"] for each in listed) == ["chat", "edit", "letter", "voice"]
    by_kind = {each["kind"]: each for each in listed}
    chat = by_kind["chat"]
    row = Message.objects.get(key=chat["sha256"])
    assert chat["text"] == row.text
    assert sha256(opened.read(chat["path"])).hexdigest() == row.key
    assert (chat["from"], chat["date"]) == ("Eva Malá <u-7>", row.at.isoformat())
    assert chat["how"]["channel"] == "viber"
    assert chat["how"]["received_at"] == "2026-01-16T12:00:00+00:00"
    assert chat["referenced_by"] == ["e1"]
    assert by_kind["edit"]["how"]["edits"] == "m-1"
    assert by_kind["voice"]["how"]["voice_seconds"] == 42
    assert (by_kind["letter"]["text"], by_kind["letter"]["how"]["received"]) == ("We give notice.", "2026-01-15")
    words = opened.read("messages/channels.txt").decode()
    for told in ("Message in viber", "Eva Malá", "  | We accept the offer.", "Voice message in viber, 42 s",
                 "Letter on paper", "Dated 2026-01-14", "call-1  Call or meeting", "  | The launch"):  # fmt: skip
        assert told in words
    assert "\x1b" not in words


def test_chain_and_manifest_cover_them(
    taken_out: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(taken_out)
    opened = pack(taken_out)
    assert cli.run(["evidence", "verify", "pack.zip"]) == 0
    listed = {each["path"] for each in json.loads(opened.read("manifest.json"))["files"]}
    said = {name for name in opened.members if name.endswith(".said")}
    assert len(said) == 4
    assert said | {"messages/channels.txt", "events/chain.jsonl"} <= listed
    whole = Path("pack.zip").read_bytes()
    for old, named in ((b"We give notice.", ".said was altered"), (b"The launch", "was altered")):
        spoilt = bytearray(whole)
        spoilt[whole.index(old)] ^= 1
        Path("spoilt.zip").write_bytes(spoilt)
        capsys.readouterr()
        assert cli.run(["evidence", "verify", "spoilt.zip"]) == 1
        assert named in capsys.readouterr().err


def test_the_same_from_a_zip_and_half_of_a_pair_is_told(
    taken_out: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(taken_out)
    pack(taken_out)
    before = Path("pack.zip").read_bytes()
    shutil.make_archive("chats", "zip", "out/chats")
    words = ["evidence", "export", "agreement.toml", "events.jsonl", "-o", "pack.zip", NOW]
    assert cli.run([*words, "--chats", "chats.zip"]) == 0
    assert Path("pack.zip").read_bytes() == before
    next(Path("out/chats").rglob("*.json")).unlink()
    assert cli.run([*words, "--chats", "out/chats"]) == 1
    assert "that belongs to it is not there" in capsys.readouterr().err
    assert cli.run([*words, "--chats", "nowhere"]) == 2
    Path("empty").mkdir()
    assert cli.run([*words, "--chats", "empty"]) == 1


def test_what_is_no_message_of_a_channel_is_named_and_breaks_nothing(
    taken_out: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(taken_out)
    (taken_out / "odd").mkdir()
    for number, (how, said) in enumerate(
        ((b"", b""), (b"[]", b"{}"), (b'{"channel": 1, "received_at": "x"}', b"{}"), (b"[" * 100_000, b"["),
         (b'{"channel": "v", "received_at": "2026-01-16T12:00:00"}', b'{"id": 1, "chat": 1, "sender": 1, "text": "x"}'))
    ):  # fmt: skip
        (taken_out / "odd" / f"{number}.how").write_bytes(how)
        (taken_out / "odd" / f"{number}.json").write_bytes(said)
    words = ["evidence", "export", "agreement.toml", "events.jsonl", "-o", "pack.zip", NOW]
    assert cli.run([*words, "--chats", "odd"]) == 1
    assert capsys.readouterr().err.count("it is no message of a channel") == 5
    assert cli.run(["evidence", "verify", "pack.zip"]) == 0
