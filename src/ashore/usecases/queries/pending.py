"""What is still being understood, so that no list is silently incomplete."""

from ashore.store.models import Workspace
from ashore.usecases.understanding import pending


def being_understood(*, workspace: Workspace) -> int:
    """Of how many clients mail was taken in that is not understood yet: what is owed there may be missing."""
    return pending(workspace).values("client").distinct().count()
