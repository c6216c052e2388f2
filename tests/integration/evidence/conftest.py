"""A stamping server of our own: ``openssl ts`` behind a small HTTP server on loopback."""

import http.server
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

CONFIG = """\
[req]
distinguished_name = dn
prompt = no
[dn]
CN = {name}
[ca]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
[signer]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
[tsa]
default_tsa = here
[here]
serial = {folder}/serial
crypto_device = builtin
signer_cert = {folder}/signer.pem
signer_key = {folder}/signer.key
certs = {folder}/root.pem
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ordering = yes
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""


def run(*command: str, data: bytes | None = None) -> bytes:
    return subprocess.run(command, input=data, capture_output=True, check=True).stdout


@dataclass
class Authority:
    """A root, a signer for time stamps, and the server. ``answer``: from query to reply, changed by the tests."""

    folder: Path
    url: str = ""
    answer: Callable[[bytes], bytes] = field(init=False)
    status: int = 200

    def __post_init__(self) -> None:
        self.answer = self.stamped

    @property
    def root(self) -> Path:
        return self.folder / "root.pem"

    def stamped(self, query: bytes) -> bytes:
        place = self.folder / "query.tsq"
        place.write_bytes(query)
        config, signer = str(self.folder / "tsa.cnf"), ("-section", "here")
        return run("openssl", "ts", "-reply", "-config", config, *signer, "-queryfile", str(place))

    def query_for(self, data: bytes) -> bytes:
        return run("openssl", "ts", "-query", "-sha256", "-cert", data=data)


def authority(folder: Path) -> Authority:
    folder.mkdir(exist_ok=True)
    config = folder / "tsa.cnf"
    (folder / "serial").write_text("01")
    for name, part, extra in (
        ("root", "ca", ()),
        ("signer", "signer", ("-CA", f"{folder}/root.pem", "-CAkey", f"{folder}/root.key")),
    ):
        config.write_text(CONFIG.format(name=f"Test {name}", folder=folder))
        files = ("-keyout", f"{folder}/{name}.key", "-out", f"{folder}/{name}.pem")
        how = ("-newkey", "rsa:2048", "-nodes", "-days", "30", "-extensions", part, "-config", str(config))
        run("openssl", "req", "-x509", *how, *files, *extra)
    return Authority(folder)


@pytest.fixture(scope="session")
def authorities(tmp_path_factory: pytest.TempPathFactory) -> tuple[Authority, Authority]:
    """Two of them that know nothing of each other."""
    folder = tmp_path_factory.mktemp("tsa")
    return authority(folder / "ours"), authority(folder / "theirs")


@pytest.fixture
def tsa(authorities: tuple[Authority, Authority]) -> Iterator[Authority]:
    """The first of them, answering on loopback as its ``answer`` says."""
    found = Authority(authorities[0].folder)

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            query = self.rfile.read(int(self.headers["Content-Length"]))
            body = found.answer(query)
            self.send_response(found.status)
            self.send_header("Content-Type", "application/timestamp-reply")
            if found.status == 302:
                self.send_header("Location", found.url)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Quiet."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign] - a client that left is no fault here
    found.url = f"http://127.0.0.1:{server.server_port}/tsr"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield found
    server.shutdown()
    server.server_close()


@pytest.fixture
def drop_by_drop() -> Iterator[str]:
    """A server that sends a byte every tenth of a second, and never comes to an end."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", "60000")
            self.end_headers()
            for _ in range(100):
                try:
                    self.wfile.write(b"0")
                except OSError:
                    return
                time.sleep(0.1)

        def log_message(self, *args: object) -> None:
            """Quiet."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.handle_error = lambda *_: None  # type: ignore[method-assign] - a client that left is no fault here
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()
