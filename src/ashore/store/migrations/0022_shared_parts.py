"""What many messages carry alike, stored once."""

import django.db.models.deletion
from django.db import migrations, models


def key():
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def belongs(to, **more):
    return models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=to, **more)


class Migration(migrations.Migration):
    dependencies = [("store", "0021_twins")]
    operations = [
        migrations.CreateModel(
            name="SharedPart",
            fields=[
                ("id", key()),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveBigIntegerField()),
                ("body", models.BinaryField()),
                ("workspace", belongs("store.workspace", db_index=False)),
            ],
        ),
        migrations.CreateModel(
            name="PartUse",
            fields=[
                ("id", key()),
                ("content", models.CharField(max_length=64)),
                ("raw", belongs("store.rawmessage", db_index=False)),
                ("part", belongs("store.sharedpart", null=True)),
            ],
        ),
        migrations.AddConstraint(
            model_name="sharedpart",
            constraint=models.UniqueConstraint("workspace", "sha256", name="shared_part_once"),
        ),
        migrations.AddConstraint(
            model_name="partuse",
            constraint=models.UniqueConstraint("raw", "content", name="part_use_once"),
        ),
    ]
