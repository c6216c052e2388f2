"""The report as sections and items with their words: what terminal and page then lay out, each in its own way."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from ashore.audit.naming import Names, beside, client, names_of
from ashore.audit.tally import Habit, Line, Tally, in_order
from ashore.core.kernel import Reason
from ashore.core.ledger import RECENT
from ashore.words import Speech, say
from ashore.words.marks import N_, NP_

LONGEST_QUOTE = 240
LONG_DAYS = 4


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the report. ``quotes``: the words it is about; ``facts``: short phrases, ready to be joined;
    ``reason``: what ``--why`` opens."""

    id: str
    head: str
    subject: str
    quotes: tuple[str, ...]
    facts: tuple[str, ...]
    late: bool
    reason: Reason


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, what an empty one says, and all its items in the order of their importance."""

    key: str
    title: str
    empty: str
    items: tuple[Item, ...]
    counts_quotes: bool = False

    @property
    def count(self) -> int:
        """How many things it tells: its lines, or where several questions share one, the questions."""
        return sum(len(item.quotes) or 1 for item in self.items) if self.counts_quotes else len(self.items)


HEADS: Mapping[str, str] = {
    "reply": N_("Reply to {person} ({client})"),
    "acknowledge": N_("Confirm receipt to {person} ({client})"),
    "question": N_("{person} ({client}) asked"),
    "sign_of_life": N_("Write to {client}: a sign of life"),
    "promise.us": N_("{person} promised {client}"),
    "promise.client": N_("{person} ({client}) promised"),
    "information": N_("{client} owes {person} an answer"),
    "call_summary": N_("Call summary for {client}"),
    "last_word": N_("{person} ({client}) had the last word"),
}

PARTS: Sequence[tuple[str, str, str, Callable[[Tally], list[Line]]]] = (
    ("we-owe", N_("We owe now"), N_("Nothing: every message that needs an answer has one."), lambda t: t.we_owe),
    ("they-owe", N_("They owe us"), N_("Nothing is open on the other side."), lambda t: t.they_owe),
    ("unanswered", N_("Questions never answered"), N_("Every question was answered."), lambda t: t.unanswered),
    ("broken", N_("Promises broken"), N_("No promise with a date was broken."), lambda t: t.promises_broken),
    (
        "undated",
        N_("Promises without a date, still open"),
        N_("Every open promise has a date."),
        lambda t: t.promises_undated,
    ),
    (
        "last-word",
        N_("The client had the last word"),
        N_("The last word was ours everywhere."),
        lambda t: t.last_words,
    ),
    ("silence", N_("Silence longer than agreed"), N_("Nobody was left without a sign of life."), lambda t: t.silences),
)

TOLD = ("W5-promise-without-date",)
"""Habits that have a section of their own."""

HABIT_TITLES: Mapping[str, str] = {
    "W9-subject-changed": N_("Subject changed within a conversation"),
    "W10-person-dropped": N_("Somebody was left out of a reply"),
    "W10-person-added": N_("Somebody new was added"),
}


def sections(tally: Tally, speech: Speech) -> tuple[Section, ...]:
    """All sections in reading order: first whom we owe and since when."""
    names = names_of(tally.inquest.archive.taken)
    view = _View(tally, names, speech, frozenset(line.id for line in (*tally.we_owe, *tally.they_owe)))
    made = [
        Section(
            key,
            speech.text(title),
            speech.text(empty),
            tuple(_items(key, ranked(pick(tally), tally), view)),
            key == "unanswered",
        )
        for key, title, empty, pick in PARTS
    ]
    habits = tuple(_habit(habit, names, speech) for habit in reversed(tally.habits) if habit.finding.code not in TOLD)
    made.append(Section("habits", speech.text(N_("Habits")), speech.text(N_("Nothing to remark.")), habits))
    return tuple(made)


def ranked(lines: Iterable[Line], tally: Tally) -> list[Line]:
    """What can still be mended first: of the last thirty days the longest overdue, then older things, newest first."""
    edge = tally.now - RECENT
    recent = sorted((x for x in lines if x.obligation.created_at >= edge), key=_due)
    older = sorted((x for x in lines if x.obligation.created_at < edge), key=_created, reverse=True)
    return recent + older


def _due(line: Line) -> tuple[float, str]:
    at = line.obligation.due or line.obligation.created_at
    return at.timestamp() + (0 if line.obligation.due else 10**9), line.id


def _created(line: Line) -> tuple[float, str]:
    return line.obligation.created_at.timestamp(), line.id


@dataclass(frozen=True, slots=True)
class _View:
    """What every line needs to be told. ``standing``: the ids of what is listed as owed."""

    tally: Tally
    names: Names
    speech: Speech
    standing: frozenset[str]


def _items(key: str, lines: Iterable[Line], view: _View) -> Iterator[Item]:
    """The lines of a section; the questions of one message stand together beneath its first."""
    if key != "unanswered":
        for line in lines:
            also = key in ("broken", "undated") and line.id in view.standing
            yield _item(line, view, (line.quote, *line.more), also=also)
        return
    asked: dict[str, list[Line]] = {}
    for line in lines:
        asked.setdefault(line.obligation.anchor, []).append(line)
    for together in asked.values():
        quotes = [line.quote for line in together]
        item = _item(together[0], view, in_order(together[0].obligation.anchor, quotes, view.tally.inquest))
        if len(together) > 1:
            reasons = tuple(line.obligation.because for line in together)
            item = replace(item, reason=Reason("audit.asked_together", "W1", {"count": len(reasons)}, because=reasons))
        yield item


def _item(line: Line, view: _View, quotes: Iterable[str], *, also: bool = False) -> Item:
    each, speech = line.obligation, view.speech
    head = HEADS.get(f"{each.kind}.{each.owed_by}") or HEADS[each.kind]
    facts = [*_facts(line, view.tally.now, speech)]
    if also:
        facts.append(speech.text(N_("listed above as well: it can still be kept")))
    return Item(
        id=line.id,
        head=beside(speech.text(head), line.client, each.person or speech.text(N_("somebody unknown")), view.names),
        subject=line.subject or speech.text(N_("(no subject)")),
        quotes=tuple(shorten(quote) for quote in quotes if quote),
        facts=tuple(facts),
        late=each.state in ("late", "missed"),
        reason=each.because,
    )


def _facts(line: Line, now: datetime, speech: Speech) -> Iterable[str]:
    each = line.obligation
    yield speech.text(N_("since {created_at}")).format(created_at=speech.moment(each.created_at))
    if each.due is None:
        if each.kind == "promise":
            yield speech.text(N_("no date was named"))
    elif each.state != "missed":
        yield speech.text(N_("due {due_at}")).format(due_at=speech.moment(each.due))
    if each.state == "late":
        yield _late(line, now, speech)
    elif each.state == "suspended":
        yield speech.text(N_("the clock stands still"))
    elif each.state == "missed" and each.met_at is not None and each.due is not None:
        yield speech.text(N_("due {due_at}, done {met_at}")).format(
            due_at=speech.moment(each.due), met_at=speech.moment(each.met_at)
        )
    elif each.state == "missed":
        yield speech.text(N_("never done"))


def _late(line: Line, now: datetime, speech: Speech) -> str:
    """Short delays in working time, long ones in days, which is how people count them."""
    days = (now - line.obligation.due).days if line.obligation.due else 0
    if days < LONG_DAYS:
        return speech.text(N_("late by {time} of working time")).format(time=speech.working(line.late_minutes))
    form = NP_("late by {n} day", "late by {n} days", "n")
    return speech.plural(form.singular, form.plural, days).format(n=f"{days:,}")


def _habit(habit: Habit, names: Mapping[str, str], speech: Speech) -> Item:
    title = speech.text(HABIT_TITLES.get(habit.finding.code, habit.finding.code))
    when = (speech.moment(habit.at),) if habit.at else ()
    return Item(
        id=habit.id,
        head=f"{title} ({client(habit.client, names)})",
        subject=habit.subject,
        quotes=(),
        facts=(say(habit.finding.reason, speech), *when),
        late=False,
        reason=habit.finding.reason,
    )


def shorten(text: str, most: int = LONGEST_QUOTE) -> str:
    """One line of at most ``most`` characters, cut between words."""
    flat = " ".join(text.split())
    if len(flat) <= most:
        return flat
    cut = flat.rfind(" ", most // 2, most)
    return flat[: cut if cut > 0 else most].rstrip(",;:. ") + " …"
