"""What is set at a desk, counted for the page of all settings; no address and no secret among it."""

from dataclasses import dataclass, replace

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
    confirms mail."""

    mailboxes: int
    paused: int
    sends: bool
    messengers: int
    silent: int
    required: int
    receipts: bool


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
    )


def ways_out(*, workspace: Workspace) -> tuple[Way, ...]:
    """Where mail goes out, as `sending.route` has it: of each mail account, by address, and last of everybody else
    (``address`` empty)."""
    accounts = MailAccount.objects.filter(workspace=workspace)
    first = accounts.exclude(smtp_host="").order_by("pk").first()
    if host := str(settings.SMTP.get("host", "")):
        rest = Way("", host, int(settings.SMTP.get("port", USUAL_PORT)), settings.SMTP_SOURCE)
    elif first:
        rest = Way("", first.smtp_host, first.smtp_port, "first", first.address)
    else:
        rest = Way("", "", 0, "none")
    own = (
        Way(each.address, each.smtp_host, each.smtp_port, "account")
        if each.smtp_host
        else replace(rest, address=each.address)
        for each in accounts.order_by("address")
    )
    return (*own, rest)
