"""The client asked us to do something, and the draft says nothing of it.

## What it does
Holds each request of the client's messages since our last one against the draft: is it told as done, promised, refused,
asked back about, or at least mentioned? Asking "could you ...?" is a question and read by ``unanswered-question``.

## Why
What was done and not told is not done for the client: they write once more, or check it themselves (W4).

## Example
> Please change the phone number in the footer. And take the old price list off, please.

    Hi Anna, the phone number is changed.

## Use instead
    Hi Anna, the phone number is changed, and the old price list is gone.

## When to ignore
Where it was reported on another channel, or the request was meant for somebody else.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ashore.core.coach.case import Case
from ashore.core.coach.likeness import shared
from ashore.core.coach.rule import Rule, Seen
from ashore.core.coach.salutation import salutation
from ashore.core.coach.values import Evidence, Turn
from ashore.core.kernel import Span
from ashore.core.ledger.heard import Ask

NAME = "done-but-not-reported"
_GIVEN = re.compile(r"\d|https?://|www\.|@")
"""What was to be sent may stand in the letter itself: a price, a date, an address."""
_TELLS = 3
"""Words of a clause without any content word that tells something all the same ("it's on its way")."""


class Wanted(NamedTuple):
    """Something the client asked us to do, and where."""

    turn: Turn
    span: Span
    ask: Ask


def find(case: Case) -> Iterator[Seen]:
    """One finding a request that the draft passes over; none where any of its sentences may be meant for it."""
    if case.facts.acknowledges or case.hits(NAME, "all") or not case.text.strip():
        return
    wanted = [each for turn in case.waiting for each in _wanted(turn, case)]
    passed = [each for each in wanted if not shared(_own(each, wanted), case.facts.topics)]
    if not passed or _says_more(frozenset().union(*(e.ask.topics for e in wanted if e not in passed)), case):
        return
    for each in passed:
        if each.ask.expects == "send" and (case.draft.attachments or _GIVEN.search(case.text)):
            continue
        words = each.span.of(each.turn.text)
        yield Seen(Span(0, 0), {"request": words}, evidence=(Evidence(each.turn.key, each.span, words),))


def _wanted(turn: Turn, case: Case) -> Iterator[Wanted]:
    """What a message asks us to do: no questions, no courtesies, nothing under a condition."""
    facts = case.facts_of(turn)
    if facts.language != case.language:
        return
    idle = {hit.sentence for hit in case.hits_of(turn, NAME, "idle")}
    for span, ask in case.asks_of(turn):
        if ask.request and not ask.question and ask.topics and ask.expects != "look" and span not in idle:
            yield Wanted(turn, span, ask)


def _own(each: Wanted, wanted: Sequence[Wanted]) -> frozenset[str]:
    """What a request is about that the others are not; all of it, where nothing is its own."""
    rest = frozenset[str]().union(*(other.ask.topics for other in wanted if other is not each))
    return each.ask.topics - shared(each.ask.topics, rest) or each.ask.topics


def _says_more(met: frozenset[str], case: Case) -> bool:
    """Whether something is said that neither speaks of the requests that were met, nor answers a question, nor only
    wishes and thanks: it may be meant for a request in other words."""
    facts = case.facts
    answers = [each.answer for each in case.asked if each.answer]
    if any(answer.place < 0 for answer in answers):
        return True
    passed_by = {case.statements[answer.place].sentence for answer in answers}
    passed_by |= {span.start for span in facts.farewells}
    wishes, names = [hit.span for hit in case.hits(NAME, "wish")], salutation(case)
    for one in case.statements:
        start, end = one.span
        if one.sentence in passed_by or any(start <= wish.start < end for wish in wishes):
            continue
        topics = one.topics - names
        empty = not topics and (one.topics or len(one.span.of(case.text).split()) < _TELLS)
        if not empty and not shared(topics, met):
            return True
    return any(not shared(each.topics, met) for each in facts.questions)


RULE = Rule("W041", NAME, "W4", "warning", find, needs="conversation", phrases=True)
