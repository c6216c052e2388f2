"""Mail is taken in first and understood later: what a message says stands in a row of its own."""

import django.db.models.deletion
from django.db import migrations, models

MOVE = (
    "INSERT INTO store_reading (message_id, workspace_id, said, written, attachments)"
    " SELECT raw_id, workspace_id, said, '', 0 FROM store_message"
)


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
        migrations.RunSQL(MOVE, migrations.RunSQL.noop),
        migrations.RemoveField(model_name="message", name="language"),
        migrations.RemoveField(model_name="message", name="said"),
    ]
