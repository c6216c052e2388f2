"""Who owns a house, and who works in it."""

from ashore.store.models import User, Workspace
from ashore.usecases.belonging import role_of
from ashore.usecases.rights import may


def is_owner(*, workspace: Workspace, user: User | None) -> bool:
    """Whether a person may change the house itself."""
    return may(role_of(workspace=workspace, user=user), "own")
