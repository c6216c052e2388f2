"""A text's lines while they are being told apart, and the quotations that bear a mark on each line."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ashore.core.correspondence.newtext.parts import SegmentKind
from ashore.core.correspondence.newtext.patterns import ELISION, HEADER_KEYS, QUOTE_MARKS

_INVISIBLE = "\ufeff\u200b\u200e\u2060 \t\r\f\v\xa0"
"""Signs without width that programs leave at a line's start, and blanks."""
CODE_FIRST = frozenset("@+$#`<{}[%/\\&!;*")
CODE_LAST = frozenset(";{}\\>])`")
LEADING = frozenset(':：*_"“„«')
_MARK_LIKE = frozenset("|\t")
_MOST_MARKS = 40
_NO_MARKS = "\n"
_STAMPED = frozenset("0123456789\\")
"""What follows the first colon of a log's time, of a place in a file, of a path ("11:22:33", "a.c:12:7:", "C:\\")."""


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
    """Lines that end in a colon or an opening quotation mark."""
    rules: list[int] = field(default_factory=list)
    """Lines that begin with a dash or the like."""
    told: list[int] = field(default_factory=list)
    """Lines marked once with ">" that end in a colon."""
    coded: list[int] = field(default_factory=list)
    """Lines that begin or end as programs, shells and logs do."""
    initialled: list[int] = field(default_factory=list)
    """Lines that begin with somebody's initials and a colon ("AB: ...")."""
    searched: int = 0
    """Up to this line no header block was found."""

    def mark(self, start: int, end: int, kind: SegmentKind, depth: int = 0) -> None:
        """Set the kind of the lines from ``start`` to before ``end`` and add to the depth of their own marks."""
        for at in range(start, end):
            self.kinds[at] = kind
            self.depths[at] += depth

    def mark_all(self, start: int, end: int, kind: SegmentKind) -> None:
        """Set the kind of these lines and take their depth from them: what looked like a quotation is none."""
        self.kinds[start:end] = [kind] * (end - start)
        self.depths[start:end] = [0] * (end - start)

    def next_line(self, at: int, elided: bool = False) -> int:
        """The first line from ``at`` on that is not empty; with ``elided`` past "[...]" too."""
        while at < len(self.bare) and (not self.bare[at] or (elided and ELISION.fullmatch(self.bare[at]))):
            at += 1
        return at


def read_lines(text: str) -> Draft:
    """The lines of a text, with those marked as quotations told apart already."""
    lines = text.split("\n")
    bare = [line.strip() for line in lines]
    if "\ufeff" in text or "\u200b" in text:
        bare = [line.strip(_INVISIBLE) for line in bare]
    draft = Draft(lines, bare, ["new"] * len(lines), [0] * len(lines))
    kinds, depths = draft.kinds, draft.depths
    marks, width, last_depth = _NO_MARKS, 0, 0  # most lines bear the marks of the line above
    for at, line in enumerate(bare):
        if not line:
            continue
        first = line[0]
        if first == ">":
            second = line[1:4]
            if ">" not in second:
                depth = 1 if second != "Fro" else _plain_depth(line)
            elif not line.startswith(marks) or line[width : width + 1] in " >|\t":
                depth = _plain_depth(line)
                marks = line[: len(line) - len(line.lstrip("> "))] if depth else _NO_MARKS
                width, last_depth = len(marks), depth
            else:
                depth = last_depth
            if depth:
                kinds[at] = "quote"
                depths[at] = depth
                if line[-1] == ":" and depth == 1:
                    draft.told.append(at)
                continue
        if first in ">|":
            _read_quote(draft, at)
        elif line[2:3] == ">" and line[3:4] in (" ", ">", "") and line[:2].isalpha() and line[:2].isupper():
            kinds[at] = "quote"
            depths[at] = 1
            continue
        elif first in "-_=*─━—–‐#":
            draft.rules.append(at)
        last = line[-1]
        coded = first in CODE_FIRST or last in CODE_LAST
        if last in LEADING:
            draft.colons.append(at)
            coded = coded or line.startswith("Traceback (")
        colon = line.find(":", 0, 24)
        if colon > 0:
            head = line[:colon]
            if head.strip(" *_").casefold() in HEADER_KEYS:
                draft.heads.add(at)
            elif colon < 4 and colon > 1 and head.isalpha() and head.isupper():
                draft.initialled.append(at)
            coded = coded or line[colon + 1 : colon + 2] in _STAMPED or "@" in head
        if coded:
            draft.coded.append(at)
    return draft


def _plain_depth(line: str) -> int:
    """How often a line with ">" in front is quoted; 0 where something odd stands behind and one must look closer."""
    if line.startswith("From", 1):
        return 0
    if ">" not in line[1:4]:
        return 1
    rest = line.lstrip("> ")
    marks = line[: len(line) - len(rest)]
    if rest[:1] in _MARK_LIKE or "  " in marks or len(marks) > _MOST_MARKS:
        return 0
    return marks.count(">")


def _read_quote(draft: Draft, at: int) -> None:
    line = draft.lines[at]
    marks = QUOTE_MARKS.match(draft.bare[at] if draft.bare[at][0] == ">" else line)
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
