"""A message's text taken apart: who wrote what, with spans that cover all of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from ashore.core.kernel import Span

SegmentKind = Literal[
    "new", "quote", "attribution", "signature", "forwarded_header", "forwarded", "disclaimer", "footer", "code"
]


class Segment(NamedTuple):
    """A stretch of whole lines of one kind. ``depth``: how often it is quoted; 0 for the sender's own lines."""

    kind: SegmentKind
    span: Span
    depth: int = 0


class Inline(NamedTuple):
    """An answer under a quotation: ``quoted``, without its marks, stands directly above the new text ``answer``.

    ``nearest``: the last paragraph of ``quoted``, which is most often what the answer is about.
    """

    quoted: str
    nearest: str
    answer: str
    quoted_span: Span
    answer_span: Span


@dataclass(frozen=True)
class Parts:
    """``text`` as read; ``segments`` in order, without gaps, from 0 to its length."""

    text: str
    segments: tuple[Segment, ...]

    @cached_property
    def new_text(self) -> str:
        """What the sender says in this message: stretches of it divided by an empty line. Without code."""
        if len(self.segments) == 1 and self.segments[0].kind == "new":
            return self.text.strip()
        return "\n\n".join(new for span in self.new_spans if (new := span.of(self.text).strip()))

    @cached_property
    def own_text(self) -> str:
        """All that the sender put into this message, patches and logs included: what to show as theirs."""
        if all(segment.kind != "code" for segment in self.segments):
            return self.new_text
        own = (s.span.of(self.text).strip("\n") for s in self.segments if s.kind in ("new", "code"))
        return "\n\n".join(piece for piece in own if piece.strip()).strip()

    @property
    def code(self) -> str:
        """What a machine wrote or should read: patches, programs, shell sessions, logs."""
        return "\n\n".join(s.span.of(self.text).strip("\n") for s in self.segments if s.kind == "code")

    @cached_property
    def new_spans(self) -> tuple[Span, ...]:
        """Where the new text stands."""
        return tuple(segment.span for segment in self.segments if segment.kind == "new")

    @cached_property
    def quoted_text(self) -> str:
        """What is quoted from the message replied to (depth 1), without marks."""
        return "\n".join(unquoted(s.span.of(self.text)) for s in self.segments if s.kind == "quote" and s.depth == 1)

    @property
    def signature(self) -> str:
        """The sender's signatures, as written."""
        found = (s.span.of(self.text).strip() for s in self.segments if s.kind == "signature")
        return "\n\n".join(filter(None, found))

    @cached_property
    def inline(self) -> tuple[Inline, ...]:
        """Each quoted passage with the new text directly under it."""
        return tuple(self._inline())

    def _inline(self) -> Iterator[Inline]:
        above: list[Segment] = []
        for segment in self.segments:
            if segment.kind == "quote":
                above.append(segment)
            elif segment.kind in ("new", "code") and segment.span.of(self.text).strip():
                if above:
                    yield self._pair(above, segment)
                above = []
            elif segment.kind != "attribution" and segment.kind != "new":
                above = []

    def _pair(self, above: list[Segment], answer: Segment) -> Inline:
        shallow = min(segment.depth for segment in above)
        quoted = "\n".join(unquoted(s.span.of(self.text)) for s in above if s.depth == shallow).strip()
        nearest = quoted.rpartition("\n\n")[2].strip()
        span = Span(above[0].span.start, above[-1].span.end)
        return Inline(quoted, nearest, answer.span.of(self.text).strip(), span, answer.span)


def unquoted(text: str) -> str:
    """Lines without their quote marks."""
    return "\n".join(_unmarked(line) for line in text.split("\n"))


def _unmarked(line: str) -> str:
    bare = line.lstrip(" \t>|")
    return bare.rstrip() if bare != line.lstrip() else line.rstrip()
