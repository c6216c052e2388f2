"""Who may open an account, and by which doors one comes in: nobody by themselves, and a provider opens none."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ashore.usecases import auditlog
from ashore.usecases.inviting import accept_verified
from ashore.usecases.sealing import seal, unseal
from ashore.usecases.setting_up import known_user

_CHANGED = {
    **dict.fromkeys(("password_changed", "password_set"), "password_changed"),
    **dict.fromkeys(("totp_activated", "webauthn_added"), "factor_added"),
    **dict.fromkeys(("totp_deactivated", "webauthn_removed"), "factor_removed"),
}


class ClosedDoor(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by ``ashore user add`` or by an invitation; strangers cannot sign up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Never."""
        return False

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> Any:
        """Somebody came in, by whatever door."""
        auditlog.note_everywhere(user=user, now=timezone.now(), act="sign_in")
        return super().post_login(request, user, **kwargs)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Somebody did not."""
        auditlog.note_failed_sign_in(email=str(credentials.get("email", "")), now=timezone.now())
        super().authentication_failed(request, **credentials)

    def send_notification_mail(self, template_prefix: str, user: Any, *args: Any, **kwargs: Any) -> None:
        """The library's word that something of the way in has changed: kept, and not mailed."""
        if act := _CHANGED.get(template_prefix.rpartition("/")[2]):
            auditlog.note_everywhere(user=user, now=timezone.now(), act=act)
        super().send_notification_mail(template_prefix, user, *args, **kwargs)

    def logout(self, request: HttpRequest) -> None:
        """Somebody went."""
        user: Any = request.user
        if user.is_authenticated:
            auditlog.note_everywhere(user=user, now=timezone.now(), act="sign_out")
        super().logout(request)


class Factors(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of codes are sealed at rest with the key of the mail passwords."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is not right, or was used already."),
    }

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """What a new key is called until its owner says otherwise."""
        return gettext("Key {n}").format(n=Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1)

    def encrypt(self, text: str) -> str:
        """As `usecases.sealing` seals."""
        return seal({"s": text}).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """What was sealed. Raises `SealBroken`."""
        return str(unseal(encrypted_text.encode("ascii")).get("s", ""))


class OutsideDoor(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """A provider says who somebody is; whether they may come in is for this desk to say: by the verified address of a
    member, or of an invitation."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:  # noqa: ARG002
        """Never."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Match a newcomer; whoever is known already goes on."""
        if sociallogin.is_existing:
            return
        email = _vouched(sociallogin)
        name = str(sociallogin.account.extra_data.get("name", ""))[:200]
        user = accept_verified(email=email, name=name, now=timezone.now()) if email else None
        user = user or (known_user(email=email) if email else None)
        if user is None:
            raise ImmediateHttpResponse(render(request, "socialaccount/refused.html", status=403))
        sociallogin.connect(request, user)


def _is_yes(said: object) -> bool:
    return said is True or said == "true"


def _vouched(sociallogin: Any) -> str:
    """The address that the provider calls verified; empty where it vouches for none."""
    # Some providers say it in words; "false" is no yes.
    found: list[EmailAddress] = [each for each in sociallogin.email_addresses if _is_yes(each.verified)]
    return found[0].email.lower() if found else ""


def _wrong_code(user: Any, **_given: Any) -> None:
    """Somebody knew the password and not the second factor."""
    auditlog.note_failed_sign_in(email=user.email, now=timezone.now(), detail={"factor": "second"})


authentication_failed.connect(_wrong_code, dispatch_uid="ashore.audit")
