"""Taking a message's text apart into what its sender wrote and all the rest. Linear in the length of the text."""

from itertools import accumulate

from ashore.core.correspondence.newtext.closing import mark_armour, mark_tails
from ashore.core.correspondence.newtext.code import mark_code
from ashore.core.correspondence.newtext.draft import Draft, read_lines
from ashore.core.correspondence.newtext.layout import mark_layout
from ashore.core.correspondence.newtext.parts import Parts, Segment, SegmentKind
from ashore.core.correspondence.newtext.quoting import mark_attributions, mark_left_over
from ashore.core.correspondence.newtext.unmarked import mark_unmarked_quote
from ashore.core.kernel import Span

_OWN: frozenset[SegmentKind] = frozenset(("new", "code", "signature", "footer", "disclaimer"))


def split(text: str) -> Parts:
    """Take apart a plain text body (R1: only new text counts as said).

    Told apart: new text; quotations with their depth, marked with ">" or "|" or standing under a header block or a
    full attribution; the attributions themselves; forwarded mails; signatures; list footers; disclaimers; code, which
    a machine wrote or should read. Whole lines; the spans cover the text.
    """
    if not text:
        return Parts(text, ())
    draft = read_lines(text)
    if draft.coded:
        mark_code(draft)
    mark_armour(draft)
    mark_attributions(draft)
    mark_unmarked_quote(draft)
    mark_layout(draft)
    mark_tails(draft.bare, draft.kinds)
    mark_left_over(draft)
    for at, depth in enumerate(draft.depths):
        if depth and draft.kinds[at] in _OWN:
            draft.depths[at] = 0
    return Parts(text, _segments(draft))


def _segments(draft: Draft) -> tuple[Segment, ...]:
    """Runs of lines of one kind and depth; empty lines go with what stands above them."""
    found: list[Segment] = []
    kinds, depths, bare = draft.kinds, draft.depths, draft.bare
    offsets = [0, *accumulate(map(len, draft.lines))]
    kind, depth = kinds[0], depths[0]
    start = 0
    empty = not bare[0]
    for at, (text, next_kind, next_depth) in enumerate(zip(bare, kinds, depths, strict=True)):
        if text:
            if next_kind != kind or next_depth != depth:
                if not empty:
                    offset = offsets[at] + at
                    found.append(Segment(kind, Span(start, offset), depth))
                    start = offset
                kind, depth = next_kind, next_depth
            empty = False
    found.append(Segment(kind, Span(start, offsets[-1] + len(bare) - 1), depth))
    return tuple(found)
