"""Who was erased, known again by a keyed hash alone, so that no import brings them back."""

from typing import ClassVar

from django.db import models

from ashore.store.models.tenancy import Workspace


class Erased(models.Model):
    """One address that was erased. ``digest``: its HMAC-SHA256 under a key that lies outside the database; ``alias``:
    the address by chance that stands in its place, empty where the letters of others were kept as they are. What was
    written before ``erased_at`` does not come in again; whoever writes later writes as a stranger."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, db_index=False)
    digest = models.CharField(max_length=64)
    alias = models.CharField(max_length=320, blank=True)
    erased_at = models.DateTimeField()

    class Meta:
        app_label = "store"
        constraints: ClassVar = [models.UniqueConstraint("workspace", "digest", name="erased_once")]
