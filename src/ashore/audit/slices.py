"""The texts read and the clocks run client by client, on several processes: nothing long is left for one of them.

What one client's clocks need from a text, no other client's need. So a slice of a few clients is understood, judged
and written by one child, and only the result travels. A slice whose child dies or hangs, and a client too large to be
held as one result, is worked off here: its texts are then read one by one, and one that does harm is named.
"""

import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

from ashore.audit import data
from ashore.audit.engagements import Engagement, Matter, keys_of, with_texts
from ashore.audit.examine import Inquest, Talk, examine_one
from ashore.audit.tally import Sums, Tally
from ashore.core.ledger.heard import Said
from ashore.intake import Shelf, Taken, Unread, forks, hear, pack_said, run, understood, warm
from ashore.intake.worker import Craft

SLICE_MESSAGES, AHEAD = 60, 16
"""Small enough that the processes end together; so many begun that none waits while another has a large client."""
LARGE = 2_000
"""A client with more messages than this is not held as one result."""
LARGE_ARCHIVE, ROUND_MESSAGES = 40_000, 4_000


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted: JSON text of each conversation, and lines or figures only."""

    as_json: bool
    figures_only: bool


class Portion(NamedTuple):
    """What came of a slice: JSON text of its conversations, what it adds to the tally, the saids that the report
    quotes from, what could not be understood, and how many messages it had."""

    text: str
    sums: Sums | None
    said: dict[str, bytes]
    unread: tuple[Unread, ...]
    messages: int


class Slice(NamedTuple):
    """Clients from ``first`` to ``stop``, or of the conversations left aside (``aside``); ``size``: messages."""

    first: int
    stop: int
    size: int
    aside: bool = False

    @property
    def is_large(self) -> bool:
        """Too large to be one result."""
        return self.size > LARGE


def portions(inquest: Inquest, shelf: Shelf, order: Order, *, processes: int = 2) -> Iterator[Portion]:
    """The whole report in portions, in the order of the clients; what is left aside comes last."""
    slices = _slices(inquest, order)
    if not forks():
        yield from (each for part in slices for each in _here(inquest, shelf, order, part, processes))
        return
    warm()
    for several in _rounds(slices, len(inquest.archive.taken)):
        yield from _round(inquest, shelf, order, several, processes)


def _rounds(slices: Sequence[Slice], messages: int) -> Iterator[Sequence[Slice]]:
    """All slices at once, or where the archive is large those of so many messages: a child copies what it looks at,
    for looking counts references; a new child begins with nothing of its own."""
    most = ROUND_MESSAGES if messages > LARGE_ARCHIVE else messages
    several: list[Slice] = []
    for each in slices:
        if several and sum(one.size for one in several) + each.size > most:
            yield several
            several = []
        several.append(each)
    yield several


def _round(inquest: Inquest, shelf: Shelf, order: Order, slices: Sequence[Slice], processes: int) -> Iterator[Portion]:
    units = [each for each in slices if not each.is_large]
    craft = Craft(_alone, partial(_work, inquest, shelf, order), _give_up)
    results = run(units, craft, processes=min(processes, len(units)), ahead=AHEAD)
    for part in slices:
        result = None if part.is_large else next(results)
        if isinstance(result, bytes) and result:
            yield pickle.loads(result)  # noqa: S301 - from our own worker
        else:
            yield from _here(inquest, shelf, order, part, processes)


def _slices(inquest: Inquest, order: Order) -> list[Slice]:
    whole = inquest.whole
    sizes = [sum(len(each.conversation.messages) for each in client.matters) for client in whole.engagements]
    found = list(_cut(sizes, aside=False))
    if order.as_json:
        found += _cut([len(each.conversation.messages) for each in whole.others], aside=True)
    return found


def _cut(sizes: Sequence[int], *, aside: bool) -> Iterator[Slice]:
    first = size = 0
    for n, each in enumerate(sizes):
        if size and size + each > SLICE_MESSAGES:
            yield Slice(first, n, size, aside)
            first, size = n, 0
        size += each
    if sizes:
        yield Slice(first, len(sizes), size, aside)


def _alone(unit: Slice) -> Iterable[Slice]:
    return (unit,)


def _give_up(_unit: Slice, _why: str) -> bytes:
    return b""


def _work(inquest: Inquest, shelf: Shelf, order: Order, part: Slice) -> bytes:
    """A slice in a child. Nothing where it fails: the parent then finds out why."""
    try:
        return pickle.dumps(_made(inquest, shelf, order, part), pickle.HIGHEST_PROTOCOL)
    except Exception:
        return b""


def _made(inquest: Inquest, shelf: Shelf, order: Order, part: Slice) -> Portion:
    if part.aside:
        return Portion("".join(_left_aside(inquest, part)), None, {}, (), 0)
    said: dict[str, Said] = {}
    unread: list[Unread] = []
    engagements = inquest.whole.engagements[part.first : part.stop]
    for each in _texts(inquest, engagements):
        if each.shelved >= 0:
            heard = hear(shelf, each)
            said[each.message.key] = heard if isinstance(heard, Said) else Said()
            if isinstance(heard, Unread):
                unread.append(heard)
    judged = replace(inquest, whole=replace(inquest.whole, heard=said))
    text: list[str] = []
    result = _judged(judged, engagements, order, text.append)
    quoted = {} if order.figures_only else {line.obligation.anchor for line in result.unanswered}
    packed = {key: pack_said(said[key]) for key in quoted if key in said}
    return Portion("".join(text), result.sums(), packed, tuple(unread), part.size)


def _here(inquest: Inquest, shelf: Shelf, order: Order, part: Slice, processes: int) -> Iterator[Portion]:
    """A slice in this process, its texts in children, its JSON in pieces."""
    if part.aside:
        for text in _left_aside(inquest, part):
            yield Portion(text, None, {}, (), 0)
        return
    engagements = inquest.whole.engagements[part.first : part.stop]
    read: list[Taken] = []
    unread: list[Unread] = []
    for each, fault in understood(list(_texts(inquest, engagements)), shelf, processes=processes):
        read.append(each)
        if fault:
            unread.append(fault)
    judged = replace(inquest, whole=with_texts(inquest.whole, read))
    result = Tally(judged, (), figures_only=order.figures_only)
    for engagement in engagements:
        talks = examine_one(judged, engagement)
        result.add(engagement, talks)
        for text in _conversations(judged, talks) if order.as_json else ():
            yield Portion(text, None, {}, (), 0)
    packed = {} if order.figures_only else {each.message.key: each.packed for each in read}
    yield Portion("", result.sums(), packed, tuple(unread), part.size)


def _texts(inquest: Inquest, engagements: Sequence[Engagement]) -> Iterator[Taken]:
    return (inquest.whole.taken[key] for each in engagements for key in keys_of(each))


def _judged(inquest: Inquest, engagements: Sequence[Engagement], order: Order, write: Callable[[str], None]) -> Tally:
    result = Tally(inquest, (), figures_only=order.figures_only)
    for engagement in engagements:
        talks = examine_one(inquest, engagement)
        result.add(engagement, talks)
        for text in _conversations(inquest, talks) if order.as_json else ():
            write(text)
    return result


def _left_aside(inquest: Inquest, part: Slice) -> Iterator[str]:
    matters: Sequence[Matter] = inquest.whole.others[part.first : part.stop]
    return _conversations(inquest, map(Talk, matters))


def _conversations(inquest: Inquest, talks: Iterable[Talk]) -> Iterator[str]:
    """JSON of conversations, each behind a comma and a line end; in pieces, for one may be long."""
    for talk in talks:
        head = data.text(data.conversation(inquest, talk))
        yield ",\n" + head[:-1] + ', "obligations": ['
        for n, each in enumerate(talk.obligations):
            yield (", " if n else "") + data.text(data.obligation(inquest, each))
        yield "]}"
