"""A person in whatever people recorded: every text of every table that is not made from mail, now and in future."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models

from ashore.mail.redacting import Redaction
from ashore.store.models import Workspace
from ashore.usecases.exporting.tables import owner_of

AT_ONCE = 500
STEM = 5
NOT_SWEPT = {
    "Workspace", "User", "Membership", "SignInLink", "Invitation", "AuditEntry", "MailAccount", "MailFolder",  # ours
    "RawMessage", "Copy", "Message", "Reading", "MessageLink", "Findable", "Attachment",  # of mail
    "PartUse", "SharedPart",  # of what mails share
    "Conversation", "Obligation",  # of mail too
    "Client", "Person", "PersonAddress", "Engagement", "Outbox", "Tray", "Erased",  # each in its own way
    "AgreementText",  # a contract stays as it was signed
    "SourceMark", "ImportRun", "DataBundle", "HousePack", "HouseLimit", "RequiredRule", "Effort",
    "InHand", "Schedule", "Worker", "Figure", "TaskTotal",  # of work under way
}  # fmt: skip


def mentions(workspace: Workspace, who: Redaction) -> int:
    """In how many rows they are named."""
    return sum(1 for _ in _named(workspace, who))


def sweep(workspace: Workspace, who: Redaction) -> int:
    """Take them out of these rows; in how many they were. The log, else never changed, is changed by this alone. The
    caller holds the transaction."""
    count = 0
    for row, changes in _named(workspace, who):
        type(row)._base_manager.filter(pk=row.pk).update(**changes)
        count += 1
    return count


def without(value: Any, who: Redaction) -> Any:
    """A value as JSON knows it, without them."""
    if isinstance(value, str):
        return who.text(value)
    if isinstance(value, list):
        return [without(each, who) for each in value]
    if isinstance(value, dict):
        clean = {without(key, who): without(each, who) for key, each in value.items()}
        return clean if clean == value else {key: _without_single_words(each, who) for key, each in clean.items()}
    return value


def _without_single_words(value: Any, who: Redaction) -> Any:
    """Beside a text that named them, a list of its words (topics of a call) names them too."""
    if not isinstance(value, list):
        return value
    parts = {part.casefold()[:STEM] for name in who.names for part in name.split()}
    return [each for each in value if not (isinstance(each, str) and each.casefold()[:STEM] in parts)]


def _named(workspace: Workspace, who: Redaction) -> Iterator[tuple[models.Model, dict[str, Any]]]:
    for model in apps.get_app_config("store").get_models():
        owner = owner_of(model)
        if model.__name__ in NOT_SWEPT or not owner or not any(map(_holds_words, model._meta.concrete_fields)):
            continue
        rows = model._base_manager.filter(**{owner: workspace}).order_by("pk")
        for row in rows.iterator(chunk_size=AT_ONCE):
            if changes := changes_in(row, who):
                yield row, changes


def changes_in(row: models.Model, who: Redaction) -> dict[str, Any]:
    """The columns of a row that name them, as they are without."""
    changes = {}
    for each in filter(_holds_words, row._meta.concrete_fields):
        value = getattr(row, each.attname)
        clean = without(value, who)
        if clean != value:
            length = each.max_length
            changes[each.attname] = clean[:length] if length and isinstance(clean, str) else clean
    return changes


def _holds_words(field: Any) -> bool:
    return isinstance(field, models.CharField | models.TextField | models.JSONField) and not field.choices
