"""Threads against the graph of all references, in several orders of arrival, with and without the references.

    python benchmarks/bench_threads.py [ARCHIVE ...] [--me ADDRESS-OR-DOMAIN ...] [--save]

Without an archive: mail/speakup.mbox in the folder that ASHORE_DATA names. The truth is the graph of all References
and In-Reply-To, bare ones included. *recall*: pairs of messages connected there that share a conversation here.
*precision*: of the placements by ids, those whose parent is connected to them there. Placements by other signs (quoted
text, people, list) are counted beside it: where a reply never had references the graph cannot confirm them.
*Stripped*: one reply in ten loses its references; right and wrong are judged by the full graph, or on generated support
mail (support_mail.py) by the conversation it was written in. Peers are methods, run on the same messages: References
alone; and a parent that must have come first, with the newest arriving first.
"""

import argparse
import hashlib
import json
import os
import random
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from ashore.core.correspondence import Message, Threads, thread
from ashore.core.correspondence.fingerprint import mark
from ashore.core.correspondence.newtext import split
from ashore.intake.messages import message_of
from ashore.mail import Source, parse, read
from support_mail import US, support_mail

RESULTS = Path(__file__).parent / "results" / "threads.json"
DATA = Path(os.environ.get("ASHORE_DATA", Path(__file__).parents[2] / "shared" / "data"))
BY_IDS = {"reference", "missing_parent", "twin", "connected", "outsider"}
ROUNDS = 10
MANY = 100_000
CLIENTS = 400
Homes = dict[str, object]


def load(paths: Iterable[str]) -> list[Message]:
    """All readable messages, with the marks of what each quotes."""
    found: dict[str, Message] = {}
    for path in paths:
        for order, source in enumerate(read(path)):
            if isinstance(source, Source):
                parsed = parse(source.raw, arrived_at=source.arrived_at)
                parts = split(parsed.text)
                message = message_of(parsed, parts, order, source.arrived_at)
                found[message.key] = replace(message, quoted_text=mark(parts.quoted_text))
    return list(found.values())


def graph(mail: Sequence[Message], pointed: Callable[[Message], Iterable[str]]) -> Homes:
    """For each message the component it lies in."""
    up: dict[str, str] = {}

    def find(name: str) -> str:
        while up.setdefault(name, name) != name:
            up[name] = up[up[name]]
            name = up[name]
        return name

    for message in mail:
        for name in (message.message_id, *pointed(message)):
            if name:
                up[find(f"key {message.key}")] = find(name)
    return {message.key: find(f"key {message.key}") for message in mail}


def parent_first(mail: Sequence[Message]) -> Homes:
    """The method of desks that look up a parent among what is stored; the newest arrives first."""
    homes: dict[str, str] = {}
    stored: dict[str, str] = {}
    for message in sorted(mail, key=lambda m: m.at, reverse=True):
        known = (stored[name] for name in (*message.in_reply_to, *message.references) if name in stored)
        homes[message.key] = stored[message.message_id] = next(known, message.key)
    return dict(homes)


def recall(truth: Homes, homes: Homes) -> float:
    def pairs(names: Iterable[object]) -> int:
        return sum(n * (n - 1) // 2 for n in Counter(names).values())

    return pairs((truth[key], homes[key]) for key in truth) / max(1, pairs(truth.values()))


def homes_of(threads: Threads) -> Homes:
    return {placement.message: placement.conversation for placement in threads.placements}


def precision(truth: Homes, threads: Threads) -> tuple[float, int]:
    """Share of the placements by ids that the graph confirms, and the number of placements by other signs."""
    by_ids = [p for p in threads.placements if p.parent and p.reason.code.rpartition(".")[2] in BY_IDS]
    other = sum(1 for p in threads.placements if p.parent) - len(by_ids)
    return sum(truth[p.message] == truth[p.parent] for p in by_ids) / max(1, len(by_ids)), other


def stripped(mail: Sequence[Message], truth: Homes, us: frozenset[str], seed: int) -> tuple[float, float]:
    """Shares of replies re-attached rightly and wrongly when one in ten has lost its references."""
    known = {message.message_id for message in mail}
    replies = [m for m in mail if known.intersection((*m.in_reply_to, *m.references))]
    chosen = {m.key for m in random.Random(seed).sample(replies, max(1, len(replies) // 10))}
    poorer = [
        replace(m, in_reply_to=(), references=(), thread_index="") if m.key in chosen else replace(m, quoted_text=())
        for m in mail
    ]
    placed = [p for p in thread(poorer, us=us).placements if p.message in chosen and p.parent]
    right = sum(truth[p.message] == truth[p.parent] for p in placed)
    return right / len(chosen), (len(placed) - right) / len(chosen)


def stripped_support(seed: int) -> tuple[float, float]:
    """As ``stripped``, on support mail of four hundred clients."""
    written = support_mail(CLIENTS, seed)
    truth: Homes = {message.key: number for message, number in written}
    return stripped([message for message, _ in written], truth, frozenset({US}), seed)


def many(mail: Sequence[Message]) -> list[Message]:
    """Copies of the archive, each with ids and subjects of its own, one hundred thousand messages in all."""
    copies: list[Message] = []
    for number in range(MANY // len(mail) + 1):
        for m in mail:
            copies.append(
                replace(
                    m,
                    key=hashlib.sha256(f"{number}{m.key}".encode()).hexdigest(),
                    message_id=f"{number}.{m.message_id}" if m.message_id else "",
                    in_reply_to=tuple(f"{number}.{name}" for name in m.in_reply_to),
                    references=tuple(f"{number}.{name}" for name in m.references),
                    subject=f"{m.subject} {number}",
                )
            )
    return copies[:MANY]


def orders(mail: Sequence[Message]) -> dict[str, list[Message]]:
    shuffled = list(mail)
    random.Random(1).shuffle(shuffled)
    newest = sorted(mail, key=lambda m: m.at, reverse=True)
    return {
        "as stored": list(mail),
        "newest first": newest,
        "shuffled": shuffled,
        "by key": sorted(mail, key=lambda m: m.key),
    }


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("archives", nargs="*", default=[str(DATA / "mail" / "speakup.mbox")])
    arguments.add_argument("--me", action="append", default=[], help="our address or domain")
    arguments.add_argument("--save", action="store_true", help=f"write {RESULTS.name}")
    given = arguments.parse_args()
    us = frozenset(given.me)
    mail = load(given.archives)
    truth = graph(mail, lambda m: (*m.in_reply_to, *m.references))
    plain = [replace(m, quoted_text=() if m.in_reply_to or m.references else m.quoted_text) for m in mail]
    rows: list[dict[str, float | str]] = []
    for name, ordered in orders(plain).items():
        threads = thread(ordered, us=us)
        sure, other = precision(truth, threads)
        rows.append({"what": name, "recall": recall(truth, homes_of(threads)), "precision": sure, "other": other})
    rows.append({"what": "References alone", "recall": recall(truth, graph(mail, lambda m: m.references))})
    rows.append({"what": "parent first, newest arrives first", "recall": recall(truth, parent_first(mail))})
    print(f"{len(mail):,} messages, {len(set(truth.values())):,} conversations by the graph\n")
    print(f"{'':34}{'recall':>9}{'precision':>11}{'other signs':>13}")
    for row in rows:
        sure_text = f"{row['precision']:.4f}" if "precision" in row else ""
        print(f"{row['what']:34}{row['recall']:>9.4f}{sure_text:>11}{row.get('other', ''):>13}")
    results = [stripped(mail, truth, us, seed) for seed in range(ROUNDS)]
    right, wrong = (sum(column) / ROUNDS for column in zip(*results, strict=True))
    print(f"\none reply in ten stripped, {ROUNDS} rounds: {right:.4f} re-attached rightly, {wrong:.4f} wrongly")
    supported = [stripped_support(seed) for seed in range(ROUNDS)]
    right_here, wrong_here = (sum(column) / ROUNDS for column in zip(*supported, strict=True))
    print(f"the same on generated support mail: {right_here:.4f} re-attached rightly, {wrong_here:.4f} wrongly")
    copies = many(plain)
    begun = time.process_time()
    thread(copies, us=us)
    seconds = time.process_time() - begun
    print(f"{len(copies):,} messages: {seconds:.1f} s of processor time")
    if given.save:
        RESULTS.parent.mkdir(exist_ok=True)
        data = {
            "version": 1,
            "rows": rows,
            "right": right,
            "wrong": wrong,
            "support": [right_here, wrong_here],
            "seconds_per_100000": seconds,
        }
        RESULTS.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
