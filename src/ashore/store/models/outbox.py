"""What is to be sent, how far it got with whom, what came back, and what it is signed with."""

from typing import ClassVar

from django.db import models

from ashore.store.models.correspondence import Conversation, Message
from ashore.store.models.tenancy import User, Workspace

OUTBOX_STATES = ("planned", "sending", "sent", "perhaps_sent", "failed", "withdrawn")


class Outbox(models.Model):
    """One outgoing message with its finished bytes.

    ``sending`` is written before a server is spoken to, ``content_at`` before the first byte of the content leaves:
    what a dead worker left with it is ``perhaps_sent`` (H83), which only a person may send again, under the same
    Message-ID; what was left without it never left and is planned again. ``claim``: counts who took it up; what an
    older one says is not believed. ``to_enter``: it went out, and its conversation does not show it yet.

    ``recipients``: address -> "" | "sent" | "perhaps" | "otherwise" | "later: ..." | "refused: ..." | "bounced: ...";
    ``hidden``: those of them who stand in no header (Bcc). ``incomplete``: it went out, but not to all, or was
    withdrawn by an answer: somebody should look. ``uneven``: a server refused some of them, or a person said that they
    got it otherwise. ``reason``: why it stands so, as data. ``planned_for``: the moment that its writer chose;
    ``unless_answered``: an answer of the client before then withdraws it. ``channel``: by which it goes, empty for
    mail; its ``raw`` then is an envelope of `ashore.channels`.
    """

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, db_index=False)
    conversation = models.ForeignKey(Conversation, null=True, on_delete=models.SET_NULL)
    conversation_key = models.CharField(max_length=64, blank=True)
    message_id = models.CharField(max_length=254, unique=True)
    sender = models.TextField()
    recipients = models.JSONField(default=dict)
    hidden = models.JSONField(default=list)
    subject = models.TextField()
    text = models.TextField()
    files = models.JSONField(default=list)
    raw = models.BinaryField()
    channel = models.CharField(max_length=40, default="", db_default="")
    state = models.CharField(max_length=12, default="planned", choices=[(s, s) for s in OUTBOX_STATES])
    incomplete = models.BooleanField(default=False)
    uneven = models.BooleanField(default=False)
    reason = models.JSONField(default=dict)
    attempts = models.PositiveIntegerField(default=0)
    claim = models.PositiveIntegerField(default=0)
    not_before = models.DateTimeField(null=True)
    planned_for = models.DateTimeField(null=True)
    unless_answered = models.BooleanField(default=False)
    automatic = models.BooleanField(default=False)
    content_at = models.DateTimeField(null=True)
    to_enter = models.BooleanField(default=False)
    created_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "store"
        indexes: ClassVar = [
            models.Index("not_before", name="outbox_waiting", condition=models.Q(state__in=("planned", "sending"))),
            models.Index("conversation", name="outbox_of_conversation"),
            models.Index("id", name="outbox_to_enter", condition=models.Q(to_enter=True)),
            models.Index(
                "workspace",
                "id",
                name="outbox_unfinished",
                condition=models.Q(state__in=("planned", "sending", "perhaps_sent", "failed"))
                | models.Q(incomplete=True),
            ),
        ]


class Returned(models.Model):
    """An address that a mail server could not reach, told by ``message``. ``code``: the status of RFC 3463 (``5.1.1``),
    ``words``: what the server said. ``lifted_at``: when a person said that it works again."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, db_index=False)
    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="returned", db_index=False)
    outgoing = models.ForeignKey(Outbox, null=True, on_delete=models.SET_NULL, db_index=False)
    email = models.CharField(max_length=320)
    code = models.CharField(max_length=20, blank=True)
    words = models.TextField(blank=True)
    at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "store"
        constraints: ClassVar = [models.UniqueConstraint("message", "email", name="returned_once")]
        indexes: ClassVar = [models.Index("workspace", "email", name="returned_address")]


class DraftFile(models.Model):
    """A file that somebody put beside an unfinished reply; it goes out with it."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, db_index=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, db_index=False)
    name = models.TextField()
    type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    content = models.BinaryField()
    added_at = models.DateTimeField()

    class Meta:
        app_label = "store"
        indexes: ClassVar = [models.Index("conversation", "user", "id", name="draft_files")]


class Signature(models.Model):
    """What stands under a person's letters, or under the team's where ``user`` is None, in one language."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, db_index=False)
    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE, db_index=False)
    language = models.CharField(max_length=8)
    text = models.TextField()
    changed_at = models.DateTimeField()

    class Meta:
        app_label = "store"
        constraints: ClassVar = [
            models.UniqueConstraint("workspace", "user", "language", name="signature_once"),
            models.UniqueConstraint(
                "workspace", "language", name="team_signature_once", condition=models.Q(user__isnull=True)
            ),
        ]


class Receipts(models.Model):
    """Whether a house lets the desk confirm by itself that a client's message arrived: ``since`` when, None while it is
    off."""

    workspace = models.OneToOneField(Workspace, primary_key=True, on_delete=models.CASCADE, related_name="receipts")
    since = models.DateTimeField(null=True)
    changed_by = models.ForeignKey(User, null=True, on_delete=models.SET_NULL, db_index=False)
    changed_at = models.DateTimeField()

    class Meta:
        app_label = "store"


class AutomaticMail(models.Model):
    """One thing that the desk wrote by itself, or did not: ``outgoing`` None where a limit or a rule forbade it, with
    the reason. ``cause``: the message that it answers."""

    workspace = models.ForeignKey(Workspace, on_delete=models.CASCADE, db_index=False)
    cause = models.OneToOneField(Message, on_delete=models.CASCADE, related_name="automatic_answer")
    outgoing = models.ForeignKey(Outbox, null=True, on_delete=models.SET_NULL, db_index=False)
    email = models.CharField(max_length=320)
    reason = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        app_label = "store"
        indexes: ClassVar = [models.Index("workspace", "email", "at", name="automatic_mail_to")]
