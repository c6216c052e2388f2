"""Answers that only the shape of a draft tells."""

from datetime import UTC, datetime

from ashore.core.coach import Draft, Turn, check
from ashore.core.correspondence.message import Address
from ashore.core.kernel import CLIENT

AT = datetime(2026, 3, 3, 11, tzinfo=UTC)
ANNA = Address("Anna Brown", "anna@client.example")
LONG = "Which of the " + "many rather long and winding names of " * 12 + "colours did you choose?"


def unanswered(asked: str, draft: str) -> list[str]:
    turn = Turn("m1", AT.replace(hour=10), CLIENT, ANNA, asked)
    found = [each for each in check(Draft(draft, AT), [turn]).findings if each.name == "unanswered-question"]
    return [each.evidence[0].text for each in found]


def test_an_answer_under_the_quoted_question_answers_it() -> None:
    first, second = "When will the banners be ready?", "And what does a second size cost?"
    asked = f"We have shown the sketches to the board. {first} {second}"
    draft = f"> {first}\n\nPetra knows.\n\n> {second}\n\nPetra knows that too.\n"
    assert not unanswered(asked, draft)
    bare = "\n".join(line for line in draft.splitlines() if not line.startswith(">"))
    assert unanswered(asked, bare)


def test_a_question_of_any_length_is_shown_at_its_place() -> None:
    assert unanswered(f"{LONG} What does it cost?", "Hi Anna,\n\nit costs 40 EUR.") == [LONG]
