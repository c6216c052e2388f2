"""Messages into conversations, conversations to clients: all at once at first, then only what a new message can
touch."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db import transaction
from django.db.models import Max, QuerySet, TextField
from django.db.models.functions import Cast, Substr

from ashore.core.correspondence import Message as CoreMessage
from ashore.core.correspondence import Placement, Threads, thread
from ashore.core.correspondence.ours import ours
from ashore.core.kernel import CLIENT, US
from ashore.mail.neutral import one_line
from ashore.store.bulk import insert, update
from ashore.store.locks import hold_engagements, hold_workspace
from ashore.store.models import AgreementText, Client, Conversation, Event, Message, MessageLink, Workspace
from ashore.store.numbers import take
from ashore.usecases.changes import NEVER, in_batches
from ashore.usecases.channels.belonging import clients_of_chats
from ashore.usecases.deriving import derive_engagements, set_aside
from ashore.usecases.eventlog import matters_of, read_head
from ashore.usecases.importing.deciding import Decided, arranged, decided, owner_of, passed_over
from ashore.usecases.importing.following import follow
from ashore.usecases.importing.items import unpack_words
from ashore.usecases.importing.parties import Parties, party_of
from ashore.usecases.importing.quoting import mark_quoted
from ashore.usecases.records import text_for_database, write_reason_text
from ashore.usecases.team.noticing import tell_answers
from ashore.usecases.team.settling import settle

AT_ONCE = 500
LOOKS = 3
SNIPPET = 240
PEOPLE_LOOKED_AT = 50
HEAD, PLACEMENT = Cast("head", TextField()), Cast("placement", TextField())
"""As they are stored: read here, and only where that is needed."""
SHOWN = (
    "key", "client_id", "engagement_id", "listed", "subject", "snippet", "messages_count", "first_at", "last_at",
    "last_side", "owner", "recency", "channel", "waiting_for", "next_due_at", "next_kind", "sort_at",
)  # fmt: skip


@dataclass(slots=True)
class _Row:
    """What placing needs to know of a stored message."""

    pk: int
    core: CoreMessage
    side: str
    conversation: int | None
    parent: str
    outsider: bool
    conflict: bool
    placement: str = field(repr=False)
    doubted: bool = False


def place(workspace: Workspace) -> set[int]:
    """Put unplaced messages into conversations and assign clients; the engagements that changed, which are marked to be
    derived anew. The caller holds the transaction."""
    hold_workspace(workspace.pk)
    fresh = _words(Message.objects.filter(workspace=workspace, conversation__isnull=True))
    if not fresh:
        return set()
    _link(fresh)
    total = Message.objects.filter(workspace=workspace).count()
    decisions = decided(workspace)
    wanted = None if len(fresh) * 2 > total else _closure(workspace, fresh, decisions)
    touched = _place(workspace, _load(workspace, wanted), decisions)
    tell_answers(workspace, list(fresh))
    return touched


def place_all(workspace: Workspace) -> None:
    """Thread all messages anew and bring their conversations to it; clocks are left to the caller. Nothing is locked
    while it thinks; where mail came in meanwhile it thinks again, at last with the door shut."""
    for turn in range(LOOKS):
        with transaction.atomic() if turn == LOOKS - 1 else nullcontext():
            if turn == LOOKS - 1:
                hold_workspace(workspace.pk)
            seen = _last_message(workspace)
            decisions = decided(workspace)
            rows = _load(workspace, None)
            threads = _threads(workspace, rows, decisions)
            with transaction.atomic():
                hold_workspace(workspace.pk)
                if _last_message(workspace) == seen:
                    _link_all(workspace)
                    _write(workspace, rows, threads, decisions)
                    return


def _last_message(workspace: Workspace) -> tuple[int | None, int | None]:
    """What tells whether mail or a decision came in."""
    last = Message.objects.filter(workspace=workspace).aggregate(last=Max("pk"))["last"]
    return last, Event.objects.filter(workspace=workspace).aggregate(last=Max("pk"))["last"]


def place_again(workspace: Workspace, messages: Iterable[int], now: datetime) -> None:
    """Put messages and all that hangs together with them in order anew: a person decided something. The caller holds
    the transaction."""
    hold_workspace(workspace.pk)
    decisions = decided(workspace)
    seeds: dict[int, Sequence[int]] = {}
    for some in in_batches(sorted(set(messages)), AT_ONCE):
        seeds.update(_words_of(workspace, some))
    together = _load(workspace, _closure(workspace, seeds, decisions))
    derive_engagements(workspace, _place(workspace, together, decisions), now)


def place_changed(workspace: Workspace, messages: Sequence[int]) -> set[int]:
    """Put messages whose bytes were changed, and all that hangs together with them, in order anew; the engagements that
    changed, which are marked to be derived anew. The caller holds the transaction."""
    hold_workspace(workspace.pk)
    rows = Message.objects.filter(workspace=workspace)
    talks: set[int | None] = set()
    for some in in_batches(messages, AT_ONCE):
        talks.update(rows.filter(pk__in=some).values_list("conversation", flat=True))
        MessageLink.objects.filter(message__in=some).delete()
    fresh: dict[int, Sequence[int]] = {}
    for some in in_batches(sorted(messages), AT_ONCE):
        fresh.update(_words(rows.filter(pk__in=some)))
    _link(fresh)
    for some in in_batches(sorted(each for each in talks if each), AT_ONCE):
        fresh.update(_words(rows.filter(conversation__in=some)))
    if not fresh:
        return set()
    decisions = decided(workspace)
    return _place(workspace, _load(workspace, _closure(workspace, fresh, decisions)), decisions)


def _place(workspace: Workspace, rows: dict[str, _Row], decisions: Decided) -> set[int]:
    touched = _write(workspace, rows, _threads(workspace, rows, decisions), decisions)
    set_aside(touched)
    return touched


def _threads(workspace: Workspace, rows: dict[str, _Row], decisions: Decided) -> Threads:
    _believe_confirmed(workspace, rows, decisions)
    mark_quoted(rows.values())
    messages = {key: row.core for key, row in rows.items()}
    found = thread(messages.values(), us=frozenset(workspace.me))
    found = arranged(decisions, found, messages, workspace.me)
    found = _with_doubted(rows, _with_admitted(workspace, rows, found))
    return passed_over(decisions, found, messages)


def _believe_confirmed(workspace: Workspace, rows: dict[str, _Row], decided: Decided) -> None:
    """Mail in our name that no server confirmed is ours once a person said so, each message for itself (H38)."""
    doubted = {key: row for key, row in rows.items() if row.core.doubtful}
    if not doubted:
        return
    decisions = Event.objects.filter(workspace=workspace, kind="admit", undone_by__isnull=True)
    confirmed = set(decisions.values_list("anchor", flat=True)) | decided.entered
    for key, row in doubted.items():
        row.doubted = True
        row.side = US if key in confirmed else CLIENT
        row.core = replace(row.core, doubtful=key not in confirmed)


def _with_doubted(rows: dict[str, _Row], threads: Threads) -> Threads:
    """Doubtful mail is an outsider's wherever it stands, also where it begins a conversation."""
    if not any(row.core.doubtful for row in rows.values()):
        return threads
    placements = (
        replace(each, outsider=True) if rows[each.message].core.doubtful else each for each in threads.placements
    )
    return replace(threads, placements=tuple(placements))


def _with_admitted(workspace: Workspace, rows: dict[str, _Row], threads: Threads) -> Threads:
    """Outsiders whom a person confirmed belong to their conversation, whatever else they wrote in it (H39)."""
    if not any(each.outsider for each in threads.placements):
        return threads
    home = {each.message: each.conversation for each in threads.placements}
    decisions = Event.objects.filter(workspace=workspace, kind="admit", undone_by__isnull=True)
    admitted = {(home.get(row.anchor, ""), row.data["email"]) for row in decisions}
    if not admitted:
        return threads

    def let_in(each: Placement) -> Placement:
        known = (each.conversation, rows[each.message].core.sender.email) in admitted
        return replace(each, outsider=False) if each.outsider and known else each

    return replace(threads, placements=tuple(map(let_in, threads.placements)))


def _closure(workspace: Workspace, fresh: dict[int, Sequence[int]], decisions: Decided) -> set[int]:
    """All messages that threading could look at together with these: those who share a word, or whom a person put
    together, and so on."""
    seen = _sharing(workspace, fresh)
    while decisions.places:
        named = {key for each in decisions.places for key in (each.message, each.target)}
        rows = Message.objects.filter(workspace=workspace, key__in=sorted(named - {""}))
        by_key = dict(rows.values_list("key", "pk"))
        tied = {by_key[key] for key in decisions.tied(k for k, pk in by_key.items() if pk in seen) if key in by_key}
        if tied <= seen:
            break
        seen |= _sharing(workspace, _words_of(workspace, sorted(tied - seen)))
    return seen


def _sharing(workspace: Workspace, fresh: dict[int, Sequence[int]]) -> set[int]:
    seen = set(fresh)
    known: set[int] = set()
    border = fresh
    while border:
        words = {word for each in border.values() for word in each} - known
        known |= words
        found: set[int] = set()
        for some in in_batches(sorted(words), AT_ONCE):
            found.update(MessageLink.objects.filter(word__in=some).values_list("message_id", flat=True))
        found -= seen
        seen |= found
        border = {}
        for some in in_batches(sorted(found), AT_ONCE):
            border.update(_words_of(workspace, some))
    return seen


def _words_of(workspace: Workspace, ids: Sequence[int]) -> dict[int, Sequence[int]]:
    """The closure words of the messages that are named, as far as they are of this workspace. That is not asked of the
    database: SQLite would go through the index of the workspace, all of it, rather than to the rows."""
    rows = Message.objects.filter(pk__in=ids).values_list("pk", "words", "workspace")
    return {pk: unpack_words(bytes(packed)) for pk, packed, home in rows if home == workspace.pk}


def _words(messages: QuerySet[Message]) -> dict[int, Sequence[int]]:
    """The closure words of messages."""
    return {
        pk: unpack_words(bytes(packed)) for pk, packed in messages.values_list("pk", "words").iterator(chunk_size=2000)
    }


def _link(fresh: dict[int, Sequence[int]]) -> None:
    """Let messages be found by their words; in the order of the index, which is how it grows fastest."""
    rows = sorted((word, message) for message, words in fresh.items() for word in words)
    insert(MessageLink, ("word", "message_id"), rows, ignore=True)


def _link_all(workspace: Workspace) -> None:
    MessageLink.objects.filter(message__workspace=workspace).delete()
    _link(_words(Message.objects.filter(workspace=workspace)))


def _load(workspace: Workspace, wanted: set[int] | None) -> dict[str, _Row]:
    columns = ("pk", HEAD, "side", "conversation_id", "parent_key", "outsider", "conflict", PLACEMENT)
    named = Message.objects.filter
    batches = (
        [named(workspace=workspace)]
        if wanted is None
        else [named(pk__in=some) for some in in_batches(sorted(wanted), AT_ONCE)]
    )
    found: dict[str, _Row] = {}
    for batch in batches:
        for home, pk, head, *rest in batch.values_list("workspace", *columns).iterator(chunk_size=2000):
            if home == workspace.pk:  # as in `_words_of`
                core = read_head(json.loads(head), order=pk)
                found[core.key] = _Row(pk, core, *rest)
    return found


def _write(workspace: Workspace, rows: dict[str, _Row], threads: Threads, decisions: Decided) -> set[int]:
    """Bring conversations and placements to what threading found; the engagements concerned."""
    before = _standing({row.conversation for row in rows.values() if row.conversation is not None})
    touched = {row.engagement_id for row in before.values() if row.engagement_id is not None}
    outsiders = frozenset(each.message for each in threads.placements if each.outsider)
    stands = _standing_for(before, threads)
    wanted = _conversation_rows(workspace, rows, threads, outsiders, stands, decisions)
    touched.update(row.engagement_id for row in wanted.values() if row.engagement_id is not None)
    hold_engagements(touched)
    _save(stands, wanted)
    if _is_moved(rows, threads, before, wanted):
        homes = {each.message: wanted[each.conversation] for each in threads.placements}
        ids = {row.core.message_id: key for key, row in rows.items() if row.core.message_id}
        follow(workspace, before.values(), homes, ids)
    _save_placements(rows, threads, {key: row.pk for key, row in wanted.items()})
    gone = {row.pk for row in before.values()} - {row.pk for row in wanted.values()}
    if gone:
        Conversation.objects.filter(pk__in=gone).delete()
    settle(workspace, [row.pk for row in wanted.values()])
    _list_clients({row.client_id for row in before.values()}, {row.client_id for row in wanted.values()})
    return touched


def _standing_for(before: Mapping[str, Conversation], threads: Threads) -> dict[str, Conversation]:
    """The row that stands for each conversation. One whose first message is another now, because an earlier one came in
    or was put there, keeps its row, so that links to it go on leading there."""
    keys = {each.key for each in threads.conversations}
    free = {key: row for key, row in before.items() if key not in keys}
    found = {key: row for key, row in before.items() if key in keys}
    for each in threads.conversations if free else ():
        former = [free[key] for key in each.messages if key in free]
        if former and each.key not in found:
            found[each.key] = min(former, key=lambda row: row.pk)
    return found


def _is_moved(
    rows: dict[str, _Row], threads: Threads, before: Mapping[str, Conversation], wanted: Mapping[str, Conversation]
) -> bool:
    """Whether a stored message changed its conversation, or a conversation the engagement."""
    stood = ((rows[each.message].conversation, wanted[each.conversation].pk) for each in threads.placements)
    return any(old is not None and old != new for old, new in stood) or any(
        key not in wanted or (wanted[key].pk, wanted[key].engagement_id) != (row.pk, row.engagement_id)
        for key, row in before.items()
    )


def _list_clients(before: set[int | None], after: set[int | None]) -> None:
    """A client to whom nothing belongs any more is not listed, unless an agreement binds it."""
    here = {each for each in after if each is not None}
    for some in in_batches(sorted(here), AT_ONCE):
        Client.objects.filter(pk__in=some, hidden=True).update(hidden=False)
    lost = Client.objects.filter(pk__in=[each for each in before - after if each is not None], conversations=None)
    bound = AgreementText.objects.filter(engagement__client__in=lost).values("engagement__client")
    empty = list(lost.exclude(pk__in=bound).values_list("pk", flat=True)) if before - after - {None} else []
    if empty:
        Client.objects.filter(pk__in=empty).update(hidden=True)


def _standing(ids: set[int]) -> dict[str, Conversation]:
    found: dict[str, Conversation] = {}
    for some in in_batches(sorted(ids), AT_ONCE):
        found.update({row.key: row for row in Conversation.objects.filter(pk__in=some)})
    return found


def _conversation_rows(
    workspace: Workspace,
    rows: dict[str, _Row],
    threads: Threads,
    outsiders: frozenset[str],
    before: dict[str, Conversation],
    decisions: Decided,
) -> dict[str, Conversation]:
    """One row a conversation, with all that a list shows but the clocks, which derivation adds."""
    is_ours = ours(frozenset(workspace.me))
    members = {each.key: [rows[key] for key in each.messages] for each in threads.conversations}
    matters = matters_of(workspace, [row.core for row in rows.values()], threads)
    homes = clients_of_chats(workspace, {key: mail[0].core.chat for key, mail in members.items()})
    clients = {key: homes.get(key) or matters[key].client for key in members}
    found = {
        key: party_of(clients[key], [row.core for row in mail if row.core.key not in outsiders], is_ours)
        for key, mail in members.items()
    }
    owners = {
        key: owner_of(decisions, clients[key], [row.core for row in mail], outsiders, workspace.me)
        for key, mail in members.items()
    }
    parties = Parties(workspace)
    parties.ensure(party for party in found.values() if party is not None)
    snippets = _snippets([_last(mail, outsiders).pk for mail in members.values()])
    wanted: dict[str, Conversation] = {}
    for each in threads.conversations:
        mail = members[each.key]
        client, engagement = parties.client(owners[each.key].client, owners[each.key].engagement)
        last = _last(mail, outsiders)
        row = before.get(each.key)
        clocks = row if row is not None and engagement is not None else None
        wanted[each.key] = Conversation(
            pk=row.pk if row else None,
            workspace=workspace,
            key=each.key,
            client_id=client,
            engagement_id=engagement,
            listed=matters[each.key].listed,
            subject=text_for_database(each.subject),
            snippet=snippets[last.pk],
            messages_count=len(mail),
            first_at=min(one.core.at for one in mail),
            last_at=last.core.at,
            last_side=last.side,
            owner=text_for_database(_owner(mail, is_ours, outsiders)),
            recency=-int(last.core.at.timestamp()),
            channel=last.core.channel,
            waiting_for=clocks.waiting_for if clocks else "nobody",
            next_due_at=clocks.next_due_at if clocks else None,
            next_kind=clocks.next_kind if clocks else "",
            sort_at=clocks.sort_at if clocks else NEVER,
        )
    return wanted


def _last(mail: Sequence[_Row], outsiders: frozenset[str]) -> _Row:
    """The newest message that a person wrote, else the newest."""
    written = [row for row in mail if row.core.kind == "message" and row.core.key not in outsiders]
    return max(written or mail, key=lambda row: (row.core.at, row.core.key))


def _owner(mail: Sequence[_Row], is_ours: Callable[[str], bool], outsiders: frozenset[str]) -> str:
    """The last of us who wrote here, by name or else address; where none of us did, whom of us they wrote to first."""
    written = [row for row in mail if row.core.kind == "message" and row.side == US and row.core.key not in outsiders]
    if written:
        sender = max(written, key=lambda row: (row.core.at, row.core.key)).core.sender
        return sender.name or sender.email
    to_somebody = (row for row in mail if not row.core.chat)
    for row in sorted(to_somebody, key=lambda row: (row.core.at, row.core.key)):
        for address in (*row.core.to[:PEOPLE_LOOKED_AT], *row.core.cc[:PEOPLE_LOOKED_AT]):
            if is_ours(address.email):
                return address.name or address.email
    return ""


def _snippets(messages: Sequence[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for some in in_batches(messages, AT_ONCE):
        start = Substr("new_text", 1, 2 * SNIPPET)
        for pk, text in Message.objects.filter(pk__in=some).values_list("pk", start):
            found[pk] = one_line(text, SNIPPET)
    return found


def _save(before: dict[str, Conversation], wanted: dict[str, Conversation]) -> None:
    """New rows, and the standing ones that differ."""
    new = [row for key, row in wanted.items() if key not in before]
    for number, row in zip(take(Conversation, len(new)), new, strict=True):
        row.pk = number
    columns = ("id", "workspace_id", *SHOWN)
    insert(Conversation, columns, [[getattr(row, name) for name in columns] for row in new])
    changed = [
        (*(getattr(row, name) for name in SHOWN), row.pk)
        for key, row in wanted.items()
        if key in before and any(getattr(row, name) != getattr(before[key], name) for name in SHOWN)
    ]
    update(Conversation, SHOWN, changed)


def _save_placements(rows: dict[str, _Row], threads: Threads, ids: dict[str, int]) -> None:
    """Write the placements that differ from what stands."""
    conflicts = {finding.where for finding in threads.conflicts}
    changes = []
    for placed in threads.placements:
        row = rows[placed.message]
        here = (ids[placed.conversation], placed.parent, placed.outsider, placed.message in conflicts)
        reason = write_reason_text(placed.reason)
        if here != (row.conversation, row.parent, row.outsider, row.conflict) or not _is_same(reason, row.placement):
            changes.append((*here, reason, row.pk))
    update(Message, ("conversation_id", "parent_key", "outsider", "conflict", "placement"), changes, key="raw_id")
    for side in (US, CLIENT):
        decided = [row.pk for row in rows.values() if row.doubted and row.side == side]
        for some in in_batches(decided, AT_ONCE):
            Message.objects.filter(pk__in=some).exclude(side=side).update(side=side)


def _is_same(reason: str, stored: str) -> bool:
    """Whether two texts are the same JSON; databases may write it with other spaces and in another order."""
    return reason == stored or bool(json.loads(reason) == json.loads(stored))
