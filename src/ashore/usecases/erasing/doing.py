"""A person erased at their wish (GDPR, article 17), so that colleagues' records stay sound: all that is derived is made
anew from what is left, as a later rebuild would make it."""

import secrets
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from ashore.mail.redacting import GONE, Redaction
from ashore.store.locks import hold_workspace
from ashore.store.models import (
    Client,
    Engagement,
    Erased,
    Message,
    Outbox,
    Person,
    RawMessage,
    Reading,
    Tray,
    User,
    Workspace,
)
from ashore.usecases.appending import append
from ashore.usecases.changes import in_batches
from ashore.usecases.deriving import derive_engagements
from ashore.usecases.erasing.chats import names_them, settle_chats
from ashore.usecases.erasing.contents import emptied_bytes, redacted_bytes
from ashore.usecases.erasing.finding import (
    Whom,
    copies_that_name,
    letter_of,
    own_letters,
    redaction_of,
    shared_letters,
    whom_of,
    with_copies,
)
from ashore.usecases.erasing.sweeping import changes_in, sweep
from ashore.usecases.erasing.tombstones import digests
from ashore.usecases.importing.items import original
from ashore.usecases.importing.placing import place_changed
from ashore.usecases.rebuilding import read_again
from ashore.usecases.sharing import forget_parts, raw_bytes

AT_ONCE = 200


@transaction.atomic
def erase(*, workspace: Workspace, user: User | None, now: datetime, who: str, keep_shared: bool = False) -> int:
    """Erase a person; how many letters were changed. It cannot be undone.

    Their letters are emptied, their names and addresses go from everything else, but for agreements; with
    ``keep_shared`` letters of others stay as they are. What is imported later of what they wrote until ``now`` comes in
    emptied too. Raises `NotThere`, `NotPossible` (``erase.ours``, ``erase.several``).
    """
    hold_workspace(workspace.pk)
    whom = whom_of(workspace, who)
    own = own_letters(workspace, whom)
    aliases = {each: each for each in whom.emails} if keep_shared else _aliases(whom)
    changed = _empty(own, redaction_of(whom, aliases), now)
    if not keep_shared:
        changed |= _redact_shared(workspace, whom, aliases, own, now)
    everywhere = redaction_of(whom, aliases)
    if not keep_shared:
        settle_chats(workspace, aliases)
    _settle_parties(workspace, whom, everywhere)
    _settle_outbox(workspace, everywhere)
    _drop_unread(workspace, whom)
    records = sweep(workspace, everywhere)
    _bury(workspace, whom, {} if keep_shared else aliases, now)
    _derive_anew(workspace, changed, now)
    told = {"letters": len(own), "changed": len(changed) - len(own), "records": records, "kept": keep_shared}
    append(workspace, user, now, "person_erased", now, told, None, None)
    return len(changed)


def _aliases(whom: Whom) -> dict[str, str]:
    """An address by chance for each of theirs, at the same house, so that the client stays the same."""
    name = f"erased-{secrets.token_hex(6)}"
    return {each: f"{name}{number or ''}@{each.rpartition('@')[2]}" for number, each in enumerate(whom.emails)}


def _empty(own: set[int], who: Redaction, now: datetime) -> set[int]:
    for some in in_batches(sorted(own), AT_ONCE):
        for row in with_copies(some):
            _put(row, emptied_bytes(raw_bytes(row), who, row.form), now)
    return set(own)


def _redact_shared(workspace: Workspace, whom: Whom, aliases: dict[str, str], own: set[int], now: datetime) -> set[int]:
    changed = set()
    for row, fresh in shared_letters(workspace, whom, own, aliases):
        _put(row, fresh, now)
        changed.add(letter_of(row))
    for row, fresh in copies_that_name(workspace, whom, redaction_of(whom, aliases)):
        _put(row, fresh, now)
        changed.add(letter_of(row))
    return changed


def _put(row: RawMessage, raw: bytes, now: datetime) -> None:
    """Other bytes in the place of those that came, under the same name."""
    row.body, row.size, row.redacted_at = original(raw).body, len(raw), now
    row.save(update_fields=["body", "size", "redacted_at"])
    forget_parts(workspace=row.workspace_id, raws=[row.pk])


def _settle_parties(workspace: Workspace, whom: Whom, who: Redaction) -> None:
    """The person goes; a client that was that person alone, or bears the name, is called by no name."""
    if whom.person is not None:
        Person.objects.filter(pk=whom.person.pk).delete()
    for row in Client.objects.filter(workspace=workspace):
        key, name = who.text(row.key), GONE if row.name in (*whom.names, *whom.emails) else who.text(row.name)
        if (key, name) != (row.key, row.name):
            Engagement.objects.filter(client=row, title=row.name).update(title=name)
            row.key, row.name = key, name
            row.save(update_fields=["key", "name"])


def _settle_outbox(workspace: Workspace, who: Redaction) -> None:
    """Replies keep their place; one that still waited for them is not sent any more."""
    for row in Outbox.objects.filter(workspace=workspace).order_by("pk"):
        changes = changes_in(row, who)
        fresh = redacted_bytes(bytes(row.raw), who, "channel" if row.channel else "mail")
        if fresh is not None:
            changes["raw"] = fresh
        if row.state in ("planned", "failed") and "recipients" in changes:
            changes |= {"state": "withdrawn", "not_before": None}
        if changes:
            Outbox.objects.filter(pk=row.pk).update(**changes)


def _drop_unread(workspace: Workspace, whom: Whom) -> None:
    """What nobody could understand and holds an address of theirs goes as a whole."""
    names = [each.encode() for each in whom.emails]
    unread = RawMessage.objects.filter(workspace=workspace, message__isnull=True).exclude(state="copy")
    for row in unread.iterator(chunk_size=20):
        raw = raw_bytes(row).lower()
        if any(each in raw for each in names) or (row.form == "channel" and names_them(row, whom.emails)):
            Tray.objects.filter(raw=row).delete()
            row.delete()


def _bury(workspace: Workspace, whom: Whom, aliases: dict[str, str], now: datetime) -> None:
    for email in whom.emails:
        Erased.objects.update_or_create(
            workspace=workspace,
            digest=digests(email)[0],
            defaults={"alias": aliases.get(email, ""), "erased_at": now},
        )


def _derive_anew(workspace: Workspace, changed: Iterable[int], now: datetime) -> None:
    ids = sorted(changed)
    read_again(workspace, ids)
    for some in in_batches(ids, AT_ONCE):
        Reading.objects.filter(message__in=some, message__kind="message").update(said=None)
    engagements = place_changed(workspace, ids)
    for some in in_batches(ids, AT_ONCE):
        rows = Message.objects.filter(pk__in=some, conversation__engagement__isnull=False)
        engagements |= {each or 0 for each in rows.values_list("conversation__engagement", flat=True)}
    derive_engagements(workspace, engagements, now)
