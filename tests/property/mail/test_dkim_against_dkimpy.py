"""Canonical forms and signatures agree with dkimpy, which is slow on hostile mail and right on any other."""

from types import ModuleType

import dkim
from dkim.canonicalization import CanonicalizationPolicy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ashore.mail.dkim import examine
from ashore.mail.dkim_canonical import body_of, split

FORMS = st.sampled_from(["simple", "relaxed"])
LINES = st.lists(st.text(alphabet="ab \t\r=;:", max_size=8).map(lambda line: line.encode().rstrip(b"\r")), max_size=12)
"""Lines of a body: blanks, tabs and lone carriage returns wherever they may stand, but for the end of a line."""


@given(lines=LINES, form=FORMS)
def test_the_canonical_body_is_that_of_dkimpy(lines: list[bytes], form: str) -> None:
    body = b"".join(line + b"\r\n" for line in lines)
    policy = CanonicalizationPolicy.from_c_value(f"{form}/{form}".encode())
    assert body_of(body, form) == policy.canonicalize_body(body)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lines=LINES,
    subject=st.text(alphabet="ab \t=;:", min_size=1, max_size=20),
    folded=st.booleans(),
    header=FORMS,
    body=FORMS,
    length=st.booleans(),
    spoil=st.integers(0, 400),
)
def test_a_signature_holds_exactly_where_it_holds_for_dkimpy(
    signing: ModuleType,
    lines: list[bytes],
    subject: str,
    folded: bool,
    header: str,
    body: str,
    length: bool,
    spoil: int,
) -> None:
    fold = b"\r\n\t" if folded else b""
    letter = b"From: a@client.example\r\nTo: b@studio.example\r\nDate: x\r\nMessage-ID: <1@x>\r\nSubject: "
    letter += b"s" + fold + subject.encode() + b"\r\n\r\n" + b"".join(line + b"\r\n" for line in lines)
    raw = signing.signed(letter, forms=(header.encode(), body.encode()), length=length)
    signer = signing.rsa_signer()
    at = len(raw) - spoil
    # A line end spoilt becomes a form feed, which dkimpy takes for a blank and RFC 6376 does not.
    if spoil and len(raw) - len(letter) < at < len(raw) and raw[at] not in b"\r\n":
        raw = raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :]
    try:
        theirs = dkim.DKIM(raw).verify(dnsfunc=lambda name, timeout=5: signer.record)
    except dkim.DKIMException:
        theirs = False
    found = examine(raw, signer.keys())
    assert found.signatures[0].holds == theirs


@given(st.binary(max_size=200), st.binary(max_size=200))
def test_nothing_in_a_message_raises(head: bytes, body: bytes) -> None:
    examine(b"DKIM-Signature: " + head + b"\r\n\r\n" + body, {})
    fields, _ = split(head + b"\n\n" + body)
    assert all(field.name == field.name.lower() for field in fields)
