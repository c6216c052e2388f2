"""Stored DKIM keys: as ``dig`` prints them, or as JSON."""

from datetime import UTC, datetime

import pytest

from ashore.mail.dkim_keys import read_keys

DUG = """\
; <<>> DiG 9.18 <<>> TXT spring._domainkey.client.example
;; ANSWER SECTION:
spring._domainkey.client.example. 300 IN TXT "v=DKIM1; k=rsa; p=MIIB" "IjAN\\"x"
; a zone file may break a record over lines
Summer._domainkey.client.example. IN TXT (
        "v=DKIM1;t=s;p=MIGf"   ; the first half
        "MA0G" )
"""


def test_the_output_of_dig_is_read_with_its_parts_joined() -> None:
    found, wrong = read_keys(DUG, "keys.txt")
    assert wrong == ()
    assert {name: record.text for name, record in found.items()} == {
        "spring._domainkey.client.example": 'v=DKIM1; k=rsa; p=MIIBIjAN"x',
        "summer._domainkey.client.example": "v=DKIM1;t=s;p=MIGfMA0G",
    }


def test_json_says_when_a_key_was_seen() -> None:
    text = '[{"name": "s._domainkey.a.example.", "txt": "p=AAAA", "seen_at": "2026-03-13T17:40:00+01:00"}]'
    found, wrong = read_keys(text, "keys.json")
    assert wrong == ()
    assert found["s._domainkey.a.example"].seen_at == datetime(2026, 3, 13, 16, 40, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "where", "code"),
    [
        ("s._domainkey.a.example. IN A 192.0.2.1", "keys:1", "mail.dkim.keys.line"),
        ("\n\nfoo bar", "keys:3", "mail.dkim.keys.line"),
        ('s._domainkey.a.example. IN TXT ( "p=AAAA"', "keys:1", "mail.dkim.keys.line"),
        ('[{"name": "s._domainkey.a.example"}]', "keys:1", "mail.dkim.keys.entry"),
        ('[{"name": "s", "txt": "p=", "seen_at": "2026-03-13T17:40"}]', "keys:1", "mail.dkim.keys.entry"),
        ('[{"name": "s", "txt": "p=", "seen_at": "soon"}]', "keys:1", "mail.dkim.keys.entry"),
        ('[\n{"name": ]', "keys:2", "mail.dkim.keys.json"),
        ("[" * 100_000, "keys:1", "mail.dkim.keys.json"),
        ('a.example. TXT "p=A"\na.example. TXT "p=B"', "keys:2", "mail.dkim.keys.twice"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(text: str, where: str, code: str) -> None:
    _, wrong = read_keys(text, "keys")
    assert [(finding.where, finding.code) for finding in wrong] == [(where, code)]
