"""Bytes for the browser: attachments, raw messages, and foreign HTML made harmless. Always read from the raw
message."""

import json

import zstandard

from ashore import mail
from ashore.mail.filenames import safe_name
from ashore.store.models import Attachment, Message, RawMessage, Tray, Workspace
from ashore.usecases.errors import NotThere
from ashore.usecases.queries.rows import Download, TrayRow
from ashore.usecases.records import read_reason

# Types that a browser would only ever show, never run; all else goes out as plain bytes (H64, H65).
PLAIN_TYPES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "text/plain", "application/zip"})


def attachment(*, workspace: Workspace, id: int) -> Download:
    """One attachment. Raises `NotThere`."""
    row = Attachment.objects.select_related("message__raw").filter(workspace=workspace, pk=id).first()
    if row is None:
        raise NotThere(f"attachment {id}")
    files = mail.parse(raw_bytes(row.message.raw)).attachments
    kind = row.type if row.type in PLAIN_TYPES else "application/octet-stream"
    return Download(safe_name(row.name), kind, files[row.position].content)


def raw_message(*, workspace: Workspace, id: int) -> Download:
    """The original of a message, byte for byte. Raises `NotThere`."""
    row = RawMessage.objects.filter(workspace=workspace, pk=id).first()
    if row is None:
        raise NotThere(f"message {id}")
    return Download(f"{row.sha256[:16]}.eml", "application/octet-stream", raw_bytes(row))


def message_html(*, workspace: Workspace, id: int) -> str | None:
    """The HTML part of a message, sanitised; None where it has none. Raises `NotThere`."""
    row = Message.objects.select_related("raw").filter(workspace=workspace, pk=id).first()
    if row is None:
        raise NotThere(f"message {id}")
    html = mail.parse(raw_bytes(row.raw)).html
    return mail.sanitise(html) if html else None


def raw_bytes(row: RawMessage) -> bytes:
    """The bytes as they came."""
    return zstandard.ZstdDecompressor().decompress(bytes(row.body), max_output_size=row.size)


def tray(*, workspace: Workspace, limit: int = 200) -> tuple[TrayRow, ...]:
    """What could not be understood, newest first."""
    rows = Tray.objects.filter(workspace=workspace).select_related("raw").defer("raw__body").order_by("-pk")[:limit]
    return tuple(_tray_row(row) for row in rows)


def _tray_row(row: Tray) -> TrayRow:
    why = read_reason(json.loads(row.reason))
    kept, at_a_server = row.raw_id or 0, row.source.startswith("imap:")
    again = row.raw.state == "tray" if row.raw is not None else at_a_server
    return TrayRow(row.pk, row.source, row.place, row.reason, row.at, row.size, kept > 0, kept, why, again)


def tray_count(*, workspace: Workspace) -> int:
    """How much lies in the tray."""
    return Tray.objects.filter(workspace=workspace).count()
