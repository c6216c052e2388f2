"""Whom an import takes for us, and which mail servers may not object."""

from django.conf import settings

from ashore.store.models import Workspace
from ashore.usecases.importing.items import Ours


def ours_of(workspace: Workspace) -> Ours:
    """Our addresses, and the servers named under ``[mail] trusted_server`` (H38)."""
    return Ours(tuple(workspace.me), settings.TRUSTED_SERVERS)
