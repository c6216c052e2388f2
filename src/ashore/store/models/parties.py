"""The other side: clients, their people, engagements, and the agreements that bind both."""

from typing import ClassVar

from django.db import models

from ashore.store.models.tenancy import User, Workspace


class Client(models.Model):
    """``key``: the organisation's domain, or the address of a person at a free-mail provider. ``hidden``: nothing is
    theirs any more, because people said whose it is; not listed, until something is theirs again."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, db_index=False)
    key = models.CharField(max_length=254)
    name = models.CharField(max_length=254)
    hidden = models.BooleanField(default=False)

    class Meta:
        app_label = "store"
        constraints: ClassVar = [models.UniqueConstraint("workspace", "key", name="client_key_once")]


class Person(models.Model):
    """A person on the client's side."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, db_index=False)
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="people")
    name = models.CharField(max_length=254, blank=True)

    class Meta:
        app_label = "store"
        indexes: ClassVar = [models.Index("workspace", "name", name="person_by_name")]


class PersonAddress(models.Model):
    """An address of a person; one owner within a workspace."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, db_index=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="addresses")
    email = models.CharField(max_length=320)

    class Meta:
        app_label = "store"
        constraints: ClassVar = [models.UniqueConstraint("workspace", "email", name="address_owner_once")]


class AgreementText(models.Model):
    """One version of an agreement file, kept as written. The newest of an engagement holds, else the workspace's."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, db_index=False)
    engagement = models.ForeignKey("Engagement", null=True, on_delete=models.CASCADE)
    version = models.PositiveIntegerField()
    text = models.TextField()
    source = models.CharField(max_length=400, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL)

    class Meta:
        app_label = "store"
        constraints: ClassVar = [
            models.UniqueConstraint("engagement", "version", name="agreement_version_once"),
            models.UniqueConstraint(
                "workspace",
                "version",
                name="workspace_agreement_version_once",
                condition=models.Q(engagement__isnull=True),
            ),
        ]


class Engagement(models.Model):
    """One piece of work for a client. ``next_at``: when time alone changes what is owed, None if never, 1970 where mail
    came in that is not understood yet; ``habits``: the findings of the last derivation. ``revision`` grows whenever
    mail, decisions or clocks change here: what was worked out from an older one is not written.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, db_index=False)
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="engagements")
    title = models.CharField(max_length=254, blank=True)
    habits = models.JSONField(default=list)
    derived_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)
    revision = models.PositiveBigIntegerField(default=0)

    class Meta:
        app_label = "store"
        indexes: ClassVar = [models.Index("next_at", name="engagement_next", condition=models.Q(next_at__isnull=False))]
