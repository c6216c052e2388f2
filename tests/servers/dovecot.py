"""A real Dovecot on loopback, as an ordinary process in a folder of its own. It takes any user with one password; each
has a Maildir below ``mail/``. Started by root it runs as nobody: its login process refuses to be root's."""

import contextlib
import grp
import os
import pwd
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from servers.certificates import Certificate

PASSWORD = "correct-horse"
START_SECONDS = 30.0

CONFIG = """\
base_dir = {folder}/run
state_dir = {folder}/run
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_failure_delay = 0
auth_mechanisms = plain login
default_login_user = {user}
default_internal_user = {user}
default_internal_group = {group}
first_valid_uid = 1
mail_max_userip_connections = 100
mail_fsync = never
imap_idle_notify_interval = 1 mins
service imap-login {{
  chroot =
  inet_listener imap {{
    address = 127.0.0.1
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/home/%u
}}
mail_location = maildir:{folder}/mail/%u
namespace inbox {{
  inbox = yes
  separator = /
  mailbox Sent {{
    special_use = \\Sent
    auto = create
  }}
}}
"""


QUOTA = """\
mail_plugins = quota
protocol imap {{
  mail_plugins = quota imap_quota
}}
plugin {{
  quota = maildir:User quota
  quota_rule = *:storage={quota}
}}
"""
IMAPS = """\
inet_listener imaps {{
    address = 127.0.0.1
    port = {port}
    ssl = yes
"""
TLS = """\
ssl = required
ssl_cert = <{chain}
ssl_key = <{key}
service auth {{
  unix_listener {folder}/run/sign-in {{
    mode = 0666
  }}
}}
"""
"""Another server may ask who may sign in, at a socket of its own."""
XOAUTH2 = """\
passdb {{
  driver = oauth2
  mechanisms = xoauth2
  args = {folder}/tokens.conf
}}
"""
TOKENS = """\
tokeninfo_url = {url}?access_token=
username_attribute = email
"""


class Dovecot:
    """``with Dovecot() as server``: listens on ``server.port``; ``deliver`` puts mail into a mailbox.

    ``tokens``: an address that tells whose an access token is; then XOAUTH2 is offered too. ``certificate``: it takes
    nothing unencrypted, speaks STARTTLS on ``port`` and TLS on ``tls_port``, and tells others who may sign in at
    ``sign_in``. ``quota``: how much a mailbox may hold ("10K"); ``sent``: whether there is a Sent folder at first.
    """

    def __init__(
        self,
        *,
        port: int = 0,
        tokens: str = "",
        certificate: Certificate | None = None,
        quota: str = "",
        sent: bool = True,
    ) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="ashore-dovecot-"))
        self.port = port or free_port()
        self.tls_port = free_port() if certificate else 0
        self.sign_in = self.folder / "run" / "sign-in"
        self.password = PASSWORD
        self._process: subprocess.Popen[bytes] | None = None
        self._count = 0
        self._owner = pwd.getpwnam("nobody") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
        for name in ("mail", "home", "run"):
            (self.folder / name).mkdir()
        self._write_config(tokens, quota)
        if certificate:
            self._encrypt(certificate)
        if not sent:
            self._change("auto = create", "auto = no")
        for path in (self.folder, *self.folder.iterdir()):
            self._give(path)

    def _write_config(self, tokens: str, quota: str) -> None:
        owner = self._owner
        text = CONFIG.format(
            folder=self.folder, user=owner.pw_name, group=grp.getgrgid(owner.pw_gid).gr_name,
            uid=owner.pw_uid, gid=owner.pw_gid, port=self.port, password=self.password,
        )  # fmt: skip
        if tokens:
            (self.folder / "tokens.conf").write_text(TOKENS.format(url=tokens))
            text = text.replace("plain login", "plain login xoauth2") + XOAUTH2.format(folder=self.folder)
        (self.folder / "dovecot.conf").write_text(text + (QUOTA.format(quota=quota) if quota else ""))

    def _change(self, old: str, new: str) -> None:
        path = self.folder / "dovecot.conf"
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new))

    def _encrypt(self, certificate: Certificate) -> None:
        for name, path in zip(("cert.pem", "key.pem"), certificate, strict=True):
            (self.folder / name).write_bytes(path.read_bytes())
        told = {"chain": self.folder / "cert.pem", "key": self.folder / "key.pem", "folder": self.folder}
        self._change("ssl = no\n", TLS.format(**told))
        self._change("inet_listener imaps {\n    port = 0\n", IMAPS.format(port=self.tls_port))
        for path in (self.folder, self.folder / "run"):
            path.chmod(0o711)  # whoever asks at ``sign_in`` is another user

    def set_quota(self, quota: str) -> None:
        """Another bound from now on."""
        self.stop()
        path = self.folder / "dovecot.conf"
        path.write_text(re.sub(r"storage=\w+", f"storage={quota}", path.read_text()))
        self.start()

    def _give(self, path: Path) -> None:
        """Let the server's user own it."""
        if os.getuid() == 0:
            os.chown(path, self._owner.pw_uid, self._owner.pw_gid)

    def __enter__(self) -> "Dovecot":
        try:
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self) -> None:
        """Run it and wait until it greets."""
        self._process = subprocess.Popen(
            [_program("dovecot"), "-F", "-c", str(self.folder / "dovecot.conf")],
            stdout=subprocess.DEVNULL,
            stderr=(self.folder / "stderr").open("ab"),
            start_new_session=True,
            **(
                {"user": self._owner.pw_uid, "group": self._owner.pw_gid, "extra_groups": []} if not os.getuid() else {}
            ),
        )
        until = time.monotonic() + START_SECONDS
        while not self._greets():
            if self._process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(self._complaint())
            time.sleep(0.05)

    def stop(self) -> None:
        """End it and all its children."""
        if self._process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGTERM)
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        self._process = None

    def kick(self, user: str) -> None:
        """Cut all connections of a user."""
        subprocess.run(
            [_program("doveadm"), "-c", str(self.folder / "dovecot.conf"), "kick", user],
            capture_output=True,
            check=False,
        )

    def deliver(self, user: str, letters: Iterable[bytes], *, folder: str = "INBOX", at: float = 0) -> list[Path]:
        """Put mail into a folder as a delivery agent does: written in tmp, renamed into new. ``at``: when it came
        (INTERNALDATE), in seconds; now where it is 0."""
        home = self.maildir(user, folder)
        placed = []
        for raw in letters:
            self._count += 1
            name = f"{int(time.time())}.M{self._count:07}P{os.getpid()}.test"
            (home / "tmp" / name).write_bytes(raw)
            self._give(home / "tmp" / name)
            if at:
                os.utime(home / "tmp" / name, (at, at))
            (home / "tmp" / name).rename(home / "new" / name)
            placed.append(home / "new" / name)
        return placed

    def maildir(self, user: str, folder: str = "INBOX") -> Path:
        """The Maildir of a folder, made where it was not."""
        home = self.folder / "mail" / user
        home = home if folder == "INBOX" else home / f".{folder}"
        for path in (home.parent, home, *(home / name for name in ("tmp", "new", "cur"))):
            if not path.exists():
                path.mkdir()
                self._give(path)
        if folder != "INBOX":
            (home / "maildirfolder").touch()
        return home

    def change_uidvalidity(self, user: str, folder: str = "INBOX") -> None:
        """Forget all UIDs of a folder, as a provider does that restores a backup."""
        self.kick(user)
        home = self.maildir(user, folder)
        old = home / "dovecot-uidlist"
        before = old.read_text().split()[1] if old.exists() else ""
        for path in home.glob("dovecot*"):
            path.unlink()
        for path in (home.parent / user).glob("dovecot-uidvalidity*"):
            path.unlink()
        if before.startswith("V") and int(before[1:]) >= int(time.time()):
            time.sleep(1.1)  # it is made of the time in seconds

    def log(self) -> str:
        """What it said."""
        path = self.folder / "log"
        return path.read_text(errors="replace") if path.exists() else ""

    def _greets(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as probe:
                probe.settimeout(2)
                return probe.recv(64).startswith(b"* OK")
        except OSError:
            return False

    def _complaint(self) -> str:
        return (self.folder / "stderr").read_text(errors="replace") + self.log()


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _program(name: str) -> str:
    found = shutil.which(name) or shutil.which(name, path="/usr/sbin:/usr/local/sbin:/usr/bin")
    if found is None:
        raise RuntimeError(f"{name} is missing: scripts/setup names its package")
    return found
