"""Which open promises a message keeps (W4). Near, in the same conversation, one word is enough; far away it takes two.

Conservative both ways: what was done is not called broken, and talk of something else keeps nothing.
"""

from collections.abc import Iterator, Sequence

from ashore.core.ledger.events import MessageEvent
from ashore.core.ledger.heard import Pledge
from ashore.core.ledger.log import is_substantive
from ashore.core.ledger.standing import OpenPromises, Standing
from ashore.core.ledger.understanding import topics_of

NOTHING: frozenset[str] = frozenset()


def how_kept(standing: OpenPromises, message: MessageEvent) -> list[tuple[Standing, str]]:
    """The promises among ``standing`` that ``message`` keeps, each with how that is known."""
    said, side, here = message.said, message.side, message.conversation
    delivers = bool(said.reports or said.attachments)
    waiting = list(standing.eager.values())
    spoken = NOTHING
    if delivers or said.thanks:
        spoken = _spoken(message)
        touched = standing.touched(here, spoken)
        waiting = touched + [each for each in waiting if each.begins is not None and each not in touched]
    if not waiting:
        return []
    kept: list[tuple[Standing, str]] = []
    for each in waiting:
        claim = each.claim
        if claim.owed_by != side:
            if said.thanks and not said.asks and _is_thanked(each, message, spoken):
                kept.append((each, "thanked"))
        elif each.begins is not None:
            if message.at >= each.begins:
                kept.append((each, "begun"))
        elif claim.conversation != here:
            if delivers and each.topics and (how := _far(each, message, spoken)):
                kept.append((each, how))
        elif each.answers and is_substantive(message) and not _promises_again(each, message):
            kept.append((each, "answered"))
        elif delivers and (how := _near(each, message, spoken)):
            kept.append((each, how))
    return kept + list(_only_one(waiting, message, kept)) if delivers else kept


def is_again(each: Standing, message: MessageEvent, pledge: Pledge) -> bool:
    """Whether a pledge speaks of this promise once more."""
    if (each.begins is not None) != pledge.start:
        return False
    if each.claim.conversation != message.conversation:
        shared = len(each.topics & pledge.topics)
        return shared >= 2 and shared * 2 >= len(each.topics | pledge.topics)
    return _same(each.topics, pledge.topics)


def _same(one: frozenset[str], two: frozenset[str]) -> bool:
    if not one or not two:
        return one == two
    shared = len(one & two)
    return shared >= 2 or (shared == 1 and min(len(one), len(two)) <= 2)


def _spoken(message: MessageEvent) -> frozenset[str]:
    """All that a message speaks of; the first of a conversation also by its subject."""
    said = message.said
    words = said.topics.union(*said.reports) if said.reports else said.topics
    return words | topics_of(message.subject, said.language) if message.starts and message.subject else words


def _is_about(each: Standing, spoken: frozenset[str], near: bool) -> bool:
    shared = len(each.topics & spoken)
    return shared >= 2 or (near and shared == 1 and len(each.topics) <= 2)


def _is_thanked(each: Standing, message: MessageEvent, spoken: frozenset[str]) -> bool:
    """Thanks are for what the message speaks of; among many, on a list, only for the reason that they name."""
    about = (message.said.thanked or spoken) if message.listed else spoken
    return _is_about(each, about, each.claim.conversation == message.conversation)


def _is_done_below(each: Standing, message: MessageEvent) -> bool:
    """The promise is quoted, and right under it stands that it is done."""
    said = message.said
    for quoted, below in said.under_quotes:
        if each.topics and len(each.topics & quoted) * 3 >= len(each.topics) * 2:
            return any(report <= below if report else not below for report in said.reports)
    return False


def _near(each: Standing, message: MessageEvent, spoken: frozenset[str]) -> str | None:
    how = _told_near(each, message, spoken)
    return None if how and _promises_again(each, message) else how


def _told_near(each: Standing, message: MessageEvent, spoken: frozenset[str]) -> str | None:
    said = message.said
    if said.reports and said.under_quotes and _is_done_below(each, message):
        return "under_quote"
    if any(_same(each.topics, report) for report in said.reports if report):
        return "reported"
    return "attached" if said.attachments and not each.topics.isdisjoint(spoken) else None


def _far(each: Standing, message: MessageEvent, spoken: frozenset[str]) -> str | None:
    how = _told_far(each, message, spoken)
    return None if how and _promises_again(each, message) else how


def _told_far(each: Standing, message: MessageEvent, spoken: frozenset[str]) -> str | None:
    said = message.said
    for report in said.reports:
        if len(each.topics & report) >= 2:
            return "reported"
    if said.attachments and (_is_about(each, spoken, near=False) or each.topics <= spoken):
        return "attached"
    return None


def _promises_again(each: Standing, message: MessageEvent) -> bool:
    return any(is_again(each, message, pledge) for pledge in message.said.pledges)


def _only_one(
    waiting: Sequence[Standing], message: MessageEvent, kept: Sequence[tuple[Standing, str]]
) -> Iterator[tuple[Standing, str]]:
    """What came along, or a bare "done", keeps the only promise that its side has open in the conversation.

    A report that has words of its own does so only for a promise that has hardly any ("We launch in three days"). Such
    a promise is also kept with another one that was made in the same breath ("We launch on Monday. I will tell you").
    """
    here = [
        each
        for each in waiting
        if each.claim.conversation == message.conversation and each.claim.owed_by == message.side and not each.begins
    ]
    done = {id(each) for each, _ in kept}
    breath = {each.claim.anchor for each, how in kept if how in ("reported", "attached")}
    yield from (
        (e, "same_breath") for e in here if id(e) not in done and len(e.topics) <= 1 and e.claim.anchor in breath
    )
    left = [each for each in here if id(each) not in done and each.claim.anchor not in breath]
    if not left:
        return
    newest = left[-1]
    if any(how == "under_quote" for _, how in kept):
        return  # its "done" has its own promise above it
    if any(not report for report in message.said.reports):
        yield newest, "reported"
    elif len(here) == 1 and not _promises_again(newest, message):
        said = message.said
        yield from [(newest, "only_open")] if said.attachments or (said.reports and len(newest.topics) <= 1) else []
