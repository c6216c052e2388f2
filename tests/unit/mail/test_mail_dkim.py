"""What DKIM signatures prove, and what not: signed by dkimpy with keys made here, spoiled in every way that matters."""

from datetime import UTC, datetime
from types import ModuleType

import pytest

from ashore.mail.dkim import Examined, examine
from ashore.mail.dkim_judging import Opinion, judge
from ashore.mail.dkim_keys import KeyRecord

SEEN = datetime(2026, 3, 13, 16, 41, tzinfo=UTC)

RFC_8463 = b"""\
DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;
 d=football.example.com; i=@football.example.com;
 q=dns/txt; s=brisbane; t=1528637909; h=from : to :
 subject : date : message-id : from : subject : date;
 bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
 b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus
 Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==
DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;
 d=football.example.com; i=@football.example.com;
 q=dns/txt; s=test; t=1528637909; h=from : to : subject :
 date : message-id : from : subject : date;
 bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
 b=F45dVWDfMbQDGHJFlXUNB2HKfbCeLRyhDXgFpEL8GwpsRe0IeIixNTe3
 DhCVlUrSjV4BwcVcOF6+FF3Zo9Rpo1tFOeS9mPYQTnGdaSGsgeefOsk2Jz
 dA+L10TeYt9BgDfQNZtKdN1WO//KgIqXP7OdEFE4LjFYNcUxZQ4FADY+8=
From: Joe SixPack <joe@football.example.com>
To: Suzie Q <suzie@shopping.example.net>
Subject: Is dinner ready?
Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)
Message-ID: <20030712040037.46341.5F8J@football.example.com>

Hi.

We lost the game.  Are you hungry yet?

Joe.
"""
RFC_8463_KEYS = {
    "brisbane._domainkey.football.example.com": "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
    "test._domainkey.football.example.com": "v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWR"
    "iGs5V6NpP3idY6Wk08a5qhdR6wy5bdOKb2jLQiY/J16JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3rG4"
    "hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/K4w3QIDAQAB",
}


def codes(opinion: Opinion, number: int = 0) -> set[str]:
    return {reason.code.removeprefix("mail.dkim.") for reason in opinion.signatures[number].leaves_open}


def looked_at(signing: ModuleType, raw: bytes, **more: object) -> tuple[Examined, Opinion]:
    found = examine(raw, signing.rsa_signer().keys(seen_at=SEEN, **more))
    return found, judge(found)


def test_the_example_of_rfc_8463_holds_with_both_of_its_keys() -> None:
    keys = {name: KeyRecord(name, text) for name, text in RFC_8463_KEYS.items()}
    found = examine(RFC_8463, keys)
    assert [(each.key_kind, each.holds) for each in found.signatures] == [("ed25519", True), ("rsa", True)]


@pytest.mark.parametrize("forms", [(b"relaxed", b"relaxed"), (b"simple", b"simple"), (b"relaxed", b"simple")])
@pytest.mark.parametrize("line_end", [b"\r\n", b"\n"])
def test_a_message_signed_by_dkimpy_holds(signing: ModuleType, forms: tuple[bytes, bytes], line_end: bytes) -> None:
    raw = signing.signed(forms=forms).replace(b"\r\n", line_end)
    found, opinion = looked_at(signing, raw)
    assert found.signatures[0].holds
    assert opinion.level == "strong"


def test_an_ed25519_signature_holds(signing: ModuleType) -> None:
    signer = signing.ed25519_signer()
    found = examine(signing.signed(signer=signer), signer.keys(seen_at=SEEN))
    assert (found.signatures[0].key_kind, found.signatures[0].key_bits) == ("ed25519", 256)
    assert judge(found).level == "strong"


def test_what_a_strong_signature_proves_is_said_with_its_bounds(signing: ModuleType) -> None:
    _, opinion = looked_at(signing, signing.signed())
    proved = {reason.code for reason in opinion.signatures[0].proves}
    assert proved == {"mail.dkim.signed", "mail.dkim.whole_body", "mail.dkim.sender_same"}
    assert codes(opinion) == {"key.seen", "not_the_person", "not_received"}


def test_a_key_of_512_bits_proves_nothing_though_the_signature_holds(signing: ModuleType) -> None:
    signer = signing.rsa_signer(512)
    found = examine(signing.signed(signer=signer), signer.keys(seen_at=SEEN))
    assert found.signatures[0].holds
    assert judge(found).level == "nothing"
    assert "key.breakable" in codes(judge(found))


def test_a_key_of_1024_bits_is_called_short(signing: ModuleType) -> None:
    signer = signing.rsa_signer(1024)
    opinion = judge(examine(signing.signed(signer=signer), signer.keys(seen_at=SEEN)))
    assert (opinion.level, "key.short" in codes(opinion)) == ("limited", True)


def test_text_appended_behind_l_is_named_with_its_bytes(signing: ModuleType) -> None:
    raw = signing.signed(length=True) + b"PS: and the price is 1 EUR.\r\n"
    found, opinion = looked_at(signing, raw)
    assert found.signatures[0].holds
    assert (found.signatures[0].body_length, found.signatures[0].body_size) == (53, 82)
    assert opinion.level == "limited"
    assert "body_appended" in codes(opinion)


def test_a_signature_over_no_byte_of_the_text_proves_nothing(signing: ModuleType) -> None:
    empty = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
    found, opinion = looked_at(signing, signing.signed_with_tags(signing.LETTER, {"l": "0", "bh": empty}))
    assert found.signatures[0].holds
    assert (opinion.level, "no_body" in codes(opinion)) == ("nothing", True)


def test_a_second_from_above_the_signed_one_takes_all_worth(signing: ModuleType) -> None:
    raw = b"From: The Boss <boss@client.example>\r\n" + signing.signed()
    found, opinion = looked_at(signing, raw)
    assert (found.senders, found.sender) == (2, "boss@client.example")
    assert opinion.level == "nothing"
    assert "from_doubled" in codes(opinion)
    assert [remark.code for remark in opinion.remarks] == ["mail.dkim.several_senders"]


def test_a_from_that_is_signed_once_too_often_cannot_be_doubled(signing: ModuleType) -> None:
    guarded = signing.signed(headers=[*signing.ALL, b"from"])
    assert looked_at(signing, guarded)[1].level == "strong"
    assert looked_at(signing, b"From: boss@client.example\r\n" + guarded)[1].level == "broken"


def test_an_expired_signature_is_told_with_both_times(signing: ModuleType) -> None:
    raw = signing.signed_with_tags(signing.LETTER, {"t": "1773000000", "x": "1773100000"})
    found, opinion = looked_at(signing, raw)
    assert found.received_at == datetime(2026, 3, 13, 16, 40, 12, tzinfo=UTC)
    assert (opinion.level, "expired" in codes(opinion)) == ("limited", True)


def test_a_signature_that_expired_after_the_message_came_in_is_good(signing: ModuleType) -> None:
    raw = signing.signed_with_tags(signing.LETTER, {"t": "1773420000", "x": "1773500000"})
    assert looked_at(signing, raw)[1].level == "strong"


def test_a_changed_text_breaks_the_signature(signing: ModuleType) -> None:
    found, opinion = looked_at(signing, signing.signed().replace(b"as shown today", b"as shown never"))
    assert (found.signatures[0].body, opinion.level) == ("wrong", "broken")
    assert codes(opinion) == {"body_wrong"}


def test_a_changed_subject_breaks_the_signature(signing: ModuleType) -> None:
    found, opinion = looked_at(signing, signing.signed().replace(b"Subject: Approved", b"Subject: Rejected"))
    assert (found.signatures[0].body, found.signatures[0].header, opinion.level) == ("ok", "wrong", "broken")


def test_an_unsigned_subject_is_a_gap(signing: ModuleType) -> None:
    raw = signing.signed(headers=[b"from", b"to", b"date"]).replace(b"Subject: Approved", b"Subject: Rejected")
    found, opinion = looked_at(signing, raw)
    assert found.signatures[0].unsigned == ("subject", "message-id")
    assert (opinion.level, "fields_unsigned" in codes(opinion)) == ("limited", True)


def test_a_signature_of_another_domain_says_nothing_on_the_sender(signing: ModuleType) -> None:
    raw = signing.signed(domain="bulk-mailer.example")
    found = examine(raw, signing.rsa_signer().keys("bulk-mailer.example", seen_at=SEEN))
    assert found.signatures[0].holds
    assert judge(found).level == "nothing"
    assert "other_domain" in codes(judge(found))


@pytest.mark.parametrize(
    ("domain", "alignment", "level"),
    [
        ("client.example", "parent", "strong"),
        ("out.mail.client.example", "child", "limited"),
        ("example", "other", "nothing"),
    ],
)
def test_domains_above_and_beneath_the_sender_s_are_told_apart(
    signing: ModuleType, domain: str, alignment: str, level: str
) -> None:
    letter = signing.LETTER.replace(b"<anna@client.example>", b"<anna@mail.client.example>")
    found = examine(signing.signed(letter, domain=domain), signing.rsa_signer().keys(domain, seen_at=SEEN))
    assert (found.signatures[0].alignment, judge(found).level) == (alignment, level)


def test_without_a_stored_key_nothing_is_claimed(signing: ModuleType) -> None:
    found = examine(signing.signed(), {})
    assert (found.signatures[0].body, found.signatures[0].header) == ("ok", "unchecked")
    assert (judge(found).level, codes(judge(found))) == ("unchecked", {"key.none"})


@pytest.mark.parametrize(
    ("record", "code"),
    [
        ("v=DKIM1; p=", "key.revoked"),
        ("v=DKIM1; p=AAAA", "key.unreadable"),
        ("v=DKIM2; p=AAAA", "key.unreadable"),
        ("", "key.unreadable"),
        ("v=DKIM1; s=tlsrpt; p=AAAA", "key.not_for_mail"),
        ("v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=", "key.other_kind"),
    ],
)
def test_a_record_that_is_no_key_for_it_is_named(signing: ModuleType, record: str, code: str) -> None:
    name = "spring._domainkey.client.example"
    opinion = judge(examine(signing.signed(), {name: KeyRecord(name, record)}))
    assert (opinion.level, codes(opinion)) == ("unchecked", {code})


def test_a_key_in_testing_is_a_gap(signing: ModuleType) -> None:
    _, opinion = looked_at(signing, signing.signed(), extra="t=y; ")
    assert (opinion.level, "key.testing" in codes(opinion)) == ("limited", True)


def test_a_key_seen_a_year_later_is_told(signing: ModuleType) -> None:
    keys = signing.rsa_signer().keys(seen_at=datetime(2027, 3, 13, tzinfo=UTC))
    assert "key.other_time" in codes(judge(examine(signing.signed(), keys)))


def test_arc_seals_are_named_and_not_taken_for_proof(signing: ModuleType) -> None:
    raw = b"ARC-Seal: i=1; a=rsa-sha256; cv=none; d=list.example; s=x; b=AAAA\r\n" + signing.LETTER
    opinion = judge(examine(raw, {}))
    assert opinion.level == "unsigned"
    assert [remark.code for remark in opinion.remarks] == ["mail.dkim.unsigned", "mail.dkim.sealed"]
    assert opinion.remarks[1].params == {"domains": "list.example"}


@pytest.mark.parametrize(
    ("tags", "code"),
    [
        ({"v": "2"}, "signature.unfit"),
        ({"a": "rsa-md5"}, "signature.unfit"),
        ({"c": "loose"}, "signature.unfit"),
        ({"i": "boss@other.example"}, "signature.unfit"),
        ({"l": "-1"}, "signature.unfit"),
        ({"h": "to:subject"}, "signature.unfit"),
        ({"t": "1773420000", "x": "1773420000"}, "signature.unfit"),
        ({"s": ""}, "signature.incomplete"),
        ({"s": "spring; s=spring"}, "signature.unreadable"),
    ],
)
def test_signatures_that_break_the_rules_are_not_tried(signing: ModuleType, tags: dict[str, str], code: str) -> None:
    fields = {"v": "1", "a": "rsa-sha256", "d": "client.example", "s": "spring", "h": "from", "bh": "AAAA", "b": "AAAA"}
    line = "DKIM-Signature: " + "; ".join(f"{name}={value}" for name, value in (fields | tags).items())
    _, opinion = looked_at(signing, line.encode() + b"\r\n" + signing.LETTER)
    assert opinion.level in ("unchecked", "broken")
    assert codes(opinion) == {code}


def test_of_two_signatures_the_better_one_counts(signing: ModuleType) -> None:
    raw = signing.signed(signing.signed(), domain="list.example")
    found = examine(raw, signing.rsa_signer().keys(seen_at=SEEN))
    opinion = judge(found)
    assert [each.level for each in opinion.signatures] == ["unchecked", "strong"]
    assert opinion.level == "strong"


HOSTILE = {
    "nothing": b"",
    "only a fold": b" \t\r\n \r\n\r\n",
    "a million blanks": b"From: a@b.example\r\nDKIM-Signature: v=1; b"
    + b" " * 1_000_000
    + b"x\r\n\r\n"
    + b" " * 1_000_000,
    "blank lines": b"From: a@b.example\r\n\r\n" + b"\r\n" * 1_000_000,
    "folds": b"From: a@b.example\r\nSubject: x" + b"\r\n x" * 300_000 + b"\r\n\r\nx\r\n",
    "two hundred thousand fields": b"X: y\r\n" * 200_000 + b"\r\n",
    "signatures": b"DKIM-Signature: v=1; a=rsa-sha256; d=a.example; s=s; h=from; bh=AAAA; b=AAAA\r\n" * 5_000
    + b"\r\nx",
    "signatures over many fields": b"DKIM-Signature: v=1; a=rsa-sha256; d=a.example; s=s; h=from; bh=AAAA; b=AAAA\r\n"
    * 20
    + b"X: y\r\n" * 200_000
    + b"\r\nx",
    "names": b"DKIM-Signature: v=1; a=rsa-sha256; d=a.example; s=s; h=from"
    + b":x" * 7_000
    + b"; bh=AAAA; b=AAAA\r\n\r\nx",
    "bytes": bytes(range(256)) * 4_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_messages_take_linear_time(signing: ModuleType, name: str) -> None:
    import time

    start = time.process_time()
    opinion = judge(examine(HOSTILE[name], signing.rsa_signer().keys()))
    assert time.process_time() - start < 3
    assert opinion.level in ("unsigned", "unchecked", "broken")
