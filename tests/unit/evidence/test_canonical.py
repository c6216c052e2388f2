"""Canonical JSON: RFC 8785 but for numbers, which keep every digit."""

import json

import pytest

from ashore.evidence.canonical import DEEPEST, Digits, Uncanonical, canonical, parse


def test_members_are_sorted_by_utf_16_code_units_as_in_the_rfc() -> None:
    text = (
        '{"\\u20ac":"Euro Sign","\\r":"Carriage Return","\\ufb33":"Hebrew Letter Dalet With Dagesh",'
        '"1":"One","\\ud83d\\ude00":"Emoji: Grinning Face","\\u0080":"Control",'
        '"\\u00f6":"Latin Small Letter O With Diaeresis"}'
    )
    values = json.loads(canonical(parse(text.encode()))).values()
    assert [value.split()[0] for value in values] == ["Carriage", "One", "Control", "Latin", "Euro", "Emoji:", "Hebrew"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{ "b" : [ 1 , 2 ], "a" : null }', '{"a":null,"b":[1,2]}'),
        ('"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/"', '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"'),
        ("[true,false,[],{}]", "[true,false,[],{}]"),
        ("110.00000000000001", "110.00000000000001"),
        ("[1.50,2e3]", "[1.50,2e3]"),
        ("12345678901234567890123", "12345678901234567890123"),
        ("-0", "-0"),
    ],
)
def test_a_text_has_one_form(text: str, expected: str) -> None:
    assert canonical(parse(text.encode())) == expected.encode()


@pytest.mark.parametrize(
    "text",
    [b'{"a":1,"a":2}', b"NaN", b"Infinity", b'"\\ud800"', b"\xff", b"{", b"", b"[" * 100_000, b"1 2"],
)
def test_what_has_no_form_is_refused(text: bytes) -> None:
    with pytest.raises(Uncanonical):
        canonical(parse(text))


def test_depth_is_bounded() -> None:
    deep: object = 1
    for _ in range(DEEPEST + 1):
        deep = [deep]
    with pytest.raises(Uncanonical):
        canonical(deep)


@pytest.mark.parametrize("value", [1.5, b"x", {1: 2}, {"a": {3}}, object()])
def test_values_that_are_no_json_are_refused(value: object) -> None:
    with pytest.raises(Uncanonical):
        canonical(value)


def test_numbers_with_a_fraction_come_back_as_they_were() -> None:
    found = parse(b"[0.10]")
    assert found == ["0.10"]
    assert isinstance(found, list) and isinstance(found[0], Digits)
