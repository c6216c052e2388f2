"""A sentence that nobody takes in at one reading.

## What it does
Counts the words of each sentence; what stands on both sides of a colon or a semicolon counts apart. Quotations,
addresses and lists within a sentence ("tiles, grout, two pumps") do not count. The limit (`sentence-too-long`, in
words) is 32 in English, 26 in Russian and in Slovak, 34 in Filipino.

## Why
Who has to read a sentence twice answers half of it. Guides to plain language aim at 15 to 20 words and end at 25
(GOV.UK); we mark what is a quarter beyond. Russian and Slovak say in four words what English says in five, having no
articles; Filipino needs a few more for its markers and its "po" (R4).

## Example
    We have received the texts, which our editor has read and in which she has found some places that are not clear to
    her, so that we would be glad if you could look at them before the end of the week.

## Use instead
    We have read the texts. Some places are not clear to our editor; she marked them in yellow. Please look at them by
    Friday.

## When to ignore
Where the sentence is a list in disguise and reads easily aloud.
"""

import re
from collections.abc import Iterator
from itertools import groupby

from ashore.core.coach.case import Case
from ashore.core.coach.rule import Limit, Rule, Seen
from ashore.core.kernel import Span
from ashore.core.language import Language, measure
from ashore.core.language.recognising import spoken

_NAME = "sentence-too-long"
_LIMIT = Limit(32, "words", 8, 200, {"ru": 26, "sk": 26, "fil": 34})
_BORDER = re.compile(r"[:;\n]")
_ITEM, _ITEMS = 3, 3
"""Words up to which what stands between commas is an item; items in a row that make a list."""


def find(case: Case) -> Iterator[Seen]:
    """One finding a sentence."""
    limit = case.limit(_NAME)
    for sentence in case.sentences:
        whole = sentence.of(case.text)
        if len(whole.split()) > limit:
            count = max(_words(part, case.language) for part in _BORDER.split(spoken(whole)))
            if count > limit:
                yield Seen(sentence, {"count": count, "limit": limit})


def _words(part: str, language: Language) -> int:
    """How many words a part of a sentence has, those of a list in it left out."""
    pieces = (measure(piece, [Span(0, len(piece))], language).words for piece in part.split(","))
    runs = ((is_item, list(run)) for is_item, run in groupby(pieces, key=lambda words: words <= _ITEM))
    return sum(sum(run) for is_item, run in runs if not is_item or len(run) < _ITEMS)


RULE = Rule("R044", _NAME, "R4", "advice", find, limit=_LIMIT)
