"""Earlier messages out of the quotations of a later one, where there is nothing else to know them by."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from ashore.core.coach.values import NOBODY, Turn
from ashore.core.correspondence.newtext import Parts, unquoted
from ashore.core.kernel import Side, other

_STEP = timedelta(minutes=1)


def turns_in_quotes(parts: Parts, at: datetime, quoted: Side) -> Iterator[Turn]:
    """The messages quoted in ``parts``, deepest first: what is quoted once is of the side ``quoted``, what is quoted
    twice of the other. ``at``: when the quoting message was written; the quoted ones stand a minute before each
    other, since nobody knows better. Their senders are not known."""
    levels: dict[int, list[str]] = {}
    for segment in parts.segments:
        if segment.kind in ("quote", "forwarded") and (text := unquoted(segment.span.of(parts.text)).strip()):
            levels.setdefault(max(1, segment.depth), []).append(text)
    for depth in sorted(levels, reverse=True):
        side = quoted if depth % 2 else other(quoted)
        yield Turn(f"quoted-{depth}", at - depth * _STEP, side, NOBODY, "\n\n".join(levels[depth]))
