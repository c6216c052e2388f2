"""Replies that somebody has begun."""

from typing import ClassVar

from django.db import models

from ashore.store.models.correspondence import Conversation
from ashore.store.models.tenancy import User


class ReplyDraft(models.Model):
    """One person's unfinished reply in one conversation. ``anchor``: key of the newest message when it was kept; where
    conversations are split or joined, the draft stays with it."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="drafts")
    user = models.ForeignKey(User, on_delete=models.CASCADE)
    anchor = models.CharField(max_length=64, blank=True)
    text = models.TextField()
    saved_at = models.DateTimeField()

    class Meta:
        app_label = "store"
        constraints: ClassVar = [models.UniqueConstraint("conversation", "user", name="draft_once")]
