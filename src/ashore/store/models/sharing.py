"""What many messages carry alike, a logo beneath each of them: stored once (H67)."""

from typing import ClassVar

from django.db import models

from ashore.store.models.correspondence import RawMessage
from ashore.store.models.tenancy import Workspace


class SharedPart(models.Model):
    """A stretch of bytes as it stands in messages, compressed. ``sha256``: of these bytes."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, db_index=False)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    body = models.BinaryField()

    class Meta:
        app_label = "store"
        constraints: ClassVar = [models.UniqueConstraint("workspace", "sha256", name="shared_part_once")]


class PartUse(models.Model):
    """That a message was looked at for a file (``content``: the SHA-256 of the file) that others have too, and which
    part its bytes lie in since; None where they stay in the message."""

    raw = models.ForeignKey(RawMessage, on_delete=models.CASCADE, db_index=False)
    content = models.CharField(max_length=64)
    part = models.ForeignKey(SharedPart, null=True, on_delete=models.CASCADE)

    class Meta:
        app_label = "store"
        constraints: ClassVar = [models.UniqueConstraint("raw", "content", name="part_use_once")]
