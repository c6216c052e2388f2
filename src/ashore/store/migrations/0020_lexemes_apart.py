"""Lexemes lie apart from their rows on PostgreSQL: a search for a common word visits the rows of thousands of messages,
and a hundred rows without lexemes fit where three with them did."""

from django.db import migrations

from ashore.store.search import postgres


def set_apart(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(postgres.APART)


def put_back(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE store_findable RESET (toast_tuple_target)")


class Migration(migrations.Migration):

    dependencies = [
        ("store", "0019_sent_copies"),
    ]

    operations = [
        migrations.RunPython(set_apart, put_back),
    ]
