"""A placeholder was left in.

## What it does
Finds what a template wanted filled in: ``[Name]``, ``{{price}}``, ``<insert date>``, ``XXX``, ``TODO``,
``lorem ipsum``, ``DD.MM.YYYY``.

## Why
It tells the client that the letter was not written for them, and nobody read it through (R11).

## Example
    Dear [Name], your package costs XXX EUR.

## Use instead
    Dear Anna, your package costs 420 EUR.

## When to ignore
Where the letter is about templates and shows one on purpose; put it into quotation marks or code then.
"""

import re
from collections.abc import Iterator

from ashore.core.coach.case import Case
from ashore.core.coach.rule import Rule, Seen
from ashore.core.kernel import Span

_WORDS = (
    r"name|first name|last name|client|company|date|price|amount|link|insert [\w ]{1,30}|your [\w ]{1,20}|имя|фамилия|"
    r"имя клиента|клиент|компания|дата|цена|сумма|ссылка|вставить[\w ]{0,30}|meno|priezvisko|klient|firma|dátum|cena|"
    r"suma|odkaz|doplniť[\w ]{0,30}|pangalan|petsa|presyo|halaga|kumpanya"
)
_PLACEHOLDER = re.compile(
    rf"\[(?:{_WORDS})\]|<(?:{_WORDS})>|\{{\{{[^{{}}\n]{{1,40}}\}}\}}|\{{(?:{_WORDS})\}}|"
    r"\b[Xx]{3,5}\b|\bХХХ+\b|\bTODO\b|\bTBD\b|\blorem ipsum\b|\bDD[./]MM[./](?:YY|RR)+\b|\bДД\.ММ\.ГГ(?:ГГ)?\b|"
    r"_{4,}|\?{4,}",
    re.IGNORECASE,
)
_KEPT_CASE = re.compile(r"todo|tbd|dd|дд", re.IGNORECASE)
_QUOTED = re.compile(r"[\"«„“`][^\"»“”`\n]{0,80}[\"»“”`]")


def find(case: Case) -> Iterator[Seen]:
    """One finding a placeholder; none within quotation marks or code."""
    shown = [Span(*quoted.span()) for quoted in _QUOTED.finditer(case.text)]
    for found in _PLACEHOLDER.finditer(case.text):
        words = found[0]
        if _KEPT_CASE.match(words) and not words.isupper():
            continue
        if not any(each.start < found.start() and found.end() < each.end for each in shown):
            yield Seen(Span(*found.span()), {"words": words})


RULE = Rule("R112", "placeholder-left-in", "R11", "error", find, needs="text")
