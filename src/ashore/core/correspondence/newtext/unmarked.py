"""Quotations and forwarded mails without marks: what stands under a divider, a header block, a full attribution."""

import re

from ashore.core.correspondence.newtext import attribution
from ashore.core.correspondence.newtext.draft import Draft
from ashore.core.correspondence.newtext.patterns import (
    BEGIN_FORWARD,
    DASHES,
    DIVIDER,
    FRAMED,
    HEADER_KEYS,
    REPLY_ABOVE,
    RULE,
)
from ashore.core.correspondence.newtext.quoting import head_above, joins

_TOLD = re.compile(r"[\d@]")
"""An attribution bears a date or an address."""
_BLOCK = 14
_LONGEST_REQUEST = 120
_HEAD_LINES = 6
_LEAST_HEADERS = 3


def mark_unmarked_quote(draft: Draft) -> None:
    """Mark the first header block, divider or full attribution, and all beneath it, as quoted or forwarded."""
    for at in sorted({*draft.heads, *draft.rules, *draft.colons}):
        if draft.kinds[at] == "new" and (
            _divider(draft, at) or _header_block(draft, at) or _plain_attribution(draft, at)
        ):
            return


def _divider(draft: Draft, at: int) -> bool:
    line = draft.bare[at]
    dashed = line[0] in "-_=*#‐–—" and bool(line.strip("-_=*#‐–— \t"))
    found = DIVIDER.match(line) if dashed else None
    if dashed and found is None and _stands_over_all(line):
        end = _head_end(draft, draft.next_line(at + 1)) if line[0] in DASHES else None
        _cut(draft, at, end or at + 1, forward=False)
        return True
    begin = BEGIN_FORWARD.match(line) if found is None and line[-1] in ":*" and at not in draft.heads else None
    if found is None and begin is None:
        return False
    forward = begin is not None or bool(found and found["forward"])
    below = draft.next_line(at + 1)
    end = _head_end(draft, below) or at + 1
    if draft.bare[end : end + 1] == [line]:
        end += 1
    _cut(draft, at, end, forward)
    return True


def _stands_over_all(line: str) -> bool:
    """True for an attribution between dashes, and for what a help desk asks to answer above of."""
    inner = FRAMED.match(line)
    if inner:
        return attribution.framed(inner["inner"])
    return len(line) < _LONGEST_REQUEST and bool(REPLY_ABOVE.search(line))


def _head_end(draft: Draft, at: int) -> int | None:
    """The end of what names the sender under a divider: a header block, with colons or without, or an attribution."""
    end = _block_end(draft, at) or _plain_head_end(draft, at)
    if end:
        return end
    if draft.kinds[at : at + 1] == ["attribution"]:
        while at < len(draft.bare) and draft.bare[at] and draft.kinds[at] == "attribution":
            at += 1
        return at
    joined = ""
    for here in range(at, min(len(draft.bare), at + 3)):
        if not draft.bare[here]:
            break
        joined += " " + draft.bare[here]
        if draft.kinds[here] == "new" and attribution.without_quote(joined):
            return here + 1
    return None


def _plain_head_end(draft: Draft, at: int) -> int | None:
    """The end of three or more lines 'From "Anna" <...>', 'Date 5.3.2024' that begin with names of headers."""
    seen = set()
    for here in range(at, min(len(draft.bare), at + _HEAD_LINES)):
        name = HEADER_KEYS.get(draft.bare[here].partition(" ")[0].casefold())
        if name is None or name in seen:
            break
        seen.add(name)
    return at + len(seen) if "from" in seen and len(seen) >= _LEAST_HEADERS else None


def _header_block(draft: Draft, at: int) -> bool:
    if at not in draft.heads and not RULE.match(draft.bare[at]):
        return False
    first = at if at in draft.heads else draft.next_line(at + 1)
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
    below = draft.next_line(at + 1)
    if below >= len(draft.bare):
        return False
    unwrapped = [(at, draft.bare[at]), *joins(draft, at)]
    if not _TOLD.search(unwrapped[-1][1]):
        return False
    best = None
    for start, joined in unwrapped:
        top = head_above(draft, start)
        opens = not top or _parts(draft.bare[top - 1])
        begins = (best is not None or not opens) and attribution.begins(draft.bare[start])
        if (begins or (opens and best is None)) and attribution.without_quote(joined):
            best = top if opens or attribution.complete(joined) else best
    if best is not None:
        _cut(draft, best, at + 1, forward=False)
    return best is not None


def _parts(line: str) -> bool:
    """True for an empty line and for a rule."""
    return not line or (line[0] in "-_=*─━—–" and RULE.match(line) is not None)


def _block_end(draft: Draft, at: int) -> int | None:
    """The end of the header block that begins at ``at`` (sender, date or subject, and a third), or None."""
    seen: set[str] = set()
    for here in range(at, min(len(draft.bare), at + _BLOCK)):
        line = draft.bare[here].lstrip("> ")
        if not line:
            if seen and here + 1 < len(draft.bare) and _key(draft.bare[here + 1]) not in (None, *seen):
                continue
            if _is_head(draft, at, here, seen) or _is_short_head(draft, at, here, seen):
                return here
            break
        name = _key(line)
        if name is None and not seen:
            return None
        if name:
            seen.add(name)
        elif "subject" in seen and _is_head(draft, at, here, seen):
            return here
    else:
        here = min(len(draft.bare), at + _BLOCK)
    if _is_head(draft, at, here, seen):
        return here
    draft.searched = max(draft.searched, here)
    return None


def _is_head(draft: Draft, at: int, end: int, seen: set[str]) -> bool:
    """Sender and two more; without a subject a date that bears a time or an address, else it may be a ticket's form."""
    if "from" not in seen or len(seen) < _LEAST_HEADERS or draft.bare[at].endswith("?"):
        return False
    return "subject" in seen or (
        "sent" in seen and any("@" in line or attribution.timed(line) for line in draft.bare[at:end])
    )


def _is_short_head(draft: Draft, at: int, end: int, seen: set[str]) -> bool:
    """Two lines are a head where the sender has an address and something of one's own stands above."""
    return (
        seen == {"from", "subject"}
        and end - at == 2
        and any("@" in line for line in draft.bare[at:end])
        and any(draft.bare[above] and draft.kinds[above] == "new" for above in range(at))
    )


def _key(line: str) -> str | None:
    colon = line.find(":", 0, 24)
    return HEADER_KEYS.get(line[:colon].strip(" *_>").casefold()) if colon > 0 else None


def _cut(draft: Draft, start: int, end: int, forward: bool) -> None:
    while start and RULE.match(draft.bare[start - 1]) and draft.kinds[start - 1] == "new":
        start -= 1
    draft.mark_all(start, end, "forwarded_header" if forward else "attribution")
    below = draft.next_line(end)
    while below < len(draft.bare) and draft.kinds[below] == "quote" and not draft.bare[below].strip("> "):
        below = draft.next_line(below + 1)
    if below < len(draft.bare) and draft.kinds[below] == "quote" and not forward:
        return
    draft.mark(end, len(draft.bare), "forwarded" if forward else "quote", 1)
