"""Bytes for the browser: attachments, raw messages, and foreign HTML made harmless. Always read from the raw
message."""

from ashore import mail
from ashore.channels import open_envelope
from ashore.channels.envelope import split
from ashore.mail.filenames import safe_name
from ashore.store.models import Attachment, Message, RawMessage, Workspace
from ashore.usecases.errors import NotThere
from ashore.usecases.queries.rows import Download
from ashore.usecases.sharing import raw_bytes

# Types that a browser would only ever show, never run; all else goes out as plain bytes (H64, H65).
PLAIN_TYPES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "text/plain", "application/zip"})


def attachment(*, workspace: Workspace, id: int) -> Download:
    """One attachment. Raises `NotThere`."""
    row = Attachment.objects.select_related("message__raw").filter(workspace=workspace, pk=id).first()
    if row is None:
        raise NotThere(f"attachment {id}")
    kind = row.type if row.type in PLAIN_TYPES else "application/octet-stream"
    return Download(safe_name(row.name), kind, _file(row.message.raw, row.position))


def _file(row: RawMessage, position: int) -> bytes:
    raw = raw_bytes(row)
    if row.form == "channel":
        return open_envelope(raw)[1].files[position].content
    return mail.parse(raw).attachments[position].content


def raw_message(*, workspace: Workspace, id: int) -> Download:
    """The original of a message, byte for byte. Raises `NotThere`."""
    row = RawMessage.objects.filter(workspace=workspace, pk=id).first()
    if row is None:
        raise NotThere(f"message {id}")
    if row.form == "channel":
        return Download(f"{row.sha256[:16]}.json", "application/octet-stream", split(raw_bytes(row))[1])
    return Download(f"{row.sha256[:16]}.eml", "application/octet-stream", raw_bytes(row))


def message_html(*, workspace: Workspace, id: int) -> str | None:
    """The HTML part of a message, of its copies the one to which nothing was added on the way, sanitised; None where
    it has none. Raises `NotThere`."""
    row = Message.objects.select_related("raw").filter(workspace=workspace, pk=id).first()
    if row is None:
        raise NotThere(f"message {id}")
    if row.raw.form != "mail":
        return None
    pages = [mail.parse(raw_bytes(each)).html for each in (row.raw, *row.raw.twins.order_by("pk"))]
    return min((mail.sanitise(page) for page in pages if page), key=len, default=None)
