"""All of the steps before it in one, for new desks; those that have taken some of the steps take the rest of them."""

from importlib import import_module

import ashore.store.models.finding
import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models

from ashore.store.creating import CreateTables
from ashore.store.search import postgres, sqlite


def create_index(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(sqlite.CREATE)
    else:
        for statement in (*postgres.INDEX, postgres.APART):
            schema_editor.execute(statement)


def drop_index(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(sqlite.DROP)
    else:
        for statement in postgres.FORGET:
            schema_editor.execute(statement)


by_id = import_module("ashore.store.migrations.0021_twins")
log = import_module("ashore.store.migrations.0023_roles")


class Migration(migrations.Migration):

    replaces = [
        ('store', '0001_initial'),
        ('store', '0002_search'),
        ('store', '0003_old_debts_and_owners'),
        ('store', '0004_two_stages'),
        ('store', '0005_coach'),
        ('store', '0006_house_limits'),
        ('store', '0007_house_packs'),
        ('store', '0008_mail_accounts'),
        ('store', '0009_fetching'),
        ('store', '0010_outgoing'),
        ('store', '0011_background'),
        ('store', '0012_sequences'),
        ('store', '0013_channels'),
        ('store', '0014_data_operation'),
        ('store', '0015_placing'),
        ('store', '0016_finding'),
        ('store', '0017_in_hand'),
        ('store', '0018_watching'),
        ('store', '0019_sent_copies'),
        ('store', '0020_lexemes_apart'),
        ('store', '0021_twins'),
        ('store', '0022_shared_parts'),
        ('store', '0023_roles'),
        ('store', '0024_team'),
        ('store', '0025_reports'),
    ]

    initial = True

    dependencies = [
    ]

    operations = [
        CreateTables(
            tables=[
                migrations.CreateModel(
                    name='Workspace',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=200)),
                        ('zone', models.CharField(default='UTC', max_length=64)),
                        ('language', models.CharField(default='en', max_length=8)),
                        ('me', models.JSONField(default=list)),
                        ('created_at', models.DateTimeField()),
                        ('derived_at', models.DateTimeField(null=True)),
                        ('audit_days', models.PositiveIntegerField(db_default=365, default=365)),
                        ('second_factor', models.BooleanField(db_default=False, default=False)),
                    ],
                    options={
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='User',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('password', models.CharField(max_length=128, verbose_name='password')),
                        ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                        ('email', models.EmailField(max_length=254)),
                        ('name', models.CharField(blank=True, max_length=200)),
                        ('language', models.CharField(default='en', max_length=8)),
                        ('zone', models.CharField(blank=True, max_length=64)),
                        ('is_active', models.BooleanField(default=True)),
                        ('date_joined', models.DateTimeField(auto_now_add=True)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), name='user_email_once')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='SignInLink',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('digest', models.CharField(max_length=64, unique=True)),
                        ('created_at', models.DateTimeField()),
                        ('expires_at', models.DateTimeField()),
                        ('used_at', models.DateTimeField(null=True)),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='ImportRun',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('started_at', models.DateTimeField()),
                        ('ended_at', models.DateTimeField(null=True)),
                        ('paths', models.JSONField(default=list)),
                        ('counts', models.JSONField(default=dict)),
                        ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='store.workspace')),
                    ],
                    options={
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='SourceMark',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('source', models.TextField()),
                        ('fingerprint', models.TextField()),
                        ('offset', models.PositiveBigIntegerField(default=0)),
                        ('done', models.BooleanField(default=False)),
                        ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='store.workspace')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(models.F('source'), models.F('workspace'), name='source_once')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='RequiredRule',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('code', models.CharField(max_length=80)),
                        ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='required_rules', to='store.workspace')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(models.F('workspace'), models.F('code'), name='required_rule_once')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='HouseLimit',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('rule', models.CharField(max_length=80)),
                        ('value', models.PositiveIntegerField()),
                        ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='house_limits', to='store.workspace')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(models.F('workspace'), models.F('rule'), name='house_limit_once')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='HousePack',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=40)),
                        ('text', models.TextField(blank=True)),
                        ('digest', models.CharField(blank=True, max_length=64)),
                        ('on', models.BooleanField(default=False)),
                        ('created_at', models.DateTimeField()),
                        ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL)),
                        ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='house_packs', to='store.workspace')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(models.F('workspace'), models.F('name'), name='house_pack_once')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='MailAccount',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('address', models.CharField(max_length=320)),
                        ('auth', models.CharField(choices=[('password', 'password'), ('xoauth2', 'xoauth2')], default='password', max_length=8)),
                        ('user', models.CharField(blank=True, max_length=320)),
                        ('secret', models.BinaryField(default=b'')),
                        ('token_url', models.TextField(blank=True)),
                        ('imap_host', models.CharField(blank=True, max_length=255)),
                        ('imap_port', models.PositiveIntegerField(default=993)),
                        ('imap_security', models.CharField(choices=[('tls', 'tls'), ('starttls', 'starttls'), ('none', 'none')], default='tls', max_length=8)),
                        ('smtp_host', models.CharField(blank=True, max_length=255)),
                        ('smtp_port', models.PositiveIntegerField(default=587)),
                        ('smtp_security', models.CharField(choices=[('tls', 'tls'), ('starttls', 'starttls'), ('none', 'none')], default='starttls', max_length=8)),
                        ('state', models.CharField(choices=[('active', 'active'), ('paused', 'paused')], default='active', max_length=6)),
                        ('why', models.JSONField(default=dict)),
                        ('failures', models.PositiveIntegerField(default=0)),
                        ('retry_at', models.DateTimeField(null=True)),
                        ('daily_bytes', models.PositiveBigIntegerField(null=True)),
                        ('fetched_at', models.DateTimeField(null=True)),
                        ('created_at', models.DateTimeField()),
                        ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='store.workspace')),
                        ('leased_by', models.CharField(blank=True, max_length=160)),
                        ('leased_until', models.DateTimeField(null=True)),
                        ('sent_copies_kept', models.CharField(choices=[('auto', 'auto'), ('always', 'always'), ('never', 'never')], db_default='auto', default='auto', max_length=6)),
                    ],
                    options={
                        'indexes': [],
                        'constraints': [models.UniqueConstraint(models.F('workspace'), models.F('address'), name='account_address_once')],
                    },
                ),
                migrations.CreateModel(
                    name='MailFolder',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=400)),
                        ('role', models.CharField(choices=[('inbox', 'inbox'), ('sent', 'sent'), ('other', 'other')], default='other', max_length=8)),
                        ('watched', models.BooleanField(default=True)),
                        ('uidvalidity', models.PositiveBigIntegerField(default=0)),
                        ('last_uid', models.PositiveBigIntegerField(default=0)),
                        ('modseq', models.PositiveBigIntegerField(default=0)),
                        ('day', models.DateField(null=True)),
                        ('day_bytes', models.PositiveBigIntegerField(default=0)),
                        ('fetched_at', models.DateTimeField(null=True)),
                        ('account', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='folders', to='store.mailaccount')),
                        ('first_uid', models.PositiveBigIntegerField(default=1)),
                    ],
                    options={
                        'indexes': [],
                        'constraints': [models.UniqueConstraint(models.F('account'), models.F('name'), name='folder_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Receipts',
                    fields=[
                        ('workspace', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='receipts', serialize=False, to='store.workspace')),
                        ('since', models.DateTimeField(null=True)),
                        ('changed_at', models.DateTimeField()),
                        ('changed_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='Signature',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('language', models.CharField(max_length=8)),
                        ('text', models.TextField()),
                        ('changed_at', models.DateTimeField()),
                        ('user', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
                        ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='store.workspace')),
                    ],
                    options={
                        'indexes': [],
                        'constraints': [models.UniqueConstraint(models.F('workspace'), models.F('user'), models.F('language'), name='signature_once'), models.UniqueConstraint(models.F('workspace'), models.F('language'), condition=models.Q(('user__isnull', True)), name='team_signature_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Digest',
                    fields=[
                        ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, serialize=False, to=settings.AUTH_USER_MODEL)),
                        ('wanted', models.BooleanField(default=False)),
                        ('last_day', models.DateField(null=True)),
                    ],
                    options={
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='Figure',
                    fields=[
                        ('name', models.CharField(max_length=80, primary_key=True, serialize=False)),
                        ('value', models.FloatField()),
                        ('at', models.DateTimeField()),
                    ],
                    options={
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='Schedule',
                    fields=[
                        ('name', models.CharField(max_length=80, primary_key=True, serialize=False)),
                        ('next_at', models.DateTimeField()),
                        ('last_at', models.DateTimeField(null=True)),
                    ],
                    options={
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='TaskTotal',
                    fields=[
                        ('name', models.CharField(max_length=80, primary_key=True, serialize=False)),
                        ('runs', models.PositiveBigIntegerField(default=0)),
                        ('failures', models.PositiveBigIntegerField(default=0)),
                        ('seconds', models.FloatField(default=0)),
                    ],
                    options={
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='Worker',
                    fields=[
                        ('name', models.CharField(max_length=120, primary_key=True, serialize=False)),
                        ('title', models.CharField(max_length=64)),
                        ('started_at', models.DateTimeField()),
                        ('seen_at', models.DateTimeField()),
                        ('doing', models.CharField(blank=True, max_length=64)),
                        ('kind', models.CharField(choices=[('worker', 'worker'), ('watch', 'watch')], default='worker', max_length=6)),
                        ('listens', models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='Notice',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('uid', models.CharField(max_length=64)),
                        ('at', models.DateTimeField()),
                        ('gone_at', models.DateTimeField(null=True)),
                        ('user', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(models.F('user'), models.F('uid'), name='notice_once')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='Channel',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.CharField(max_length=40, unique=True)),
                        ('kind', models.CharField(choices=[('api', 'api'), ('telegram', 'telegram')], max_length=10)),
                        ('name', models.CharField(max_length=100)),
                        ('agreed_as', models.CharField(blank=True, max_length=100)),
                        ('secret', models.BinaryField(default=b'')),
                        ('url', models.TextField(blank=True)),
                        ('state', models.CharField(choices=[('active', 'active'), ('paused', 'paused'), ('removed', 'removed')], default='active', max_length=7)),
                        ('why', models.JSONField(default=dict)),
                        ('cursor', models.BigIntegerField(default=0)),
                        ('failures', models.PositiveIntegerField(default=0)),
                        ('retry_at', models.DateTimeField(null=True)),
                        ('lease_until', models.DateTimeField(null=True)),
                        ('heard_at', models.DateTimeField(null=True)),
                        ('created_at', models.DateTimeField()),
                        ('workspace', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='store.workspace')),
                    ],
                    options={
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='Chat',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('chat', models.CharField(max_length=200)),
                        ('title', models.CharField(blank=True, max_length=300)),
                        ('channel', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='chats', to='store.channel')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(models.F('channel'), models.F('chat'), name='chat_once')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='DataBundle',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('state', models.CharField(choices=[('wanted', 'wanted'), ('making', 'making'), ('ready', 'ready'), ('failed', 'failed'), ('gone', 'gone')], default='wanted', max_length=8)),
                        ('file', models.CharField(blank=True, max_length=100)),
                        ('size', models.PositiveBigIntegerField(default=0)),
                        ('why', models.TextField(blank=True)),
                        ('created_at', models.DateTimeField()),
                        ('ready_at', models.DateTimeField(null=True)),
                        ('gone_at', models.DateTimeField(null=True)),
                        ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL)),
                        ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='store.workspace')),
                    ],
                    options={
                        'indexes': [models.Index(models.F('workspace'), models.F('id'), name='bundle_of_workspace')],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='Erased',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('digest', models.CharField(max_length=64)),
                        ('alias', models.CharField(blank=True, max_length=320)),
                        ('erased_at', models.DateTimeField()),
                        ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='store.workspace')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(models.F('workspace'), models.F('digest'), name='erased_once')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='SharedPart',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('sha256', models.CharField(max_length=64)),
                        ('size', models.PositiveBigIntegerField()),
                        ('body', models.BinaryField()),
                        ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='store.workspace')),
                    ],
                    options={
                        'indexes': [],
                        'constraints': [models.UniqueConstraint(models.F('workspace'), models.F('sha256'), name='shared_part_once')],
                    },
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
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='CustomField',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('of', models.CharField(choices=[('conversation', 'conversation'), ('client', 'client')], max_length=12)),
                        ('name', models.CharField(max_length=60)),
                        ('kind', models.CharField(choices=[('text', 'text'), ('number', 'number'), ('date', 'date'), ('choice', 'choice')], max_length=6)),
                        ('choices', models.JSONField(default=list)),
                        ('removed', models.BooleanField(default=False)),
                        ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='custom_fields', to='store.workspace')),
                    ],
                    options={
                        'indexes': [],
                        'constraints': [models.UniqueConstraint(models.F('workspace'), models.F('of'), django.db.models.functions.text.Lower('name'), condition=models.Q(('removed', False)), name='custom_field_once')],
                    },
                ),
                migrations.CreateModel(
                    name='SavedReply',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=120)),
                        ('language', models.CharField(blank=True, max_length=8)),
                        ('text', models.TextField()),
                        ('changed_at', models.DateTimeField()),
                        ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
                        ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='saved_replies', to='store.workspace')),
                    ],
                    options={
                        'indexes': [models.Index(models.F('workspace'), models.F('name'), name='saved_reply_by_name')],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='Tag',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(max_length=40)),
                        ('hue', models.PositiveSmallIntegerField(default=0)),
                        ('removed', models.BooleanField(default=False)),
                        ('merged_into', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='merged', to='store.tag')),
                        ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='tags', to='store.workspace')),
                    ],
                    options={
                        'indexes': [],
                        'constraints': [models.UniqueConstraint(models.F('workspace'), django.db.models.functions.text.Lower('name'), condition=models.Q(('merged_into__isnull', True), ('removed', False)), name='tag_name_once')],
                    },
                ),
                migrations.CreateModel(
                    name='WorkHours',
                    fields=[
                        ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='work_hours', serialize=False, to=settings.AUTH_USER_MODEL)),
                        ('week', models.JSONField(default=dict)),
                    ],
                    options={
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='Absence',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('first_date', models.DateField()),
                        ('last_date', models.DateField()),
                        ('created_at', models.DateTimeField()),
                        ('cover', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('created_by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('user', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='absences', to=settings.AUTH_USER_MODEL)),
                        ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='store.workspace')),
                    ],
                    options={
                        'indexes': [models.Index(models.F('workspace'), models.F('last_date'), name='absence_until')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('last_date__gte', models.F('first_date'))), name='absence_ends_after_it_began'), models.CheckConstraint(condition=models.Q(('cover__isnull', True), models.Q(('cover', models.F('user')), _negated=True), _connector='OR'), name='nobody_covers_themselves')],
                    },
                ),
                migrations.CreateModel(
                    name='Attention',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('percent', models.PositiveSmallIntegerField()),
                        ('user', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
                        ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='attentions', to='store.workspace')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(models.F('workspace'), models.F('user'), name='attention_once'), models.CheckConstraint(condition=models.Q(('percent__lte', 100)), name='attention_up_to_all')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='Effort',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(max_length=16)),
                        ('minutes', models.PositiveIntegerField()),
                        ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='efforts', to='store.workspace')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(models.F('workspace'), models.F('kind'), name='effort_once')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='Client',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.CharField(max_length=254)),
                        ('name', models.CharField(max_length=254)),
                        ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='store.workspace')),
                        ('hidden', models.BooleanField(default=False)),
                    ],
                    options={
                        'indexes': [],
                        'constraints': [models.UniqueConstraint(models.F('workspace'), models.F('key'), name='client_key_once')],
                    },
                ),
                migrations.CreateModel(
                    name='RawMessage',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('sha256', models.CharField(max_length=64)),
                        ('size', models.PositiveBigIntegerField()),
                        ('arrived_at', models.DateTimeField()),
                        ('state', models.CharField(choices=[('waiting', 'waiting'), ('read', 'read'), ('tray', 'tray'), ('copy', 'copy')], default='waiting', max_length=8)),
                        ('body', models.BinaryField()),
                        ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='store.workspace')),
                        ('form', models.CharField(choices=[('mail', 'mail'), ('channel', 'channel')], db_default='mail', default='mail', max_length=8)),
                        ('redacted_at', models.DateTimeField(null=True)),
                        ('same_as', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='twins', to='store.rawmessage')),
                    ],
                    options={
                        'indexes': [models.Index(models.F('workspace'), models.F('id'), condition=models.Q(('state', 'waiting')), name='raw_waiting'), models.Index(models.F('same_as'), condition=models.Q(('same_as__isnull', False)), name='raw_same_as')],
                        'constraints': [models.UniqueConstraint(models.F('workspace'), models.F('sha256'), name='raw_content_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Engagement',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('title', models.CharField(blank=True, max_length=254)),
                        ('habits', models.JSONField(default=list)),
                        ('derived_at', models.DateTimeField(null=True)),
                        ('next_at', models.DateTimeField(null=True)),
                        ('client', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='engagements', to='store.client')),
                        ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='store.workspace')),
                        ('revision', models.PositiveBigIntegerField(default=0)),
                    ],
                    options={
                        'indexes': [models.Index(models.F('next_at'), condition=models.Q(('next_at__isnull', False)), name='engagement_next')],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='Conversation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.CharField(max_length=64)),
                        ('subject', models.TextField(blank=True)),
                        ('snippet', models.CharField(blank=True, max_length=240)),
                        ('listed', models.BooleanField(default=False)),
                        ('messages_count', models.PositiveIntegerField(default=0)),
                        ('first_at', models.DateTimeField()),
                        ('last_at', models.DateTimeField()),
                        ('last_side', models.CharField(choices=[('us', 'us'), ('client', 'client')], default='client', max_length=6)),
                        ('waiting_for', models.CharField(default='nobody', max_length=6)),
                        ('next_due_at', models.DateTimeField(null=True)),
                        ('next_kind', models.CharField(blank=True, max_length=16)),
                        ('sort_at', models.DateTimeField()),
                        ('recency', models.BigIntegerField()),
                        ('client', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='conversations', to='store.client')),
                        ('engagement', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='conversations', to='store.engagement')),
                        ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='store.workspace')),
                        ('owner', models.TextField(blank=True)),
                        ('channel', models.CharField(db_default='', default='', max_length=40)),
                        ('assignee', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('snoozed_until', models.DateTimeField(null=True)),
                        ('tags', models.JSONField(null=True)),
                    ],
                    options={
                        'indexes': [models.Index(models.F('workspace'), models.F('sort_at'), models.F('recency'), models.F('id'), name='conversation_by_due'), models.Index(models.F('client'), models.F('sort_at'), models.F('recency'), models.F('id'), name='conversation_of_client'), models.Index(models.F('workspace'), models.F('assignee'), models.F('sort_at'), models.F('recency'), models.F('id'), condition=models.Q(('assignee__isnull', False)), name='conversation_of_assignee'), models.Index(models.F('workspace'), models.F('sort_at'), models.F('recency'), models.F('id'), condition=models.Q(('assignee__isnull', True)), name='conversation_of_nobody'), models.Index(models.F('workspace'), models.F('snoozed_until'), models.F('id'), condition=models.Q(('snoozed_until__isnull', False)), name='conversation_snoozed')],
                        'constraints': [models.UniqueConstraint(models.F('workspace'), models.F('key'), name='conversation_key_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Message',
                    fields=[
                        ('raw', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='message', serialize=False, to='store.rawmessage')),
                        ('key', models.CharField(max_length=64)),
                        ('message_id', models.TextField(blank=True)),
                        ('at', models.DateTimeField()),
                        ('sender_name', models.TextField(blank=True)),
                        ('sender_email', models.TextField(blank=True)),
                        ('side', models.CharField(choices=[('us', 'us'), ('client', 'client')], max_length=6)),
                        ('kind', models.CharField(choices=[('message', 'message'), ('auto_reply', 'auto_reply'), ('bounce', 'bounce')], default='message', max_length=10)),
                        ('subject', models.TextField(blank=True)),
                        ('has_html', models.BooleanField(default=False)),
                        ('conflict', models.BooleanField(default=False)),
                        ('outsider', models.BooleanField(default=False)),
                        ('parent_key', models.CharField(blank=True, max_length=64)),
                        ('placement', models.JSONField(default=dict)),
                        ('head', models.JSONField(default=dict)),
                        ('notes', models.JSONField(default=dict)),
                        ('new_text', models.TextField(blank=True)),
                        ('text', models.TextField(blank=True)),
                        ('conversation', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='messages', to='store.conversation')),
                        ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='store.workspace')),
                        ('words', models.BinaryField(default=b'')),
                        ('channel', models.CharField(db_default='', default='', max_length=40)),
                    ],
                    options={
                        'indexes': [models.Index(models.F('conversation'), models.F('at'), name='message_in_conversation'), models.Index(models.F('workspace'), models.F('raw'), condition=models.Q(('conversation__isnull', True)), name='message_unplaced'), models.Index(models.F('workspace'), models.F('raw'), condition=models.Q(('outsider', True)), name='message_outside')],
                        'constraints': [models.UniqueConstraint(models.F('workspace'), models.F('key'), name='message_key_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Person',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.CharField(blank=True, max_length=254)),
                        ('client', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='people', to='store.client')),
                        ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='store.workspace')),
                    ],
                    options={
                        'indexes': [models.Index(models.F('workspace'), models.F('name'), name='person_by_name')],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='PersonAddress',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('email', models.CharField(max_length=320)),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='addresses', to='store.person')),
                        ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='store.workspace')),
                    ],
                    options={
                        'indexes': [],
                        'constraints': [models.UniqueConstraint(models.F('workspace'), models.F('email'), name='address_owner_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Outbox',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('conversation_key', models.CharField(blank=True, max_length=64)),
                        ('message_id', models.CharField(max_length=254, unique=True)),
                        ('sender', models.TextField()),
                        ('recipients', models.JSONField(default=dict)),
                        ('subject', models.TextField()),
                        ('text', models.TextField()),
                        ('raw', models.BinaryField()),
                        ('state', models.CharField(choices=[('planned', 'planned'), ('sending', 'sending'), ('sent', 'sent'), ('perhaps_sent', 'perhaps_sent'), ('failed', 'failed'), ('withdrawn', 'withdrawn')], default='planned', max_length=12)),
                        ('attempts', models.PositiveIntegerField(default=0)),
                        ('not_before', models.DateTimeField(null=True)),
                        ('created_at', models.DateTimeField()),
                        ('sent_at', models.DateTimeField(null=True)),
                        ('conversation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, to='store.conversation')),
                        ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL)),
                        ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='store.workspace')),
                        ('automatic', models.BooleanField(default=False)),
                        ('claim', models.PositiveIntegerField(default=0)),
                        ('content_at', models.DateTimeField(null=True)),
                        ('uneven', models.BooleanField(default=False)),
                        ('to_enter', models.BooleanField(default=False)),
                        ('files', models.JSONField(default=list)),
                        ('hidden', models.JSONField(default=list)),
                        ('incomplete', models.BooleanField(default=False)),
                        ('planned_for', models.DateTimeField(null=True)),
                        ('reason', models.JSONField(default=dict)),
                        ('unless_answered', models.BooleanField(default=False)),
                        ('channel', models.CharField(db_default='', default='', max_length=40)),
                    ],
                    options={
                        'indexes': [models.Index(models.F('not_before'), condition=models.Q(('state__in', ('planned', 'sending'))), name='outbox_waiting'), models.Index(models.F('conversation'), name='outbox_of_conversation'), models.Index(models.F('id'), condition=models.Q(('to_enter', True)), name='outbox_to_enter'), models.Index(models.F('workspace'), models.F('id'), condition=models.Q(('state__in', ('planned', 'sending', 'perhaps_sent', 'failed')), ('incomplete', True), _connector='OR'), name='outbox_unfinished')],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='Obligation',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('uid', models.CharField(max_length=64)),
                        ('kind', models.CharField(max_length=16)),
                        ('owed_by', models.CharField(choices=[('us', 'us'), ('client', 'client')], max_length=6)),
                        ('state', models.CharField(max_length=10)),
                        ('created_at', models.DateTimeField()),
                        ('due', models.DateTimeField(null=True)),
                        ('remind_at', models.DateTimeField(null=True)),
                        ('met_at', models.DateTimeField(null=True)),
                        ('ended_at', models.DateTimeField(null=True)),
                        ('met_by', models.CharField(blank=True, max_length=64)),
                        ('anchor', models.CharField(max_length=64)),
                        ('person', models.TextField(blank=True)),
                        ('quote', models.TextField(blank=True)),
                        ('because', models.JSONField(default=dict)),
                        ('conversation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='obligations', to='store.conversation')),
                        ('engagement', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='obligations', to='store.engagement')),
                        ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='store.workspace')),
                        ('dormant', models.BooleanField(default=False)),
                    ],
                    options={
                        'indexes': [models.Index(models.F('conversation'), models.F('due'), condition=models.Q(('state__in', ('open', 'late', 'suspended'))), name='obligation_of_conversation'), models.Index(models.F('workspace'), models.F('owed_by'), models.F('due'), models.F('id'), condition=models.Q(('state__in', ('open', 'late', 'suspended')), ('dormant', False)), name='obligation_awake_due'), models.Index(models.F('workspace'), models.F('kind'), models.F('due'), models.F('id'), condition=models.Q(('state__in', ('open', 'late', 'suspended')), ('dormant', False)), name='obligation_awake_kind'), models.Index(models.F('engagement'), models.F('owed_by'), models.F('due'), condition=models.Q(('state__in', ('open', 'late', 'suspended'))), name='obligation_open_of_engagement')],
                        'constraints': [models.UniqueConstraint(models.F('engagement'), models.F('uid'), name='obligation_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Membership',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('role', models.CharField(choices=[('owner', 'owner'), ('manager', 'manager'), ('member', 'member'), ('accountant', 'accountant'), ('guest', 'guest')], default='member', max_length=16)),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
                        ('workspace', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='store.workspace')),
                        ('client', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='store.client')),
                    ],
                    options={
                        'indexes': [],
                        'constraints': [models.UniqueConstraint(models.F('user'), models.F('workspace'), name='membership_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Event',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('anchor', models.CharField(blank=True, max_length=64)),
                        ('kind', models.CharField(max_length=20)),
                        ('at', models.DateTimeField()),
                        ('data', models.JSONField(default=dict)),
                        ('created_at', models.DateTimeField()),
                        ('conversation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, to='store.conversation')),
                        ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL)),
                        ('engagement', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, to='store.engagement')),
                        ('undoes', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='undone_by', to='store.event')),
                        ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='store.workspace')),
                    ],
                    options={
                        'indexes': [models.Index(models.F('workspace'), models.F('kind'), name='event_by_kind')],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='Copy',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('source', models.TextField()),
                        ('place', models.TextField()),
                        ('raw', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='copies', to='store.rawmessage')),
                        ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='store.workspace')),
                    ],
                    options={
                        'indexes': [],
                        'constraints': [models.UniqueConstraint(models.F('source'), models.F('place'), models.F('workspace'), name='copy_place_once')],
                    },
                ),
                migrations.CreateModel(
                    name='AgreementText',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('version', models.PositiveIntegerField()),
                        ('text', models.TextField()),
                        ('source', models.CharField(blank=True, max_length=400)),
                        ('created_at', models.DateTimeField()),
                        ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL)),
                        ('engagement', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, to='store.engagement')),
                        ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='store.workspace')),
                    ],
                    options={
                        'indexes': [],
                        'constraints': [models.UniqueConstraint(models.F('engagement'), models.F('version'), name='agreement_version_once'), models.UniqueConstraint(models.F('workspace'), models.F('version'), condition=models.Q(('engagement__isnull', True)), name='workspace_agreement_version_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Attachment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('position', models.PositiveIntegerField()),
                        ('name', models.TextField(blank=True)),
                        ('type', models.TextField(blank=True)),
                        ('size', models.PositiveBigIntegerField()),
                        ('sha256', models.CharField(max_length=64)),
                        ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='store.workspace')),
                        ('message', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='attachments', to='store.message')),
                    ],
                    options={
                        'indexes': [],
                        'constraints': [models.UniqueConstraint(models.F('message'), models.F('position'), name='attachment_position_once')],
                    },
                ),
                migrations.CreateModel(
                    name='ReplyDraft',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('text', models.TextField()),
                        ('saved_at', models.DateTimeField()),
                        ('conversation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to='store.conversation')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
                        ('anchor', models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(models.F('conversation'), models.F('user'), name='draft_once')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='Tray',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('source', models.TextField()),
                        ('place', models.TextField(blank=True)),
                        ('reason', models.TextField()),
                        ('size', models.PositiveBigIntegerField(default=0)),
                        ('at', models.DateTimeField()),
                        ('raw', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, to='store.rawmessage')),
                        ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='store.workspace')),
                        ('settled', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='store.event')),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(models.F('source'), models.F('place'), models.F('workspace'), name='tray_place_once')],
                        'indexes': [],
                    },
                ),
                migrations.CreateModel(
                    name='Reading',
                    fields=[
                        ('message', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='reading', serialize=False, to='store.message')),
                        ('said', models.JSONField(null=True)),
                        ('written', models.CharField(blank=True, max_length=40)),
                        ('attachments', models.PositiveIntegerField(default=0)),
                        ('parts', models.JSONField(null=True)),
                        ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='store.workspace')),
                    ],
                    options={
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='MessageLink',
                    fields=[
                        ('pk', models.CompositePrimaryKey('word', 'message_id', blank=True, editable=False, primary_key=True, serialize=False)),
                        ('word', models.BigIntegerField()),
                        ('message', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='links', to='store.message')),
                    ],
                    options={
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='ClientManner',
                    fields=[
                        ('client', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='manner', serialize=False, to='store.client')),
                        ('type', models.CharField(blank=True, max_length=16)),
                        ('familiar', models.BooleanField(default=False)),
                        ('known_terms', models.JSONField(default=list)),
                        ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='store.workspace')),
                    ],
                    options={
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='Silence',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('scope', models.CharField(choices=[('finding', 'finding'), ('draft', 'draft'), ('client', 'client'), ('house', 'house')], max_length=8)),
                        ('code', models.CharField(max_length=80)),
                        ('mark', models.CharField(blank=True, max_length=16)),
                        ('why', models.TextField(blank=True)),
                        ('created_at', models.DateTimeField()),
                        ('lifted_at', models.DateTimeField(null=True)),
                        ('client', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='silences', to='store.client')),
                        ('conversation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='silences', to='store.conversation')),
                        ('created_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL)),
                        ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='store.workspace')),
                        ('anchor', models.CharField(blank=True, max_length=64)),
                    ],
                    options={
                        'indexes': [models.Index(models.F('workspace'), models.F('scope'), condition=models.Q(('lifted_at__isnull', True)), name='silence_standing')],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='AutomaticMail',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('email', models.CharField(max_length=320)),
                        ('reason', models.JSONField(default=dict)),
                        ('at', models.DateTimeField()),
                        ('cause', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='automatic_answer', to='store.message')),
                        ('outgoing', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, to='store.outbox')),
                        ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='store.workspace')),
                    ],
                    options={
                        'indexes': [models.Index(models.F('workspace'), models.F('email'), models.F('at'), name='automatic_mail_to')],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='DraftFile',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('name', models.TextField()),
                        ('type', models.CharField(max_length=100)),
                        ('size', models.PositiveBigIntegerField()),
                        ('content', models.BinaryField()),
                        ('added_at', models.DateTimeField()),
                        ('conversation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='store.conversation')),
                        ('user', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'indexes': [models.Index(models.F('conversation'), models.F('user'), models.F('id'), name='draft_files')],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='Returned',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('email', models.CharField(max_length=320)),
                        ('code', models.CharField(blank=True, max_length=20)),
                        ('words', models.TextField(blank=True)),
                        ('at', models.DateTimeField()),
                        ('lifted_at', models.DateTimeField(null=True)),
                        ('message', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='returned', to='store.message')),
                        ('outgoing', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, to='store.outbox')),
                        ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='store.workspace')),
                    ],
                    options={
                        'indexes': [models.Index(models.F('workspace'), models.F('email'), name='returned_address')],
                        'constraints': [models.UniqueConstraint(models.F('message'), models.F('email'), name='returned_once')],
                    },
                ),
                migrations.CreateModel(
                    name='ChatCode',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('digest', models.CharField(max_length=64, unique=True)),
                        ('expires_at', models.DateTimeField()),
                        ('used_at', models.DateTimeField(null=True)),
                        ('channel', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='store.channel')),
                        ('client', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='store.client')),
                    ],
                    options={
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='Findable',
                    fields=[
                        ('message', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='findable', serialize=False, to='store.message')),
                        ('lexemes', ashore.store.models.finding.Lexemes()),
                    ],
                    options={
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='InHand',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('holder', models.CharField(max_length=160)),
                        ('until', models.DateTimeField()),
                        ('engagement', models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, to='store.engagement')),
                        ('raw', models.OneToOneField(null=True, on_delete=django.db.models.deletion.CASCADE, to='store.rawmessage')),
                    ],
                    options={
                        'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('engagement__isnull', False), ('raw__isnull', True)), models.Q(('engagement__isnull', True), ('raw__isnull', False)), _connector='OR'), name='one_thing_in_hand')],
                        'indexes': [],
                    },
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
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='PartUse',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('content', models.CharField(max_length=64)),
                        ('raw', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='store.rawmessage')),
                        ('part', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, to='store.sharedpart')),
                    ],
                    options={
                        'indexes': [],
                        'constraints': [models.UniqueConstraint(models.F('raw'), models.F('content'), name='part_use_once')],
                    },
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
                    options={
                        'indexes': [],
                        'constraints': [],
                    },
                ),
                migrations.CreateModel(
                    name='Concern',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('kind', models.CharField(choices=[('mention', 'mention'), ('given', 'given'), ('answer', 'answer'), ('woke', 'woke')], max_length=8)),
                        ('uid', models.CharField(max_length=80)),
                        ('at', models.DateTimeField()),
                        ('counts_from', models.DateTimeField()),
                        ('read_at', models.DateTimeField(null=True)),
                        ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('conversation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, to='store.conversation')),
                        ('user', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='concerns', to=settings.AUTH_USER_MODEL)),
                        ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='store.workspace')),
                    ],
                    options={
                        'indexes': [models.Index(models.F('user'), models.F('at'), name='concern_of_user'), models.Index(models.F('user'), models.F('counts_from'), condition=models.Q(('read_at__isnull', True)), name='concern_unread')],
                        'constraints': [models.UniqueConstraint(models.F('user'), models.F('kind'), models.F('uid'), name='concern_once')],
                    },
                ),
                migrations.CreateModel(
                    name='ConversationTag',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('conversation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tagged', to='store.conversation')),
                        ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='store.workspace')),
                        ('tag', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='uses', to='store.tag')),
                    ],
                    options={
                        'indexes': [],
                        'constraints': [models.UniqueConstraint(models.F('tag'), models.F('conversation'), name='conversation_tag_once')],
                    },
                ),
                migrations.CreateModel(
                    name='FieldValue',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('value', models.CharField(max_length=500)),
                        ('client', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='field_values', to='store.client')),
                        ('conversation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='field_values', to='store.conversation')),
                        ('field', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='values', to='store.customfield')),
                        ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='store.workspace')),
                    ],
                    options={
                        'indexes': [models.Index(models.F('field'), models.F('value'), name='value_of_field')],
                        'constraints': [models.UniqueConstraint(models.F('field'), models.F('conversation'), name='value_of_conversation_once'), models.UniqueConstraint(models.F('field'), models.F('client'), name='value_of_client_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Follower',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('conversation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='followers', to='store.conversation')),
                        ('user', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
                        ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='store.workspace')),
                    ],
                    options={
                        'indexes': [],
                        'constraints': [models.UniqueConstraint(models.F('user'), models.F('conversation'), name='follower_once')],
                    },
                ),
                migrations.CreateModel(
                    name='Presence',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('until', models.DateTimeField()),
                        ('conversation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='present', to='store.conversation')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'indexes': [],
                        'constraints': [models.UniqueConstraint(models.F('conversation'), models.F('user'), name='presence_once')],
                    },
                ),
                migrations.CreateModel(
                    name='ClientKeeper',
                    fields=[
                        ('client', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='kept', serialize=False, to='store.client')),
                        ('since', models.DateTimeField()),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
                        ('workspace', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to='store.workspace')),
                    ],
                    options={
                        'indexes': [],
                        'constraints': [],
                    },
                ),
            ],
        ),
        migrations.RunPython(create_index, drop_index),
        migrations.RunPython(by_id.index, by_id.drop),
        migrations.RunPython(log.refuse_changes, log.let_changes),
    ]
