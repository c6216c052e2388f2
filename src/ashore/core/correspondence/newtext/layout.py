"""Quotations without marks that the writer set off: indented, in quotation marks of many lines, or with
initials before each own answer.
"""

import re

from ashore.core.correspondence.newtext import attribution
from ashore.core.correspondence.newtext.draft import Draft

_DECLARED = re.compile(
    r"(?<!\w)(?:answers?|comments?|repl(?:y|ies)|responses?|remarks?|notes?|ответы?|комментари[ий]|odpovede|komentáre|"
    r"poznámky|sagot|komento|puna)(?!\w)[^.?!\n]{0,60}(?<!\w)(?P<initials>[^\W\d_a-zа-я]{2,3})(?!\w)"
)
_INDENT = re.compile(r"(?: {4}|\t)[ \t]{0,8}\S")
_OPENING = '"“„«'
_CLOSING = ('"', "”", "“", "»", '".', "».", "“.")
_LONGEST_PASSAGE = 60
_LEAST_LINES = 3
_FULL_LINE = 45


def mark_layout(draft: Draft) -> None:
    """Mark what stands between answers that bear initials, and wrapped paragraphs indented under a colon."""
    if len(draft.initialled) > 1:
        _mark_between_initials(draft)
    for at in draft.colons:
        last = draft.bare[at][-1]
        if draft.kinds[at] != "new":
            continue
        if last in _OPENING:
            _mark_in_marks(draft, at)
        elif last in ":：" and draft.lines[at][:1] not in " \t":
            _mark_indented(draft, at)


def _mark_in_marks(draft: Draft, at: int) -> None:
    """'Anna wrote in part, "' opens a passage that goes on to the line with the closing mark."""
    if not attribution.leads_in(draft.bare[at]):
        return
    for here in range(at + 1, min(len(draft.bare), at + _LONGEST_PASSAGE)):
        if draft.bare[here] and draft.kinds[here] != "new":
            return
        if draft.bare[here].endswith(_CLOSING):
            draft.mark(at + 1, here + 1, "quote", 1)
            return


def _mark_between_initials(draft: Draft) -> None:
    """ "My answers begin with AB": from there on each paragraph without "AB:" is what is answered."""
    at, end = draft.initialled[0], len(draft.bare)
    declared = {found["initials"] for line in draft.bare[:at] for found in _DECLARED.finditer(line)}
    own = False
    for here in range(_after_declaration(draft, at), end):
        line = draft.bare[here]
        if not line or draft.kinds[here] != "new":
            continue
        if not draft.bare[here - 1]:
            own = line.partition(":")[0] in declared
        if declared and not own:
            draft.mark(here, here + 1, "quote", 1)


def _after_declaration(draft: Draft, at: int) -> int:
    for here in range(at - 1, -1, -1):
        if _DECLARED.search(draft.bare[here]):
            return _paragraph_end(draft, here)
    return at


def _paragraph_end(draft: Draft, at: int) -> int:
    while at < len(draft.bare) and draft.bare[at]:
        at += 1
    return at


def _mark_indented(draft: Draft, at: int) -> None:
    """A passage of full lines and a last one, each indented, under a line that leads to it: somebody else's words."""
    start = draft.next_line(at + 1)
    full = start
    while full < len(draft.bare) and _INDENT.match(draft.lines[full]) and len(draft.bare[full]) >= _FULL_LINE:
        full += 1
    if full - start < _LEAST_LINES or draft.kinds[start] != "new":
        return
    end = full
    for here in range(full, len(draft.lines)):
        if draft.bare[here] and (draft.kinds[here] != "new" or not _INDENT.match(draft.lines[here])):
            break
        end = here + 1
    draft.mark(start, end, "quote", 1)
