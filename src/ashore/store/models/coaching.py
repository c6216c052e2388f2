"""What people told the coach: what is not to be shown, what holds a reply back, how to write to a client, and the
house's own rules."""

from typing import ClassVar

from django.db import models

from ashore.store.models.correspondence import Conversation
from ashore.store.models.parties import Client
from ashore.store.models.tenancy import User, Workspace

SCOPES = ("finding", "draft", "client", "house")


class Silence(models.Model):
    """A finding or a rule that is not to be shown, and why. It is never deleted: who takes it back lifts it.

    ``code``: of the rule; ``mark``: of the one finding, empty for all of the rule. ``conversation`` is set for the
    scopes finding and draft, which hold until their writer's reply goes out; ``client`` for the scope client.
    ``anchor``: key of the newest message then, with which it stays where conversations are split or joined.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, db_index=False)
    scope = models.CharField(max_length=8, choices=[(s, s) for s in SCOPES])
    code = models.CharField(max_length=80)
    mark = models.CharField(max_length=16, blank=True)
    conversation = models.ForeignKey(Conversation, null=True, on_delete=models.CASCADE, related_name="silences")
    anchor = models.CharField(max_length=64, blank=True)
    client = models.ForeignKey(Client, null=True, on_delete=models.CASCADE, related_name="silences")
    why = models.TextField(blank=True)
    created_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL)
    created_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "store"
        indexes: ClassVar = [
            models.Index("workspace", "scope", name="silence_standing", condition=models.Q(lifted_at__isnull=True)),
        ]


class ClientManner(models.Model):
    """How to write to a client. ``type``: as a person noted it, empty if nobody did (P2); ``familiar``: on first-name
    terms (R4); ``known_terms``: words of the trade that they know, in lower case (R3)."""

    client = models.OneToOneField(Client, primary_key=True, on_delete=models.CASCADE, related_name="manner")
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, db_index=False)
    type = models.CharField(max_length=16, blank=True)
    familiar = models.BooleanField(default=False)
    known_terms = models.JSONField(default=list)

    class Meta:
        app_label = "store"


class RequiredRule(models.Model):
    """A rule of the coach that this house lets hold a reply back. ``code``: of the rule."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, db_index=False, related_name="required_rules")
    code = models.CharField(max_length=80)

    class Meta:
        app_label = "store"
        constraints: ClassVar = [models.UniqueConstraint("workspace", "code", name="required_rule_once")]


class HouseLimit(models.Model):
    """A rule's threshold as this house wants it. ``rule``: its name; ``value``: in the unit of the rule."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, db_index=False, related_name="house_limits")
    rule = models.CharField(max_length=80)
    value = models.PositiveIntegerField()

    class Meta:
        app_label = "store"
        constraints: ClassVar = [models.UniqueConstraint("workspace", "rule", name="house_limit_once")]


class HousePack(models.Model):
    """A pack of the house's own rules. ``text``: its YAML as it was put in; empty for a pack that comes with Ashore,
    which is known by its ``name``. ``digest``: SHA-256 of the text, by which what is built of it is kept in memory."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, db_index=False, related_name="house_packs")
    name = models.CharField(max_length=40)
    text = models.TextField(blank=True)
    digest = models.CharField(max_length=64, blank=True)
    on = models.BooleanField(default=False)
    created_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL)
    created_at = models.DateTimeField()

    class Meta:
        app_label = "store"
        constraints: ClassVar = [models.UniqueConstraint("workspace", "name", name="house_pack_once")]
