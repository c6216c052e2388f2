"""A pack tested by its own texts."""

from collections.abc import Iterator
from datetime import UTC, datetime

from ashore.core.coach.case import Case
from ashore.core.coach.packs.book import house_book
from ashore.core.coach.packs.finding import Found, findings_of
from ashore.core.coach.packs.model import HouseRule, Pack, PackFault, Sample
from ashore.core.coach.values import Draft, Profile
from ashore.core.kernel import Reason

_THEN = datetime(2026, 3, 3, 11, tzinfo=UTC)
"""No house rule looks at a clock, but a draft has a time."""
_SHOWN = 80


def tried(pack: Pack) -> tuple[PackFault, ...]:
    """The tests that fail, with what is found instead; empty where all pass."""
    return tuple(fault for rule in pack.rules for sample in rule.samples for fault in _failing(pack, rule, sample))


def count_of(pack: Pack) -> int:
    """How many texts a pack is tested by."""
    return sum(len(rule.samples) for rule in pack.rules)


def _failing(pack: Pack, rule: HouseRule, sample: Sample) -> Iterator[PackFault]:
    found = _found(pack, rule, sample)
    if bool(found) == sample.hit:
        return
    text = " ".join(sample.text.split())[:_SHOWN]
    if sample.hit:
        reason = Reason("pack.test_hit", params={"rule": rule.name, "text": text})
    else:
        words = " ".join(found[0].span.of(sample.text).split())[:_SHOWN] or text
        reason = Reason("pack.test_clean", params={"rule": rule.name, "words": words})
    yield PackFault(pack.source, sample.place, sample.path, reason)


def _found(pack: Pack, rule: HouseRule, sample: Sample) -> list[Found]:
    case = Case(Draft(sample.text, _THEN, language=sample.language), (), None, (), Profile())
    book = house_book((pack,), sample.language)
    return [found for entry, found in findings_of(case, book) if entry.rule.name == rule.name]
