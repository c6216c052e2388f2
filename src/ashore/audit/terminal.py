"""The report for a terminal: plain lines, a little weight where the terminal has it, colour never alone."""

import unicodedata
from collections.abc import Callable, Iterator

from ashore.audit.overview import (
    Table,
    answers_sentence,
    circumstances,
    headline,
    opening,
    promises_sentence,
    tables,
)
from ashore.audit.sections import Item, Section, sections, shorten
from ashore.audit.tally import Tally
from ashore.core.kernel import Reason
from ashore.words import Speech, say, say_lines
from ashore.words.marks import N_, NP_

CUT_OFF = 10
SHOWN_ID = 6
WIDTH = 100
Paint = Callable[[str, str], str]
"""``paint(text, style)``, style ``strong``, ``faint`` or ``late``; the text as it is where there is no colour."""


def plain(text: str, _style: str) -> str:
    """No styling at all."""
    return text


def report(tally: Tally, speech: Speech, *, all_lines: bool = False, paint: Paint = plain) -> Iterator[str]:
    """The whole report, line by line. ``all_lines`` lifts the cut-off of ten lines a section."""
    yield paint(headline(tally, speech), "strong")
    yield paint(opening(tally, speech), "faint")
    for text in circumstances(tally, speech):
        yield paint(text, "faint")
    most = None if all_lines else CUT_OFF
    for section in sections(tally, speech):
        yield ""
        yield from _section(section, most, speech, paint)
    yield ""
    yield paint(speech.text(N_("Answer times")), "strong")
    yield "  " + answers_sentence(tally, speech)
    for table in tables(tally, speech, most):
        if table.rows:
            yield from _table(table, speech, paint)
    yield ""
    yield paint(speech.text(N_("Promises")), "strong")
    for text in promises_sentence(tally, speech):
        yield "  " + text
    yield from _unread(tally, most, speech, paint)


def why(reason: Reason, speech: Speech) -> Iterator[str]:
    """The tree of reasons of one line."""
    for depth, text, step in say_lines(reason, speech):
        rule = f"  [{step.rule}]" if step.rule else ""
        yield "  " * depth + clean(text) + rule


def _section(section: Section, most: int | None, speech: Speech, paint: Paint) -> Iterator[str]:
    count = f" ({section.count:,})" if section.items else ""
    yield paint(section.title + count, "strong")
    if not section.items:
        yield "  " + section.empty
    for item in section.items[:most]:
        yield from _item(item, speech, paint)
    left = len(section.items) - (most or len(section.items))
    if left > 0:
        yield "  " + paint(_more(left, speech), "faint")


def _item(item: Item, speech: Speech, paint: Paint) -> Iterator[str]:
    subject = f" · {shorten(clean(item.subject), 60)}" if item.subject else ""
    yield f"  {paint(item.id[:SHOWN_ID], 'faint')}  {clean(item.head)}{subject}"
    indent = " " * (SHOWN_ID + 4)
    for quote in item.quotes:
        yield indent + speech.quoted(shorten(clean(quote), WIDTH - len(indent)))
    facts = " · ".join(clean(fact) for fact in item.facts)
    yield indent + paint(facts, "late" if item.late else "faint")


def _table(table: Table, speech: Speech, paint: Paint) -> Iterator[str]:
    rows = [(shorten(clean(row[0]), 44), *row[1:]) for row in table.rows]
    heads = (table.title, *table.heads)
    widths = [max(map(_width, column)) for column in zip(heads, *rows, strict=True)]
    yield ""
    yield "  " + paint(_row(heads, widths), "faint")
    for row in rows:
        yield "  " + _row(row, widths)
    if table.left_out > 0:
        yield "  " + paint(_more(table.left_out, speech), "faint")


def _row(cells: tuple[str, ...], widths: list[int]) -> str:
    first, *rest = (
        cell + " " * pad if n == 0 else " " * pad + cell
        for n, cell in enumerate(cells)
        for pad in (widths[n] - _width(cell),)
    )
    return "  ".join((first, *rest)).rstrip()


def _unread(tally: Tally, most: int | None, speech: Speech, paint: Paint) -> Iterator[str]:
    if not tally.unread:
        return
    yield ""
    title = speech.text(N_("Could not be read"))
    yield paint(f"{title} ({len(tally.unread):,})", "strong")
    for each in tally.unread[:most]:
        yield f"  {clean(each.source)}: {clean(say(each.reason, speech))}"
    left = len(tally.unread) - (most or len(tally.unread))
    if left > 0:
        yield "  " + paint(_more(left, speech), "faint")


def _more(left: int, speech: Speech) -> str:
    form = NP_("… and {n} more (--all shows them)", "… and {n} more (--all shows them)", "n")
    return speech.plural(form.singular, form.plural, left).format(n=f"{left:,}")


def clean(text: str) -> str:
    """A stranger's text made harmless for a terminal: no control characters, no bidi overrides, one line."""
    return "".join(c if not unicodedata.category(c).startswith("C") else " " if c in "\n\t" else "" for c in text)


def _width(text: str) -> int:
    """Columns that a text takes."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
