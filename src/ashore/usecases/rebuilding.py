"""Everything derived, computed anew from the stored bytes and the recorded events; what was right keeps its rows
and ids.

It goes stretch by stretch, each in a transaction of its own, so that people can work meanwhile; understanding and
threading hold no lock at all. A rebuild that was broken off leaves a sound desk whose word index is not whole, which
`ashore doctor` tells; the next one completes it.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from django.db import connection, transaction
from django.db.models import Q

from ashore.intake.pool import Lost, run
from ashore.intake.worker import Craft
from ashore.mail.reading import Source
from ashore.store import search
from ashore.store.locks import hold_workspace
from ashore.store.models import Attachment, Engagement, Message, RawMessage, Reading, Tray, Workspace
from ashore.usecases.changes import in_batches
from ashore.usecases.deriving import set_aside
from ashore.usecases.importing import items, twins
from ashore.usecases.importing.items import Item, Ours, Ready
from ashore.usecases.importing.placing import place_all
from ashore.usecases.importing.reuniting import reunite
from ashore.usecases.importing.single import Form
from ashore.usecases.importing.storing import add_messages, enter
from ashore.usecases.importing.trusting import ours_of
from ashore.usecases.sharing import raw_bytes
from ashore.usecases.team.settling import settle_all
from ashore.usecases.transactions import in_a_transaction
from ashore.usecases.understanding import understand

CHUNK = 500
UNIT = 50
NOT_HEARD = '{"c":"intake.'
"""How the tray's reasons begin where a message can be read, but not understood."""

Watcher = Callable[[int, int], None]


def read_given(unit: Sequence[Any]) -> Iterator[Any]:
    """The items of a unit are the unit itself: bytes from the database, sent along."""
    yield from unit


def rebuild(*, now: datetime, processes: int = 2, watch: Watcher | None = None) -> int:
    """Understand every stored message again, thread all, derive all; the number of messages. What could not be
    understood before is tried again, and copies of a letter that are shown apart are brought together. Search finds
    what was gone through already."""
    total = RawMessage.objects.exclude(state="copy").count()
    done = 0
    with transaction.atomic():
        search.forget_all()
    for workspace in Workspace.objects.order_by("pk"):
        own = RawMessage.objects.filter(workspace=workspace).exclude(state="copy")
        ids = list(own.order_by("pk").values_list("pk", flat=True))
        for some in in_batches(ids, CHUNK):
            _again(workspace, some, processes)
            done += len(some)
            if watch:
                watch(done, total)
        read_again(workspace, reunite(workspace))
        place_all(workspace)
        in_a_transaction(partial(settle_all, workspace))
        _forget_what_was_said(workspace)
        understand(workspace=workspace, now=now, processes=processes)
    return total


def _forget_what_was_said(workspace: Workspace) -> None:
    """Every text is to be read again; from here on the next one who has time goes on."""
    with transaction.atomic():
        readings = Reading.objects.filter(workspace=workspace)
        readings.filter(message__kind="message").update(said=None)
        readings.exclude(message__kind="message").update(said={})
        Tray.objects.filter(workspace=workspace, raw__state="read", reason__startswith=NOT_HEARD).delete()
        set_aside(Engagement.objects.filter(workspace=workspace).values_list("pk", flat=True))


def _stored(row: RawMessage) -> Source:
    form: Form = "channel" if row.form == "channel" else "mail"
    return Source(raw_bytes(row), "stored", row.pk, row.size, None, row.arrived_at, form)


def _again(workspace: Workspace, ids: Sequence[int], processes: int) -> None:
    """Understand some stored messages again, each with its copies, and bring their rows to it; not what a person
    entered by hand or put away."""
    settled = Tray.objects.filter(workspace=workspace, settled__isnull=False, raw__state="tray").values("raw")
    wanted = Q(pk__in=ids) & ~Q(state="copy") | Q(same_as__in=ids, state="copy")
    rows = list(RawMessage.objects.filter(wanted).exclude(pk__in=settled).order_by("pk"))
    found = _understood_again(rows, ours_of(workspace), processes)
    in_a_transaction(partial(_bring, workspace, found))


def _bring(workspace: Workspace, found: dict[int, Item]) -> None:
    """The rows as they follow from what was read now: of messages, and of what turned out to be one, or a copy."""
    hold_workspace(workspace.pk)
    known = set(Message.objects.filter(pk__in=found).values_list("pk", flat=True))
    stored = RawMessage.objects.filter(pk__in=found, state="copy").select_related("same_as")
    copies = {row.pk: row for row in stored.defer("body", "same_as__body")}
    own = [(pk, item) for pk, item in found.items() if pk in known]
    apart = twins.told_again(own, [(copies[pk], item) for pk, item in found.items() if pk in copies])
    freed = [(pk, found[pk]) for pk in copies if pk not in apart.copies and found[pk].ready]
    RawMessage.objects.filter(pk__in=[pk for pk, _ in freed]).update(state="read", same_as=None)
    _replace(workspace, [*_made(own, apart.plainer), *_made(freed, {})])
    fresh = [(pk, item) for pk, item in found.items() if pk not in known and pk not in copies]
    late = twins.told_apart(workspace, fresh)
    enter(workspace, fresh, late)
    _retry_tray(list(found.values()))
    twins.note_copies(late.copies)


def _made(own: Sequence[tuple[int, Item]], plainer: dict[int, Ready]) -> list[tuple[int, str, Ready]]:
    return [(pk, i.original.sha256, plainer.get(pk, i.ready)) for pk, i in own if i.original and i.ready]


def _understood_again(rows: Sequence[RawMessage], we: Ours, processes: int) -> dict[int, Item]:
    """What can be read of each, under the name by which everything knows it."""
    names = {row.pk: row.sha256 for row in rows}
    sources = [(_stored(row), we) for row in rows]
    items.KNOWN = frozenset()
    craft = Craft(read_given, items.make, items.bury)
    units = list(in_batches(sources, UNIT))
    results = run(units, craft, processes=processes if len(units) > 1 else 0)
    read = [items.unpack(each) for each in results if not isinstance(each, Lost)]
    return {int(each.place.place): items.renamed(each, names[int(each.place.place)]) for each in read}


def _replace(workspace: Workspace, made: Sequence[tuple[int, str, Ready]]) -> None:
    ids = [message for message, _, _ in made]
    counts = {message: len(columns.files) for message, _, columns in made}
    extra = [
        row.pk
        for row in Attachment.objects.filter(message__in=ids).only("pk", "message_id", "position")
        if row.position >= counts[row.message_id]
    ]
    Attachment.objects.filter(pk__in=extra).delete()
    add_messages(workspace, made, replace=True)


def _retry_tray(found: Sequence[Item]) -> None:
    """What is understood now leaves the tray; what is not any more goes there with its reason."""
    read = [int(i.place.place) for i in found if i.original and i.ready and not i.reason]
    for some in in_batches(read, UNIT * 5):
        Tray.objects.filter(raw__in=some, raw__state="tray").delete()
        RawMessage.objects.filter(pk__in=some, state__in=("tray", "waiting")).update(state="read")


def read_again(workspace: Workspace, ids: Sequence[int]) -> None:
    """Understand a few stored messages again, here and now."""
    for some in in_batches(ids, CHUNK):
        _again(workspace, some, processes=0)


def derived_rows() -> dict[str, list[tuple[Any, ...]]]:
    """All derived tables as comparable rows, for checking that a rebuild changes nothing."""
    tables = ("message", "conversation", "obligation", "client", "attachment")
    found: dict[str, list[tuple[Any, ...]]] = {}
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT * FROM store_{table} ORDER BY 1")  # noqa: S608
            found[table] = cursor.fetchall()
        cursor.execute("SELECT id, client_id, title, habits, derived_at, next_at FROM store_engagement ORDER BY 1")
        found["engagement"] = cursor.fetchall()
        cursor.execute(
            "SELECT r.message_id, r.said FROM store_reading r JOIN store_message m ON m.raw_id = r.message_id"
            " JOIN store_conversation c ON c.id = m.conversation_id WHERE c.engagement_id IS NOT NULL ORDER BY 1"
        )
        found["reading"] = cursor.fetchall()
        cursor.execute("SELECT message_id, word FROM store_messagelink ORDER BY 1, 2")
        found["messagelink"] = cursor.fetchall()
        for table in ("conversationtag", "follower", "fieldvalue"):
            cursor.execute(f"SELECT * FROM store_{table} ORDER BY 1")  # noqa: S608
            found[table] = cursor.fetchall()
    return found


def stored() -> int:
    """How many contents are stored."""
    return RawMessage.objects.count()
