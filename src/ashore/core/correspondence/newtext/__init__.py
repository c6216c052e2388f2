"""New text against quotations: ``split(text) -> Parts``."""

from ashore.core.correspondence.newtext.parts import Inline, Parts, Segment, SegmentKind, unquoted
from ashore.core.correspondence.newtext.split import split

__all__ = ["Inline", "Parts", "Segment", "SegmentKind", "split", "unquoted"]
