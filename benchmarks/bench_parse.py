"""The parser layer against the standard library on the same messages, one process, CPU time.

    python benchmarks/bench_parse.py [--save] [--limit N]

Peers decode the same things as we do: addresses, ids, dates, subject, text and HTML, attachments with their SHA-256.
"compat32": ``email.message_from_bytes`` and plain decoding, the fastest sound way of the standard library;
"policy.default": the same through the modern policy, on a sample, as it is slow. Our share includes HTML turned into
text where a message has nothing else, which the peers do not do.
"""

# ruff: noqa: E501, SIM905 - tables of samples are read as rows

import argparse
import base64
import email
import email.policy
import hashlib
import json
import os
import random
import time
from collections.abc import Callable
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime
from pathlib import Path

from ashore import mail
from ashore.mail.reading.sources import Source

DATA = Path(os.environ.get("ASHORE_DATA", Path(__file__).parents[2] / "shared" / "data")) / "mail"
Parser = Callable[[bytes], object]


def ours(raw: bytes) -> object:
    parsed = mail.parse(raw)
    return (
        parsed.subject,
        parsed.text,
        parsed.html_parts,
        [(a.name, a.size, a.sha256) for a in parsed.attachments],
        parsed.bounced,
    )


def compat32(raw: bytes) -> object:
    message = email.message_from_bytes(raw)
    people = [
        getaddresses([str(v) for v in message.get_all(name, [])]) for name in ("from", "to", "cc", "reply-to", "sender")
    ]
    named = [[(_plain(name), address) for name, address in found] for found in people]
    when = _date(message)
    ids = [str(message.get(name, "")) for name in ("message-id", "in-reply-to", "references", "list-id")]
    return named, when, ids, _plain(str(message.get("subject", ""))), _bodies(message)


def modern(raw: bytes) -> object:
    try:
        message = email.message_from_bytes(raw, policy=email.policy.default)
        headers = [
            str(message[name])
            for name in ("from", "to", "cc", "reply-to", "sender", "date", "subject", "message-id", "references")
        ]
        return headers, _bodies(message)
    except Exception as e:  # the modern policy fails on some real mail
        return e


def _plain(value: str) -> str:
    if "=?" not in value:
        return value
    try:
        return "".join(
            p.decode(c or "ascii", "replace") if isinstance(p, bytes) else p for p, c in decode_header(value)
        )
    except (LookupError, ValueError):
        return value


def _date(message: Message) -> object:
    try:
        return parsedate_to_datetime(str(message.get("date", "")))
    except (TypeError, ValueError):
        return None


def _bodies(message: Message) -> tuple[list[str], list[tuple[str | None, int, str]]]:
    texts, attached = [], []
    for part in message.walk():
        if part.is_multipart():
            continue
        data = part.get_payload(decode=True)
        assert isinstance(data, bytes)
        if part.get_content_maintype() == "text" and not part.get_filename():
            try:
                texts.append(data.decode(part.get_content_charset() or "utf-8", "replace"))
            except LookupError:
                texts.append(data.decode("latin-1"))
        else:
            attached.append((part.get_filename(), len(data), hashlib.sha256(data).hexdigest()))
    return texts, attached


def html_heavy(count: int) -> list[bytes]:
    """Support mail as mailers write it: alternative of text and 30-50 kB HTML with tables and styles, quoted-printable
    or base64, logos, now and then an attachment; one in five without a text part."""
    rng = random.Random(7)
    return [_letter(rng, number) for number in range(count)]


_WORDS = "invoice banner campaign budget please could you send the report until friday thanks change landing page access договор ponuka".split()


def _letter(rng: random.Random, number: int) -> bytes:
    def sentence() -> str:
        return " ".join(rng.choice(_WORDS) for _ in range(rng.randint(5, 16))).capitalize() + "."

    rows = "".join(
        f'<tr><td style="padding:0 12px 4px 0;font-family:Arial,sans-serif;font-size:13px;color:#333333" valign="top">{sentence()}</td>'
        f'<td style="border-bottom:1px solid #eee"><a href="https://desk.example/t/{number}/{n}?utm=mail">{sentence()}</a></td></tr>'
        for n in range(rng.randint(70, 110))
    )
    style = "<style>" + ".c{color:red;margin:0 auto}\n" * rng.randint(50, 150) + "</style>"
    html = f"<html><head>{style}</head><body><p>{sentence()}</p><table>{rows}</table><blockquote>{sentence()}<br>{sentence()}</blockquote></body></html>"
    plain = "\n".join(sentence() for _ in range(20))
    parts = [] if rng.random() < 0.2 else [_part("text/plain; charset=utf-8", plain.encode(), "quoted-printable")]
    parts.append(_part("text/html; charset=utf-8", html.encode(), rng.choice(["quoted-printable", "base64"])))
    body = _multipart("alternative", f"alt{number}", parts)
    extra = [_part('image/png; name="logo.png"', rng.randbytes(2500), "base64")]
    if rng.random() < 0.2:
        extra.append(_part('application/pdf; name="offer.pdf"', rng.randbytes(40_000), "base64"))
    whole = _multipart("mixed", f"mix{number}", [body, *extra])
    trace = "".join(
        f"Received: from a{n}.example by b{n}.example with ESMTPS id {rng.random()};\r\n\tFri, 5 Jan 2024 10:0{n}:00 +0000\r\n"
        for n in range(6)
    )
    head = (
        f"{trace}DKIM-Signature: v=1; a=rsa-sha256; d=a.example; s=x;\r\n\tb={base64.b64encode(rng.randbytes(256)).decode()}\r\n"
        f"Message-ID: <{number}@a.example>\r\nIn-Reply-To: <{number - 1}@a.example>\r\nReferences: <1@a.example> <{number - 1}@a.example>\r\n"
        f'From: "Anna, Shop" <anna{number % 50}@shop.example>\r\nTo: Desk <desk@us.example>\r\nSubject: =?utf-8?B?{base64.b64encode(sentence().encode()).decode()}?=\r\n'
        f"Date: Fri, 5 Jan 2024 1{number % 10}:00:00 +0100\r\nMIME-Version: 1.0\r\n"
    )
    return head.encode() + whole


def _part(kind: str, data: bytes, encoding: str) -> bytes:
    coded = base64.encodebytes(data) if encoding == "base64" else _quoted(data)
    return f"Content-Type: {kind}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n".encode() + coded.replace(
        b"\n", b"\r\n"
    )


def _quoted(data: bytes) -> bytes:
    import quopri

    return quopri.encodestring(data)


def _multipart(kind: str, boundary: str, parts: list[bytes]) -> bytes:
    inner = b"".join(f"\r\n--{boundary}\r\n".encode() + part for part in parts)
    return (
        f"Content-Type: multipart/{kind}; boundary={boundary}\r\n\r\n".encode()
        + inner
        + f"\r\n--{boundary}--\r\n".encode()
    )


def clock(messages: list[bytes], *parsers: Parser) -> list[list[float]]:
    """CPU seconds of each message for each parser; they take turns on every message, so that a busy machine wrongs
    none, and the best of three turns counts."""
    out: list[list[float]] = [[] for _ in parsers]
    for raw in messages:
        turns = [[_turn(parser, raw) for parser in parsers] for _ in range(3)]
        for place, taken in enumerate(out):
            taken.append(min(turn[place] for turn in turns))
    return out


def _turn(parser: Parser, raw: bytes) -> float:
    begun = time.process_time()
    parser(raw)
    return time.process_time() - begun


def compared(messages: list[bytes]) -> dict[str, float]:
    """Rates and ratios of one set; ``slower_in``: messages that take us longer than compat32, and how far the worst is."""
    own, plain = clock(messages, ours, compat32)
    slow, own_there = clock(messages[:: max(1, len(messages) // 60)], modern, ours)
    times_default = sum(slow) / sum(own_there)
    each = [b / a for a, b in zip(own, plain, strict=True)]
    rate = len(messages) / sum(own)
    return {
        "messages": len(messages),
        "kB": sum(map(len, messages)) / len(messages) / 1000,
        "per_second": rate,
        "compat32_per_second": len(messages) / sum(plain),
        "default_per_second": rate / times_default,
        "times_compat32": sum(plain) / sum(own),
        "times_default": times_default,
        "slower_in": sum(ratio < 1 for ratio in each),
        "worst_times_compat32": min(each),
        "worst_ms": max(own) * 1000,
    }


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--save", action="store_true")
    options.add_argument("--limit", type=int, default=1967)
    chosen = options.parse_args()
    letters = html_heavy(min(300, chosen.limit))
    sets: dict[str, list[bytes]] = {
        "HTML-heavy, generated": letters,
        "of these, HTML alone": [raw for raw in letters if b"text/plain" not in raw],
    }
    if (DATA / "speakup.mbox").exists():
        sets["speakup list"] = [f.raw for f in mail.read(DATA / "speakup.mbox") if isinstance(f, Source)][
            : chosen.limit
        ]
    else:
        print(f"no {DATA / 'speakup.mbox'}: set ASHORE_DATA for the real archive")
    results = {}
    print(
        f"{'set':24}{'messages':>9}{'kB each':>9}{'ours/s':>9}{'compat32/s':>12}{'default/s':>11}{'x compat32':>12}"
        f"{'x default':>11}{'slower in':>11}{'worst x':>9}{'worst ms':>10}"
    )
    for name, messages in sets.items():
        found = results[name] = compared(messages)
        print(
            f"{name:24}{len(messages):9}{found['kB']:9.1f}{found['per_second']:9.0f}{found['compat32_per_second']:12.0f}"
            f"{found['default_per_second']:11.0f}{found['times_compat32']:12.2f}{found['times_default']:11.2f}"
            f"{found['slower_in']:11.0f}{found['worst_times_compat32']:9.2f}{found['worst_ms']:10.1f}"
        )
    if chosen.save:
        target = Path(__file__).parent / "results" / "parse.json"
        target.parent.mkdir(exist_ok=True)
        target.write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
