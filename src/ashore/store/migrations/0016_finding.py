"""Lexemes of our own in place of SQLite's words and of PostgreSQL's scan; what is stored is indexed anew."""

import ashore.store.models.finding
import django.db.models.deletion
from django.db import DEFAULT_DB_ALIAS, migrations, models

from ashore.store.search import add_stored, postgres, sqlite

AT_ONCE = 1000


def create(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(sqlite.DROP)
        schema_editor.execute(sqlite.CREATE)
    else:
        for statement in postgres.INDEX:
            schema_editor.execute(statement)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(sqlite.DROP)
    else:
        for statement in postgres.FORGET:
            schema_editor.execute(statement)


def fill(apps, schema_editor):
    if schema_editor.connection.alias != DEFAULT_DB_ALIAS:
        return  # a copy of a desk: its messages are indexed where they are put
    ids = list(apps.get_model("store", "Message").objects.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), AT_ONCE):
        add_stored(ids[start : start + AT_ONCE])


class Migration(migrations.Migration):

    dependencies = [
        ("store", "0015_placing"),
    ]

    operations = [
        migrations.CreateModel(
            name="Findable",
            fields=[
                ("message", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name="findable", serialize=False, to="store.message")),
                ("lexemes", ashore.store.models.finding.Lexemes()),
            ],
        ),
        migrations.RunPython(create, drop),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
