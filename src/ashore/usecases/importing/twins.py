"""Mail that comes in by several ways, told apart: what is a letter of its own, and what is one that is here already.

The first that came is shown and keeps its place, its name and all that people did with it; of the others the bytes are
kept. What is shown of it are the columns of the copy to which the least was added on the way, so that the order in
which they came makes no difference to what is read and owed.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from operator import itemgetter
from typing import Any, NamedTuple

from django.db.models import QuerySet

from ashore import mail
from ashore.store.models import Attachment, Message, RawMessage, Reading, Workspace
from ashore.usecases.changes import in_batches
from ashore.usecases.importing.items import Item, Ready, renamed, uncompressed
from ashore.usecases.importing.likeness import Columns, columns_of, is_same_html, is_same_letter
from ashore.usecases.sharing import raw_bytes

AT_ONCE = 500
HEADS = (
    "pk", "key", "message_id", "sender_email", "at", "kind", "subject", "new_text", "text", "head", "notes",
    "reading__written", "workspace",
)  # fmt: skip


class Apart(NamedTuple):
    """``copies``: the id of the message that each copy is shown by; ``plainer``: of messages that a plainer copy came
    of, the columns to show, under the message's own name."""

    copies: dict[int, int]
    plainer: dict[int, Ready]


@dataclass(slots=True)
class Shown:
    """A message that others may be copies of. ``html``: its pages, read where they are needed."""

    id: int
    key: str
    columns: Columns
    html: Callable[[], Sequence[str]]


def told_apart(workspace: Workspace, fresh: Sequence[tuple[int, Item]]) -> Apart:
    """Which of the items that are to be stored, each with the id of its content, are copies of messages: of stored
    ones, or of earlier items. The caller holds the workspace."""
    times = Counter(item.ready.message_id for _, item in fresh if item.ready and item.ready.message_id)
    shown = shown_under(workspace, set(times), {pk for pk, _ in fresh})
    apart = Apart({}, {})
    for pk, item in fresh:
        name = item.ready.message_id if item.ready else ""
        if (name in shown or times[name] > 1) and item.ready and (columns := columns_of(item.ready)):
            _find_home(shown.setdefault(name, []), pk, item, columns, apart)
    return apart


def _find_home(shown: list[Shown], pk: int, item: Item, columns: Columns, apart: Apart) -> None:
    html = partial(_html_of, item)
    twin = next((each for each in shown if _is_twin(columns, html, each)), None)
    if twin is not None:
        _join(twin, pk, item, columns, apart)
    elif item.original:
        shown.append(Shown(pk, item.original.sha256, columns, html))


def told_again(own: Sequence[tuple[int, Item]], copies: Sequence[tuple[RawMessage, Item]]) -> Apart:
    """The same of messages and their copies that were read again. Who was erased from one of them may have left other
    words in the other: what was a copy then stays one."""
    shown = {
        pk: Shown(pk, item.original.sha256, columns, partial(_html_of, item))
        for pk, item in own
        if item.original and item.ready and (columns := columns_of(item.ready))
    }
    apart = Apart({}, {})
    for row, item in copies:
        here = shown.get(row.same_as_id or 0)
        columns = columns_of(item.ready) if item.ready else None
        if here is None or columns is None:
            apart.copies[row.pk] = row.same_as_id or 0
            continue
        html = partial(_html_of, item)
        if row.redacted_at or (row.same_as and row.same_as.redacted_at) or _is_twin(columns, html, here):
            _join(here, row.pk, item, columns, apart)
    return apart


def _join(shown: Shown, pk: int, item: Item, columns: Columns, apart: Apart) -> None:
    """Note a copy; where less was added to it on its way, its columns are shown from now on."""
    apart.copies[pk] = shown.id
    ready = renamed(item, shown.key).ready
    if columns.rank < shown.columns.rank and ready:
        shown.columns, shown.html = columns, partial(_html_of, item)
        apart.plainer[shown.id] = ready


def note_copies(copies: dict[int, int]) -> None:
    """Mark contents that are stored as copies of what is shown. The caller holds the transaction."""
    for pk, message in copies.items():
        RawMessage.objects.filter(pk=pk).update(state="copy", same_as=message)


def read_anew(messages: Iterable[int]) -> None:
    """What these say is to be told again, for their text is another copy's. The caller holds the transaction."""
    for some in in_batches(sorted(messages), AT_ONCE):
        Reading.objects.filter(message__in=some, message__kind="message").update(said=None)


def is_copy_of(later: Shown, shown: Shown) -> bool:
    """Whether one message is another copy of the letter that is shown by the other."""
    return _is_twin(later.columns, later.html, shown)


def _is_twin(columns: Columns, html: Callable[[], Sequence[str]], shown: Shown) -> bool:
    return is_same_letter(columns, shown.columns) and is_same_html(columns, html(), shown.columns, shown.html())


def shown_under(workspace: Workspace, ids: set[str], without: set[int]) -> dict[str, list[Shown]]:
    """The messages that bear these Message-IDs, in order of arrival."""
    found: dict[str, list[Shown]] = {}
    for some in in_batches(sorted(ids), AT_ONCE):
        rows = [
            row for row in sorted(named(some), key=itemgetter(0)) if row[-1] == workspace.pk and row[0] not in without
        ]
        files = _files([row[0] for row in rows])
        for pk, key, message_id, sender, at, kind, subject, new_text, text, head, notes, written, _ in rows:
            own = tuple(files.get(pk, ()))
            columns = Columns(message_id, sender, at, written, kind, subject, new_text, text, head, notes, own)
            found.setdefault(message_id, []).append(Shown(pk, key, columns, partial(_html_stored, pk)))
    return found


def named(ids: Sequence[str]) -> "QuerySet[Message, tuple[Any, ...]]":
    """The columns of mail that bears these Message-IDs, in any workspace and order: asked for either, SQLite would read
    the whole workspace."""
    return Message.objects.filter(message_id__in=ids, channel="").exclude(message_id="").order_by().values_list(*HEADS)


def _files(messages: Sequence[int]) -> dict[int, list[tuple[str, str]]]:
    found: dict[int, list[tuple[str, str]]] = {}
    rows = Attachment.objects.filter(message__in=messages).order_by("message", "position")
    for message, name, digest in rows.values_list("message_id", "name", "sha256"):
        found.setdefault(message, []).append((name, digest))
    return found


def _html_of(item: Item) -> Sequence[str]:
    kept = item.original
    return _pages(uncompressed(kept.body, kept.size)) if kept and kept.body else ()


def _html_stored(pk: int) -> Sequence[str]:
    return _pages(raw_bytes(RawMessage.objects.get(pk=pk)))


def _pages(raw: bytes) -> Sequence[str]:
    return mail.parse(raw).html_parts
