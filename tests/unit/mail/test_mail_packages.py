"""Messages inside signatures, files inside Outlook's packages (RFC 8551; H14)."""

import base64
import struct

import pytest

from ashore import mail
from ashore.mail import signed

_SIGNED = bytes.fromhex("06092a864886f70d010702")
_DATA = bytes.fromhex("06092a864886f70d010701")
_INNER = (
    b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\r\nthe signed text\r\n--x\r\n"
    b"Content-Type: application/pdf; name=a.pdf\r\n\r\nPDF\r\n--x--\r\n"
)


def _der(tag: int, content: bytes) -> bytes:
    size = len(content)
    if size < 0x80:
        return bytes([tag, size]) + content
    coded = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(coded)]) + coded + content


def _in_one(inner: bytes) -> bytes:
    held = _der(0x30, _DATA + _der(0xA0, _der(0x04, inner)))
    return _der(0x30, _SIGNED + _der(0xA0, _der(0x30, b"\x02\x01\x01" + _der(0x31, b"") + held + _der(0x31, b"s"))))


def _in_pieces(inner: bytes) -> bytes:
    pieces = b"".join(_der(0x04, inner[n : n + 40]) for n in range(0, len(inner), 40))
    held = b"\x30\x80" + _DATA + b"\xa0\x80\x24\x80" + pieces + bytes(6)
    return b"\x30\x80" + _SIGNED + b"\xa0\x80\x30\x80\x02\x01\x01\x31\x00" + held + b"\x31\x01s" + bytes(6)


def _message(
    package: bytes, kind: str = "application/pkcs7-mime; smime-type=signed-data", name: str = "smime.p7m"
) -> bytes:
    head = f'From: a@b.example\nContent-Type: {kind}; name="{name}"\nContent-Transfer-Encoding: base64\n\n'
    return head.encode() + base64.encodebytes(package)


@pytest.mark.parametrize("package", [_in_one(_INNER), _in_pieces(_INNER)], ids=["der", "ber"])
@pytest.mark.parametrize(
    "kind", ["application/pkcs7-mime; smime-type=signed-data", "application/x-pkcs7-mime", "APPLICATION/PKCS7-MIME"]
)
def test_what_a_signature_wraps_is_read_and_the_signature_kept(package: bytes, kind: str) -> None:
    parsed = mail.parse(_message(package, kind))
    assert parsed.text.strip() == "the signed text"
    assert [a.name for a in parsed.attachments] == ["a.pdf", "smime.p7m"]
    assert parsed.attachments[1].content == package
    assert parsed.is_signed


@pytest.mark.parametrize("length", [0, 1, 5, 20, 40, 60])
def test_a_signature_cut_short_stays_an_attachment_with_its_reason(length: int) -> None:
    parsed = mail.parse(_message(_in_one(_INNER)[:length]))
    assert [a.name for a in parsed.attachments][-1] == "smime.p7m"
    whole = signed.content(_in_one(_INNER)[:length])
    assert ("mail.smime.not_opened" in {d.code for d in parsed.defects}) == (whole is None)


def test_what_is_encrypted_is_not_taken_for_signed() -> None:
    parsed = mail.parse(_message(b"\x30\x00", "application/pkcs7-mime; smime-type=enveloped-data"))
    assert parsed.is_encrypted
    assert not parsed.is_signed
    assert [a.name for a in parsed.attachments] == ["smime.p7m"]


@pytest.mark.parametrize("unit", [b"\x24\x80", b"\x04\x00", b"\x00\x00", b"\x24\x86\xff\xff\xff\xff\xff\xff"])
def test_a_signature_of_endless_parts_is_read_in_bounded_time(unit: bytes) -> None:
    start = b"\x30\x80" + _SIGNED + b"\xa0\x80\x30\x80\x02\x01\x01\x31\x00\x30\x80" + _DATA + b"\xa0\x80"
    assert signed.content(start + unit * 500_000) is None


def _attribute(kind: int, value: bytes, level: int = 2) -> bytes:
    return struct.pack("<BII", level, kind, len(value)) + value + struct.pack("<H", sum(value) & 0xFFFF)


def _tnef(*names: bytes) -> bytes:
    files = b"".join(_attribute(0x00069002, bytes(14)) + _attribute(0x00018010, name + b"\0") for name in names)
    return b"\x78\x9f\x3e\x22\x01\x00" + _attribute(0x00069007, struct.pack("<II", 1251, 0), 1) + files


def test_h14_the_files_in_outlooks_package_are_named_and_the_package_kept() -> None:
    package = _tnef(b"offer.pdf", "договор.doc".encode("cp1251"), b"..\\..\\evil.exe")
    parsed = mail.parse(_message(package, "application/ms-tnef", "winmail.dat"))
    reason = next(d for d in parsed.defects if d.code == "mail.tnef.holds")
    assert reason.params["files"] == "offer.pdf, договор.doc, evil.exe"
    assert reason.params["count"] == 3
    assert parsed.attachments[0].content == package


def test_h14_a_package_that_is_none_is_kept_with_its_reason() -> None:
    parsed = mail.parse(_message(b"no package", "application/ms-tnef", "winmail.dat"))
    assert "mail.tnef.unread" in {d.code for d in parsed.defects}
    assert parsed.attachments[0].content == b"no package"


def test_h14_a_package_whose_lengths_lie_is_no_error() -> None:
    lying = b"\x78\x9f\x3e\x22\x01\x00" + struct.pack("<BII", 2, 0x00069002, 0xFFFFFFFF) + b"x" * 50
    assert mail.parse(_message(lying, "application/ms-tnef", "winmail.dat")).attachments[0].content == lying


def test_h14_a_nameless_part_of_another_kind_is_no_package() -> None:
    parsed = mail.parse(b"Content-Type: message/rfc822\n\nSubject: in\n\nx")
    assert [a.type for a in parsed.attachments] == ["message/rfc822"]
    assert not {d.code for d in parsed.defects} & {"mail.tnef.unread", "mail.tnef.holds"}


def test_h14_a_package_without_a_name_is_named_as_outlook_does() -> None:
    head = b"Content-Type: application/ms-tnef\nContent-Transfer-Encoding: base64\n\n"
    parsed = mail.parse(head + base64.encodebytes(_tnef(b"offer.pdf")))
    assert next(d for d in parsed.defects if d.code == "mail.tnef.holds").params["name"] == "winmail.dat"
