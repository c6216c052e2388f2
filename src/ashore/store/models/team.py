"""How a team shares its work: tags, followers, fields of the house's own, saved replies, what concerns somebody, who is
looking at what. What is decided about conversations stands in the log; the rows of it here are folded from that."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Lower

from ashore.store.models.correspondence import Conversation
from ashore.store.models.parties import Client
from ashore.store.models.tenancy import User, Workspace

SUBJECTS = [(each, each) for each in ("conversation", "client")]
FIELD_KINDS = [(each, each) for each in ("text", "number", "date", "choice")]
CONCERNS = [(each, each) for each in ("mention", "given", "answer", "woke")]
LONGEST_VALUE = 500


class Tag(models.Model):
    """A word that conversations bear. ``hue``: which of the eight hues stands beside the word; ``merged_into``: the tag
    that took its place; ``removed``: nothing bears it any more. No row is deleted, so that both can be undone."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, db_index=False, related_name="tags")
    name = models.CharField(max_length=40)
    hue = models.PositiveSmallIntegerField(default=0)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="merged")
    removed = models.BooleanField(default=False)

    class Meta:
        app_label = "store"
        constraints: ClassVar = [
            models.UniqueConstraint(
                "workspace",
                Lower("name"),
                name="tag_name_once",
                condition=models.Q(removed=False, merged_into__isnull=True),
            )
        ]


class ConversationTag(models.Model):
    """One tag on one conversation, folded from the log; the conversation holds all of its tags in a column too."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, db_index=False)
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="uses", db_index=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="tagged")

    class Meta:
        app_label = "store"
        constraints: ClassVar = [models.UniqueConstraint("tag", "conversation", name="conversation_tag_once")]


class Follower(models.Model):
    """Who follows a conversation without being the one to answer it; folded from the log."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, db_index=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, db_index=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="followers")

    class Meta:
        app_label = "store"
        constraints: ClassVar = [models.UniqueConstraint("user", "conversation", name="follower_once")]


class CustomField(models.Model):
    """A field of the house's own. ``of``: what has it; ``choices``: for the kind choice, in their order."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, db_index=False, related_name="custom_fields")
    of = models.CharField(max_length=12, choices=SUBJECTS)
    name = models.CharField(max_length=60)
    kind = models.CharField(max_length=6, choices=FIELD_KINDS)
    choices = models.JSONField(default=list)
    removed = models.BooleanField(default=False)

    class Meta:
        app_label = "store"
        constraints: ClassVar = [
            models.UniqueConstraint(
                "workspace", "of", Lower("name"), name="custom_field_once", condition=models.Q(removed=False)
            )
        ]


class FieldValue(models.Model):
    """What stands in a field of a conversation or a client, folded from the log. ``value``: as its kind writes it: a
    plain decimal, an ISO date, words."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, db_index=False)
    field = models.ForeignKey(CustomField, on_delete=models.CASCADE, related_name="values", db_index=False)
    conversation = models.ForeignKey(Conversation, null=True, on_delete=models.CASCADE, related_name="field_values")
    client = models.ForeignKey(Client, null=True, on_delete=models.CASCADE, related_name="field_values")
    value = models.CharField(max_length=LONGEST_VALUE)

    class Meta:
        app_label = "store"
        constraints: ClassVar = [
            models.UniqueConstraint("field", "conversation", name="value_of_conversation_once"),
            models.UniqueConstraint("field", "client", name="value_of_client_once"),
        ]
        indexes: ClassVar = [models.Index("field", "value", name="value_of_field")]


class SavedReply(models.Model):
    """Words that are used again. ``user``: whose, of the whole team where None; ``language``: empty where it fits any;
    ``text``: with variables such as ``{{client}}``."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, db_index=False, related_name="saved_replies")
    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=8, blank=True)
    text = models.TextField()
    changed_at = models.DateTimeField()

    class Meta:
        app_label = "store"
        indexes: ClassVar = [models.Index("workspace", "name", name="saved_reply_by_name")]


class Concern(models.Model):
    """Something that concerns a person: they were mentioned, given a conversation, one that they follow was answered,
    or one that was put off is back. ``uid``: the event or message that it comes from; ``counts_from``: the first
    working moment of theirs after it, before which it asks for nothing."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, db_index=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, db_index=False, related_name="concerns")
    conversation = models.ForeignKey(Conversation, null=True, on_delete=models.CASCADE)
    kind = models.CharField(max_length=8, choices=CONCERNS)
    uid = models.CharField(max_length=80)
    by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    at = models.DateTimeField()
    counts_from = models.DateTimeField()
    read_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "store"
        constraints: ClassVar = [models.UniqueConstraint("user", "kind", "uid", name="concern_once")]
        indexes: ClassVar = [
            models.Index("user", "at", name="concern_of_user"),
            models.Index("user", "counts_from", name="concern_unread", condition=models.Q(read_at__isnull=True)),
        ]


class Presence(models.Model):
    """Who has a conversation open. ``until``: the end of a short lease; whoever closes the page lets it run out."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="present")
    user = models.ForeignKey(User, on_delete=models.CASCADE)
    until = models.DateTimeField()

    class Meta:
        app_label = "store"
        constraints: ClassVar = [models.UniqueConstraint("conversation", "user", name="presence_once")]


class WorkHours(models.Model):
    """When a person works, where that differs from the house. ``week``: windows by weekday, as the calendar reads
    them."""

    user = models.OneToOneField(User, primary_key=True, on_delete=models.CASCADE, related_name="work_hours")
    week = models.JSONField(default=dict)

    class Meta:
        app_label = "store"
