"""Charsets and encodings that lie (HOSTILE.md, H18 to H30)."""

# ruff: noqa: E501 - tables of samples are read as rows

import base64
import time

import pytest

from ashore import mail
from ashore.mail.charsets import codec, decode
from ashore.mail.neutral import one_line


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        ("Привет, высылаю договор на согласование", "koi8-r"),
        ("Привет, высылаю договор на согласование", "cp1251"),
        ("Dobrý deň, posielam cenovú ponuku, ďakujem za trpezlivosť", "cp1250"),
        ("Größere Änderungen für Müller", "latin-1"),
        ("请查收附件中的合同，谢谢您的合作", "gb2312"),
        ("お見積もりをお送りいたします。よろしくお願いします", "shift_jis"),
        ("Договор и счёт", "utf-8"),
    ],
)
def test_h18_raw_headers_are_read_without_any_declared_charset(text: str, charset: str) -> None:
    raw = b"Subject: " + text.encode(charset) + b"\n\nx"
    assert mail.parse(raw).subject == text


def test_h18_the_bodys_charset_decides_for_raw_headers() -> None:
    raw = b"Content-Type: text/plain; charset=iso-8859-2\nSubject: " + "Žlté šaty".encode("iso-8859-2") + b"\n\nx"
    assert mail.parse(raw).subject == "Žlté šaty"


@pytest.mark.parametrize(
    "label", ["utf-8mb4", "default", "x-unknown", "iso-8859-8-i", "u" * 10_000, "utf\0-8", "utf-8", "", '"', "иное"]
)
def test_h19_nonsense_charsets_fall_back(label: str) -> None:
    raw = b'Content-Type: text/plain; charset="' + label.encode() + b'"\n\n' + "Grüße".encode()
    parsed = mail.parse(raw)
    assert parsed.text == "Grüße" or label == "iso-8859-8-i"


def test_h19_an_unknown_charset_is_flagged_and_a_known_alias_is_not() -> None:
    def codes(label: bytes) -> set[str]:
        parsed = mail.parse(b"Message-ID: <a@b>\nContent-Type: text/plain; charset=" + label + b"\n\n\xc3\xa4")
        return {d.code for d in parsed.defects}

    assert "mail.charset.unfit" in codes(b"x-unknown")
    assert "mail.charset.unfit" not in codes(b"utf-8mb4")


@pytest.mark.parametrize(
    "label",
    ["zlib", "zip", "bz2", "hex", "rot13", "rot_13", "idna", "punycode", "unicode_escape", "unicode-escape", "raw_unicode_escape",
     "base64", "uu", "quopri", "undefined", "mbcs", "oem", "charmap", "string_escape", "../../x"],
)  # fmt: skip
def test_h20_a_codec_that_is_no_charset_is_never_used(label: str) -> None:
    assert codec(label) == ""
    assert decode(b"\\u0041 =41 78", label)[0] == "\\u0041 =41 78"


def test_h21_a_script_in_utf_7_stays_plain_text() -> None:
    raw = b"Content-Type: text/plain; charset=utf-7\n\n+ADw-script+AD4-alert(1)+ADw-/script+AD4-"
    parsed = mail.parse(raw)
    assert parsed.text == "<script>alert(1)</script>"
    assert parsed.html == ""
    assert "script" not in mail.sanitise(mail.parse(raw.replace(b"plain", b"html")).html)


@pytest.mark.parametrize(
    ("coded", "text"),
    [
        ("=?utf-8?B?0J/RgNC40LLQtdGC?=", "Привет"),
        ("=?utf-8?Q?Dobr=C3=BD_de=C5=88?=", "Dobrý deň"),
        ("=?utf-8?B?0J/RgNC40LLQ?= =?utf-8?B?tdGC?=", "Привет"),
        ("=?utf-8?Q?=D0?=\n =?utf-8?Q?=9F?=", "П"),
        ("=?utf-8?B?0J/RgNC40LLQtdGC=?=", "Привет"),
        ("=?utf-8?B?0J/RgNC4!!0LLQtdGC?=", "Привет"),
        ("=?utf-8?Q?a b?=", "a b"),
        ("=?utf-8?Q?what?_now?=", "what? now"),
        ("=?UTF-8?b?PT91dGYtOD9CPzBKL1JnTkM0MExMUXRkR0M/PQ==?=", "Привет"),
        ("=?koi8-r?B?8NLJ18XU?=", "Привет"),
        ("=?utf-8*ru?B?0J/RgNC40LLQtdGC?=", "Привет"),
        ("a =?utf-8?Q?b?= c", "a b c"),
        ("x=?utf-8?Q?b?=y", "xby"),
        ("=?nonsense?Q?abc?=", "abc"),
        ("=?utf-8?Q?unfinished", "=?utf-8?Q?unfinished"),
        ("=?utf-8?X?abc?=", "=?utf-8?X?abc?="),
        ("=??Q?abc?=", "abc"),
    ],
)
def test_h22_encoded_words_in_right_and_wrong_forms(coded: str, text: str) -> None:
    assert mail.parse(f"Subject: {coded}\n\nx".encode()).subject == text


def test_h22_fifty_thousand_encoded_words_are_linear() -> None:
    begun = time.process_time()
    raw = b"Subject: " + b" ".join(b"=?utf-8?Q?a?=" for _ in range(50_000)) + b"\n\nx"
    assert mail.parse(raw).subject.startswith("aaaa")
    assert mail.parse(b"Subject: " + b"=?" * 100_000 + b"\n\nx").subject.startswith("=?=?")
    assert mail.parse(b"Subject: " + b"=?a?q?" * 50_000 + b"\n\nx").subject
    assert time.process_time() - begun < 3, "far from linear"


def test_h22_a_comma_inside_an_encoded_name_makes_no_second_recipient() -> None:
    raw = b"To: =?utf-8?Q?Anna=2C_evil=40x=2Eexample=2C?= <anna@b.example>\n\nx"
    assert [a.email for a in mail.parse(raw).to] == ["anna@b.example"]
    assert mail.parse(b'To: "=?utf-8?Q?J=C3=A1n?=" <jan@b.example>\n\nx').to[0].name == "Ján"


@pytest.mark.parametrize(
    ("coded", "data"),
    [
        (b"aGVsbG8=", b"hello"),
        (b"aGVsbG8", b"hello"),
        (b"aGVs*bG8=", b"hello"),
        (b"aGVs\nbG8==", b"hello"),
        (b"aGVsbG8=aGVsbG8=", b"hellohello"),
        (b"aGVsb", b"hel"),
        (b"====", b""),
        (b"", b""),
    ],
)
def test_h23_of_broken_base64_what_can_be_decoded_is(coded: bytes, data: bytes) -> None:
    raw = b"Content-Type: application/x-thing\nContent-Transfer-Encoding: base64\n\n" + coded
    assert mail.parse(raw).attachments[0].content == data


def test_h24_quoted_printable_ends_and_soft_breaks_are_linear() -> None:
    begun = time.process_time()
    head = b"Content-Transfer-Encoding: quoted-printable\n\n"
    assert mail.parse(head + b"a=").text in ("a", "a=")
    assert mail.parse(head + b"x" + b"=\r\n" * 1_700_000 + b"y").text == "xy"
    assert mail.parse(head + b"a=ZZb=4").text.startswith("a=ZZb")
    assert time.process_time() - begun < 5, "far from linear"


def test_h25_uuencode_and_yenc_in_a_text_are_kept() -> None:
    body = b"see below\nbegin 644 a.txt\n#0V%T\n`\nend\n=ybegin line=128 size=3 name=x\nabc\n=yend size=3\n"
    assert mail.parse(b"Subject: x\n\n" + body).text == body.decode()


def test_h26_rfc_2231_pieces_duplicates_and_huge_indexes_are_bounded() -> None:
    pieces = b"".join(b";\n filename*%d=%d" % (n, n % 10) for n in range(5000))
    begun = time.process_time()
    parsed = mail.parse(b"Content-Disposition: attachment" + pieces + b"; filename*99999999=x; filename*0=again\n\nx")
    assert parsed.attachments[0].given_name.startswith("0123456789")
    assert len(parsed.attachments[0].name) <= 150
    assert time.process_time() - begun < 3, "far from linear"


def test_h26_a_name_in_continued_and_encoded_form_is_read() -> None:
    raw = (
        b"Content-Disposition: attachment; filename*0*=utf-8''%D0%94%D0%BE%D0%B3; filename*1*=%D0%BE%D0%B2%D0%BE%D1%80;"
        b" filename*2=.pdf\nContent-Type: application/pdf\n\nx"
    )
    assert mail.parse(raw).attachments[0].name == "Договор.pdf"


def test_h27_nul_and_bare_carriage_returns_never_reach_the_text() -> None:
    raw = b"Subject: a\0b\rc\nFrom: A\0 <a@b.example>\n\nbo\0dy\rline"
    parsed = mail.parse(raw)
    assert parsed.raw == raw
    for text in (parsed.subject, parsed.text, parsed.from_.name):
        assert "\0" not in text
        assert "\r" not in text
    assert parsed.text == "bo\ufffddy\nline"


def test_h28_lone_surrogates_never_come_out() -> None:
    coded = base64.b64encode(b"a\xed\xa0\x80b")
    raw = (
        b"Subject: =?utf-7?Q?+2AA-?=\nContent-Transfer-Encoding: base64\nContent-Type: text/html; charset=utf-8\n\n"
        + coded
    )
    parsed = mail.parse(raw)
    parsed.subject.encode()
    parsed.text.encode()
    parsed.html.encode()
    mail.html_to_text("&#xD800;&#55296;x").encode()


def test_h29_bidi_and_invisible_characters_are_taken_out_of_names_subjects_and_file_names() -> None:
    raw = (
        "Subject: pay\u202eexe\u200b now\nFrom: \u202eAnna\u2066 <a@b.example>\n"
        'Content-Disposition: attachment; filename="photo\u202egpj.exe"\n\nx'
    ).encode()
    parsed = mail.parse(raw)
    assert parsed.subject == "payexe now"
    assert parsed.from_.name == "Anna"
    assert parsed.attachments[0].name == "photogpj.exe"
    assert "mail.neutralised" in {d.code for d in parsed.defects}


def test_h29_a_family_emoji_keeps_its_joiners() -> None:
    assert one_line("👨\u200d👩\u200d👧", 50) == "👨\u200d👩\u200d👧"


def test_h30_a_homograph_domain_comes_as_punycode() -> None:
    from ashore.mail.addresses import readable_domain

    sender = mail.parse("From: Apple <info@аррӏе.com>\n\nx".encode()).from_
    assert sender.email == "info@xn--80ak6aa92e.com"
    assert readable_domain(sender.domain) == "аррӏе.com"


_RUSSIAN = "Привет, мир. Hello\nещё строка\n"


@pytest.mark.parametrize("transfer", ["base64", "8bit"])
@pytest.mark.parametrize(
    ("label", "real"),
    [("utf-16", "utf-16"), ("utf-16", "utf-16-le"), ("utf-16", "utf-16-be"), ("utf-16le", "utf-16-le"), ("", "utf-16"), ("us-ascii", "utf-16"), ("utf-32", "utf-32")],
)  # fmt: skip
def test_h19_utf_16_is_read_with_and_without_its_mark_and_label(label: str, real: str, transfer: str) -> None:
    data = _RUSSIAN.encode(real)
    coded = base64.encodebytes(data) if transfer == "base64" else data
    head = f"Content-Type: text/plain; charset={label}\nContent-Transfer-Encoding: {transfer}\n\n"
    assert mail.parse(head.encode() + coded).text == _RUSSIAN


@pytest.mark.parametrize(
    ("label", "real", "text"),
    [("iso-2022-jp", "iso2022_jp", "こんにちは、世界。\n"), ("", "iso2022_jp", "こんにちは\n"), ("utf-8", "iso2022_jp", "こんにちは\n"), ("iso-2022-kr", "iso2022_kr", "안녕하세요 세계\n"), ("us-ascii", "iso2022_kr", "안녕하세요\n"), ("iso-2022-kr", "cp949", "안녕하세요\n")],
)  # fmt: skip
def test_h18_seven_bit_japanese_and_korean_are_known_by_their_escapes(label: str, real: str, text: str) -> None:
    head = f"Content-Type: text/plain; charset={label}\n\n"
    assert mail.parse(head.encode() + text.encode(real)).text == text


def test_h18_iso_2022_jp_of_windows_keeps_its_circled_numbers() -> None:
    raw = b'Content-Type: text/plain; charset=iso-2022-jp\n\n\x1b$B-!$"\x1b(B and \x1b(I1\x1b(B\n'
    parsed = mail.parse(raw)
    assert parsed.text == "①あ and ｱ\n"
    assert "mail.charset.unfit" not in {d.code for d in parsed.defects}
