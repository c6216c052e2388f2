"""Messages signed with keys made for the test, by dkimpy; nothing here is a real key."""

import base64
import hashlib
import types
from dataclasses import dataclass
from functools import lru_cache

import dkim
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from ashore.mail.dkim_keys import KeyRecord

DOMAIN, SELECTOR = "client.example", "spring"
WEAK = b"""-----BEGIN RSA PRIVATE KEY-----
MIIBOgIBAAJBAOQCpd8TPu0nw4X7eyQw4LepfEWnR7dfKF8JoMx9//N4733Nc+EQ
a0NIbwaKLbjQJWi/V1PFiaMnTrsaGN+0j7sCAwEAAQJAPSGknTmIvobRukNhkaN1
LGjJg9dEuBpQNaLcNNd3XyxE08ZRSiijluvaLqeGBqmzwxDNXrkf5tE9XCzz9ZMZ
4QIhAPlcJRv/xAI3Mf7kwYA3OIlamgmMkN+OUBkSiXU5Dv4RAiEA6hT3KcLDDZni
wjV8cL+0rx2RCeQxFfRc/5XLgzJ0VQsCID8z5sgA/Mpe+RIVIyJ/XJob170h3rp7
FLw2IZcPnkgxAiBvu0Ym5tIXweZc8Q7O+pKSK7i5UfSkGBnz3Vpg60pf9QIhAIGX
gORTqsHRXkb7cFo3TL6Bd1f8/lXbv6kOrEx4MVdZ
-----END RSA PRIVATE KEY-----
"""
"""512 bits: today's tools make no such key any more, and read it still."""


@dataclass(frozen=True)
class Signer:
    """A key pair; ``record``: what the name server would give."""

    private: bytes
    record: str
    algorithm: bytes = b"rsa-sha256"

    def keys(self, domain: str = DOMAIN, extra: str = "", seen_at: object = None) -> dict[str, KeyRecord]:
        name = f"{SELECTOR}._domainkey.{domain}"
        return {name: KeyRecord(name, extra + self.record, seen_at)}  # type: ignore[arg-type]


@lru_cache
def rsa_signer(bits: int = 2048) -> Signer:
    if bits < 1024:
        key = load_pem_private_key(WEAK, None)
    else:
        key = rsa.generate_private_key(65537, bits)
    public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    private = key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    return Signer(private, f"v=DKIM1; k=rsa; p={base64.b64encode(public).decode()}")


@lru_cache
def ed25519_signer() -> Signer:
    key = ed25519.Ed25519PrivateKey.generate()
    public = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    private = key.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())
    return Signer(
        base64.b64encode(private), f"v=DKIM1; k=ed25519; p={base64.b64encode(public).decode()}", b"ed25519-sha256"
    )


class _SigningKey:
    """What dkimpy wants of PyNaCl, from ``cryptography``."""

    def __init__(self, seed: bytes, encoder: object) -> None:
        self.key = ed25519.Ed25519PrivateKey.from_private_bytes(base64.b64decode(seed))

    def sign(self, data: bytes) -> types.SimpleNamespace:
        return types.SimpleNamespace(signature=self.key.sign(data))


SIGNED_AT = 1773420000  # Fri 13 Mar 2026, 16:40 UTC
dkim.time = types.SimpleNamespace(time=lambda: SIGNED_AT)
dkim.nacl = types.SimpleNamespace(
    signing=types.SimpleNamespace(SigningKey=_SigningKey), encoding=types.SimpleNamespace(Base64Encoder=None)
)

LETTER = (
    b"Received: from out.client.example (out.client.example [192.0.2.7]) by mx.studio.example with ESMTPS;\r\n"
    b" Fri, 13 Mar 2026 16:40:12 +0000\r\n"
    b"From: Anna Client <anna@client.example>\r\n"
    b"To: desk@studio.example\r\n"
    b"Subject: Approved: the landing page\r\n"
    b"Date: Fri, 13 Mar 2026 17:40:00 +0100\r\n"
    b"Message-ID: <approved-1@client.example>\r\n"
    b"\r\n"
    b"We approve the landing page as shown today.\r\n\r\nAnna\r\n"
)
ALL = [b"from", b"to", b"subject", b"date", b"message-id"]


def signed(
    letter: bytes = LETTER,
    signer: Signer | None = None,
    *,
    domain: str = DOMAIN,
    headers: list[bytes] | None = None,
    length: bool = False,
    forms: tuple[bytes, bytes] = (b"relaxed", b"relaxed"),
) -> bytes:
    """``letter`` with a DKIM-Signature on top."""
    signer = signer or rsa_signer()
    made = dkim.DKIM(letter, signature_algorithm=signer.algorithm)
    line = made.sign(
        SELECTOR.encode(),
        domain.encode(),
        signer.private,
        include_headers=headers or ALL,
        length=length,
        canonicalize=forms,
    )
    return bytes(line) + letter


def signed_with_tags(letter: bytes, tags: dict[str, str], signer: Signer | None = None) -> bytes:
    """``letter`` signed with tags that dkimpy does not write by itself, such as x=."""
    signer = signer or rsa_signer()
    made = dkim.DKIM(letter, signature_algorithm=signer.algorithm)
    policy = dkim.CanonicalizationPolicy.from_c_value(b"relaxed/relaxed")
    digest = hashlib.new(
        "sha1" if b"sha1" in signer.algorithm else "sha256", policy.canonicalize_body(made.body)
    ).digest()
    fields = {"v": "1", "a": signer.algorithm.decode(), "c": "relaxed/relaxed", "d": DOMAIN, "s": SELECTOR}
    fields |= {"h": ":".join(name.decode() for name in ALL), "bh": base64.b64encode(digest).decode()} | tags
    made.hasher = dkim.HASH_ALGORITHMS[signer.algorithm]
    pairs = [(name.encode(), value.encode()) for name, value in fields.items()] + [(b"b", b"0" * 60)]
    names = fields["h"].lower().encode().split(b":")
    value = made.gen_header(pairs, names, policy, b"DKIM-Signature", dkim.parse_pem_private_key(signer.private))
    return b"DKIM-Signature: " + bytes(value) + letter
