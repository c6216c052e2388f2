"""Whether a message that went out gets a copy in a Sent folder, and in whose."""

from datetime import datetime, timedelta

from ashore.mail.imap.providers import provider_of
from ashore.store.models import MailAccount, Outbox, SentCopy
from ashore.usecases.sending import account_of

WAIT = timedelta(seconds=20)
"""So long a provider that is not known to keep copies has time to put one there all the same; it is found then."""


def keeps_itself(account: MailAccount) -> bool:
    """Whether whoever sends for this account puts a copy into its Sent folder by itself: Gmail and Microsoft do with
    what their own servers for sending take, and with nothing else."""
    provider = provider_of(account.address, account.imap_host)
    return provider is not None and account.smtp_host.lower() in provider.keeping


def wants_copies(account: MailAccount) -> bool:
    """Whether the desk puts copies there: as its owner chose, else where nobody else does."""
    if account.sent_copies_kept == "auto":
        return not keeps_itself(account)
    return account.sent_copies_kept == "always"


def plan_copy(*, outgoing: Outbox, now: datetime) -> bool:
    """Note that a message, handed over ``now``, gets a copy, unless it has one or none is wanted; whether it was noted.
    The caller holds the transaction in which the message becomes one that went out."""
    account = _mailbox(outgoing)
    if account is None or not wants_copies(account):
        return False
    planned = {"account": account, "at": now, "not_before": now + WAIT}
    _, made = SentCopy.objects.get_or_create(outgoing=outgoing, defaults=planned)
    return made


def _mailbox(outgoing: Outbox) -> MailAccount | None:
    """The mailbox of the sender, whatever server took the mail; else that of the account it went through."""
    own = MailAccount.objects.filter(workspace=outgoing.workspace_id, address__iexact=outgoing.sender)
    account = own.exclude(imap_host="").first() or account_of(workspace=outgoing.workspace_id, sender=outgoing.sender)
    return account if account and account.imap_host else None
