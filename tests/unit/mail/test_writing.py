"""Letters as bytes: what a person typed stays text, whatever it holds."""

import datetime as dt
import re

import pytest

from ashore.mail import parse
from ashore.mail.richtext import as_html
from ashore.mail.writing import File, Letter, dated, write

AT = dt.datetime(2026, 3, 13, 17, 40, tzinfo=dt.UTC)
PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 40


def letter(**more):
    usual = {
        "message_id": "a1@studio.example",
        "sender_name": "Anna",
        "sender": "anna@studio.example",
        "to": ("eva@client.example",),
        "cc": (),
        "subject": "Re: New site",
        "text": "Hello Eva,\n\nit is 900 EUR.",
        "at": AT,
    }
    return Letter(**{**usual, **more})


def head_of(raw):
    return raw.partition(b"\r\n\r\n")[0]


@pytest.mark.parametrize(
    "poison", ["x\r\nBcc: eve@evil.example", "x\nBcc: eve@evil.example", "x\r\rX: y", "x\u2028B: c"]
)
@pytest.mark.parametrize("field", ["subject", "sender_name"])
def test_h77_a_line_end_in_subject_or_name_makes_no_header(poison, field):
    raw = write(letter(**{field: poison}))
    names = re.findall(rb"(?m)^([A-Za-z-]+):", head_of(raw))
    assert b"Bcc" not in names
    assert b"X" not in names
    assert [a.email for a in parse(raw).to] == ["eva@client.example"]


@pytest.mark.parametrize(
    "name", ["a.pdf\r\nX-Evil: 1", 'a".pdf"; x="y', "../../etc/passwd", "смета\r\n.pdf", "a\x00b.pdf"]
)
def test_h77_a_file_name_makes_no_header_and_leads_nowhere(name):
    raw = write(letter(files=(File(name, "application/pdf\r\nX-Evil: 1", b"%PDF"),)))
    assert b"X-Evil" not in re.findall(rb"(?m)^([A-Za-z-]+):", raw)
    (file,) = parse(raw).attachments
    assert file.content == b"%PDF"
    assert "/" not in file.name
    assert ".." not in file.name


def test_h79_every_line_ends_with_cr_lf_and_lines_of_dots_stay_text():
    raw = write(letter(text="one\n.\n..\n.\r\nMAIL FROM:<x@y>\r.\n"))
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)", raw)
    assert parse(raw).text.split() == ["one", ".", "..", ".", "MAIL", "FROM:<x@y>", "."]


@pytest.mark.parametrize("kind", ["message/rfc822", "text/plain", "text/html", "multipart/mixed", "application/pdf"])
def test_h79_a_file_of_any_kind_smuggles_no_line_end_and_arrives_byte_for_byte(kind):
    content = b"From: a@b\n\none\n.\nMAIL FROM:<x@y>\r.\r\n\x00" + b"x" * 2000
    raw = write(letter(files=(File("a.bin", kind, content),)))
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)|\x00", raw)
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    assert [each.content for each in parse(raw).attachments] == [content]


def test_h81_nothing_in_the_bytes_tells_of_a_hidden_copy():
    assert b"bcc" not in write(letter()).lower()


def test_h80_an_international_address_is_written_as_it_is():
    raw = write(letter(to=("ева@client.example",)))
    assert [a.email for a in parse(raw).to] == ["ева@client.example"]


def test_text_and_page_say_the_same_and_hang_in_the_thread():
    parsed = parse(write(letter(references=("m1@x", "m2@x"), language="sk")))
    assert parsed.text.strip() == "Hello Eva,\n\nit is 900 EUR."
    assert "<p>it is 900 EUR.</p>" in parsed.html
    assert 'lang="sk"' in parsed.html
    assert parsed.in_reply_to == ("m2@x",)
    assert parsed.references == ("m1@x", "m2@x")


def test_a_picture_named_on_a_line_of_its_own_stands_in_the_text_and_others_are_attached():
    files = (File("plan.png", "image/png", PNG), File("plan.pdf", "application/pdf", b"%PDF"))
    parsed = parse(write(letter(text="See:\n\n[plan.png]\n\nand the file.", files=files)))
    shown, attached = parsed.attachments
    assert (shown.name, shown.is_inline) == ("plan.png", True)
    assert (attached.name, attached.is_inline) == ("plan.pdf", False)
    assert 'src="cid:1.a1@studio.example"' in parsed.html


def test_lists_quotes_and_links_are_what_they_look_like():
    page = as_html("- one\n- two\n\n3) c\n4) d\n\n> said\n>> before\n\nhttps://x.example/?a=1&b=2).")
    assert "<ul>\n<li>one</li>\n<li>two</li>\n</ul>" in page
    assert '<ol start="3">\n<li>c</li>' in page
    assert "<blockquote>\n<p>said</p>\n<blockquote>\n<p>before</p>" in page
    assert '<a href="https://x.example/?a=1&amp;b=2">https://x.example/?a=1&amp;b=2</a>).' in page


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "[<img src=x onerror=y>]", "> <b>", 'https://x/"onclick="y']
)
def test_markup_that_somebody_typed_is_text(text):
    page = as_html(text)
    assert "<script" not in page
    assert "<img" not in page
    assert "<b>" not in page
    assert 'onclick="y' not in page


def test_deep_quotes_and_long_texts_are_no_trouble():
    assert "<blockquote>" in as_html(">" * 5000 + " x\n" * 10)
    assert as_html("word " * 100_000).count("word") == 100_000


def test_another_date_changes_nothing_else():
    raw = write(letter())
    later = dated(raw, AT + dt.timedelta(days=2))
    assert parse(later).date == AT + dt.timedelta(days=2)
    assert later.replace(b"15 Mar", b"13 Mar").replace(b"Sun", b"Fri") == raw
