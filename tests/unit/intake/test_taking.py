"""One message taken: what is read, what is left out, and that the compact form loses nothing."""

from datetime import UTC, datetime, timedelta

from ashore.intake import packing, sayings, take, take_whole
from ashore.intake.messages import EPOCH

MAIL = (
    b"Message-ID: <a@b>\nFrom: Ivan <ivan@client.example>\nTo: anna@studio.example\nCc: eva@studio.example\n"
    b"Date: Fri, 13 Mar 2026 23:30:00 +0200\nSubject: =?utf-8?B?0KbQtdC90LA=?=\nIn-Reply-To: <z@b>\n\n"
    b"Could you send the price by tomorrow? I will pay on Monday.\n\n> Are you there?\n"
)


def test_the_compact_form_loses_nothing() -> None:
    taken, whole = (form(MAIL, source="box", order=7) for form in (take, take_whole))
    assert (taken.message, taken.said) == (whole.taken.message, whole.taken.said)
    back = packing.unpack_message(packing.pack_message(taken.message), 7, packing.Addresses())
    assert back == taken.message
    assert sayings.unpack_said(sayings.pack_said(taken.said)) == taken.said
    assert taken.said.asks
    assert taken.said.pledges[0].due_at is not None


def test_days_are_counted_on_the_senders_clock() -> None:
    """Written two hours east of UTC: Monday begins at that clock's midnight."""
    due = take(MAIL, source="box", order=0).said.pledges[0].due_at
    assert due is not None
    assert due.isoformat() == "2026-03-16T00:00:00+02:00"


def test_only_new_text_is_read() -> None:
    assert all("Are you there" not in ask.text for ask in take(MAIL, source="box", order=0).said.asks)


def test_an_auto_reply_is_not_read_for_what_it_says() -> None:
    taken = take(b"Auto-Submitted: auto-replied\n" + MAIL, source="box", order=0)
    assert taken.message.kind == "auto_reply"
    assert taken.said.asks == ()


def test_h35_without_a_date_the_arrival_counts_and_without_that_the_message_is_the_oldest() -> None:
    bare = b"From: a@b.example\n\nHello\n"
    arrived = datetime(2026, 3, 1, tzinfo=UTC)
    assert take(bare, source="box", order=0, arrived_at=arrived).message.at == arrived
    assert take(bare, source="box", order=0).message.at == EPOCH


def test_h12_anything_can_be_taken() -> None:
    for raw in (b"", b"\n", b"\x00" * 99, b"no header at all", b"From: x", b"\xff\xfe" * 50, b":\n:\n\n:"):
        taken = take(raw, source="box", order=0)
        assert taken.message.at.utcoffset() == timedelta(0)
        assert sayings.unpack_said(taken.packed) == taken.said


def test_a_forwarded_header_names_the_message_it_came_from() -> None:
    raw = (
        b"From: a@b.example\n\n---------- Forwarded message ---------\nMessage-ID: <orig@x>\nFrom: c@d.example\n\nHi\n"
    )
    assert take(raw, source="box", order=0).message.quoted_ids == ("orig@x",)


def test_small_pictures_are_no_attachments_but_a_file_is() -> None:
    def mail(kind: bytes, disposition: bytes) -> bytes:
        return (
            b"From: a@b.example\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n"
            b"--x\n\nHere it is.\n--x\n"
            b"Content-Type: " + kind + b"\nContent-Disposition: " + disposition + b"\n\ndata\n--x--\n"
        )

    assert take(mail(b"application/pdf", b"attachment; filename=a.pdf"), source="b", order=0).said.attachments == 1
    assert take(mail(b"image/png", b"inline; filename=logo.png"), source="b", order=0).said.attachments == 0
