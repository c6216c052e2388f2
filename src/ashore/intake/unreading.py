"""What could not be read or understood, on its way from a child."""

import copyreg
import os
import pickle
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ashore.core.kernel import Reason
from ashore.intake.pool import Lost
from ashore.intake.taken import Unread
from ashore.mail import Piece, Source, Unreadable

UNREAD = b"u"
"""The first byte of such a result."""


def _view(content: dict[str, Any]) -> MappingProxyType[str, Any]:
    return MappingProxyType(content)


copyreg.pickle(MappingProxyType, lambda view: (_view, (dict(view),)))  # reasons without parameters hold such a view


def failed(item: Source, fault: Exception) -> bytes:
    """``unread_for`` as a result for the pipe."""
    return packed_unread(unread_for(item, fault))


def unread_for(item: Source, fault: Exception) -> Unread:
    """A message that our own code could not take: a defect of ours, told with its place so that it can be reported."""
    trace = fault.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else ""
    params = {"error": f"{type(fault).__name__}: {fault}"[:300], "place": place}
    return Unread(item.place, Reason("intake.failed", params=params), item.length)


def bury(item: Source | Unreadable, why: str) -> bytes:
    """The result for an item that killed its worker."""
    source, size = (item.place, item.length) if isinstance(item, Source) else (item.where, 0)
    return packed_unread(Unread(source, Reason(f"intake.{why}"), size))


def packed_unread(each: Unread) -> bytes:
    """What could not be read, for the pipe."""
    return UNREAD + pickle.dumps(each)


def opened_other(result: bytes | Lost) -> Unread:
    """A result that is no message."""
    if isinstance(result, Lost):
        return Unread(_name(result.unit), Reason(f"intake.lost.{result.why}", params={"after": result.after}))
    value = pickle.loads(result[1:])  # noqa: S301 - from our own worker
    if not isinstance(value, Unread):
        raise TypeError(f"a worker sent {type(value).__name__}")
    return value


def _name(unit: Piece) -> str:
    first = unit.stretches[0] if unit.stretches else None
    if first is None:
        return os.curdir
    return f"{first.path}@{first.start}" if first.start else first.path
