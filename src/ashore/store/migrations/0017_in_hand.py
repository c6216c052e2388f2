"""What processes have in hand in one table instead of two; what stands there moves."""

import django.db.models.deletion
from django.db import migrations, models

OLD = (("MailInHand", "raw_id"), ("Hold", "engagement_id"))


def join(apps, schema_editor):
    """Each row keeps its holder and its lease."""
    new = apps.get_model("store", "InHand").objects.using(schema_editor.connection.alias)
    for name, column in OLD:
        rows = apps.get_model("store", name).objects.using(schema_editor.connection.alias)
        found = rows.values(column, "holder", "until").iterator()
        new.bulk_create((new.model(**row) for row in found), batch_size=1000)


def part(apps, schema_editor):
    """Backwards."""
    new = apps.get_model("store", "InHand").objects.using(schema_editor.connection.alias)
    for name, column in OLD:
        rows = apps.get_model("store", name).objects.using(schema_editor.connection.alias)
        found = new.exclude(**{column: None}).values(column, "holder", "until").iterator()
        rows.bulk_create((rows.model(**{**row, "holder": row["holder"][:120]}) for row in found), batch_size=1000)


class Migration(migrations.Migration):
    dependencies = [("store", "0016_finding")]

    operations = [
        migrations.CreateModel(
            name="InHand",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("holder", models.CharField(max_length=160)),
                ("until", models.DateTimeField()),
                (
                    "engagement",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.CASCADE, to="store.engagement"
                    ),
                ),
                (
                    "raw",
                    models.OneToOneField(
                        null=True, on_delete=django.db.models.deletion.CASCADE, to="store.rawmessage"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(raw__isnull=True, engagement__isnull=False)
                        | models.Q(raw__isnull=False, engagement__isnull=True),
                        name="one_thing_in_hand",
                    )
                ]
            },
        ),
        migrations.RunPython(join, part, elidable=True),
        migrations.DeleteModel(name="MailInHand"),
        migrations.DeleteModel(name="Hold"),
    ]
