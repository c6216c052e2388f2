"""Generated support correspondence of many clients, for figures on threads where lists would tell too little.

What makes it hard is what real desks see: two people of a client who write in turn, a colleague of ours who takes over,
replies above a quotation, below it or without one, the same subject for another matter months or days later, subjects
that say nothing, a reply sent from a private address. Truth is known since each conversation is written here.
"""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from ashore.core.correspondence import Address, Message
from ashore.core.correspondence.fingerprint import mark
from sentences import SAID

US = "studio.example"
OURS = [Address(name, f"{name.lower()}@{US}") for name in ("Anna", "Boris", "Cyril")]
MATTERS = [
    "Invoice {n}", "Order {n} has not arrived", "New banner for the shop", "Texts for the spring page", "Login broken",
    "Report for {month}", "Price list {month}", "Photos of the new dishes", "Opening hours on the site", "Domain {n}",
    "Faktúra {n}", "Zmena textov na webe", "Отчёт за {month}", "Правки по макету {n}", "Bagong menu para sa site",
]  # fmt: skip
GENERIC = ["Question", "Hello", "Urgent", "Otázka", "Вопрос"]
MONTHS = ["March", "April", "May", "June"]
GENERIC_SHARE, AGAIN_SHARE, QUOTED_SHARE, PRIVATE_SHARE, TAKEN_OVER_SHARE = 0.04, 0.10, 0.7, 0.01, 0.15


def support_mail(clients: int, seed: int) -> list[tuple[Message, int]]:
    """Messages in order of time, each with the number of its conversation; replies name their parents."""
    dice = random.Random(seed)
    written = [each for client in range(clients) for each in _client(dice, client, seed)]
    return sorted(written, key=lambda each: (each[0].at, each[0].key))


def _client(dice: random.Random, client: int, seed: int) -> Iterator[tuple[Message, int]]:
    people = [Address(f"Person {n}", f"p{n}@client{client}.example") for n in range(dice.randint(1, 4))]
    at = datetime(2026, 3, 2, 9, tzinfo=UTC) + timedelta(minutes=dice.randint(0, 20_000))
    used: list[str] = []
    for number in range(dice.randint(2, 8)):
        again = used and dice.random() < AGAIN_SHARE
        subject = dice.choice(used) if again else _subject(dice)
        used.append(subject)
        yield from _conversation(dice, f"{seed}.{client}.{number}", subject, people, at, client * 100 + number)
        at += timedelta(minutes=dice.randint(60, 20_000))


def _subject(dice: random.Random) -> str:
    if dice.random() < GENERIC_SHARE:
        return dice.choice(GENERIC)
    return dice.choice(MATTERS).format(n=dice.randint(100, 9999), month=dice.choice(MONTHS))


def _conversation(
    dice: random.Random, name: str, subject: str, people: list[Address], at: datetime, number: int
) -> Iterator[tuple[Message, int]]:
    theirs, mine = dice.choice(people), dice.choice(OURS)
    before: Message | None = None
    for turn in range(dice.randint(1, 9)):
        by_us = turn % 2 == 1
        if dice.random() < TAKEN_OVER_SHARE:
            theirs, mine = (theirs, dice.choice(OURS)) if by_us else (dice.choice(people), mine)
        sender = mine if by_us else theirs
        to = before.sender if before else mine
        if not by_us and before and dice.random() < PRIVATE_SHARE:
            sender = Address(sender.name, f"{sender.email.partition('.')[0].replace('@', '.')}@mail.example")
        said = f"{dice.choice(SAID)} It is about {subject} and our number {number * 100 + turn} as before."
        quoted = before.own_text if before and dice.random() < QUOTED_SHARE else ()
        message = Message(
            key=sha256(f"{name}.{turn}".encode()).hexdigest(),
            message_id=f"{name}.{turn}@bench",
            at=at,
            order=0,
            sender=sender,
            to=(to,),
            cc=tuple(each for each in people if each not in (sender, to))[: dice.randint(0, 1)],
            subject=subject if before is None else f"Re: {subject}",
            in_reply_to=(before.message_id,) if before else (),
            references=(before.message_id,) if before else (),
            own_text=mark(said),
            quoted_text=quoted,
        )
        yield message, number
        before = message
        at += timedelta(minutes=dice.randint(5, 2_000))
