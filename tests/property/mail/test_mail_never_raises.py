"""Whatever the bytes, parsing gives a value whose texts can be stored."""

# ruff: noqa: E501 - tables of samples are read as rows

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ashore import mail
from ashore.mail.filenames import safe_name

_PIECES = st.sampled_from(
    [b"From: ", b"To: ", b"Subject: ", b"Date: ", b"Content-Type: ", b"multipart/mixed; boundary=x", b"text/html; charset=",
     b"message/rfc822", b"\n", b"\r\n", b"\n\n", b"--x", b"--x--", b"=?utf-8?B?", b"=?koi8-r?Q?", b"?=", b'"', b"\\", b"<", b">", b"(", b")",
     b",", b";", b":", b"@", b"a@b.example", b"Content-Transfer-Encoding: base64", b"quoted-printable", b"=", b"\0", b"\xff\xfe", b"\xd0",
     b"filename*0*=", b"name*99999999=", b"utf-7", b"+2AA-", b"<div>", b"&#xD800;", b" ", b"\t", b"References: <", b"Received: ; ",
     b"Content-Disposition: attachment; ", b"1 Jan 2024 10:00 +9999", b"begin 644 x", b"text/calendar", b"BEGIN:VEVENT", b"DTSTART:2024"]
)  # fmt: skip
_MAILISH = st.lists(st.one_of(_PIECES, st.binary(max_size=8)), max_size=60).map(b"".join)


def _storable(text: str) -> bool:
    text.encode("utf-8")
    return "\0" not in text and "\r" not in text


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.binary(max_size=400), _MAILISH))
def test_parse_never_raises_and_gives_storable_text(raw: bytes) -> None:
    parsed = mail.parse(raw)
    assert parsed.raw == raw
    assert _storable(parsed.text)
    for text in (
        parsed.subject,
        parsed.message_id,
        parsed.list_id,
        *parsed.in_reply_to,
        *parsed.references,
        *parsed.html_parts,
    ):
        text.encode("utf-8")
        assert "\0" not in text
    for person in (parsed.from_, parsed.sender, *parsed.to, *parsed.cc, *parsed.reply_to):
        assert _storable(person.name)
        assert _storable(person.email)
    for attachment in parsed.attachments:
        assert attachment.size == len(attachment.content)
        assert "/" not in attachment.name
        attachment.content_id.encode("utf-8")
        if attachment.is_message:
            mail.parse(attachment.content)
    assert all(reason.code.startswith("mail.") for reason in parsed.defects)
    assert isinstance(parsed.bounced, tuple)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200))
def test_a_safe_name_is_safe_everywhere(name: str) -> None:
    safe = safe_name(name)
    assert safe
    assert len(safe.encode()) <= 200
    assert not set(safe) & set('/\\<>:"|?*\0\n\r')
    assert not safe.startswith(".")
    assert safe == safe_name(safe)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.one_of(
            st.sampled_from(
                ["<", ">", "<div", "<!--", "-->", "</", "<style", "&", "&#", '"', "'", "<a href=", "<blockquote>", "\0"]
            ),
            st.text(max_size=5),
        ),
        max_size=60,
    ).map("".join)
)
def test_html_of_any_kind_becomes_text_and_clean_html(html: str) -> None:
    assert "\0" not in mail.html_to_text(html)
    clean = mail.sanitise(html).lower()
    assert "<script" not in clean
    assert "<style" not in clean
