"""Whether a sentence of the draft says when."""

from bisect import bisect_left

from ashore.core.coach.case import Case
from ashore.core.kernel import Span
from ashore.core.language.lexicon import lexicon, time_words


def names_a_time(case: Case, sentence: Span) -> bool:
    """Whether the sentence names a day, an hour or a length of time that the draft's date can resolve."""
    piece = sentence.of(case.text)
    if case.language == "und" or not _may_name_one(piece, case):
        return False
    from ashore.core.language.deadlines import find_due  # few drafts have a sentence to ask about

    return find_due(sentence, piece, case.language, case.draft.at) is not None


def _may_name_one(piece: str, case: Case) -> bool:
    """A figure, a hyphen ("mag-Biyernes") or a word with which the name of a time begins: most sentences have none."""
    words = lexicon(case.language).words_of(piece)
    return not time_words(case.language)[0].isdisjoint(words) or any(word[0].isdigit() or "-" in word for word in words)


def following(case: Case, sentence: Span) -> Span | None:
    """The sentence behind, None where it is the last."""
    behind = bisect_left(case.sentences, sentence.end, key=lambda each: each.start)
    return case.sentences[behind] if behind < len(case.sentences) else None
