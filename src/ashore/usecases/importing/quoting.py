"""The marks by which a reply without references finds the message that it quotes, made only where one could be found.

The outcome of threading is the same as with all marks: a stored text is marked only if a message that names no earlier
one, and quotes something, stands under the same subject within the time in which it would look for it.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from ashore.core.correspondence import Message as CoreMessage
from ashore.core.correspondence.fingerprint import mark
from ashore.core.correspondence.subjects import parse_subject
from ashore.core.correspondence.threads import WINDOW
from ashore.store.models import Message
from ashore.usecases.changes import in_batches

AT_ONCE = 500


class Row(Protocol):
    """A stored message as placing has it."""

    pk: int
    core: CoreMessage


def mark_quoted(rows: Iterable[Row]) -> None:
    """Give each message that may be quoted the marks of its own text."""
    mail = sorted(rows, key=lambda row: row.core.at)
    quoting: dict[str, list[datetime]] = {}
    for row in mail:
        if row.core.quoted_text:
            for base in _bases(row.core):
                quoting.setdefault(base, []).append(row.core.at)
    if not quoting:
        return
    wanted = {
        row.pk: row for row in mail if any(_is_near(row.core.at, quoting.get(base, ())) for base in _bases(row.core))
    }
    for some in in_batches(sorted(wanted), AT_ONCE):
        for pk, text in Message.objects.filter(pk__in=some).values_list("pk", "new_text"):
            wanted[pk].core = replace(wanted[pk].core, own_text=mark(text))


def _bases(message: CoreMessage) -> set[str]:
    subject = parse_subject(message.subject)
    return {subject.base, subject.was} - {""}


def _is_near(at: datetime, moments: Sequence[datetime]) -> bool:
    """Whether one of these, in order of time, stands behind it, near enough to look for it."""
    behind = bisect_left(moments, at)
    return behind < len(moments) and moments[behind] <= at + WINDOW
