"""A real Postfix on loopback whose mail for any address lies in a Maildir of its own; nothing can leave the machine.

Needs root, as Postfix itself does, and the files of Debian's package; the system's own Postfix is not touched.
"""

import contextlib
import os
import pwd
import shutil
import smtplib
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from servers.certificates import Certificate

DAEMONS = Path("/usr/lib/postfix/sbin")
READY_SECONDS = 20.0
TRIES = 4
ADDRESSES = ("eva@client.example", "joerg@client.example", "anna@studio.example", "ben@studio.example")
GONE = "gone@client.example"
MASTER = """\
{port} inet n - n - - smtpd
pickup unix n - n 2 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 2 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
proxywrite unix - - n - 1 proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
virtual unix - n n - - virtual
lmtp unix - - n - - lmtp
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
tlsmgr unix - - n 1000? 1 tlsmgr
postlog unix-dgram n - n - 1 postlogd
"""
MAIN = """\
compatibility_level = 3.6
queue_directory = {root}/queue
data_directory = {root}/data
maillog_file = {root}/log/mail.log
maillog_file_prefixes = {root}
daemon_directory = {daemons}
mail_owner = postfix
myhostname = mail.loop.example
mydestination =
mynetworks = 127.0.0.0/8
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
smtpd_recipient_restrictions =
  check_recipient_access inline:{{ {{ {gone} = 550 5.1.1 nobody of this name here }} }}, permit_mynetworks, reject
smtpd_relay_restrictions = permit_mynetworks, reject
virtual_mailbox_domains = {domains}
virtual_mailbox_base = {base}
virtual_mailbox_maps = inline:{{ {boxes} }}
virtual_minimum_uid = 1
virtual_uid_maps = static:{uid}
virtual_gid_maps = static:{gid}
default_transport = error:nothing leaves this machine
relay_transport = error:nothing leaves this machine
smtpd_reject_unlisted_recipient = no
alias_maps =
alias_database =
local_recipient_maps =
smtputf8_enable = yes
message_size_limit = 40000000
minimal_backoff_time = 2s
maximal_backoff_time = 5s
queue_run_delay = 2s
default_process_limit = 12
"""
TLS = """\
smtpd_tls_cert_file = {root}/etc/cert.pem
smtpd_tls_key_file = {root}/etc/key.pem
smtpd_tls_security_level = encrypt
smtpd_tls_auth_only = yes
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = {sign_in}
smtpd_recipient_restrictions = permit_sasl_authenticated, reject
smtpd_relay_restrictions = permit_sasl_authenticated, reject
"""
"""Nothing is taken from anybody who did not sign in, and nobody may sign in unencrypted."""
WRAPPED = "{port} inet n - n - - smtpd\n  -o smtpd_tls_wrappermode=yes\n"


class Postfix:
    """One server in a scratch folder. ``port``: where it takes mail; `maildir`: where that of an address lies.

    `GONE` is refused at once; mail for any other address without a Maildir is taken and then sent back to its sender.
    ``boxes``: a folder of another server's Maildirs, named by their addresses, that mail is delivered into; they are
    its owner's. ``certificate``: it takes mail by STARTTLS on ``port`` and by TLS on ``tls_port``, from those whom the
    Dovecot at the socket ``sign_in`` knows.
    """

    def __init__(
        self,
        folder: Path,
        addresses: tuple[str, ...] = ADDRESSES,
        *,
        boxes: Path | None = None,
        certificate: Certificate | None = None,
        sign_in: Path | None = None,
    ) -> None:
        self._certificate, self._sign_in = certificate, sign_in
        self.tls_port = _free_port()
        self.root, self.addresses, self._boxes = folder, addresses, boxes
        self.host = "127.0.0.1"
        self.port = _free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def server(self) -> dict[str, object]:
        """As `jobs.smtp` wants it."""
        return {"host": self.host, "port": self.port, "security": "none", "timeout": 20}

    def maildir(self, address: str) -> Path:
        """The Maildir of an address, whether anything lies in it or not."""
        if self._boxes:
            return self._boxes / address
        local, _, domain = address.partition("@")
        return self.root / "mail" / domain / local

    def letters(self, address: str) -> list[bytes]:
        """What lies there, in no order."""
        folder = self.maildir(address)
        return [each.read_bytes() for name in ("new", "cur") for each in sorted(folder.glob(f"{name}/*"))]

    def empty(self) -> None:
        """Take away what lies in all mailboxes, once nothing is under way."""
        self.settle()
        for folder in ("new", "cur"):
            for each in (self.root / "mail").glob(f"*/*/{folder}/*"):
                each.unlink()

    def wait_for(self, address: str, count: int, seconds: float = 30.0) -> list[bytes]:
        """What lies there once there are at least ``count`` letters, or after so many seconds."""
        until = time.monotonic() + seconds
        while len(found := self.letters(address)) < count and time.monotonic() < until:
            time.sleep(0.1)
        return found

    def settle(self, seconds: float = 30.0) -> None:
        """Wait until nothing is left in the queue."""
        until = time.monotonic() + seconds
        queues = [self.root / "queue" / name for name in ("maildrop", "incoming", "active", "deferred")]
        while any(each.is_file() for queue in queues for each in queue.rglob("*")) and time.monotonic() < until:
            time.sleep(0.1)

    def start(self) -> None:
        """Run it; returns when it takes mail. Raises RuntimeError with its log where it does not, tried several times:
        a port may be taken between its choice and its use, or still be held by the one before."""
        for left in reversed(range(TRIES)):
            try:
                self._start()
                return
            except RuntimeError:
                if not left:
                    raise
                time.sleep(1.0)

    def _start(self) -> None:
        self._lay_out()
        self._process = subprocess.Popen(
            [DAEMONS / "master", "-c", self.root / "etc", "-d"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "MAIL_CONFIG": str(self.root / "etc")},
            start_new_session=True,
        )
        until = time.monotonic() + READY_SECONDS
        while time.monotonic() < until and self._process.poll() is None:
            with contextlib.suppress(OSError, smtplib.SMTPException), smtplib.SMTP(self.host, self.port, timeout=2):
                return
            time.sleep(0.1)
        log = self.root / "log" / "mail.log"
        self.stop()
        raise RuntimeError(f"Postfix did not start:\n{log.read_text() if log.exists() else 'no log'}")

    def close_box(self, address: str) -> None:
        """From now on there is nobody of this name: mail is taken and then sent back. What lay there stays."""
        self.stop()
        self.addresses = tuple(each for each in self.addresses if each != address)
        self.start()

    def stop(self) -> None:
        """End it with all its children."""
        if self._process is None:
            return
        self._process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(10)
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait()
        self._process = None

    def _lay_out(self) -> None:
        owner, uid, gid = _postfix_ids()
        for name in ("etc", "log", "mail", "queue", "data"):
            (self.root / name).mkdir(parents=True, exist_ok=True)
        for name in (
            "active",
            "bounce",
            "corrupt",
            "defer",
            "deferred",
            "flush",
            "hold",
            "incoming",
            "private",
            "saved",
            "trace",
        ):
            _owned(self.root / "queue" / name, owner, 0o700)
        for name, mode in (("maildrop", 0o730), ("public", 0o710)):
            _owned(self.root / "queue" / name, owner, mode)
        (self.root / "queue" / "pid").mkdir(exist_ok=True)
        shutil.chown(self.root / "data", owner)
        shutil.chown(self.root / "mail", owner)
        for each in (self.root, *self.root.parents):
            if not each.stat().st_mode & 0o001:
                each.chmod(each.stat().st_mode | 0o011)
        base = self._boxes or self.root / "mail"
        if self._boxes:
            uid, gid = base.stat().st_uid, base.stat().st_gid
        boxes = " ".join(f"{{ {each} = {self.maildir(each).relative_to(base)}/ }}" for each in self.addresses)
        domains = sorted({each.rpartition("@")[2] for each in self.addresses})
        main = MAIN.format(
            root=self.root, base=base, daemons=DAEMONS, gone=GONE, domains=", ".join(domains), boxes=boxes,
            uid=uid, gid=gid,
        )  # fmt: skip
        master = MASTER.format(port=f"{self.host}:{self.port}")
        if self._certificate:
            main += TLS.format(root=self.root, sign_in=self._sign_in)
            master += WRAPPED.format(port=f"{self.host}:{self.tls_port}")
            for name, path in zip(("cert.pem", "key.pem"), self._certificate, strict=True):
                (self.root / "etc" / name).write_bytes(path.read_bytes())
        (self.root / "etc" / "main.cf").write_text(main)
        (self.root / "etc" / "master.cf").write_text(master)


@contextlib.contextmanager
def postfix(folder: Path, **more: Any) -> Iterator[Postfix]:
    """A running Postfix, ended on the way out whatever happened. ``more``: as `Postfix` has it."""
    server = Postfix(folder, **more)
    server.start()
    try:
        yield server
    finally:
        server.stop()


def _owned(folder: Path, owner: str, mode: int) -> None:
    folder.mkdir(exist_ok=True)
    shutil.chown(folder, owner)
    folder.chmod(mode)


def _postfix_ids() -> tuple[str, int, int]:
    found = pwd.getpwnam("postfix")
    return found.pw_name, found.pw_uid, found.pw_gid


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
