"""The limits of time and memory that HOSTILE.md sets, in CPU time, with room for a machine that others use too."""

# ruff: noqa: E501 - tables of samples are read as rows

import base64
import time
import tracemalloc
from collections.abc import Callable

import pytest

from ashore import mail
from ashore.mail.limits import MAX_MESSAGE_BYTES

_SHARED = 3
"""A shared machine may take so much longer than the stated limit."""


def _everything(raw: bytes) -> None:
    """All that a caller may ask of one message."""
    parsed = mail.parse(raw)
    parts = parsed.html_parts
    assert isinstance(parsed.text, str)
    assert isinstance(parsed.defects, tuple)
    for attachment in parsed.attachments:
        assert len(attachment.sha256) == 64
        assert attachment.name
    for part in parts[:20]:
        mail.sanitise(part)
    assert parsed.bounced is not None


def _seconds(act: Callable[[], object]) -> float:
    begun = time.process_time()
    act()
    return time.process_time() - begun


def _nested(depth: int) -> bytes:
    return b"From: a@b.example\n" + b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(depth)
    )


_HTML = b"Content-Type: text/html\n\n"
_MIXED = b"Content-Type: multipart/mixed; boundary=x\n\n"
_BASE64 = b"Content-Transfer-Encoding: base64\n\n"
_QUOTED = b"Content-Transfer-Encoding: quoted-printable\n\n"

_STATED: dict[str, tuple[float, Callable[[], bytes]]] = {
    "h01 1000 nested": (1, lambda: _nested(1000)),
    "h01 5000 nested": (1, lambda: _nested(5000)),
    "h01 5000 nested, one boundary": (1, lambda: b"Content-Type: multipart/mixed; boundary=b\n\n--b\n" * 5000),
    "h02 5000 messages in one another": (1, lambda: b"Content-Type: message/rfc822\n\nSubject: in\n" * 5000),
    "h03 100000 parts": (2, lambda: _MIXED + b"--x\n\nhello\n" * 100_000),
    "h03 100000 attachments": (2, lambda: _MIXED + b"--x\nContent-Type: image/png\n\nx\n" * 100_000),
    "h04 200000 headers": (2, lambda: b"".join(b"X-%d: y\n" % n for n in range(200_000)) + b"\nbody"),
    "h05 5 MB header": (1, lambda: b"Subject: " + b"long " * 1_000_000 + b"\n\nbody"),
    "h06 20000 quotes": (0.2, lambda: b"From: " + b'"' * 20_000 + b" <anna@shop.example>\n\nx"),
    "h07 20000 semicolons": (0.2, lambda: b"Content-Type: text/plain" + b";" * 20_000 + b"\n\nx"),
    "h08 20000 recipients": (1, lambda: b"To: " + b", ".join(b"A %d <a%d@b.example>" % (n, n) for n in range(20_000)) + b"\n\nx"),
    "h09 3000 comments": (0.2, lambda: b"To: " + b"(" * 3000 + b")" * 3000 + b" a@b.example\n\nx"),
    "h22 50000 encoded words": (1, lambda: b"Subject: " + b"=?utf-8?q?ab?= " * 50_000 + b"\n\nx"),
    "h23 equals signs": (1, lambda: _BASE64 + b"=" * 1_000_000),
    "h23 padding everywhere": (1, lambda: _BASE64 + b"QQ==\n" * 200_000),
    "h24 soft breaks": (1, lambda: _QUOTED + b"=\r\n" * 1_700_000),
    "h26 5000 pieces": (0.2, lambda: b"Content-Type: a/b" + b"".join(b"; name*%d*=%%41" % n for n in range(5000)) + b"\n\nx"),
    "h43 50000 ids": (0.2, lambda: b"References: " + b"".join(b"<%d@a.example>\n " % n for n in range(50_000)) + b"\n\nx"),
    "h50 nested div": (1, lambda: _HTML + b"<div>" * 100_000),
    "h50 entities": (1, lambda: _HTML + b"&amp;" * 300_000),
    "h50 broken entities": (1, lambda: _HTML + b"&#" * 500_000),
    "h50 unclosed b": (1, lambda: _HTML + b"<b " * 50_000),
    "h50 emphasis in paragraphs": (1, lambda: _HTML + b"".join(b"<p><b a=%d>" % n for n in range(40_000))),
    "h50 tables": (1, lambda: _HTML + b"<table><tr><td>" * 50_000),
    "h50 angles": (1, lambda: _HTML + b"<" * 1_000_000),
    "h61 1 MB of style": (1, lambda: _HTML + b"<style>" + b"a{b:c}" * 170_000 + b"</style>x"),
    "address fields": (1, lambda: b"".join(name + b": " + b"=?utf-8?b?" * 100_000 + b"\n" for name in (b"From", b"To", b"Cc", b"Reply-To", b"Sender")) + b"\nx"),
}  # fmt: skip


@pytest.mark.parametrize("name", _STATED)
def test_every_stated_limit_of_time_holds(name: str) -> None:
    limit, make = _STATED[name]
    raw = make()
    taken = min(_seconds(lambda: _everything(raw)) for _ in range(2))
    assert taken < limit * _SHARED, f"{taken:.2f} s of CPU"


_LARGEST: dict[str, Callable[[int], bytes]] = {
    "text": lambda size: b"From: a@b.example\n\n" + b"a line of text of usual length, as people write\n" * (size // 49),
    "html": lambda size: _HTML + b"<p>a line of <b>text</b> of usual length</p>\n" * (size // 46),
    "attachment": lambda size: _MIXED + b"--x\nContent-Type: application/pdf\n" + _BASE64 + base64.encodebytes(b"pdf" * (size // 4 // 3 * 3 * 72 // 73)),
    "header": lambda size: b"Subject: " + b"y" * size,
    "nearly boundaries": lambda size: _MIXED + b"--xa\n" * (size // 5),
    "uuencode": lambda size: b"Content-Type: a/b\nContent-Transfer-Encoding: x-uuencode\n\nbegin 644 x\n" + (b"M" + b"A" * 60 + b"\n") * (size // 62),
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("name", _LARGEST)
def test_h68_a_message_of_the_largest_size_takes_a_second_and_256_megabytes(name: str) -> None:
    raw = _LARGEST[name](MAX_MESSAGE_BYTES)
    assert _seconds(lambda: _everything(raw)) < 1 * _SHARED
    tracemalloc.start()
    try:
        _everything(raw)
        beyond = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert len(raw) + beyond < 256 * 1024 * 1024
