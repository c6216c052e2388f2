"""Whether two sets of stems speak of the same, though words change their endings."""

from collections.abc import Iterable

_ALIKE = 0.7
"""So much of the longer stem must come back at a word's beginning."""
_SHORTEST = 4


def alike(one: str, other: str) -> bool:
    """Whether two stems are of one word ("faktur" and "faktúrou")."""
    if one == other:
        return True
    short = min(len(one), len(other))
    if short < _SHORTEST or not one[0].isalpha():
        return False
    same = next((k for k in range(short) if one[k] != other[k]), short)
    return same >= max(_SHORTEST, _ALIKE * max(len(one), len(other)))


def shared(some: Iterable[str], others: Iterable[str]) -> frozenset[str]:
    """The stems of ``some`` that come back in ``others``."""
    known = frozenset(others)
    begun: dict[str, list[str]] = {}
    for other in known:
        begun.setdefault(other[:_SHORTEST], []).append(other)
    return frozenset(
        stem for stem in some if stem in known or any(alike(stem, other) for other in begun.get(stem[:_SHORTEST], ()))
    )
