"""Contacts from files into the desk: looked at first, taken in once, nothing overwritten."""

import pytest

from ashore.store.models import Client, Engagement, Event, Person, PersonAddress
from ashore.usecases import contacts
from ashore.usecases.exporting.people import people_csv

FILE = (
    "Name,E-mail,Company\n"
    "Eva Malá,eva@client.example,Klient s.r.o.\n"
    "Peter,peter@client.example,\n"
    "Olga,olga@gmail.com,Хлеб\n"
    "Anna,anna@studio.example,Studio\n"
    "Broken,not an address,X\n"
).encode()


@pytest.fixture
def take(workspace, user, now):
    return lambda data: contacts.take_in(workspace=workspace, user=user, now=now, data=data, name="p.csv")


def everything(workspace):
    people = Person.objects.filter(workspace=workspace).order_by("pk")
    return [
        sorted(Client.objects.filter(workspace=workspace).values_list("key", "name")),
        [(p.name, p.client.key, sorted(a.email for a in p.addresses.all())) for p in people],
        Engagement.objects.filter(workspace=workspace).count(),
    ]


def test_a_preview_tells_what_will_come_and_changes_nothing(workspace, take):
    before = everything(workspace)
    told = contacts.preview(workspace=workspace, data=FILE)
    assert [step.kind for step in told.steps] == ["new_client", "new_person", "new_client", "ours"]
    assert [fault.line for fault in told.faults] == [6]
    assert everything(workspace) == before
    assert take(FILE).steps == told.steps


def test_what_is_taken_in_is_there_once_however_often_the_file_comes(workspace, take):
    take(FILE)
    assert everything(workspace) == [
        [("client.example", "Klient s.r.o."), ("olga@gmail.com", "Хлеб")],
        [
            ("Eva Malá", "client.example", ["eva@client.example"]),
            ("Peter", "client.example", ["peter@client.example"]),
            ("Olga", "olga@gmail.com", ["olga@gmail.com"]),
        ],
        2,
    ]
    before = everything(workspace)
    again = take(FILE)
    assert {step.kind for step in again.steps} == {"known", "ours"}
    assert not again.changes
    assert everything(workspace) == before
    assert Event.objects.get(kind="contacts_taken_in").data == {
        "clients": 2, "people": 3, "addresses": 3, "file": "p.csv",
    }  # fmt: skip


def test_mail_of_a_client_from_a_file_joins_that_client(workspace, take, arrive, letter):
    take(FILE)
    arrive(letter(1, "How much?"))
    assert Client.objects.get(conversations__isnull=False).name == "Klient s.r.o."
    assert Person.objects.filter(addresses__email="eva@client.example").count() == 1


def test_nothing_that_stands_is_overwritten_and_each_difference_is_told(workspace, take, arrive, letter):
    arrive(letter(1, "How much?"))
    other = (
        "Name;E-mail;Company\nEve Other;eva@client.example;\nJana;jana@two.example;Two\n"
        "Eva Malá;eva@client.example jana@two.example;\nEva Malá;eva@client.example;Two\n"
        "Eva Malá;eva@client.example eva@home.example;\n"
    )
    outcome = take(other.encode())
    assert [(step.kind, step.other) for step in outcome.steps] == [
        ("other_name", "Eva Malá"), ("new_client", ""), ("elsewhere", "Two"), ("elsewhere", "Two"), ("new_address", ""),
    ]  # fmt: skip
    eva = Person.objects.get(addresses__email="eva@client.example")
    assert (eva.name, eva.client.key) == ("Eva Malá", "client.example")
    assert sorted(eva.addresses.values_list("email", flat=True)) == ["eva@client.example", "eva@home.example"]


def test_h94_contacts_of_another_desk_are_neither_seen_nor_changed(workspace, take, now):
    from ashore.usecases.setting_up import create_workspace

    rival = create_workspace(name="Rival", me=["rival.example"], zone="UTC", now=now)
    take(FILE)
    told = contacts.preview(workspace=rival, data=FILE)
    assert [step.kind for step in told.steps] == ["new_client", "new_person", "new_client", "new_client"]
    assert not PersonAddress.objects.filter(workspace=rival).exists()
    assert len(list(people_csv(workspace=rival))) == 1


def test_h96_people_go_out_neutralised_and_come_in_again_as_they_were(workspace, take):
    take(b'Name,E-mail,Company\n"=HYPERLINK(""http://x"")",eva@client.example,@SUM(1)\nBo,bo@b.example,"+1, -2"\n')
    before = everything(workspace)
    table = "".join(people_csv(workspace=workspace))
    for line in table.splitlines()[1:]:
        assert not any(cell.startswith(("=", "+", "-", "@")) for cell in line.replace('"', "").split(","))
    Person.objects.all().delete()
    Client.objects.all().delete()
    take(table.encode())
    assert everything(workspace)[0] == before[0]
    assert sorted(everything(workspace)[1]) == sorted(before[1])


@pytest.mark.slow
def test_a_hundred_thousand_lines_are_taken_in_and_known_again(workspace, take):
    lines = "".join(f"Person {n},p{n}@c{n // 10}.example,Client {n // 10}\n" for n in range(100_000))
    data = ("Name,E-mail,Company\n" + lines).encode()
    outcome = take(data)
    assert outcome.counts["new_client"] == 10_000
    assert outcome.counts["new_person"] == 90_000
    assert PersonAddress.objects.filter(workspace=workspace).count() == 100_000
    assert contacts.preview(workspace=workspace, data=data).counts["known"] == 100_000
