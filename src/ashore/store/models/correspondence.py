"""Mail: raw bytes first, then what was understood of them, then the conversations they form."""

from typing import ClassVar

from django.db import models

from ashore.store.models.parties import Client, Engagement
from ashore.store.models.tenancy import User, Workspace

SIDES = [("us", "us"), ("client", "client")]
KINDS = [("message", "message"), ("auto_reply", "auto_reply"), ("bounce", "bounce")]
FORMS = [("mail", "mail"), ("channel", "channel")]


RAW_STATES = [(s, s) for s in ("waiting", "read", "tray", "copy")]


class RawMessage(models.Model):
    """The bytes as they came, Zstandard-compressed, once per workspace however many copies there are (H33).

    ``state``: ``waiting`` until it is understood; a crash between the two leaves it waiting, and it is retried. A
    ``copy`` is the message that ``same_as`` shows, come by another way: other bytes, the same letter; it is kept and
    not shown.
    ``redacted_at``: since when ``body`` is not the bytes as they came, for a person was erased; ``sha256`` stays that
    of what came, as the name by which everything knows the message and by which it is not taken in again.
    ``form``: whether they are mail or the envelope of a channel's message (`ashore.channels`); no look at them tells.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, db_index=False)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    arrived_at = models.DateTimeField()
    state = models.CharField(max_length=8, default="waiting", choices=RAW_STATES)
    same_as = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="twins", db_index=False)
    form = models.CharField(max_length=8, default="mail", db_default="mail", choices=FORMS)
    body = models.BinaryField()
    redacted_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "store"
        constraints: ClassVar = [models.UniqueConstraint("workspace", "sha256", name="raw_content_once")]
        indexes: ClassVar = [
            models.Index("workspace", "id", name="raw_waiting", condition=models.Q(state="waiting")),
            models.Index("same_as", name="raw_same_as", condition=models.Q(same_as__isnull=False)),
        ]


class Copy(models.Model):
    """One place where a content lies. ``place``: byte offset in an mbox, name in a folder or archive."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, db_index=False)
    raw = models.ForeignKey(RawMessage, on_delete=models.CASCADE, related_name="copies")
    source = models.TextField()
    place = models.TextField()

    class Meta:
        app_label = "store"
        constraints: ClassVar = [models.UniqueConstraint("source", "place", "workspace", name="copy_place_once")]


class Conversation(models.Model):
    """Messages that belong together, with all that a list shows of them, written in the message's transaction.

    ``sort_at``: the nearest open due time, the year 9999 without one, its last noon where only debts of long ago stand
    open; ``recency``: minus ``last_at`` in seconds, so that one index in one direction serves the list. ``owner``: the
    last of us who wrote, by name or else address, else whom of us they wrote to. ``listed``: it went over a mailing
    list, where fewer things are owed. ``channel``: what its newest message came by, empty for mail.

    Folded from what the team decided: ``assignee``, to whom of us it was given; ``snoozed_until``, until when it was
    put off, empty again once the client wrote; ``tags``, the numbers of its tags, ascending.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, db_index=False)
    client = models.ForeignKey(Client, null=True, on_delete=models.SET_NULL, related_name="conversations")
    engagement = models.ForeignKey(Engagement, null=True, on_delete=models.SET_NULL, related_name="conversations")
    key = models.CharField(max_length=64)
    subject = models.TextField(blank=True)
    snippet = models.CharField(max_length=240, blank=True)
    listed = models.BooleanField(default=False)
    messages_count = models.PositiveIntegerField(default=0)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    last_side = models.CharField(max_length=6, choices=SIDES, default="client")
    owner = models.TextField(blank=True)
    waiting_for = models.CharField(max_length=6, default="nobody")
    next_due_at = models.DateTimeField(null=True)
    next_kind = models.CharField(max_length=16, blank=True)
    sort_at = models.DateTimeField()
    recency = models.BigIntegerField()
    channel = models.CharField(max_length=40, default="", db_default="")
    assignee = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    snoozed_until = models.DateTimeField(null=True)
    tags = models.JSONField(null=True)

    class Meta:
        app_label = "store"
        constraints: ClassVar = [models.UniqueConstraint("workspace", "key", name="conversation_key_once")]
        indexes: ClassVar = [
            models.Index("workspace", "sort_at", "recency", "id", name="conversation_by_due"),
            models.Index("client", "sort_at", "recency", "id", name="conversation_of_client"),
            models.Index(
                "workspace", "assignee", "sort_at", "recency", "id", name="conversation_of_assignee",
                condition=models.Q(assignee__isnull=False),
            ),
            models.Index(
                "workspace", "sort_at", "recency", "id", name="conversation_of_nobody",
                condition=models.Q(assignee__isnull=True),
            ),
            models.Index(
                "workspace", "snoozed_until", "id", name="conversation_snoozed",
                condition=models.Q(snoozed_until__isnull=False),
            ),
        ]  # fmt: skip


class Message(models.Model):
    """A message as understood; its id is its arrival number.

    ``key``: SHA-256 of the bytes, the identity (never the Message-ID). ``head``: what threading needs, as compact JSON.
    ``conflict``: another message with other bytes has the same Message-ID (H32). ``outsider``: joined by a reference
    alone, unconfirmed (H39). ``words``: its closure keys, eight bytes each (see `MessageLink`).
    ``channel``: the key of the channel it came by, ``letter`` for paper, empty for mail.
    """

    raw = models.OneToOneField(RawMessage, primary_key=True, on_delete=models.CASCADE, related_name="message")
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, db_index=False)
    conversation = models.ForeignKey(
        Conversation, null=True, on_delete=models.SET_NULL, related_name="messages", db_index=False
    )
    key = models.CharField(max_length=64)
    message_id = models.TextField(blank=True)
    at = models.DateTimeField()
    sender_name = models.TextField(blank=True)
    sender_email = models.TextField(blank=True)
    side = models.CharField(max_length=6, choices=SIDES)
    kind = models.CharField(max_length=10, choices=KINDS, default="message")
    subject = models.TextField(blank=True)
    has_html = models.BooleanField(default=False)
    conflict = models.BooleanField(default=False)
    outsider = models.BooleanField(default=False)
    parent_key = models.CharField(max_length=64, blank=True)
    placement = models.JSONField(default=dict)
    head = models.JSONField(default=dict)
    notes = models.JSONField(default=dict)
    words = models.BinaryField(default=b"")
    new_text = models.TextField(blank=True)
    text = models.TextField(blank=True)
    channel = models.CharField(max_length=40, default="", db_default="")

    class Meta:
        app_label = "store"
        constraints: ClassVar = [models.UniqueConstraint("workspace", "key", name="message_key_once")]
        indexes: ClassVar = [
            models.Index("conversation", "at", name="message_in_conversation"),
            models.Index("workspace", "raw", name="message_unplaced", condition=models.Q(conversation__isnull=True)),
            models.Index("workspace", "raw", name="message_outside", condition=models.Q(outsider=True)),
        ]


class Reading(models.Model):
    """What a message says. ``said``: what clocks need as compact JSON, NULL until its text is read for it: mail is
    taken in first and understood later, and what concerns none of ours is not read at all.

    Beside it what reading needs besides the text: ``written``, the instant on the author's clock (ISO 8601, empty where
    unknown); ``attachments``, how many real ones there are; ``parts``, the text's segments.
    """

    message = models.OneToOneField(Message, primary_key=True, on_delete=models.CASCADE, related_name="reading")
    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, db_index=False)
    said = models.JSONField(null=True)
    written = models.CharField(max_length=40, blank=True)
    attachments = models.PositiveIntegerField(default=0)
    parts = models.JSONField(null=True)

    class Meta:
        app_label = "store"


class MessageLink(models.Model):
    """A word by which a placed message is found (own id, referenced id, subject with people): the closure keys.

    ``word``: 64 bits of its BLAKE2b hash; a false match only widens what threading looks at, it never joins. The words
    of a message stand in its own row too, so this one is read by word alone.
    """

    pk = models.CompositePrimaryKey("word", "message_id")
    word = models.BigIntegerField()
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="links", db_index=False)

    class Meta:
        app_label = "store"


class Attachment(models.Model):
    """A file on a message; its bytes stay in the raw message."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, db_index=False)
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="attachments", db_index=False)
    position = models.PositiveIntegerField()
    name = models.TextField(blank=True)
    type = models.TextField(blank=True)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        app_label = "store"
        constraints: ClassVar = [models.UniqueConstraint("message", "position", name="attachment_position_once")]


class Tray(models.Model):
    """What could not be understood, with its place and reason; its bytes in ``raw`` where there were any.

    ``settled``: the event by which a person entered it by hand or put it away; the bytes stay.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, db_index=False)
    raw = models.ForeignKey(RawMessage, null=True, on_delete=models.CASCADE)
    source = models.TextField()
    place = models.TextField(blank=True)
    reason = models.TextField()
    size = models.PositiveBigIntegerField(default=0)
    at = models.DateTimeField()
    settled = models.ForeignKey("Event", null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)

    class Meta:
        app_label = "store"
        constraints: ClassVar = [models.UniqueConstraint("source", "place", "workspace", name="tray_place_once")]
