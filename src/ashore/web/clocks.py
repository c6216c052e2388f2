"""Clocks as people read them: a word for what is owed, how long is left, an icon. The state itself comes from below."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from ashore.core.kernel import CLIENT, Reason
from ashore.usecases.queries.rows import ClockRow
from ashore.words import Speech, kind_name, say, speech
from ashore.words.clauses import clause_name

SOON_SECONDS = 2 * 60 * 60
"""A clock with less than two hours left is shown as near (the default answer time, W1)."""

WHOLE_DAYS_FROM = 2 * 24 * 60

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
    """How the person who asks is spoken to: active language, active zone."""
    return speech(get_language() or "en", timezone.get_current_timezone())


def said(reason: Reason) -> str:
    """One step of an explanation in the reader's language and zone."""
    return say(reason, reader())


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
    name, shown = kind_name(row.kind, row.owed_by, reader()), look(row)
    ticks = row.state in ("open", "late") and row.seconds_left is not None
    return Clock(
        row=row,
        what=name,
        look=shown,
        icon=ICONS[shown],
        text=_text(row, name),
        seconds=row.seconds_left if ticks else None,
        left_text=str(LEFT).format(what=name, span="{span}"),
        late_text=str(LATE).format(what=name, span="{span}"),
        now_text=str(NOW).format(what=name),
        theirs=row.owed_by == CLIENT,
    )


def _text(row: ClockRow, name: str) -> str:
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
            return _running(row.seconds_left, name)
    return str(form).format(what=name)


def rounded(minutes: int) -> int:
    """From two days on only whole days are told: hours no longer matter then."""
    return minutes if minutes < WHOLE_DAYS_FROM else minutes // 1440 * 1440


def _running(seconds: int | None, name: str) -> str:
    if seconds is None:
        return str(UNDATED).format(what=name)
    if -60 < seconds < 60:
        return str(NOW).format(what=name)
    span = reader().duration(rounded(abs(seconds) // 60))
    return str(LEFT if seconds > 0 else LATE).format(what=name, span=span)
