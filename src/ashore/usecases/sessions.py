"""The places where a person is signed in. The library keeps them as they sign in; a session that is over is told no
more."""

from dataclasses import dataclass
from datetime import datetime

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from ashore.store.models import User
from ashore.usecases import auditlog
from ashore.usecases.errors import NotThere


@dataclass(frozen=True, slots=True)
class SessionRow:
    """``browser``: as it names itself; ``seen_at``: when it was signed in or last seen."""

    id: int
    browser: str
    ip: str
    begun_at: datetime
    seen_at: datetime
    here: bool


def sessions(*, user: User, current: str) -> tuple[SessionRow, ...]:
    """Where they are signed in, this place first, then the latest. ``current``: key of this session."""
    rows = UserSession.objects.filter(user_id=user.pk).order_by("-last_seen_at")
    alive = set(Session.objects.filter(session_key__in=[row.session_key for row in rows]).values_list("pk", flat=True))
    found = (
        SessionRow(row.pk, row.user_agent, row.ip, row.created_at, row.last_seen_at, row.session_key == current)
        for row in rows
        if row.session_key in alive
    )
    return tuple(sorted(found, key=lambda row: not row.here))


def end(*, user: User, now: datetime, id: int) -> None:
    """Sign them out there. Raises `NotThere`, for a session of somebody else too."""
    row = UserSession.objects.filter(user_id=user.pk, pk=id).first()
    if row is None:
        raise NotThere(f"session {id}")
    _end([row])
    auditlog.note_everywhere(user=user, now=now, act="sessions_ended", detail={"n": 1})


def end_others(*, user: User, now: datetime, current: str) -> int:
    """Sign them out everywhere else; in how many places that was."""
    rows = list(UserSession.objects.filter(user_id=user.pk).exclude(session_key=current))
    _end(rows)
    auditlog.note_everywhere(user=user, now=now, act="sessions_ended", detail={"n": len(rows)})
    return len(rows)


def _end(rows: list[UserSession]) -> None:
    Session.objects.filter(pk__in=[row.session_key for row in rows]).delete()
    UserSession.objects.filter(pk__in=[row.pk for row in rows]).delete()
