"""Messages that came by several ways: which is shown for which, and messages found by their Message-ID."""

import django.db.models.deletion
from django.db import migrations, models


def index(apps, schema_editor):
    """A Message-ID may be as long as its sender likes, which a B-tree of PostgreSQL cannot hold."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            "CREATE INDEX message_by_id ON store_message USING hash (message_id) WHERE message_id <> ''"
        )
    else:
        schema_editor.execute("CREATE INDEX message_by_id ON store_message (message_id)")


def drop(apps, schema_editor):
    schema_editor.execute("DROP INDEX IF EXISTS message_by_id")


class Migration(migrations.Migration):
    dependencies = [("store", "0020_lexemes_apart")]
    operations = [
        migrations.AlterField(
            model_name="rawmessage",
            name="state",
            field=models.CharField(
                choices=[("waiting", "waiting"), ("read", "read"), ("tray", "tray"), ("copy", "copy")],
                default="waiting",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="rawmessage",
            name="same_as",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="twins",
                to="store.rawmessage",
            ),
        ),
        migrations.AddIndex(
            model_name="rawmessage",
            index=models.Index(
                models.F("same_as"), name="raw_same_as", condition=models.Q(("same_as__isnull", False))
            ),
        ),
        migrations.RunPython(index, drop),
    ]
