"""The one Django app with models."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """Tables, constraints, migrations; no rules."""

    name = "ashore.store"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"
