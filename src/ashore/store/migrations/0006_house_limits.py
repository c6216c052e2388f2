"""A house's own thresholds of the coach's rules."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0005_coach"),
    ]

    operations = [
        migrations.CreateModel(
            name="HouseLimit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rule", models.CharField(max_length=80)),
                ("value", models.PositiveIntegerField()),
                (
                    "workspace",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="house_limits",
                        to="store.workspace",
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(models.F("workspace"), models.F("rule"), name="house_limit_once")],
            },
        ),
    ]
