"""Copies of what was sent, on their way into Sent folders."""

from typing import ClassVar

from django.db import models

from ashore.store.models.accounts import MailAccount
from ashore.store.models.outbox import Outbox

COPY_STATES = ("waiting", "filing", "filed", "given_up")


class SentCopy(models.Model):
    """The copy of one sent message for the Sent folder of ``account``. There is one at most, whatever happens.

    ``filing`` is written before the server is spoken to and holds until ``not_before``; who takes it up later looks
    into the folder first. ``claim``: counts who took it up; what an older one says is not believed. ``at``: when the
    message was handed over, which becomes the copy's internal date. ``reason``: why it waits, as data. ``folder``,
    ``uidvalidity`` and ``uid``: where it lies, as far as the server says.
    """

    outgoing = models.OneToOneField(Outbox, primary_key=True, on_delete=models.CASCADE, related_name="sent_copy")
    account = models.ForeignKey(MailAccount, on_delete=models.CASCADE, related_name="sent_copies", db_index=False)
    state = models.CharField(max_length=8, default="waiting", choices=[(s, s) for s in COPY_STATES])
    at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    claim = models.PositiveIntegerField(default=0)
    not_before = models.DateTimeField(null=True)
    reason = models.JSONField(default=dict)
    folder = models.CharField(max_length=400, blank=True)
    uidvalidity = models.PositiveBigIntegerField(default=0)
    uid = models.PositiveBigIntegerField(default=0)
    filed_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "store"
        indexes: ClassVar = [
            models.Index(
                "account", "not_before", name="sent_copy_open", condition=models.Q(state__in=("waiting", "filing"))
            ),
            models.Index("account", name="sent_copy_of_account"),
        ]
