"""What messages are found by, where the database holds it in a column of its own."""

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from ashore.store.models.correspondence import Message


class Lexemes(models.Field):  # type: ignore[type-arg]
    """A set of lexemes: PostgreSQL's own type for it; elsewhere it stays empty."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        """The column's type."""
        return "tsvector" if connection.vendor == "postgresql" else "text"

    def deconstruct(self) -> Any:
        """For migrations, where it stands under a name that stays."""
        name, _, args, kwargs = super().deconstruct()
        return name, "ashore.store.models.finding.Lexemes", args, kwargs


class Findable(models.Model):
    """The lexemes of a message (``core.language.search``), on PostgreSQL; SQLite keeps them in a table of FTS5."""

    message = models.OneToOneField(Message, primary_key=True, on_delete=models.CASCADE, related_name="findable")
    lexemes = Lexemes()

    class Meta:
        app_label = "store"
