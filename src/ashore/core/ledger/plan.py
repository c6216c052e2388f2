"""The work plan: stages, what each waits for, and the client's information; whose lateness moves what (A7, A11)."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from ashore.core.agreement import Agreement
from ashore.core.agreement.clauses import Information, Stage
from ashore.core.kernel import Reason, Value, other
from ashore.core.ledger.claim import obligation_id
from ashore.core.ledger.dealings import (
    Dealing,
    InformationAsked,
    InformationGiven,
    StageApproved,
    StageDelivered,
    StageRejected,
)
from ashore.core.ledger.frame import Due, Frame
from ashore.core.ledger.items import Given, wanted
from ashore.core.ledger.stops import Stop, moved_by

START, SIGNING, ASKED = "start", "signing", "asked"


@dataclass(slots=True)
class Progress:
    """A stage as it stands. ``agreed``, ``expected``: its due times; ``done``: the delivery that counts."""

    stage: Stage
    created: datetime | None
    agreed: datetime | None
    expected: datetime | None
    why: Reason
    moves: tuple[Reason, ...] = ()
    pauses: tuple[tuple[datetime, datetime | None], ...] = ()
    done: StageDelivered | None = None
    approved: StageApproved | None = None
    deliveries: list[tuple[StageDelivered, Dealing | None]] = field(default_factory=list)

    @property
    def over(self) -> datetime | None:
        """When what follows may begin: approved, where the agreement has it approved, else delivered."""
        if self.stage.approval_within is not None:
            return self.approved.at if self.approved else None
        return self.done.at if self.done else None


class Plan:
    """The stages and the information of one engagement; each is worked out once, when it is first asked for."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self._stages: dict[str, Progress] = {}
        self._items: dict[str, list[Given]] = {}
        self._open: set[tuple[str, str]] = set()
        self.paid: dict[str, datetime] = {}
        """When each payment had come in full; told by ``payments``."""

    def stages(self) -> Iterator[Progress]:
        """All stages, in the order of the agreement as it stands."""
        for stage in self.frame.last.stages:
            if (standing := self.stage(stage.id)) is not None:
                yield standing

    def items(self) -> Iterator[Given]:
        """All information that the agreement names."""
        for item in self.frame.last.information:
            yield from self.given(item.id)

    def stage(self, name: str) -> Progress | None:
        """A stage by its id; None for an unknown one, or one that waits for itself."""
        if name not in self._stages and ("stage", name) not in self._open:
            self._open.add(("stage", name))
            found = _by_id(self.frame, name)
            if found:
                self._stages[name] = self._standing(found)
        return self._stages.get(name)

    def item(self, name: str) -> Given | None:
        """An item of information by its id, as it was wanted first."""
        return next(iter(self.given(name)), None)

    def given(self, name: str) -> list[Given]:
        """An item of information, once for each time that it was wanted."""
        if name not in self._items and ("item", name) not in self._open:
            self._open.add(("item", name))
            item = next((each for each in self.frame.last.information if each.id == name), None)
            if item is not None:
                self._items[name] = list(self._wanted(item))
        return self._items.get(name, [])

    def since(self, after: str) -> tuple[datetime | None, datetime | None, Reason | None]:
        """From when something counts that comes after ``after``: as agreed, as it came (or is expected), and why; the
        second is None where nothing is known yet."""
        frame = self.frame
        if after in ("", START, SIGNING):
            at = frame.signed if after == SIGNING else frame.start
            return at, at, None
        if (stage := self.stage(after)) is not None:
            return self._after_stage(stage)
        if after in self.paid:
            return self.paid[after], self.paid[after], None
        if (item := self.item(after)) is not None:
            if item.given is None:
                return item.due, item.due, None
            params: dict[str, Value] = {"name": item.item.name, "done_at": item.given.at, "agreed_at": item.due}
            told = Reason("ledger.shift.after", "A11", params, (item.given.id,))
            return item.due, item.given.at, told
        return None, None, None

    def _after_stage(self, stage: Progress) -> tuple[datetime | None, datetime | None, Reason | None]:
        agreed = self._approved_by(stage, stage.agreed)
        over = stage.over
        if over is None:
            return agreed, self._approved_by(stage, stage.expected), None
        params: dict[str, Value] = {"name": stage.stage.name, "done_at": over, "agreed_at": agreed}
        done = stage.approved if stage.approved and stage.stage.approval_within else stage.done
        assert done is not None
        return agreed, over, Reason("ledger.shift.after", "A7", params, (done.id,))

    def _approved_by(self, stage: Progress, at: datetime | None) -> datetime | None:
        if at is None or stage.stage.approval_within is None:
            return at
        return self.frame.after(other(stage.stage.owner), at, stage.stage.approval_within, came=False)[0]

    def over(self, after: str) -> bool:
        """Whether what ``after`` names has come."""
        if after in ("", START, SIGNING):
            return (self.frame.signed if after == SIGNING else self.frame.start) is not None
        stage = self.stage(after)
        if stage is not None:
            return stage.over is not None
        item = self.item(after)
        return item.given is not None if item is not None else after in self.paid

    def _standing(self, versions: list[tuple[datetime | None, Stage, Agreement]]) -> Progress:
        _, signed, first = versions[0]
        planned, since, _ = self.since(signed.after)
        agreed, why = self._counted(signed, first, planned, came=False)
        standing = Progress(signed, since if self.over(signed.after) else None, agreed, None, why)
        if signed.due is not None:
            standing.created = self.frame.start
        _deliver(standing, self.frame)
        due = self._moved(standing, versions)
        if due is not None and standing.created is not None:
            release = self.frame.log.waivers.get(obligation_id("stage", standing.stage.id))
            ends = (standing.done.at if standing.done else None, release.at if release else None)
            done = self.frame.over_at(min((at for at in ends if at is not None), default=None))
            stops = [*self._waits(standing), *self.frame.stops(standing.stage.owner)]
            moved = moved_by(self.frame.terms.clock(standing.stage.owner), due, standing.created, stops, done)
            due, standing.pauses = moved.due, moved.pauses
            standing.moves += moved.because
        standing.expected = due
        return standing

    def _counted(self, stage: Stage, version: Agreement, start: datetime | None, *, came: bool) -> Due:
        if stage.due is not None:
            return self.frame.by(stage.owner, stage.due, stage.clause, version)
        if start is None or stage.within is None:
            return None, Reason("ledger.stage.no_day", "A7", {"after": stage.after}, (f"clause:{stage.clause}",))
        return self.frame.after(stage.owner, start, stage.within, version, came=came)

    def _moved(self, standing: Progress, versions: list[tuple[datetime | None, Stage, Agreement]]) -> datetime | None:
        """The due after what it follows came, and after amendments that came before it was done."""
        due = standing.agreed
        _, stage, version = versions[0]
        _, since, told = self.since(stage.after)
        if stage.due is None and since is not None:
            anew, _ = self._counted(stage, version, since, came=self.over(stage.after))
            if anew != due and told is not None:
                standing.moves += (_step(told, due, anew),)
            due = anew
        for valid_from, stage, version in versions[1:]:
            if valid_from is None or (standing.done is not None and standing.done.at < valid_from):
                break
            standing.stage = stage
            anew, _ = self._counted(stage, version, since, came=self.over(stage.after))
            if anew != due:
                params: dict[str, Value] = {
                    "valid_at": valid_from,
                    "from_at": due,
                    "due_at": anew,
                    "why": _why(version, valid_from) or None,
                }
                standing.moves += (Reason("ledger.shift.amendment", "A7", params, ("clause:amendments",)),)
            due = anew
        return due

    def _waits(self, standing: Progress) -> Iterator[Stop]:
        """What the other side's lateness does: information that did not come, a delivery that lay before them."""
        for name in standing.stage.needs:
            yield from (item.stop for item in self.given(name) if item.stop is not None)
        for delivered, answer in standing.deliveries:
            if isinstance(answer, StageRejected):
                params: dict[str, Value] = {"name": standing.stage.name, "why": answer.why or None}
                yield Stop(delivered.at, answer.at, "ledger.shift.rejected", params, (delivered.id, answer.id))

    def _wanted(self, item: Information) -> Iterator[Given]:
        """An item that is given on request is wanted anew by each asking after it came."""
        frame = self.frame
        came = [each for each in frame.of(InformationGiven) if each.information == item.id]
        if item.after != ASKED:
            start = self.since(item.after)[1] if self.over(item.after) else None
            yield wanted(frame, item, 0, start, next(iter(came), None))
            return
        asks = [each for each in frame.of(InformationAsked) if each.information == item.id]
        number = 0
        while asks:
            asked = asks.pop(0)
            given = next((each for each in came if each.at >= asked.at), None)
            yield wanted(frame, item, number, asked.at, given)
            asks = [each for each in asks if given is not None and each.at > given.at]
            number += 1
        if number == 0:
            yield wanted(frame, item, 0, None, next(iter(came), None))


def _by_id(frame: Frame, name: str) -> list[tuple[datetime | None, Stage, Agreement]]:
    """A stage in each version of the agreement that has it and holds by now."""
    found: list[tuple[datetime | None, Stage, Agreement]] = []
    for valid_from, version in frame.versions:
        stage = next((each for each in version.clauses.stages if each.id == name), None)
        if stage is not None and (not found or found[-1][1] != stage or found[-1][2].us != version.us):
            found.append((valid_from, stage, version))
    return found


def _why(version: Agreement, valid_from: datetime) -> str:
    return next((each.why for each in version.amendments if each.valid_from == valid_from), "")


def _step(told: Reason, before: datetime | None, after: datetime | None) -> Reason:
    return Reason(told.code, told.rule, {**told.params, "from_at": before, "due_at": after}, told.sources)


def _deliver(standing: Progress, frame: Frame) -> None:
    """What was handed over until an answer came, each time; the first of what was not sent back counts as done."""
    dealt: list[StageDelivered | StageApproved | StageRejected] = [
        *frame.of(StageDelivered), *frame.of(StageApproved), *frame.of(StageRejected)
    ]  # fmt: skip
    waiting: StageDelivered | None = None
    for each in sorted((e for e in dealt if e.stage == standing.stage.id), key=lambda e: (e.at, e.id)):
        if isinstance(each, StageDelivered):
            waiting = waiting or each
        elif waiting is not None:
            standing.deliveries.append((waiting, each))
            if isinstance(each, StageApproved):
                standing.done, standing.approved = waiting, each
                return
            waiting = None
    if waiting is not None:
        standing.deliveries.append((waiting, None))
        standing.done = waiting
