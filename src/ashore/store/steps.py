"""Which steps the tables have taken, by their names. To load the steps themselves and compare their graph would cost
each command a tenth of its start."""

import pkgutil
from pathlib import Path

from django.apps import apps
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

Step = tuple[str, str]
"""Application and name of the step."""


def missing() -> set[Step]:
    """What the tables still lack; empty where they are those of this version."""
    return _known() - MigrationRecorder(connection).applied_migrations().keys()


def _known() -> set[Step]:
    """The steps in the folders of the installed applications; Django, too, knows them by their files."""
    return {
        (each.label, name)
        for each in apps.get_app_configs()
        for _, name, _ in pkgutil.iter_modules([str(Path(each.path) / "migrations")])
        if name[0] not in "_~"
    }
