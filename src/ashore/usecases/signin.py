"""Single-use sign-in links: the secret goes to the person, the database keeps only its hash."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction

from ashore.store.models import Membership, SignInLink, User, Workspace

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
    """The workspace that a user works in (the first one they joined), None if they belong to none."""
    row = Membership.objects.filter(user=user).select_related("workspace").order_by("pk").first()
    return row.workspace if row else None


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
