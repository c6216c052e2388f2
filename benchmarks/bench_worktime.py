"""Working-time arithmetic against named peers, on one core, in one run.

    python benchmarks/bench_worktime.py [--save]

Peers are optional (``pip install businesstimedelta pandas``); one that is missing is named and left out.
Every peer gets the same starts, the same office week with lunch and the same days off. Rates are the best of three
rounds; the ratio is ours divided by the peer's. ``same``: share of the answers that agree with ours to the second.
"""

import argparse
import json
import random
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from datetime import time as wall
from itertools import pairwise
from pathlib import Path

from ashore.core.agreement import default
from ashore.core.worktime import WEEKDAYS, Calendar, WorkClock

RESULTS = Path(__file__).parent / "results" / "worktime.json"
OFF = [date(year, *day) for year in range(2020, 2027) for day in ((1, 1), (5, 1), (12, 24), (12, 25), (12, 26))]
OFFICE = Calendar.of(
    "UTC", dict.fromkeys(WEEKDAYS[:5], "09:00-13:00, 14:00-18:00"), holidays=dict.fromkeys(OFF, "day off")
)
MINUTES = 120
OURS, PEERS = 300_000, 1_000
Answers = list[datetime]
Due = Callable[[list[datetime]], Answers]


def starts(count: int) -> list[datetime]:
    """Instants spread over six years, always the same ones."""
    chance = random.Random(20260116)
    first = datetime(2020, 1, 3, tzinfo=UTC)
    return [first + timedelta(minutes=chance.randrange(6 * 365 * 24 * 60)) for _ in range(count)]


def rate(work: Callable[[], object], count: int) -> float:
    """Answers a second, best of three."""
    seconds = []
    for _ in range(3):
        begun = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - begun)
    return count / min(seconds)


def ours(calendar: Calendar) -> Due:
    clock = WorkClock(calendar)
    return lambda asked: [clock.due(at, MINUTES) for at in asked]


def explained(asked: list[datetime]) -> Answers:
    agreement = default()
    return [agreement.due_after("us", at, agreement.answer_within)[0] for at in asked]


def businesstimedelta() -> Due:
    import businesstimedelta as peer

    day = peer.WorkDayRule(start_time=wall(9), end_time=wall(18), working_days=[0, 1, 2, 3, 4])
    lunch = peer.LunchTimeRule(start_time=wall(13), end_time=wall(14), working_days=[0, 1, 2, 3, 4])
    off = peer.HolidayRule(dict.fromkeys(OFF, "day off"))
    length = peer.BusinessTimeDelta(peer.Rules([day, lunch, off]), hours=MINUTES // 60)
    return lambda asked: [at + length for at in asked]


def pandas() -> Due:
    import pandas as peer

    length = peer.offsets.CustomBusinessHour(
        MINUTES // 60, start=["09:00", "14:00"], end=["13:00", "18:00"], holidays=[day.isoformat() for day in OFF]
    )
    return lambda asked: [(peer.Timestamp(at) + length).to_pydatetime() for at in asked]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--save", action="store_true", help=f"write {RESULTS.name}")
    save = arguments.parse_args().save
    asked, few = starts(OURS), starts(OURS)[:PEERS]
    due = ours(OFFICE)
    right = due(few)
    best = rate(lambda: due(asked), OURS)
    rows: list[dict[str, float | str]] = [{"what": "ashore due", "per_second": best, "ratio": 1.0, "same": 1.0}]
    clock = WorkClock(OFFICE)
    pairs = list(pairwise(asked))
    spent = rate(lambda: [clock.elapsed(a, b) for a, b in pairs], len(pairs))
    rows.append({"what": "ashore elapsed", "per_second": spent})
    rows.append({"what": "ashore due with its reasons", "per_second": rate(lambda: explained(asked[:20_000]), 20_000)})
    for name, peer in (("businesstimedelta", businesstimedelta), ("pandas CustomBusinessHour", pandas)):
        try:
            answer = peer()
        except ImportError:
            print(f"{name}: not installed, left out (pip install {name.split()[0]})")
            continue
        same = sum(a == b for a, b in zip(answer(few), right, strict=True)) / len(few)
        theirs = rate(lambda answer=answer: answer(few), len(few))
        rows.append({"what": name, "per_second": theirs, "ratio": best / theirs, "same": same})
    print(f"{'':30}{'a second':>12}{'ashore is':>12}{'same':>8}")
    for row in rows:
        ratio = f"{row['ratio']:.1f} x" if "ratio" in row else ""
        agreed = f"{row['same']:.1%}" if "same" in row else ""
        print(f"{row['what']:30}{row['per_second']:>12,.0f}{ratio:>12}{agreed:>8}")
    if save:
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(json.dumps({"version": 1, "rows": rows}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
