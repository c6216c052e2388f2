"""Texts, HTML and attachments (HOSTILE.md, H60 to H70)."""

# ruff: noqa: E501 - tables of samples are read as rows

import pytest

from ashore import mail
from ashore.mail.filenames import safe_name


def _multipart(kind: str, *parts: str) -> bytes:
    return (
        f"Content-Type: multipart/{kind}; boundary=x\n\n" + "".join(f"--x\n{part}\n" for part in parts) + "--x--\n"
    ).encode()


_PLAIN = "Content-Type: text/plain\n\nthe plain text"
_HTML = "Content-Type: text/html\n\n<p>the <b>rich</b> text</p>"


def test_of_alternatives_the_plain_text_is_read_and_the_html_kept() -> None:
    parsed = mail.parse(_multipart("alternative", _PLAIN, _HTML))
    assert parsed.text == "the plain text"
    assert parsed.html == "<p>the <b>rich</b> text</p>"
    assert parsed.attachments == ()


def test_h60_html_alone_becomes_readable_text() -> None:
    assert mail.parse(_HTML.encode()).text == "the rich text"
    assert mail.parse(_multipart("alternative", "Content-Type: text/plain\n\n  \n", _HTML)).text == "the rich text"


def test_h60_a_text_that_only_points_to_the_html_is_replaced() -> None:
    pointer = "Content-Type: text/plain\n\nYour mail client does not support HTML."
    rich = "Content-Type: text/html\n\n<p>" + "We would like to change the second banner, please. " * 8 + "</p>"
    assert mail.parse(_multipart("alternative", pointer, rich)).text.startswith("We would like")


def test_h60_an_empty_html_leaves_the_plain_text() -> None:
    assert (
        mail.parse(_multipart("alternative", _PLAIN, "Content-Type: text/html\n\n<html></html>")).text
        == "the plain text"
    )


def test_several_texts_are_joined_and_several_html_parts_are_not() -> None:
    parsed = mail.parse(_multipart("mixed", _HTML, "Content-Type: text/html\n\n<img src='x", _PLAIN))
    assert len(parsed.html_parts) == 2
    assert parsed.text.startswith("the rich text")
    assert parsed.text.endswith("the plain text")


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("../../etc/passwd", "passwd"), ("C:\\x\\y.txt", "y.txt"), ("/abs/x.pdf", "x.pdf"), ("con", "_con"), ("aux.txt", "_aux.txt"),
        ("CON.tar.gz", "_CON.tar.gz"), ("a\nb.txt", "a b.txt"), ("a\0b.txt", "a b.txt"), (".htaccess", "htaccess"), ("..", "attachment"),
        ("", "attachment"), ("ab:c?.txt", "ab_c_.txt"), ("Договор №5.pdf", "Договор №5.pdf"), ("photo\u202egpj.exe", "photogpj.exe"),
        ("x.txt. ", "x.txt"), ("LPT1 .doc", "_LPT1.doc"),
    ],
)  # fmt: skip
def test_h63_file_names_are_made_safe(given: str, safe: str) -> None:
    assert safe_name(given) == safe


def test_h63_a_name_of_five_thousand_characters_keeps_its_ending() -> None:
    name = safe_name("ж" * 5000 + ".pdf")
    assert name.endswith(".pdf")
    assert len(name.encode()) <= 200


def test_h65_the_declared_type_is_only_reported() -> None:
    parsed = mail.parse(
        _multipart("mixed", _PLAIN, "Content-Type: image/png; name=x.exe\nContent-Transfer-Encoding: base64\n\nTVqQ")
    )
    assert (parsed.attachments[0].type, parsed.attachments[0].name, parsed.attachments[0].content) == (
        "image/png",
        "x.exe",
        b"MZ\x90",
    )


def test_h67_the_same_picture_has_the_same_hash() -> None:
    picture = "Content-Type: image/png\nContent-ID: <logo@x>\nContent-Transfer-Encoding: base64\n\naGVsbG8="
    first, second = mail.parse(_multipart("related", _HTML, picture, picture)).attachments
    assert first.sha256 == second.sha256 == "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"
    assert first.content_id == "logo@x"
    assert first.is_inline


def test_h69_a_message_in_a_message_can_be_opened_and_is_not_merged() -> None:
    inner = "Content-Type: message/rfc822\n\nSubject: inner\nMessage-ID: <inner@x>\n\ninner words"
    parsed = mail.parse(b"Message-ID: <outer@x>\n" + _multipart("mixed", _PLAIN, inner))
    assert parsed.text == "the plain text"
    assert parsed.message_id == "outer@x"
    opened = mail.parse(parsed.attachments[0].content)
    assert (opened.subject, opened.text) == ("inner", "inner words")


def test_h70_an_invitation_is_plain_text_whatever_its_description_holds() -> None:
    event = (
        "Content-Type: text/calendar; method=REQUEST\n\nBEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:Kick-off\nDTSTART;TZID=Europe/Bratislava:20240105T100000\n"
        "ORGANIZER;CN=Anna:mailto:anna@b.example\nDESCRIPTION:<svg onload=alert(1)>\\nbring the brief\nEND:VEVENT\nEND:VCALENDAR"
    )
    parsed = mail.parse(_multipart("alternative", event))
    assert "Kick-off\n2024-01-05 10:00 Europe/Bratislava\nAnna <anna@b.example>" in parsed.text
    assert parsed.html == ""
    assert [a.type for a in parsed.attachments] == ["text/calendar"]
    assert mail.parse(_multipart("alternative", _PLAIN, event)).text == "the plain text"


def test_signed_and_encrypted_mail_is_told_apart() -> None:
    signed = mail.parse(_multipart("signed", _PLAIN, "Content-Type: application/pgp-signature; name=s.asc\n\nsig"))
    assert signed.is_signed
    assert signed.text == "the plain text"
    assert [a.name for a in signed.attachments] == ["s.asc"]
    encrypted = mail.parse(
        _multipart(
            "encrypted",
            "Content-Type: application/pgp-encrypted\n\nVersion: 1",
            "Content-Type: application/octet-stream\n\nx",
        )
    )
    assert encrypted.is_encrypted
    assert encrypted.text == ""
    smime = mail.parse(b"Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\n\nx")
    assert smime.is_encrypted
    assert not smime.is_signed


def test_a_text_file_sent_along_is_an_attachment_and_an_inline_text_is_read() -> None:
    parsed = mail.parse(
        _multipart(
            "mixed",
            _PLAIN,
            "Content-Type: text/plain; name=log.txt\nContent-Disposition: attachment\n\nlog",
            "Content-Disposition: inline\n\nfooter",
        )
    )
    assert parsed.text == "the plain text\n\nfooter"
    assert [a.name for a in parsed.attachments] == ["log.txt"]


@pytest.mark.parametrize("plain", ["the plain text", " \n", "Please use an HTML reader.", "x" * 400, "a\r\nb\r\n"])
@pytest.mark.parametrize("html", ["", "<p>no</p>", "<p>" + "We would like to change the second banner. " * 8 + "</p>"])
def test_the_text_is_the_same_whether_html_was_decoded_before_it_or_not(plain: str, html: str) -> None:
    raw = _multipart("alternative", f"Content-Type: text/plain\n\n{plain}", f"Content-Type: text/html\n\n{html}")
    alone, after = mail.parse(raw), mail.parse(raw)
    assert after.html_parts is not None
    assert after.body._decoded[0] == alone.text
