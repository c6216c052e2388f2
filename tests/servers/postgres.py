"""A PostgreSQL of our own: on a socket in a scratch folder, nothing on the network, ended with whoever started it."""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg

START_SECONDS = 60.0
HASTY = ("fsync=off", "full_page_writes=off", "synchronous_commit=off")
"""A database that nobody keeps need not survive a power cut."""


def programs() -> Path:
    """The folder of ``initdb`` and ``postgres``: on the path, or the newest of Debian's."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda each: int(each.parent.name))
    if not folders:
        raise RuntimeError("PostgreSQL is missing: scripts/setup test installs it")
    return folders[-1]


class Postgres:
    """One server. ``lasting``: it keeps what it committed, as a server for people does; else it is as fast as may be.

    PostgreSQL refuses to run as root, so root starts it as ``postgres`` or else ``nobody``.
    """

    def __init__(self, *, lasting: bool = False, options: tuple[str, ...] = ()) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="ashore-pg-"))
        self._options = (*(() if lasting else HASTY), *options)
        self._process: subprocess.Popen[bytes] | None = None
        user = pwd.getpwuid(os.getuid())
        if user.pw_uid == 0:
            user = next(each for each in map(_account, ("postgres", "nobody")) if each)
            os.chown(self.folder, user.pw_uid, user.pw_gid)
        self._as = ("--reuid", str(user.pw_uid), "--regid", str(user.pw_gid), "--clear-groups")
        if os.getuid():
            self._as = ()
        self.owner = user.pw_name
        self._run("initdb", "-D", str(self.folder / "data"), "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")

    def start(self) -> "Postgres":
        """Until it answers."""
        settings = ("listen_addresses=", f"unix_socket_directories={self.folder}", "max_connections=60", *self._options)
        command = [str(programs() / "postgres"), "-D", str(self.folder / "data")]
        command += [word for each in settings for word in ("-c", each)]
        with (self.folder / "log").open("ab") as log:
            # --pdeathsig: a test run that is killed leaves no server behind.
            dying = ["setpriv", *self._as, "--pdeathsig", "INT", *command]
            self._process = subprocess.Popen(dying, stdout=log, stderr=log, cwd=self.folder, start_new_session=True)
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                psycopg.connect(self._address("postgres")).close()
                return self
            except psycopg.OperationalError:
                if time.monotonic() > deadline or self._process.poll() is not None:
                    raise RuntimeError((self.folder / "log").read_text("utf-8")) from None
                time.sleep(0.05)

    def stop(self, *, at_once: bool = False) -> None:
        """Let go of all clients and end; ``at_once``: as in a crash, to be recovered from at the next start."""
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                self._process.send_signal(signal.SIGQUIT if at_once else signal.SIGINT)
            self._process.wait(START_SECONDS)
            self._process = None

    def end(self) -> None:
        """Stop it and leave nothing behind."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def create(self, name: str) -> str:
        """An empty database; its DATABASE_URL."""
        with psycopg.connect(self._address("postgres"), autocommit=True) as desk:
            desk.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
            desk.execute(f'CREATE DATABASE "{name}"')
        return self.url(name)

    def connect(self, name: str) -> psycopg.Connection:
        """A look into one of its databases."""
        return psycopg.connect(self._address(name))

    def url(self, name: str) -> str:
        """DATABASE_URL of a database of this server."""
        return f"postgres://{self.owner}@/{name}?host={self.folder}"

    def _address(self, name: str) -> str:
        return f"dbname={name} user={self.owner} host={self.folder}"

    def _run(self, program: str, *words: str) -> None:
        command = [*(("setpriv", *self._as) if self._as else ()), str(programs() / program), *words]
        done = subprocess.run(command, cwd=self.folder, capture_output=True, check=False)
        if done.returncode:
            raise RuntimeError(done.stderr.decode())


def _account(name: str) -> pwd.struct_passwd | None:
    with contextlib.suppress(KeyError):
        return pwd.getpwnam(name)
    return None
