"""What happens to the work beside mail, as rows of the log: the same members as in a log file, without id and time."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from ashore.core.kernel import Side
from ashore.core.ledger.dealings import Dealing
from ashore.core.ledger.event_types import TYPES
from ashore.core.ledger.eventdata import event_data
from ashore.core.ledger.jsonl import read_events

DEALINGS = tuple(name for name, kind in TYPES.items() if issubclass(kind, Dealing))
_OF_THE_ROW = ("type", "id", "at", "actor")


def write_dealing(kind: str, by: Side, at: datetime, members: Mapping[str, object]) -> dict[str, Any]:
    """A dealing of this kind as the data of its row: what is as it would be without saying is left out."""
    event = TYPES[kind](id="new", at=at, by=by, **members)
    return {key: value for key, value in event_data(event).items() if key not in _OF_THE_ROW}


def read_dealing(kind: str, id: str, at: datetime, actor: str, data: Mapping[str, Any]) -> Dealing:
    """The dealing that a row holds; it was checked before it was stored."""
    line = json.dumps({**data, "type": kind, "id": id, "at": at.isoformat(), "actor": actor})
    events, findings = read_events([line.encode()], id)
    if findings:
        raise ValueError(f"stored event {id} cannot be read: {findings}")
    return cast(Dealing, events[0])
