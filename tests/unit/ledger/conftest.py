"""Stories: a test's docstring tells what happened, line by line, and ``story`` derives what is owed from it.

    Mon 10:00 client asks when launch / how price      questions, divided by slashes; their words are their topics
    Mon 10:30 us acknowledges by Fri                   also: at Fri 15:00
    Mon 11:00 us requests logo file by Wed             "wants": asks for it to be sent
    Tue 10:00 us says launch monday                    a statement
    Tue 10:00 us promises logo draft by Fri            so do reports, attaches, complains, thanks ...
    Tue 11:00 us calls logo draft
    Wed 10:00 us waives reply                          the standing obligation of that kind
    Wed 10:00 us needs-no-answer Mon 10:00             the message of that time
    Wed 10:00 us suspends us until Thu 09:00

Mon is 2 March 2026, Mon+ a week later, Mon++ two. ``@name`` names another conversation (``@list`` one
on a list), ``!`` an outsider, ``?`` an answer to a message that is not here.
All clocks are UTC, Mon-Fri 9-13 and 14-18, and the terms those of the standard agreement.
"""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from ashore.core.agreement import Agreement, default
from ashore.core.ledger import (
    Ask,
    CallEvent,
    Event,
    Ledger,
    MessageEvent,
    NoAnswerNeededEvent,
    Obligation,
    Pledge,
    Said,
    SuspensionEvent,
    WaiverEvent,
    derive,
)

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
WHEN = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\+* \d\d:\d\d"
LINE = re.compile(rf"\s*({WHEN}) (us|client)([!?]?) ([\w-]+)(?: @(\w+))?(?: (.*))?$")
BY = re.compile(rf"^(.*?) ?(?:by ((?:{'|'.join(DAYS)})\+*)|at ({WHEN}))$")
EXPECTS = {"is": "polar", "when": "time"}
MONDAY = datetime(2026, 3, 2, tzinfo=UTC)


def moment(text: str) -> datetime:
    """``Tue+ 10:30`` as an instant."""
    day, _, clock = text.partition(" ")
    start = MONDAY + timedelta(days=DAYS.index(day[:3]) + 7 * day.count("+"))
    hours, _, minutes = (clock or "00:00").partition(":")
    return start + timedelta(hours=int(hours), minutes=int(minutes))


def written(at: datetime | None) -> str:
    """An instant as stories write it."""
    if at is None:
        return "never"
    weeks, day = divmod((at - MONDAY).days, 7)
    return f"{DAYS[day]}{'+' * weeks} {at:%H:%M}"


def topics(text: str) -> frozenset[str]:
    """The words of a text as its topics."""
    return frozenset(re.findall(r"\w{3,}", text.lower()))


def dated(text: str) -> tuple[str, datetime | None, bool]:
    """A text without its "by Fri" or "at Fri 15:00", that time, and whether it is a day."""
    found = BY.match(text)
    if not found:
        return text, None, False
    return found[1], moment(found[2] or found[3]), bool(found[2])


def said(verb: str, text: str) -> Said:
    """What a line of a story says."""
    words = len(text.split())
    bare, due_at, is_day = dated(text)
    own = topics(bare)
    match verb:
        case "asks":
            each = [piece.strip() for piece in text.split("/")]
            asks = tuple(Ask(f"{a}?", topics(a), expects=EXPECTS.get(a.partition(" ")[0], "")) for a in each)
            return Said(asks=asks, topics=own, words=words)
        case "requests" | "wants":
            expects = "send" if verb == "wants" else ""
            return Said(asks=(Ask(bare, own, True, due_at, is_day, expects, question=False),), topics=own, words=words)
        case "promises":
            return Said(pledges=(Pledge(bare, own, due_at, is_day),), topics=own, words=words, statements=1)
        case "starts":
            pledge = Pledge("We start soon", frozenset(), due_at, is_day, start=True)
            return Said(pledges=(pledge,), topics=own, words=words + 2, statements=1)
        case "fixes-and-announces":
            pledge = Pledge("the rest follows", frozenset(), due_at, is_day, answer=True)
            return Said(reports=(own,), pledges=(pledge,), topics=own, words=words + 3, statements=2)
        case "gives-time":
            return Said(gives=frozenset({"time"}), topics=own, words=20, statements=1)
        case "acknowledges":
            pledges = (Pledge(bare, own, due_at, is_day, answer=True),) if due_at else ()
            return Said(pledges=pledges, acknowledges=True, topics=own, words=words + 3, statements=1)
        case "reports":
            return Said(reports=(own,), topics=own, words=words, statements=1)
        case "attaches":
            return Said(attachments=1, topics=own, words=words, statements=1)
        case "complains":
            return Said(complaint=True, troubles=own, topics=own, words=words, statements=1)
        case "blames":
            return Said(complaint=True, blames=True, troubles=own, topics=own, words=words, statements=1)
        case "thanks":
            thanked = topics(text.partition("/")[0])
            return Said(closing=not text, thanks=True, thanked=thanked, topics=own, words=words + 1)
        case "quotes":
            quoted, _, answer = text.partition(":")
            return Said(
                under_quotes=((topics(quoted), topics(answer)),), topics=topics(answer), words=words, statements=1
            )
        case "ticks-off":
            return Said(under_quotes=((topics(text), frozenset()),), reports=(frozenset(),), words=1, statements=1)
        case "lists":
            points = tuple(topics(piece) for piece in text.split("/"))
            return Said(points=points, topics=frozenset().union(*points), words=words, statements=len(points))
        case "yes":
            return Said(polar=1, words=1, statements=1)
        case _:
            return Said(topics=own, words=words, statements=max(1, text.count(".")))


class Story:
    """The events of a story, and what is owed at any moment of it."""

    def __init__(self, lines: list[str], agreement: Agreement) -> None:
        self.agreement = agreement
        self.events: list[Event] = []
        self._begun: set[str] = set()
        for number, line in enumerate(lines):
            if found := LINE.match(line):
                self.events.append(self._event(f"e{number:03}", *found.groups()))

    def _event(
        self, key: str, when: str, side: str, mark: str, verb: str, conversation: str | None, text: str | None
    ) -> Event:
        at, text, where = moment(when), text or "", conversation or "c"
        author = "anna@client.test" if side == "client" else "me@us.test"
        match verb:
            case "calls":
                return CallEvent(key, at, where, author, text, 30, topics(text))
            case "suspends":
                whose, _, until = text.partition(" until ")
                paused = "us" if whose == "us" else "client"
                return SuspensionEvent(key, at, paused, author, "agreed", moment(until) if until else None)
            case "waives":
                return WaiverEvent(key, at, self.ids(text, at)[-1], author, "settled by phone")
            case "needs-no-answer":
                message = next(e.id for e in self.events if isinstance(e, MessageEvent) and e.at == moment(text))
                return NoAnswerNeededEvent(key, at, message, author, "a mere note")
        kind = "auto_reply" if verb == "auto-replies" else "bounce" if verb == "bounces" else "message"
        starts = where not in self._begun and kind == "message" and mark != "!"
        self._begun |= {where} if starts else set()
        people = frozenset({"anna@client.test", "me@us.test"})
        return MessageEvent(
            key, at, where, "us" if side == "us" else "client", author, "Launch", people, kind,
            said(verb, text), starts=starts, outsider=mark == "!",
            listed=where == "list", unseen=mark == "?",
        )  # fmt: skip

    def ledger(self, when: str) -> Ledger:
        """What is owed at a moment."""
        return derive(self.agreement, self.events, moment(when))

    def ids(self, kind: str, at: datetime) -> list[str]:
        """The ids of the standing obligations of a kind."""
        owed = derive(self.agreement, self.events, at).obligations
        return [each.id for each in owed if each.kind == kind and each.ended_at is None]

    def all(self, when: str, kind: str) -> list[Obligation]:
        """The obligations of a kind at a moment."""
        return [each for each in self.ledger(when).obligations if each.kind == kind]

    def at(self, when: str, kind: str) -> str:
        """The obligations of a kind at a moment in short: ``met by Mon 12:00, done Mon 11:00; late by Tue 10:00``."""
        return "; ".join(_short(each) for each in self.all(when, kind)) or "nothing"

    def codes(self, when: str, kind: str) -> list[str]:
        """The reason codes of the obligations of a kind."""
        return [step.code for each in self.all(when, kind) for step in each.because.walk()]


def _short(each: Obligation) -> str:
    done = f", done {written(each.met_at)}" if each.met_at else ""
    return f"{each.state} by {written(each.due)}{done}"


@pytest.fixture
def story(request: pytest.FixtureRequest) -> Story:
    """The story in the test's docstring, under the standard agreement."""
    return Story((request.function.__doc__ or "").splitlines(), default())


@pytest.fixture
def tell() -> Callable[[str], Story]:
    """A story from a text given in the test."""
    return lambda text: Story(text.splitlines(), default())
