"""What makes a clock stand still, and how a due time moves for it: by working time, never by the calendar."""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import NamedTuple

from ashore.core.kernel import Reason, Side, Value
from ashore.core.ledger.events import SuspensionEvent
from ashore.core.worktime import NeverOpen, WorkClock

_NEVER = datetime.max.replace(tzinfo=UTC)


class Stop(NamedTuple):
    """``[begins, ends)``, open-ended while None. ``known_from``: what was done before then is not touched by it.

    ``code``, ``params``, ``source``: the step that tells of it, completed with what it moved.
    """

    begins: datetime
    ends: datetime | None
    code: str
    params: Mapping[str, Value]
    sources: tuple[str, ...]
    known_from: datetime | None = None


class Moved(NamedTuple):
    """A due time after its stops, one step for each that moved it, and those in which the clock stands still."""

    due: datetime
    because: tuple[Reason, ...]
    pauses: tuple[tuple[datetime, datetime | None], ...]


def moved_by(
    clock: WorkClock, due: datetime, start: datetime, stops: Iterable[Stop], until: datetime | None = None
) -> Moved:
    """``due`` moved by the working time that stood still between ``start`` and itself, each minute counted once.

    Stops that begin after ``due`` or after ``until`` (when it was done) do not count.
    """
    told: list[Reason] = []
    pauses: list[tuple[datetime, datetime | None]] = []
    counted = start
    touching = [stop for stop in stops if stop.ends is None or stop.ends > start]
    if len(touching) > 1:
        touching.sort(key=lambda each: (each.begins, each.ends or _NEVER, each.sources))
    for stop in touching:
        if stop.begins >= due:
            break
        late = until is not None and until <= max(stop.begins, stop.known_from or stop.begins)
        if late or (stop.ends is not None and stop.ends <= counted):
            continue
        begins = max(stop.begins, counted)
        ends = until if until is not None and (stop.ends is None or stop.ends > until) else stop.ends
        if ends is not None and ends <= begins:
            continue
        if until is None:
            pauses.append((begins, ends))
        if ends is None:
            continue
        after, lost = _added(clock, due, begins, ends)
        counted = ends
        if after != due:
            told.append(_step(stop, due, after, lost))
            due = after
    return Moved(due, tuple(told), tuple(pauses))


def _added(clock: WorkClock, due: datetime, begins: datetime, ends: datetime) -> tuple[datetime, int]:
    try:
        lost = clock.elapsed(begins, ends)
        if lost:
            return clock.due(due, lost), lost
    except NeverOpen:
        return due, 0
    return (max(due, ends) if begins < due < ends else due), 0


def _step(stop: Stop, before: datetime, after: datetime, lost: int) -> Reason:
    moved: dict[str, Value] = {
        "begins_at": stop.begins,
        "until_at": stop.ends,
        "from_at": before,
        "due_at": after,
        "lost_working_minutes": lost,
    }
    return Reason(stop.code, "A11", {**moved, **stop.params}, stop.sources)


def suspended(suspensions: Iterable[SuspensionEvent], side: Side) -> list[Stop]:
    """The suspensions and forces of a side as stops."""
    return [
        Stop(
            each.at,
            each.until.astimezone(UTC) if each.until else None,
            f"ledger.shift.{'suspension' if each.because == 'agreed' else 'force_majeure'}",
            {"why": each.why or None},
            (each.id,),
        )
        for each in suspensions
        if side in each.sides and (each.until is None or each.until > each.at)
    ]
