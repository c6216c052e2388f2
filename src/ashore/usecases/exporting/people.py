"""Clients and their people as a table that `ashore contacts import` reads again."""

from collections.abc import Iterator

from ashore.store.models import Client, Person, Workspace
from ashore.usecases.exporting.cells import csv_lines

HEADINGS = ("Name", "E-mail", "Client", "Domain")
AT_ONCE = 1000


def people_csv(*, workspace: Workspace) -> Iterator[str]:
    """The table line by line, by client and person; a client without people has a line of its own."""
    return csv_lines(HEADINGS, _rows(workspace))


def _rows(workspace: Workspace) -> Iterator[tuple[str, str, str, str]]:
    people = Person.objects.filter(workspace=workspace).select_related("client").prefetch_related("addresses")
    for person in people.order_by("client__key", "pk").iterator(chunk_size=AT_ONCE):
        emails = " ".join(sorted(each.email for each in person.addresses.all()))
        if emails:
            yield person.name, emails, person.client.name, _domain(person.client)
    alone = Client.objects.filter(workspace=workspace, people__isnull=True).order_by("key")
    for client in alone.iterator(chunk_size=AT_ONCE):
        if _domain(client):
            yield "", "", client.name, _domain(client)


def _domain(client: Client) -> str:
    return client.key if "@" not in client.key else ""
