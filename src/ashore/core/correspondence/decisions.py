"""What people decide about the place of messages, on top of what threading found.

A decision names messages by their keys, never by rows or conversations, so that it holds whatever comes in later and
in whatever order: it moves a message with all that hangs under it, now and later.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from ashore.core.correspondence.acquaintance import belongs, circle
from ashore.core.correspondence.message import Conversation, Message, Placement, Threads
from ashore.core.correspondence.ours import Us, ours
from ashore.core.kernel import Reason

Kind = Literal["split", "join", "move"]


@dataclass(frozen=True, slots=True)
class Decision:
    """One act of a person that was not taken back.

    ``split``: ``message`` and what follows from it is a conversation of its own. ``join``: the conversations of
    ``message`` and of ``target`` are one. ``move``: ``message`` and what follows from it belongs under ``target``.
    Decisions hold in the order of ``at``, then ``order``: of two that contradict each other the later one counts.
    """

    kind: Kind
    message: str
    target: str
    at: datetime
    order: int


def apply(threads: Threads, decisions: Iterable[Decision], messages: Mapping[str, Message], *, us: Us) -> Threads:
    """The threads as people arranged them; ``messages`` by key are those that were threaded.

    A pure function of the sets of messages and decisions. Decisions about messages that are not here, or that would
    hang a message under itself, change nothing. Whoever was an outsider is judged anew where a person moved mail (H39).
    Without a decision that holds, the very same threads. Linear in the conversations concerned.
    """
    parents = {each.message: each.parent for each in threads.placements}
    hung: dict[str, Decision] = {}
    concerned: set[str] = set()
    for each in sorted(decisions, key=lambda one: (one.at, one.order, one.message)):
        moved = _carry_out(each, parents, messages)
        if moved:
            hung[moved] = each
            concerned.update((each.message,) if each.kind == "split" else (each.message, each.target))
    return _arranged(threads, parents, hung, concerned, messages, ours(us)) if hung else threads


def _carry_out(decision: Decision, parents: dict[str, str], messages: Mapping[str, Message]) -> str:
    """Change the tree; the message that was hung elsewhere, empty where nothing changed."""
    message, target = decision.message, decision.target
    if message not in parents or (decision.kind != "split" and target not in parents):
        return ""
    if decision.kind == "split":
        wanted = ""
    elif decision.kind == "move":
        if message in _above(parents, target):
            return ""
        wanted = target
    else:
        roots = {_above(parents, message)[-1], _above(parents, target)[-1]}
        if len(roots) == 1:
            return ""
        wanted, message = sorted(roots, key=lambda key: (messages[key].at, key))
    if parents[message] == wanted:
        return ""
    parents[message] = wanted
    return message


def _above(parents: Mapping[str, str], key: str) -> list[str]:
    """The message and all that it hangs under, up to the root."""
    found = [key]
    while parents[found[-1]]:
        found.append(parents[found[-1]])
    return found


def _arranged(
    threads: Threads,
    parents: Mapping[str, str],
    hung: Mapping[str, Decision],
    concerned: set[str],
    messages: Mapping[str, Message],
    is_ours: Callable[[str], bool],
) -> Threads:
    """The same threads with the conversations concerned made anew of their trees."""
    placed = {each.message: each for each in threads.placements}
    old = {placed[key].conversation for key in concerned}
    trees: dict[str, list[str]] = {}
    roots: dict[str, str] = {}
    for conversation in threads.conversations:
        if conversation.key in old:
            for key in conversation.messages:
                trees.setdefault(_root(parents, key, roots), []).append(key)
    made: list[Conversation] = []
    fresh: dict[str, Placement] = {}
    for root, members in trees.items():
        members.sort(key=lambda key: (messages[key].at, key))
        made.append(Conversation(members[0], messages[members[0]].subject, tuple(members)))
        strangers = _strangers(root, members, placed, messages, is_ours)
        for key in members:
            reason = _reason(placed[key], hung.get(key), key in strangers)
            fresh[key] = Placement(key, members[0], parents[key], reason, key in strangers)
    kept = [each for each in threads.conversations if each.key not in old]
    conversations = sorted((*kept, *made), key=lambda each: (messages[each.key].at, each.key))
    placements = tuple(fresh.get(each.message, each) for each in threads.placements)
    return replace(threads, placements=placements, conversations=tuple(conversations))


def _root(parents: Mapping[str, str], key: str, known: dict[str, str]) -> str:
    """The root above a message; what was walked is remembered, so that long chains cost once."""
    path: list[str] = []
    while key not in known and parents[key]:
        path.append(key)
        key = parents[key]
    root = known.setdefault(key, key)
    known.update(dict.fromkeys(path, root))
    return root


def _strangers(
    root: str,
    members: Sequence[str],
    placed: Mapping[str, Placement],
    messages: Mapping[str, Message],
    is_ours: Callable[[str], bool],
) -> set[str]:
    """Outsiders whom nobody knows in their conversation as it is now; whoever began it is at home there."""
    flagged = [key for key in members if placed[key].outsider and key != root]
    if not flagged:
        return set()
    known = [key for key in members if key == root or not placed[key].outsider]
    there = circle(messages[key] for key in known)
    return {key for key in flagged if not belongs(messages[key], there, is_ours)}


def _reason(before: Placement, decision: Decision | None, outsider: bool) -> Reason:
    """Why it stands there now: the decision, and beneath it what threading had found."""
    found = before.reason
    if before.outsider and not outsider:
        found = found.because[0]
    if decision is None:
        return found
    sources = (before.message, decision.target) if decision.target else (before.message,)
    return Reason(
        f"correspondence.placed.by_hand.{decision.kind}",
        params={"decided_at": decision.at},
        sources=sources,
        because=(found,),
    )
