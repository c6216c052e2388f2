"""Import into the desk against mu and notmuch: same files, same machine, one run.

    python benchmarks/bench_import.py [--messages 10000] [--html 2000] [--database sqlite|postgres|both] [--save]
    python benchmarks/bench_import.py --index [--messages 10000] [--rounds 3] [--database sqlite|postgres|both]

The mail: a public list archive ($ASHORE_DATA/mail/speakup.mbox) repeated with changed ids, dates and words, and a
generated set of HTML-heavy mail; both as Maildirs. Each program starts empty, on two cores as it sees fit. Ours
takes the mail in first: it stores the raw bytes durably, threads them, finds the new text and fills the word index,
which is what the peers do and what they are compared with. Then it understands: language, and all clocks.
``--index`` asks instead what the search index costs: the same mail is taken in with it and without, in turn.
"""

import argparse
import itertools
import json
import mailbox
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from databases import DATABASES, fresh_database
from sentences import SAID

HERE = Path(__file__).resolve().parent
DATA = Path(os.environ.get("ASHORE_DATA", HERE.parent.parent / "shared" / "data"))
ME = "samuel.thibault@ens-lyon.org"
WORDS = [
    "amber",
    "birch",
    "cedar",
    "delta",
    "ember",
    "fjord",
    "grove",
    "heron",
    "islet",
    "jetty",
    "knoll",
    "larch",
    "maple",
    "north",
    "olive",
    "pearl",
]
_ID = re.compile(rb"<([^<>\s@]+)@([^<>\s]+)>")


def originals() -> list[bytes]:
    """The messages of the archive, as they are."""
    box = mailbox.mbox(DATA / "mail" / "speakup.mbox", create=False)
    return [box.get_bytes(key) for key in box.iterkeys()]


def repeated(count: int) -> Iterator[bytes]:
    """``count`` messages that differ in ids, years and words, conversations kept."""
    mail = originals()
    for n in range(count):
        turn, raw = n // len(mail), mail[n % len(mail)]
        raw = _ID.sub(rb"<\g<1>.%d@\g<2>>" % turn, raw)
        raw = re.sub(rb"(?m)^(Date: .*?)(\d{4})(?= \d\d:)", lambda m: m[1] + b"%d" % (int(m[2]) - turn), raw, count=1)  # noqa: B023
        yield raw + f"\n{WORDS[turn % len(WORDS)]} {n}\n".encode()


def html_mail(count: int) -> Iterator[bytes]:
    """Support mail as mail programs send it: about 40 kB of styles and tables, four of five with a plain form beside
    the HTML, one HTML alone."""
    chance = random.Random(7)
    style = "<style>" + " ".join(f".c{n} {{ color: #{n:06x}; margin: {n}px }}" for n in range(300)) + "</style>"
    cell = "<td style='padding:4px 8px;font-family:Arial,sans-serif;font-size:13px;color:#333333'>{}</td>"
    for n in range(count):
        said = chance.sample(SAID, 6)
        rows = "".join(f"<tr>{cell.format(chance.choice(WORDS)) * 3}</tr>" for _ in range(100))
        thread = n - n % 4
        refs = f"In-Reply-To: <h{n - 1}@shop.example>\nReferences: <h{thread}@shop.example>\n" if n % 4 else ""
        pair = (ME, f"p{thread}@client{thread % 97}.example")
        sender, to = pair if n % 2 else reversed(pair)
        page = f"<html><head>{style}</head><body><p>{'</p><p>'.join(said)}</p><table>{rows}</table></body></html>"
        head = (
            f"From: <{sender}>\nTo: <{to}>\nSubject: Order {thread}\n{refs}Message-ID: <h{n}@shop.example>\n"
            f"Date: Mon, {1 + n % 27} Jan 2025 {n % 24:02}:{n % 60:02}:00 +0000\nMIME-Version: 1.0\n"
        )
        html = f"Content-Type: text/html; charset=utf-8\n\n{page}\n"
        if n % 5 == 0:
            yield (head + html).encode()
            continue
        quoted = "".join(f"> {line}\n" for line in SAID) if n % 4 else ""
        plain = "Content-Type: text/plain; charset=utf-8\n\n" + "\n".join(said) + f"\nOrder {n}\n\n{quoted}"
        both = f'Content-Type: multipart/alternative; boundary="b{n}"\n\n--b{n}\n{plain}--b{n}\n{html}--b{n}--\n'
        yield (head + both).encode()


def write_maildir(path: Path, mail: Iterator[bytes]) -> int:
    """A Maildir with these messages; how many."""
    for name in ("cur", "new", "tmp"):
        (path / name).mkdir(parents=True)
    count = 0
    for count, raw in enumerate(mail, 1):
        (path / "cur" / f"{1700000000 + count}.M{count}.bench:2,S").write_bytes(raw)
    return count


class Spent(NamedTuple):
    """Seconds on the clock, and seconds of processor time of all processes."""

    wall: float
    cpu: float

    def __add__(self, other: object) -> "Spent":
        assert isinstance(other, Spent)
        return Spent(self.wall + other.wall, self.cpu + other.cpu)


def timed(command: Sequence[str], environment: dict[str, str]) -> Spent:
    """What a command costs, its children included."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    quiet = subprocess.DEVNULL
    subprocess.run(command, env={**os.environ, **environment}, check=True, stdout=quiet, stderr=quiet)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Spent(time.perf_counter() - start, cpu)


class Ours(NamedTuple):
    """Mail taken in; the same and understood, in one command; the same command again. All with the program's start."""

    taken_in: Spent
    whole: Spent
    again: Spent


def ours(scratch: Path, mail: Path, database: str) -> Ours:
    """Two desks of ours: one that only takes in, one that does all and then is asked again."""
    run = [sys.executable, "-m", "ashore"]
    command = [*run, "import", str(mail), "--now", "2026-01-16T12:00:00+00:00"]

    def desk(name: str, url: str) -> dict[str, str]:
        environment = {"ASHORE_HOME": str(scratch / f"{database}-{name}"), "DATABASE_URL": url}
        timed([*run, "init", "--me", ME, "--zone", "UTC"], environment)
        return environment

    with fresh_database(database) as url:
        taken_in = timed([*command, "--later"], desk("first", url))
    with fresh_database(database) as url:
        second = desk("second", url)
        return Ours(taken_in, timed(command, second), timed(command, second))


def index_costs(mail: Iterator[bytes], scratch: Path, databases: Sequence[str], rounds: int) -> dict[str, float]:
    """How much longer taking in is with the search index than without, as processor time of our processes and as time
    on the clock, at best of some rounds: others who use the machine make a round longer, never shorter."""
    box = scratch / "Maildir"
    count = write_maildir(box, mail)
    costs = {}
    programs = {"with": ["-m", "ashore"], "without": [str(HERE / "without_index.py")]}
    for database in databases:
        best = dict.fromkeys(programs, Spent(float("inf"), float("inf")))
        for turn, (name, program) in itertools.product(range(rounds), programs.items()):
            with fresh_database(database) as url:
                environment = {"ASHORE_HOME": str(scratch / f"{database}-{turn}-{name}"), "DATABASE_URL": url}
                timed([sys.executable, *program, "init", "--me", ME, "--zone", "UTC"], environment)
                spent = timed([sys.executable, *program, "import", str(box), "--later"], environment)
            shutil.rmtree(environment["ASHORE_HOME"])
            best[name] = Spent(*map(min, best[name], spent))
        for name, each in best.items():
            print(f"  {database:8} {name:8} {each.cpu * 1000 / count:6.2f} ms of processor time, {each.wall:6.1f} s")
        costs[database] = best["with"].cpu / best["without"].cpu - 1
        print(f"  {database}: the index costs {costs[database]:.1%} more processor time", flush=True)
    return costs


def mu(scratch: Path, mail: Path) -> Spent | None:
    """mu's index; None where it is not installed."""
    if not shutil.which("mu"):
        return None
    home = ["--muhome", str(scratch / "mu")]
    environment = {"XDG_CACHE_HOME": str(scratch / "cache")}
    start = timed(["mu", "init", *home, "--maildir", str(mail)], environment)
    return start + timed(["mu", "index", *home], environment)


def notmuch(scratch: Path, mail: Path) -> Spent | None:
    """notmuch's index; None where it is not installed."""
    if not shutil.which("notmuch"):
        return None
    config = scratch / "notmuch-config"
    config.write_text(
        f"[database]\npath={mail}\nmail_root={mail}\n[user]\nname=x\nprimary_email={ME}\n[new]\ntags=new\n"
    )
    seconds = timed(["notmuch", "new"], {"NOTMUCH_CONFIG": str(config)})
    shutil.rmtree(mail / ".notmuch")
    return seconds


def compare(name: str, mail: Iterator[bytes], scratch: Path, databases: Sequence[str]) -> dict[str, object]:
    """One set of mail through all three; the first of the databases is what the others are compared with."""
    box = scratch / "Maildir"
    count = write_maildir(box, mail)
    done, *elsewhere = [ours(scratch, box, database) for database in databases]
    rivals = {"mu": mu(scratch, box), "notmuch": notmuch(scratch, box)}
    spent = {"taken in": done.taken_in, **{who: each for who, each in rivals.items() if each}, "whole": done.whole}
    for database, other in zip(databases[1:], elsewhere, strict=True):
        spent |= {database: other.taken_in, f"{database}, whole": other.whole}
    print(f"\n{name}: {count:,} messages")
    for who, each in spent.items():
        print(
            f"  {who:15} {count / each.wall:7.0f} messages a second, taking in is {each.wall / done.taken_in.wall:5.2f}"
            f" times as fast; {each.cpu * 1000 / count:6.2f} ms of processor time a message"
        )
    faster = done.whole.wall / done.again.wall
    print(f"  again    {done.again.wall:7.2f} s against {done.whole.wall:.2f} s: {faster:.1f} times faster")
    return {"name": name, "messages": count, "spent": spent, "again": done.again}


def main() -> None:
    """Run and print; with --save also into results/import.json."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", type=int, default=10_000)
    parser.add_argument("--html", type=int, default=2_000)
    parser.add_argument("--database", choices=(*DATABASES, "both"), default="sqlite")
    parser.add_argument("--index", action="store_true", help="What the search index costs, and nothing else.")
    parser.add_argument("--rounds", type=int, default=3, help="Of --index.")
    parser.add_argument("--save", action="store_true")
    options = parser.parse_args()
    databases = DATABASES if options.database == "both" else (options.database,)
    if options.index:
        with tempfile.TemporaryDirectory() as scratch:
            index_costs(repeated(options.messages), Path(scratch), databases, options.rounds)
        return
    results = []
    sets = [("plain list mail", repeated(options.messages)), ("HTML-heavy mail", html_mail(options.html))]
    for name, mail in sets:
        with tempfile.TemporaryDirectory() as scratch:
            results.append(compare(name, mail, Path(scratch), databases))
    if options.save:
        target = HERE / "results" / "import.json"
        target.parent.mkdir(exist_ok=True)
        target.write_text(json.dumps(results, indent=2) + "\n")


if __name__ == "__main__":
    main()
