"""A time stamp of a pack's root by a third party (RFC 3161): asked for over HTTP, checked offline.

What is stamped are the bytes of ``root.txt``, so that ``openssl ts -verify -data root.txt`` checks it, too.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from time import monotonic
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPHandler, HTTPRedirectHandler, HTTPSHandler, Request, build_opener

from cryptography.x509 import Certificate, load_der_x509_certificate, load_pem_x509_certificates
from rfc3161_client import TimestampRequestBuilder, Verifier, VerifierBuilder, decode_timestamp_response
from rfc3161_client.base import HashAlgorithm
from rfc3161_client.errors import VerificationError
from rfc3161_client.tsp import TimeStampResponse

from ashore.channels.deadline import Deadline
from ashore.core.kernel import Reason
from ashore.evidence.layout import LARGEST_STAMP
from ashore.evidence.stamp_order import in_order

SECONDS = 20.0
"""How long a stamping server may take."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time stamp that fits the data. ``data``: the server's answer (DER), as it came; ``at``: the time it states;
    ``signer``: the name in the certificate that comes with it, empty without one; ``trusted``: whether its signature
    was checked against a given root."""

    data: bytes
    at: datetime
    signer: str = ""
    trusted: bool = False


def ask(url: str, data: bytes, seconds: float = SECONDS) -> Stamp | Reason:
    """A time stamp over ``data`` from the server at ``url``, or why there is none. Redirects are not followed."""
    if urlsplit(url).scheme not in ("http", "https"):
        return Reason("evidence.stamp.no_url", params={"url": url[:200]})
    request = TimestampRequestBuilder(data=data, hash_algorithm=HashAlgorithm.SHA256).build()
    headers = {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
    answer = _posted(Request(url, request.as_bytes(), headers), url, seconds)  # noqa: S310 - the scheme is checked above
    if isinstance(answer, Reason):
        return answer
    stamp = read(answer, data)
    if isinstance(stamp, Reason):
        return stamp
    if _decoded(answer).tst_info.nonce != request.nonce:
        return Reason("evidence.stamp.wrong_nonce", params={"url": url})
    return stamp


def read(stamp: bytes, data: bytes, trust: Sequence[Certificate] = ()) -> Stamp | Reason:
    """A stored time stamp over ``data``, or what is wrong with it.

    Without ``trust`` only its content is looked at; with root certificates its signature is checked against them, at
    the time that it states, and the certificate must be one for time stamps.
    """
    try:
        response = _decoded(stamp)
        if response.status != 0:
            said = ", ".join(response.status_string)[:200]
            return Reason("evidence.stamp.refused", params={"status": response.status, "said": said})
        info = response.tst_info
        if info.message_imprint.message != hashlib.sha256(data).digest():
            return Reason("evidence.stamp.wrong_digest")
        if trust:
            _verifier(trust).verify_message(response, data)
        return Stamp(stamp, info.gen_time.astimezone(UTC), _signer(response), bool(trust))
    except VerificationError as error:
        return Reason("evidence.stamp.untrusted", params={"error": str(error)[:200]})
    except Exception:  # certificates of strangers break their readers in more ways than these name
        return Reason("evidence.stamp.unreadable")


def read_trust(pem: bytes) -> tuple[Certificate, ...] | Reason:
    """Root certificates from a PEM file."""
    try:
        return tuple(load_pem_x509_certificates(pem))
    except ValueError:
        return Reason("evidence.stamp.no_certificate")


class _Plain(HTTPHandler):
    """Opens connections that ``deadline`` may cut: a time-out bounds a single read only."""

    def __init__(self, deadline: Deadline) -> None:
        super().__init__()
        self._deadline = deadline

    def http_open(self, request: Request) -> HTTPResponse:
        """As the library does."""
        return self.do_open(_watched(HTTPConnection, self._deadline), request)


class _Tls(HTTPSHandler):
    """The same with encryption, whose certificates are checked."""

    def __init__(self, deadline: Deadline) -> None:
        super().__init__()
        self._deadline = deadline

    def https_open(self, request: Request) -> HTTPResponse:
        """As the library does."""
        return self.do_open(_watched(HTTPSConnection, self._deadline), request)


def _watched(kind: type[HTTPConnection], deadline: Deadline) -> type[HTTPConnection]:
    class Watched(kind):  # type: ignore[misc,valid-type]
        def connect(self) -> None:
            super().connect()
            deadline.watch(self.sock)

    return Watched


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *_args: object, **_more: object) -> None:
        """A stamping server answers itself; whoever sends us elsewhere is not asked."""


def _posted(request: Request, url: str, seconds: float) -> bytes | Reason:
    with Deadline(seconds) as deadline:
        found = _answered(request, url, seconds, deadline)
    if deadline.passed:  # what was cut in the middle looks like anything
        return Reason("evidence.stamp.slow", params={"url": url, "seconds": int(seconds)})
    return found


def _answered(request: Request, url: str, seconds: float, deadline: Deadline) -> bytes | Reason:
    try:
        with build_opener(_NoRedirect, _Plain(deadline), _Tls(deadline)).open(request, timeout=seconds) as response:
            answer = _read(response, monotonic() + seconds)
    except HTTPError as error:
        return Reason("evidence.stamp.http", params={"url": url, "status": error.code})
    except TimeoutError:
        return Reason("evidence.stamp.slow", params={"url": url, "seconds": int(seconds)})
    except URLError as error:
        if isinstance(error.reason, TimeoutError):
            return Reason("evidence.stamp.slow", params={"url": url, "seconds": int(seconds)})
        return Reason("evidence.stamp.down", params={"url": url, "error": str(error.reason)[:200]})
    except (OSError, HTTPException, ValueError) as error:
        return Reason("evidence.stamp.down", params={"url": url, "error": str(error)[:200] or type(error).__name__})
    return answer if len(answer) <= LARGEST_STAMP else Reason("evidence.stamp.unreadable")


def _read(response: HTTPResponse, until: float) -> bytes:
    """The whole answer, up to a byte too many; TimeoutError for a server that gives drop after drop."""
    parts: list[bytes] = []
    size = 0
    while size <= LARGEST_STAMP and (part := response.read1(LARGEST_STAMP)):
        parts.append(part)
        size += len(part)
        if monotonic() > until:
            raise TimeoutError
    return b"".join(parts)


def _decoded(stamp: bytes) -> TimeStampResponse:
    return decode_timestamp_response(in_order(stamp))


def _verifier(trust: Sequence[Certificate]) -> Verifier:
    builder = VerifierBuilder()
    for certificate in trust:
        builder = builder.add_root_certificate(certificate)
    return builder.build()


def _signer(response: TimeStampResponse) -> str:
    """The name of the certificate that the stamp was signed with, where it came along."""
    signers = {(each.issuer, each.serial_number) for each in response.signed_data.signer_infos}
    for der in sorted(response.signed_data.certificates):
        certificate = load_der_x509_certificate(der)
        if (certificate.issuer, certificate.serial_number) in signers:
            return certificate.subject.rfc4514_string()
    return ""
