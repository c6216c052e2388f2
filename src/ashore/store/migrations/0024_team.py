"""What a team decides about conversations, and what hangs on it: tags, followers, own fields, saved replies."""

import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0023_roles"),
    ]

    operations = [
        migrations.CreateModel(
            name="Concern",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("mention", "mention"), ("given", "given"), ("answer", "answer"), ("woke", "woke")],
                        max_length=8,
                    ),
                ),
                ("uid", models.CharField(max_length=80)),
                ("at", models.DateTimeField()),
                ("counts_from", models.DateTimeField()),
                ("read_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="ConversationTag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ],
        ),
        migrations.CreateModel(
            name="CustomField",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "of",
                    models.CharField(choices=[("conversation", "conversation"), ("client", "client")], max_length=12),
                ),
                ("name", models.CharField(max_length=60)),
                (
                    "kind",
                    models.CharField(
                        choices=[("text", "text"), ("number", "number"), ("date", "date"), ("choice", "choice")],
                        max_length=6,
                    ),
                ),
                ("choices", models.JSONField(default=list)),
                ("removed", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="FieldValue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("value", models.CharField(max_length=500)),
            ],
        ),
        migrations.CreateModel(
            name="Follower",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ],
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("until", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="SavedReply",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120)),
                ("language", models.CharField(blank=True, max_length=8)),
                ("text", models.TextField()),
                ("changed_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Tag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=40)),
                ("hue", models.PositiveSmallIntegerField(default=0)),
                ("removed", models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name="WorkHours",
            fields=[
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="work_hours",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("week", models.JSONField(default=dict)),
            ],
        ),
        migrations.AddField(
            model_name="conversation",
            name="assignee",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="conversation",
            name="snoozed_until",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="conversation",
            name="tags",
            field=models.JSONField(null=True),
        ),
        migrations.AddIndex(
            model_name="conversation",
            index=models.Index(
                models.F("workspace"),
                models.F("assignee"),
                models.F("sort_at"),
                models.F("recency"),
                models.F("id"),
                condition=models.Q(("assignee__isnull", False)),
                name="conversation_of_assignee",
            ),
        ),
        migrations.AddIndex(
            model_name="conversation",
            index=models.Index(
                models.F("workspace"),
                models.F("sort_at"),
                models.F("recency"),
                models.F("id"),
                condition=models.Q(("assignee__isnull", True)),
                name="conversation_of_nobody",
            ),
        ),
        migrations.AddIndex(
            model_name="conversation",
            index=models.Index(
                models.F("workspace"),
                models.F("snoozed_until"),
                models.F("id"),
                condition=models.Q(("snoozed_until__isnull", False)),
                name="conversation_snoozed",
            ),
        ),
        migrations.AddField(
            model_name="concern",
            name="by",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="concern",
            name="conversation",
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, to="store.conversation"),
        ),
        migrations.AddField(
            model_name="concern",
            name="user",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="concerns",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="concern",
            name="workspace",
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to="store.workspace"),
        ),
        migrations.AddField(
            model_name="conversationtag",
            name="conversation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="tagged", to="store.conversation"
            ),
        ),
        migrations.AddField(
            model_name="conversationtag",
            name="workspace",
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to="store.workspace"),
        ),
        migrations.AddField(
            model_name="customfield",
            name="workspace",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="custom_fields",
                to="store.workspace",
            ),
        ),
        migrations.AddField(
            model_name="fieldvalue",
            name="client",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="field_values", to="store.client"
            ),
        ),
        migrations.AddField(
            model_name="fieldvalue",
            name="conversation",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="field_values",
                to="store.conversation",
            ),
        ),
        migrations.AddField(
            model_name="fieldvalue",
            name="field",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="values",
                to="store.customfield",
            ),
        ),
        migrations.AddField(
            model_name="fieldvalue",
            name="workspace",
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to="store.workspace"),
        ),
        migrations.AddField(
            model_name="follower",
            name="conversation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="followers", to="store.conversation"
            ),
        ),
        migrations.AddField(
            model_name="follower",
            name="user",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="follower",
            name="workspace",
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, to="store.workspace"),
        ),
        migrations.AddField(
            model_name="presence",
            name="conversation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="present", to="store.conversation"
            ),
        ),
        migrations.AddField(
            model_name="presence",
            name="user",
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name="savedreply",
            name="user",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="savedreply",
            name="workspace",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="saved_replies",
                to="store.workspace",
            ),
        ),
        migrations.AddField(
            model_name="tag",
            name="merged_into",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="merged", to="store.tag"
            ),
        ),
        migrations.AddField(
            model_name="tag",
            name="workspace",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="tags", to="store.workspace"
            ),
        ),
        migrations.AddField(
            model_name="conversationtag",
            name="tag",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="uses", to="store.tag"
            ),
        ),
        migrations.AddIndex(
            model_name="concern",
            index=models.Index(models.F("user"), models.F("at"), name="concern_of_user"),
        ),
        migrations.AddIndex(
            model_name="concern",
            index=models.Index(
                models.F("user"),
                models.F("counts_from"),
                condition=models.Q(("read_at__isnull", True)),
                name="concern_unread",
            ),
        ),
        migrations.AddConstraint(
            model_name="concern",
            constraint=models.UniqueConstraint(
                models.F("user"), models.F("kind"), models.F("uid"), name="concern_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="customfield",
            constraint=models.UniqueConstraint(
                models.F("workspace"),
                models.F("of"),
                django.db.models.functions.text.Lower("name"),
                condition=models.Q(("removed", False)),
                name="custom_field_once",
            ),
        ),
        migrations.AddIndex(
            model_name="fieldvalue",
            index=models.Index(models.F("field"), models.F("value"), name="value_of_field"),
        ),
        migrations.AddConstraint(
            model_name="fieldvalue",
            constraint=models.UniqueConstraint(
                models.F("field"), models.F("conversation"), name="value_of_conversation_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="fieldvalue",
            constraint=models.UniqueConstraint(models.F("field"), models.F("client"), name="value_of_client_once"),
        ),
        migrations.AddConstraint(
            model_name="follower",
            constraint=models.UniqueConstraint(models.F("user"), models.F("conversation"), name="follower_once"),
        ),
        migrations.AddConstraint(
            model_name="presence",
            constraint=models.UniqueConstraint(models.F("conversation"), models.F("user"), name="presence_once"),
        ),
        migrations.AddIndex(
            model_name="savedreply",
            index=models.Index(models.F("workspace"), models.F("name"), name="saved_reply_by_name"),
        ),
        migrations.AddConstraint(
            model_name="tag",
            constraint=models.UniqueConstraint(
                models.F("workspace"),
                django.db.models.functions.text.Lower("name"),
                condition=models.Q(("merged_into__isnull", True), ("removed", False)),
                name="tag_name_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="conversationtag",
            constraint=models.UniqueConstraint(models.F("tag"), models.F("conversation"), name="conversation_tag_once"),
        ),
    ]
