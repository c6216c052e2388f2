"""How a text sounds: dissatisfaction, anger, rudeness, politeness, each with the words that carry it."""

from collections.abc import Iterable, Mapping, Sequence

from ashore.core.kernel import Span
from ashore.core.language.facts import Feeling, Learned, Tone
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
_LEARNED = {"complaint": "complaint", "angry": "anger", "rude": "rude"}
"""The kinds of ``linear`` that tell of the tone, and what they are here."""
_NOTHING = Feeling()


def tone_of(sentences: Sequence[Sentence], learned: Iterable[Learned] = ()) -> Tone:
    """The tone of a text. ``sentences``: those that speak for the writer; ``learned``: what the model alone found.

    What ``n`` phrases carry has the value ``n / (n + 1)``; a sentence that the model finds angry or rude counts as so
    many as give the value of its sureness. For dissatisfaction a complaint counts twice, a bad word by itself half.
    """
    counts: dict[str, float] = {}
    held: dict[str, list[Span]] = {}
    for one in sentences:
        for kind in _KINDS & one.likely.keys():
            if times := _times(one, kind):
                counts[kind] = counts.get(kind, 0) + times
                held.setdefault(kind, []).extend(one.stretches(kind))
    for each in learned:
        if felt := _LEARNED.get(each.kind):
            weight = 1.0 if felt == "complaint" else each.sure / (1 - each.sure)
            counts[felt] = counts.get(felt, 0) + weight
            held.setdefault(felt, []).extend(each.words)
    return _tone(counts, held) if counts else _NEUTRAL


def _tone(counts: Mapping[str, float], held: Mapping[str, Sequence[Span]]) -> Tone:
    def count(kind: str) -> float:
        return counts.get(kind, 0)

    anger, rude, thanks = count("anger"), count("rude"), count("thanks")
    complaints, negative = count("complaint"), count("negative")
    good, bad = count("positive") + thanks, negative + complaints + 2 * anger + 2 * rude
    return Tone(
        dissatisfied=_feeling("dissatisfied", 2 * complaints + negative / 2 + anger, held),
        anger=_feeling("anger", anger, held),
        rude=_feeling("rude", rude, held),
        polite=_feeling("polite", count("polite") + thanks + count("apology"), held),
        mood=round((good - bad) / (good + bad + 1), 3),
    )


_NEUTRAL = Tone()


def _times(one: Sentence, kind: str) -> int:
    """How often a kind counts in a sentence."""
    if kind not in _SINGLE:
        return len(one.found(kind))
    if kind == "complaint" and (one.asks or (one.beyond is not None and kind not in one.beyond)):
        return 0
    return one.has(kind) and not one.has(f"no{kind}")


def _feeling(name: str, weight: float, held: Mapping[str, Sequence[Span]]) -> Feeling:
    if not weight:
        return _NOTHING
    carried = (span for kind in _CARRIED[name] for span in held.get(kind, ()))
    return Feeling(round(weight / (weight + 1), 3), tuple(_outermost(carried)))


def _outermost(spans: Iterable[Span]) -> list[Span]:
    """By place; of those that overlap only the first and longest."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda each: (each.start, -each.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept
