"""What sending rests on: which server takes a message of ours, and in whose name it goes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Q

from ashore.core.correspondence.ours import ours
from ashore.core.kernel import Reason
from ashore.store.models import MailAccount, User, Workspace
from ashore.usecases.pausing import pause_because
from ashore.usecases.sealing import SealBroken, unseal
from ashore.usecases.tokens import TokenRefused, TokenUnavailable, access_token, forget_token


@dataclass(frozen=True, slots=True)
class Route:
    """Where a message goes out. ``server``: host, port, security, user and password or token, empty where none can be
    used now, for ``reason``. ``account``: whose it is, 0 for the one of ``ashore.toml``."""

    server: Mapping[str, Any] = field(default_factory=dict)
    account: int = 0
    reason: Reason | None = None


def configured(workspace: Workspace | None = None) -> bool:
    """Whether messages can be sent from here (without a workspace: from any); else they are kept as "to be sent"."""
    if settings.SMTP.get("host"):
        return True
    accounts = MailAccount.objects.exclude(smtp_host="")
    return accounts.filter(workspace=workspace).exists() if workspace else accounts.exists()


def can_send() -> Q:
    """Of messages: those whose workspace has a server."""
    if settings.SMTP.get("host"):
        return Q()
    return Q(workspace__in=MailAccount.objects.exclude(smtp_host="").values("workspace"))


def us_test(workspace: Workspace) -> Callable[[str], bool]:
    """Whether an address is one of ours."""
    return ours(frozenset(workspace.me))


def sender_address(workspace: Workspace, user: User | None) -> str:
    """In whose name somebody writes: their own account, else their own address where any of ours may be sent from (or
    none can), else the first account's; an automatic message (``user`` None) has no address of its own."""
    accounts = list(MailAccount.objects.filter(workspace=workspace).exclude(smtp_host="").order_by("pk"))
    own = user.email.lower() if user else ""
    if own in (each.address.lower() for each in accounts):
        return own
    if accounts and not settings.SMTP.get("host"):
        return accounts[0].address
    if user and us_test(workspace)(user.email):
        return user.email
    return next((each for each in workspace.me if "@" in each[1:]), user.email if user else "")


def speaker(workspace: Workspace, user: User) -> str:
    """Who writes, for those who judge the words: their own address where it is one of ours, whatever server takes
    it."""
    return user.email if us_test(workspace)(user.email) else sender_address(workspace, user)


def route(*, workspace: int, sender: str, now: datetime) -> Route:
    """The server for mail of ``sender``: of the account of that address, else of ``[smtp]``, else of the first
    account."""
    account = account_of(workspace=workspace, sender=sender)
    if account is not None:
        return _through(account, now)
    return Route(settings.SMTP) if settings.SMTP.get("host") else Route(reason=Reason("outbox.no_server"))


def account_of(*, workspace: int, sender: str) -> MailAccount | None:
    """The account whose server takes the mail of ``sender``; None where that of ``[smtp]`` does, or nobody."""
    return chosen(senders(workspace=workspace), sender)


def senders(*, workspace: int) -> Sequence[MailAccount]:
    """The accounts that mail can be sent through, the oldest first."""
    return list(MailAccount.objects.filter(workspace=workspace).exclude(smtp_host="").order_by("pk"))


def chosen(accounts: Sequence[MailAccount], sender: str) -> MailAccount | None:
    """The same, of the accounts that mail can be sent through."""
    own = next((each for each in accounts if each.address.lower() == sender.lower()), None)
    return own if own or settings.SMTP.get("host") else next(iter(accounts), None)


def refused_sign_in(*, route: Route, reason: Reason) -> None:
    """The server does not take our sign-in: the account is left alone until a person has helped (H92)."""
    if route.account:
        pause_because(account=route.account, reason=reason)


def has_other_token(*, route: Route, now: datetime) -> bool:
    """Whether the access token that was refused can be exchanged for another one: it may have been withdrawn before
    its time. Once: the one that comes then is not forgotten again."""
    account = MailAccount.objects.filter(pk=route.account, auth="xoauth2").first()
    return account is not None and forget_token(account=account, now=now)


def server_of(account: MailAccount, now: datetime) -> dict[str, Any]:
    """Where an account's mail is sent, and who signs in there (as `mail.smtp` has it). Raises what `access_token` and
    `unseal` raise."""
    server: dict[str, Any] = {
        "host": account.smtp_host,
        "port": account.smtp_port,
        "security": account.smtp_security,
        "user": account.user or account.address,
    }
    if account.auth == "xoauth2":
        return {**server, "token": access_token(account=account, now=now)}
    return {**server, "password": unseal(account.secret).get("password", "")}


def _through(account: MailAccount, now: datetime) -> Route:
    told = {"account": account.address}
    if account.state == "paused":
        return Route(account=account.pk, reason=Reason("outbox.account_paused", params=told))
    try:
        return Route(server_of(account, now), account.pk)
    except TokenRefused:
        return Route(account=account.pk, reason=Reason("outbox.account_paused", params=told))
    except TokenUnavailable:
        return Route(account=account.pk, reason=Reason("outbox.no_token", params=told))
    except SealBroken:
        return Route(account=account.pk, reason=Reason("outbox.seal_broken", params=told))
