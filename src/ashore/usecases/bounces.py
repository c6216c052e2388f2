"""What a person says of addresses that mail came back from."""

from datetime import datetime

from django.db import transaction

from ashore.store.models import Returned, Workspace
from ashore.usecases.errors import NotThere


@transaction.atomic
def lift_returned(*, workspace: Workspace, returned: int, now: datetime) -> None:
    """The address works again: nobody is warned of it until the next bounce. Raises `NotThere`."""
    row = Returned.objects.filter(workspace=workspace, pk=returned).first()
    if row is None:
        raise NotThere(f"returned {returned}")
    standing = Returned.objects.filter(workspace=workspace, email=row.email, lifted_at=None)
    standing.update(lifted_at=now)
