"""A clock as markup. A list shows hundreds of them, so they are made here rather than by a template each."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from lucide.templatetags.lucide import lucide as draw

from ashore.core.kernel import CLIENT
from ashore.usecases.queries.rows import ClockRow
from ashore.web.clocks import ICONS, Clock, look, reader
from ashore.words import label

_DRAWN: dict[tuple[str, int], SafeString] = {}


def icon(name: str, size: int = 16) -> SafeString:
    """A lucide icon beside a word: never alone, so hidden from screen readers."""
    if (name, size) not in _DRAWN:
        drawn = draw(name, size=size, aria_hidden="true", focusable="false")
        _DRAWN[name, size] = mark_safe(drawn)  # noqa: S308 - drawn from the package
    return _DRAWN[name, size]


def face(clock: Clock) -> SafeString:
    """Icon, word and time of a clock; with seconds and forms for the element that ticks where it runs."""
    hue = f"{clock.look} theirs" if clock.theirs else clock.look
    return format_html('<span class="clock {}">{}{}</span>', hue, icon(clock.icon, 15), _words(clock))


def _words(clock: Clock) -> SafeString:
    if clock.seconds is None or clock.due is None:
        return format_html("<span>{}</span>", clock.text)
    return format_html(
        '<ashore-clock data-seconds="{}" data-state="{}" data-left="{}" data-late="{}" data-now="{}">'
        '<time datetime="{}" title="{}" data-text>{}</time></ashore-clock>',
        clock.seconds,
        clock.row.state,
        clock.left_text,
        clock.late_text,
        clock.now_text,
        clock.due.isoformat(),
        reader().moment(clock.due),
        clock.text,
    )


def state(name: str) -> SafeString:
    """A state by icon, word and hue."""
    return format_html(
        '<span class="clock {}">{}<span>{}</span></span>', name, icon(ICONS[name], 15), label(f"state.{name}", reader())
    )


def dot(row: ClockRow) -> SafeString:
    """One further clock, as a dot; round for ours, square for theirs."""
    return format_html('<span class="dot {}{}"></span>', look(row), " theirs" if row.owed_by == CLIENT else "")


def line(clock: Clock, url: str, why: str) -> SafeString:
    """A clock in one line of a list: its face, why it runs, and the clause that set it."""
    return format_html(
        '<li>{}<span class="soft"><a href="{}">{}</a> <span class="wide-only">{}</span></span></li>',
        face(clock),
        url,
        why,
        clock.clause,
    )
