"""A clock as markup. A list shows hundreds of them, so they are made here rather than by a template each, and escaped
by the standard library, which is what Django's slower wrapping calls too."""

from datetime import datetime
from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString, mark_safe
from lucide.templatetags.lucide import lucide as draw

from ashore.core.kernel import CLIENT
from ashore.usecases.queries.rows import ClockRow
from ashore.web.clocks import ICONS, Clock, look, reader
from ashore.words import Speech, label

_DRAWN: dict[tuple[str, int], SafeString] = {}


def icon(name: str, size: int = 16) -> SafeString:
    """A lucide icon beside a word: never alone, so hidden from screen readers."""
    if (name, size) not in _DRAWN:
        drawn = draw(name, size=size, aria_hidden="true", focusable="false")
        _DRAWN[name, size] = mark_safe(drawn)  # noqa: S308 - drawn from the package
    return _DRAWN[name, size]


def face(clock: Clock) -> SafeString:
    """Icon, word and time of a clock; with seconds and forms for the element that ticks where it runs."""
    return mark_safe(_face(clock))  # noqa: S308 - escaped below


def _face(clock: Clock) -> str:
    hue = f"{clock.look} theirs" if clock.theirs else clock.look
    return f'<span class="clock {hue}">{icon(clock.icon, 15)}{_words(clock)}</span>'


def _words(clock: Clock) -> str:
    text = escape(clock.text)
    if clock.seconds is None or clock.due is None:
        return f"<span>{text}</span>"
    full = escape(moment(reader(), clock.due))
    return (
        f'<ashore-clock data-seconds="{clock.seconds}" data-state="{clock.row.state}" {_data(clock)}>'
        f'<time datetime="{clock.due.isoformat()}" title="{full}" data-text>{text}</time></ashore-clock>'
    )


def state(name: str) -> SafeString:
    """A state by icon, word and hue."""
    word = escape(label(f"state.{name}", reader()))
    return mark_safe(f'<span class="clock {escape(name)}">{icon(ICONS[name], 15)}<span>{word}</span></span>')  # noqa: S308


def _data(clock: Clock) -> str:
    left, late, now = escape(clock.left_text), escape(clock.late_text), escape(clock.now_text)
    return f'data-left="{left}" data-late="{late}" data-now="{now}"'


@lru_cache(maxsize=4096)
def moment(reader: Speech, at: datetime) -> str:
    """An instant in full; lists name the same ones again and again."""
    return reader.moment(at)


def dot(row: ClockRow) -> SafeString:
    """One further clock, as a dot; round for ours, square for theirs."""
    theirs = " theirs" if row.owed_by == CLIENT else ""
    return mark_safe(f'<span class="dot {look(row)}{theirs}"></span>')  # noqa: S308 - words of ours only


def line(clock: Clock, url: str, why: str) -> SafeString:
    """A clock in one line of a list: its face, why it runs, and the clause that set it."""
    link = f'<a href="{escape(url)}">{escape(why)}</a>'
    markup = (
        f'<li>{_face(clock)}<span class="soft">{link} <span class="wide-only">{escape(clock.clause)}</span></span></li>'
    )
    return mark_safe(markup)  # noqa: S308 - escaped above
