"""By which ways a message came and where it lies: its mailboxes, its archives, each with the bytes that lie there."""

from collections.abc import Sequence

from ashore.mail.neutral import one_line
from ashore.store.models import Copy, RawMessage
from ashore.usecases.queries.rows.ways import PlaceRow, WayRow

MAX_LINE = 300
MAX_PLACES = 20
MAILBOX = "imap:"
KNOWN = {"outbox": "outbox", "by hand": "by_hand"}


def ways_of(messages: Sequence[int]) -> dict[int, tuple[WayRow, ...]]:
    """For each message its ways, the one that is shown first; of chats none."""
    twins = RawMessage.objects.filter(same_as__in=messages).order_by("pk")
    letters = {pk: pk for pk in messages} | dict(twins.values_list("pk", "same_as_id"))
    places: dict[int, dict[PlaceRow, None]] = {}
    rows = Copy.objects.filter(raw__in=letters, raw__form="mail").order_by("pk")
    for raw, source in rows.values_list("raw_id", "source"):
        here = places.setdefault(raw, {})
        if len(here) < MAX_PLACES:
            here[place_row(source)] = None
    found: dict[int, list[WayRow]] = {}
    for raw, message in letters.items():
        if raw in places:
            found.setdefault(message, []).append(WayRow(raw, raw == message, tuple(places[raw])))
    return {message: tuple(ways) for message, ways in found.items()}


def place_row(source: str) -> PlaceRow:
    """A copy's source for the eye: of a mailbox its address and folder, of an archive its path."""
    if not source.startswith(MAILBOX):
        return PlaceRow(KNOWN.get(source, "file"), one_line(source, MAX_LINE))
    address, _, folder = source.removeprefix(MAILBOX).rpartition(";")[0].partition("/")
    return PlaceRow("mailbox", one_line(address, MAX_LINE), one_line(folder, MAX_LINE))
