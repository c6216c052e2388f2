"""What a stored text says, as its column has it. Runs in child processes: no Django, no database."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime

from ashore.core.correspondence.newtext import Parts, split
from ashore.core.correspondence.newtext.parts import Segment, SegmentKind
from ashore.core.kernel import Span
from ashore.core.language import read
from ashore.core.ledger import said
from ashore.usecases.plainvalues import write_value

NOTHING = "{}"
"""Of a message that says nothing that clocks would need."""
Segments = Sequence[tuple[SegmentKind, int, int]]


def what_it_says(text: str, written: str, attachments: int, segments: Segments | None) -> str:
    """``said`` as JSON. ``written``: the instant on the author's clock, by which days are counted, ISO 8601 or empty;
    ``segments``: of the text as `write_segments` gives them, None where it must be taken apart anew."""
    parts = split(text) if segments is None else Parts(text, tuple(_read_segments(segments)))
    at = datetime.fromisoformat(written) if written else None
    facts = read(parts.new_text, at=at, learned=False)
    return json.dumps(
        write_value(said(facts, parts, attachments=attachments)), ensure_ascii=False, separators=(",", ":")
    )


def write_segments(segments: Iterable[Segment]) -> Segments:
    """Each segment as (kind, end, depth): it begins where the one before it ends."""
    return [(segment.kind, segment.span.end, segment.depth) for segment in segments]


def _read_segments(written: Segments) -> Iterable[Segment]:
    start = 0
    for kind, end, depth in written:
        yield Segment(kind, Span(start, end), depth)
        start = end
