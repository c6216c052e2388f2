"""The letter greets somebody else, or spells the name in another way than its bearer.

## What it does
Compares the name in the greeting with those of the recipients. Short and fond forms (Tom, Катя, Zuzka, "Ma'am Tess"),
other letters, family names after a title and names by which the client signs are right; what we do not know as a name
is left alone. It also finds another patronymic, a spelling that the bearer does not use, and a name written small.

## Why
A wrong name says that the letter was copied, or that nobody cares to whom they write (R4).

## Example
    To: Maria Lopez
    Hi Anna, the layouts are ready.

## Use instead
    Hi Maria, the layouts are ready.

## When to ignore
Where the person goes by a name that stands in no message yet; greeted so once, it is known.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from ashore.core.coach.addressed import Recipient, fits, in_use, recipients, speaks_of, words_in
from ashore.core.coach.case import Case
from ashore.core.coach.greeting import Named, greeting_of
from ashore.core.coach.names import fold_name, is_given_name, misspelt
from ashore.core.coach.rule import Rule, Seen
from ashore.core.coach.values import Fix
from ashore.core.kernel import Severity, Span

_FATHER = ("вич", "вна", "чна")
_FOND = re.compile(r"\b(?:ma['’]?a?m|sir|ate|kuya|tita|tito|boss)\.? $", re.IGNORECASE)
_LONG = 6
"""Letters from which a name with such an ending is a patronymic."""


def find(case: Case) -> Iterator[Seen]:
    """One finding a name that is greeted. Filipino nicknames have little to do with names: there nothing is certain."""
    greeting = greeting_of(case.text)
    known = recipients(case) if greeting.sure else ()
    if not known:
        return
    for named in greeting.named:
        seen = _judged(case, named, known)
        if seen and not greeting.greets and any(speaks_of(case.text, one.words) for one in known):
            continue
        certain = greeting.greets and case.language != "fil" and not _FOND.search(case.text[: named.words[0].start])
        if seen:
            yield seen if certain or seen.severity else replace(seen, severity="warning")


def _judged(case: Case, named: Named, known: tuple[Recipient, ...]) -> Seen | None:
    span = named.words[0]
    word = span.of(case.text)
    if word.islower():
        theirs = any(word == name for one in known for name in one.words)
        right = not theirs and (any(fits(word, one) for one in known) or fold_name(word) in in_use(case))
        return _seen(span, word, word.capitalize(), "small", fix=True) if right else None
    if any(fold_name(name) == fold_name(word) for one in known for name in one.words):
        return _other_father(case.text, named, known)
    if any(one.office for one in known) or fold_name(word) in {*in_use(case), *words_in(one.email for one in known)}:
        return None
    meant = next((name for one in known for name in one.words if misspelt(word, name)), "")
    if meant:
        return _seen(span, word, meant.capitalize() if meant.islower() else meant, "spelling", fix=len(known) == 1)
    if any(fits(word, one) for one in known):
        return _other_father(case.text, named, known)
    families = named.family and all(len(one.words) > 1 for one in known)
    if families or (is_given_name(word) and all(one.given for one in known)):
        return Seen(span, {"name": word, "person": " ".join(known[0].words)})
    return None


def _other_father(text: str, named: Named, known: tuple[Recipient, ...]) -> Seen | None:
    """The patronymic that follows, where the one recipient is known to bear another."""
    fathers = [name for name in known[0].words if _is_father(name)]
    if len(known) > 1 or len(named.words) < 2 or not fathers:
        return None
    word = named.words[1].of(text)
    if not _is_father(word) or any(fold_name(word) == fold_name(name) for name in fathers):
        return None
    return _seen(named.words[1], word, fathers[0], "spelling", fix=True)


def _is_father(word: str) -> bool:
    return len(word) >= _LONG and word.lower().endswith(_FATHER)


def _seen(span: Span, word: str, name: str, variant: str, *, fix: bool) -> Seen:
    severity: Severity = "advice" if variant == "small" else "warning"
    change = Fix(span, name) if fix else None
    return Seen(
        span, {"name": word, "person": name}, advice="as_they_do", variant=variant, fix=change, severity=severity
    )


RULE = Rule("R042", "wrong-name", "R4", "error", find, needs="text")
