"""Mail is taken in first and understood later: what a message says stands in a row of its own."""

import struct

import django.db.models.deletion
from django.db import migrations, models

MOVE = (
    "INSERT INTO store_reading (message_id, workspace_id, said, written, attachments)"
    " SELECT raw_id, workspace_id, said, '', 0 FROM store_message"
)


def gather_words(apps, schema_editor):
    """The words of each message into its own row."""
    here = schema_editor.connection.alias
    message, link = (apps.get_model("store", name).objects.using(here) for name in ("Message", "MessageLink"))
    words = {}
    for key, word in link.order_by("message_id", "word").values_list("message_id", "word"):
        words.setdefault(key, []).append(word)
    for key, found in words.items():
        message.filter(pk=key).update(words=struct.pack(f">{len(found)}q", *found))


def spread_words(apps, schema_editor):
    """And back into the table by which placed messages are found."""
    here = schema_editor.connection.alias
    message, link = (apps.get_model("store", name).objects.using(here) for name in ("Message", "MessageLink"))
    for key, packed in message.exclude(conversation=None).values_list("pk", "words"):
        words = struct.unpack(f">{len(packed) // 8}q", bytes(packed))
        link.bulk_create([link.model(word=word, message_id=key) for word in words])


class Migration(migrations.Migration):
    dependencies = [("store", "0003_old_debts_and_owners")]

    operations = [
        migrations.AddField(
            model_name="engagement", name="revision", field=models.PositiveBigIntegerField(default=0)
        ),
        migrations.CreateModel(
            name="Reading",
            fields=[
                (
                    "message",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="reading",
                        serialize=False,
                        to="store.message",
                    ),
                ),
                ("said", models.JSONField(null=True)),
                ("written", models.CharField(blank=True, max_length=40)),
                ("attachments", models.PositiveIntegerField(default=0)),
                ("parts", models.JSONField(null=True)),
                (
                    "workspace",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.CASCADE, to="store.workspace"
                    ),
                ),
            ],
        ),
        migrations.AddField(model_name="message", name="words", field=models.BinaryField(default=b"")),
        migrations.RunPython(gather_words, migrations.RunPython.noop),
        migrations.DeleteModel(name="MessageLink"),
        migrations.CreateModel(
            name="MessageLink",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "word", "message_id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("word", models.BigIntegerField()),
                (
                    "message",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="links",
                        to="store.message",
                    ),
                ),
            ],
        ),
        migrations.RunPython(spread_words, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="obligation",
            index=models.Index(
                models.F("engagement"),
                models.F("owed_by"),
                models.F("due"),
                condition=models.Q(("state__in", ("open", "late", "suspended"))),
                name="obligation_open_of_engagement",
            ),
        ),
        migrations.RunSQL(MOVE, migrations.RunSQL.noop),
        migrations.RemoveField(model_name="message", name="language"),
        migrations.RemoveField(model_name="message", name="said"),
    ]
