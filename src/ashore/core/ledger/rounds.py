"""Rounds of a conversation: from the oldest unanswered client message to our answer (W1). Reply, acknowledgement and
questions are three readings of the same rounds."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ashore.core.kernel import CLIENT, US
from ashore.core.ledger.claim import obligation_id
from ashore.core.ledger.events import MessageEvent
from ashore.core.ledger.log import (
    Log,
    Release,
    gives_answer,
    is_acknowledgement,
    is_mere_courtesy,
    needs_answer,
)
from ashore.core.ledger.returning import NOBODY


@dataclass(slots=True)
class Round:
    """``asked``: the client's messages that wait, oldest first; ``acks``: our acknowledgements meanwhile.

    ``answer``: our message that ended it; ``release``: or the person who said that none is needed; both None while it
    stands. ``came_back``: words of ours meanwhile that those who asked did not get.
    """

    asked: list[MessageEvent]
    acks: list[MessageEvent] = field(default_factory=list)
    answer: MessageEvent | None = None
    release: Release | None = None
    came_back: list[MessageEvent] = field(default_factory=list)

    @property
    def anchor(self) -> MessageEvent:
        """The oldest unanswered message: the clock runs from it, and later ones do not restart it."""
        return self.asked[0]


def rounds_of(messages: Sequence[MessageEvent], log: Log) -> list[Round]:
    """The rounds of one conversation's real messages, in order; the last one may stand open."""
    done: list[Round] = []
    running: Round | None = None
    before: MessageEvent | None = None
    releases = bool(log.waivers or log.unneeded)
    for message in messages:
        if releases and running:
            running = _released(running, log, message, done)
        if message.side == CLIENT:
            running = _heard(running, message, before, log)
        elif message.side == US and running:
            running = _spoke(running, message, done, log)
        before = message
    while running:
        release = _release_of(running, log)
        if release is None:
            done.append(running)
            break
        running = _end(running, release, log, done)
    return done


def _heard(running: Round | None, message: MessageEvent, before: MessageEvent | None, log: Log) -> Round | None:
    if not needs_answer(message, log) or (running is None and gives_answer(message, before)):
        return running
    unneeded = log.unneeded.get(message.id) if log.unneeded else None
    if unneeded and unneeded.at <= message.at:
        return running
    if running is None:
        return Round([message])
    running.asked.append(message)
    return running


def _spoke(running: Round, message: MessageEvent, done: list[Round], log: Log) -> Round | None:
    """A word of ours ends the round for those who got it."""
    unreached = log.returns.unreached(message) if log.returns.of else NOBODY
    left = [each for each in running.asked if each.author in unreached] if unreached else []
    if left:
        return _partly(running, message, left, done)
    if is_acknowledgement(message) or (is_mere_courtesy(message) and _waits_for_content(running)):
        running.acks.append(message)
        return running
    running.answer = message
    done.append(running)
    return None


def _partly(running: Round, message: MessageEvent, left: list[MessageEvent], done: list[Round]) -> Round:
    """Some of those who asked did not get our answer: their messages go on waiting."""
    answered = [each for each in running.asked if each not in left]
    if answered and not is_acknowledgement(message):
        done.append(Round(answered, running.acks, message))
    elif answered:
        left = running.asked
    return Round(left, running.acks if left is running.asked else [], came_back=[*running.came_back, message])


def _waits_for_content(running: Round) -> bool:
    return any(message.said.asks or message.said.complaint for message in running.asked)


def _released(running: Round, log: Log, message: MessageEvent, done: list[Round]) -> Round | None:
    """The running round after all releases before ``message``."""
    standing: Round | None = running
    while standing:
        release = _release_of(standing, log)
        if release is None or (release.at, release.event) >= (message.at, message.id):
            break
        standing = _end(standing, release, log, done)
    return standing


def _release_of(running: Round, log: Log) -> Release | None:
    waived = log.waivers.get(obligation_id("reply", running.anchor.id)) if log.waivers else None
    found = [each for each in (waived, log.unneeded.get(running.anchor.id)) if each]
    return min(found) if found else None


def _end(running: Round, release: Release, log: Log, done: list[Round]) -> Round | None:
    """A waived reply lets go of all that waits by then; "needs no answer" of its one message only."""
    waived = log.waivers.get(obligation_id("reply", running.anchor.id)) == release
    left = [] if waived else [each for each in running.asked[1:] if not _unneeded_by(each, release, log)]
    released = [each for each in running.asked if each not in left]
    done.append(Round(released, [ack for ack in running.acks if ack.at <= release.at], None, release))
    if not left:
        return None
    return Round(left, [ack for ack in running.acks if ack.at >= left[0].at])


def _unneeded_by(message: MessageEvent, release: Release, log: Log) -> bool:
    each = log.unneeded.get(message.id)
    return each is not None and each <= release
