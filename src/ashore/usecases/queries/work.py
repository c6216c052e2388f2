"""The ledgers of many engagements at once: as many questions to the database however many there are."""

from collections.abc import Collection
from datetime import datetime

from ashore.core.agreement import Agreement
from ashore.core.ledger.obligations import Ledger
from ashore.store.models import Workspace
from ashore.usecases.deriving import Agreed, derive_all
from ashore.usecases.eventlog import happened


def ledgers_of(
    workspace: Workspace, agreed: Agreed, now: datetime, clients: Collection[int] | None = None
) -> dict[int, tuple[Agreement, Ledger]]:
    """By engagement, of those that have an agreement of their own: the agreement, and all that follows from it and the
    log at ``now``. ``clients``: only theirs."""
    wanted = [pk for pk, row in agreed.works.items() if clients is None or row.client_id in clients]
    log = happened(workspace, wanted) if wanted else {}
    return {each: (agreed.own[each], derive_all(agreed.own[each], log[each], now)) for each in wanted}
