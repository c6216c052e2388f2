"""Whether two words speak of the same matter: as forms of one word, or as kin in the business that we do with clients
("plates" and "crockery"). Kin stand in ``data/kin-<language>.txt``, a group a line."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

from ashore.core.coach.likeness import alike
from ashore.core.language import LANGUAGES
from ashore.core.ledger.understanding import topics_of

_DATA = Path(__file__).parent / "data"
_KEPT = 60_000
_BEGINNING, _STEM = 3, 4
_FORMS = 5
"""Letters that two forms of a long word share at their beginning."""
_ALIKE = 0.7
_BESIDE = {"fil": ("fil", "en")}
"""Filipino letters are half English (Taglish)."""


@lru_cache(_KEPT)
def same(one: str, other: str) -> bool:
    """Whether two stems are of one word."""
    if one == other or alike(one, other):
        return True
    short = min(len(one), len(other))
    if short < _BEGINNING or not one[0].isalpha() or one[:_BEGINNING] != other[:_BEGINNING]:
        return False
    shared = next((k for k in range(short) if one[k] != other[k]), short)
    return shared >= min(_FORMS, max(_BEGINNING, _ALIKE * max(len(one), len(other))))


@lru_cache(_KEPT)
def related(one: str, other: str, language: str) -> bool:
    """Whether two stems are of one word or of words that are kin."""
    return same(one, other) or not families_of(one, language).isdisjoint(families_of(other, language))


@lru_cache(_KEPT)
def families_of(stem: str, language: str) -> frozenset[int]:
    """The groups of kin that a stem belongs to."""
    known = _families(language)
    begun = known.get(stem[:_BEGINNING], {})
    if stem in begun or len(stem) < _STEM:
        return begun.get(stem, frozenset())
    found = (groups for other, groups in begun.items() if len(other) >= _STEM and alike(other, stem))
    return frozenset[int]().union(*found)


@cache
def _families(language: str) -> Mapping[str, Mapping[str, frozenset[int]]]:
    """Beginning of a stem -> stem -> its groups."""
    lines = [
        line
        for each in _BESIDE.get(language, (language,) if language in LANGUAGES else ())
        for line in (_DATA / f"kin-{each}.txt").read_text("utf-8").splitlines()
        if not line.startswith("#")
    ]
    found: dict[str, dict[str, frozenset[int]]] = defaultdict(dict)
    for group, line in enumerate(lines):
        for stem in topics_of(line, language):
            begun = found[stem[:_BEGINNING]]
            begun[stem] = begun.get(stem, frozenset()) | {group}
    return found
