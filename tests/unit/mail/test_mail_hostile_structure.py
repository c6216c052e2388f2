"""Structures that broke other programs (HOSTILE.md, H01 to H17)."""

# ruff: noqa: E501 - tables of samples are read as rows

import time

import pytest

from ashore import mail
from ashore.mail.limits import MAX_ADDRESSES, MAX_DEPTH, MAX_HEADERS, MAX_PARTS


def _codes(raw: bytes) -> set[str]:
    return {reason.code for reason in mail.parse(raw).defects}


def _nested(depth: int) -> bytes:
    opening = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(depth))
    return b"From: a@b.example\n" + opening + b"\ninnermost\n"


@pytest.mark.parametrize("depth", [1000, 5000])
def test_h01_thousands_of_nested_multiparts_are_cut_and_flagged(depth: int) -> None:
    begun = time.process_time()
    parsed = mail.parse(_nested(depth))
    assert "mail.cut.depth" in {d.code for d in parsed.defects}
    assert parsed.from_.email == "a@b.example"
    assert time.process_time() - begun < 5, "far from linear"


def test_h01_a_tree_within_the_limit_is_read_to_its_innermost_text() -> None:
    parsed = mail.parse(_nested(MAX_DEPTH - 1))
    assert parsed.text.strip() == "innermost"
    assert "mail.cut.depth" not in _codes(_nested(MAX_DEPTH - 1))


def test_h02_nested_messages_stay_one_attachment_that_can_be_opened() -> None:
    raw = b"From: a@b.example\n" + b"Content-Type: message/rfc822\n\nSubject: in\n" * 5000 + b"\nend"
    parsed = mail.parse(raw)
    assert [a.type for a in parsed.attachments] == ["message/rfc822"]
    assert mail.parse(parsed.attachments[0].content).subject == "in"


def test_h03_a_hundred_thousand_parts_are_cut_and_flagged() -> None:
    raw = b"Content-Type: multipart/mixed; boundary=x\n\n" + b"--x\n\nhello\n" * 100_000
    parsed = mail.parse(raw)
    assert parsed.text.startswith("hello")
    assert "mail.cut.parts" in {d.code for d in parsed.defects}
    assert parsed.text.count("hello") <= MAX_PARTS


def test_h04_two_hundred_thousand_headers_are_cut_and_the_body_found() -> None:
    raw = b"Subject: s\n" + b"".join(b"X-%d: y\n" % n for n in range(200_000)) + b"\nbody\n"
    parsed = mail.parse(raw)
    assert parsed.subject == "s"
    assert parsed.text == "body\n"
    assert len(parsed.headers.fields) <= MAX_HEADERS
    assert "mail.cut.headers" in {d.code for d in parsed.defects}


def test_h05_a_header_of_five_megabytes_is_shown_shortened() -> None:
    parsed = mail.parse(b"Subject: " + b"long " * 1_000_000 + b"\n\nbody")
    assert len(parsed.subject) <= 2000
    assert parsed.subject.endswith("…")
    assert parsed.text == "body"
    assert "mail.cut.subject" in {d.code for d in parsed.defects}


@pytest.mark.parametrize(
    "junk", [b'"', b'\\"', b'"\\', b"<", b">", b"(", b")", b"((", b"@", b",", b";", b":", b"a@", b'"a" ', b"=?"]
)
def test_h06_junk_in_from_is_read_in_linear_time(junk: bytes) -> None:
    begun = time.process_time()
    parsed = mail.parse(b"From: " + junk * 20_000 + b" <anna@shop.example>\n\nx")
    assert time.process_time() - begun < 3, "far from linear"
    assert parsed.from_.email in ("", "anna@shop.example") or "anna@shop.example" in {a.email for a in parsed.authors}


def test_h06_an_unclosed_quote_does_not_hide_the_address() -> None:
    assert mail.parse(b'From: "Anna <anna@shop.example>\n\nx').from_.email == "anna@shop.example"


def test_h07_semicolons_in_content_type_leave_plain_text() -> None:
    begun = time.process_time()
    parsed = mail.parse(b"Content-Type: text/plain" + b";" * 20_000 + b"\n\nhello")
    assert parsed.text == "hello"
    assert time.process_time() - begun < 3, "far from linear"


def test_h08_twenty_thousand_recipients_are_cut_at_the_stated_limit() -> None:
    raw = b"To: " + b", ".join(b"Anna %d <a%d@b.example>" % (n, n) for n in range(20_000)) + b"\n\nx"
    parsed = mail.parse(raw)
    assert parsed.to[1] == ("Anna 1", "a1@b.example")
    assert len(parsed.to) == MAX_ADDRESSES
    assert "mail.cut.addresses" in {d.code for d in parsed.defects}


def test_h09_nested_comments_do_not_recurse() -> None:
    parsed = mail.parse(b"To: " + b"(" * 3000 + b"x" + b")" * 3000 + b" anna@b.example\n\nx")
    assert parsed.to[0].email == "anna@b.example"


@pytest.mark.parametrize(
    "header",
    [
        b"multipart/mixed",
        b'multipart/mixed; boundary=""',
        b"multipart/mixed; boundary=wrong",
        b"multipart/mixed; boundary=" + b"w" * 5000,
    ],
)
def test_h10_a_useless_boundary_is_looked_up_in_the_body(header: bytes) -> None:
    raw = b"Content-Type: " + header + b"\n\n--real-one\nContent-Type: text/plain\n\nreadable\n--real-one--\n"
    assert mail.parse(raw).text.strip() == "readable"


def test_h10_the_parents_boundary_used_again_keeps_the_text() -> None:
    raw = (
        b"Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: multipart/alternative; boundary=x\n\n"
        b"--x\nContent-Type: text/plain\n\nreadable\n--x--\n"
    )
    assert "readable" in mail.parse(raw).text


def test_h10_a_boundary_that_begins_another_is_no_boundary() -> None:
    raw = (
        b"Content-Type: multipart/mixed; boundary=ab\n\n--ab\nContent-Type: multipart/alternative; boundary=abc\n\n"
        b"--abc\n\ninner\n--abc--\n--ab\nContent-Disposition: attachment; filename=f.txt\n\nfile\n--ab--\n"
    )
    parsed = mail.parse(raw)
    assert parsed.text.strip() == "inner"
    assert [(a.name, a.content) for a in parsed.attachments] == [("f.txt", b"file")]


def test_h10_no_parts_at_all_leaves_the_body_readable() -> None:
    parsed = mail.parse(b"Content-Type: multipart/mixed; boundary=x\n\njust words\n")
    assert parsed.text == "just words\n"
    assert "mail.structure.no_parts" in {d.code for d in parsed.defects}


def test_h11_without_an_end_boundary_the_last_part_is_kept() -> None:
    raw = b"Content-Type: multipart/mixed; boundary=x\n\n--x\n\none\n--x\n\ntwo"
    parsed = mail.parse(raw)
    assert parsed.text == "one\n\ntwo"
    assert "mail.structure.not_closed" in {d.code for d in parsed.defects}


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"", ""),
        (b"\n", ""),
        (b"Subject: only\n", ""),
        (b"Subject: only", ""),
        (b"\nonly a body\n", "only a body\n"),
        (b"no header, only words\nand more\n", "no header, only words\nand more\n"),
        (
            b"Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\nwords without a blank line\n--x--",
            "words without a blank line",
        ),
        (b"Subject: s\r\rold Macintosh\r", "old Macintosh\n"),
    ],
)
def test_h12_what_is_hardly_a_message_is_still_read(raw: bytes, text: str) -> None:
    assert mail.parse(raw).text == text


def test_h13_partial_and_external_bodies_are_attachments_and_nothing_is_fetched() -> None:
    for kind in (b"message/partial; id=1; number=1", b"message/external-body; access-type=URL; URL=http://x.example/"):
        parsed = mail.parse(b"Content-Type: " + kind + b"\n\nbody")
        assert len(parsed.attachments) == 1
        assert parsed.text == ""


def test_h14_tnef_is_kept_whole_as_an_attachment() -> None:
    raw = (
        b"Content-Type: multipart/mixed; boundary=x\n\n--x\n\nhi\n--x\nContent-Type: application/ms-tnef; name=winmail.dat\n"
        b"Content-Transfer-Encoding: base64\n\neJ8+IgAB\n--x--\n"
    )
    (attachment,) = mail.parse(raw).attachments
    assert (attachment.name, attachment.size) == ("winmail.dat", 6)


def test_h43_of_fifty_thousand_references_the_first_and_last_are_used() -> None:
    raw = b"References: " + b"\n ".join(b"<%d@x.example>" % n for n in range(50_000)) + b"\n\nx"
    begun = time.process_time()
    parsed = mail.parse(raw)
    assert time.process_time() - begun < 3, "far from linear"
    assert parsed.references[0] == "0@x.example"
    assert parsed.references[-1] == "49999@x.example"
    assert len(parsed.references) < 1000
    assert "mail.cut.references" in {d.code for d in parsed.defects}


def test_h47_folded_long_and_bare_line_feed_headers_are_read() -> None:
    raw = b"Subject: one\r\n\ttwo\n three " + b"w" * 1500 + b"\r\nFrom: a@b.example\n\r\nbody"
    parsed = mail.parse(raw)
    assert parsed.subject.startswith("one two three www")
    assert parsed.from_.email == "a@b.example"
    assert parsed.text == "body"


def test_h48_the_first_of_two_subjects_is_shown_and_both_are_kept() -> None:
    parsed = mail.parse(b"Subject: first\nSubject: second\nTo: a@b.example\nTo: c@d.example\n\nx")
    assert parsed.subject == "first"
    assert parsed.headers.texts("subject") == ["first", "second"]
    assert [a.email for a in parsed.to] == ["a@b.example", "c@d.example"]
