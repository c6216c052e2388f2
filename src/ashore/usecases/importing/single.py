"""One message that comes in by itself: stored, placed and its clocks derived in one transaction."""

from datetime import datetime
from typing import Literal

from django.db import transaction

from ashore.mail.reading import Source
from ashore.store.models import Copy, Message, Workspace
from ashore.usecases.deriving import derive_engagements
from ashore.usecases.importing.items import Place, understood
from ashore.usecases.importing.placing import place as place_messages
from ashore.usecases.importing.storing import store
from ashore.usecases.importing.trusting import ours_of

Form = Literal["mail", "channel"]


@transaction.atomic
def enter_message(
    *, workspace: Workspace, raw: bytes, source: str, place: str, now: datetime, form: Form = "mail"
) -> int | None:
    """Take in one message; the same bytes again only gain a copy. Its id, None where it could not be understood.

    ``form``: what the bytes are, as `RawMessage` has it."""
    item = understood(Source(raw, source, 0, len(raw), None, now, form), ours_of(workspace))
    stored = store(workspace, [item._replace(place=Place(source, source, place))], now)
    derive_engagements(workspace, stored.touched | place_messages(workspace), now)
    kept = item.original
    found = Message.objects.filter(workspace=workspace, key=kept.sha256 if kept else "").first()
    if found is None:  # a copy of another way, and of our own mail, is known by what it says, not by its bytes
        copy = Copy.objects.filter(workspace=workspace, source=source, place=place).select_related("raw").first()
        found = Message.objects.filter(pk=copy.raw.same_as_id or copy.raw_id).first() if copy else None
    return found.pk if found else None
