"""Files beside an unfinished reply: kept on the server, so that nothing has to be chosen twice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from ashore.channels import open_envelope
from ashore.mail import parse
from ashore.mail.filenames import safe_name
from ashore.store.models import Conversation, DraftFile, Outbox, User, Workspace
from ashore.usecases.composing import File, check_files
from ashore.usecases.errors import NotThere
from ashore.usecases.records import text_for_database


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file that goes out with the reply. ``picture``: it can stand in the text."""

    id: int
    name: str
    size: int
    picture: bool


@transaction.atomic
def add_files(*, workspace: Workspace, user: User, now: datetime, conversation: int, files: Sequence[File]) -> None:
    """Put files beside the person's reply, all or none. Raises `NotThere`, `NotPossible` (``reply.too_many_files``,
    ``reply.files_too_large``)."""
    if not Conversation.objects.filter(workspace=workspace, pk=conversation).exists():
        raise NotThere(f"conversation {conversation}")
    before = draft_files(user=user, conversation=conversation)
    known = {(each.name, each.size) for each in before}
    files = [each for each in files if (safe_name(each.name), len(each.content)) not in known]
    check_files(len(before) + len(files), sum(each.size for each in before) + sum(len(f.content) for f in files))
    DraftFile.objects.bulk_create(
        DraftFile(
            conversation_id=conversation,
            user=user,
            name=text_for_database(safe_name(each.name)),
            type=text_for_database(each.type)[:100],
            size=len(each.content),
            content=each.content,
            added_at=now,
        )
        for each in files
    )


@transaction.atomic
def remove_files(*, user: User, conversation: int, ids: Sequence[int]) -> None:
    """Take files away from the person's own reply."""
    DraftFile.objects.filter(user=user, conversation=conversation, pk__in=ids).delete()


def draft_files(*, user: User, conversation: int) -> tuple[FileRow, ...]:
    """The files beside this person's reply, in the order in which they came."""
    rows = DraftFile.objects.filter(user=user, conversation=conversation).order_by("pk")
    found = rows.values_list("pk", "name", "size", "type")
    return tuple(FileRow(pk, name, size, kind.startswith("image/")) for pk, name, size, kind in found)


def contents_of(*, user: User, conversation: int) -> tuple[File, ...]:
    """The files themselves."""
    rows = DraftFile.objects.filter(user=user, conversation=conversation).order_by("pk")
    return tuple(File(each.name, each.type, bytes(each.content)) for each in rows)


@transaction.atomic
def take_back_files(*, workspace: Workspace, user: User, now: datetime, outgoing: int) -> None:
    """Put the files of a message that was held back beside the person's draft again."""
    row = Outbox.objects.filter(workspace=workspace, pk=outgoing, state="withdrawn").first()
    if row is None or row.conversation_id is None or not row.files:
        return
    files = open_envelope(bytes(row.raw))[1].files if row.channel else parse(bytes(row.raw)).attachments
    found = [File(each.name, each.type, each.content) for each in files]
    if not draft_files(user=user, conversation=row.conversation_id):
        add_files(workspace=workspace, user=user, now=now, conversation=row.conversation_id, files=found)
