"""Today, Inbox, Conversation, Client and search on a desk of many messages: server time and queries a page, the whole
request with its template.

    python benchmarks/bench_desk.py [--messages 50000] [--database sqlite|postgres] [--save]

The desk is filled through the import, not by hand. There is no peer to measure against in one run: the bound is 50 ms.
"""

import argparse
import gc
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from databases import DATABASES, fresh_database

NOW = datetime(2026, 1, 16, 12, 0, tzinfo=UTC)
BOUND_MS = 50.0
ROUNDS = 40
TALK = 4
CLIENTS = 400
TOPICS = [
    "invoice",
    "logo",
    "banner",
    "menu",
    "poster",
    "video",
    "photo",
    "contract",
    "domain",
    "hosting",
    "survey",
    "campaign",
    "budget",
    "report",
]


def letters(count: int) -> Iterator[bytes]:
    """Conversations of four messages over two years, of four hundred clients; the last ones still wait for an
    answer."""
    for n in range(count):
        talk, step = divmod(n, TALK)
        client, topic = talk % CLIENTS, TOPICS[talk % len(TOPICS)]
        theirs = (f"Pat <pat@client{client}.example>", "Anna <anna@studio.example>")
        sender, to = theirs if step % 2 == 0 else reversed(theirs)
        at = NOW - timedelta(minutes=20 * (count - n))
        refs = f"In-Reply-To: <d{n - 1}@mail.example>\nReferences: <d{n - 1}@mail.example>\n" if step else ""
        texts = (
            f"Hello Anna, how much is the {topic} number {talk}? Could you send me the {topic} by Friday?",
            f"Hello Pat, the {topic} costs {talk}. Which colour should it have? I will send the {topic} tomorrow.",
            f"Blue, please. When will the {topic} be ready? Thank you.",
            f"Thank you, Pat. The {topic} is attached. Have a good weekend!",
        )
        if talk > (count // TALK) * 0.97 and step == TALK - 1:
            continue
        raw = f"From: {sender}\nTo: {to}\nSubject: {topic.title()} {talk}\nDate: {at:%a, %d %b %Y %H:%M:%S} +0000\n"
        raw += f"Message-ID: <d{n}@mail.example>\n{refs}\n{texts[step]}\n\n"
        yield b"From s@mail.example Fri Jan 16 08:00:00 2026\n" + raw.encode()


def fill(home: Path, count: int) -> float:
    """Import the letters; seconds."""
    mail = home / "desk.mbox"
    with mail.open("wb") as out:
        out.writelines(letters(count))
    environment = {**os.environ, "ASHORE_HOME": str(home), "DJANGO_SETTINGS_MODULE": "ashore.conf.settings"}

    def ashore(*args: str) -> None:
        subprocess.run([sys.executable, "-m", "ashore", *args], env=environment, check=True, capture_output=True)

    ashore("init", "--me", "studio.example", "--zone", "UTC")
    start = time.perf_counter()
    ashore("import", str(mail), "--now", NOW.isoformat())
    return time.perf_counter() - start


def measure(name: str, page: Callable[[], object]) -> dict[str, object]:
    """Median and 95th percentile in milliseconds, and how many queries."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as seen:
        page()
    queries = len(seen)  # now: later requests begin the connection's list anew
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        page()
        times.append((time.perf_counter() - start) * 1000)
    p95 = statistics.quantiles(times, n=20)[-1]
    verdict = "ok" if p95 < BOUND_MS else "OVER"
    print(f"  {name:24} {statistics.median(times):7.1f} ms median {p95:7.1f} ms p95 {queries:4} queries  {verdict}")
    return {"page": name, "median_ms": statistics.median(times), "p95_ms": p95, "queries": queries}


def pages() -> dict[str, Callable[[], object]]:
    """The pages of the desk as a browser asks for them: the whole request, middleware and template included."""
    from django.test import Client
    from django.urls import reverse

    from ashore.usecases.queries.inbox import inbox
    from ashore.usecases.setting_up import add_user, the_workspace

    desk = the_workspace()
    first = deep = inbox(workspace=desk, now=NOW, limit=30)
    for _ in range(20):
        deep = inbox(workspace=desk, now=NOW, after=deep.next, limit=30)
    browser = Client(headers={"accept-language": "en"}, SERVER_NAME="localhost")
    browser.force_login(
        add_user(workspace=desk, email="anna@studio.example"), backend="django.contrib.auth.backends.ModelBackend"
    )
    row = first.rows[0]

    def ask(path: str, **query: str) -> Callable[[], object]:
        def request() -> object:
            answer = browser.get(path, query)
            assert answer.status_code == 200, answer
            return answer

        return request

    return {
        "today": ask("/"),
        "inbox": ask(reverse("inbox")),
        "inbox, page 22": ask(reverse("inbox"), after=deep.next or ""),
        "search, common word": ask(reverse("search"), q="logo"),
        "search, rare word": ask(reverse("search"), q="number 777"),
        "search, nothing": ask(reverse("search"), q="zeppelin"),
        "conversation": ask(reverse("conversation", args=[row.conversation])),
        "client": ask(reverse("client", args=[row.client.id])),
        "clients": ask(reverse("clients")),
    }


def main() -> None:
    """Fill, measure, print; with --save also into results/desk.json."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", type=int, default=50_000)
    parser.add_argument("--database", choices=DATABASES, default="sqlite")
    parser.add_argument("--save", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch, fresh_database(options.database) as url:
        os.environ["DATABASE_URL"] = url
        seconds = fill(Path(scratch), options.messages)
        os.environ |= {"ASHORE_HOME": scratch, "DJANGO_SETTINGS_MODULE": "ashore.conf.settings"}
        import django

        django.setup()
        gc.collect()
        gc.freeze()  # as the server does
        from django.db import connection

        from ashore.store.models import Conversation, Message, Obligation

        sizes = {m.__name__: m.objects.count() for m in (Message, Conversation, Obligation)}
        print(f"{options.database} filled in {seconds:.0f} s: {sizes}")
        results = [measure(name, page) for name, page in pages().items()]
        connection.close()
    if options.save:
        target = Path(__file__).resolve().parent / "results" / "desk.json"
        target.parent.mkdir(exist_ok=True)
        target.write_text(json.dumps({"sizes": sizes, "pages": results}, indent=2) + "\n")


if __name__ == "__main__":
    main()
