"""What happened besides mail (append-only), and what is owed (derived, recomputable)."""

from typing import ClassVar

from django.db import models

from ashore.store.models.correspondence import SIDES, Conversation
from ashore.store.models.parties import Engagement
from ashore.store.models.tenancy import User, Workspace

OPEN = models.Q(state__in=("open", "late", "suspended"))
AWAKE = OPEN & models.Q(dormant=False)


class Event(models.Model):
    """What a person recorded. Never changed: an undo is a further event of kind ``undo`` that names the first."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, db_index=False)
    engagement = models.ForeignKey(Engagement, null=True, on_delete=models.SET_NULL)
    conversation = models.ForeignKey(Conversation, null=True, on_delete=models.SET_NULL)
    anchor = models.CharField(max_length=64, blank=True)
    kind = models.CharField(max_length=20)
    at = models.DateTimeField()
    data = models.JSONField(default=dict)
    undoes = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="undone_by")
    created_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL)
    created_at = models.DateTimeField()

    class Meta:
        app_label = "store"
        indexes: ClassVar = [models.Index("workspace", "kind", name="event_by_kind")]


class Obligation(models.Model):
    """One derived row; ``uid`` is the core's stable id. ``state`` is as of the engagement's ``derived_at``.

    ``dormant``: it stands open since long ago and nobody came back to it; no work of today.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, db_index=False)
    engagement = models.ForeignKey(Engagement, on_delete=models.CASCADE, related_name="obligations", db_index=False)
    conversation = models.ForeignKey(Conversation, null=True, on_delete=models.SET_NULL, related_name="obligations")
    uid = models.CharField(max_length=64)
    kind = models.CharField(max_length=16)
    owed_by = models.CharField(max_length=6, choices=SIDES)
    state = models.CharField(max_length=10)
    dormant = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    due = models.DateTimeField(null=True)
    remind_at = models.DateTimeField(null=True)
    met_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    met_by = models.CharField(max_length=64, blank=True)
    anchor = models.CharField(max_length=64)
    person = models.TextField(blank=True)
    quote = models.TextField(blank=True)
    because = models.JSONField(default=dict)

    class Meta:
        app_label = "store"
        constraints: ClassVar = [models.UniqueConstraint("engagement", "uid", name="obligation_once")]
        indexes: ClassVar = [
            models.Index("workspace", "owed_by", "due", "id", name="obligation_awake_due", condition=AWAKE),
            models.Index("conversation", "due", name="obligation_of_conversation", condition=OPEN),
            models.Index("workspace", "kind", "due", "id", name="obligation_awake_kind", condition=AWAKE),
            models.Index("engagement", "owed_by", "due", name="obligation_open_of_engagement", condition=OPEN),
        ]
