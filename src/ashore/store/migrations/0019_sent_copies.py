"""Copies of what was sent, for Sent folders, and whether an account wants them."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0018_watching'),
    ]

    operations = [
        migrations.AddField(
            model_name='mailaccount',
            name='sent_copies_kept',
            field=models.CharField(choices=[('auto', 'auto'), ('always', 'always'), ('never', 'never')], db_default='auto', default='auto', max_length=6),
        ),
        migrations.CreateModel(
            name='SentCopy',
            fields=[
                ('outgoing', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='sent_copy', serialize=False, to='store.outbox')),
                ('state', models.CharField(choices=[('waiting', 'waiting'), ('filing', 'filing'), ('filed', 'filed'), ('given_up', 'given_up')], default='waiting', max_length=8)),
                ('at', models.DateTimeField()),
                ('attempts', models.PositiveIntegerField(default=0)),
                ('claim', models.PositiveIntegerField(default=0)),
                ('not_before', models.DateTimeField(null=True)),
                ('reason', models.JSONField(default=dict)),
                ('folder', models.CharField(blank=True, max_length=400)),
                ('uidvalidity', models.PositiveBigIntegerField(default=0)),
                ('uid', models.PositiveBigIntegerField(default=0)),
                ('filed_at', models.DateTimeField(null=True)),
                ('account', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='sent_copies', to='store.mailaccount')),
            ],
            options={
                'indexes': [models.Index(models.F('account'), models.F('not_before'), condition=models.Q(('state__in', ('waiting', 'filing'))), name='sent_copy_open'), models.Index(models.F('account'), name='sent_copy_of_account')],
            },
        ),
    ]
