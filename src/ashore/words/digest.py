"""The letter of the day in the reader's language: what is late, due, promised, and stuck."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ashore.words.marks import N_, NP_
from ashore.words.moments import near
from ashore.words.speech import Speech

SUBJECT = NP_("{day}: {n} thing to do", "{day}: {n} things to do", "n")
CLEAR = N_("{day}: the day is clear")
LATE, DUE, PROMISED = N_("Late"), N_("Due today"), N_("Promised for today")
STUCK = NP_(
    "{n} message does not get out by itself; decide on it.",
    "{n} messages do not get out by themselves; decide on them.",
    "n",
)
LINE = N_("{client}: {what}, {time}")
CONCERNS = N_("Concerns you")
CONCERN = {
    "mention": N_("{client}: {who} mentioned you"),
    "given": N_("{client}: {who} gave you a conversation"),
    "answer": N_("{client}: the client wrote where you follow"),
    "woke": N_("{client}: what was put off is back"),
}
"""Never with a word of a note: a letter leaves the house."""
NO_CLIENT = N_("No client yet")
WHY = N_(
    "You get this letter on working days because you asked for it. You can switch it off in the menu of your account."
)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing: what it is called, with whom, and until when."""

    client: str
    what: str
    due: datetime


@dataclass(frozen=True, slots=True)
class Told:
    """Something that concerns a person: of which kind, with which client, by whom of us."""

    kind: str
    client: str
    who: str


@dataclass(frozen=True, slots=True)
class Day:
    """What a day holds for a person. ``stuck``: messages that do not get out by themselves; ``concerns``: what they
    have not seen yet of what concerns them."""

    at: datetime
    late: Sequence[Line] = ()
    due: Sequence[Line] = ()
    promised: Sequence[Line] = ()
    stuck: int = 0
    concerns: Sequence[Told] = ()

    @property
    def count(self) -> int:
        """All of it."""
        return len(self.late) + len(self.due) + len(self.promised) + self.stuck


def letter(day: Day, reader: Speech) -> tuple[str, str]:
    """Subject and plain text."""
    name = reader.day(day.at.astimezone(reader.zone).date())
    subject = reader.plural(SUBJECT.singular, SUBJECT.plural, day.count) if day.count else reader.text(CLEAR)
    parts = [
        "\n".join([reader.text(heading), *(f"- {_told(line, day.at, reader)}" for line in lines)])
        for heading, lines in ((LATE, day.late), (DUE, day.due), (PROMISED, day.promised))
        if lines
    ]
    if day.concerns:
        lines = (f"- {_concern(each, reader)}" for each in day.concerns)
        parts.append("\n".join([reader.text(CONCERNS), *lines]))
    if day.stuck:
        parts.append(reader.plural(STUCK.singular, STUCK.plural, day.stuck).format(n=day.stuck))
    return subject.format(day=name, n=day.count), "\n\n".join([*parts, reader.text(WHY)]) + "\n"


def _concern(told: Told, reader: Speech) -> str:
    return reader.text(CONCERN[told.kind]).format(client=told.client or reader.text(NO_CLIENT), who=told.who)


def _told(line: Line, now: datetime, reader: Speech) -> str:
    return reader.text(LINE).format(client=line.client, what=line.what, time=near(line.due, now, reader))
