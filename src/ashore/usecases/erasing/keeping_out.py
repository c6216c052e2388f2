"""What is imported of people who were erased: emptied, or without them, before it is stored."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime

from ashore.mail.reading import Source
from ashore.mail.redacting import Redaction
from ashore.store.models import Erased, RawMessage, Workspace
from ashore.usecases.erasing.chats import chat_address
from ashore.usecases.erasing.contents import emptied_bytes, redacted_bytes
from ashore.usecases.erasing.tombstones import found_in, tombstones
from ashore.usecases.eventlog import read_head
from ashore.usecases.importing.items import Item, renamed, uncompressed, understood
from ashore.usecases.importing.trusting import ours_of
from ashore.usecases.sharing import forget_parts


def kept_out(workspace: Workspace, items: Sequence[Item]) -> tuple[Sequence[Item], list[str]]:
    """The items without whom was erased here, and the SHA-256 of those that were changed by it. What they write after
    they were erased comes in as it is."""
    stones = tombstones(workspace)
    if not stones:
        return items, []
    found = [_without(workspace, each, stones) for each in items]
    changed = [new.original.sha256 for old, new in zip(items, found, strict=True) if new is not old and new.original]
    return found, changed


def note_redacted(workspace: Workspace, items: Sequence[Item], changed: Sequence[str], now: datetime) -> None:
    """Store the bytes of the items that were changed in the place of those that came. The caller holds the
    transaction."""
    for each in items if changed else ():
        if each.original and each.original.sha256 in changed:
            rows = RawMessage.objects.filter(workspace=workspace, sha256=each.original.sha256)
            rows.update(body=each.original.body, size=each.original.size, redacted_at=now)
            forget_parts(workspace=workspace.pk, raws=rows.values_list("pk", flat=True))


def _without(workspace: Workspace, item: Item, stones: dict[str, Erased]) -> Item:
    if not item.ready or not item.original or not item.original.body:
        return item
    message = read_head(json.loads(item.ready.head))
    people = {each.email: each.name for each in (message.sender, *message.to, *message.cc)}
    if item.original.form == "channel" and message.chat:
        people.setdefault(chat_address(message.chat), "")
    hits = {email: stone for email in people if (stone := found_in(stones, email))}
    at = datetime.fromtimestamp(item.ready.at, UTC)
    hits = {email: stone for email, stone in hits.items() if at <= stone.erased_at}
    if not hits:
        return item
    names = tuple(people[email] for email in hits if len(people[email]) > 3 and "@" not in people[email])
    who = Redaction({email: stone.alias or email for email, stone in hits.items()}, names)
    raw = uncompressed(item.original.body, item.original.size)
    form = item.original.form
    fresh = emptied_bytes(raw, who, form) if message.sender.email in hits else None
    if fresh is None and all(stone.alias for stone in hits.values()):
        fresh = redacted_bytes(raw, who, form)
    if fresh is None:
        return item
    read = understood(Source(fresh, item.place.source, 0, len(fresh), None, at, form=form), ours_of(workspace))
    return renamed(read, item.original.sha256)._replace(place=item.place, size=item.size)
