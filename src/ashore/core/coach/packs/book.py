"""The phrases of all packs of a house in one book a language, so that one pass over a draft finds them all."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ashore.core.coach.packs.model import HouseRule, Pack, Phrases
from ashore.core.coach.packs.phrasing import leads_of
from ashore.core.language import Language
from ashore.core.language.hits import book
from ashore.core.language.lexicon import Lexicon, fold

KEPT = 128
"""Books that are kept: packs in use, times languages; each is built once, not while somebody types."""
_READ_TOO: Mapping[Language, tuple[Language, ...]] = {"fil": ("fil", "en")}
"""Filipino letters are Taglish: English phrases are met in them as well."""
_GAPS = frozenset(("_", "?_", "..", "..."))


@dataclass(frozen=True, slots=True)
class Entry:
    """A rule that knows the book's language. ``stem``: what the kinds of its phrases begin with; ``better``: what to
    write for each of its numbered phrases, and whether putting it in place is safe."""

    pack: Pack
    rule: HouseRule
    stem: str
    better: tuple[tuple[tuple[str, ...], bool], ...]


@dataclass(frozen=True, slots=True)
class HouseBook:
    """Phrases and rules of some packs for a language."""

    lexicon: Lexicon
    entries: tuple[Entry, ...]


@lru_cache(KEPT)
def house_book(packs: tuple[Pack, ...], language: Language) -> HouseBook:
    """The book of these packs; rules that do not know the language are not in it."""
    files: dict[str, dict[str, list[str]]] = {}
    entries: list[Entry] = []
    for number, pack in enumerate(packs):
        file: dict[str, list[str]] = {f"@{name}": _folded(words, language) for name, words in pack.lists.items()}
        file["lead"] = list(leads_of(language)) if language != "und" else []
        for place, rule in enumerate(pack.rules):
            if known := _spoken_by(rule, language):
                entry = Entry(pack, rule, f"{number}/{place}/", _better(rule, known))
                file |= {f"{entry.stem}{name}": lines for name, lines in _sections(rule, known)}
                entries.append(entry)
        files[str(number)] = file
    return HouseBook(book(files, language), tuple(entries))


def _spoken_by(rule: HouseRule, language: Language) -> tuple[Language, ...]:
    """In which languages a rule reads letters of this language; only words travel, not limits nor the build of one."""
    languages = _READ_TOO.get(language, (language,)) if rule.kind in ("phrase", "substitution") else (language,)
    return tuple(each for each in languages if each in rule.languages)


def _sections(rule: HouseRule, languages: Sequence[Language]) -> Iterator[tuple[str, list[str]]]:
    tables: dict[str, Phrases] = {"phrase": rule.phrases, "except": rule.excepted, "when": rule.when, **rule.edges}
    for name, table in tables.items():
        if lines := [phrase for each in languages for phrase in _folded(table.get(each, ()), each)]:
            yield name, [f"{line} => {part}" for part, line in enumerate(lines)] if name == "order" else lines
    pairs = [(fold(phrase, each), better) for each in languages for phrase, better in rule.replace.get(each, ())]
    if pairs:
        yield "replace", [f"{phrase} => {number}" for number, (phrase, _) in enumerate(pairs)]


def _better(rule: HouseRule, languages: Sequence[Language]) -> tuple[tuple[tuple[str, ...], bool], ...]:
    pairs = [pair for each in languages for pair in rule.replace.get(each, ())]
    return tuple(
        (better, rule.change and len(better) == 1 and _GAPS.isdisjoint(phrase.split())) for phrase, better in pairs
    )


def _folded(phrases: Sequence[str], language: str) -> list[str]:
    return [fold(phrase, language) for phrase in phrases]
