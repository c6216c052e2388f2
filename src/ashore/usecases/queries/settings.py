"""What is set at a desk, counted for the page of all settings; no address and no secret among it."""

from dataclasses import dataclass

from ashore.store.models import Channel, MailAccount, Workspace
from ashore.usecases import automatic, sending
from ashore.usecases.queries.coach import house


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
