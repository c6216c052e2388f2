"""Finding one thing by its name: clients for the palette, messages for the links of a reason."""

from django.db.models import Q

from ashore.core.correspondence.domains import CHATS
from ashore.store.models import Client, Event, Message, Workspace
from ashore.usecases.errors import NotThere
from ashore.usecases.queries.rows import ClientRef


def clients_named(*, workspace: Workspace, text: str, limit: int = 8) -> tuple[ClientRef, ...]:
    """Clients whose name or key holds ``text``, by name. Other cases of it are tried too: SQLite folds only ASCII."""
    wanted = Q()
    for form in {text, text.lower(), text.title(), text.upper()}:
        wanted |= Q(name__icontains=form) | Q(key__icontains=form)
    rows = Client.objects.filter(wanted, workspace=workspace, hidden=False).order_by("name", "pk")
    return tuple(ClientRef(row.pk, row.name) for row in rows[:limit])


def moved_by(*, workspace: Workspace, event: int) -> str:
    """Key of the message that a recorded act put elsewhere; empty for every other event."""
    rows = Event.objects.filter(workspace=workspace, pk=event, kind__in=("split", "join", "move"))
    return rows.values_list("anchor", flat=True).first() or ""


def message_place(*, workspace: Workspace, key: str) -> tuple[int, int]:
    """(conversation id, message id) of a message by its key. Raises `NotThere`, for one that is not placed yet too."""
    found = Message.objects.filter(workspace=workspace, key=key).values_list("conversation_id", "pk").first()
    if found is None or found[0] is None:
        raise NotThere(f"message {key}")
    return found[0], found[1]


def message_conversation(*, workspace: Workspace, id: int) -> int:
    """The conversation of a message by its number. Raises `NotThere`, for one that is not placed yet too."""
    found = Message.objects.filter(workspace=workspace, pk=id).values_list("conversation_id", flat=True).first()
    if found is None:
        raise NotThere(f"message {id}")
    return int(found)


def all_clients(*, workspace: Workspace, limit: int = 300) -> tuple[ClientRef, ...]:
    """Clients by name, those that are nobody but a chat left out."""
    rows = Client.objects.filter(workspace=workspace).exclude(key__endswith=CHATS).order_by("name", "pk")
    return tuple(ClientRef(row.pk, row.name) for row in rows[:limit])


def client_named(*, workspace: Workspace, name: str) -> int | None:
    """The id of the client of this name or domain, whatever the case of its letters; the first by number where several
    have it, None where none does."""
    bare, wanted = name.strip(), Q()
    for form in {bare, bare.lower(), bare.title(), bare.upper()}:
        wanted |= Q(name__iexact=form) | Q(key__iexact=form)
    rows = Client.objects.filter(wanted, workspace=workspace)
    return rows.order_by("pk").values_list("pk", flat=True).first()
