"""What comes at the end of what someone wrote: signatures, lines that phones add, list footers, disclaimers."""

from collections.abc import Iterator
from functools import lru_cache

from ashore.core.correspondence.data import word_list
from ashore.core.correspondence.newtext.cards import card_start
from ashore.core.correspondence.newtext.draft import Draft
from ashore.core.correspondence.newtext.formulas import formula
from ashore.core.correspondence.newtext.notices import mark_banner, mark_footer, mark_notice
from ashore.core.correspondence.newtext.parts import SegmentKind
from ashore.core.correspondence.newtext.patterns import (
    ARMOUR,
    ARMOUR_LINE,
    NAME_LINE,
    SENTENCE_ENDS,
    SIGNED_LINE,
    is_device_line,
)

_NAME_LINES = 8
_CARD_LINES = 15
_NAME_WIDTH = 70
_LONGEST_NAME = 50
_SENTENCE_WORDS = 5
_ABBREVIATIONS = frozenset(
    ("Ltd.", "Inc.", "Co.", "Corp.", "o.", "s.", "PhD.", "CSc.", "Esq.", "Jr.", "Sr.", "г.", "обл.")
)
"""With them a line may end that is no sentence."""
_MOTTO_LINES = 12
_ARMOUR_LINES = 2000


def mark_tails(bare: list[str], kinds: list[SegmentKind]) -> None:
    """Mark the ends of each stretch of new text; the footer of the whole message first, over quotations too."""
    mark_footer(bare, kinds)
    mark_banner(bare, kinds)
    for start, end in _stretches(bare, kinds):
        if kinds[start] == "new":
            _mark_stretch(bare, kinds, start, end)


def mark_armour(draft: Draft) -> None:
    """Mark what programs that sign and encrypt put around a text: its head, the signature beneath, keys."""
    for at in draft.rules:
        begun = ARMOUR.match(draft.bare[at])
        if begun is None or draft.kinds[at] != "new":
            continue
        if begun["what"] == "SIGNED MESSAGE":
            end = at + 1
            while end < len(draft.bare) and (draft.bare[end].startswith("Hash:") or not draft.bare[end]):
                end += 1
        else:
            end = _armour_end(draft, at, begun["what"])
        draft.mark(at, end, "signature" if begun["what"].startswith("SIGN") else "code")


def _armour_end(draft: Draft, at: int, what: str) -> int:
    """The line after the end mark; without one only the lines of letters and digits that follow."""
    for here in range(at + 1, min(len(draft.bare), at + _ARMOUR_LINES)):
        line = draft.bare[here]
        if line.startswith("-----END PGP") and what in line:
            return here + 1
        if line and not ARMOUR_LINE.fullmatch(line):
            return here
    return min(len(draft.bare), at + _ARMOUR_LINES)


def _stretches(bare: list[str], kinds: list[SegmentKind]) -> list[tuple[int, int]]:
    found = []
    start = -1
    for at, kind in enumerate(kinds):
        if kind == "new" and start < 0 and bare[at]:
            start = at
        elif kind != "new" and bare[at] and start >= 0:
            found.append((start, at))
            start = -1
    if start >= 0:
        found.append((start, len(kinds)))
    return found


def _mark_stretch(bare: list[str], kinds: list[SegmentKind], start: int, end: int) -> None:
    end = _mark_signature(bare, kinds, start, end)
    end = mark_notice(bare, kinds, start, end)
    end = _mark_device_line(bare, kinds, start, end)
    _mark_farewell(bare, kinds, start, end)


def _mark_signature(bare: list[str], kinds: list[SegmentKind], start: int, end: int) -> int:
    """From "-- " on; what looks quoted beneath it, near the end of the message, is a motto and no quotation."""
    for at in range(start, end):
        if bare[at] == "--" or (bare[at] in ("---", "—", "–") and end - at <= _NAME_LINES + 2 and at > start):
            end = _motto_end(kinds, at, end) if bare[at] == "--" else end
            kinds[at:end] = ["signature"] * (end - at)
            return at
    return end


def _motto_end(kinds: list[SegmentKind], at: int, end: int) -> int:
    last = len(kinds)
    while last and kinds[last - 1] == "footer":
        last -= 1
    if last - at > _MOTTO_LINES:
        return end
    return end if {"attribution", "forwarded", "forwarded_header"} & {*kinds[end:last]} else last


def _mark_device_line(bare: list[str], kinds: list[SegmentKind], start: int, end: int) -> int:
    for at in _last_lines(bare, start, end, 3):
        if is_device_line(bare[at]):
            kinds[at:end] = ["signature"] * (end - at)
            return at
    return end


def _mark_farewell(bare: list[str], kinds: list[SegmentKind], start: int, end: int) -> None:
    """ "Best regards" and the lines of a name block; thanks stay new text, only the name beneath goes."""
    for count, at in enumerate(_last_lines(bare, start, end, _CARD_LINES)):
        line = bare[at]
        if line[0] in "-–—" and at > start and SIGNED_LINE.match(line):
            kinds[at:end] = ["signature"] * (end - at)
            return
        said = formula(line)
        thanks = said == "thanks"
        if thanks and not _names_below(bare, at + 1, end, count):
            break
        if said and at == start and _goes_on(bare, at + 1, end):
            break
        if said:
            first = at + 1 if thanks or at == start else at
            kinds[first:end] = ["signature"] * (end - first)
            return
        if not _fits_name_block(line):
            if not count:
                return
            break
    card = card_start(bare, start, end)
    if card < end:
        kinds[card:end] = ["signature"] * (end - card)
    else:
        _mark_name(bare, kinds, start, end)


def _mark_name(bare: list[str], kinds: list[SegmentKind], start: int, end: int) -> None:
    """A last line that is nothing but a name, under a finished sentence: with it a bare question says no more."""
    last = end - 1
    while last > start and not bare[last]:
        last -= 1
    above = last - 1
    while above > start and not bare[above]:
        above -= 1
    if above < start or len(bare[last]) > _LONGEST_NAME or not NAME_LINE.match(bare[last]):
        return
    if bare[above][-1:] in SENTENCE_ENDS and " " in bare[above] and bare[last].casefold() not in _not_names():
        kinds[last:end] = ["signature"] * (end - last)


@lru_cache(maxsize=1)
def _not_names() -> frozenset[str]:
    return word_list("not_names.txt")


def _last_lines(bare: list[str], start: int, end: int, count: int) -> Iterator[int]:
    """Positions of the last ``count`` lines that are not empty, from the end."""
    for at in range(end - 1, start - 1, -1):
        if bare[at]:
            yield at
            count -= 1
            if not count:
                return


def _fits_name_block(line: str) -> bool:
    """True for a name, an office, an address; not for a sentence."""
    if line[-1] in "!;" or ("?" in line and "?" in line.partition("http")[0]):
        return False
    words = line.split()
    if len(line) > _NAME_WIDTH or len(words) >= 2 * _SENTENCE_WORDS:
        return len(line) <= 2 * _NAME_WIDTH and line.count("|") > 0
    return len(words) < _SENTENCE_WORDS or not line.endswith((".", "…")) or words[-1] in _ABBREVIATIONS


def _goes_on(bare: list[str], start: int, end: int) -> bool:
    """True where a sentence follows: what stood above it greeted."""
    return any(line[:1].islower() or line.endswith((".", ":")) for line in bare[start:end])


def _names_below(bare: list[str], start: int, end: int, count: int) -> bool:
    """True where at most eight lines follow thanks, none or a capital first: no list, no further sentence."""
    below = next((line for line in bare[start:end] if line), "A")
    return count <= _NAME_LINES and not below[:1].islower()
