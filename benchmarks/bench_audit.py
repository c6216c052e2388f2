"""``ashore audit`` end to end on two cores against a bare parse with the standard library on one.

    python benchmarks/bench_audit.py [--messages 20000] [--save]

Two archives: a plain mailing list (speakup.mbox of $ASHORE_DATA, repeated under other ids) and generated HTML-heavy
support mail. The peer parses the same messages with compat32 and decodes headers and bodies plainly, from memory; ours
reads the file, threads, reads the language, runs the clocks and writes JSON. Ratio = peer's seconds / our seconds: 1.0
and more means that the whole audit costs no more than the bare parse.
"""

import argparse
import atexit
import email
import email.header
import json
import os
import quopri
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path

from sentences import SAID

HERE = Path(__file__).resolve().parent
DATA = Path(os.environ.get("ASHORE_DATA", HERE.parent.parent / "shared" / "data"))
FROM_LINE = b"From bench@example.org Tue Mar 31 10:00:00 2026\n"
IDS = re.compile(rb"<([^<>\s@]{1,200})@([^<>\s]{1,200})>")
NAMING = re.compile(rb"(?im)^(?:message-id|in-reply-to|references):.*\n(?:[ \t].*\n)*")
HEADERS = ("From", "To", "Cc", "Reply-To", "Subject", "Date", "Message-ID", "In-Reply-To", "References")


def split(path: Path) -> list[bytes]:
    """The messages of an mbox without their envelope lines."""
    parts = re.split(rb"(?m)^From \S+ (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [^\n]*\n", path.read_bytes())
    return [part for part in parts if part.strip()]


def repeated(originals: list[bytes], wanted: int) -> Iterator[bytes]:
    """The archive again and again, each time under ids of its own, so that threads stay as they are."""
    for n in range(wanted):
        turn, place = divmod(n, len(originals))
        raw = originals[place]
        head, gap, body = raw.partition(b"\n\n")
        named = NAMING.sub(partial(renamed, turn), head + b"\n")
        yield named[:-1] + gap + body if turn else raw


def renamed(turn: int, field: re.Match[bytes]) -> bytes:
    """A field with other ids in it."""
    return IDS.sub(rb"<\1.%d@\2>" % turn, field[0])


def html_mail(wanted: int, seed: int = 7) -> Iterator[bytes]:
    """Support mail as helpdesks get it: about 40 kB, text and HTML alternative, styles, tables, quoted history."""
    dice = random.Random(seed)
    words = ["invoice", "delivery", "banner", "budget", "page", "order", "report", "price", "draft"]
    cell = "<td style='padding:4px 8px;font-family:Arial,sans-serif;font-size:13px;color:#333333'>{}</td>"
    for n in range(wanted):
        client, turn = n // 4, n % 4
        ours = turn % 2
        text = "\n".join(dice.sample(SAID, 7)) + "\n"
        rows = "".join(f"<tr>{cell.format(dice.choice(words)) * 3}</tr>" for _ in range(90))
        style = "p{margin:0}" * 60
        html = f"<html><head><style>{style}</style></head><body><p>{text}</p><table>{rows}</table></body></html>"
        plain = coded("plain", f"{text}\n" + "".join(f"> {line}\n" for line in SAID * 2))
        people = [f"Client {client} <c{client}@client{client % 400}.example>", "Anna <anna@studio.example>"]
        reply = f"In-Reply-To: <h{n - 1}@bench>\nReferences: <h{n - 1}@bench>\n" if turn else ""
        day, hour = 1 + client % 28, 9 + turn
        yield (
            f"Message-ID: <h{n}@bench>\nFrom: {people[ours]}\nTo: {people[1 - ours]}\n{reply}"
            f"Date: {day:02d} Mar 2026 {hour:02d}:10:00 +0000\nSubject: Report {client}\nMIME-Version: 1.0\n"
            'Content-Type: multipart/alternative; boundary="b"\n\n'
            f"--b\n{plain}\n--b\n{coded('html', html)}\n--b--\n"
        ).encode()


def coded(kind: str, text: str) -> str:
    """A part in quoted-printable, as most programs send it."""
    body = quopri.encodestring(text.encode()).decode()
    return f"Content-Type: text/{kind}; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n{body}"


def peer(messages: list[bytes]) -> float:
    """Seconds of processor time for the bare parse: compat32, headers and text decoded plainly."""
    start = time.process_time()
    for raw in messages:
        message = email.message_from_bytes(raw)
        for name in HEADERS:
            value = message.get(name)
            if value is not None:
                decoded(str(value))
        for part in message.walk():
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and part.get_content_maintype() == "text":
                try:
                    payload.decode(part.get_content_charset() or "utf-8", "replace")
                except LookupError:
                    payload.decode("latin-1")
    return time.process_time() - start


def decoded(value: str) -> str:
    """An encoded header as text, as forgiving as the standard library allows."""
    if "=?" not in value:
        return value
    parts = []
    for chunk, charset in email.header.decode_header(value):
        try:
            parts.append(chunk.decode(charset or "ascii", "replace") if isinstance(chunk, bytes) else chunk)
        except LookupError:
            parts.append(chunk.decode("latin-1") if isinstance(chunk, bytes) else chunk)
    return "".join(parts)


def ours(path: Path, me: str) -> tuple[float, float, int, int]:
    """Wall seconds, processor seconds of all processes, and peak memory in MB: of the first process, and of all.

    Memory is the proportional share of /proc (what processes have in common counts once), looked at ten times a second;
    0 where there is no such file.
    """
    surroundings = compiled()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    command = [sys.executable, "-m", "ashore", "audit", str(path), "--me", me, "--json"]
    first = together = 0
    with (path.parent / "out.json").open("wb") as out, (path.parent / "err.txt").open("wb") as err:
        running = subprocess.Popen(command, stdout=out, stderr=err, env=surroundings)
        while running.poll() is None:
            own = share(running.pid)
            first, together = max(first, own), max(together, own + sum(map(share, children(running.pid))))
            time.sleep(0.1)
    wall = time.perf_counter() - start
    if running.returncode not in (0, 1):
        raise SystemExit((path.parent / "err.txt").read_text(encoding="utf-8", errors="replace"))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return wall, used, first // 1024, together // 1024


@cache
def compiled() -> dict[str, str]:
    """An environment in which our modules are found compiled, as they are where a program is installed."""
    folder = tempfile.mkdtemp(prefix="ashore-bench-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    surroundings = {**os.environ, "PYTHONPYCACHEPREFIX": folder}
    surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
    code = "import ashore.cli, ashore.cli.audit, ashore.cli.judging"
    subprocess.run([sys.executable, "-c", code], env=surroundings, check=True)
    return surroundings


def share(process: int) -> int:
    """Proportional share of memory in kB."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def children(process: int) -> list[int]:
    """Processes that it started."""
    try:
        return [int(each) for each in Path(f"/proc/{process}/task/{process}/children").read_text("ascii").split()]
    except OSError:
        return []


def measure(name: str, messages: list[bytes], me: str) -> dict[str, object]:
    """One row: both sides in the same run."""
    with tempfile.TemporaryDirectory() as scratch:
        path = Path(scratch) / "archive.mbox"
        with path.open("wb") as file:
            for raw in messages:
                file.write(FROM_LINE + re.sub(rb"(?m)^From ", b">From ", raw) + b"\n\n")
        size = path.stat().st_size
        bare = peer(messages)
        wall, used, first, together = ours(path, me)
    return {
        "archive": name,
        "messages": len(messages),
        "megabytes": round(size / 1e6, 1),
        "peer_seconds": round(bare, 2),
        "audit_wall_seconds": round(wall, 2),
        "audit_cpu_seconds": round(used, 2),
        "main_megabytes": first,
        "all_megabytes": together,
        "ratio_wall": round(bare / wall, 3),
        "ratio_two_full_cores": round(bare / (used / 2), 3),
    }


def main() -> None:
    """Measure and print; with --save also write the results."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--messages", type=int, default=20_000)
    options.add_argument("--save", action="store_true")
    given = options.parse_args()
    rows = []
    archive = DATA / "mail" / "speakup.mbox"
    if archive.exists():
        rows.append(
            measure("plain list", list(repeated(split(archive), given.messages)), "samuel.thibault@ens-lyon.org")
        )
    else:
        print(f"{archive} is not there: set ASHORE_DATA for the plain list", file=sys.stderr)
    rows.append(measure("HTML support mail", list(html_mail(max(1, given.messages // 4))), "studio.example"))
    for row in rows:
        print("  ".join(f"{key} {value}" for key, value in row.items()))
    if given.save:
        place = HERE / "results" / "audit.json"
        place.parent.mkdir(exist_ok=True)
        place.write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
