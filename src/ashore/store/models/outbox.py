"""What is to be sent, and how far it got."""

from typing import ClassVar

from django.db import models

from ashore.store.models.correspondence import Conversation
from ashore.store.models.tenancy import User, Workspace

OUTBOX_STATES = ("planned", "sending", "sent", "perhaps_sent", "failed", "withdrawn")


class Outbox(models.Model):
    """One outgoing message with its finished bytes.

    ``sending`` is written before the first byte leaves; found at start-up it means ``perhaps_sent`` (H83), which only a
    person may send again, under the same Message-ID. ``recipients``: address -> "" | "sent" | "later: ..." |
    "refused: ...". ``channel``: by which it goes, empty for mail.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, db_index=False)
    conversation = models.ForeignKey(Conversation, null=True, on_delete=models.SET_NULL)
    conversation_key = models.CharField(max_length=64, blank=True)
    message_id = models.CharField(max_length=254, unique=True)
    sender = models.TextField()
    recipients = models.JSONField(default=dict)
    subject = models.TextField()
    text = models.TextField()
    raw = models.BinaryField()
    channel = models.CharField(max_length=40, default="", db_default="")
    state = models.CharField(max_length=12, default="planned", choices=[(s, s) for s in OUTBOX_STATES])
    why = models.TextField(blank=True)
    attempts = models.PositiveIntegerField(default=0)
    not_before = models.DateTimeField(null=True)
    created_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "store"
        indexes: ClassVar = [
            models.Index("not_before", name="outbox_waiting", condition=models.Q(state__in=("planned", "sending"))),
            models.Index("conversation", name="outbox_of_conversation"),
        ]
