"""What the DKIM signatures of a message prove, and what not (RFC 6376; keys as they were stored).

A bare "pass" is no proof: a signature may leave out the subject, cover only the beginning of the text, come from a
domain that has nothing to do with the sender, or be made with a key that anybody can break. So every fact that
matters is read here, and each result says in reasons what follows from it and what does not.
"""

import base64
import binascii
import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Literal

from ashore.core.kernel import Reason
from ashore.mail import addresses, dates
from ashore.mail.dkim_canonical import Field, body_of, signed_bytes, split
from ashore.mail.dkim_keys import Keys, PublicKey, public_key
from ashore.mail.dkim_tags import number, read_tags, squeezed
from ashore.mail.encodedwords import raw_text

Check = Literal["ok", "wrong", "unchecked"]
Alignment = Literal["same", "parent", "child", "other"]
"""Of the signing domain (d=) to the domain of From: the very same; it lies above; it lies beneath; another one."""

ALGORITHMS = {"rsa-sha256": ("rsa", "sha256"), "rsa-sha1": ("rsa", "sha1"), "ed25519-sha256": ("ed25519", "sha256")}
MOST_SIGNATURES = 20
"""Signatures of one message that are tried; usual mail has one to three."""
MOST_SIGNED = 1_000
MATTER = ("from", "to", "cc", "subject", "date", "message-id", "reply-to", "content-type")
"""Header fields that change what a message says, or to whom, where somebody adds or changes them."""
_LATEST = 253_402_300_799


@dataclass(frozen=True, slots=True)
class Signature:
    """One DKIM-Signature field, read and tried.

    ``signed``: fields as h= names them; ``unsigned``: fields of MATTER that the message has and h= does not cover at
    all; ``doubled``: fields of MATTER that stand there more often than h= covers. ``body_length``: l=, None where the
    whole body is covered; ``body_size``: bytes of the canonical body. ``signed_at``, ``expires_at``: t= and x=, the
    signer's own word. ``key_text``: the stored record; ``key_bits``: 0 without a usable key. ``body``, ``header``:
    whether the two hashes hold. ``trouble``: why it could not be tried, None where it was.
    """

    domain: str
    selector: str
    identity: str = ""
    algorithm: str = ""
    canonicalization: str = ""
    signed: tuple[str, ...] = ()
    unsigned: tuple[str, ...] = ()
    doubled: tuple[str, ...] = ()
    body_length: int | None = None
    body_size: int = 0
    signed_at: datetime | None = None
    expires_at: datetime | None = None
    alignment: Alignment = "other"
    key_name: str = ""
    key_text: str = ""
    key_seen_at: datetime | None = None
    key_kind: str = ""
    key_bits: int = 0
    key_testing: bool = False
    body: Check = "unchecked"
    header: Check = "unchecked"
    trouble: Reason | None = None

    @property
    def holds(self) -> bool:
        """Both hashes were checked and are right."""
        return self.header == "ok" and self.body == "ok"


@dataclass(frozen=True, slots=True)
class Examined:
    """All signatures of a message from top to bottom. ``sender``: the address in From, as shown by most programs;
    ``senders``: how many From fields there are; ``received_at``: by the topmost Received, else Date; ``sealed_by``:
    domains that left ARC seals; ``left_out``: signatures beyond MOST_SIGNATURES."""

    signatures: tuple[Signature, ...]
    sender: str
    senders: int
    received_at: datetime | None
    sealed_by: tuple[str, ...] = ()
    left_out: int = 0


def examine(raw: bytes, keys: Keys) -> Examined:
    """Read and try all DKIM signatures of a message with stored keys. Never raises for what stands in the message.

    ``raw``: the message as it came, CRLF or LF. Linear in its size, for each of at most MOST_SIGNATURES signatures.
    """
    fields, body = split(raw)
    froms = [each for each in fields if each.name == "from"]
    authors = addresses.read(froms[0].value) if froms else ()
    sender = authors[0].email.encode("utf-8", "replace").decode("utf-8") if authors else ""
    found = [each for each in fields if each.name == "dkim-signature"]
    letter = _Letter(fields, body, Counter(each.name for each in fields), sender)
    tried = tuple(_try(each, letter, keys) for each in found[:MOST_SIGNATURES])
    return Examined(
        tried, sender, len(froms), _received(fields), _sealed_by(fields), max(0, len(found) - MOST_SIGNATURES)
    )


@dataclass(frozen=True, slots=True)
class _Letter:
    """What all signatures of a message are tried on. ``count``: how often each field stands there; ``bodies``: the
    canonical body by form, computed once."""

    fields: list[Field]
    body: bytes
    count: Mapping[str, int]
    sender: str
    bodies: dict[str, bytes] = field(default_factory=dict)

    def canonical_body(self, form: str) -> bytes:
        """The body in a form."""
        if form not in self.bodies:
            self.bodies[form] = body_of(self.body, form)
        return self.bodies[form]


def _try(written: Field, letter: _Letter, keys: Keys) -> Signature:
    found = read_tags(raw_text(written.value))
    if found is None:
        return Signature("", "", trouble=Reason("mail.dkim.signature.unreadable"))
    signature = _facts(found, letter)
    missing = [name for name in ("v", "a", "b", "bh", "d", "h", "s") if not found.get(name)]
    if missing:
        return replace(signature, trouble=Reason("mail.dkim.signature.incomplete", params={"tags": ", ".join(missing)}))
    trouble = _unfit(found, signature)
    if trouble:
        return replace(signature, trouble=trouble)
    header_form, body_form = _forms(signature.canonicalization)
    checked = _with_body(signature, found, letter.canonical_body(body_form))
    record = keys.get(checked.key_name)
    if record is None:
        return replace(checked, trouble=Reason("mail.dkim.key.none", params={"name": checked.key_name}))
    checked = replace(checked, key_text=record.text, key_seen_at=record.seen_at)
    key = public_key(record.text)
    if isinstance(key, Reason):
        return replace(checked, trouble=key)
    checked = replace(checked, key_kind=key.kind, key_bits=key.bits, key_testing=key.testing)
    return _with_header(checked, found, key, signed_bytes(letter.fields, checked.signed, written, header_form))


def _facts(found: dict[str, str], letter: _Letter) -> Signature:
    domain, selector = found.get("d", "").lower().rstrip("."), found.get("s", "").lower()
    signed = tuple(name.lower() for name in squeezed(found.get("h", "")).split(":") if name)[:MOST_SIGNED]
    return Signature(
        domain=domain,
        selector=selector,
        identity=found.get("i", ""),
        algorithm=found.get("a", "").lower(),
        canonicalization=found.get("c", "simple/simple").lower(),
        signed=signed,
        unsigned=tuple(name for name in MATTER if letter.count[name] and name not in signed),
        doubled=tuple(name for name in MATTER if letter.count[name] > max(1, signed.count(name))),
        body_length=number(found.get("l")),
        signed_at=_instant(found.get("t")),
        expires_at=_instant(found.get("x")),
        alignment=_alignment(domain, letter.sender),
        key_name=f"{selector}._domainkey.{domain}",
    )


def _unfit(found: dict[str, str], signature: Signature) -> Reason | None:
    """Why it cannot be a valid signature whatever the key says."""
    header_form, body_form = _forms(signature.canonicalization)
    identity = signature.identity.lower().rpartition("@")[2]
    signed_at, expires_at = signature.signed_at, signature.expires_at
    reasons = {
        "v": found["v"] != "1",
        "a": signature.algorithm not in ALGORITHMS,
        "c": not {header_form, body_form} <= {"simple", "relaxed"},
        "q": "dns/txt" not in squeezed(found.get("q", "dns/txt")).split(":"),
        "i": bool(identity) and identity != signature.domain and not identity.endswith("." + signature.domain),
        "l": "l" in found and signature.body_length is None,
        "h": "from" not in signature.signed,
        "x": bool(signed_at and expires_at and expires_at <= signed_at),
    }
    bad = [f"{tag}={found.get(tag, '')[:60]}" for tag, is_bad in reasons.items() if is_bad]
    return Reason("mail.dkim.signature.unfit", params={"tags": ", ".join(bad)}) if bad else None


def _with_body(signature: Signature, found: dict[str, str], body: bytes) -> Signature:
    length = signature.body_length
    covered = body if length is None else body[:length]
    name = ALGORITHMS[signature.algorithm][1]
    digest = hashlib.new(name, covered, usedforsecurity=False).digest()
    is_right = digest == _decoded(found["bh"]) and (length is None or length <= len(body))
    return replace(signature, body_size=len(body), body="ok" if is_right else "wrong")


def _with_header(signature: Signature, found: dict[str, str], key: PublicKey, data: bytes) -> Signature:
    kind, hash_name = ALGORITHMS[signature.algorithm]
    identity = signature.identity.lower().rpartition("@")[2]
    if (
        key.kind != kind
        or (key.hash_names and hash_name not in key.hash_names)
        or (key.strict and identity not in ("", signature.domain))
    ):
        return replace(signature, trouble=Reason("mail.dkim.key.other_kind"))
    value = _decoded(found["b"])
    is_right = value is not None and key.signed(data, value, hash_name)
    return replace(signature, header="ok" if is_right else "wrong")


def _forms(canonicalization: str) -> tuple[str, str]:
    header, _, body = canonicalization.partition("/")
    return header.strip(), body.strip() or "simple"


def _decoded(value: str) -> bytes | None:
    try:
        return base64.b64decode(squeezed(value), validate=True)
    except (binascii.Error, ValueError):
        return None


def _alignment(domain: str, sender: str) -> Alignment:
    author = sender.rpartition("@")[2].lower().rstrip(".")
    if not domain or not author:
        return "other"
    if domain == author:
        return "same"
    if "." in domain and author.endswith("." + domain):
        return "parent"
    return "child" if domain.endswith("." + author) else "other"


def _instant(value: str | None) -> datetime | None:
    seconds = number(value)
    return None if seconds is None or seconds > _LATEST else datetime.fromtimestamp(seconds, UTC)


def _received(fields: list[Field]) -> datetime | None:
    """When the message came in: by the topmost Received (the last server that handled it), else by its own Date."""
    for each in fields:
        if each.name == "received":
            at = dates.read(each.value.rpartition(b";")[2].replace(b"\r\n", b""))
            if at is not None:
                return at.astimezone(UTC)
            break
    own = next((each for each in fields if each.name == "date"), None)
    at = dates.read(own.value.replace(b"\r\n", b"")) if own else None
    return at.astimezone(UTC) if at else None


def _sealed_by(fields: list[Field]) -> tuple[str, ...]:
    seals = [read_tags(raw_text(each.value)) for each in fields if each.name == "arc-seal"][:MOST_SIGNATURES]
    return tuple(dict.fromkeys(found["d"].lower() for found in seals if found and found.get("d")))
