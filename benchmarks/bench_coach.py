"""Speed of the coach on one core: all rules on a draft of 180 words in a conversation of ten messages.

    python benchmarks/bench_coach.py [--rounds 300]

Also the cold start of ``ashore check``, sentences a second of ``ashore read --jsonl``, and memory. Peers that read the
text alone (proselint) are measured on the same draft where they are installed.
"""

import gc
import importlib.util
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ashore.core.coach import Draft, Turn, check
from ashore.core.correspondence.message import Address
from ashore.core.kernel import CLIENT, US
from sentences import SAID

AT = datetime(2026, 3, 4, 10, 30, tzinfo=UTC)
ANNA, TOM = Address("Anna Reed", "anna@client.example"), Address("Tom Baker", "tom@studio.example")
ASKED = (
    "Hi Tom,\n\nthank you for the draft. How many people saw the campaign last week? And when does the shop go live?\n"
)
REPLY = (
    "Hi Anna,\n\nthank you for your questions. The campaign was seen by 14 200 people last week, a third "
    "more than the week before, and most of them came from the two towns that you had named. The shop "
    "goes live on Tuesday at ten; until then the old page stays as it is, so that nobody meets a closed "
    "door. We have changed the two texts that you marked, and the banner on the first page now shows the "
    "spring offer in both languages.\n\nTwo things are still open on our side. The prices of the larger "
    "packages need your approval, because the delivery is not included in them yet; a list is attached. "
    "And the accountant asks for the order number, which has to stand on the invoice for March. Could you"
    " send it by Friday?\n\nWe will send the full report on Monday, with the figures of each banner, and "
    "call you on Wednesday to talk about the next month. If anything else comes to your mind before, "
    "write to me at any time; I am here every day until six.\n\nBest regards,\nTom\n"
)
_SENTENCES = 40_000


def conversation() -> list[Turn]:
    """Ten messages, the last of them the client's with two questions."""
    turns = []
    for k in range(10):
        ours = k % 2 == 0
        said = " ".join(SAID[(k + j) % len(SAID)] for j in range(5)) if k < 9 else ASKED
        side, sender = (US, TOM) if ours else (CLIENT, ANNA)
        turns.append(Turn(str(k), AT - timedelta(hours=10 - k), side, sender, said, (ANNA if ours else TOM,)))
    return turns


def timed(work: Callable[[int], object], rounds: int) -> list[float]:
    """Milliseconds of each call, sorted."""
    work(-1)
    gc.collect()
    took = []
    for k in range(rounds):
        start = time.perf_counter()
        work(k)
        took.append((time.perf_counter() - start) * 1000)
    return sorted(took)


def check_once(k: int) -> object:
    """All rules on a draft that nobody has read before, nor its last message."""
    turns = conversation()
    last = turns[-1]
    turns[-1] = Turn(last.key, last.at, last.side, last.sender, last.text + f"\nOrder {k}\n", last.to)
    draft = Draft(REPLY.replace("14 200", str(14_200 + k)), AT, TOM, (ANNA,), subject="Re: Campaign", language="en")
    return check(draft, turns)


def peers(rounds: int) -> None:
    """proselint on the draft alone, where it is installed."""
    if importlib.util.find_spec("proselint") is None:
        print("proselint is not installed here: not compared")
        return
    tools = importlib.import_module("proselint.tools")
    took = timed(lambda k: tools.lint(REPLY.replace("14 200", str(14_200 + k))), rounds)
    print(f"proselint, the draft alone: p50 {statistics.median(took):.1f} ms, p99 {took[int(rounds * 0.99)]:.1f} ms")


def cold_start() -> float:
    """Seconds of ``ashore check`` on the draft, the best of five."""
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / "draft.txt"
        draft.write_text(REPLY, "utf-8")
        return min(command(["check", str(draft)])[0] for _ in range(5))


def command(arguments: Sequence[str], given: bytes = b"") -> tuple[float, int]:
    """Seconds of processor time and output lines of an ashore command."""
    before = os.times()
    done = subprocess.run([sys.executable, "-m", "ashore", *arguments], input=given, capture_output=True, check=False)
    after = os.times()
    if done.returncode > 1:
        sys.exit(done.stderr.decode())
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    return spent, done.stdout.count(b"\n")


def stream() -> float:
    """Sentences a second of ``ashore read --jsonl``, its start-up taken off."""
    lines = [
        json.dumps({"text": " ".join(SAID[(k + j) % 10] for j in range(5)) + f" {k}"}) for k in range(_SENTENCES // 5)
    ]
    empty = min(command(["read", "--jsonl"], b"")[0] for _ in range(2))
    spent, told = command(["read", "--jsonl"], ("\n".join(lines) + "\n").encode())
    if told != len(lines):
        sys.exit(f"read --jsonl answered {told} of {len(lines)} lines")
    return _SENTENCES / max(spent - empty, 1e-9)


def main(arguments: Sequence[str]) -> None:
    """Print the figures."""
    rounds = int(arguments[arguments.index("--rounds") + 1]) if "--rounds" in arguments else 300
    took = timed(check_once, rounds)
    print(f"all rules, {len(REPLY.split())} words, ten messages: p50 {statistics.median(took):.1f} ms, "
          f"p99 {took[int(rounds * 0.99)]:.1f} ms (aims: 10, 40)")  # fmt: skip
    print(f"memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB (aim: 150)")
    peers(rounds)
    print(f"ashore check, cold: {cold_start():.2f} s of processor time (aim: 0.4)")
    print(f"ashore read --jsonl: {stream():,.0f} sentences a second on one core (aim: 20 000)")


if __name__ == "__main__":
    main(sys.argv[1:])
