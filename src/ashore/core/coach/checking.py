"""``check``: a draft read in its conversation."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from ashore.core.coach.case import Case
from ashore.core.coach.packs.model import House
from ashore.core.coach.rule import Rule, Seen, all_rules
from ashore.core.coach.values import Draft, Person, Profile, Remark, Review, Silence, Turn
from ashore.core.kernel import CLIENT, Reason
from ashore.core.language import Language

if TYPE_CHECKING:
    from ashore.core.agreement import Agreement

_WEIGHT = {"error": 0, "warning": 1, "advice": 2}
_USUAL = Profile()
_NO_HOUSE = House()
LONGEST = 200_000
"""Code points of a draft that are read; nobody writes more, a paste may be of any length."""


def check(
    draft: Draft,
    conversation: Iterable[Turn] = (),
    agreement: "Agreement | None" = None,
    people: Iterable[Person] = (),
    profile: Profile = _USUAL,
    house: House = _NO_HOUSE,
) -> Review:
    """What an experienced account manager would say of ``draft`` (rules R1-R14, N1-N5, C3, W2-W10, A10).

    ``conversation``: the messages before it, in any order; ``people``: those of both sides who are known;
    ``agreement``: its hours and contacts. Without them, rules that need them say nothing. ``house``: packs of its own
    rules. Never raises on any text.
    """
    case = Case(replace(draft, text=draft.text[:LONGEST]), conversation, agreement, people, profile)
    found: list[Remark] = []
    unread: list[str] = []
    for rule in all_rules():
        if rule.needs == "conversation" and not any(turn.side == CLIENT for turn in case.turns):
            continue
        if case.bearings.is_off(rule.name):
            continue
        if rule.needs != "text" and case.language == "und":
            unread.append(rule.name)
            continue
        found += _remarks(rule, case)
    if house.packs:
        from ashore.core.coach.packs.finding import house_remarks

        found += house_remarks(case, house)
    return _review(found, profile, case.language, tuple(unread))


def _remarks(rule: Rule, case: Case) -> Iterator[Remark]:
    blocks = not case.profile.required.isdisjoint((rule.code, rule.name))
    for seen in rule.find(case):
        stem = f"coach.{rule.name}"
        severity, weighty = case.bearings.weighed(rule.name, seen.severity or rule.severity)
        yield Remark(
            rule.code,
            rule.name,
            rule.field,
            severity,
            seen.span,
            Reason(
                f"{stem}.{seen.variant}" if seen.variant else stem,
                rule.field,
                seen.params,
                _sources(seen),
                (*seen.because, *weighty),
            ),
            Reason(f"{stem}.{seen.advice}", rule.field, seen.params) if seen.advice else None,
            seen.evidence,
            seen.fix,
            mark_of(rule, seen, case.draft.text),
            blocks,
        )


def _sources(seen: Seen) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.message for each in seen.evidence))


def mark_of(rule: Rule, seen: Seen, text: str) -> str:
    """The same for the same words of draft and conversation, wherever they move to."""
    words = "\0".join((rule.code, seen.variant, seen.span.of(text), *(each.text for each in seen.evidence)))
    return hashlib.sha256(" ".join(words.lower().split()).encode("utf-8", "replace")).hexdigest()[:12]


def _review(found: list[Remark], profile: Profile, language: Language, unread: tuple[str, ...]) -> Review:
    shown: list[Remark] = []
    silenced: list[tuple[Remark, Silence]] = []
    for remark in sorted(found, key=lambda each: (each.span.start, _WEIGHT[each.severity], each.code, each.span.end)):
        silence = next((s for s in profile.silences if _silences(s, remark)), None)
        if silence:
            silenced.append((remark, silence))
        else:
            shown.append(remark)
    return Review(tuple(shown), language, tuple(silenced), unread)


def _silences(silence: Silence, remark: Remark) -> bool:
    if silence.mark:
        return silence.mark == remark.mark and silence.code in ("", remark.code, remark.name)
    return silence.code in (remark.code, remark.name)
