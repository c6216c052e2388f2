"""How a text sounds: dissatisfaction, anger, rudeness, politeness, each with the words that carry it."""

from collections.abc import Iterable, Sequence

from ashore.core.kernel import Span
from ashore.core.language.facts import Feeling, Language, Tone
from ashore.core.language.lexicon import Lexicon
from ashore.core.language.recognising import Sentence

_SINGLE = frozenset(("thanks", "complaint", "apology"))
"""Kinds that a sentence holds once, however many of their phrases stand in it."""
_KINDS = _SINGLE | {"positive", "negative", "anger", "rude", "polite"}
_CARRIED = {
    "dissatisfied": ("complaint", "negative", "anger"),
    "anger": ("anger",),
    "rude": ("rude",),
    "polite": ("polite", "thanks", "apology"),
}
_NOTHING = Feeling()


def tone_of(
    sentences: Sequence[Sentence],
    lexicon: Lexicon,  # noqa: ARG001 - with the next two all that a model of words and letters needs
    language: Language,  # noqa: ARG001
    text: str,  # noqa: ARG001
) -> Tone:
    """The tone of ``text`` by the word lists of its ``language``. ``sentences``: those that speak for the writer.

    What ``n`` phrases carry has the value ``n / (n + 1)``. For dissatisfaction a complaint counts twice, a bad word by
    itself half.
    """
    counts: dict[str, int] = {}
    held: dict[str, list[Sentence]] = {}
    for one in sentences:
        if _KINDS.isdisjoint(one.likely):
            continue
        for kind in _KINDS & one.likely.keys():
            if times := _times(one, kind):
                counts[kind] = counts.get(kind, 0) + times
                held.setdefault(kind, []).append(one)
    if not counts:
        return _NEUTRAL
    count = counts.get
    anger, rude, thanks = count("anger", 0), count("rude", 0), count("thanks", 0)
    complaints, negative = count("complaint", 0), count("negative", 0)
    good, bad = count("positive", 0) + thanks, negative + complaints + 2 * anger + 2 * rude
    return Tone(
        dissatisfied=_feeling("dissatisfied", 2 * complaints + negative / 2 + anger, held),
        anger=_feeling("anger", anger, held),
        rude=_feeling("rude", rude, held),
        polite=_feeling("polite", count("polite", 0) + thanks + count("apology", 0), held),
        mood=round((good - bad) / (good + bad + 1), 3),
    )


_NEUTRAL = Tone()


def _times(one: Sentence, kind: str) -> int:
    """How often a kind counts in a sentence."""
    if kind not in _SINGLE:
        return len(one.found(kind))
    return one.has(kind) and not one.has(f"no{kind}") and not (one.asks and kind == "complaint")


def _feeling(name: str, weight: float, held: dict[str, list[Sentence]]) -> Feeling:
    if not weight:
        return _NOTHING
    carried = (span for kind in _CARRIED[name] for one in held.get(kind, ()) for span in one.stretches(kind))
    return Feeling(round(weight / (weight + 1), 3), tuple(_outermost(carried)))


def _outermost(spans: Iterable[Span]) -> list[Span]:
    """By place; of those that overlap only the first and longest."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda each: (each.start, -each.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept
