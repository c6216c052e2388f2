"""Clients and their people out of a file that another program wrote: looked at first, then taken in. What stands in
the desk is never overwritten, and the same file twice changes nothing the second time."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from ashore.core.correspondence.domains import organisation
from ashore.intake.contacts import Contact, Contacts, Fault, read_contacts
from ashore.store.models import Client, Engagement, Person, PersonAddress, User, Workspace
from ashore.usecases.appending import append
from ashore.usecases.erasing.tombstones import erased_test
from ashore.usecases.importing.parties import name_of
from ashore.usecases.records import text_for_database
from ashore.usecases.sending import us_test

AT_ONCE = 500
KINDS = ("new_client", "new_person", "new_address", "known", "other_name", "elsewhere", "ours", "erased")
KEY, NAME, EMAIL = 254, 254, 320


@dataclass(frozen=True, slots=True)
class Step:
    """What becomes of one line. ``kind``: one of `KINDS`; ``other``: the name or client that stands and stays."""

    line: int
    kind: str
    client: str = ""
    name: str = ""
    emails: tuple[str, ...] = ()
    other: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came, or would come, of a file: every step in its order, all that is wrong, and how it was read."""

    read: Contacts
    steps: tuple[Step, ...]

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Lines that are not taken in."""
        return self.read.faults

    @property
    def counts(self) -> dict[str, int]:
        """How many steps of each kind."""
        found = Counter(step.kind for step in self.steps)
        return {kind: found[kind] for kind in KINDS}

    @property
    def changes(self) -> bool:
        """Whether anything is new."""
        return any(step.kind in ("new_client", "new_person", "new_address") for step in self.steps)


def preview(*, workspace: Workspace, data: bytes) -> Outcome:
    """What `take_in` would do with a file; nothing is changed."""
    read = read_contacts(data)
    return Outcome(read, tuple(_Book(workspace).enter(read.found)))


@transaction.atomic
def take_in(*, workspace: Workspace, user: User | None, now: datetime, data: bytes, name: str = "") -> Outcome:
    """Take a file in: new clients, people and addresses; the rest stays as it is. Lines with faults are left out."""
    read = read_contacts(data)
    book = _Book(workspace)
    steps = tuple(book.enter(read.found))
    outcome = Outcome(read, steps)
    if outcome.changes:
        book.save()
        counts = {
            "clients": len(book.new_clients),
            "people": len(book.new_people),
            "addresses": len(book.new_addresses),
        }
        told = {**counts, "file": text_for_database(name)[:100]}
        append(workspace, user, now, "contacts_taken_in", now, told, None, None)
    return outcome


class _Book:
    """Who is known, and who comes to be known, while a file is gone through."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.new_clients: list[Client] = []
        self.new_people: list[Person] = []
        self.new_addresses: list[PersonAddress] = []
        self._is_ours = us_test(self.workspace)
        self._is_erased = erased_test(self.workspace)
        clients = list(Client.objects.filter(workspace=self.workspace).order_by("-pk"))
        self._by_key = {row.key: row for row in clients}
        self._by_name = {row.name.casefold(): row for row in clients}
        rows = PersonAddress.objects.filter(workspace=self.workspace).select_related("person__client")
        self._people: dict[str, Person] = {row.email: row.person for row in rows.iterator(chunk_size=2000)}

    def enter(self, contacts: Iterable[Contact]) -> Iterator[Step]:
        """Each contact as a step; what is new is kept for `save`."""
        for each in contacts:
            yield from self._person(each) if each.emails else self._client_alone(each)

    def save(self) -> None:
        """Write what is new. The caller holds the transaction."""
        Client.objects.bulk_create(self.new_clients, batch_size=AT_ONCE)
        Engagement.objects.bulk_create(
            [Engagement(workspace=self.workspace, client=row, title=row.name) for row in self.new_clients],
            batch_size=AT_ONCE,
        )
        Person.objects.bulk_create(self.new_people, batch_size=AT_ONCE)
        PersonAddress.objects.bulk_create(self.new_addresses, batch_size=AT_ONCE)

    def _client_alone(self, each: Contact) -> Iterator[Step]:
        standing = self._client_of(each)
        if standing:
            yield Step(each.line, "known", standing.name)
        else:
            yield Step(each.line, "new_client", self._new_client(each).name)

    def _person(self, each: Contact) -> Iterator[Step]:
        if any(map(self._is_ours, each.emails)):
            yield Step(each.line, "ours", name=each.name, emails=each.emails)
            return
        allowed = tuple(email[:EMAIL] for email in each.emails if not self._is_erased(email))
        if not allowed:
            yield Step(each.line, "erased")
            return
        known = [self._people[email] for email in allowed if email in self._people]
        fresh = tuple(email for email in allowed if email not in self._people)
        if known:
            yield from self._known(each, known, fresh)
            return
        client = self._client_of(each)
        kind = "new_person" if client else "new_client"
        client = client or self._new_client(each)
        person = Person(workspace=self.workspace, client=client, name=text_for_database(each.name)[:NAME])
        self.new_people.append(person)
        self._give(person, fresh)
        yield Step(each.line, kind, client.name, each.name, fresh)

    def _known(self, each: Contact, known: list[Person], fresh: tuple[str, ...]) -> Iterator[Step]:
        """Somebody who is there already: an address may be added, nothing is changed."""
        person = known[0]
        client = person.client.name
        if any(other is not person and other.pk != person.pk for other in known):
            yield Step(each.line, "elsewhere", client, each.name, each.emails, known[-1].client.name)
            return
        if fresh:
            self._give(person, fresh)
        if wanted := self._named_elsewhere(each, person):
            yield Step(each.line, "elsewhere", client, each.name, each.emails, wanted)
        elif each.name and person.name and each.name.casefold() != person.name.casefold():
            yield Step(each.line, "other_name", client, each.name, each.emails, person.name)
        else:
            yield Step(each.line, "new_address" if fresh else "known", client, person.name, fresh or each.emails)

    def _named_elsewhere(self, each: Contact, person: Person) -> str:
        """The client that the file names, where it is another one that the desk knows."""
        named = self._by_name.get(each.client.casefold()) if each.client else None
        return named.name if named and named is not person.client and named.pk != person.client.pk else ""

    def _give(self, person: Person, emails: Iterable[str]) -> None:
        for email in emails:
            self._people[email] = person
            self.new_addresses.append(PersonAddress(workspace=self.workspace, person=person, email=email))

    def _client_of(self, each: Contact) -> Client | None:
        if each.client and (named := self._by_name.get(each.client.casefold())):
            return named
        return self._by_key.get(_key_of(each))

    def _new_client(self, each: Contact) -> Client:
        key = _key_of(each)
        name = each.client or (name_of(key) if "@" not in key else each.name or key)
        row = Client(workspace=self.workspace, key=key, name=text_for_database(name)[:NAME])
        self.new_clients.append(row)
        self._by_key[key] = self._by_name[row.name.casefold()] = row
        return row


def _key_of(each: Contact) -> str:
    """By what mail finds the client: the organisation's domain, else the person's own address."""
    own = organisation(each.emails[0]) if each.emails else ""
    return (own or (organisation(f"x@{each.domain}") if each.domain else "") or (each.emails or (each.domain,))[0])[
        :KEY
    ]
