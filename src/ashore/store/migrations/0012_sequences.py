"""Row numbers that the import gives out itself come from the tables' own sequences now, which had stood still."""

from django.core.management.color import no_style
from django.db import migrations


def go_on_behind_the_last(apps, schema_editor):
    """PostgreSQL: the next number of each of these tables is one that no row has."""
    tables = [apps.get_model("store", name) for name in ("RawMessage", "Conversation")]
    for statement in schema_editor.connection.ops.sequence_reset_sql(no_style(), tables):
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("store", "0011_background")]

    operations = [migrations.RunPython(go_on_behind_the_last, migrations.RunPython.noop)]
