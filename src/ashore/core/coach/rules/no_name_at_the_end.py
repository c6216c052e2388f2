"""The first letter does not end with the writer's name.

## What it does
Looks for the name of the sender in the signature of our first letter in a conversation, and in the 200 code points
before it; a line with any given name will do. Letters of fewer than 25 words (the limit `no-name-at-the-end`, in words)
are passed over, and those whose sender's name is not known.

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

from ashore.core.coach.addressed import WORD, goes_inside, speaks_of, words_of
from ashore.core.coach.case import Case
from ashore.core.coach.names import fold_name, is_given_name
from ashore.core.coach.people import names_in
from ashore.core.coach.rule import Limit, Rule, Seen
from ashore.core.kernel import Span

_END = 200
_INITIALS = 3
_SIGNED = 4
"""Words of a line by which somebody signs, at most."""


def find(case: Case) -> Iterator[Seen]:
    """One finding a letter."""
    if case.ours or goes_inside(case) or len(case.text.split()) < case.limit("no-name-at-the-end"):
        return
    person = case.people.get(case.draft.sender.email)
    named = (*names_in(case.draft.sender), *(person.names if person else ()))
    words = words_of(case.draft.sender.email, named)
    if not words:
        return
    signature = "".join(span.of(case.draft.text) for kind, span, _ in case.parts.segments if kind == "signature")
    end = case.text.rstrip()[-_END:]
    below = case.text.strip().partition("\n")[2][-_END:]
    lines = f"{below}\n{signature}".splitlines()
    if not speaks_of(end + signature, words) and not any(_signs(line, words) for line in lines):
        yield Seen(Span(0, 0), {"person": named[-1] if named else words[0]})


def _signs(line: str, words: tuple[str, ...]) -> bool:
    """Whether a line is a name, or short for the writer's ("M.", "MH")."""
    spoken = WORD.findall(line)
    if not 0 < len(spoken) <= _SIGNED or not spoken[0][0].isupper():
        return False
    short = len(spoken[0]) <= _INITIALS and fold_name(spoken[0][0]) == fold_name(words[0][0])
    return is_given_name(spoken[0]) or (short and len(spoken) == 1)


RULE = Rule("R151", "no-name-at-the-end", "R15", "advice", find, limit=Limit(25, "words"))
