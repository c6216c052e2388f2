"""Who owns a house: only they change what concerns all of it."""

from ashore.store.models import Membership, User, Workspace


def is_owner(*, workspace: Workspace, user: User | None) -> bool:
    """Whether a person owns this workspace."""
    return user is not None and Membership.objects.filter(workspace=workspace, user=user, role="owner").exists()
