"""Public keys of DKIM signers, as a name server gave them when the mail came in (RFC 6376, 3.6; RFC 8463)."""

import base64
import binascii
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey, RSAPublicNumbers
from cryptography.hazmat.primitives.serialization import load_der_public_key

from ashore.core.kernel import Finding, Reason
from ashore.mail.dkim_tags import read_tags, squeezed

LARGEST_MODULUS = 16_384
LARGEST_EXPONENT = 1 << 33
_HASHES: dict[str, hashes.HashAlgorithm] = {"sha256": hashes.SHA256(), "sha1": hashes.SHA1()}  # noqa: S303 - judged weak
_RECORD = re.compile(r"(\S+)\s+(?:\d+\s+)?(?:IN\s+)?TXT\s+(.*)", re.IGNORECASE | re.DOTALL)
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_ESCAPE = re.compile(r"\\(.)")


@dataclass(frozen=True, slots=True)
class KeyRecord:
    """A TXT record as it was stored. ``name``: ``selector._domainkey.domain`` in lower case, without the last dot;
    ``seen_at``: when the name server gave it (aware), None where nobody noted it."""

    name: str
    text: str
    seen_at: datetime | None = None


Keys = Mapping[str, KeyRecord]


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A key that can be tried. ``kind``: rsa or ed25519; ``bits``: its size; ``testing``: the signer says t=y;
    ``hash_names``: those that the record allows, empty for any; ``strict``: t=s, i= must be of the very domain."""

    kind: str
    bits: int
    material: RSAPublicKey | Ed25519PublicKey
    testing: bool = False
    strict: bool = False
    hash_names: tuple[str, ...] = ()

    def signed(self, data: bytes, signature: bytes, hash_name: str) -> bool:
        """True where ``signature`` is one of this key's over ``data``."""
        digest = hashes.Hash(_HASHES[hash_name])
        digest.update(data)
        try:
            if isinstance(self.material, RSAPublicKey):
                self.material.verify(signature, data, PKCS1v15(), _HASHES[hash_name])
            else:
                self.material.verify(signature, digest.finalize())
        except (InvalidSignature, ValueError, UnsupportedAlgorithm):
            return False
        return True


def public_key(text: str) -> PublicKey | Reason:
    """The key in a TXT record, or why there is none that can be tried."""
    found = read_tags(text)
    if found is None or found.get("v", "DKIM1") != "DKIM1" or "p" not in found:
        return Reason("mail.dkim.key.unreadable")
    if not found["p"]:
        return Reason("mail.dkim.key.revoked")
    services = squeezed(found.get("s", "*")).split(":")
    if "*" not in services and "email" not in services:
        return Reason("mail.dkim.key.not_for_mail")
    flags = squeezed(found.get("t", "")).split(":")
    allowed = tuple(name for name in squeezed(found.get("h", "")).split(":") if name)
    kind = found.get("k", "rsa").lower()
    try:
        material = _material(kind, base64.b64decode(squeezed(found["p"]), validate=True))
    except (ValueError, TypeError, binascii.Error, UnsupportedAlgorithm):
        return Reason("mail.dkim.key.unreadable")
    bits = material.key_size if isinstance(material, RSAPublicKey) else 256
    return PublicKey(kind, bits, material, "y" in flags, "s" in flags, allowed)


def _material(kind: str, data: bytes) -> RSAPublicKey | Ed25519PublicKey:
    """The key itself; ValueError for what is none, or one that is made to keep a reader busy."""
    if kind == "ed25519":
        return Ed25519PublicKey.from_public_bytes(data)
    if kind != "rsa" or len(data) > 2 * LARGEST_MODULUS // 8:
        raise ValueError(kind)
    key = load_der_public_key(data)
    if not isinstance(key, RSAPublicKey):
        raise TypeError(kind)
    numbers: RSAPublicNumbers = key.public_numbers()
    if key.key_size > LARGEST_MODULUS or numbers.e > LARGEST_EXPONENT:
        raise ValueError("absurd size")
    return key


def read_keys(text: str, source: str) -> tuple[dict[str, KeyRecord], tuple[Finding, ...]]:
    """Stored keys by name, and what of the file could not be read.

    Two shapes: what ``dig TXT name`` prints (zone file lines, strings in parts, parentheses, comments); or a JSON list
    of ``{"name", "txt", "seen_at"}``. A name with two records of different text is a finding, the first one counts.
    """
    found: dict[str, KeyRecord] = {}
    wrong: list[Finding] = []
    records = _from_json(text, source) if text.lstrip().startswith("[") else _from_zone(text, source)
    for line, record in records:
        if isinstance(record, Finding):
            wrong.append(record)
            continue
        known = found.setdefault(record.name, record)
        if known.text != record.text:
            wrong.append(_finding(source, line, "mail.dkim.keys.twice", name=record.name))
    return found, tuple(wrong)


def _from_zone(text: str, source: str) -> Iterator[tuple[int, KeyRecord | Finding]]:
    held: list[str] = []
    first = depth = 0
    for number, raw in enumerate(text.splitlines(), 1):
        line, opened = _bare(raw)
        depth += opened
        if line.strip():
            first = first if held else number
            held.append(line)
        if held and depth <= 0:
            yield first, _record(" ".join(held), source, first)
            held, depth = [], 0
    if held:
        yield first, _finding(source, first, "mail.dkim.keys.line", text=" ".join(held).strip()[:80])


def _bare(line: str) -> tuple[str, int]:
    """A line without comment and parentheses outside of strings, and how many parentheses it leaves open."""
    kept: list[str] = []
    opened = 0
    for count, piece in enumerate(re.split(r'("(?:[^"\\]|\\.)*")', line)):
        if count % 2:
            kept.append(piece)
            continue
        code, mark, _ = piece.partition(";")
        opened += code.count("(") - code.count(")")
        kept.append(code.replace("(", " ").replace(")", " "))
        if mark:
            break
    return "".join(kept), opened


def _record(line: str, source: str, number: int) -> KeyRecord | Finding:
    match = _RECORD.fullmatch(line.strip())
    strings = _STRING.findall(match[2]) if match else []
    if not match or not strings:
        return _finding(source, number, "mail.dkim.keys.line", text=line.strip()[:80])
    return KeyRecord(_name(match[1]), "".join(_ESCAPE.sub(r"\1", each) for each in strings))


def _from_json(text: str, source: str) -> Iterator[tuple[int, KeyRecord | Finding]]:
    try:
        items = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        yield line, _finding(source, line, "mail.dkim.keys.json", error=str(getattr(error, "msg", error))[:200])
        return
    for number, item in enumerate(items, 1):
        yield number, _entry(item, source, number)


def _entry(item: object, source: str, number: int) -> KeyRecord | Finding:
    if isinstance(item, dict) and isinstance(item.get("name"), str) and isinstance(item.get("txt"), str):
        seen = item.get("seen_at")
        try:
            at = datetime.fromisoformat(seen) if isinstance(seen, str) else None
        except ValueError:
            at = None
        if seen is None or (at is not None and at.tzinfo is not None):
            return KeyRecord(_name(item["name"]), item["txt"], at)
    return _finding(source, number, "mail.dkim.keys.entry", number=number)


def _finding(source: str, line: int, code: str, **params: str | int) -> Finding:
    return Finding(code, "error", f"{source}:{line}", Reason(code, params=params))


def _name(name: str) -> str:
    return name.strip().rstrip(".").lower()
