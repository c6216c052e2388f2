"""Replies that somebody has begun."""

from typing import ClassVar

from django.db import models

from ashore.store.models.correspondence import Conversation
from ashore.store.models.tenancy import User


class ReplyDraft(models.Model):
    """One person's unfinished reply in one conversation."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="drafts")
    user = models.ForeignKey(User, on_delete=models.CASCADE)
    text = models.TextField()
    saved_at = models.DateTimeField()

    class Meta:
        app_label = "store"
        constraints: ClassVar = [models.UniqueConstraint("conversation", "user", name="draft_once")]
