"""Roles, invitations, and the log of who did and saw what, of which no row can be changed: the database refuses it. On
SQLite a trigger goes when its table is made anew, so a later change of the table has to call `refuse_changes` again."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


SQLITE = """CREATE TRIGGER store_auditentry_stays BEFORE UPDATE ON store_auditentry
BEGIN SELECT RAISE(ABORT, 'the audit log is never changed'); END"""
POSTGRES = """CREATE FUNCTION store_auditentry_stays() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the audit log is never changed'; END $$;
CREATE TRIGGER store_auditentry_stays BEFORE UPDATE ON store_auditentry
FOR EACH ROW EXECUTE FUNCTION store_auditentry_stays()"""


def refuse_changes(apps, schema_editor):
    schema_editor.execute(POSTGRES if schema_editor.connection.vendor == "postgresql" else SQLITE)


def let_changes(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION store_auditentry_stays() CASCADE")
    else:
        schema_editor.execute("DROP TRIGGER store_auditentry_stays")


class Migration(migrations.Migration):

    dependencies = [
        ('store', '0022_shared_parts'),
    ]

    operations = [
        migrations.AddField(
            model_name='membership',
            name='client',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='store.client'),
        ),
        migrations.AddField(
            model_name='workspace',
            name='audit_days',
            field=models.PositiveIntegerField(db_default=365, default=365),
        ),
        migrations.AddField(
            model_name='workspace',
            name='second_factor',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AlterField(
            model_name='membership',
            name='role',
            field=models.CharField(choices=[('owner', 'owner'), ('manager', 'manager'), ('member', 'member'), ('accountant', 'accountant'), ('guest', 'guest')], default='member', max_length=16),
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254)),
                ('role', models.CharField(choices=[('owner', 'owner'), ('manager', 'manager'), ('member', 'member'), ('accountant', 'accountant'), ('guest', 'guest')], max_length=16)),
                ('digest', models.CharField(max_length=64, unique=True)),
                ('created_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(null=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('client', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, to='store.client')),
                ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('workspace', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='store.workspace')),
            ],
        ),
        migrations.CreateModel(
            name='AuditEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('user', models.BigIntegerField(null=True)),
                ('who', models.CharField(blank=True, max_length=254)),
                ('act', models.CharField(max_length=40)),
                ('of', models.CharField(blank=True, max_length=16)),
                ('number', models.BigIntegerField(null=True)),
                ('client', models.BigIntegerField(null=True)),
                ('detail', models.JSONField(default=dict)),
                ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='store.workspace')),
            ],
            options={
                'verbose_name_plural': 'audit log',
                'indexes': [models.Index(fields=['workspace', '-at', '-id'], name='audit_newest'), models.Index(fields=['workspace', 'client', '-at'], name='audit_of_client')],
            },
        ),
        migrations.RunPython(refuse_changes, let_changes),
    ]
