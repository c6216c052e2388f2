"""Copies of one letter that are shown apart, because they came in before Ashore knew such copies: brought together.

What a person did stands on the message that it was done with, so a message that the log, or an answer of the desk,
names stays; and so does one that stands in another conversation than its copy.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from django.db.models import TextField
from django.db.models.functions import Cast

from ashore.store import search
from ashore.store.locks import hold_workspace
from ashore.store.models import (
    AutomaticMail,
    Conversation,
    Event,
    Message,
    Obligation,
    Outbox,
    RawMessage,
    ReplyDraft,
    Silence,
    Workspace,
)
from ashore.usecases.changes import in_batches
from ashore.usecases.importing.twins import Shown, is_copy_of, note_copies, shown_under
from ashore.usecases.transactions import in_a_transaction

AT_ONCE = 100
IN_FLIGHT = 10_000
"""So far behind the newest event others may still be on their way: their numbers were given out before."""
_NAME = re.compile(r"[0-9a-f]{16,64}")


class _Pair(NamedTuple):
    first: Shown
    later: Shown


def reunite(workspace: Workspace) -> list[int]:
    """Let the first of several copies stand for all; the ids of those that do now, whose columns are to be told
    anew."""
    flagged = Message.objects.filter(workspace=workspace, conflict=True).exclude(message_id="").order_by("message_id")
    names = list(flagged.values_list("message_id", flat=True).distinct())
    found: list[int] = []
    log = _Log(workspace)
    for some in in_batches(names, AT_ONCE):
        found += in_a_transaction(partial(_bring_together, workspace, set(some), log))
    return found


class _Log:
    """What the log names, read once, and from then on only what came to it."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._named: set[str] = set()
        self._newest = 0

    def named(self) -> set[str]:
        """All names in it as of now."""
        log = Event.objects.filter(workspace=self._workspace, pk__gt=self._newest - IN_FLIGHT)
        rows = log.annotate(told=Cast("data", TextField())).values_list("pk", "anchor", "told")
        for pk, *texts in rows.iterator(chunk_size=2000):
            self._newest = max(self._newest, pk)
            self._named.update(name for text in texts for name in _NAME.findall(text))
        return self._named


def _bring_together(workspace: Workspace, names: set[str], log: _Log) -> list[int]:
    hold_workspace(workspace.pk)
    groups = shown_under(workspace, names, set())
    stand = Message.objects.filter(pk__in=[each.id for group in groups.values() for each in group])
    homes = dict(stand.values_list("pk", "conversation"))
    pairs = [pair for group in groups.values() for pair in _pairs(group, homes)]
    if pairs:
        held = _held(workspace, {pair.later.key: pair.later.id for pair in pairs}, log.named())
        pairs = [pair for pair in pairs if pair.later.id not in held]
    for pair in pairs:
        _fold(workspace, pair)
    return sorted({pair.first.id for pair in pairs})


def _pairs(group: Sequence[Shown], homes: Mapping[int, int | None]) -> Iterator[_Pair]:
    """Each copy with the first of its letter that stands in the same conversation."""
    firsts: list[Shown] = []
    for later in group:
        twin = next((each for each in firsts if homes[each.id] == homes[later.id] and is_copy_of(later, each)), None)
        if twin is None:
            firsts.append(later)
        else:
            yield _Pair(twin, later)


def _held(workspace: Workspace, keys: dict[str, int], named: set[str]) -> set[int]:
    """Those that something names: the log (``named``), or an automatic answer; and those whose words were taken
    out."""
    held = set(AutomaticMail.objects.filter(cause__in=keys.values()).values_list("cause_id", flat=True))
    redacted = RawMessage.objects.filter(pk__in=keys.values(), redacted_at__isnull=False)
    held.update(redacted.values_list("pk", flat=True))
    held.update(pk for key, pk in keys.items() if key in named)
    owed = Obligation.objects.filter(workspace=workspace, anchor__in=keys).values_list("anchor", "uid")
    held.update(keys[anchor] for anchor, uid in owed if uid in named)
    return held


def _fold(workspace: Workspace, pair: _Pair) -> None:
    """The later one is a copy from now on; what hung on its name hangs on the first one's."""
    old, new = pair.later.key, pair.first.key
    Conversation.objects.filter(workspace=workspace, key=old).update(key=new)
    Outbox.objects.filter(workspace=workspace, conversation_key=old).update(conversation_key=new)
    ReplyDraft.objects.filter(conversation__workspace=workspace, anchor=old).update(anchor=new)
    Silence.objects.filter(workspace=workspace, anchor=old).update(anchor=new)
    search.remove([pair.later.id])
    RawMessage.objects.filter(same_as=pair.later.id).update(same_as=pair.first.id)
    Message.objects.filter(pk=pair.later.id).delete()
    note_copies({pair.later.id: pair.first.id})
