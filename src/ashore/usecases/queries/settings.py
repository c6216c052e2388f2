"""What is set at a desk, counted for the page of all settings; no address and no secret among it."""

from dataclasses import dataclass

from django.conf import settings

from ashore.store.models import Channel, MailAccount, Workspace
from ashore.usecases import automatic, sending
from ashore.usecases.queries.coach import house

USUAL_PORT = 587


@dataclass(frozen=True, slots=True)
class Way:
    """Through which server the mail of an address goes out: ``host`` and ``port``, empty and 0 where there is none.

    ``source``: account (its own server), environment, ashore.toml, first (the server of the account ``of``), none.
    """

    address: str
    host: str
    port: int
    source: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class SettingsView:
    """``mailboxes``, ``messengers``, ``required`` (rules of the coach) are numbers, ``paused`` and ``silent``
    how many of the first two stand still; ``sends``: whether replies can go out; ``receipts``: whether the desk
    confirms mail; ``trusted``: the servers that may object to mail in our name."""

    mailboxes: int
    paused: int
    sends: bool
    messengers: int
    silent: int
    required: int
    receipts: bool
    trusted: tuple[str, ...]


def settings_of(*, workspace: Workspace) -> SettingsView:
    """How the desk is set now."""
    mailboxes = MailAccount.objects.filter(workspace=workspace)
    messengers = Channel.objects.filter(workspace=workspace).exclude(state="removed")
    return SettingsView(
        mailboxes=mailboxes.count(),
        paused=mailboxes.filter(state="paused").count(),
        sends=sending.configured(workspace),
        messengers=messengers.count(),
        silent=messengers.filter(state="paused").count(),
        required=len(house(workspace=workspace).required),
        receipts=automatic.standing(workspace=workspace).since is not None,
        trusted=settings.TRUSTED_SERVERS,
    )


def ways_out(*, workspace: Workspace) -> tuple[Way, ...]:
    """Where mail goes out: of each mail account, by address, and last of everybody else (``address`` empty)."""
    senders = sending.senders(workspace=workspace.pk)
    addresses = MailAccount.objects.filter(workspace=workspace).order_by("address").values_list("address", flat=True)
    return tuple(_way(sending.chosen(senders, address), address) for address in (*addresses, ""))


def _way(account: MailAccount | None, address: str) -> Way:
    if account and account.address == address:
        return Way(address, account.smtp_host, account.smtp_port, "account")
    if account:
        return Way(address, account.smtp_host, account.smtp_port, "first", account.address)
    if host := str(settings.SMTP.get("host", "")):
        return Way(address, host, int(settings.SMTP.get("port", USUAL_PORT)), settings.SMTP_SOURCE)
    return Way(address, "", 0, "none")
