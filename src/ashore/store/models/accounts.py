"""Mail accounts: where mail is fetched from and sent through, and how far each folder was read."""

from typing import ClassVar

from django.db import models

from ashore.store.models.tenancy import Workspace

SECURITY = [(each, each) for each in ("tls", "starttls", "none")]
COPYING = [(each, each) for each in ("auto", "always", "never")]
ACCOUNT_STATES = [(each, each) for each in ("active", "paused")]


class MailAccount(models.Model):
    """One mailbox at a provider. ``address``: what is written in From; an empty host switches that direction off.

    ``secret``: sealed JSON (`usecases.sealing`): ``password``, or for ``xoauth2`` ``refresh_token``, ``client_id``,
    ``client_secret``, ``access_token``, ``expires_at``. ``why``: the reason of a pause as data (`Reason`), told to
    people. ``daily_bytes``: most that is fetched of old mail a day, None without a bound. ``retry_at``: not before
    then, after ``failures`` failures in a row. ``leased_by`` fetches it now and nobody else, until ``leased_until``.
    ``sent_copies_kept``: whether the desk puts what it sent into the Sent folder; ``auto``: where the provider does
    not.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, db_index=False)
    address = models.CharField(max_length=320)
    auth = models.CharField(max_length=8, default="password", choices=[(a, a) for a in ("password", "xoauth2")])
    user = models.CharField(max_length=320, blank=True)
    secret = models.BinaryField(default=b"")
    token_url = models.TextField(blank=True)
    imap_host = models.CharField(max_length=255, blank=True)
    imap_port = models.PositiveIntegerField(default=993)
    imap_security = models.CharField(max_length=8, default="tls", choices=SECURITY)
    smtp_host = models.CharField(max_length=255, blank=True)
    smtp_port = models.PositiveIntegerField(default=587)
    smtp_security = models.CharField(max_length=8, default="starttls", choices=SECURITY)
    state = models.CharField(max_length=6, default="active", choices=ACCOUNT_STATES)
    why = models.JSONField(default=dict)
    failures = models.PositiveIntegerField(default=0)
    retry_at = models.DateTimeField(null=True)
    daily_bytes = models.PositiveBigIntegerField(null=True)
    sent_copies_kept = models.CharField(max_length=6, default="auto", db_default="auto", choices=COPYING)
    leased_by = models.CharField(max_length=160, blank=True)
    leased_until = models.DateTimeField(null=True)
    fetched_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        app_label = "store"
        constraints: ClassVar = [models.UniqueConstraint("workspace", "address", name="account_address_once")]


class MailFolder(models.Model):
    """One folder of an account and its cursor: all from ``first_uid`` to ``last_uid`` under ``uidvalidity`` is stored.

    New mail raises ``last_uid``; old mail is fetched newest first and lowers ``first_uid`` until it is 1.
    ``role``: inbox, sent, or other. ``modseq``: HIGHESTMODSEQ when it was last read, 0 where the server has none.
    ``day`` / ``day_bytes``: what was fetched of old mail on that day (UTC), for the account's budget.
    """

    account = models.ForeignKey(MailAccount, on_delete=models.CASCADE, related_name="folders", db_index=False)
    name = models.CharField(max_length=400)
    role = models.CharField(max_length=8, default="other", choices=[(r, r) for r in ("inbox", "sent", "other")])
    watched = models.BooleanField(default=True)
    uidvalidity = models.PositiveBigIntegerField(default=0)
    first_uid = models.PositiveBigIntegerField(default=1)
    last_uid = models.PositiveBigIntegerField(default=0)
    modseq = models.PositiveBigIntegerField(default=0)
    day = models.DateField(null=True)
    day_bytes = models.PositiveBigIntegerField(default=0)
    fetched_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "store"
        constraints: ClassVar = [models.UniqueConstraint("account", "name", name="folder_once")]
