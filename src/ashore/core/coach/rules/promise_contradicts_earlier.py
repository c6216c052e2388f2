"""Promises another date than before for the same thing, and does not say that it changed.

## What it does
Compares the dates that the draft promises with those that our earlier messages promised for the same thing.

## Why
The client planned with the first date. A new one that comes without a word looks as if nobody remembered the old one;
said openly, it is a renegotiation (W5).

## Example
On Monday: We will send the layout by Wednesday.

    You will have the layout by Friday.

## Use instead
    You will have the layout by Friday, not by Wednesday as I wrote.

## When to ignore
Where the new date was agreed on the phone, or a second version is meant. Nothing is found where the client named the
new date, the thing was sent in between, or the first date is more than a week over.
"""

from collections.abc import Iterator
from datetime import timedelta
from functools import lru_cache

from ashore.core.coach.case import Case
from ashore.core.coach.likeness import shared
from ashore.core.coach.rule import Rule, Seen
from ashore.core.coach.salutation import salutation, vocative
from ashore.core.coach.times import about, day_of, days_named, times_in
from ashore.core.coach.values import Evidence, Turn
from ashore.core.kernel import CLIENT, US
from ashore.core.language import WRITER, Facts, Promise
from ashore.core.ledger.understanding import topics_of

NAME = "promise-contradicts-earlier"
_READY = {
    "en": "ready finish finished done complete completed new final receive hand over",
    "ru": "готов готова готово готовы закончим завершим доделаем новый новая новую новое получите",
    "sk": "hotový hotová hotové pripravený pripravená pripravené dokončíme nový nová novú nové dostanete",
    "fil": "ready deliver send submit finish done tapos matatapos tatapusin handa bago bagong matatanggap makukuha",
}
"""Words that any delivery may have: they tell no thing from another."""

_FORGOTTEN = timedelta(days=8)
"""A date that lies so far back was most likely kept, and this is a new round."""


def find(case: Case) -> Iterator[Seen]:
    """One finding a promised date that is not the one promised last for the same thing."""
    dated = [each for each in case.facts.promises if _is_dated(each)]
    if not dated or not case.ours or case.facts.apologies or case.hits(NAME, "change"):
        return
    staged = {hit.sentence for hit in case.hits(NAME, "stage")}
    names = salutation(case)
    for promise in dated:
        thing = _thing(promise, case.text, case.language, names)
        before = _before(thing, names, case) if thing and promise.span not in staged else None
        if before is None or promise.due is None:
            continue
        turn, earlier = before
        if earlier.due is None or case.draft.at - earlier.due.at > _FORGOTTEN:
            continue
        if day_of(earlier.due) in map(day_of, times_in(case)) or _is_settled(promise, thing, turn, case):
            continue
        words = earlier.span.of(turn.text)
        params = {"words": promise.due.span.of(case.text), "before": words}
        yield Seen(promise.due.span, {**params}, evidence=(Evidence(turn.key, earlier.span, words),))


def _is_dated(promise: Promise) -> bool:
    return promise.due is not None and promise.due.certain and promise.owner == WRITER and not promise.answer


def _thing(promise: Promise, text: str, language: str, names: frozenset[str]) -> frozenset[str]:
    spoken = vocative(promise.span.of(text), names, language)
    return about(promise, text, language) - _ready(language) - names - spoken


@lru_cache(maxsize=8)
def _ready(language: str) -> frozenset[str]:
    return topics_of(_READY.get(language, ""), language)


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and len(shared(one, other)) == len(one) and len(shared(other, one)) == len(other)


def _before(thing: frozenset[str], names: frozenset[str], case: Case) -> tuple[Turn, Promise] | None:
    """The promise that we gave last for a thing, and where; None where a stage of it was meant."""
    for turn in reversed(case.ours):
        facts = case.facts_of(turn)
        staged = {hit.sentence for hit in case.hits_of(turn, NAME, "stage")}
        for promise in reversed(facts.promises):
            if _is_dated(promise) and _same(thing, _thing(promise, turn.text, facts.language, names)):
                return None if promise.span in staged else (turn, promise)
    return None


def _is_settled(promise: Promise, thing: frozenset[str], told: Turn, case: Case) -> bool:
    """Whether the thing was sent since, or the client spoke of the new date or of another time."""
    if _reports(case.facts, thing):
        return True
    for turn in case.turns:
        if (turn.at, turn.key) <= (told.at, told.key):
            continue
        facts = case.facts_of(turn)
        if turn.side == US and (turn.attachments or _reports(facts, thing)):
            return True
        if turn.side == CLIENT and promise.due and day_of(promise.due) in days_named(turn, facts):
            return True
        if case.hits_of(turn, NAME, "change"):
            return True
    return False


def _reports(facts: Facts, thing: frozenset[str]) -> bool:
    return any(shared(thing, topics) for topics in facts.reports)


RULE = Rule("W052", NAME, "W5", "warning", find, needs="conversation", phrases=True)
