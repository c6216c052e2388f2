"""Days that a sentence tells of and sets for nobody: past ones ("I sent the files on Friday", "thanks for your call on
Monday"), habits ("we normally reply within a day"), wishes ("have a good weekend"), the earliest time, and the terms
of a condition that another day hangs on ("if it's here by Thursday, you get it on Monday").

Unlike what a "not" denies, they say nothing of the day that is meant.
"""

from collections.abc import Iterator

from ashore.core.language.deadlines.scan import Reading, Scan

_TELLING = frozenset(("agreed", "thanked", "subject", "did", "habit", "soonest", "wish"))
_TARGETS = frozenset(("na", "k", "ku", "do", "на", "к", "ко", "до", "for", "by", "until", "to", "hanggang"))
"""Words behind which a past verb speaks of a day to come: "we booked you for Tuesday"."""
_ENGLISH = ("will", "shall", "that", "to", "is", "are", "can", "would", "so", "what", "how", "when")
_AHEAD = {
    "en": frozenset(_ENGLISH),
    "ru": frozenset(("и", "а", "но", "что", "чтобы", "буду", "будем", "будет")),
    "sk": frozenset(("a", "ale", "že", "aby", "budem", "budeme", "bude")),
    "fil": frozenset((*_ENGLISH, "kaya", "pero", "ay")),
}
"""Words behind which a sentence about the past goes on to what is to come."""
_PAST = {"ru": ("л", "ла", "ло", "ли", "лся", "лась", "лись"), "sk": ("l", "la", "lo", "li", "ny", "ne", "na")}
"""Ends of past verbs behind their subject, or beside their auxiliary."""
_HAVING = frozenset(("have", "get", "got", "need", "want", "see", "leave", "having", "getting", "like", "with"))
"""Words behind which what looks like a past verb tells of what is to be done: "have it fixed"."""
_MODALS = frozenset(
    ("could", "can", "would", "will", "should", "did", "do", "does", "may", "shall", "must", "let", "if")
)
"""Words behind whose subject a verb is none of the past: "could you put it up on Friday"."""
_OBJECTS = frozenset(("you", "it", "that", "this", "them", "her", "him", "us"))
_ADVERBS = frozenset(("already", "just", "also", "only", "finally", "have", "had", "has", "both", "all", "never"))
_COMING = ("next", "near", "by", "before", "afternext")
_POLITE = frozenset(("could", "would", "mind", "possible", "maaari", "puwede", "pwede", "можно", "можете"))
"""Words with which an "if" asks for what it names."""
_SOON = 3


def told_of(scan: Scan) -> frozenset[int]:
    """The indices of items whose days are told of and set for nobody."""
    found: set[int] = set()
    for i, item in enumerate(scan.items):
        if not item.kinds or _TELLING.isdisjoint(item.kinds):
            continue
        if "habit" in item.kinds or "soonest" in item.kinds:
            found.update(_clause(scan, i))
        elif "wish" in item.kinds:
            found.update(_wished(scan, i))
        elif "agreed" in item.kinds:
            found.update(_agreed(scan, i))
        elif "thanked" in item.kinds:
            found.update(_behind(scan, i))
        else:
            found.update(_done(scan, i))
    return frozenset(found)


def without_conditions(scan: Scan, days: list[Reading]) -> list[Reading]:
    """The days without those of a condition, where another one is left that hangs on it."""
    spans = [(scan.items[part.start].start, scan.items[part[-1]].end) for part in _conditions(scan)]
    left = [day for day in days if not any(start <= day.start and day.end <= end for start, end in spans)]
    return left or days


def _conditions(scan: Scan) -> Iterator[range]:
    for i, item in enumerate(scan.items):
        if "if" not in item.kinds or (i and scan.has(i - 1, "or")):
            continue
        part = range(i, _end(scan, i) + 1)
        asked = any(scan.raw(j) in _POLITE for j in part[: _SOON + 1])
        if not asked and not any(scan.has(j, "not", "unable") for j in part):
            yield part


def _end(scan: Scan, i: int) -> int:
    """The last item of the clause that item ``i`` stands in."""
    while not scan.stops(i):
        i += 1
    return min(i, len(scan.items) - 1)


def _clause(scan: Scan, i: int) -> range:
    start = i
    while start > 0 and not scan.items[start - 1].stop and not scan.has(start, "but"):
        start -= 1
    end = i
    while not scan.stops(end) and not scan.has(end + 1, "but"):
        end += 1
    return range(start, end + 1)


def _wished(scan: Scan, i: int) -> range:
    """ "a lovely weekend", "хорошей рабочей недели"."""
    near = range(i + 1, min(i + 1 + _SOON, len(scan.items)))
    named = next((j for j in near if scan.has(j, "unit", "weekday")), None)
    return (
        range(i, named + 1) if named is not None and not any(scan.items[j].stop for j in range(i, named)) else range(0)
    )


def _agreed(scan: Scan, i: int) -> range:
    """The rest of the clause of "as promised", where another clause follows."""
    end = _end(scan, i)
    return range(i, end + 1) if end + 1 < len(scan.items) else range(0)


def _behind(scan: Scan, i: int) -> range:
    """What follows in the clause about the past, up to what is to come."""
    end = i
    while not scan.stops(end) and not _turns(scan, end + 1):
        end += 1
    return range(i, end + 1)


def _turns(scan: Scan, i: int) -> bool:
    """Whether the sentence goes on to what is to come."""
    raw = scan.raw(i)
    if raw in _AHEAD[scan.language] or raw in _TARGETS or raw.endswith(("'ll", "'d")) or scan.has(i, *_COMING):
        return True
    return scan.language in ("en", "fil") and scan.has(i, "subject") and raw not in ("it", "this")


def _done(scan: Scan, i: int) -> range:
    """The days beside a past verb: "the mail I sent on Monday", "в пятницу отправили"; not behind a wish ("if you sent
    it by Monday")."""
    if any("maybe" in item.kinds for item in scan.items):
        return range(0)
    if "did" in scan.items[i].kinds and scan.language in ("ru", "sk"):
        return range(_before(scan, i), _behind(scan, i).stop)
    verb = _verb(scan, i)
    if verb is None or scan.has(verb, "meant"):
        return range(0)
    first = max(i, verb) + 1
    first += scan.raw(first) in _OBJECTS  # "I sent you the files on Friday"
    if first >= len(scan.items) or scan.stops(first - 1) or _turns(scan, first):
        return range(0)
    return range(first, _behind(scan, first).stop)


def _verb(scan: Scan, i: int) -> int | None:
    """The past verb of the subject at ``i``."""
    if "subject" not in scan.items[i].kinds or scan.raw(i - 1) in (_HAVING | _MODALS):
        return None
    if scan.language in ("en", "fil"):
        verb = i + 1 + (scan.raw(i + 1) in _ADVERBS)
        return verb if scan.has(verb, "did") and not scan.stops(verb - 1) else None
    beside = (i + 1, i - 1) if scan.language == "sk" else (i + 1,)
    return next((j for j in beside if scan.raw(j).endswith(_PAST[scan.language]) and not scan.has(j, "day")), None)


def _before(scan: Scan, i: int) -> int:
    """Where what stands before a past verb begins."""
    start = i
    while start > 0 and not scan.items[start - 1].stop and not _turns(scan, start - 1):
        start -= 1
    return start
