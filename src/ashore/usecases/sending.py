"""What sending rests on: whether SMTP is configured, who we are, and the state of the outbox."""

from collections.abc import Callable

from django.conf import settings

from ashore.core.correspondence.ours import ours
from ashore.store.models import User, Workspace


def configured() -> bool:
    """Whether replies can be sent from here; without SMTP they are kept as "to be sent"."""
    return bool(settings.SMTP.get("host"))


def us_test(workspace: Workspace) -> Callable[[str], bool]:
    """Whether an address is one of ours."""
    return ours(frozenset(workspace.me))


def sender_address(workspace: Workspace, user: User) -> str:
    """The user's own address if it is one of ours, else the first address of the workspace, else the user's."""
    if us_test(workspace)(user.email):
        return user.email
    return next((each for each in workspace.me if "@" in each[1:]), user.email)
