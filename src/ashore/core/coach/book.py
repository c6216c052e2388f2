"""The phrases of all rules of a language in one book, so that one pass over a draft finds them all."""

from functools import cache
from pathlib import Path

from ashore.core.coach.rule import all_rules
from ashore.core.language import LANGUAGES, Language
from ashore.core.language.hits import book
from ashore.core.language.lexicon import Lexicon, parse_sections

_DATA = Path(__file__).parent / "data"


def phrases_of(name: str, language: Language) -> dict[str, list[str]]:
    """Section -> lines of a rule's file of phrases; the sections ``@list`` and ``lead`` as in ``phrases.py``."""
    return parse_sections((_DATA / language / f"{name}.txt").read_text("utf-8"), language)


@cache
def coach_book(language: Language) -> Lexicon:
    """The book of all rules, kinds named ``<rule>.<section>``; Filipino includes the English one (Taglish)."""
    if language not in LANGUAGES:
        return book({}, "en")
    spoken: tuple[Language, ...] = ("fil", "en") if language == "fil" else (language,)
    files = {
        f"{rule.name}/{each}": {
            (f"{rule.name}.{section}" if section and section[0] not in "@:" and section != "lead" else section): lines
            for section, lines in phrases_of(rule.name, each).items()
        }
        for each in spoken
        for rule in all_rules()
        if rule.phrases
    }
    return book(files, language)
