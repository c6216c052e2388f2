"""Files with all of a workspace, made in the background for its owners to fetch."""

from typing import ClassVar

from django.db import models

from ashore.store.models.tenancy import User, Workspace

BUNDLE_STATES = ("wanted", "making", "ready", "failed", "gone")


class DataBundle(models.Model):
    """One export that an owner asked for. ``file``: its name in the folder for exports, empty until it is ready;
    ``why``: what went wrong. It is deleted after ``gone_at``."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, db_index=False)
    state = models.CharField(max_length=8, default="wanted", choices=[(each, each) for each in BUNDLE_STATES])
    file = models.CharField(max_length=100, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    why = models.TextField(blank=True)
    created_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL)
    created_at = models.DateTimeField()
    ready_at = models.DateTimeField(null=True)
    gone_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "store"
        indexes: ClassVar = [models.Index("workspace", "id", name="bundle_of_workspace")]
