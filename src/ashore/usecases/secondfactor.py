"""The second thing, beside a password, that opens the desk: a code or a key. The library keeps them; here stands who
has one, and how they are forgotten when a person lost theirs."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from ashore.store.models import User

SECOND = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""Recovery codes alone are none: they stand in for one that is lost."""


def has_second_factor(user: User) -> bool:
    """Whether the person signs in with more than a password."""
    return bool(Authenticator.objects.filter(user_id=user.pk, type__in=SECOND).exists())


@transaction.atomic
def forget_second_factor(*, user: User) -> int:
    """Forget codes and keys of a person who lost them; how many. For whoever runs the machine."""
    return int(Authenticator.objects.filter(user_id=user.pk).delete()[0])
