"""The one Django app with models."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """Tables, constraints, migrations; no rules."""

    name = "ashore.store"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Processes that are forked from here on."""
        from ashore.store.forking import let_go_after_fork

        let_go_after_fork()
