"""Words of reports: what each figure is called, and how shares and times are told (small numbers as numbers)."""

from collections.abc import Sequence

from ashore.core.reporting import Figures, Share
from ashore.words.marks import N_, NC_, NP_, InContext, Sentence
from ashore.words.speech import MONTHS, Speech

SENTENCES: dict[str, Sentence] = {
    "report.trend.better": N_("Answers come in time more often, month by month; this is more than chance."),
    "report.trend.worse": N_("Answers come in time less often, month by month; this is more than chance."),
    "report.trend.no_clear_change": N_("No clear change from month to month: such differences come by chance."),
    "report.trend.too_few": NP_(
        "{count} answer is too few to speak of a change.", "{count} answers are too few to speak of a change.", "count"
    ),
}
COLUMNS: tuple[tuple[str, str | InContext], ...] = (
    ("answers.in_time", N_("Answered in time")),
    ("answers.late", N_("Answered late, or overdue")),
    ("", N_("Half within")),
    ("", N_("Nine of ten within")),
    ("promises.us.kept", N_("Our promises kept")),
    ("promises.us.broken", N_("Our promises broken")),
    ("promises.client.kept", N_("Their promises kept")),
    ("promises.client.broken", N_("Their promises broken")),
    ("theirs.in_time", NC_("what a client owed", "They were in time")),
    ("theirs.late", NC_("what a client owed", "They were late")),
    ("", NC_("what a client owed", "Late in all")),
    ("wrote_last.us", N_("We wrote last")),
    ("wrote_last.client", N_("They wrote last")),
)
"""What a row of a report tells: the figure that it opens into, empty where it sums up, and its heading."""
MORE: dict[str, str] = {
    "answers.waiting": N_("Answers that are not due yet"),
    "promises.us.open": N_("Our promises that are open"),
    "promises.client.open": N_("Their promises that are open"),
    "theirs.open": N_("What they owe and is not due yet"),
    "last_words.said": N_("Closing words said in time"),
    "last_words.missing": N_("Closing words late or missing"),
    "last_words.open": N_("Closing words not due yet"),
}
OF = N_("{part} of {whole}")
PERCENT = N_("{share} ({part} of {whole})")
NONE = "–"


def heading(column: str | InContext, reader: Speech) -> str:
    """The heading of a column in the reader's language."""
    return reader.text(column) if isinstance(column, str) else reader.context(column.context, column.text)


def figure_name(figure: str, reader: Speech) -> str:
    """What a figure is called."""
    named = dict(COLUMNS).get(figure) or MORE[figure]
    return heading(named, reader)


def share(value: Share, reader: Speech) -> str:
    """ "45 of 52" with its percentage in front; of a few only the numbers, of nothing a dash."""
    if value.value is None:
        return NONE
    numbers = {"part": value.part, "whole": value.whole}
    if value.is_small:
        return reader.text(OF).format(**numbers)
    return reader.text(PERCENT).format(share=reader.share(f"{value.value:.2f}"), **numbers)


def cells(figures: Figures, wrote_last: Share, reader: Speech) -> Sequence[str]:
    """The texts of a row, one for each of `COLUMNS`."""
    counts, times = figures.counts, figures.times
    theirs = Share(wrote_last.whole - wrote_last.part, wrote_last.whole)
    return (
        share(figures.in_time, reader),
        str(counts["answers.late"]),
        _time(times.median, reader),
        _time(times.p90, reader),
        share(figures.our_promises, reader),
        str(counts["promises.us.broken"]),
        share(figures.their_promises, reader),
        str(counts["promises.client.broken"]),
        share(figures.theirs, reader),
        str(counts["theirs.late"]),
        reader.working(figures.late_minutes) if figures.late_minutes else NONE,
        share(wrote_last, reader),
        share(theirs, reader),
    )


def month_name(month: str, reader: Speech) -> str:
    """``2026-03`` as "Mar 2026"."""
    year, _, number = month.partition("-")
    return f"{reader.text(MONTHS[int(number) - 1])} {year}"


def _time(minutes: float | None, reader: Speech) -> str:
    return NONE if minutes is None else reader.working(minutes)


TITLE = N_("Report")
PERIOD = N_("{first} to {last}")
AS_OF = N_("as of {time}")
BY_CLIENT, BY_PERSON, BY_MONTH = N_("By client"), N_("By person"), N_("By month")
ALL = N_("All of it")
COST = N_("What clients' lateness cost")
COUNTED = N_(
    "Times are working time of the side that owed. What began to be owed in these days is counted; of fewer than ten "
    "no percentage is told."
)
FIRST_COLUMNS = (0, 1, 2, 3, 11, 12)
"""Of `COLUMNS` those about answers and the last word; a sheet of paper is too narrow for all of them."""
NAME, FIGURE, VALUE = N_("Name"), N_("Figure"), N_("Value")
LOST = NP_("The plan lost {n} working day.", "The plan lost {n} working days.", "n")
STAGE = NP_("{stage}: {n} working day", "{stage}: {n} working days", "n")
NOTHING_LOST = N_("No plan moved, and no sum came of it.")


def lost_days(days: int, reader: Speech) -> str:
    """By how much the plan moved."""
    return reader.plural(LOST.singular, LOST.plural, days).format(n=days)


def stage_days(stage: str, days: int, reader: Speech) -> str:
    """By how much one stage moved."""
    return reader.plural(STAGE.singular, STAGE.plural, days).format(stage=stage, n=days)
