"""What could not be understood, and what people made of it."""

import json
from dataclasses import replace

from ashore.store.models import Tray, Workspace
from ashore.usecases.errors import NotThere
from ashore.usecases.queries.notes import note
from ashore.usecases.queries.rows import TrayRow
from ashore.usecases.records import read_reason

SHOWN = 200


def tray(*, workspace: Workspace, limit: int = SHOWN) -> tuple[TrayRow, ...]:
    """What nobody settled yet, newest first."""
    rows = Tray.objects.filter(workspace=workspace, settled=None).select_related("raw").defer("raw__body")
    return tuple(_tray_row(row) for row in rows.order_by("-pk")[:limit])


def put_away(*, workspace: Workspace, limit: int = SHOWN) -> tuple[TrayRow, ...]:
    """What was entered by hand or put away, newest first; ``settled`` is what `undo` takes."""
    rows = Tray.objects.filter(workspace=workspace, settled__isnull=False).order_by("-settled")[:limit]
    found = rows.select_related("raw", "settled__created_by").defer("raw__body")
    return tuple(replace(_tray_row(row), settled=note(row.settled)) for row in found if row.settled)


def in_tray(*, workspace: Workspace, id: int) -> TrayRow:
    """One thing in the tray. Raises `NotThere`."""
    row = Tray.objects.filter(workspace=workspace, pk=id).select_related("raw").defer("raw__body").first()
    if row is None:
        raise NotThere(f"tray {id}")
    return _tray_row(row)


def _tray_row(row: Tray) -> TrayRow:
    why = read_reason(json.loads(row.reason))
    kept, at_a_server = row.raw_id or 0, row.source.startswith("imap:")
    again = row.raw.state == "tray" if row.raw is not None else at_a_server
    return TrayRow(row.pk, row.source, row.place, row.reason, row.at, row.size, kept > 0, kept, why, again)
