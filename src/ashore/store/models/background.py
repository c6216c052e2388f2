"""Work that nobody waits for: who does it, when it is due, what it has in hand, what came of it."""

from typing import ClassVar

from django.db import models

from ashore.store.models.correspondence import RawMessage
from ashore.store.models.parties import Engagement
from ashore.store.models.tenancy import User


class Worker(models.Model):
    """A process that works in the background. ``name``: its identity (`usecases.processes`); ``title``: as people call
    it; ``kind``: it works off the queue, or waits for word from outside; ``seen_at``: its last sign of life; ``doing``:
    the task in hand, empty where it waits; ``listens``: to how many mailboxes and bots."""

    name = models.CharField(max_length=120, primary_key=True)
    title = models.CharField(max_length=64)
    kind = models.CharField(max_length=6, default="worker", choices=[(each, each) for each in ("worker", "watch")])
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    doing = models.CharField(max_length=64, blank=True)
    listens = models.PositiveIntegerField(default=0)

    class Meta:
        app_label = "store"


class Schedule(models.Model):
    """When a chore is done next. Whoever turns ``next_at`` on queues it, and nobody else (H87)."""

    name = models.CharField(max_length=80, primary_key=True)
    next_at = models.DateTimeField()
    last_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "store"


class InHand(models.Model):
    """What a process has in hand just now: either ``raw``, a stored message that it reads, or ``engagement``, whose
    mail it understands. ``holder``: the process and its thread; after ``until`` it is taken for dead."""

    raw = models.OneToOneField(RawMessage, null=True, on_delete=models.CASCADE)
    engagement = models.OneToOneField(Engagement, null=True, on_delete=models.CASCADE)
    holder = models.CharField(max_length=160)
    until = models.DateTimeField()

    class Meta:
        app_label = "store"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(raw__isnull=True, engagement__isnull=False)
                | models.Q(raw__isnull=False, engagement__isnull=True),
                name="one_thing_in_hand",
            )
        ]


class TaskTotal(models.Model):
    """How often a task was done and failed, and how long it took in all."""

    name = models.CharField(max_length=80, primary_key=True)
    runs = models.PositiveBigIntegerField(default=0)
    failures = models.PositiveBigIntegerField(default=0)
    seconds = models.FloatField(default=0)

    class Meta:
        app_label = "store"


class Figure(models.Model):
    """The last measured value of something that takes too long to count whenever somebody asks."""

    name = models.CharField(max_length=80, primary_key=True)
    value = models.FloatField()
    at = models.DateTimeField()

    class Meta:
        app_label = "store"


class Digest(models.Model):
    """Whether a person wants the day's letter. ``last_day``: of which day, on their clock, it was last written."""

    user = models.OneToOneField(User, primary_key=True, on_delete=models.CASCADE)
    wanted = models.BooleanField(default=False)
    last_day = models.DateField(null=True)

    class Meta:
        app_label = "store"


class Notice(models.Model):
    """A reminder on a person's pages: of the obligation ``uid``, once, until it is put away."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, db_index=False)
    uid = models.CharField(max_length=64)
    at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)

    class Meta:
        app_label = "store"
        constraints: ClassVar = [models.UniqueConstraint("user", "uid", name="notice_once")]
