"""Certificates as servers have them, good and bad, of an authority that only the tests know."""

import datetime as dt
import ipaddress
from pathlib import Path
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

DAY = dt.timedelta(days=1)


class Certificate(NamedTuple):
    """Files of a server: what it shows, and its key."""

    chain: Path
    key: Path


class Authority:
    """An authority of its own. ``path``: what whoever trusts it names in SSL_CERT_FILE."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = _name("Ashore's tests")
        self._count = 0
        builder = _builder(self._name, self._name, self._key, 0, 3650)
        builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        self.path = folder / "authority.pem"
        self.path.write_bytes(builder.sign(self._key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))

    def issue(self, *, host: str = "localhost", began: int = 1, ends: int = 30, vouched: bool = True) -> Certificate:
        """For one host alone, from ``began`` days ago for so many days from now; ``vouched`` False: self-signed."""
        self._count += 1
        key = ec.generate_private_key(ec.SECP256R1())
        name = _name(host)
        builder = _builder(name, self._name if vouched else name, key, began, ends)
        builder = builder.add_extension(x509.SubjectAlternativeName([_host(host)]), critical=False)
        signed = builder.sign(self._key if vouched else key, hashes.SHA256())
        chain, file = self._folder / f"{self._count}.pem", self._folder / f"{self._count}.key"
        chain.write_bytes(signed.public_bytes(serialization.Encoding.PEM))
        file.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        )
        return Certificate(chain, file)


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _host(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)


def _builder(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, began: int, ends: int
) -> x509.CertificateBuilder:
    now = dt.datetime.now(dt.UTC)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - began * DAY)
        .not_valid_after(now + ends * DAY)
    )
