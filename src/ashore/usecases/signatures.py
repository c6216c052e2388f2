"""What stands under letters: of a person, or of the team, in the client's language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from ashore.store.models import Signature, User, Workspace
from ashore.usecases.errors import NotPossible
from ashore.usecases.records import text_for_database

MAX_TEXT = 2_000
MARK = "-- "


@dataclass(frozen=True, slots=True)
class SignatureRow:
    """One signature. ``team``: of all, not of one person."""

    team: bool
    language: str
    text: str


def signatures(*, workspace: Workspace, user: User) -> tuple[SignatureRow, ...]:
    """The person's own and the team's."""
    rows = [each for each in _rows(workspace) if each.user_id in (None, user.pk)]
    return tuple(SignatureRow(each.user_id is None, each.language, each.text) for each in rows)


def signature_for(*, workspace: Workspace, user: User | None, language: str) -> str:
    """Under a letter in ``language``: the person's own, else the team's; without one in that language the one in the
    house's language, else any; empty where there is none."""
    wanted = (language, workspace.language)
    rows = [each for each in _rows(workspace) if each.user_id is None or (user and each.user_id == user.pk)]

    def fits(each: Signature) -> tuple[int, bool]:
        return wanted.index(each.language) if each.language in wanted else len(wanted), each.user_id is None

    return min(rows, key=fits).text if rows else ""


@transaction.atomic
def set_signature(*, workspace: Workspace, user: User, now: datetime, team: bool, language: str, text: str) -> None:
    """Keep a signature; an empty text takes it away. Raises `NotPossible` (``signature.too_long``)."""
    words = text_for_database(text).replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(words) > MAX_TEXT:
        raise NotPossible("signature.too_long", most=MAX_TEXT)
    mine = Signature.objects.filter(workspace=workspace, user=None if team else user, language=language)
    if not words:
        mine.delete()
    elif not mine.update(text=words, changed_at=now):
        owner = None if team else user
        Signature.objects.create(workspace=workspace, user=owner, language=language, text=words, changed_at=now)


def signed(text: str, signature: str) -> str:
    """A text with a signature under it, marked so that mail programs know where it begins."""
    return f"{text.rstrip()}\n\n{MARK}\n{signature}" if signature else text


def _rows(workspace: Workspace) -> Sequence[Signature]:
    return list(Signature.objects.filter(workspace=workspace).order_by("language", "pk"))
