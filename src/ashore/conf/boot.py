"""Brings Django up for a command, and the database to its newest shape."""

import os
from pathlib import Path

import django

from ashore.conf.home import BadSettings, home, prepare


def start(folder: str | None = None) -> Path:
    """Load the settings of the installation in ``folder`` (or the usual one); its path. Raises `BadSettings`."""
    if folder:
        os.environ["ASHORE_HOME"] = str(Path(folder).expanduser().absolute())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ashore.conf.settings")
    place = home()
    prepare(place)
    django.setup()
    return place


def migrate() -> None:
    """Create or update the tables; nothing where they are up to date. Raises `BadSettings` where no database
    answers."""
    from django.core.management import call_command
    from django.db import OperationalError

    try:
        from ashore.store import steps

        if steps.missing():
            from ashore.store.locks import alone_with_tables

            with alone_with_tables():
                call_command("migrate", verbosity=0, interactive=False, skip_checks=True)
    except OperationalError as error:
        said = str(error).strip().splitlines()
        raise BadSettings(f"The database does not answer: {said[0] if said else error}") from error
