"""Whom a draft goes to, and who speaks for the client."""

from datetime import UTC, datetime

from ashore.core.agreement import Agreement, load
from ashore.core.coach import Draft, Person, Turn, check
from ashore.core.coach.addressed import contact_of, recipients, speaks_of
from ashore.core.coach.case import Case
from ashore.core.coach.values import Profile
from ashore.core.correspondence.message import Address
from ashore.core.kernel import CLIENT, US

NOW = datetime(2026, 3, 3, 10, tzinfo=UTC)
MILA = Address("Mila Hart", "mila@studio.example")
TOM = Address("Tom Reed", "tom@client.example")
ANNA = Person("anna@client.example", CLIENT, ("Anna", "Anna Brown"), contact=True)


def agreed() -> Agreement:
    text = 'version = 1\n[parties.client]\ncontact = "Anna Brown"\ndeputies = ["Tom Reed"]\n'
    agreement = load(text, "agreement.toml")
    assert isinstance(agreement, Agreement), agreement
    return agreement


def case(draft: Draft, *people: Person, agreement: Agreement | None = None) -> Case:
    return Case(draft, (), agreement, people, Profile())


def test_a_deputy_speaks_for_the_client() -> None:
    """deputies = ["Tom Reed"]: a letter to Tom needs no Anna."""
    draft = Draft("The doors are RAL 7016.", NOW, MILA, (TOM,), subject="Doors")
    people = (ANNA, Person(TOM.email, CLIENT, ("Tom", "Tom Reed")))
    names = {remark.name for remark in check(draft, (), agreed(), people).findings}
    assert "reply-not-to-the-contact" not in names
    assert "reply-not-to-the-contact" in {remark.name for remark in check(draft, (), None, people).findings}


def test_no_contact_is_none() -> None:
    assert contact_of(case(Draft("", NOW))) is None


def test_our_people_are_no_recipients_of_the_other_side() -> None:
    """Known ones by their side, others by the writer's domain."""
    petra, ruth = Address("", "petra@studio.example"), Address("Ruth", "ruth@partner.example")
    draft = Draft("Hi", NOW, MILA, (TOM, petra), (ruth,))
    found = recipients(case(draft, Person(ruth.email, US)))
    assert [one.email for one in found] == [TOM.email]


def test_free_mail_is_no_house() -> None:
    """A freelancer and their client may both write from the same free mail."""
    writer, client = Address("Mila", "mila@gmail.com"), Address("Anna", "anna@gmail.com")
    assert [one.email for one in recipients(case(Draft("Hi", NOW, writer, (client,))))] == [client.email]


def test_a_given_name_in_an_address_is_a_name() -> None:
    draft = Draft("Hi", NOW, MILA, (Address("", "anna.brown@client.example"), Address("", "x7@client.example")))
    assert [one.words for one in recipients(case(draft))] == [("Anna", "Brown"), ()]


def test_a_name_is_known_in_its_cases_and_other_letters() -> None:
    assert speaks_of("Передал Анне Петровой.", ["Anna"])
    assert speaks_of("Odovzdal som to Jane.", ["Jana"])
    assert not speaks_of("Передал Ольге.", ["Anna"])


def test_a_colleague_who_reads_along_in_the_desk_is_not_missed() -> None:
    lena = Address("Lena Orlova", "lena@studio.example")
    people = [ANNA, Person(TOM.email, CLIENT, ("Tom",)), Person(lena.email, US, ("Lena",)), Person(MILA.email, US)]
    asked = Turn("m1", NOW, CLIENT, TOM, "When is it ready?", (lena,), (Address("Anna", ANNA.email),))
    draft = Draft("On Friday at noon.", NOW, MILA, (TOM,), language="en")

    def missed(profile: Profile) -> list[object]:
        found = check(draft, [asked], people=people, profile=profile).findings
        return [each.reason.params["email"] for each in found if each.name == "person-dropped"]

    assert missed(Profile()) == [lena.email, ANNA.email]
    assert missed(Profile(read_along=True)) == [ANNA.email]
