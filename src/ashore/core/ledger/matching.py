"""Which of the open questions a message answers (R1).

Conservative: a question is called open only where nothing speaks for an answer.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Literal

from ashore.core.ledger.heard import Ask, Said

How = Literal["under_quote", "numbered", "topics", "reported", "kind", "yes_or_no", "only_question", "whole"]

_FEW_WORDS = 12
_TELLS_MUCH = 4
"""So many statements about a matter tell whether it is so, though none opens with a yes or a no."""


def overlaps(asked: frozenset[str], said: frozenset[str]) -> bool:
    """Two stems in common, or half of the shorter set: they speak of the same thing."""
    shared = len(asked & said)
    return shared >= 2 or (shared == 1 and min(len(asked), len(said)) <= 2)


def mentions(ask: Ask, said: frozenset[str]) -> bool:
    """A third of the question's stems, or two of them, come back; or a word of an answer that it offers itself."""
    if ask.ways and not all(map(said.isdisjoint, ask.ways)):
        return True
    if ask.topics.isdisjoint(said):
        return False
    shared = len(ask.topics & said)
    return shared >= 2 or shared * 3 >= len(ask.topics)


def answers(open_asks: Sequence[Ask], said: Said, *, more_to_come: bool = False) -> dict[int, How]:
    """The positions in ``open_asks`` that ``said`` answers, each with how that is known.

    ``more_to_come``: the message itself announces the rest of its answer; then only what it surely answers counts.
    """
    found = _under_quotes(open_asks, said) if said.under_quotes else {}
    for i, ask in enumerate(open_asks) if said.reports else ():
        if i not in found and (ask.request or more_to_come or ask.expects == "polar") and _is_reported(ask, said):
            found[i] = "reported"
    countered = _countered(open_asks, found, said) if said.asks else ()
    if said.points and len(said.points) == len(open_asks) > 1:
        numbered: dict[int, How] = dict.fromkeys(range(len(open_asks)), "numbered")
        return numbered | found
    for i, ask in enumerate(open_asks):
        if i not in found and i not in countered and mentions(ask, said.topics):
            found[i] = "topics"
    left = [i for i in range(len(open_asks)) if i not in found and i not in countered]
    return found | _by_kind(open_asks, left, found, said) if left and not more_to_come else found


def _by_kind(asks: Sequence[Ask], left: list[int], found: dict[int, How], said: Said) -> dict[int, How]:
    """What speaks for an answer where the words do not come back: yes and no, times and sums, nothing else meant.

    A question without any content word ("Right?") has nothing to be answered by; any real reply will do.
    """
    more: dict[int, How] = {}
    if _only_asks(said):
        return more
    left = [i for i in left if asks[i].expects != "send" or asks[i].question]
    if not left:
        return more
    if len(asks) == 1:
        return {left[0]: "only_question"}
    more.update(dict.fromkeys(_of_kind(asks, left, found, said), "kind"))
    more.update({i: "whole" for i in left if not asks[i].topics and asks[i].question})
    yes_is_due = said.polar > 0 and any(asks[i].expects == "polar" for i in left)
    tells_all = said.words <= _FEW_WORDS or (said.statements >= len(left) and not yes_is_due)
    if not found and not more and tells_all:
        return dict.fromkeys(left, "whole")
    yes = said.polar - sum(1 for i in found if asks[i].expects == "polar" and not asks[i].request)
    for i in left:
        if i not in more and yes > 0 and asks[i].expects in ("polar", ""):
            more[i] = "yes_or_no"
            yes -= 1
    if said.statements >= max(_TELLS_MUCH, len(asks) + 1):
        more.update({i: "whole" for i in left if i not in more and asks[i].expects == "polar"})
    return more


def _of_kind(asks: Sequence[Ask], left: list[int], found: dict[int, How], said: Said) -> Iterator[int]:
    """Questions for a time or a sum that one was given for; the newest first, and no more of them than statements."""
    for kind in said.gives:
        given = said.statements - sum(1 for i in found if asks[i].expects == kind)
        yield from [i for i in reversed(left) if asks[i].expects == kind][: max(0, given)]


def _is_reported(ask: Ask, said: Said) -> bool:
    """What was asked for is told as done: one word of it is enough, but no number."""
    return any(not stem.isdigit() for report in said.reports for stem in ask.topics & report)


def _under_quotes(asks: Sequence[Ask], said: Said) -> dict[int, How]:
    found: dict[int, How] = {}
    for quoted, _ in said.under_quotes:
        for i, ask in enumerate(asks):
            if i not in found and ask.topics and len(ask.topics & quoted) * 2 >= len(ask.topics):
                found[i] = "under_quote"
    return found


def _countered(asks: Sequence[Ask], found: Collection[int], said: Said) -> set[int]:
    """Those that we asked back about, saying nothing else about them."""
    asked_back = [each.topics for each in said.asks if not each.request]
    met = [i for i, ask in enumerate(asks) if i not in found and not all(map(ask.topics.isdisjoint, asked_back))]
    if not met:
        return set()
    rest = said.topics.difference(*asked_back)
    return {i for i in met if not mentions(asks[i], rest)}


def _only_asks(said: Said) -> bool:
    """Nothing but questions: a counter-question, not yet an answer."""
    questions = sum(1 for ask in said.asks if not ask.request)
    return questions > 0 and said.statements == 0 and said.words > 0 and not said.polar
