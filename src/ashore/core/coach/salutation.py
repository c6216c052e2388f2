"""The words with which people are addressed: they tell nothing of the matter."""

from ashore.core.coach.case import Case
from ashore.core.ledger.understanding import topics_of

_TITLES = (
    "ma'am sir mr mrs ms madam pani pán slečna inžinier господин госпожа vážená vážený уважаемая уважаемый "
    "good morning afternoon evening thanks yes "
    "magandang umaga hapon gabi opo salamat доброе добрый утро день dobré ráno"
)

_LONGEST = 4
"""Words of an address."""


def salutation(case: Case) -> frozenset[str]:
    """Stems of the names of all who take part, of titles and greetings."""
    names = [name for person in case.people.values() for name in person.names]
    names += [address.name for turn in case.turns for address in (turn.sender, *turn.to)]
    return topics_of(" ".join(dict.fromkeys((_TITLES, *names))), case.language)


def vocative(sentence: str, names: frozenset[str], language: str) -> frozenset[str]:
    """Stems of the words before the first comma where they speak to somebody ("Анна Сергеевна, ..."); else none."""
    head, comma, _ = sentence.partition(",")
    if not comma or len(head.split()) > _LONGEST:
        return frozenset()
    topics = topics_of(head, language)
    return topics if topics & names else frozenset()
