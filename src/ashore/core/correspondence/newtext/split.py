"""Taking a message's text apart into what its sender wrote and all the rest. Linear in the length of the text."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ashore.core.correspondence.newtext import attribution
from ashore.core.correspondence.newtext.closing import mark_tails
from ashore.core.correspondence.newtext.parts import Parts, Segment, SegmentKind
from ashore.core.correspondence.newtext.patterns import (
    BEGIN_FORWARD,
    DIVIDER,
    ELISION,
    HEADER_KEYS,
    OWN_MARK,
    QUOTE_MARKS,
    RULE,
)
from ashore.core.kernel import Span

_WRAPPED = 4
_BLOCK = 14
_GAP = 6
_OWN: frozenset[SegmentKind] = frozenset(("new", "signature", "footer", "disclaimer"))


@dataclass
class Draft:
    """Lines with their kinds while they are being told apart. ``bare``: stripped lines."""

    lines: Sequence[str]
    bare: list[str]
    kinds: list[SegmentKind]
    depths: list[int]
    heads: set[int] = field(default_factory=set)
    """Lines that begin like a mail header ("From: ...")."""
    colons: list[int] = field(default_factory=list)
    """Lines that end in a colon."""
    rules: list[int] = field(default_factory=list)
    """Lines that begin with a dash or the like."""
    searched: int = 0
    """Up to this line no header block was found."""

    def mark(self, start: int, end: int, kind: SegmentKind, depth: int = 0) -> None:
        """Set the kind of the lines from ``start`` to before ``end`` and add to the depth of their own marks."""
        for at in range(start, end):
            self.kinds[at] = kind
            self.depths[at] += depth


def split(text: str) -> Parts:
    """Take apart a plain text body (R1: only new text counts as said).

    Told apart: new text; quotations with their depth, marked with ">" or "|" or standing under a header block or a
    full attribution; the attributions themselves; forwarded mails; signatures; list footers; disclaimers. Whole lines;
    the spans cover the text.
    """
    if not text:
        return Parts(text, ())
    draft = _read_lines(text)
    _mark_attributions(draft)
    _mark_unmarked_quote(draft)
    mark_tails(draft.bare, draft.kinds)
    _mark_left_over(draft)
    if any(draft.depths):
        draft.depths = [0 if kind in _OWN else depth for kind, depth in zip(draft.kinds, draft.depths, strict=True)]
    return Parts(text, _segments(draft))


def _read_lines(text: str) -> Draft:
    lines = text.split("\n")
    bare = [line.strip() for line in lines]
    draft = Draft(lines, bare, ["new"] * len(lines), [0] * len(lines))
    kinds, depths = draft.kinds, draft.depths
    for at, line in enumerate(bare):
        if not line:
            continue
        first = line[0]
        if first == ">" and ">" not in line[1:4] and line[1:5] != "From":
            kinds[at] = "quote"
            depths[at] = 1
            continue
        if first in ">|":
            _read_quote(draft, at)
        elif line[2:4] in ("> ", ">>", ">") and line[:2].isalpha() and line[:2].isupper():
            kinds[at] = "quote"
            depths[at] = 1
            continue
        elif first in "-_=*─━—–":
            draft.rules.append(at)
        if line[-1] in ":：*_":
            draft.colons.append(at)
        colon = line.find(":", 0, 24)
        if colon > 0 and line[:colon].strip(" *_").casefold() in HEADER_KEYS:
            draft.heads.add(at)
    return draft


def _read_quote(draft: Draft, at: int) -> None:
    line = draft.lines[at]
    marks = QUOTE_MARKS.match(line)
    if marks is None:
        return
    depth = marks[0].count(">") + marks[0].count("|")
    if line.startswith(">From ") and not (at and draft.kinds[at - 1] == "quote") and not _quote_follows(draft, at + 1):
        return
    if line.lstrip()[0] == "|" and (line.rstrip().endswith("|") or len(marks[0].strip()) == len(line.strip())):
        return
    draft.kinds[at] = "quote"
    draft.depths[at] = depth


def _quote_follows(draft: Draft, at: int) -> bool:
    return at < len(draft.bare) and draft.bare[at].startswith(">") and not draft.lines[at].startswith(">From ")


def _mark_attributions(draft: Draft) -> None:
    """Mark what stands directly above quotations, wrapped over up to four lines, "[...]" between allowed."""
    for at in draft.colons:
        if draft.kinds[at] != "new":
            continue
        below = _next_line(draft, at + 1, elided=True)
        if below >= len(draft.bare) or below > at + _GAP:
            continue
        marked = draft.kinds[below] == "quote"
        own_mark = None if marked else OWN_MARK.match(draft.bare[below])
        if not marked and own_mark is None:
            continue
        start = _start_of(draft, at)
        if start is None or (own_mark and not attribution.dated(" ".join(draft.bare[start : at + 1]))):
            continue
        draft.mark(start, below, "attribution")
        if own_mark:
            _mark_own_way(draft, below, own_mark[0])


def _mark_own_way(draft: Draft, below: int, sign: str) -> None:
    """Mark a quotation whose every line bears a sign that its program or writer chose ("} ", "--> ", "AS> ")."""
    for at in range(below, len(draft.bare)):
        if draft.bare[at].startswith(sign):
            draft.kinds[at] = "quote"
            draft.depths[at] = 1
        elif draft.bare[at]:
            return


def _start_of(draft: Draft, at: int) -> int | None:
    """The first line of the attribution that ends at ``at``, or None where it is none."""
    best = at if attribution.above_quote(draft.bare[at]) else None
    for start, joined in _joins(draft, at):
        if attribution.begins(draft.bare[start]) and attribution.dated(joined) and attribution.above_quote(joined):
            best = start
    return best


def _joins(draft: Draft, at: int) -> list[tuple[int, str]]:
    found = []
    joined = draft.bare[at][: attribution.LONGEST]
    for start in range(at - 1, max(-1, at - _WRAPPED), -1):
        if not draft.bare[start] or draft.kinds[start] != "new" or len(joined) > attribution.LONGEST:
            break
        joined = f"{draft.bare[start][: attribution.LONGEST]} {joined}"
        found.append((start, joined))
    return found


def _mark_unmarked_quote(draft: Draft) -> None:
    """Mark the first header block, divider or full attribution, and all beneath it, as quoted or forwarded."""
    for at in sorted({*draft.heads, *draft.rules, *draft.colons}):
        if draft.kinds[at] == "new" and (
            _divider(draft, at) or _header_block(draft, at) or _plain_attribution(draft, at)
        ):
            return


def _divider(draft: Draft, at: int) -> bool:
    found = DIVIDER.match(draft.bare[at]) if draft.bare[at][0] in "-_=*" else None
    begin = BEGIN_FORWARD.match(draft.bare[at]) if found is None else None
    if found is None and begin is None:
        return False
    forward = begin is not None or bool(found and found["forward"])
    below = _next_line(draft, at + 1)
    end = _block_end(draft, below) or at + 1
    _cut(draft, at, end, forward)
    return True


def _header_block(draft: Draft, at: int) -> bool:
    if at not in draft.heads and not RULE.match(draft.bare[at]):
        return False
    first = at if at in draft.heads else _next_line(draft, at + 1)
    if first < draft.searched:
        return False
    end = _block_end(draft, first)
    if end is None:
        return False
    start = first
    above = first - 1
    while above >= 0 and not draft.bare[above] and above > first - 3:
        above -= 1
    if above >= 0 and draft.kinds[above] == "new" and RULE.match(draft.bare[above]):
        start = above
    _cut(draft, start, end, forward=False)
    return True


def _plain_attribution(draft: Draft, at: int) -> bool:
    if draft.bare[at][-1] not in ":：*_":
        return False
    below = _next_line(draft, at + 1)
    if below >= len(draft.bare):
        return False
    for start, joined in [(at, draft.bare[at]), *_joins(draft, at)]:
        if (start == 0 or not draft.bare[start - 1]) and attribution.without_quote(joined):
            _cut(draft, start, at + 1, forward=False)
            return True
    return False


def _block_end(draft: Draft, at: int) -> int | None:
    """The end of the header block that begins at ``at`` (sender, date or subject, and a third), or None."""
    seen: set[str] = set()
    for here in range(at, min(len(draft.bare), at + _BLOCK)):
        line = draft.bare[here].lstrip("> ")
        if not line:
            if "from" in seen and len(seen) >= 3:
                return here
            if seen and here + 1 < len(draft.bare) and _key(draft.bare[here + 1]):
                continue
            break
        name = _key(line)
        if name is None and not seen:
            return None
        if name:
            seen.add(name)
        elif "from" in seen and "subject" in seen and len(seen) >= 3:
            return here
    else:
        here = min(len(draft.bare), at + _BLOCK)
    if "from" in seen and len(seen) >= 3 and {"sent", "subject"} & seen:
        return here
    draft.searched = max(draft.searched, here)
    return None


def _key(line: str) -> str | None:
    colon = line.find(":", 0, 24)
    return HEADER_KEYS.get(line[:colon].strip(" *_>").casefold()) if colon > 0 else None


def _mark_left_over(draft: Draft) -> None:
    """Mark an attribution that is left at the very end, its quotation deleted."""
    last = len(draft.bare) - 1
    while last >= 0 and (not draft.bare[last] or draft.kinds[last] == "footer"):
        last -= 1
    if last > 0 and draft.kinds[last] == "new" and draft.bare[last][-1] in ":：":
        start = _start_of(draft, last)
        if (
            start
            and attribution.begins(draft.bare[start])
            and attribution.left_over(" ".join(draft.bare[start : last + 1]))
        ):
            draft.mark(start, last + 1, "attribution")


def _next_line(draft: Draft, at: int, elided: bool = False) -> int:
    while at < len(draft.bare) and (not draft.bare[at] or (elided and ELISION.fullmatch(draft.bare[at]))):
        at += 1
    return at


def _cut(draft: Draft, start: int, end: int, forward: bool) -> None:
    draft.mark(start, end, "forwarded_header" if forward else "attribution")
    below = _next_line(draft, end)
    marked = below < len(draft.bare) and draft.kinds[below] == "quote"
    if marked and not forward:
        return
    draft.mark(end, len(draft.bare), "forwarded" if forward else "quote", 1)


def _segments(draft: Draft) -> tuple[Segment, ...]:
    """Runs of lines of one kind and depth; empty lines go with what stands above them."""
    found: list[Segment] = []
    kinds, depths, bare, lines = draft.kinds, draft.depths, draft.bare, draft.lines
    kind, depth = kinds[0], depths[0]
    start = offset = 0
    empty = not bare[0]
    for line, text, next_kind, next_depth in zip(lines, bare, kinds, depths, strict=True):
        if text:
            if next_kind != kind or next_depth != depth:
                if not empty:
                    found.append(Segment(kind, Span(start, offset), depth))
                    start = offset
                kind, depth = next_kind, next_depth
            empty = False
        offset += len(line) + 1
    found.append(Segment(kind, Span(start, offset - 1), depth))
    return tuple(found)
