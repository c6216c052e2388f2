"""What people told the coach: silences, required rules, how to write to a client."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0004_two_stages"),
    ]

    operations = [
        migrations.CreateModel(
            name="ClientManner",
            fields=[
                (
                    "client",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="manner",
                        serialize=False,
                        to="store.client",
                    ),
                ),
                ("type", models.CharField(blank=True, max_length=16)),
                ("familiar", models.BooleanField(default=False)),
                ("known_terms", models.JSONField(default=list)),
                (
                    "workspace",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.CASCADE, to="store.workspace"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="RequiredRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=80)),
                (
                    "workspace",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="required_rules",
                        to="store.workspace",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(models.F("workspace"), models.F("code"), name="required_rule_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Silence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "scope",
                    models.CharField(
                        choices=[("finding", "finding"), ("draft", "draft"), ("client", "client"), ("house", "house")],
                        max_length=8,
                    ),
                ),
                ("code", models.CharField(max_length=80)),
                ("mark", models.CharField(blank=True, max_length=16)),
                ("why", models.TextField(blank=True)),
                ("created_at", models.DateTimeField()),
                ("lifted_at", models.DateTimeField(null=True)),
                (
                    "client",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="silences",
                        to="store.client",
                    ),
                ),
                (
                    "conversation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="silences",
                        to="store.conversation",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.CASCADE, to="store.workspace"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        models.F("workspace"),
                        models.F("scope"),
                        condition=models.Q(("lifted_at__isnull", True)),
                        name="silence_standing",
                    )
                ],
            },
        ),
    ]
