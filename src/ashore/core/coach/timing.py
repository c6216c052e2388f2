"""Whether a sentence of the draft says when."""

from ashore.core.coach.case import Case
from ashore.core.kernel import Span


def names_a_time(case: Case, sentence: Span) -> bool:
    """Whether the sentence names a day, an hour or a length of time that the draft's date can resolve."""
    from ashore.core.language.deadlines import find_due  # few drafts have a sentence to ask about

    return find_due(sentence, sentence.of(case.text), case.language, case.draft.at) is not None


def following(case: Case, sentence: Span) -> Span | None:
    """The sentence behind, None where it is the last."""
    return next((each for each in case.sentences if each.start >= sentence.end), None)
