"""A desk with all that a real day needs: its mailbox at a real Dovecot, a real Postfix that delivers into that, and
the desk's own processes, which can be killed and started again."""

import contextlib
import json
import os
import signal
import smtplib
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import format_datetime, localtime
from pathlib import Path
from typing import Any

from ashore.mail import parse
from servers import desks
from servers.dovecot import Dovecot
from servers.postfix import Postfix, postfix

ANNA, EVA = "anna@studio.example", "eva@client.example"
PATIENCE = 240.0
"""Seconds; for a busy machine."""
OPENING = """
import json, sys
from datetime import UTC, datetime
from ashore.usecases import recording, replies
from ashore.usecases.setting_up import first_user, the_workspace
desk, now, given = the_workspace(), datetime.now(UTC), json.loads(sys.argv[1])
user = first_user(workspace=desk)
"""


@dataclass
class Day:
    """``sent``: Message-IDs of all that clients wrote; ``running``: the desk's processes by their command."""

    home: Path
    dovecot: Dovecot
    postfix: Postfix
    sent: list[str] = field(default_factory=list)
    running: dict[str, subprocess.Popen[str]] = field(default_factory=dict)

    def start(self, part: str) -> None:
        """``ashore watch`` or ``ashore worker``, as a service runs it."""
        self.running[part] = desks.start(self.home, part)

    def kill(self, part: str) -> None:
        """As a machine does it that is out of memory: at once, children included."""
        process = self.running.pop(part)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()

    def stop(self) -> dict[str, int]:
        """End all in order; their exit codes."""
        for process in self.running.values():
            process.terminate()
        return {part: desks.ended(self.running.pop(part))[0] for part in list(self.running)}

    def client_writes(self, text: str, *, subject: str, after: bytes = b"") -> str:
        """Mail of the client, given to Postfix by SMTP; its Message-ID. ``after``: the letter that it answers."""
        letter = EmailMessage()
        letter["From"], letter["To"], letter["Subject"] = f"Eva <{EVA}>", f"Anna <{ANNA}>", subject
        letter["Date"] = format_datetime(localtime())
        letter["Message-ID"] = f"<{len(self.sent)}.day@client.example>"
        if after:
            answered = parse(after)
            letter["In-Reply-To"] = f"<{answered.message_id}>"
            letter["References"] = " ".join(f"<{each}>" for each in (*answered.references, answered.message_id))
        letter.set_content(text)
        with smtplib.SMTP(self.postfix.host, self.postfix.port, timeout=20) as server:
            server.send_message(letter)
        self.sent.append(letter["Message-ID"].strip("<>"))
        return self.sent[-1]

    def we(self, script: str, **given: Any) -> Any:
        """A person of the house does something in a process of her own; what the script prints, read as JSON."""
        code, out, err = desks.ended(desks.start_script(self.home, OPENING + script, json.dumps(given)))
        assert code == 0, err
        return json.loads(out.splitlines()[-1]) if out else None

    def reply(self, talk: int, text: str) -> int:
        """A reply of ours into the outbox; its number there."""
        number: int = self.we(
            "print(replies.write_reply(workspace=desk, user=user, now=now, conversation=given['talk'], "
            "text=given['text']))",
            talk=talk,
            text=text,
        )
        return number

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """What the desk's database says."""
        with contextlib.closing(desks.connect(self.home)) as db:
            return [tuple(row) for row in db.execute(query).fetchall()]

    def value(self, query: str) -> Any:
        """The first value of it, None where there is none."""
        found = self.rows(query)
        return found[0][0] if found else None

    def owed(self, kind: str, talk: int) -> str | None:
        """How the newest obligation of ours of this kind in a conversation stands."""
        state: str | None = self.value(
            f"SELECT state FROM store_obligation WHERE kind = '{kind}' AND owed_by = 'us' AND conversation_id = {talk}"
            " ORDER BY created_at DESC, id DESC LIMIT 1"
        )
        return state

    def talk_of(self, message_id: str) -> int | None:
        """The conversation that a message stands in."""
        talk: int | None = self.value(f"SELECT conversation_id FROM store_message WHERE message_id = '{message_id}'")
        return talk

    def outgoing(self, number: int) -> tuple[str, str]:
        """State and Message-ID of a row of the outbox."""
        state, message_id = self.rows(f"SELECT state, message_id FROM store_outbox WHERE id = {number}")[0]
        return state, message_id

    def ids_in(self, address: str, folder: str = "INBOX") -> Counter[str]:
        """The Message-IDs that lie in a Maildir, and how often."""
        box = self.dovecot.maildir(address, folder)
        files = [each for name in ("new", "cur") for each in (box / name).iterdir()]
        return Counter(parse(each.read_bytes()).message_id for each in files)

    def until(self, condition: Callable[[], object], what: str) -> Any:
        """What the condition says once it says anything. Fails with the words where it does not."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if found := condition():
                return found
            dead = {part: each for part, each in self.running.items() if each.poll() is not None}
            assert not dead, [each.communicate()[1] for each in dead.values()]
            time.sleep(0.2)
        raise AssertionError(f"not in {PATIENCE:.0f} s: {what}")


@contextlib.contextmanager
def a_day(home: Path, scratch: Path) -> Iterator[Day]:
    """A new desk, its mailbox and its servers; nothing of it runs on afterwards."""
    with Dovecot() as dovecot, postfix(scratch / "postfix", boxes=dovecot.folder / "mail") as server:
        day = Day(home, dovecot, server)
        _set_up(day, scratch)
        try:
            yield day
        finally:
            for part in list(day.running):
                day.kill(part)


def _set_up(day: Day, scratch: Path) -> None:
    password = scratch / "password"
    password.write_text(day.dovecot.password + "\n", encoding="utf-8")
    with (day.home / "ashore.toml").open("a", encoding="utf-8") as file:
        file.write(f'[smtp]\nhost = "127.0.0.1"\nport = {day.postfix.port}\nsecurity = "none"\n')
    server = ("--imap-host", "127.0.0.1", "--imap-port", str(day.dovecot.port), "--imap-security", "none")
    for command in (
        ("init", "--me", "studio.example", "--user", ANNA, "--zone", "UTC"),
        ("account", "add", ANNA, *server, "--password-file", str(password)),
    ):
        code, _, err = desks.finished(day.home, *command)
        assert code == 0, err
