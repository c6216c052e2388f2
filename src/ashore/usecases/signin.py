"""Single-use sign-in links: the secret goes to the person, the database keeps only its hash."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction

from ashore.store.models import Membership, SignInLink, User, Workspace
from ashore.usecases.rights import may

VALID_FOR = timedelta(hours=24)


@transaction.atomic
def sign_in_link(*, user: User, now: datetime, valid_for: timedelta = VALID_FOR) -> str:
    """The path of a link that signs this user in once, within ``valid_for``; put the desk's address before it."""
    secret = secrets.token_urlsafe(32)
    SignInLink.objects.filter(expires_at__lt=now).delete()
    SignInLink.objects.create(user=user, digest=_digest(secret), created_at=now, expires_at=now + valid_for)
    return f"/enter/{secret}/"


@transaction.atomic
def redeem(*, secret: str, now: datetime) -> User | None:
    """The user whom the link belongs to, once; None if it is unknown, used or too old."""
    links = SignInLink.objects.filter(digest=_digest(secret), used_at__isnull=True, expires_at__gt=now)
    if links.update(used_at=now) != 1:
        return None
    user = SignInLink.objects.select_related("user").get(digest=_digest(secret)).user
    return user if user.is_active else None


def workspace_of(*, user: User) -> Workspace | None:
    """The workspace whose work a person does (the first one they joined), None if they do none: guests and accountants
    get no letters of its day."""
    rows = Membership.objects.filter(user=user).select_related("workspace").order_by("pk")
    return next((row.workspace for row in rows if may(row.role, "work")), None)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
