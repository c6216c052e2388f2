"""What machines and lawyers add: disclaimers, banners over a mail from outside, footers of newsletters and lists."""

from collections.abc import Iterator

from ashore.core.correspondence.newtext.parts import SegmentKind
from ashore.core.correspondence.newtext.patterns import DISCLAIMER, FOOTER_WORDS, RULE, UNSUBSCRIBE

_FOOTER_LINES = 12
_NOTICE_LINES = 40
_BANNER_LINES = 6
_RULED = frozenset("_-=*─━—–")


def mark_banner(bare: list[str], kinds: list[SegmentKind]) -> None:
    """Mark the paragraphs at the top that warn of a mail from outside."""
    at = 0
    while True:
        while at < len(bare) and not bare[at]:
            at += 1
        if at >= len(bare) or kinds[at] != "new" or not DISCLAIMER.match(bare[at]):
            return
        end = at
        while end < len(bare) and bare[end]:
            end += 1
        if end - at > _BANNER_LINES or end == len(bare) or _asks(bare, at, end):
            return
        kinds[at:end] = ["disclaimer"] * (end - at)
        at = end


def mark_footer(bare: list[str], kinds: list[SegmentKind]) -> None:
    """A list's footer: a rule or "-- ", then a few lines that speak of the list, to the end of the message."""
    end = len(bare)
    while end and not bare[end - 1]:
        end -= 1
    for at in range(end - 1, max(-1, end - _FOOTER_LINES), -1):
        line = bare[at].lstrip("> ")
        if (
            line[:1] in _RULED
            and (RULE.match(line) or line in ("--", "---"))
            and FOOTER_WORDS.search("\n".join(bare[at + 1 : end]))
        ):
            depth_line = bare[at]
            if depth_line[:1] in ">|":
                return
            kinds[at:] = ["footer"] * (len(bare) - at)
            _mark_footer_above(bare, kinds, at)
            return


def _mark_footer_above(bare: list[str], kinds: list[SegmentKind], at: int) -> None:
    """Lists behind lists add one footer under the other."""
    while at and not bare[at - 1]:
        at -= 1
    for above in range(at - 1, max(-1, at - 6), -1):
        if RULE.match(bare[above]) and FOOTER_WORDS.search("\n".join(bare[above + 1 : at])):
            kinds[above:at] = ["footer"] * (at - above)
            return


def mark_notice(bare: list[str], kinds: list[SegmentKind], start: int, end: int) -> int:
    """Mark the disclaimer or the footer at the end of a stretch, and give the line where it begins."""
    for at in _paragraphs(bare, start, end):
        if DISCLAIMER.match(bare[at]):
            if not _asks(bare, at, end):
                kinds[at:end] = ["disclaimer"] * (end - at)
                return at
        elif end - at <= _FOOTER_LINES and UNSUBSCRIBE.match(bare[at]) and _is_footer(bare, at, end):
            kinds[at:end] = ["footer"] * (end - at)
            return at
    return end


def _paragraphs(bare: list[str], start: int, end: int) -> Iterator[int]:
    """The first lines of the last paragraphs."""
    for at in range(max(start + 1, end - _NOTICE_LINES), end):
        if bare[at] and not bare[at - 1]:
            yield at


def _is_footer(bare: list[str], at: int, end: int) -> bool:
    return FOOTER_WORDS.search("\n".join(bare[at:end])) is not None and not _asks(bare, at, end)


def _asks(bare: list[str], at: int, end: int) -> bool:
    """True where a question stands: lawyers' footers ask nothing."""
    return any(line.endswith("?") or "? " in line for line in bare[at:end])
