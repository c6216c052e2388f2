"""Real and odd mail from the data folder, whole."""

import json
import os
from pathlib import Path

import pytest

from ashore import mail
from ashore.mail.reading.sources import Source, Unreadable

_DATA = Path(os.environ.get("ASHORE_DATA", Path(__file__).parents[4] / "shared" / "data")) / "mail"
_SPEAKUP = _DATA / "speakup.mbox"
_ODD = _DATA / "odd"

needs_data = pytest.mark.skipif(
    not _SPEAKUP.exists(), reason=f"NO MAIL DATA at {_DATA}: set ASHORE_DATA to run the parser on real mail"
)


@needs_data
def test_the_real_archive_has_1967_messages_and_all_are_understood() -> None:
    found = list(mail.read(_SPEAKUP))
    assert len(found) == 1967
    assert all(isinstance(f, Source) for f in found)
    parsed = [mail.parse(f.raw) for f in found if isinstance(f, Source)]
    assert sum(1 for p in parsed if p.message_id) == 1967
    assert all(p.from_.email and p.date for p in parsed)
    assert sum(1 for p in parsed if p.text.strip()) >= 1960
    assert all(p.kind == "message" for p in parsed)


@needs_data
@pytest.mark.parametrize("pieces", [2, 3])
def test_pieces_of_the_real_archive_give_the_same_messages(pieces: int) -> None:
    whole = [f.offset for f in mail.read(_SPEAKUP) if isinstance(f, Source)]
    assert [
        f.offset for p in mail.split_work([_SPEAKUP], pieces) for f in mail.read(p) if isinstance(f, Source)
    ] == whole


@needs_data
def test_every_odd_file_is_read_or_refused_with_a_reason_and_every_odd_message_parsed() -> None:
    sources = 0
    for found in mail.read(_ODD):
        if isinstance(found, Unreadable):
            assert found.reason.code.startswith("mail.source.")
            continue
        sources += 1
        _survives(found.raw)
    assert sources > 250


@needs_data
def test_every_odd_file_as_bytes_goes_through_the_parser() -> None:
    files = [path for path in _ODD.rglob("*") if path.is_file()]
    assert len(files) > 200
    for path in files:
        _survives(path.read_bytes())


@needs_data
@pytest.mark.parametrize("name", ["content-length.mbox.txt", "issue1189.mbox.txt"])
def test_odd_mboxes_are_divided_where_their_authors_divide_them(name: str) -> None:
    offsets = _ODD / "mimekit" / "mbox" / name.replace(".mbox.txt", ".unix-offsets.json")
    expected = [entry["mboxMarkerOffset"] for entry in json.loads(offsets.read_text(encoding="utf-8-sig"))]
    found = mail.read(_ODD / "mimekit" / "mbox" / name)
    assert [f.offset for f in found if isinstance(f, Source)] == expected


def _survives(raw: bytes) -> None:
    parsed = mail.parse(raw)
    parsed.text.encode()
    for html in parsed.html_parts:
        mail.sanitise(html)
    for attachment in parsed.attachments:
        assert attachment.size == len(attachment.content)
        if attachment.is_message:
            mail.parse(attachment.content).text.encode()
    assert isinstance(parsed.bounced, tuple)
    assert all(reason.code.startswith("mail.") for reason in parsed.defects)
