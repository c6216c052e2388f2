"""Rows in bulk: one transaction holds contents, copies, messages, words and the cursor, or none of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from ashore.store import search
from ashore.store.bulk import insert
from ashore.store.locks import hold_workspace
from ashore.store.models import Attachment, Copy, Message, RawMessage, Reading, Tray, Workspace
from ashore.store.numbers import take
from ashore.usecases.erasing.keeping_out import kept_out, note_redacted
from ashore.usecases.importing.items import Item, Original, Ready
from ashore.usecases.importing.own_copies import recognised
from ashore.usecases.importing.placing import place_changed
from ashore.usecases.importing.returning import note_returned
from ashore.usecases.importing.twins import Apart, read_anew, told_apart

IDS_AT_ONCE = 500


@dataclass(slots=True)
class Stored:
    """What a batch added. ``messages``: ids of new messages, in arrival order; ``touched``: engagements that are owed
    otherwise now, because a stored message is shown by a plainer copy."""

    messages: list[int] = field(default_factory=list)
    touched: set[int] = field(default_factory=set)
    copies: int = 0
    known: int = 0
    tray: int = 0


def store(workspace: Workspace, items: Sequence[Item], now: datetime) -> Stored:
    """Store a batch; contents that are known already only gain a copy (H33), letters that are known already by other
    bytes are kept beside what is shown. The caller holds the transaction."""
    result, here = Stored(), workspace.pk
    hold_workspace(here)
    items, redacted = kept_out(workspace, recognised(workspace, items, now))
    hashes = {item.original.sha256 for item in items if item.original}
    known = known_contents(workspace, hashes)
    numbers = iter(take(RawMessage, len(hashes - known.keys())))
    fresh: list[tuple[int, Item]] = []
    copies: list[tuple[Any, ...]] = []
    for item in items:
        if item.original is None:
            continue
        sha = item.original.sha256
        raw_id = known.get(sha)
        if raw_id is None and not item.original.body:
            continue
        if raw_id is None:
            raw_id = known[sha] = next(numbers)
            fresh.append((raw_id, item))
        else:
            result.known += 1
        copies.append((here, raw_id, _text(item.place.source), _text(item.place.place)))
    apart = told_apart(workspace, fresh)
    result.known += len(apart.copies)
    insert(RawMessage, RAW_COLUMNS, [_raw_row(here, *each, apart.copies, now) for each in fresh])
    note_redacted(workspace, items, redacted, now)
    insert(Copy, ("workspace_id", "raw_id", "source", "place"), copies, ignore=True)
    result.copies = len(copies)
    result.messages, result.touched = enter(workspace, fresh, apart)
    result.tray = _keep_in_tray(workspace, items, known, now)
    return result


def enter(workspace: Workspace, fresh: Sequence[tuple[int, Item]], apart: Apart) -> tuple[list[int], set[int]]:
    """The rows of stored contents that are messages of their own, and of messages that a plainer copy came of: (the
    ids of the new ones, the engagements of the others). The caller holds the transaction."""
    own = [(pk, item) for pk, item in fresh if item.ready and item.original and pk not in apart.copies]
    add_messages(
        workspace,
        [(pk, i.original.sha256, apart.plainer.get(pk, i.ready)) for pk, i in own if i.original and i.ready],
    )
    new = [pk for pk, _ in own]
    before = {pk: ready for pk, ready in apart.plainer.items() if pk not in set(new)}
    return new, show_plainer(workspace, before)


def show_plainer(workspace: Workspace, plainer: dict[int, Ready]) -> set[int]:
    """Give stored messages the columns of plainer copies; the engagements concerned. The caller holds the
    transaction."""
    rows = dict(Message.objects.filter(pk__in=plainer).values_list("pk", "key"))
    add_messages(workspace, [(pk, key, plainer[pk]) for pk, key in rows.items()], replace=True)
    read_anew(rows)
    placed = Message.objects.filter(pk__in=rows, conversation__isnull=False)
    return place_changed(workspace, list(placed.values_list("pk", flat=True)))


def add_messages(workspace: Workspace, understood: Sequence[tuple[int, str, Ready]], *, replace: bool = False) -> None:
    """The rows of understood messages: (id, key, columns). ``replace``: they may stand already and keep their place."""
    here = workspace.pk
    if replace:
        search.remove([message for message, _, _ in understood])
    insert(
        Message,
        MESSAGE_COLUMNS,
        [_message_row(here, *each) for each in understood],
        over=(("raw_id",), UNDERSTOOD) if replace else None,
    )
    insert(
        Reading,
        ("message_id", "workspace_id", *READ),
        [(message, here, *columns.reading) for message, _, columns in understood],
        over=(("message_id",), READ[1:]) if replace else None,
    )
    insert(
        Attachment,
        ("workspace_id", "message_id", "position", "name", "type", "size", "sha256"),
        [
            (here, message, position, *file)
            for message, _, columns in understood
            for position, file in enumerate(columns.files)
        ],
        over=(("message_id", "position"), ("name", "type", "size", "sha256")) if replace else None,
    )
    note_returned(workspace, understood)
    search.add((message, here, columns.lexemes) for message, _, columns in understood)


MESSAGE_COLUMNS = (
    "raw_id", "workspace_id", "key", "message_id", "at", "sender_name", "sender_email", "side", "kind",
    "subject", "has_html", "head", "notes", "words", "new_text", "text", "channel", "conflict",
    "outsider", "parent_key", "placement",
)  # fmt: skip


RAW_COLUMNS = ("id", "workspace_id", "sha256", "size", "arrived_at", "state", "same_as_id", "form", "body")
UNDERSTOOD = MESSAGE_COLUMNS[3:17]
READ = ("said", "written", "attachments", "parts")


def _raw_row(workspace: int, pk: int, item: Item, copies: dict[int, int], now: datetime) -> tuple[Any, ...]:
    sha, size, body, form = item.original or Original("", 0, b"")
    state = "copy" if pk in copies else "read" if item.ready else "tray"
    return (pk, workspace, sha, size, now, state, copies.get(pk), form, body)


def _message_row(workspace: int, message: int, key: str, r: Ready) -> tuple[Any, ...]:
    at = datetime.fromtimestamp(r.at, UTC)
    return (
        message, workspace, key, r.message_id, at, r.sender_name, r.sender_email, r.side, r.kind,
        r.subject, r.has_html, r.head, r.notes, r.words, r.new_text, r.text, r.channel, False, False, "",
        "{}",
    )  # fmt: skip


def known_contents(workspace: Workspace, hashes: set[str]) -> dict[str, int]:
    """The ids of contents that are stored, by SHA-256."""
    found: dict[str, int] = {}
    wanted = sorted(hashes)
    for start in range(0, len(wanted), IDS_AT_ONCE):
        some = RawMessage.objects.filter(workspace=workspace, sha256__in=wanted[start : start + IDS_AT_ONCE])
        found.update(some.values_list("sha256", "pk"))
    return found


def _keep_in_tray(workspace: Workspace, items: Sequence[Item], known: dict[str, int], now: datetime) -> int:
    rows = [
        (
            workspace.pk,
            known[item.original.sha256] if item.original else None,
            _text(item.place.source),
            _text(item.place.place),
            item.reason,
            item.size,
            now,
        )
        for item in items
        if item.reason
    ]
    insert(Tray, ("workspace_id", "raw_id", "source", "place", "reason", "size", "at"), rows, ignore=True)
    return len(rows)


def _text(value: str) -> str:
    """A path as text; bytes that are no UTF-8 are shown by their number."""
    if value.isascii() and "\x00" not in value:
        return value
    return value.encode("utf-8", "backslashreplace").decode("utf-8").replace("\x00", "\\x00")
