"""Clocks as people read them: a word for what is owed, how long is left, an icon. The state itself comes from below."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Literal, NamedTuple

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ashore.core.kernel import CLIENT, Reason, Side
from ashore.usecases.queries.rows import ClockRow
from ashore.words import Speech, kind_name, say, speech
from ashore.words.clauses import clause_name

SOON_SECONDS = 2 * 60 * 60
"""A clock with less than two hours left is shown as near (the default answer time, W1)."""

WHOLE_DAYS_FROM = 2 * 24 * 60

_READER: ContextVar[Speech | None] = ContextVar("reader", default=None)

Look = Literal["open", "soon", "late", "missed", "met", "waived", "suspended", "discharged"]

ICONS: dict[str, str] = {
    "open": "clock",
    "soon": "alarm-clock",
    "late": "circle-alert",
    "missed": "timer-off",
    "met": "check",
    "waived": "circle-slash",
    "suspended": "pause",
    "discharged": "circle-off",
}

TERMS = _("Terms: {clause}")
LEFT = _("{what}, {span}")
LATE = _("{what}, late by {span}")
NOW = _("{what}, due now")
UNDATED = _("{what}, no date named")
PAUSED = _("{what}, clock stands still")
MET = _("{what}, done in time")
DONE_LATE = _("{what}, done late")
MISSED = _("{what}, missed")
WAIVED = _("{what}, waived")
DISCHARGED = _("{what}, no longer owed")


class Forms(NamedTuple):
    """What a clock of one kind is called in one language, and its three texts, with ``{span}``."""

    what: str
    left: str
    late: str
    now: str


@dataclass(frozen=True, slots=True)
class Clock:
    """A clock ready for a page. ``seconds`` is None where nothing ticks; the three texts carry ``{span}``."""

    row: ClockRow
    what: str
    look: Look
    icon: str
    text: str
    seconds: int | None
    left_text: str
    late_text: str
    now_text: str
    theirs: bool

    @property
    def clause(self) -> str:
        """The clause that set its due time; asked for only where it is shown."""
        return clause(self.row.because)

    @property
    def due(self) -> datetime | None:
        """When it is due."""
        return self.row.due


def reader() -> Speech:
    """How the person who asks is spoken to: as `speaking_to` says, else in the active language and zone."""
    return _READER.get() or speech(get_language() or "en", timezone.get_current_timezone())


@contextmanager
def speaking_to(listener: Speech) -> Iterator[None]:
    """Within, `reader` is this one: a page asks a thousand times."""
    token = _READER.set(listener)
    try:
        yield
    finally:
        _READER.reset(token)


def said(reason: Reason) -> str:
    """One step of an explanation in the reader's language and zone."""
    return say(reason, reader())


def _forms(kind: str, side: Side) -> Forms:
    """Lists show hundreds of clocks of a few kinds: their words are looked up once a language."""
    return _forms_in(reader().language, kind, side)


@lru_cache(maxsize=256)
def _forms_in(_language: str, kind: str, side: Side) -> Forms:
    name = kind_name(kind, side, reader())
    left, late = (str(form).format(what=name, span="{span}") for form in (LEFT, LATE))
    return Forms(name, left, late, str(NOW).format(what=name))


def clause(reason: Reason) -> str:
    """The clause that set a due time, in the reader's language: "Terms: time to answer"; empty where none did."""
    for step in reason.walk():
        for source in step.sources:
            if source.startswith("clause:"):
                return clause_told(source.removeprefix("clause:"))
    return ""


def clause_told(path: str) -> str:
    """A clause by its name, as what stands behind a due time."""
    return str(TERMS).format(clause=reader().text(clause_name(path)))


def look(row: ClockRow) -> Look:
    """How a clock looks: its state, and near ones set apart."""
    if row.state == "open" and row.seconds_left is not None and row.seconds_left < SOON_SECONDS:
        return "soon"
    return row.state


def clock(row: ClockRow) -> Clock:
    """A read-model row with its words, in the reader's language."""
    forms, shown = _forms(row.kind, row.owed_by), look(row)
    ticks = row.state in ("open", "late") and row.seconds_left is not None
    return Clock(
        row=row,
        what=forms.what,
        look=shown,
        icon=ICONS[shown],
        text=_text(row, forms),
        seconds=row.seconds_left if ticks else None,
        left_text=forms.left,
        late_text=forms.late,
        now_text=forms.now,
        theirs=row.owed_by == CLIENT,
    )


def _text(row: ClockRow, forms: Forms) -> str:
    match row.state:
        case "met":
            form = MET
        case "waived":
            form = WAIVED
        case "discharged":
            form = DISCHARGED
        case "suspended":
            form = PAUSED
        case "missed":
            form = DONE_LATE if row.met_at else MISSED
        case _:
            return _running(row.seconds_left, forms)
    return str(form).format(what=forms.what)


def rounded(minutes: int) -> int:
    """From two days on only whole days are told: hours no longer matter then."""
    return minutes if minutes < WHOLE_DAYS_FROM else minutes // 1440 * 1440


def _running(seconds: int | None, forms: Forms) -> str:
    if seconds is None:
        return str(UNDATED).format(what=forms.what)
    if -60 < seconds < 60:
        return forms.now
    span = _duration(reader(), rounded(abs(seconds) // 60))
    return (forms.left if seconds > 0 else forms.late).replace("{span}", span)


@lru_cache(maxsize=4096)
def _duration(reader: Speech, minutes: int) -> str:
    return reader.duration(minutes)
