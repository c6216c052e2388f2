"""Clients, engagements and people as rows. Which conversation is whose is decided as in the audit."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ashore.core.correspondence import Message
from ashore.core.correspondence.domains import organisation
from ashore.core.correspondence.message import Address
from ashore.store.models import Client, Engagement, Person, PersonAddress, Workspace
from ashore.usecases.erasing.tombstones import erased_test
from ashore.usecases.records import text_for_database

PEOPLE_PER_MESSAGE = 20
INITIALS = 3


@dataclass(slots=True)
class Party:
    """A client to be: ``people`` by address, with the name they write under."""

    key: str
    name: str
    people: dict[str, str] = field(default_factory=dict)


def party_of(key: str, messages: Sequence[Message], is_ours: Callable[[str], bool]) -> Party | None:
    """The client known by ``key`` (a domain or an address, empty for none) with the people of these messages who
    belong to it; machines introduce nobody (H71)."""
    if not key:
        return None
    party = Party(key, name_of(key))
    for message in messages:
        if message.kind != "message":
            continue
        for name, email in _named(message):
            if email and not is_ours(email) and (message.chat or key in (email, organisation(email))):
                party.people[email] = party.people.get(email) or name
    if "@" in key:
        party.name = party.people.get(key) or key
    return party


def _named(message: Message) -> tuple[Address, ...]:
    """Who is introduced by a message; in a chat only who writes."""
    if message.chat:
        return (message.sender,)
    return (message.sender, *message.to[:PEOPLE_PER_MESSAGE], *message.cc[:PEOPLE_PER_MESSAGE])


def name_of(domain: str) -> str:
    """A first name for an organisation, from its domain: ``kaviaren-luna.sk`` gives "Kaviaren Luna", ``ibm.com``
    "IBM"."""
    words = domain.partition(".")[0].replace("_", "-").split("-")
    return " ".join(word.upper() if len(word) <= INITIALS else word.capitalize() for word in words if word) or domain


class Parties:
    """Clients, their open engagements and their people, looked up and created in bulk."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._clients: dict[str, Client] = {row.key: row for row in Client.objects.filter(workspace=workspace)}
        rows = Engagement.objects.filter(workspace=workspace).order_by("pk")
        self._engagements: dict[int, int] = dict(rows.values_list("client_id", "pk"))
        self._works = set(rows.values_list("client_id", "pk"))

    def ensure(self, parties: Iterable[Party]) -> None:
        """Create what is missing, in the order of their keys, so that a rebuild numbers them alike."""
        merged: dict[str, Party] = {}
        for party in parties:
            known = merged.setdefault(party.key, Party(party.key, party.name))
            for email, name in party.people.items():
                known.people[email] = known.people.get(email) or name
        self._ensure_clients([merged[key] for key in sorted(merged)])
        self._ensure_people(merged)

    def client(self, key: str, work: int = 0) -> tuple[int | None, int | None]:
        """(client id, engagement id) of a client that was ensured, empty for none; ``work``: which engagement, where it
        is one of theirs, else the newest."""
        client = self._clients.get(key)
        if client is None:
            return None, None
        return client.pk, work if (client.pk, work) in self._works else self._engagements[client.pk]

    def _ensure_clients(self, parties: Sequence[Party]) -> None:
        missing = [
            Client(workspace=self._workspace, key=each.key, name=text_for_database(each.name)[:254])
            for each in parties
            if each.key not in self._clients
        ]
        for client in Client.objects.bulk_create(missing, batch_size=500):
            self._clients[client.key] = client
        without = [self._clients[each.key] for each in parties if self._clients[each.key].pk not in self._engagements]
        engagements = [Engagement(workspace=self._workspace, client=client, title=client.name) for client in without]
        for engagement in Engagement.objects.bulk_create(engagements, batch_size=500):
            self._engagements[engagement.client_id] = engagement.pk

    def _ensure_people(self, parties: Mapping[str, Party]) -> None:
        """An address belongs to one person; who is known keeps their name."""
        is_erased = erased_test(self._workspace)
        known = set(PersonAddress.objects.filter(workspace=self._workspace).values_list("email", flat=True))
        wanted = [
            (self._clients[key], email, name)
            for key, party in sorted(parties.items())
            for email, name in sorted(party.people.items())
            if email not in known and not is_erased(email)
        ]
        people = Person.objects.bulk_create(
            [
                Person(workspace=self._workspace, client=client, name=text_for_database(name)[:254])
                for client, _, name in wanted
            ],
            batch_size=500,
        )
        PersonAddress.objects.bulk_create(
            [
                PersonAddress(workspace=self._workspace, person=person, email=text_for_database(email)[:320])
                for person, (_, email, _) in zip(people, wanted, strict=True)
            ],
            batch_size=500,
            ignore_conflicts=True,
        )
