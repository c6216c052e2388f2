"""Habits, not debts: a changed subject (W9), somebody left out or added (W10), a promise without a day (W5)."""

from collections.abc import Iterable, Iterator

from ashore.core.correspondence.domains import organisation
from ashore.core.correspondence.subjects import subject_changed
from ashore.core.kernel import US, Finding, Reason, Value
from ashore.core.ledger.events import MessageEvent
from ashore.core.ledger.log import Log, is_real


def habits(log: Log) -> Iterator[Finding]:
    """The habits seen in an engagement, in the order of the messages."""
    watch = Watch()
    for message in log.all_messages:
        yield from watch.hear(message)


class Watch:
    """What is known of the messages so far."""

    def __init__(self) -> None:
        self._known: dict[str, MessageEvent] = {}
        self._last: dict[str, MessageEvent] = {}

    def hear(self, message: MessageEvent) -> list[Finding]:
        """The habits that the next message shows; mostly none."""
        found: list[Finding] = []
        if is_real(message):
            before = self._known.get(message.replies_to) or self._last.get(message.conversation)
            if before is not None and before.conversation == message.conversation:
                if before.subject != message.subject:
                    found += _subject(before, message)
                if message.side == US and message.replies_to == before.id:
                    found += _people(before, message)
            if message.said.pledges:
                found += _undated(message)
            self._last[message.conversation] = message
        self._known[message.id] = message
        return found


def _finding(code: str, rule: str, message: MessageEvent, params: dict[str, Value]) -> Finding:
    told: dict[str, Value] = {"message_at": message.at, "author": message.author, "side": message.side, **params}
    return Finding(code, "advice", message.id, Reason(f"ledger.habit.{code}", rule, told, (message.id,)))


def _subject(before: MessageEvent, message: MessageEvent) -> Iterable[Finding]:
    change = subject_changed(before.subject, message.subject)
    if change:
        params: dict[str, Value] = {"before": before.subject, "after": message.subject, "declared": change.declared}
        yield _finding("W9-subject-changed", "W9", message, params)


def _people(before: MessageEvent, message: MessageEvent) -> Iterable[Finding]:
    if not before.people or not message.people:
        return
    dropped, added = _theirs(before.people - message.people, message), _theirs(message.people - before.people, message)
    if dropped:
        yield _finding("W10-person-dropped", "W10", message, {"people": ", ".join(dropped), "count": len(dropped)})
    if added:
        yield _finding("W10-person-added", "W10", message, {"people": ", ".join(added), "count": len(added)})


def _theirs(people: frozenset[str], message: MessageEvent) -> list[str]:
    """Without the writer's own colleagues and shared mailboxes: who of us answers is our affair."""
    own = organisation(message.author)
    return sorted(each for each in people if each != message.author and (not own or organisation(each) != own))


def _undated(message: MessageEvent) -> Iterable[Finding]:
    for pledge in message.said.pledges:
        if pledge.due_at is None and not pledge.answer and not message.said.closing:
            yield _finding("W5-promise-without-date", "W5", message, {"quote": pledge.text})
