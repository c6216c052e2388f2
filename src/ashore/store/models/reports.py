"""Who of us looks after a client, who is away when, and how much attention work takes."""

from typing import ClassVar

from django.db import models

from ashore.store.models.parties import Client
from ashore.store.models.tenancy import User, Workspace


class ClientKeeper(models.Model):
    """Who of us a client's work falls to, unless somebody is named for a conversation. ``since``: when they took it
    over."""

    client = models.OneToOneField(Client, primary_key=True, on_delete=models.CASCADE, related_name="kept")
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, db_index=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE)
    since = models.DateTimeField()

    class Meta:
        app_label = "store"


class Absence(models.Model):
    """A person is away from the first to the last day, both included; ``cover`` takes what falls due meanwhile."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, db_index=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="absences", db_index=False)
    first_date = models.DateField()
    last_date = models.DateField()
    cover = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    created_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    created_at = models.DateTimeField()

    class Meta:
        app_label = "store"
        indexes: ClassVar = [models.Index("workspace", "last_date", name="absence_until")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(last_date__gte=models.F("first_date")), name="absence_ends_after_it_began"
            ),
            models.CheckConstraint(
                condition=models.Q(cover__isnull=True) | ~models.Q(cover=models.F("user")),
                name="nobody_covers_themselves",
            ),
        ]


class Effort(models.Model):
    """How many minutes of attention a kind of work takes in this house, where that is not the usual."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, db_index=False, related_name="efforts")
    kind = models.CharField(max_length=16)
    minutes = models.PositiveIntegerField()

    class Meta:
        app_label = "store"
        constraints: ClassVar = [models.UniqueConstraint("workspace", "kind", name="effort_once")]


class Attention(models.Model):
    """Which part of a person's working time is for clients' work, in percent, where it is not all of it."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, db_index=False, related_name="attentions")
    user = models.ForeignKey(User, on_delete=models.CASCADE, db_index=False)
    percent = models.PositiveSmallIntegerField()

    class Meta:
        app_label = "store"
        constraints: ClassVar = [
            models.UniqueConstraint("workspace", "user", name="attention_once"),
            models.CheckConstraint(condition=models.Q(percent__lte=100), name="attention_up_to_all"),
        ]
