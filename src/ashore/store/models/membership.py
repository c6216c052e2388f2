"""How people come into a workspace, and what is kept of who did and saw what there."""

from typing import ClassVar

from django.db import models

from ashore.store.models.parties import Client
from ashore.store.models.tenancy import ROLES, User, Workspace


class Invitation(models.Model):
    """A place that is held for an address, until it is taken, taken back or too old. Only the SHA-256 of the secret of
    its link is kept. ``client``: for a guest, whose things they will see."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE)
    email = models.EmailField(max_length=254)
    role = models.CharField(max_length=16, choices=ROLES)
    client = models.ForeignKey(Client, null=True, on_delete=models.CASCADE)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+")
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "store"


class AuditEntry(models.Model):
    """One thing that a person did or saw, without its text. Rows are added, and deleted when they are too old; a
    trigger of the database refuses any change.

    ``user`` and ``who``: number and address of the person, no key: the entry outlives the account. ``of`` and
    ``number``: kind and id of what it was about; ``client``: whose it was, where that is known. ``detail``: codes,
    addresses of ours, figures.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, db_index=False)
    at = models.DateTimeField()
    user = models.BigIntegerField(null=True)
    who = models.CharField(max_length=254, blank=True)
    act = models.CharField(max_length=40)
    of = models.CharField(max_length=16, blank=True)
    number = models.BigIntegerField(null=True)
    client = models.BigIntegerField(null=True)
    detail = models.JSONField(default=dict)

    class Meta:
        app_label = "store"
        verbose_name_plural = "audit log"
        indexes: ClassVar = [
            models.Index(fields=("workspace", "-at", "-id"), name="audit_newest"),
            models.Index(fields=("workspace", "client", "-at"), name="audit_of_client"),
        ]
