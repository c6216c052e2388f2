"""Time stamps from a real (local) stamping server, and from servers that are down, slow, wrong or lying."""

import socket
import subprocess
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from ashore.core.kernel import Reason
from ashore.evidence.stamping import Stamp, ask, read, read_trust
from servers.dripping import Dripping

DATA = b"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\n"


def trust(place: Path) -> Any:
    found = read_trust(place.read_bytes())
    assert not isinstance(found, Reason)
    return found


def code(found: Stamp | Reason) -> str:
    assert isinstance(found, Reason), found
    return found.code.removeprefix("evidence.stamp.")


def test_a_stamp_is_given_and_holds_against_its_root(tsa: Any) -> None:
    stamp = ask(tsa.url, DATA)
    assert isinstance(stamp, Stamp)
    assert abs(stamp.at - datetime.now(UTC)) < timedelta(minutes=2)
    assert stamp.signer == "CN=Test signer"
    assert not stamp.trusted
    checked = read(stamp.data, DATA, trust(tsa.root))
    assert isinstance(checked, Stamp) and checked.trusted


def test_openssl_takes_the_stamp_too(tsa: Any, tmp_path: Path) -> None:
    stamp = ask(tsa.url, DATA)
    assert isinstance(stamp, Stamp)
    (tmp_path / "root.txt").write_bytes(DATA)
    (tmp_path / "timestamp.tsr").write_bytes(stamp.data)
    command = ["openssl", "ts", "-verify", "-data", "root.txt", "-in", "timestamp.tsr", "-CAfile", str(tsa.root)]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr


def test_a_stamp_of_another_authority_does_not_hold(tsa: Any, authorities: tuple[Any, Any]) -> None:
    stamp = ask(tsa.url, DATA)
    assert isinstance(stamp, Stamp)
    assert code(read(stamp.data, DATA, trust(authorities[1].root))) == "untrusted"


def test_a_stamp_over_something_else_is_refused(tsa: Any) -> None:
    stamp = ask(tsa.url, DATA)
    assert isinstance(stamp, Stamp)
    assert code(read(stamp.data, DATA + b"x")) == "wrong_digest"
    assert code(read(stamp.data, DATA + b"x", trust(tsa.root))) == "wrong_digest"


def test_a_server_that_stamps_something_else_is_refused(tsa: Any) -> None:
    tsa.answer = lambda query: tsa.stamped(tsa.query_for(b"other data"))
    assert code(ask(tsa.url, DATA)) == "wrong_digest"


def test_an_answer_to_an_earlier_question_is_refused(tsa: Any) -> None:
    tsa.answer = lambda query: tsa.stamped(tsa.query_for(DATA))
    assert code(ask(tsa.url, DATA)) == "wrong_nonce"


def test_a_server_that_is_down_is_named() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/"
    found = ask(url, DATA)
    assert isinstance(found, Reason)
    assert (found.code, found.params["url"]) == ("evidence.stamp.down", url)


def test_a_server_that_is_slow_is_not_waited_for(tsa: Any) -> None:
    tsa.answer = lambda query: time.sleep(3) or b""
    start = time.monotonic()
    assert code(ask(tsa.url, DATA, seconds=1)) == "slow"
    assert time.monotonic() - start < 20


def test_a_server_that_gives_drop_by_drop_is_not_waited_for(drop_by_drop: str) -> None:
    start = time.monotonic()
    assert code(ask(drop_by_drop, DATA, seconds=1)) == "slow"
    assert time.monotonic() - start < 20


def test_h90_a_server_whose_header_comes_drop_by_drop_is_not_waited_for() -> None:
    with Dripping(b"HTTP/1.0 200 OK\r\nX-Pad: " + b"x" * 200) as server:
        assert code(ask(f"http://127.0.0.1:{server.port}/", DATA, seconds=1)) == "slow"


@pytest.mark.parametrize("status", [302, 404, 500])
def test_a_server_that_refuses_or_sends_us_elsewhere_is_told(tsa: Any, status: int) -> None:
    tsa.status = status
    found = ask(tsa.url, DATA)
    assert isinstance(found, Reason)
    assert (found.code, found.params["status"]) == ("evidence.stamp.http", status)


@pytest.mark.parametrize("answer", [b"", b"<html>login</html>", b"0" * 200_000, bytes(1000)])
def test_an_answer_that_is_no_stamp_is_told(tsa: Any, answer: bytes) -> None:
    tsa.answer = lambda query: answer
    assert code(ask(tsa.url, DATA)) == "unreadable"


def test_a_question_that_the_server_does_not_grant_is_told(tsa: Any) -> None:
    sha512 = ("openssl", "ts", "-query", "-sha512", "-cert")
    query = subprocess.run(sha512, input=DATA, capture_output=True, check=True).stdout
    tsa.answer = lambda _: tsa.stamped(query)
    assert code(ask(tsa.url, DATA)) == "refused"


@pytest.mark.parametrize("url", ["ftp://tsa.example/", "tsa.example", "file:///etc/passwd", ""])
def test_only_http_is_asked(url: str) -> None:
    assert code(ask(url, DATA)) == "no_url"


def test_a_spoiled_stamp_never_raises_and_never_tells_another_time_or_signer(tsa: Any) -> None:
    stamp = ask(tsa.url, DATA)
    assert isinstance(stamp, Stamp)
    roots = trust(tsa.root)
    refused = 0
    for at in range(len(stamp.data)):
        spoiled = bytearray(stamp.data)
        spoiled[at] ^= 0x41 if at % 2 else 0x03
        found = read(bytes(spoiled), DATA, roots)
        refused += isinstance(found, Reason)
        # What holds was spoiled in the certificate of the root that came along, which nobody has to believe.
        assert isinstance(found, Reason) or (found.at, found.signer) == (stamp.at, stamp.signer)
    assert refused > len(stamp.data) // 2


@pytest.mark.parametrize("text", [b"", b"x", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"])
def test_a_file_without_certificate_is_told(text: bytes) -> None:
    found = read_trust(text)
    assert isinstance(found, Reason)
    assert found.code == "evidence.stamp.no_certificate"
