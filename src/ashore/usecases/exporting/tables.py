"""Every table of a workspace, whatever tables there will be: columns as they are, but for bytes, secrets and what is
only another form of the mail beside them."""

from collections.abc import Iterator

from django.apps import apps
from django.db import models

from ashore.store.models import Membership, Workspace

AT_ONCE = 500
LEFT_OUT = {
    "Workspace", "User", "Membership",  # in settings
    "RawMessage", "Copy", "PartUse", "SharedPart",  # in mail
    "Reading", "MessageLink", "Findable",  # derived from it, for machines
    "AgreementText", "HousePack",  # as files of their own
    "SignInLink", "SourceMark", "ImportRun", "Erased", "DataBundle", "InHand", "Presence",  # the installation's own
}  # fmt: skip
SECRETS = ("secret", "token", "password", "digest")
DERIVED = {"Message": ("head", "notes", "text", "new_text"), "Conversation": ("sort_at", "recency")}
NAMES = {"Person": "people", "PersonAddress": "addresses", "Tray": "not_understood", "Outbox": "outbox",
         "ReplyDraft": "drafts", "SentCopy": "sent_copies", "SavedReply": "saved_replies",
         "AuditEntry": "audit_log"}  # fmt: skip
Row = tuple[object, ...]


def tables() -> list[tuple[str, type[models.Model]]]:
    """(name of the file, model) of all tables that are exported, by name."""
    found = [m for m in apps.get_app_config("store").get_models() if m.__name__ not in LEFT_OUT]
    return sorted((name_of(m), m) for m in found if owner_of(m))


def name_of(model: type[models.Model]) -> str:
    """What its file is called."""
    return NAMES.get(model.__name__) or str(model._meta.verbose_name_plural).replace(" ", "_")


def owner_of(model: type[models.Model], depth: int = 3) -> str:
    """By which columns a row leads to its workspace, as Django writes it; empty where none does."""
    keys = [field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey)]
    if any(field.name == "workspace" for field in keys):
        return "workspace"
    for field in keys if depth else []:
        if field.related_model is not model and not field.null and (beyond := owner_of(field.related_model, depth - 1)):
            return f"{field.name}__{beyond}"
    return ""


def columns_of(model: type[models.Model]) -> list[str]:
    """The columns that are written."""
    derived = DERIVED.get(model.__name__, ())
    return [
        field.attname
        for field in model._meta.concrete_fields
        if field.column
        and field.attname != "workspace_id"
        and not isinstance(field, models.BinaryField)
        and field.name not in derived
        and not any(each in field.name for each in SECRETS)
    ]


def rows_of(workspace: Workspace, model: type[models.Model]) -> Iterator[Row]:
    """The rows of a workspace in the order of their numbers."""
    rows = model._base_manager.filter(**{owner_of(model): workspace}).order_by("pk")
    return rows.values_list(*columns_of(model)).iterator(chunk_size=AT_ONCE)


def settings_of(workspace: Workspace) -> dict[str, object]:
    """The workspace and who works in it, without what opens a door."""
    people = Membership.objects.filter(workspace=workspace).select_related("user").order_by("user__email")
    return {
        "name": workspace.name,
        "me": workspace.me,
        "zone": workspace.zone,
        "language": workspace.language,
        "created_at": workspace.created_at.isoformat(),
        "second_factor": workspace.second_factor,
        "audit_days": workspace.audit_days,
        "people": [
            {"email": row.user.email, "name": row.user.name, "role": row.role, "language": row.user.language,
             "zone": row.user.zone, "user_id": row.user_id, "client_id": row.client_id}
            for row in people
        ],
    }  # fmt: skip
