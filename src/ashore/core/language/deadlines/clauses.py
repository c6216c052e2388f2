"""Days that a sentence names and does not mean: denied ("not on Friday but on Monday", "we can't make Friday").

A clause ends at a comma or the like, and before "but".
"""

from ashore.core.language.deadlines.scan import Scan

_DENIALS = frozenset(("not", "unable", "wanted", "afterwards"))
_DATED = ("weekday", "day", "count", "clock", "month", "unit", "today", "oclock")
_REACH = 3
"""So many words behind "not" may the verb of being able stand."""
_FIRST_PERSON = ("eme", "ime", "ame", "iem")
_NO_DENIAL = ("nech", "nezabud", "nevah", "nemesk", "nesie", "nesmie", "neskor", "nestrac")
_SHORT = 6
_LEADS = frozenset(("on", "by", "at", "in", "near", "next", "this"))
_BARRED = frozenset(("before", "earliest", "from"))


def unmeant(scan: Scan, asked: bool) -> frozenset[int]:
    """The indices of items whose days are no deadline. ``asked``: it is a question ("can't you make Friday?")."""
    found: set[int] = set()
    inflected = scan.language == "sk"
    for i, item in enumerate(scan.items):
        if inflected and not item.kinds and _refuses(item.raw):
            found.update(() if asked else _clause(scan, i))
        if not item.kinds or _DENIALS.isdisjoint(item.kinds):
            continue
        if "afterwards" in item.kinds:
            found.update(_before_then(scan, i))
        elif "wanted" in item.kinds:
            found.update(_clause(scan, i) if any(scan.has(j, "but") for j in range(i, len(scan.items))) else ())
        elif "unable" in item.kinds or _cannot(scan, i):
            found.update(() if asked else _clause(scan, i))
        else:
            found.update(_denied(scan, i))
    return frozenset(found)


def _refuses(raw: str) -> bool:
    """Whether it is a Slovak verb of the first person with "ne-": "nedotiahneme", not "necháme"."""
    return raw.startswith("ne") and raw.endswith(_FIRST_PERSON) and _negated(raw)


def forbids(scan: Scan, i: int) -> bool:
    """Whether it is a Slovak "don't": "nezverejňujte"; but "nezabudnite" asks for it."""
    raw = scan.raw(i)
    return scan.language == "sk" and raw.startswith("ne") and raw.endswith(("te", "me", "j")) and _negated(raw)


def _negated(raw: str) -> bool:
    return len(raw) > _SHORT and not raw.startswith(_NO_DENIAL)


def _cannot(scan: Scan, i: int) -> bool:
    """Whether a "not" denies being able, or being done by then."""
    reach = range(i + 1, min(i + 1 + _REACH, len(scan.items)))
    stop = next((j for j in reach if scan.stops(j)), i + _REACH)
    if scan.language == "fil" and any(_able(scan.raw(j)) and not scan.items[j].kinds for j in reach if j <= stop):
        return True
    return any(scan.has(j, "able") for j in reach if j <= stop)


def _able(raw: str) -> bool:
    """Whether it is a Filipino verb of being able: "matitingnan", "makakadalo"; but not "magpapadala"."""
    return raw.startswith("ma") and not raw.startswith(("mag", "mang", "mas", "mal")) and len(raw) > _SHORT


def _clause(scan: Scan, i: int) -> range:
    """The clause that item ``i`` stands in; nothing of a conditional one, which sets a term ("if it is not here by
    Friday")."""
    start = i
    while start > 0 and not scan.items[start - 1].stop and not scan.has(start, "but"):
        start -= 1
    end = i
    while not (scan.stops(end) and not scan.has(end + 1, "that")) and not scan.has(end + 1, "but"):
        end += 1
    return range(0) if any(scan.has(j, "if") for j in range(start, i)) else range(start, end + 1)


def _before_then(scan: Scan, i: int) -> range:
    """What comes before "..., I'll write after that": until then nothing will; not where that has a time of its own."""
    start = i
    while start > 0 and not scan.items[start - 1].stop:
        start -= 1
    if scan.raw(i) == "после" and not scan.stops(i):
        return range(0)  # "после согласования"
    timed = any(scan.has(j, *_DATED) for j in range(start, len(scan.items)))
    return range(0) if timed else range(start)


def _denied(scan: Scan, i: int) -> range:
    """The day straight behind a "not"."""
    day = i + 1
    while scan.has(day, *_LEADS) and not scan.has(day, *_BARRED) and not scan.has(day, "weekday", "day"):
        day += 1
    width = 1 if scan.stops(day) else 2
    return (
        range(day, day + width)
        if scan.has(day, "weekday", "day", "count", "unit", "edge", "today", "eod")
        else range(0)
    )
