"""How far each import got, so that it goes on at the byte where it was interrupted."""

from typing import ClassVar

from django.db import models

from ashore.store.models.tenancy import Workspace


class ImportRun(models.Model):
    """One call of an import. ``counts``: what it did so far."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, db_index=False)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    paths = models.JSONField(default=list)
    counts = models.JSONField(default=dict)

    class Meta:
        app_label = "store"


class SourceMark(models.Model):
    """A file that was read to its end: seen again with the same ``fingerprint`` (size, time, head and tail), it is
    passed over unread. ``offset``: bytes stored so far of one that was not read to its end."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, db_index=False)
    source = models.TextField()
    fingerprint = models.TextField()
    offset = models.PositiveBigIntegerField(default=0)
    done = models.BooleanField(default=False)

    class Meta:
        app_label = "store"
        constraints: ClassVar = [models.UniqueConstraint("source", "workspace", name="source_once")]
