"""Answers that a question offers itself ("Which one? the USB? an Express?"): one question, not three."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ashore.core.kernel import Span
from ashore.core.ledger.heard import Ask

_FEW_WORDS = 4
_LONGEST = 250
"""A question as long as this is told as it stands; quotes are cut to 300 characters."""
_CHOICE = re.compile(
    r"\b(?:which|what (?:kind|sort|type|model|size|colou?r)|как(?:ой|ая|ое|ие|ую|ого|им)|котор\w+|"
    r"ktor\w+|ak(?:ý|á|é|ú|ého|ej)|alin(?:g)?|anong)\b"
)
_SENTENCE = re.compile(
    r"(?:is|are|was|were|am|do|does|did|can|could|will|would|should|shall|may|must|have|has|had|any|need|"
    r"есть|можно|нужно|надо|можете|сможете|будет|готов\w*|удобно|вам|"
    r"je|sú|má|máte|môže\w*|viete|bude\w*|treba|stačí|d[aá] sa|daj[uú] sa|plat[ií]|ide|"
    r"puwede|pwede|may|meron|mayroon|kaya|ready|okay|ok|tama)\b"
)
"""How a question with a verb of its own begins: it is no way of answering the one before."""
_FURTHER = re.compile(r"(?:and|а|и|at|a (?:na|pre|v|vo|do|za|s|so|z|zo|o|od|k|po|čo|ako))\s")
"""How one begins that asks the same of something else ("And the fonts?"): no way of answering either."""


def joined(asks: Iterable[tuple[Span, Ask]], text: str) -> Iterator[tuple[Span, Ask]]:
    """Each question with the answers that it offers itself as one ask, in the order of the text, with its place."""
    held: Ask | None = None
    start = end = 0
    for span, ask in asks:
        if held and _is_way(held, ask, text[end : span.start]):
            ways = (*held.ways, ask.topics)
            held = replace(held, text=f"{held.text} {ask.text}", topics=held.topics | ask.topics, ways=ways)
        else:
            if held:
                yield Span(start, end), held
            start, held = span.start, ask
        end = span.end
    if held:
        yield Span(start, end), held


def _is_way(held: Ask, ask: Ask, between: str) -> bool:
    """A few words without a verb right after a question that asks which."""
    if (
        between.strip()
        or len(held.text) > _LONGEST
        or not (held.question and ask.question)
        or ask.request
        or ask.expects != "polar"
    ):
        return False
    if _FURTHER.match(ask.text.lower()):
        return False
    few = len(ask.text.split()) <= _FEW_WORDS and not _SENTENCE.match(ask.text.lower())
    return few and bool(_CHOICE.search(held.text.lower()))
