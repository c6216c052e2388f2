"""What a first check of a conversation costs more than the next ones, paid beforehand."""

from collections.abc import Iterable
from datetime import datetime

from ashore.core.coach.book import coach_book
from ashore.core.coach.case import Case
from ashore.core.coach.rule import all_rules
from ashore.core.coach.values import Draft, Profile, Turn


def prepare(conversation: Iterable[Turn], at: datetime) -> int:
    """Load the rules, and read what the conversation says, so that the first word of a draft is answered as quickly as
    the next. ``at``: now, aware. How many questions wait there for an answer."""
    all_rules()
    case = Case(Draft("", at), conversation, None, (), Profile())
    for turn in case.turns:
        coach_book(case.facts_of(turn).language)
    return len(case.asked)
