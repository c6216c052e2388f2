"""House rules in a draft: one pass for the phrases of all packs, then each rule by its kind."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from ashore.core.coach.case import Case
from ashore.core.coach.packs.book import Entry, HouseBook, house_book
from ashore.core.coach.packs.counting import counted
from ashore.core.coach.packs.letter import Letter, letter_of
from ashore.core.coach.packs.model import House, HouseRule, told_in
from ashore.core.coach.values import Fix, Remark
from ashore.core.kernel import Reason, Span, Value
from ashore.core.language.hits import Hit, hits

WHOLE = Span(0, 0)
"""The place of what concerns the whole letter."""
Hits = Mapping[str, Sequence[Hit]]


class Found(NamedTuple):
    """What a rule found. ``variant``: of its sentence; ``better``: what to write instead, the best first."""

    span: Span
    variant: str
    params: Mapping[str, Value] = {}
    better: tuple[str, ...] = ()
    fix: Fix | None = None


def house_remarks(case: Case, house: House) -> Iterator[Remark]:
    """The findings of the house's packs, in no order."""
    known = house_book(house.packs, case.language)
    for entry, found in findings_of(case, known):
        yield _remark(entry, found, case, house.reader)


def findings_of(case: Case, known: HouseBook) -> Iterator[tuple[Entry, Found]]:
    """Each rule of a book with what it found."""
    letter = letter_of(case)
    by_kind: dict[str, list[Hit]] = defaultdict(list)
    for hit in hits(letter.text, known.lexicon, letter.sentences):
        by_kind[hit.kind].append(hit)
    for entry in known.entries:
        if not entry.rule.when or f"{entry.stem}when" in by_kind:
            for found in _FINDERS[entry.rule.kind](entry, case, letter, by_kind):
                yield entry, found


def _own(kind: str, entry: Entry, letter: Letter, found: Hits) -> list[Hit]:
    """Hits outside the signature, and in no sentence with an exception."""
    excepted = {hit.sentence for hit in found.get(f"{entry.stem}except", ())}
    every = found.get(f"{entry.stem}{kind}", ())
    return [hit for hit in every if hit.sentence not in excepted and letter.is_new(hit.span)]


def _phrases(entry: Entry, case: Case, letter: Letter, found: Hits) -> Iterator[Found]:
    for hit in _own("phrase", entry, letter, found):
        yield Found(hit.span, "phrase", {"words": hit.span.of(case.text)})


def _substitutions(entry: Entry, case: Case, letter: Letter, found: Hits) -> Iterator[Found]:
    for hit in _own("replace", entry, letter, found):
        words = hit.span.of(case.text)
        better, is_safe = entry.better[int(hit.suggestion)]
        fitted = tuple(_as_written(each, words) for each in better)
        fix = Fix(hit.span, fitted[0]) if is_safe and fitted[0] != words else None
        if words not in fitted:
            yield Found(hit.span, "substitution", {"words": words}, fitted, fix)


def _as_written(better: str, words: str) -> str:
    """The replacement with the capitals of what it replaces."""
    if len(words) > 1 and words.isupper() and better.islower():
        return better.upper()
    return better[:1].upper() + better[1:] if words[:1].isupper() else better


def _counts(entry: Entry, case: Case, letter: Letter, found: Hits) -> Iterator[Found]:
    rule, phrases = entry.rule, _own("phrase", entry, letter, found)
    most, least = rule.at_most.get(case.language), rule.at_least.get(case.language)
    assert rule.count is not None
    for span, number in counted(rule.count, case, [hit.span for hit in phrases], most):
        limit = most if most is not None and number > most else least if least is not None and number < least else None
        if limit is not None:
            variant = f"count.{rule.count.replace(' ', '_')}"
            yield Found(span if limit == most else WHOLE, variant, {"count": number, "limit": limit})


def _structure(entry: Entry, case: Case, letter: Letter, found: Hits) -> Iterator[Found]:
    if not case.text.strip():
        return
    edges = {name for name, phrases in entry.rule.edges.items() if case.language in phrases}
    lines = entry.rule.lines
    if "begins_with" in edges:
        first = letter.first(lines)
        if not any(hit.span.start < first for hit in found.get(f"{entry.stem}begins_with", ())):
            yield Found(WHOLE, "structure.begins_with")
    if "ends_with" in edges:
        last = letter.last(lines)
        if not any(hit.span.end > last for hit in found.get(f"{entry.stem}ends_with", ())):
            yield Found(WHOLE, "structure.ends_with")
    if "contains" in edges and f"{entry.stem}contains" not in found:
        yield Found(WHOLE, "structure.contains")
    yield from _disorder(found.get(f"{entry.stem}order", ()), letter)


def _disorder(parts: Sequence[Hit], letter: Letter) -> Iterator[Found]:
    """The first part that stands before an earlier one; each is where it stands first."""
    first: dict[int, Hit] = {}
    for hit in parts:
        first.setdefault(int(hit.suggestion), hit)
    standing = [first[number] for number in sorted(first)]
    for before, after in pairwise(standing):
        if after.span.start < before.span.start:
            words = {"words": after.span.of(letter.text), "other": before.span.of(letter.text)}
            yield Found(after.span, "structure.order", words)
            return


_FINDERS = {"phrase": _phrases, "substitution": _substitutions, "count": _counts, "structure": _structure}


def _remark(entry: Entry, found: Found, case: Case, reader: str) -> Remark:
    rule, code = entry.rule, entry.pack.code_of(entry.rule)
    name = f"{entry.pack.name}/{rule.name}"
    why: dict[str, Value] = {"why": told_in(rule.why, reader, case.language), "source": rule.source}
    params = {**found.params, **why}
    stem = f"coach.house.{found.variant}"
    if message := told_in(rule.message, reader, case.language):
        stem, params = "coach.house.message", {"message": message, **params}
    reason = Reason(stem, "", params, (), (Reason("coach.house.why", "", why),))
    blocks = rule.required or not case.profile.required.isdisjoint((code, name))
    advice = _advice(rule, found, reader, case.language)
    mark = _mark(code, found, case.draft.text)
    return Remark(code, name, "", rule.severity, found.span, reason, advice, (), found.fix, mark, blocks)


def _advice(rule: HouseRule, found: Found, reader: str, language: str) -> Reason | None:
    if text := told_in(rule.suggestion, reader, language):
        return Reason("coach.house.advice", "", {"advice": text})
    if found.better:
        return Reason("coach.house.substitution.advice", "", {"better": " / ".join(found.better)})
    return None


_SPACE = re.compile(r"\s+")


def _mark(code: str, found: Found, text: str) -> str:
    """The same for the same words, wherever they move to."""
    words = "\0".join((code, found.variant, _SPACE.sub(" ", found.span.of(text).strip().lower())))
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:12]
