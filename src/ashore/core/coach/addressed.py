"""Whom a draft goes to, and by which names they go in this conversation."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ashore.core.coach.case import Case
from ashore.core.coach.names import fold_name, is_given_name, same_name
from ashore.core.coach.people import names_in
from ashore.core.correspondence.message import Address
from ashore.core.kernel import US

_NEAR = 60
"""Code points at the end of a message where its writer signs, and at its beginning where it greets."""
WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


class Recipient(NamedTuple):
    """One whom a draft goes to. ``words``: of their names; empty where they are not known."""

    email: str
    words: tuple[str, ...]

    @property
    def given(self) -> str:
        """Their given name, as far as we know it for one; else empty."""
        return next((word for word in self.words if is_given_name(word)), "")


def recipients(case: Case) -> tuple[Recipient, ...]:
    """Those of the other side whom the draft goes to, ``to`` before ``cc``."""
    theirs = (address for address in (*case.draft.to, *case.draft.cc) if not is_ours(case, address.email))
    return tuple(Recipient(address.email, tuple(_words(case, address))) for address in dict.fromkeys(theirs))


def is_ours(case: Case, email: str) -> bool:
    """Whether an address is of our side: as known, else by the domain of the writer."""
    person = case.people.get(email)
    if person:
        return person.side == US
    return bool(email) and email.rpartition("@")[2] == case.draft.sender.domain


def _words(case: Case, address: Address) -> Iterator[str]:
    person = case.people.get(address.email)
    known = (*names_in(address), *(person.names if person else ()))
    found = list(dict.fromkeys(word for name in known for word in WORD.findall(name)))
    if not found:
        local = WORD.findall(address.email.partition("@")[0])
        found = [word.capitalize() for word in local] if any(map(is_given_name, local)) else []
    return iter(found)


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
