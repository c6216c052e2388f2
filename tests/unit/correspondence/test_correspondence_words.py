"""Every reason that correspondence gives has its sentence, with exactly the parameters that the reason carries."""

import string

import pytest

from ashore.words.correspondence import SENTENCES
from ashore.words.marks import Plural

FOUND = frozenset(("subject", "person", "passages"))
GIVEN: dict[str, frozenset[str]] = {
    "placed.first": frozenset(),
    "placed.reference": frozenset(("message_id",)),
    "placed.missing_parent": frozenset(("message_id",)),
    "placed.twin": frozenset(("message_id",)),
    "placed.connected": frozenset(),
    "placed.quoted_id": FOUND,
    "placed.thread_index": FOUND,
    "placed.quoted_text": FOUND,
    "placed.people": FOUND,
    "placed.list": FOUND,
    "placed.stored": frozenset(),
    "placed.outsider": frozenset(("sender",)),
    "placed.blocked": frozenset(("sender",)),
    "placed.taken_back": frozenset(("sender",)),
    "placed.by_hand.split": frozenset(("decided_at",)),
    "placed.by_hand.join": frozenset(("decided_at",)),
    "placed.by_hand.move": frozenset(("decided_at",)),
    "same_person": frozenset(("email", "known", "name", "shared")),
    "duplicate_id": frozenset(("message_id", "count")),
    "subject.changed": frozenset(("before", "after")),
    "subject.declared_change": frozenset(("before", "after")),
    "people.dropped": frozenset(("people", "count")),
}


@pytest.mark.parametrize("code", GIVEN)
def test_a_sentence_asks_for_nothing_that_its_reason_lacks(code: str) -> None:
    sentence = SENTENCES[f"correspondence.{code}"]
    for text in (sentence.singular, sentence.plural) if isinstance(sentence, Plural) else (sentence,):
        assert {name for _, name, _, _ in string.Formatter().parse(text) if name} <= GIVEN[code]


def test_there_is_no_sentence_without_a_reason() -> None:
    assert set(SENTENCES) == {f"correspondence.{code}" for code in GIVEN}
