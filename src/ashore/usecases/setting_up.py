"""A workspace, its agreement and its people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import Max

from ashore.audit.people import us
from ashore.core.agreement import Agreement
from ashore.core.agreement import load as load_agreement
from ashore.core.kernel import US, Finding
from ashore.store.models import AgreementText, Engagement, Membership, Message, User, Workspace
from ashore.usecases.deriving import derive_engagements
from ashore.usecases.errors import NotPossible, NotThere

LANGUAGES = ("en", "ru", "sk", "fil")


@dataclass(frozen=True, slots=True)
class UserRow:
    """A person who may sign in."""

    id: int
    email: str
    name: str
    role: str
    language: str
    last_login: datetime | None


def may_open(*, me: Sequence[str], zone: str, email: str = "") -> None:
    """Raise what `open_desk` would of these (``me.missing``, ``me.bad``, ``zone.unknown``, ``user.bad_email``); no
    database is asked."""
    if not me:
        raise NotPossible("me.missing")
    wrong = us(me)
    if isinstance(wrong, str):
        raise NotPossible("me.bad", value=wrong[:80])
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise NotPossible("zone.unknown", zone=zone[:80]) from error
    if email:
        _address(email)


@transaction.atomic
def create_workspace(
    *,
    name: str,
    me: Sequence[str],
    zone: str,
    now: datetime,
    language: str = "en",
    agreement: str = "",
    source: str = "",
) -> Workspace:
    """A workspace whose own addresses and domains are ``me``. Raises `NotPossible` (``me.missing``, ``me.bad``,
    ``zone.unknown``)."""
    may_open(me=me, zone=zone)
    ours = list(dict.fromkeys(each.strip().strip("<>").lower() for each in me))
    workspace = Workspace.objects.create(name=name[:200], me=ours, zone=zone, language=language, created_at=now)
    if agreement:
        add_agreement(workspace=workspace, text=agreement, source=source, now=now)
    return workspace


@transaction.atomic
def open_desk(
    *,
    name: str,
    me: Sequence[str],
    zone: str,
    now: datetime,
    language: str = "en",
    agreement: str = "",
    source: str = "",
    email: str = "",
) -> tuple[Workspace, User | None]:
    """A workspace with its first person, or nothing at all. ``email`` empty: nobody yet. Raises as `create_workspace`
    and `add_user`."""
    workspace = create_workspace(
        name=name, me=me, zone=zone, now=now, language=language, agreement=agreement, source=source
    )
    return workspace, add_user(workspace=workspace, email=email, language=language) if email else None


@transaction.atomic
def add_agreement(
    *, workspace: Workspace, text: str, source: str, now: datetime, user: User | None = None
) -> tuple[Finding, ...]:
    """A new version of the workspace's agreement, and all clocks by it; findings (nothing stored) where it is not
    valid."""
    read = load_agreement(text, source)
    if not isinstance(read, Agreement):
        return tuple(read)
    last = AgreementText.objects.filter(workspace=workspace, engagement=None).aggregate(n=Max("version"))["n"] or 0
    AgreementText.objects.create(
        workspace=workspace, version=last + 1, text=text, source=source[:400], created_at=now, created_by=user
    )
    derive_engagements(workspace, Engagement.objects.filter(workspace=workspace).values_list("pk", flat=True), now)
    return ()


@transaction.atomic
def add_user(
    *,
    workspace: Workspace,
    email: str,
    name: str = "",
    language: str = "en",
    zone: str = "",
    password: str | None = None,
) -> User:
    """A person who may sign in. Raises `NotPossible` (``user.bad_email``, ``user.exists``, ``language.unknown``)."""
    address = _address(email)
    if language not in LANGUAGES:
        raise NotPossible("language.unknown", language=language[:20])
    if User.objects.filter(email__iexact=address).exists():
        raise NotPossible("user.exists", email=address)
    user = User.objects.create_user(address, password, name=name[:200], language=language, zone=zone)
    role = "member" if Membership.objects.filter(workspace=workspace).exists() else "owner"
    Membership.objects.create(workspace=workspace, user=user, role=role)
    return user


def _address(email: str) -> str:
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError as error:
        raise NotPossible("user.bad_email", email=address[:80]) from error
    return address


def users(*, workspace: Workspace) -> tuple[UserRow, ...]:
    """Everybody who may sign in, by address."""
    rows = Membership.objects.filter(workspace=workspace).select_related("user").order_by("user__email")
    return tuple(
        UserRow(r.user.pk, r.user.email, r.user.name, r.role, r.user.language, r.user.last_login) for r in rows
    )


def user_by_email(*, email: str) -> User:
    """The account with this address. Raises `NotThere`."""
    found = User.objects.filter(email__iexact=email.strip()).first()
    if found is None:
        raise NotThere(f"user {email}")
    return found


def known_user(*, email: str) -> User | None:
    """Who has this address and a place at some desk; None where nobody does, or the account is closed."""
    rows = User.objects.filter(email__iexact=email.strip(), is_active=True, membership__isnull=False)
    return rows.distinct().first()


def first_user(*, workspace: Workspace) -> User | None:
    """Whoever joined first, normally the owner."""
    row = Membership.objects.filter(workspace=workspace).select_related("user").order_by("pk").first()
    return row.user if row else None


def workspaces() -> list[Workspace]:
    """All workspaces, oldest first."""
    return list(Workspace.objects.order_by("pk"))


def knows_us(*, workspace: Workspace) -> bool:
    """Whether any stored message is from one of us; where none is, our addresses are hardly right."""
    mail = Message.objects.filter(workspace=workspace)
    return mail.filter(side=US).exists() or not mail.exists()


def the_workspace(*, name: str = "") -> Workspace:
    """The workspace of that name, or the only (oldest) one. Raises `NotThere`."""
    rows = Workspace.objects.order_by("pk")
    found = (rows.filter(name=name) if name else rows).first()
    if found is None:
        raise NotThere(f"workspace {name}".strip())
    return found
