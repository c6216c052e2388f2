"""Kills a sending process at random points against a real Postfix, and counts what was lost and what came twice.

``python tests/torture/sending.py --kills 1000 --folder SCRATCH`` prints the figures as JSON; exit 1 where a message is
lost or came twice without anybody having asked for it. Each child is forked from a warm process without connections.
"""

import argparse
import json
import os
import random
import re
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import partial
from pathlib import Path
from typing import Any

CLIENTS = 20
AHEAD = 4
"""So many messages wait whenever a child begins."""
LONGEST_LIFE = 0.9
LONGEST_TRANSFER = 0.06
"""Seconds. Every other child is killed so soon after it began to speak to the server, where the danger is; the rest at
any point of their life."""
ADDRESS = "eva@client.example"
_ID = re.compile(rb"(?im)^message-id:\s*<([^<>\s]+)>")


def torture(folder: Path, kills: int, seed: int, tell: Callable[[str], None] = lambda _: None) -> dict[str, Any]:
    """Set up a desk and a server in ``folder``, kill so many children, let the last one finish, and count."""
    _open_desk(folder)
    from servers.postfix import postfix

    chance = random.Random(seed)
    with postfix(folder / "postfix") as server:
        _in_child(_set_up)
        begun = time.monotonic()
        in_the_act = 0
        for number in range(kills):
            _in_child(_write_ahead)
            if number % 2:
                in_the_act += _killed_speaking(server.server, chance.uniform(0, LONGEST_TRANSFER))
            else:
                in_the_act += _killed(lambda: _send(server.server), chance.uniform(0, LONGEST_LIFE))
            if number % 50 == 49:
                tell(f"{number + 1} kills, {in_the_act} of them at work")
        seconds = time.monotonic() - begun
        _in_child(lambda: _send(server.server, until_empty=True))
        server.settle()
        letters = server.letters(ADDRESS)
    return {"kills": kills, "in_the_act": in_the_act, "seconds": round(seconds, 1), **_counted(letters)}


def _open_desk(folder: Path) -> None:
    os.environ["ASHORE_HOME"] = str(folder / "desk")
    os.environ["DJANGO_SETTINGS_MODULE"] = "ashore.conf.settings"
    (folder / "desk" / "static").mkdir(parents=True, exist_ok=True)
    import django

    django.setup()
    import ashore.jobs.outgoing
    import ashore.usecases.replies  # noqa: F401 - what children need is loaded once, before they are forked
    from ashore.core import agreement
    from ashore.intake.hearing import warm
    from ashore.usecases.importing.saying import what_it_says

    warm()
    agreement.default()
    what_it_says("Could you send it by Friday?", "", 0, None)


def _set_up() -> None:
    from django.core.management import call_command

    from ashore.usecases.importing.single import enter_message
    from ashore.usecases.setting_up import add_user, create_workspace

    call_command("migrate", verbosity=0)
    now = datetime.now(UTC)
    desk = create_workspace(name="Studio", me=["studio.example"], zone="UTC", now=now)
    add_user(workspace=desk, email="anna@studio.example", name="Anna")
    for number in range(CLIENTS):
        raw = (
            f"From: Eva <{ADDRESS}>\nTo: anna@studio.example\nSubject: Matter {number}\n"
            f"Message-ID: <q{number}@client.example>\nDate: {format_datetime(now)}\n\nHow much is number {number}?\n"
        )
        enter_message(workspace=desk, raw=raw.encode(), source="torture", place=str(number), now=now)


def _write_ahead() -> None:
    from django.conf import settings

    from ashore.store.models import Conversation, Outbox, User, Workspace
    from ashore.usecases.replies import write_reply

    settings.SMTP = {}
    desk, user = Workspace.objects.get(), User.objects.get()
    talks = list(Conversation.objects.order_by("pk").values_list("pk", flat=True))
    waiting, written = Outbox.objects.filter(state="planned").count(), Outbox.objects.count()
    for number in range(waiting, AHEAD):
        talk = talks[(written + number) % len(talks)]
        write_reply(
            workspace=desk, user=user, now=datetime.now(UTC), conversation=talk, text=f"It is {number}.", to=[ADDRESS]
        )


def _send(server: dict[str, object], *, until_empty: bool = False) -> None:
    """Send as a worker does, one after another. Whoever held a message before is dead, so their time is up."""
    from django.conf import settings

    from ashore.jobs.outgoing import send_next
    from ashore.usecases import outbox

    settings.SMTP = server
    outbox.recover(now=datetime.now(UTC) + outbox.LEASE + timedelta(seconds=1))
    outbox.enter_sent(now=datetime.now(UTC))
    while send_next() or not until_empty:
        pass


def _in_child(act: Callable[[], None]) -> None:
    """Do it in a child and wait; the parent never opens the database."""
    pid = _forked(act)
    if os.waitpid(pid, 0)[1] != 0:
        raise RuntimeError("a child that nobody killed failed")


def _killed(act: Callable[[], None], seconds: float) -> bool:
    """Do it in a child and kill that after so long. Whether it lived until then."""
    pid = _forked(act)
    time.sleep(seconds)
    os.kill(pid, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(pid, 0)[1])


def _killed_speaking(server: dict[str, object], seconds: float) -> bool:
    """A child that tells when it begins to speak to the server, killed so long after that."""
    hear, tell = os.pipe()

    def send_and_tell() -> None:
        from ashore.jobs import outgoing

        plain = outgoing.deliver

        def deliver(*given: Any) -> Any:
            os.write(tell, b".")
            return plain(*given)

        outgoing.deliver = deliver
        _send(server)

    pid = _forked(send_and_tell)
    os.close(tell)
    os.read(hear, 1)
    os.close(hear)
    time.sleep(seconds)
    os.kill(pid, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(pid, 0)[1])


def _forked(act: Callable[[], None]) -> int:
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        act()
        code = 0
    except BaseException as error:
        sys.stderr.write(f"child: {type(error).__name__}: {error}\n")
    finally:
        os._exit(code)


def _counted(letters: list[bytes]) -> dict[str, Any]:
    from ashore.store.models import Message, Outbox

    copies = Counter(found[1].decode() for each in letters if (found := _ID.search(each)))
    rows = list(Outbox.objects.values_list("message_id", "state"))
    entered = Counter(Message.objects.filter(side="us").values_list("message_id", flat=True))
    sent = [name for name, state in rows if state == "sent"]
    return {
        "messages": len(rows),
        "states": dict(Counter(state for _, state in rows)),
        "lost": sum(copies[name] == 0 or entered[name] != 1 for name in sent),
        "doubled": sum(count > 1 for count in copies.values()),
        "unsure_and_arrived": sum(copies[name] == 1 for name, state in rows if state == "perhaps_sent"),
        "unknown": len(set(copies) - {name for name, _ in rows}),
        "left": sum(state in ("planned", "sending") for _, state in rows),
    }


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--folder", type=Path, required=True)
    given = parser.parse_args()
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    tell = partial(print, file=sys.stderr, flush=True)
    found = {"seed": given.seed, **torture(given.folder, given.kills, given.seed, tell)}
    sys.stdout.write(json.dumps(found) + "\n")
    return 1 if found["lost"] or found["doubled"] or found["left"] or found["unknown"] else 0


if __name__ == "__main__":
    sys.exit(main())
