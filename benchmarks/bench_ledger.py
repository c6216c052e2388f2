"""What deriving obligations costs: one engagement of 500 messages, 100 000 messages over 5 000 engagements, and 100 000
events of work (messages, deliveries, edits, reports, calls, payments, pauses) over 1 000 engagements under a whole
agreement with its plan and its statement.

The peer is the cheapest thing that could be done with the same events in the same run: sorting them and pickling them
once (what any store must do to keep them). Figures are ratios to that, beside the times on this machine.

    python benchmarks/bench_ledger.py [--messages 100000] [--engagements 5000] [--save]
"""

import argparse
import gc
import json
import pickle
import random
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from statistics import median

from ashore.core.agreement import Agreement, default, load
from ashore.core.ledger import Ask, CallEvent, Event, MessageEvent, Pledge, Said, SuspensionEvent, derive
from ashore.core.ledger import dealings as d
from ashore.core.ledger.growing import Growing

WORK_EVENTS = 100
WORDS = [f"stem{i}" for i in range(300)]
PEOPLE = frozenset({"anna@client.test", "me@us.test"})


def engagement(count: int, seed: int) -> tuple[list[Event], datetime]:
    """A log of ``count`` messages in conversations of eight, and the moment after its last one."""
    chance = random.Random(seed)
    at = datetime(2024, 1, 1, 9, tzinfo=UTC)
    events: list[Event] = []
    for number in range(count):
        at += timedelta(minutes=chance.randint(5, 2_000))
        side = "client" if chance.random() < 0.5 else "us"
        events.append(
            MessageEvent(
                f"{seed}-{number}",
                at,
                f"{seed}-c{number // 8}",
                "us" if side == "us" else "client",
                f"someone@{side}.test",
                "Subject",
                PEOPLE,
                said=_said(chance, at),
                starts=number % 8 == 0,
            )
        )
    return events, at + timedelta(hours=1)


WORK = Path(__file__).resolve().parent.parent / "examples" / "agreements" / "standard.toml"


def engagement_of_work(count: int, seed: int) -> tuple[list[Event], datetime]:
    """A log of ``count`` events under the example agreement: three of four are messages, and the moment after it."""
    chance = random.Random(seed)
    events, now = engagement(count * 3 // 4, seed)
    at = datetime(2026, 3, 16, 9, tzinfo=UTC)
    shift, length = at - events[0].at, timedelta(days=100)
    moved: list[Event] = [replace(event, at=min(event.at + shift, at + length)) for event in events]
    moved += [_deal(chance, f"{seed}-d{n}", at + length * chance.random()) for n in range(count - len(moved))]
    return moved, max(now + shift, at + length) + timedelta(hours=1)


def _deal(chance: random.Random, name: str, at: datetime) -> Event:
    stage = chance.choice(["analysis", "formats", "launch", "testing"])
    made: list[Callable[[], Event]] = [
        lambda: d.StageDelivered(id=name, at=at, by="us", stage=stage),
        lambda: d.StageApproved(id=name, at=at, by="client", stage=stage),
        lambda: d.InformationGiven(
            id=name, at=at, by="client", information=chance.choice(["brief", "access", "texts"])
        ),
        lambda: d.EditAsked(id=name, at=at, by="client"),
        lambda: d.ReportSent(id=name, at=at, by="us", report="weekly"),
        lambda: CallEvent(name, at, "", "us", "Week", 20),
        lambda: d.PaymentReceived(id=name, at=at, by="client", amount=Decimal(400), currency="GBP"),
        lambda: d.Extra(id=name, at=at, by="us", minutes=20),
        lambda: SuspensionEvent(name, at, "us", "us", "agreed", at + timedelta(hours=9)),
    ]
    return chance.choice(made)()


def _said(chance: random.Random, at: datetime) -> Said:
    asks = tuple(Ask("When?", _topics(chance, 3)) for _ in range(chance.choice([0, 0, 1, 2])))
    pledges = tuple(
        Pledge("We will", _topics(chance, 3), at + timedelta(days=2) if chance.random() < 0.5 else None, True)
        for _ in range(chance.choice([0, 0, 0, 1]))
    )
    return Said(
        asks=asks,
        pledges=pledges,
        reports=(_topics(chance, 3),) if chance.random() < 0.2 else (),
        topics=_topics(chance, 12),
        words=40,
        statements=4,
        closing=not asks and chance.random() < 0.1,
    )


def _topics(chance: random.Random, count: int) -> frozenset[str]:
    return frozenset(chance.sample(WORDS, count))


def best(task: Callable[[], object], rounds: int) -> float:
    """The quickest of several runs, in seconds of this process: what others do on the machine counts little."""
    times = []
    for _ in range(rounds):
        start = time.process_time()
        task()
        times.append(time.process_time() - start)
    return min(times)


def set_aside() -> None:
    """Keep the logs out of the collector's sight: a desk loads one engagement at a time and never holds them all."""
    gc.collect()
    gc.freeze()


def one_more() -> float:
    """What one new message costs in an engagement of 1 000, in seconds: the median of a hundred."""
    log, _ = engagement(1_100, 0)
    growing = Growing(default(), log[:1_000])
    growing.ledger(log[999].at)
    times = []
    for event in log[1_000:]:
        start = time.process_time()
        growing.add(event)
        growing.ledger(event.at)
        times.append(time.process_time() - start)
    return median(times)


def main() -> None:
    """Measure, print a table, and keep it where asked."""
    options = argparse.ArgumentParser()
    options.add_argument("--messages", type=int, default=100_000)
    options.add_argument("--engagements", type=int, default=5_000)
    options.add_argument("--save", action="store_true")
    asked = options.parse_args()
    agreement = default()

    log, now = engagement(500, 0)
    derive(agreement, log, now)
    one = best(lambda: derive(agreement, log, now), 100)
    kept = best(lambda: pickle.dumps(sorted(log, key=lambda e: (e.at, e.id))), 30)

    each = max(1, asked.messages // asked.engagements)
    logs = [engagement(each, seed) for seed in range(asked.engagements)]
    set_aside()
    owed = [0]

    def everything() -> None:
        owed[0] = sum(len(derive(agreement, events, end).obligations) for events, end in logs)

    whole = best(everything, 2)
    store = best(lambda: [pickle.dumps(sorted(events, key=lambda e: (e.at, e.id))) for events, _ in logs], 2)
    total = each * asked.engagements
    work = load(WORK.read_text(encoding="utf-8"), WORK.name)
    assert isinstance(work, Agreement)
    works = [engagement_of_work(WORK_EVENTS, seed) for seed in range(asked.messages // WORK_EVENTS)]
    set_aside()
    worked = best(lambda: [derive(work, events, end) for events, end in works], 2)
    works_kept = best(lambda: [pickle.dumps(sorted(events, key=lambda e: (e.at, e.id))) for events, _ in works], 2)
    rows = {
        "engagement of 500 messages, ms": one * 1e3,
        "sort and pickle of the same, ms": kept * 1e3,
        "ratio": one / kept,
        f"{total} messages in {asked.engagements} engagements, s": whole,
        "sort and pickle of all, s": store,
        "ratio over all": whole / store,
        "microseconds a message": whole / total * 1e6,
        "obligations a message": owed[0] / total,
        f"{len(works) * WORK_EVENTS} events of work in {len(works)} engagements, s": worked,
        "sort and pickle of all of work, s": works_kept,
        "ratio over all of work": worked / works_kept,
        "one new message in an engagement of 1 000, ms": one_more() * 1e3,
    }
    for name, figure in rows.items():
        print(f"{name:<52}{figure:>12.2f}")
    if asked.save:
        path = Path(__file__).parent / "results" / "ledger.json"
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(rows, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
