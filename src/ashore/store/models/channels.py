"""Messengers that the desk takes part in, the chats in them, and the codes by which a chat is linked to a client."""

from typing import ClassVar

from django.db import models

from ashore.store.models.parties import Client
from ashore.store.models.tenancy import Workspace

CHANNEL_KINDS = ("api", "telegram")


class Channel(models.Model):
    """One messenger account. ``key``: in addresses and on messages, one of its kind in the whole installation.

    ``agreed_as``: how agreements call it (A8), its name if empty. ``secret``: sealed JSON (`usecases.sealing`):
    ``signing`` (secrets, newest first), ``token`` of a bot. ``url``: where replies are posted; for a bot, its server.
    ``cursor``: the last update that was stored. ``lease_until``: until then one worker has it; ``why``: the reason of a
    pause as data; ``retry_at``: not before then, after ``failures`` failures in a row.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE)
    key = models.CharField(max_length=40, unique=True)
    kind = models.CharField(max_length=10, choices=[(each, each) for each in CHANNEL_KINDS])
    name = models.CharField(max_length=100)
    agreed_as = models.CharField(max_length=100, blank=True)
    secret = models.BinaryField(default=b"")
    url = models.TextField(blank=True)
    state = models.CharField(max_length=7, default="active", choices=[(s, s) for s in ("active", "paused", "removed")])
    why = models.JSONField(default=dict)
    cursor = models.BigIntegerField(default=0)
    failures = models.PositiveIntegerField(default=0)
    retry_at = models.DateTimeField(null=True)
    lease_until = models.DateTimeField(null=True)
    heard_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        app_label = "store"


class Chat(models.Model):
    """A chat that something was written in. ``title``: how the messenger calls it, by which people know it."""

    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="chats", db_index=False)
    chat = models.CharField(max_length=200)
    title = models.CharField(max_length=300, blank=True)

    class Meta:
        app_label = "store"
        constraints: ClassVar = [models.UniqueConstraint("channel", "chat", name="chat_once")]


class ChatCode(models.Model):
    """A code that links the chat in which it is said to a client, once. Only its SHA-256 is kept."""

    channel = models.ForeignKey(Channel, on_delete=models.CASCADE)
    client = models.ForeignKey(Client, on_delete=models.CASCADE)
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "store"
