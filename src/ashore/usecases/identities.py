"""Who is who where a person knows better than the mail tells: clients that are one, addresses of one person, senders to
be passed over. Each act is an event of the log and can be taken back."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Min

from ashore.store.models import (
    AgreementText,
    Client,
    Conversation,
    Engagement,
    Event,
    Message,
    PersonAddress,
    User,
    Workspace,
)
from ashore.usecases.appending import append
from ashore.usecases.dealings import DEALINGS
from ashore.usecases.errors import NotPossible, NotThere
from ashore.usecases.importing.deciding import decided
from ashore.usecases.importing.placing import place_again
from ashore.usecases.sending import us_test

KINDS = ("merge", "same_person", "not_same", "block")


@transaction.atomic
def merge_clients(*, workspace: Workspace, user: User | None, now: datetime, client: int, into: int) -> int:
    """Let all that is and comes from one client be another one's; the id that `undo` takes.

    Raises `NotThere`, `NotPossible` (``merge.same``; ``merge.own_work``: the client has an agreement or recorded work
    of its own, which would stay behind).
    """
    row, other = _client(workspace, client), _client(workspace, into)
    if row.pk == other.pk or decided(workspace).client(other.key) == row.key or row.hidden:
        raise NotPossible("merge.same")
    works = Engagement.objects.filter(client=row)
    done = Event.objects.filter(engagement__in=works, kind__in=DEALINGS, undone_by__isnull=True)
    if AgreementText.objects.filter(engagement__in=works).exists() or done.exists():
        raise NotPossible("merge.own_work", name=row.name)
    data = {"client": row.key, "into": other.key, "name": row.name}
    event = append(workspace, user, now, "merge", now, data, _newest(other), None)
    _again_of_client(row, now)
    return event


@transaction.atomic
def same_person(*, workspace: Workspace, user: User | None, now: datetime, email: str, known: str) -> int:
    """Let an address be a further one of the person who is known under another; their mail is that person's from now
    on. The id that `undo` takes. Raises `NotThere`, `NotPossible` (``person.same``)."""
    mine, theirs = _address(workspace, email), _address(workspace, known)
    if mine.person_id == theirs.person_id:
        raise NotPossible("person.same")
    client = theirs.person.client
    data = {
        "email": mine.email, "known": theirs.email, "client": client.key, "before": mine.person_id,
        "name": f"{mine.email}, {theirs.email}",
    }  # fmt: skip
    event = append(workspace, user, now, "same_person", now, data, _newest(client), None)
    PersonAddress.objects.filter(pk=mine.pk).update(person=theirs.person_id)
    _again_of_sender(workspace, mine.email, now)
    return event


@transaction.atomic
def not_same(*, workspace: Workspace, user: User | None, now: datetime, email: str, known: str) -> int:
    """Say that two addresses are of two people, so that nobody is asked again; the id that `undo` takes. Raises
    `NotThere`."""
    mine, theirs = _address(workspace, email), _address(workspace, known)
    data = {"email": mine.email, "known": theirs.email, "name": f"{mine.email}, {theirs.email}"}
    return append(workspace, user, now, "not_same", now, data, _newest(theirs.person.client), None)


@transaction.atomic
def block_sender(*, workspace: Workspace, user: User | None, now: datetime, message: int) -> int:
    """Pass over whoever wrote a message: what they wrote and write is kept and can be read, starts no clock, joins
    nothing and is not asked about. The id that `undo` takes.

    Raises `NotThere`, `NotPossible` (``block.nobody``, ``block.ours``, ``block.blocked``).
    """
    row = Message.objects.select_related("conversation__engagement").filter(workspace=workspace, pk=message).first()
    if row is None:
        raise NotThere(f"message {message}")
    email = row.sender_email
    if not email:
        raise NotPossible("block.nobody")
    if us_test(workspace)(email):
        raise NotPossible("block.ours")
    if email in decided(workspace).blocked:
        raise NotPossible("block.blocked")
    event = append(workspace, user, now, "block", now, {"email": email}, None, None, row.key)
    _again_of_sender(workspace, email, now)
    return event


def take_back(event: Event, now: datetime) -> None:
    """Bring things back to how they stand without an act that was just taken back. The caller holds the
    transaction."""
    data: dict[str, Any] = event.data
    if event.kind == "merge":
        for client in Client.objects.filter(
            workspace=event.workspace, key=decided(event.workspace).client(data["into"])
        ):
            _again_of_client(client, now)
    elif event.kind == "same_person":
        PersonAddress.objects.filter(workspace=event.workspace, email=data["email"]).update(person=data["before"])
        _again_of_sender(event.workspace, data["email"], now)
    elif event.kind == "block":
        _again_of_sender(event.workspace, data["email"], now)


def _again_of_client(client: Client, now: datetime) -> None:
    talks = Conversation.objects.filter(client=client).annotate(first=Min("messages"))
    place_again(client.workspace, [each for each in talks.values_list("first", flat=True) if each], now)


def _again_of_sender(workspace: Workspace, email: str, now: datetime) -> None:
    found = Message.objects.filter(workspace=workspace, sender_email=email)
    place_again(workspace, found.values_list("pk", flat=True), now)


def _client(workspace: Workspace, number: int) -> Client:
    row = Client.objects.filter(workspace=workspace, pk=number).first()
    if row is None:
        raise NotThere(f"client {number}")
    return row


def _newest(client: Client) -> Engagement | None:
    return Engagement.objects.filter(client=client).order_by("-pk").first()


def _address(workspace: Workspace, email: str) -> PersonAddress:
    row = PersonAddress.objects.select_related("person__client").filter(workspace=workspace, email=email).first()
    if row is None:
        raise NotThere(f"address {email}")
    return row
