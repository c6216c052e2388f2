"""The first letter does not end with the writer's name.

## What it does
Looks for the name of the sender in the last 200 code points of our first letter in a conversation, signature included.
Letters of fewer than 25 words (the limit `no-name-at-the-end`, in words) are passed over, and those whose sender's name
is not known.

## Why
The client wants to know who answers, and whom to ask for again (R15).

## Example
    Dear Anna, thank you for your order ... We will write again on Monday.
    Your Oakhouse team

## Use instead
    Dear Anna, thank you for your order ... I will write again on Monday.
    Mila Hart, Oakhouse

## When to ignore
Where the desk sets the signature when it sends; silence the rule for the house then.
"""

from collections.abc import Iterator

from ashore.core.coach.addressed import WORD, speaks_of, words_of
from ashore.core.coach.case import Case
from ashore.core.coach.names import fold_name
from ashore.core.coach.people import names_in
from ashore.core.coach.rule import Rule, Seen
from ashore.core.kernel import Span

_SHORT = 25
_END = 200
_INITIALS = 3
_OTHERS = frozenset(("quote", "forwarded", "attribution"))


def find(case: Case) -> Iterator[Seen]:
    """One finding a letter."""
    if case.ours or len(case.text.split()) < case.profile.limits.get("no-name-at-the-end", _SHORT):
        return
    person = case.people.get(case.draft.sender.email)
    named = (*names_in(case.draft.sender), *(person.names if person else ()))
    words = words_of(case.draft.sender.email, named)
    if not words:
        return
    text = case.draft.text
    own = "".join(span.of(text) for kind, span, _ in case.parts.segments if kind not in _OTHERS).rstrip()
    if not speaks_of(own[-_END:], words) and not _initials(own, words):
        yield Seen(Span(0, 0), {"person": named[-1] if named else words[0]})


def _initials(text: str, words: tuple[str, ...]) -> bool:
    """Whether the last word is short for the name ("M.", "MH")."""
    last = WORD.findall(text[-_END:])[-1:]
    return any(
        len(word) <= _INITIALS and word.isupper() and fold_name(word[0]) == fold_name(words[0][0]) for word in last
    )


RULE = Rule("R151", "no-name-at-the-end", "R15", "advice", find)
