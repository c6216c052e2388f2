"""Debts of long ago are told apart; a conversation has an owner."""

from datetime import UTC, datetime

from django.db import migrations, models


def derive_soon(apps, schema_editor):
    """The next refresh looks at every engagement and finds what is of long ago."""
    engagements = apps.get_model("store", "Engagement").objects.using(schema_editor.connection.alias)
    engagements.update(next_at=datetime(1970, 1, 1, tzinfo=UTC))


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0002_search'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='obligation',
            name='obligation_open_due',
        ),
        migrations.RemoveIndex(
            model_name='obligation',
            name='obligation_open_kind',
        ),
        migrations.AddField(
            model_name='conversation',
            name='owner',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='obligation',
            name='dormant',
            field=models.BooleanField(default=False),
        ),
        migrations.AddIndex(
            model_name='obligation',
            index=models.Index(models.F('workspace'), models.F('owed_by'), models.F('due'), models.F('id'), condition=models.Q(('state__in', ('open', 'late', 'suspended')), ('dormant', False)), name='obligation_awake_due'),
        ),
        migrations.AddIndex(
            model_name='obligation',
            index=models.Index(models.F('workspace'), models.F('kind'), models.F('due'), models.F('id'), condition=models.Q(('state__in', ('open', 'late', 'suspended')), ('dormant', False)), name='obligation_awake_kind'),
        ),
        migrations.RunPython(derive_soon, migrations.RunPython.noop),
    ]
