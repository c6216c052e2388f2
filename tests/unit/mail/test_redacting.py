"""Messages without one of their people: nothing of them left, everything else as it was."""

from email.message import EmailMessage

import pytest

from ashore.mail import parse
from ashore.mail.redacting import Redaction, emptied, redacted

PETRA = Redaction(
    {"petra@nord.example": "erased-1@nord.example"},
    ("Petra Nordová", "Петра Норд"),
    ("Petra", "Nordová"),
    "Could you send us the prices of the blue plates?\nThank you very much, we wait for it.",
)


def letter(text: str, **more: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = "Jörg Hansen <joerg@nord.example>", "Anna <anna@studio.example>"
    message["Subject"], message["Message-ID"] = "Prices", "<1@nord.example>"
    message["Date"] = "Fri, 16 Jan 2026 08:00:00 +0000"
    for name, value in more.items():
        del message[name]
        message[name.replace("_", "-")] = value
    message.set_content(text)
    return message


def test_a_message_that_does_not_name_them_is_not_touched() -> None:
    assert redacted(letter("Hello Anna, the Northern plates.").as_bytes(), PETRA) is None


def test_where_only_headers_name_them_the_body_stays_byte_for_byte() -> None:
    message = letter("Hello", Cc='"Petra Nordová" <petra@nord.example>, Eva <eva@nord.example>')
    message.add_alternative("<p>Hello</p>", subtype="html")
    raw = message.as_bytes()
    fresh = redacted(raw, PETRA)
    assert fresh is not None
    assert fresh.partition(b"\n\n")[2] == raw.partition(b"\n\n")[2]
    read = parse(fresh)
    assert [each.email for each in read.cc] == ["erased-1@nord.example", "eva@nord.example"]
    assert read.cc[0].name == "[erased]"
    assert b"Petra" not in fresh
    assert read.html == parse(raw).html


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Ask Petra Nordová about it.", "Ask [erased] about it."),
        ("Ask Nordová, Petra about it.", "Ask [erased] about it."),
        ("s Petrou Nordovou, PETRA NORDOVÁ", "s [erased], [erased]"),
        ("с Петрой Норд", "с [erased]"),
        ("Dear Petra, thanks", "Dear [erased], thanks"),
        ("write to PETRA@Nord.example now", "write to erased-1@nord.example now"),
        ("Petrol and petra are no names", "Petrol and petra are no names"),
        ("xpetra@nord.example is another", "xpetra@nord.example is another"),
    ],
)
def test_names_go_in_every_case_and_order_and_words_like_them_stay(text: str, left: str) -> None:
    fresh = redacted(letter(text).as_bytes(), PETRA) or letter(text).as_bytes()
    assert parse(fresh).text.strip() == left


def test_what_others_quote_of_theirs_goes_also_where_lines_were_broken_anew() -> None:
    text = (
        "It is 5 EUR.\n\n> Could you send us the\n> prices of the blue plates?\n> and my own question\n"
        "Could you send us the prices of the blue plates?\nThank you"
    )
    fresh = redacted(letter(text).as_bytes(), PETRA)
    assert fresh is not None
    assert parse(fresh).text.strip() == "It is 5 EUR.\n\n> [erased]\n> and my own question\n[erased]\nThank you"


def test_markup_that_names_them_becomes_plain_text_and_files_stay() -> None:
    message = letter("Hello")
    message.add_alternative('<p>Hello <a href="mailto:petra@nord.example">P.</a></p>', subtype="html")
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="Petra Nordová – cena.pdf")
    message.add_attachment(letter("from Petra Nordová"), filename="inner.eml")
    fresh = redacted(message.as_bytes(), PETRA)
    assert fresh is not None
    read = parse(fresh)
    assert read.html == ""
    assert read.text.strip() == "Hello"
    assert [(each.name, each.type) for each in read.attachments] == [
        ("[erased] – cena.pdf", "application/pdf"),
        ("inner.eml", "message/rfc822"),
    ]
    assert read.attachments[0].content == b"%PDF"
    assert parse(read.attachments[1].content).text.strip() == "from [erased]"
    assert b"petra" not in fresh.lower()


def test_their_own_message_keeps_its_place_in_time_and_thread_and_nothing_else() -> None:
    message = letter("I am ill and 42", From="Petra Nordová <petra@nord.example>", References="<0@x.example>")
    message["X-Mailer"] = "Petra's phone"
    message.add_attachment(b"scan", maintype="image", subtype="png", filename="me.png")
    message["DKIM-Signature"] = "v=1; d=nord.example"
    fresh = emptied(message.as_bytes(), PETRA)
    read = parse(fresh)
    assert read.from_.email == "erased-1@nord.example"
    assert (read.text.strip(), read.attachments) == ("[erased]", ())
    assert read.references == ("0@x.example",)
    assert read.message_id == "1@nord.example"
    assert read.date == parse(message.as_bytes()).date
    for word in (b"ill", b"42", b"Petra", b"petra", b"phone", b"scan", b"DKIM"):
        assert word not in fresh


def test_to_redact_what_was_redacted_changes_nothing() -> None:
    raw = letter("Dear Petra Nordová", Cc="Petra Nordová <petra@nord.example>").as_bytes()
    fresh = redacted(raw, PETRA)
    assert fresh is not None
    assert redacted(fresh, PETRA) is None


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00" * 99,
        b"From: petra@nord.example",
        b"Petra",
        b"\n\npetra@nord.example",
        b"From: \xff\xfe <petra@nord.example>\n\n\xff",
        b"To: " + b"petra@nord.example, " * 3000 + b"\n\nx",
        b"Content-Type: multipart/mixed; boundary=a\n\n--a\n" * 500 + b"petra@nord.example",
    ],
)
def test_garbage_is_redacted_like_anything_else(raw: bytes) -> None:
    fresh = redacted(raw, PETRA)
    assert "petra@" not in parse(raw if fresh is None else fresh).text
    assert b"petra@" not in emptied(raw, PETRA)
