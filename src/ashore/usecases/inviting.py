"""Invitations by link: for one address, once, within a week. The secret goes to the person; the database keeps its
hash."""

import hashlib
import secrets
import smtplib
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import QuerySet

from ashore.mail.smtp import NotSafe, connect, greet
from ashore.store.models import Invitation, Membership, User, Workspace
from ashore.usecases import auditlog, sending
from ashore.usecases.errors import NotPossible, NotThere
from ashore.usecases.membership import allowed, client_for

VALID_FOR = timedelta(days=7)
SECONDS = 10.0
"""So long the page waits for each answer of the mail server; the link is shown in any case."""


@dataclass(frozen=True, slots=True)
class Invited:
    """An invitation that stands. ``client``: name of the one that a guest will see; ``by``: who invited."""

    id: int
    email: str
    role: str
    client: str
    by: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Offer:
    """What whoever holds the link is offered. ``known``: whether the address has an account already."""

    desk: str
    email: str
    role: str
    client: str
    language: str
    known: bool


@transaction.atomic
def invite(*, workspace: Workspace, user: User, now: datetime, email: str, role: str, client: int | None = None) -> str:
    """The secret of a link; it is shown once. An invitation of the same address before it stands no more. Raises
    `NotPossible` (``team.not_yours``, ``team.guest_of_whom``, ``user.bad_email``, ``team.here_already``)."""
    allowed(workspace=workspace, user=user, role=role)
    bound = client_for(workspace=workspace, role=role, client=client)
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError as error:
        raise NotPossible("user.bad_email", email=address[:80]) from error
    if Membership.objects.filter(workspace=workspace, user__email__iexact=address).exists():
        raise NotPossible("team.here_already", email=address)
    _standing(now).filter(workspace=workspace, email=address).update(withdrawn_at=now)
    secret = secrets.token_urlsafe(32)
    Invitation.objects.create(
        workspace=workspace, email=address, role=role, client=bound, digest=_digest(secret), created_at=now,
        created_by=user, expires_at=now + VALID_FOR,
    )  # fmt: skip
    auditlog.note(workspace=workspace, user=user, now=now, act="invited", detail={"email": address, "role": role})
    return secret


def invitations(*, workspace: Workspace, now: datetime) -> tuple[Invited, ...]:
    """Those that can still be taken, by address."""
    rows = _standing(now).filter(workspace=workspace).select_related("client", "created_by").order_by("email")
    return tuple(
        Invited(each.pk, each.email, each.role, _client_name(each), str(each.created_by or ""), each.expires_at)
        for each in rows
    )


def withdraw(*, workspace: Workspace, user: User, now: datetime, id: int) -> None:
    """Take an invitation back. Raises `NotThere`, `NotPossible` (``team.not_yours``)."""
    row = _standing(now).filter(workspace=workspace, pk=id).first()
    if row is None:
        raise NotThere(f"invitation {id}")
    allowed(workspace=workspace, user=user, role=row.role)
    _standing(now).filter(pk=row.pk).update(withdrawn_at=now)
    auditlog.note(workspace=workspace, user=user, now=now, act="invitation_withdrawn", detail={"email": row.email})


def offer(*, secret: str, now: datetime) -> Offer | None:
    """What a link offers; None where it is unknown, taken, taken back or too old."""
    row = _of(secret, now)
    if row is None:
        return None
    known = User.objects.filter(email__iexact=row.email).exists()
    return Offer(row.workspace.name, row.email, row.role, _client_name(row), row.workspace.language, known)


@transaction.atomic
def accept(*, secret: str, now: datetime, user: User | None, name: str = "", password: str = "") -> User:
    """Take the place, once: as ``user``, who must have the address that was invited, or with a new account. Raises
    `NotThere` (the link works no more), `NotPossible` (``team.other_address``, ``team.sign_in_first``)."""
    row = _of(secret, now)
    if row is None:
        raise NotThere("invitation")
    if user is not None and user.email.lower() != row.email:
        raise NotPossible("team.other_address", email=row.email)
    if user is None and User.objects.filter(email__iexact=row.email).exists():
        raise NotPossible("team.sign_in_first", email=row.email)
    return _take(row, user or _account(row, name, password), now)


@transaction.atomic
def accept_verified(*, email: str, name: str, now: datetime) -> User | None:
    """Take the newest invitation of an address that a provider vouches for; None where none stands."""
    row = _standing(now).filter(email=email.strip().lower()).select_related("workspace").order_by("-pk").first()
    if row is None:
        return None
    user = User.objects.filter(email__iexact=row.email).first()
    return _take(row, user or _account(row, name, ""), now)


def mail(*, workspace: Workspace, user: User, now: datetime, email: str, subject: str, text: str) -> bool:
    """Send the link through the desk's own server, at once and past the outbox, where colleagues would read it;
    whether the server took it."""
    sender = sending.sender_address(workspace, user)
    route = sending.route(workspace=workspace.pk, sender=sender, now=now)
    if not route.server:
        return False
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(str(user), *sender.rsplit("@", 1))
    message["To"] = Address("", *email.rsplit("@", 1))
    message["Subject"], message["Date"] = subject, format_datetime(now)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text, cte="quoted-printable")
    try:
        smtp = connect(route.server, SECONDS)
        try:
            greet(smtp, route.server)
            smtp.send_message(message)
        finally:
            smtp.close()
    except (NotSafe, smtplib.SMTPException, OSError, ValueError):
        return False
    return True


def _client_name(row: Invitation) -> str:
    return row.client.name if row.client else ""


def _account(row: Invitation, name: str, password: str) -> User:
    return User.objects.create_user(row.email, password or None, name=name[:200], language=row.workspace.language)


def _take(row: Invitation, user: User, now: datetime) -> User:
    if _standing(now).filter(pk=row.pk).update(used_at=now) != 1:
        raise NotThere("invitation")
    Membership.objects.get_or_create(
        workspace=row.workspace, user=user, defaults={"role": row.role, "client": row.client}
    )
    auditlog.note(workspace=row.workspace, user=user, now=now, act="joined", detail={"role": row.role})
    return user


def _of(secret: str, now: datetime) -> Invitation | None:
    return _standing(now).filter(digest=_digest(secret)).select_related("workspace", "client").first()


def _standing(now: datetime) -> QuerySet[Invitation]:
    return Invitation.objects.filter(used_at=None, withdrawn_at=None, expires_at__gt=now)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
