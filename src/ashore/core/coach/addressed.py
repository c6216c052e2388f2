"""Whom a draft goes to, and by which names they go in this conversation."""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ashore.core.coach.case import Case
from ashore.core.coach.names import fold_name, in_latin, is_given_name, same_name
from ashore.core.coach.people import names_in
from ashore.core.coach.values import Turn
from ashore.core.correspondence.domains import organisation
from ashore.core.correspondence.message import Address
from ashore.core.kernel import US

_NEAR = 60
"""Code points at the end of a message where its writer signs, and at its beginning where it greets."""
_CASE_ENDING = 4
_OFFICES = Path(__file__).parent / "data" / "offices.txt"
_FIRM = re.compile(r"\b(?:s\. ?r\. ?o|a\. ?s)\b|['’]s\b", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


class Recipient(NamedTuple):
    """One whom a draft goes to. ``words``: of their names; empty where they are not known. ``office``: a mailbox that
    several people read, or of a firm: whoever answers there may bear any name."""

    email: str
    words: tuple[str, ...]
    office: bool

    @property
    def given(self) -> str:
        """Their given name, as far as we know it for one; else empty, as for an office."""
        return "" if self.office else next((word for word in self.words if is_given_name(word)), "")


def recipients(case: Case) -> tuple[Recipient, ...]:
    """Those of the other side whom the draft goes to, ``to`` before ``cc``."""
    theirs = (address for address in (*case.draft.to, *case.draft.cc) if not is_ours(case, address.email))
    return tuple(_recipient(case, address) for address in dict.fromkeys(theirs))


def goes_inside(case: Case) -> bool:
    """Whether a draft goes to our own people only."""
    return bool(case.draft.to) and not recipients(case)


def _recipient(case: Case, address: Address) -> Recipient:
    words = _words(case, address)
    local = WORD.findall(address.email.partition("@")[0])
    office = bool(_FIRM.search(address.name)) or not _offices().isdisjoint(map(fold_name, (*words, *local)))
    return Recipient(address.email, words, office)


def is_ours(case: Case, email: str) -> bool:
    """Whether an address is of our side: as known, else by the organisation of the writer."""
    person = case.people.get(email)
    if person:
        return person.side == US
    return same_house(email, case.draft.sender.email)


def same_house(one: str, other: str) -> bool:
    """Whether two addresses are of one organisation; never so for free mail."""
    return organisation(one) != "" and organisation(one) == organisation(other)


@cache
def _offices() -> frozenset[str]:
    lines = _OFFICES.read_text("utf-8").splitlines()
    return frozenset(fold_name(word) for line in lines for word in line.partition("#")[0].split())


def _words(case: Case, address: Address) -> tuple[str, ...]:
    person = case.people.get(address.email)
    return words_of(address.email, (*names_in(address), *(person.names if person else ())))


def words_of(email: str, names: Iterable[str]) -> tuple[str, ...]:
    """The words of somebody's names; where there are none those of the address, if a given name is among them."""
    found = list(dict.fromkeys(word for name in names for word in WORD.findall(name)))
    if not found:
        local = WORD.findall(email.partition("@")[0])
        found = [word.capitalize() for word in local] if any(map(is_given_name, local)) else []
    return tuple(found)


def words_in(texts: Iterable[str]) -> frozenset[str]:
    """The words of some texts, folded as names are."""
    return frozenset(fold_name(word) for text in texts for word in WORD.findall(text))


def in_use(case: Case) -> frozenset[str]:
    """Names by which those sign whom the draft goes to, or by which we greeted them before."""
    goes_to = {address.email for address in (*case.draft.to, *case.draft.cc)}
    signed = (turn.text.rstrip()[-_NEAR:] for turn in case.theirs if turn.sender.email in goes_to)
    greeted = (turn.text.lstrip()[:_NEAR] for turn in case.ours if any(one.email in goes_to for one in turn.to))
    return words_in((*signed, *greeted))


def fits(word: str, recipient: Recipient) -> bool:
    """Whether a recipient may be called so; a given name is held against their given names, where we know them."""
    given = [name for name in recipient.words if is_given_name(name)] if is_given_name(word) else []
    return any(same_name(word, name) for name in given or recipient.words)


def speaks_of(text: str, words: Iterable[str]) -> bool:
    """Whether one of these names stands in a text, in any case (Пётр - Петру, Jana - Jane): told by how it begins."""
    names = [in_latin(fold_name(word)) for word in words if len(word) > 2]
    spoken = [in_latin(fold_name(word)) for word in WORD.findall(text) if word[0].isupper()]
    return any(one[:3] == name[:3] and abs(len(one) - len(name)) <= _CASE_ENDING for one in spoken for name in names)


def took_part(turns: Iterable[Turn]) -> dict[str, Address]:
    """All addresses on some messages, with the name that each bore last."""
    people = (address for turn in turns for address in (turn.sender, *turn.to, *turn.cc))
    return {address.email: address for address in people if address.email}


class Contact(NamedTuple):
    """Who speaks for the client (A10). ``emails``: theirs and their deputies'; ``name``: to be shown, the address
    where no name is known; ``words``: of the names of all of them."""

    emails: frozenset[str]
    name: str
    words: tuple[str, ...]


def contact_of(case: Case) -> Contact | None:
    """The client's agreed contact; None where there is none."""
    contact = next((person for person in case.people.values() if person.contact), None)
    if contact is None:
        return None
    agreed = case.agreement.at(case.draft.at).clauses.parties[1] if case.agreement else None
    deputies = frozenset(agreed.deputies) if agreed else frozenset()
    known = [one for one in case.people.values() if one.email in deputies or not deputies.isdisjoint(one.names)]
    names = [*contact.names, *filter(None, [agreed.contact if agreed else ""])]
    words = (*words_of(contact.email, names), *(word for name in deputies for word in WORD.findall(name)))
    emails = frozenset((contact.email, *(one.email for one in known)))
    return Contact(emails, names[-1] if names else contact.email, words)
