"""Quotations that bear marks: the attribution above them, and marks of one's own that only it gives away."""

from ashore.core.correspondence.newtext import attribution
from ashore.core.correspondence.newtext.draft import Draft
from ashore.core.correspondence.newtext.parts import unquoted
from ashore.core.correspondence.newtext.patterns import OWN_MARK

_WRAPPED = 4
_GAP = 6


def mark_attributions(draft: Draft) -> None:
    """Mark what stands directly above quotations, wrapped over up to four lines, "[...]" between allowed."""
    for at in draft.colons:
        if draft.kinds[at] != "new":
            continue
        below = draft.next_line(at + 1, elided=True)
        if below >= len(draft.bare) or below > at + _GAP:
            continue
        marked = draft.kinds[below] == "quote"
        own_mark = None if marked else OWN_MARK.match(draft.bare[below])
        if not marked and own_mark is None:
            continue
        start = _start_of(draft, at)
        if start is None and marked and attribution.bare(draft.bare[at]):
            start = at
        if start is None or (own_mark and not attribution.dated(" ".join(draft.bare[start : at + 1]))):
            continue
        draft.mark(head_above(draft, start), below, "attribution")
        if own_mark:
            _mark_own_way(draft, below, own_mark[0])
    for at in draft.told:
        _mark_told(draft, at)


def _mark_told(draft: Draft, at: int) -> None:
    """Mark an attribution that a phone put under the marks of the quotation which it leads to."""
    top = at
    while top and draft.kinds[top - 1] == "quote" and at - top < _WRAPPED:
        top -= 1
    if top and draft.kinds[top - 1] == "quote":
        return
    above = top - 1
    while above >= 0 and not draft.bare[above]:
        above -= 1
    below = at + 1
    while below < len(draft.bare) and not draft.bare[below].strip("> "):
        below += 1
    if (
        (above < 0 or draft.kinds[above] == "new")
        and draft.depths[below : below + 1] == [1]
        and attribution.without_quote(" ".join(unquoted(draft.bare[here]) for here in range(top, at + 1)))
    ):
        draft.mark_all(top, at + 1, "attribution")


def head_above(draft: Draft, start: int) -> int:
    """The first of the lines "To: ...", "Subject: ..." that stand over an attribution, or ``start``."""
    above = start
    while above and start - above < _WRAPPED and above - 1 in draft.heads and draft.kinds[above - 1] == "new":
        above -= 1
    return above


def _mark_own_way(draft: Draft, below: int, sign: str) -> None:
    """Mark the lines, up to the end, that bear a sign which a program or writer chose ("} ", "--> ", "AS> ")."""
    arrow = sign.endswith(">")
    for at in range(below, len(draft.bare)):
        line = draft.bare[at]
        if (
            draft.kinds[at] == "new"
            and line.startswith(sign)
            and (arrow or line[len(sign) : len(sign) + 1] in ("", " ", "\t"))
        ):
            draft.kinds[at] = "quote"
            draft.depths[at] = 1


def _start_of(draft: Draft, at: int) -> int | None:
    """The first line of the attribution that ends at ``at``, or None where it is none."""
    best = at if attribution.above_quote(draft.bare[at]) else None
    for start, joined in joins(draft, at):
        if (attribution.begins(draft.bare[start]) or _names_all(draft, start, at, joined)) and (
            attribution.dated(joined) and attribution.above_quote(joined)
        ):
            best = start
    return best


def _names_all(draft: Draft, start: int, at: int, joined: str) -> bool:
    """True for a paragraph that begins with a name and goes on with address, verb and date, in whatever order."""
    return (
        _opens(draft, start)
        and not attribution.is_prose(joined)
        and attribution.complete(joined)
        and not any(attribution.begins(draft.bare[here]) for here in range(start + 1, at + 1))
    )


def _opens(draft: Draft, at: int) -> bool:
    """True where a paragraph begins with a capital letter."""
    return (not at or not draft.bare[at - 1]) and draft.bare[at].lstrip("\"'*«“")[:1].isupper()


def joins(draft: Draft, at: int) -> list[tuple[int, str]]:
    """The line ``at`` with one, two, three lines above it, unwrapped: each with its first line."""
    found = []
    joined = draft.bare[at][: attribution.LONGEST]
    for start in range(at - 1, max(-1, at - _WRAPPED), -1):
        if not draft.bare[start] or draft.kinds[start] != "new" or len(joined) > attribution.LONGEST:
            break
        joined = f"{draft.bare[start][: attribution.LONGEST]} {joined}"
        found.append((start, joined))
    return found


def mark_left_over(draft: Draft) -> None:
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
