"""What hangs on a conversation goes with the message that it was about when conversations are split or joined."""

from collections.abc import Iterable, Mapping

from django.db.models import Model, UniqueConstraint

from ashore import mail
from ashore.store.models import Conversation, Event, Message, Obligation, Outbox, ReplyDraft, Silence, Workspace

OF_AN_EVENT = "event:"
LOOKED_AFTER = (Message, Obligation, Event, Outbox, ReplyDraft, Silence)
"""Tables whose place is told here or derived; of all others a row follows the first message of its conversation."""
BETWEEN = "\n\n"


def follow(
    workspace: Workspace,
    before: Iterable[Conversation],
    homes: Mapping[str, Conversation],
    ids: Mapping[str, str],
) -> None:
    """Bring events, drafts, replies that wait and silences of the conversations that stood ``before`` to where their
    messages are. ``homes``: by the key of a message its conversation now; ``ids``: keys by Message-ID."""
    heirs = {row.pk: homes[row.key] for row in before if row.key in homes}
    _events(workspace, heirs, homes)
    _outgoing(heirs, homes, ids)
    _drafts(heirs, homes)
    for row in Silence.objects.filter(conversation__in=heirs):
        home = homes.get(row.anchor, heirs[row.conversation_id or 0])
        if home.pk != row.conversation_id:
            Silence.objects.filter(pk=row.pk).update(conversation=home)
    _others({old: home for old, home in heirs.items() if home.pk != old})


def _events(workspace: Workspace, heirs: Mapping[int, Conversation], homes: Mapping[str, Conversation]) -> None:
    """What people recorded; what is about a recorded thing, such as the summary of a call, goes with that."""
    rows = {row.pk: row for row in Event.objects.filter(workspace=workspace, conversation__in=heirs).order_by("pk")}
    found: dict[str, Conversation] = {}
    for row in rows.values():
        known = homes.get(row.anchor) or found.get(row.anchor) or heirs[row.conversation_id or 0]
        found[f"{OF_AN_EVENT}{row.pk}"] = known
        if (known.pk, known.engagement_id) != (row.conversation_id, row.engagement_id):
            Event.objects.filter(pk=row.pk).update(conversation=known, engagement=known.engagement_id)


def _outgoing(heirs: Mapping[int, Conversation], homes: Mapping[str, Conversation], ids: Mapping[str, str]) -> None:
    """Replies stay with the message that they answer."""
    for row in Outbox.objects.filter(conversation__in=heirs):
        answered = mail.parse(bytes(row.raw)).in_reply_to
        key = next((ids[each] for each in answered if each in ids), "")
        home = homes.get(key, heirs[row.conversation_id or 0])
        if (home.pk, home.key) != (row.conversation_id, row.conversation_key):
            Outbox.objects.filter(pk=row.pk).update(conversation=home, conversation_key=home.key)


def _drafts(heirs: Mapping[int, Conversation], homes: Mapping[str, Conversation]) -> None:
    """Unfinished replies; where one person has two in conversations that were joined, both texts are kept in one."""
    for row in ReplyDraft.objects.filter(conversation__in=heirs).order_by("saved_at", "pk"):
        home = homes.get(row.anchor, heirs[row.conversation_id])
        if home.pk == row.conversation_id:
            continue
        there = ReplyDraft.objects.filter(conversation=home, user=row.user_id).first()
        if there is None:
            ReplyDraft.objects.filter(pk=row.pk).update(conversation=home)
            continue
        older, newer = sorted((there, row), key=lambda each: each.saved_at)
        text = f"{newer.text}{BETWEEN}{older.text}"
        row.delete()
        ReplyDraft.objects.filter(pk=there.pk).update(text=text, saved_at=newer.saved_at, anchor=newer.anchor)


def _others(gone: Mapping[int, Conversation]) -> None:
    for relation in Conversation._meta.related_objects:
        model = relation.related_model
        if not gone or model in LOOKED_AFTER or _is_once(model, relation.field.name):
            continue
        for old, home in gone.items():
            model._default_manager.filter(**{relation.field.name: old}).update(**{relation.field.name: home})


def _is_once(model: type[Model], name: str) -> bool:
    """Whether there may be only one row for a conversation; it then stays, or goes, as the table says."""
    constraints = [each for each in model._meta.constraints if isinstance(each, UniqueConstraint)]
    once = getattr(model._meta.get_field(name), "unique", False)
    return bool(once) or any(name in _columns(each) for each in constraints)


def _columns(constraint: UniqueConstraint) -> set[str]:
    return {*constraint.fields, *(getattr(each, "name", "") for each in constraint.expressions)}
